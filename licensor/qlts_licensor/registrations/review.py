"""Staff decide on a registration that follows a lapsed one."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from qlts_licensor.clock import now
from qlts_licensor.registrations import transitions
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import OrderState
from qlts_licensor.units.models import Unit, User


def accept(order: Registration, staff: User) -> None:
    """Accept it: its commitment begins, and the lapsed order of the unit is closed.

    Raises:
        NotAllowed: It is not in review, or the day it promised has passed meanwhile.
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=order.unit_id)
        held = Registration.objects.select_for_update().get(pk=order.pk)
        at = now()
        due_on = date.fromisoformat(held.form["payment"]["due_on"])
        if held.order_state != OrderState.IN_REVIEW or due_on < at.date():
            raise transitions.NotAllowed(held.order_state)
        for lapsed in held.unit.registrations.open().exclude(pk=held.pk):
            transitions.closed_by_successor(lapsed, at, held)
        transitions.accepted(held, at, due_on, staff.get_username())


def reject(order: Registration, staff: User, reason: str) -> None:
    """Refuse it.

    Raises:
        NotAllowed: It is not in review.
    """
    with transaction.atomic():
        held = Registration.objects.select_for_update().get(pk=order.pk)
        transitions.rejected(held, now(), staff.get_username(), reason)
