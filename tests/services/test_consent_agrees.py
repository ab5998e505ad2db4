"""Client and licensor agree on which offers undo a consent, and a good change never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qlts_licensor.registrations.offer_changes import undoes_consent

from qlts_desktop.core.licence import Term
from qlts_desktop.core.offer_changes import OfferChange, OfferChangeKind, changes_undoing_consent
from qlts_desktop.core.renewal import Offer, OfferLine
from tests.factories import make_offer

DAY = timedelta(days=1)
FIRST = date(2027, 1, 7)


def offer(years: int, users: int, price: int, surcharge: int, account: str, starts: int, days: int) -> Offer:
    lines = [OfferLine("renewal", "Gia hạn", "năm", price, years, price * years)]
    if users:
        lines.append(OfferLine("extra_users", "Thêm", "người", 100, users * years, 100 * users * years))
    if surcharge:
        amount = sum(line.amount for line in lines) * surcharge // 100
        lines.append(OfferLine("late_surcharge", "Phụ phí", "lần", amount, 1, amount))
    first = FIRST + starts * DAY
    base = make_offer()
    return replace(
        base,
        years=years,
        extra_users=users,
        lines=tuple(lines),
        total=sum(line.amount for line in lines),
        new_term=Term(first, first + (365 * years + days) * DAY),
        accounts=(replace(base.accounts[0], account_no=account), *base.accounts[1:]),
    )


def claims(of: Offer) -> dict[str, Any]:
    return {
        "years": of.years,
        "extra_users": of.extra_users,
        "total": of.total,
        "lines": [{"code": line.code, "unit_price": line.unit_price} for line in of.lines],
        "new_term": {"from": of.new_term.first_day.isoformat(), "to": of.new_term.last_day.isoformat()},
        "accounts": [{"account_no": account.account_no} for account in of.accounts],
    }


offers = st.builds(
    offer,
    st.integers(1, 3),
    st.integers(0, 2),
    st.integers(0, 3).map(lambda more: 1_000_000 * more),
    st.sampled_from([0, 10]),
    st.sampled_from(["1", "2"]),
    st.integers(-2, 2),
    st.integers(-2, 2),
)


@given(offers, offers)
def test_both_sides_decide_alike(before: Offer, after: Offer):
    assert bool(changes_undoing_consent(before, after)) == undoes_consent(claims(before), claims(after))


@given(offers)
def test_the_same_offer_undoes_nothing(one: Offer):
    assert changes_undoing_consent(one, one) == ()


BEFORE = offer(1, 0, 3_500_000, 0, "1", 0, 0)


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        (offer(1, 0, 3_600_000, 0, "1", 0, 0), [OfferChangeKind.TOTAL]),
        (offer(1, 0, 3_400_000, 0, "1", 0, 0), []),
        (offer(2, 5, 3_500_000, 0, "1", 0, 0), []),
        (offer(2, 0, 3_600_000, 0, "1", 0, 0), [OfferChangeKind.UNIT_PRICE]),
        (offer(2, 0, 3_500_000, 10, "1", 0, 0), [OfferChangeKind.SURCHARGE]),
        (offer(1, 0, 3_500_000, 0, "2", 0, 0), [OfferChangeKind.ACCOUNT]),
        (offer(1, 0, 3_500_000, 0, "1", 0, -1), [OfferChangeKind.TERM]),
        (offer(1, 0, 3_500_000, 0, "1", -1, 0), [OfferChangeKind.TERM]),
        (offer(1, 0, 3_500_000, 0, "1", 1, 0), []),
    ],
)
def test_what_undoes_a_consent(after: Offer, kinds: list[OfferChangeKind]):
    assert [one.kind for one in changes_undoing_consent(BEFORE, after)] == kinds


def test_a_change_names_both_values():
    dearer = offer(1, 0, 3_600_000, 0, "1", 0, 0)
    assert changes_undoing_consent(BEFORE, dearer) == (OfferChange(OfferChangeKind.TOTAL, 3_500_000, 3_600_000),)
