"""Terms: how long a renewal lasts and when it begins."""

from __future__ import annotations

from datetime import date, timedelta

from qlts_licensor.policy.rules import Policy, RenewalBasis


class TooFarAhead(ValueError):  # noqa: N818 - names what happened
    """The new term would end further ahead than the policy allows."""


def years_later(day: date, years: int) -> date:
    """The same date some years on; 29/02 is taken as 01/03 in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def term_end(start: date, years: int) -> date:
    """The last day of a term: the day before the same date ``years`` years on."""
    return years_later(start, years) - timedelta(days=1)


def new_term(
    old_end: date | None, *, cut_off: bool, registered_on: date, years: int, policy: Policy
) -> tuple[date, date]:
    """First and last day of the term that a registration is for.

    Args:
        old_end: Last day of the old term; None for a unit without one.
        cut_off: The unit is cut off on the registration day.
        registered_on: The day of registration.
        years: 1 … the policy's most.
        policy: The rules.

    Raises:
        TooFarAhead: The term would end past today + the policy's years.
    """
    from_registration = cut_off and policy.renewal_basis is RenewalBasis.REGISTRATION_DAY
    start = registered_on if old_end is None or from_registration else old_end + timedelta(days=1)
    end = term_end(start, years)
    if end > years_later(registered_on, policy.longest_ahead_years):
        raise TooFarAhead(end.isoformat())
    return start, end
