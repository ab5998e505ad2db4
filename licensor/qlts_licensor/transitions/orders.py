"""An order from its draft to its acceptance, or its end without one."""

from __future__ import annotations

from datetime import date, datetime

from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import Method, PaperState
from qlts_licensor.transitions.steps import LICENSOR, By, note, step
from qlts_licensor.transitions.table import Name
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
    """The draft was sent, with its slip.

    Raises:
        NotAllowed: It is not a draft.
    """
    step(
        draft,
        Name.SUBMITTED_SIGNED if method is Method.SIGNED else Name.SUBMITTED_STAMPED,
        By(actor, at),
        detail=signer,
        method=method,
        registered_at=at,
        slip_sha256=slip_sha256,
        signer=signer,
        remaining=draft.total,
        began_in_cut_off=cut_off,
        address=draft.form["unit"]["address"],
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
    step(order, Name.ACCEPTED, by, round=1, first_due_on=due_on, due_on=due_on, policy_version=policy_version)
    note(order, "provisional_granted", by, {}, due_on.isoformat())


def closed_by_successor(order: Registration, at: datetime, successor: Registration) -> None:
    """A lapsed order ends when a new one of the unit is accepted."""
    step(order, Name.CLOSED, By(LICENSOR, at), detail=successor.no, review="", review_holds=False)
