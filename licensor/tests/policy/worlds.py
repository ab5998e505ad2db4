"""Any facts under any policies, for properties."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from qlts_licensor.policy.rules import OverdueAccess, Policy
from qlts_licensor.policy.timetable import Facts, OrderFacts, PolicyChange

TODAY = date(2026, 6, 15)


def near(least: int, most: int) -> st.SearchStrategy[date]:
    return st.integers(least, most).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def orders(draw: st.DrawFn) -> OrderFacts:
    registered = draw(near(-200, 0))
    due = registered + timedelta(days=draw(st.integers(0, 90)))
    round_ = draw(st.sampled_from([1, 1, 2]))
    review = draw(st.sampled_from(["", "", "proof", "extension"]))
    last = registered + timedelta(days=180)
    return OrderFacts(
        no="260000001",
        registered_on=registered,
        due_on=due if round_ == 1 else due + timedelta(days=draw(st.integers(1, 90))),
        round=round_,
        began_in_cut_off=draw(st.booleans()),
        review=review,
        review_until=max(due, TODAY + timedelta(days=7)) if review else None,
        grace_until=draw(st.none() | near(-10, 10)),
        extend_from=due + timedelta(days=1) if round_ == 1 else None,
        extend_to=last if round_ == 1 else None,
        remaining=1,
    )


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    end = draw(st.none() | near(-500, 900))
    order = draw(orders() if end is None else st.none() | orders())
    renewed = draw(st.none() | near(-60, 0)) if end else None
    return Facts(
        term_start=end - timedelta(days=364) if end else None,
        term_end=end,
        cut_on=draw(st.none() | st.none() | near(-30, 0)),
        renewed_on=renewed,
        renewed_until=renewed + timedelta(days=draw(st.integers(30, 120))) if renewed else None,
        order=order,
    )


@st.composite
def any_policy(draw: st.DrawFn) -> Policy:
    late = draw(st.integers(1, 40))
    return Policy(
        expiring_days=draw(st.integers(0, 120)),
        late_days=late,
        cut_days=late + draw(st.integers(1, 40)),
        due_soon_days=draw(st.integers(0, 30)),
        overdue_access=draw(st.sampled_from(OverdueAccess)),
    )


@st.composite
def any_coming(draw: st.DrawFn) -> tuple[PolicyChange, ...]:
    """At most two policies that begin after today, days rising."""
    days = sorted(draw(st.sets(st.integers(1, 400), max_size=2)))
    return tuple(PolicyChange(TODAY + timedelta(days=day), draw(any_policy())) for day in days)
