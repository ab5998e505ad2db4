"""An order from its draft to its acceptance, or its end without one."""

from __future__ import annotations

from datetime import date, datetime

from qlts_licensor.registrations.allowed import Standing, cancel_standing, edit_standing
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import Method, PaperState
from qlts_licensor.transitions.steps import LICENSOR, By, check, note, step
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import User


def draft_opened(draft: Registration, user: User) -> None:
    """A draft was made."""
    note(draft, Name.DRAFT_OPENED, By(user.full_name, draft.created_at), {})


def prepared(draft: Registration, user: User, at: datetime) -> None:
    """A draft was sealed, to be signed and sent elsewhere."""
    note(draft, "prepared", By(user.full_name, at), {})


def preparation_revoked(draft: Registration, user: User, at: datetime) -> None:
    """What was sealed can no longer be sent."""
    note(draft, "prepared_revoked", By(user.full_name, at), {})


def submitted(
    draft: Registration, actor: str, at: datetime, method: Method, *, slip_sha256: str, signer: str, cut_off: bool
) -> None:
    """The draft was sent, with its slip. An edited order keeps the registration day of the one it replaces.

    Raises:
        NotAllowed: It is not a draft.
    """
    before = draft.replaces
    step(
        draft,
        Name.SUBMITTED_SIGNED if method is Method.SIGNED else Name.SUBMITTED_STAMPED,
        By(actor, at),
        detail=signer,
        method=method,
        registered_at=before.registered_at if before else at,
        slip_sha256=slip_sha256,
        signer=signer,
        remaining=draft.total,
        began_in_cut_off=before.began_in_cut_off if before else cut_off,
        address=draft.form["unit"]["address"],
        invoice_due_on=_day(draft.form["invoice"]["invoice_on"]),
        paper_state=PaperState.NOT_NEEDED if method == Method.SIGNED else PaperState.AWAITED,
    )


def scan_attached(order: Registration, user: User, at: datetime, code: str) -> None:
    """A scan of the stamped slip came; the paper is still awaited.

    Args:
        order: The order, locked by the caller.
        user: Who sent it.
        at: The moment.
        code: What the code on it said, for the history.
    """
    order.updated_at = at
    order.save(update_fields=["updated_at"])
    note(order, "paper_scan_attached", By(user.full_name, at), {}, code)


def held_for_review(order: Registration, at: datetime, *, is_repeat: bool) -> None:
    """Staff look at it first.

    Args:
        order: The order.
        at: The moment.
        is_repeat: It follows a lapsed one of the unit.
    """
    step(order, Name.HELD_FOR_REVIEW, By(LICENSOR, at), is_repeat=is_repeat)


def rejected(order: Registration, at: datetime, actor: str, reason: str) -> None:
    """Staff refuse a registration that was in review.

    Raises:
        NotAllowed: It is not in review.
    """
    step(order, Name.REJECTED, By(actor, at, reason))


def accepted(order: Registration, at: datetime, due_on: date, policy_version: str, actor: str = LICENSOR) -> None:
    """The registration is accepted: commitment round 1 and with it a provisional licence until the promised day.

    An edited order goes on in the round of the one it replaces: its extension is used up with it.

    Args:
        order: The order.
        at: The moment.
        due_on: The promised payment day.
        policy_version: The policy that the order keeps from now on.
        actor: Who accepts it.

    Raises:
        NotAllowed: It was not sent.
    """
    by = By(actor, at)
    before = order.replaces
    extended = before is not None and before.round > 1
    step(
        order,
        Name.ACCEPTED,
        by,
        round=before.round if extended else 1,
        first_due_on=before.first_due_on if extended else due_on,
        due_on=due_on,
        policy_version=policy_version,
    )
    note(order, "provisional_granted", by, {}, due_on.isoformat())


def closed_by_successor(order: Registration, at: datetime, successor: Registration) -> None:
    """A lapsed order ends when a new one of the unit is accepted."""
    step(order, Name.CLOSED, By(LICENSOR, at), detail=successor.no, review="", review_holds=False)


def cancelled(order: Registration, by: By) -> None:
    """The unit, or staff for it, takes an order back while nothing has come for it yet.

    Raises:
        NotAllowed: Something has come, or the paid term is over: the commitment is what holds access.
    """
    _check_standing(cancel_standing(order, by.at.date()), order, Name.CANCELLED)
    step(order, Name.CANCELLED, by, review="", review_holds=False, asked_due_on=None)


def replaced(order: Registration, by: By, successor: Registration) -> None:
    """An edited order takes the place of this one.

    Raises:
        NotAllowed: Something has come for it already, or its promised day has passed.
    """
    _check_standing(edit_standing(order, by.at.date()), order, Name.REPLACED)
    step(order, Name.REPLACED, by, detail=successor.no, review="", review_holds=False, asked_due_on=None)


def registered_for_unit(draft: Registration, by: By, *, cut_off: bool) -> None:
    """Staff register for a unit that has asked them to (*Gia hạn giúp đơn vị*); there is no slip.

    Raises:
        NotAllowed: It is not a draft.
    """
    step(
        draft,
        Name.REGISTERED_FOR_UNIT,
        by,
        method=Method.STAFF,
        registered_at=by.at,
        remaining=draft.total,
        began_in_cut_off=cut_off,
        address=draft.form["unit"]["address"],
        invoice_due_on=_day(draft.form["invoice"]["invoice_on"]),
        paper_state=PaperState.NOT_NEEDED,
    )


def paper_received(order: Registration, by: By) -> None:
    """The stamped slip has come by post, or staff take its scan instead.

    Raises:
        NotAllowed: None is awaited.
    """
    step(order, Name.PAPER_RECEIVED, by)


def paper_returned(order: Registration, by: By) -> None:
    """The stamped slip cannot be taken as it is; another one is awaited. Access is not held back.

    Raises:
        NotAllowed: None has come or is awaited.
    """
    step(order, Name.PAPER_RETURNED, by)


def invoice_issued(order: Registration, by: By, number: str, day: date) -> None:
    """The invoice was made; a later one takes its place.

    Raises:
        NotAllowed: The order is not accepted, or number or day cannot be.
    """
    if not number.strip() or len(number) > 50:
        raise NotAllowed("cần ghi số hóa đơn, tối đa 50 ký tự")
    if day > by.at.date():
        raise NotAllowed("ngày hóa đơn không được ở tương lai")
    detail = f"{number.strip()} ({day:%d/%m/%Y})"
    step(order, Name.INVOICE_ISSUED, by, detail=detail, invoice_no=number.strip(), invoiced_on=day)


def _check_standing(standing: Standing, order: Registration, name: Name) -> None:
    check(order, name)
    if standing.obstacle is not None:
        raise NotAllowed(f"{TABLE[name].says}: đơn {order.no} không còn được làm việc này ({standing.obstacle})")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
