"""The client's answer for a day is the licensor's, through a signed file: on any day, at every edge."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qlts_licensor.licences import keys
from qlts_licensor.licences.claims import coming_claims, entry_claims, order_claims
from qlts_licensor.licences.keys import KeyRing
from qlts_licensor.policy.rules import OverdueAccess, Policy
from qlts_licensor.policy.timetable import (
    Facts,
    OrderFacts,
    PolicyChange,
    access_until,
    decide,
    holds_on,
    timetable,
)

from licensor.tests.policy.worlds import TODAY, any_coming, any_facts, any_policy
from qlts_desktop.core.licence import Licence, coming_entries, days_left, entry_on, stage_on
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.wire import RootKey

DAY = timedelta(days=1)
END = TODAY + 200 * DAY
VENDOR = {"name": "QLTS", "phone": "1900", "email": "a@b.vn", "postal_address": "Hà Nội"}


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    folder = tmp_path_factory.mktemp("keys")
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    keys.init_root(folder / "root.json")
    keys.issue(folder / "root.json", folder / "keys", days=3000, now=begun)
    return KeyRing.load(folder / "keys", begun + DAY)


@pytest.fixture(scope="module")
def verifier(ring: KeyRing) -> LicenceVerifier:
    return LicenceVerifier(RootKey(kid=ring.root.kid, x=ring.root.x))


def signed(
    ring: KeyRing, facts: Facts, policy: Policy, coming: tuple[PolicyChange, ...] = (), today: date = TODAY
) -> str:
    """The licence file that the licensor signs on a day."""
    issued = datetime.combine(today, datetime.min.time(), UTC)
    claims: dict[str, Any] = {
        "serial": 1,
        "unit": {"code": "U", "name": "Đơn vị"},
        "product": "qlts",
        "licence_no": "GP",
        "package": "Chuẩn",
        "users": 1,
        "term": None
        if facts.term_start is None or facts.term_end is None
        else {"from": facts.term_start.isoformat(), "to": facts.term_end.isoformat()},
        "access_until": access_until(facts).isoformat(),
        "timetable": [entry_claims(entry) for entry in timetable(facts, policy, today, coming)],
        "order": order_claims(facts.order, today) if facts.order else None,
        "data": {"state": "kept", "on": None},
        "vendor": VENDOR,
        "renewal_contacts": [],
        "policy_version": policy.version,
        "coming_policies": [coming_claims(change) for change in coming],
        "issued_at": issued.isoformat(),
        "refresh_by": (issued + 30 * DAY).isoformat(),
    }
    return ring.sign("qlts-licence+jws", claims)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts=any_facts(), policy=any_policy(), coming=any_coming(), offset=st.integers(-400, 1500))
def test_the_client_says_what_the_licensor_says_on_any_day(
    ring: KeyRing,
    verifier: LicenceVerifier,
    facts: Facts,
    policy: Policy,
    coming: tuple[PolicyChange, ...],
    offset: int,
) -> None:
    licence = verifier.licence(signed(ring, facts, policy, coming), unit_code="U")
    day = TODAY + offset * DAY
    entry = entry_on(licence, day)
    if offset >= 0:
        answer = decide(facts, policy, day, coming)
    else:
        answer = holds_on(timetable(facts, policy, TODAY, coming), day)
    assert stage_on(licence, day).value == answer.stage.value
    assert entry.access.value == answer.access.value
    assert [action.value for action in entry.actions] == [action.value for action in answer.actions]
    assert entry.rule == answer.rule.value
    days = [entry.from_day for entry in (entry_on(licence, TODAY), *coming_entries(licence, TODAY))]
    assert days == sorted(set(days))


# --- every edge, both sides, both policies of access ----------------------------------------------------------


def term() -> Facts:
    return Facts(END - 364 * DAY, END)


def promised(round_: int, **changes: Any) -> Facts:
    """A commitment that ends 20 days after the term."""
    order = OrderFacts("260000001", END - 30 * DAY, END + 20 * DAY, round_, **changes)
    return Facts(END - 364 * DAY, END, order=order)


def renewed(begins: int) -> Facts:
    """An official licence of today for a term that begins so many days from now."""
    first = TODAY + begins * DAY
    return Facts(first, first + 364 * DAY, renewed_on=TODAY, renewed_until=max(TODAY + 30 * DAY, first))


DUE = END + 20 * DAY
OVERDUE = "none|read_only"
EDGES: list[tuple[Facts, date, str, str]] = [
    (term(), END - 91 * DAY, "active", "full"),
    (term(), END - 90 * DAY, "expiring", "full"),
    (term(), END - DAY, "expiring", "full"),
    (term(), END, "expiring", "full"),
    (term(), END + DAY, "overdue_early", OVERDUE),
    (term(), END + 29 * DAY, "overdue_early", OVERDUE),
    (term(), END + 30 * DAY, "overdue_late", OVERDUE),
    (term(), END + 59 * DAY, "overdue_late", OVERDUE),
    (term(), END + 60 * DAY, "cut_off", "none"),
    (term(), END + 61 * DAY, "cut_off", "none"),
    (term(), END + 400 * DAY, "cut_off", "none"),
    *(
        (promised(round_), DUE + offset * DAY, stage, "full")
        for round_ in (1, 2)
        for offset, stage in (
            (-16, "committed"),
            (-15, "commitment_due"),
            (-1, "commitment_due"),
            (0, "commitment_due"),
        )
    ),
    (promised(1), DUE + DAY, "commitment_lapsed", OVERDUE),
    (promised(1), DUE + 59 * DAY, "commitment_lapsed", OVERDUE),
    (promised(1), DUE + 60 * DAY, "cut_off", "none"),
    (promised(2), DUE + DAY, "cut_off", "none"),
    *(
        (promised(round_, review="proof", review_until=DUE + 3 * DAY), DUE + offset * DAY, stage, access)
        for round_, after in ((1, "commitment_lapsed"), (2, "cut_off"))
        for offset, stage, access in (
            (-16, "payment_in_review", "full"),
            (1, "payment_in_review", "full"),
            (3, "payment_in_review", "full"),
            (4, after, OVERDUE if round_ == 1 else "none"),
        )
    ),
    (renewed(60), TODAY, "renewed", "full"),
    (renewed(60), TODAY + 60 * DAY, "renewed", "full"),
    (renewed(60), TODAY + 61 * DAY, "active", "full"),
    (renewed(-10), TODAY + 30 * DAY, "renewed", "full"),
    (renewed(-10), TODAY + 31 * DAY, "active", "full"),
]


@pytest.mark.parametrize("overdue_access", list(OverdueAccess))
@pytest.mark.parametrize(("facts", "day", "stage", "access"), EDGES)
def test_every_edge_on_both_sides_of_the_wire(
    ring: KeyRing,
    verifier: LicenceVerifier,
    facts: Facts,
    day: date,
    stage: str,
    access: str,
    overdue_access: OverdueAccess,
) -> None:
    policy = Policy(overdue_access=overdue_access)
    expected = overdue_access.value if access == OVERDUE else access
    answer = decide(facts, policy, day)
    assert (answer.stage.value, answer.access.value) == (stage, expected)
    licence: Licence = verifier.licence(signed(ring, facts, policy))
    assert (stage_on(licence, day).value, entry_on(licence, day).access.value) == (stage, expected)


def test_days_left_and_overdue_are_counted_from_the_last_day_with_a_right(
    ring: KeyRing, verifier: LicenceVerifier
) -> None:
    licence = verifier.licence(signed(ring, promised(1), Policy()))
    assert (days_left(licence, DUE), days_left(licence, DUE + DAY)) == (0, -1)


def test_a_policy_to_come_is_named(ring: KeyRing, verifier: LicenceVerifier) -> None:
    coming = (PolicyChange(TODAY + 40 * DAY, Policy(version="2027.1", note="Rút ngắn thời gian chờ")),)
    (named,) = verifier.licence(signed(ring, term(), Policy(), coming)).coming_policies
    assert (named.version, named.from_day, named.note) == ("2027.1", TODAY + 40 * DAY, "Rút ngắn thời gian chờ")
