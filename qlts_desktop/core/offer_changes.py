"""What is worse in an offer than in the one that was consented to: shown, and consented to again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qlts_desktop.core.licence import Term
from qlts_desktop.core.renewal import Offer

_CHANGES_WITH_THE_ORDER = "late_surcharge"
"""The line whose price is a share of the others."""


class OfferChangeKind(StrEnum):
    """In what an offer differs."""

    TOTAL = "total"
    UNIT_PRICE = "unit_price"
    SURCHARGE = "surcharge"
    TERM = "term"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class OfferChange:
    """One difference.

    Attributes:
        kind: In what.
        before: The old value: đồng, a term or an account number; None where there was none.
        after: The new one.
        line: The description of the price line, for a price.
    """

    kind: OfferChangeKind
    before: int | Term | str | None
    after: int | Term | str
    line: str = ""


def changes_undoing_consent(before: Offer, after: Offer) -> tuple[OfferChange, ...]:
    """What in ``after`` was not consented to with ``before``; empty where a consent holds on.

    What the unit itself has chosen (years, users) is no reason: it sees the price that follows. A dearer price, a
    new surcharge, a term that is shorter or ends earlier and another receiving account are. The licensor decides
    alike.
    """
    found: list[OfferChange] = []
    same_order = (before.years, before.extra_users) == (after.years, after.extra_users)
    if same_order and after.total > before.total:
        found.append(OfferChange(OfferChangeKind.TOTAL, before.total, after.total))
    elif not same_order:
        found += _dearer_lines(before, after)
    if same_order and _is_less(before.new_term, after.new_term):
        found.append(OfferChange(OfferChangeKind.TERM, before.new_term, after.new_term))
    if after.accounts[0] != before.accounts[0]:
        then, now = before.accounts[0], after.accounts[0]
        found.append(OfferChange(OfferChangeKind.ACCOUNT, then.account_no, now.account_no))
    return tuple(found)


def _dearer_lines(before: Offer, after: Offer) -> list[OfferChange]:
    then = {line.code: line.unit_price for line in before.lines}
    found: list[OfferChange] = []
    for line in after.lines:
        if line.code == _CHANGES_WITH_THE_ORDER:
            if line.code not in then:
                found.append(OfferChange(OfferChangeKind.SURCHARGE, None, line.amount, line.description))
        elif line.code in then and line.unit_price > then[line.code]:
            found.append(
                OfferChange(OfferChangeKind.UNIT_PRICE, then[line.code], line.unit_price, line.description)
            )
    return found


def _is_less(before: Term, after: Term) -> bool:
    shorter = after.last_day - after.first_day < before.last_day - before.first_day
    return shorter or after.last_day < before.last_day
