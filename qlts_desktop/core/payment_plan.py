"""When to pay: a payment day that leaves time, and the day to hand in the Ủy nhiệm chi.

No right is computed here: the first and the last day come from the offer (or, for a second commitment, from the
licence's ``extend_from`` and ``extend_to``), the end of the paid term from the licence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from qlts_desktop.core.workdays import WorkCalendar

LEAD_DAYS = 2
"""Working days from handing in the Ủy nhiệm chi to the money being there: one for the Treasury (or the unit's
bank) to check and pay, one for the transfer to reach the vendor's bank."""
RESERVE_DAYS = 5
"""Working days left after the proposed day: a week, for papers that come back and are handed in again."""


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """A proposal.

    Attributes:
        pay_on: The payment day to promise; a working day within the limits.
        hand_in_on: The last day to hand in the Ủy nhiệm chi for it; a working day, never after ``pay_on``.
        provisional: Whether one of the two lies in a year whose holidays are not announced yet.
    """

    pay_on: date
    hand_in_on: date
    provisional: bool


def plan_payment(
    today: date, due_from: date, due_to: date, term_end: date | None, calendar: WorkCalendar
) -> PaymentPlan | None:
    """Propose a payment day.

    The proposed day is the latest one that leaves :data:`RESERVE_DAYS` working days until the paid term ends, or
    until ``due_to`` where that is earlier or the term is over. Where there is less time, it is the first day that
    money handed in today can reach, or the last working day that there is.

    Args:
        today: Today in Vietnam.
        due_from: The first day that may be promised.
        due_to: The last one, included.
        term_end: The last day of the paid term; None or past: it sets no limit.
        calendar: The working days.

    Returns:
        The plan; None when no working day lies within the limits.
    """
    first = max(today, due_from)
    last = due_to if term_end is None or term_end < first else min(due_to, term_end)
    with_reserve = tuple(islice(calendar.working_days_back(last, first), RESERVE_DAYS + 1))
    if with_reserve:
        latest, unhurried = with_reserve[0], with_reserve[-1]
        pay_on = max(unhurried, min(_soonest(today, first, latest, calendar), latest))
    else:
        after = next(calendar.working_days(max(first, last), due_to), None)
        if after is None:
            return None
        pay_on = after
    hand_in_on = hand_in_day(pay_on, today, calendar) or pay_on
    return PaymentPlan(pay_on, hand_in_on, calendar.is_provisional(hand_in_on) or calendar.is_provisional(pay_on))


def hand_in_day(pay_on: date, today: date, calendar: WorkCalendar) -> date | None:
    """The last day to hand in the Ủy nhiệm chi so that the money is there on a day.

    Args:
        pay_on: The promised day; when it is a day off, the money has to be there on the working day before.
        today: Today in Vietnam; never is an earlier day named.
        calendar: The working days.

    Returns:
        A working day; with too little time left the first one from today on, None when there is none.
    """
    days = tuple(islice(calendar.working_days_back(pay_on, today), LEAD_DAYS + 1))
    return days[-1] if days else None


def nearest_working_day(day: date, due_from: date, due_to: date, calendar: WorkCalendar) -> date | None:
    """The working day before a day off; the one after it where none before lies within the limits."""
    before = next(calendar.working_days_back(day, due_from), None)
    return before if before is not None else next(calendar.working_days(day, due_to), None)


def _soonest(today: date, first: date, latest: date, calendar: WorkCalendar) -> date:
    """The first day of the limits that money handed in today can reach; ``latest`` where none is."""
    reached = tuple(islice(calendar.working_days(today, latest), LEAD_DAYS + 1))
    if len(reached) <= LEAD_DAYS:
        return latest
    return next(calendar.working_days(max(first, reached[-1]), latest), latest)
