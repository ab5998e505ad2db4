"""Asking again: rarely when all is well, sooner after a fault, never all at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.refreshing import EVERY, LONGEST_RETRY, next_refresh


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 30), (2, 60), (3, 120), (6, 960), (7, 1800), (8, 1800), (5000, 1800)]
)
def test_each_failure_doubles_the_wait_up_to_half_an_hour(failures: int, seconds: int) -> None:
    assert next_refresh(failures, 0.5) == timedelta(seconds=seconds)


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_it_is_spread_by_chance_within_bounds(failures: int, chance: float) -> None:
    wait = next_refresh(failures, chance)
    middle = next_refresh(failures, 0.5)
    assert middle * 0.5 <= wait <= middle * 1.5
    assert wait <= (EVERY * 1.1 if failures == 0 else LONGEST_RETRY * 1.5)


@pytest.mark.parametrize(("reviews", "minutes"), [(0, 5), (1, 10), (2, 20), (3, 40), (4, 60), (50, 60)])
def test_while_something_is_in_review_it_is_asked_sooner_and_then_less_often(reviews: int, minutes: int) -> None:
    assert next_refresh(0, 0.5, reviews) == timedelta(minutes=minutes)
    assert next_refresh(1, 0.5, reviews) == timedelta(seconds=30)
