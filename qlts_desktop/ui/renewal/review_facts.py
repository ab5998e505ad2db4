"""What to look at once more before sending: term, money, day, and what differs from last year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qlts_desktop.core.renewal import Offer, RenewalForm
from qlts_desktop.core.text import clean
from qlts_desktop.services.registration_port import PreviousOrderFacts


class Difference(StrEnum):
    """In what way this order differs from the last one."""

    DEARER = "dearer"
    CHEAPER = "cheaper"
    YEARS = "years"
    ADDRESS = "address"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference.

    Attributes:
        what: In what.
        amount: Đồng a year for a price, the number of years then for years; else 0.
        before: How it was, for a text; else empty.
    """

    what: Difference
    amount: int = 0
    before: str = ""


def differences(previous: PreviousOrderFacts | None, form: RenewalForm, offer: Offer) -> tuple[Changed, ...]:
    """What differs from the last accepted order; nothing when there was none.

    Prices are compared by the year, so that a longer order does not look dearer.
    """
    if previous is None:
        return ()
    found: list[Changed] = []
    step = offer.total // max(offer.years, 1) - previous.total // max(previous.years, 1)
    if step:
        found.append(Changed(Difference.DEARER if step > 0 else Difference.CHEAPER, abs(step)))
    if offer.years != previous.years:
        found.append(Changed(Difference.YEARS, previous.years))
    if clean(form.unit.address).casefold() != clean(previous.address).casefold():
        found.append(Changed(Difference.ADDRESS, before=previous.address))
    if offer.account_changed:
        found.append(Changed(Difference.ACCOUNT, before=previous.account_no))
    return tuple(found)
