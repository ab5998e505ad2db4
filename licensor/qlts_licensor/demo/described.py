"""How the demo describes its units, before any of it is in a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from qlts_licensor.policy.terms import term_end, years_later


@dataclass(frozen=True, slots=True)
class DemoUser:
    """An account of a unit; ``can_renew`` is the role *Quản trị dữ liệu*."""

    username: str
    full_name: str
    phone: str
    can_renew: bool = True

    def email(self, unit_code: str) -> str:
        """An address in the demo's own domain."""
        return f"{self.username}@{unit_code.lower()}.qlts.vn"


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """An order that was sent and accepted.

    Attributes:
        no: Nine digits.
        registered_on: Registration day.
        due_on: The promised payment day (round 1).
        term: First and last day of the term it is for.
        years: The length of that term.
        paid_on: The day payment was confirmed; None while it is open.
        review: ``proof`` while a payment proof is being looked at, else empty.
        began_in_cut_off: The unit was cut off on the registration day.
    """

    no: str
    registered_on: date
    due_on: date
    term: tuple[date, date]
    years: int = 1
    paid_on: date | None = None
    review: str = ""
    began_in_cut_off: bool = False

    @property
    def old_term(self) -> tuple[date, date]:
        """The year-long term before."""
        return year_until(self.term[0] - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A public unit and all that has happened to it.

    Attributes:
        state: What the account list calls it: a stage, ``history`` or ``no_licence``.
        stage: The stage that the policy must give it today; None without a licence.
        summary: The same in words, after the unit's name.
        term: The paid term.
        renewed: First and last day of the notice after an official licence.
    """

    state: str
    stage: str | None
    summary: str
    code: str
    name: str
    tax_code: str
    budget_code: str
    governing_body: str
    address: str
    province: str
    head_name: str
    head_title: str
    users: tuple[DemoUser, ...]
    term: tuple[date, date] | None
    licensed_users: int = 5
    orders: tuple[DemoOrder, ...] = ()
    renewed: tuple[date, date] | None = None

    @property
    def licence_no(self) -> str:
        """The licence's number."""
        return f"GP-{self.budget_code}"

    @property
    def may_register(self) -> bool:
        """Whether a registration may be sent today: none is open."""
        return all(order.paid_on for order in self.orders)


def year_until(last: date) -> tuple[date, date]:
    """The year-long term that ends on a day."""
    return years_later(last, -1) + timedelta(days=1), last


def year_after(last: date) -> tuple[date, date]:
    """The year-long term after one that ends on a day."""
    first = last + timedelta(days=1)
    return first, term_end(first, 1)
