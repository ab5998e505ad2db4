"""What moves a subscription itself: an early cut, and what becomes of the unit's data."""

from __future__ import annotations

from datetime import date

from qlts_licensor.audit.chain import record
from qlts_licensor.licences.models import Subscription, SubscriptionEvent
from qlts_licensor.transitions.steps import By
from qlts_licensor.transitions.table import Name, NotAllowed


def cut_early(subscription: Subscription, by: By, day: date) -> None:
    """The licensor cuts the unit off before its time, from a day on.

    Raises:
        NotAllowed: It is cut already, or the day has passed.
    """
    if subscription.cut_on is not None:
        raise NotAllowed(f"thuê bao đã bị cắt từ ngày {subscription.cut_on:%d/%m/%Y}")
    if day < by.at.date():
        raise NotAllowed("ngày cắt không được ở quá khứ")
    subscription.cut_on = day
    _done(subscription, Name.CUT_EARLY, by)


def cut_lifted(subscription: Subscription, by: By) -> None:
    """The early cut ends.

    Raises:
        NotAllowed: There is none.
    """
    if subscription.cut_on is None:
        raise NotAllowed("thuê bao không bị cắt trước hạn")
    subscription.cut_on = None
    _done(subscription, Name.CUT_LIFTED, by)


def deletion_planned(subscription: Subscription, by: By, day: date) -> None:
    """The unit's data are to be deleted on a day; said in the licence from now on.

    Raises:
        NotAllowed: They are deleted already, or the day has passed.
    """
    if subscription.data_state == "deleted":
        raise NotAllowed("dữ liệu đã bị xóa")
    if day < by.at.date():
        raise NotAllowed("ngày dự kiến xóa không được ở quá khứ")
    subscription.data_state, subscription.data_on = "planned", day
    _done(subscription, Name.DELETION_PLANNED, by)


def deletion_called_off(subscription: Subscription, by: By) -> None:
    """The data stay.

    Raises:
        NotAllowed: No deletion is planned.
    """
    if subscription.data_state != "planned":
        raise NotAllowed("không có dự kiến xóa dữ liệu")
    subscription.data_state, subscription.data_on = "kept", None
    _done(subscription, Name.DELETION_CALLED_OFF, by)


def data_deleted(subscription: Subscription, by: By) -> None:
    """The data have been deleted, on the planned day or after it.

    Raises:
        NotAllowed: The deletion was not planned, or its day has not come.
    """
    planned = subscription.data_on
    if subscription.data_state != "planned" or planned is None or by.at.date() < planned:
        raise NotAllowed("chỉ ghi nhận xóa dữ liệu từ ngày đã dự kiến trở đi")
    subscription.data_state, subscription.data_on = "deleted", by.at.date()
    _done(subscription, Name.DATA_DELETED, by)


def _done(subscription: Subscription, name: Name, by: By) -> None:
    subscription.save()
    SubscriptionEvent.objects.create(
        subscription=subscription, at=by.at, actor=by.actor, code=name.value, reason=by.reason[:400]
    )
    after = {"cut_on": subscription.cut_on, "data_state": subscription.data_state, "data_on": subscription.data_on}
    record(name.value, f"unit {subscription.unit.code}", by.actor, by.at, {"reason": by.reason, "after": after})
