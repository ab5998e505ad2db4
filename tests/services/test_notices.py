"""What was told to one unit at one licensor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from qlts_desktop.services.notices import ToldNotices
from tests.services.conftest import Client

DAY = date(2026, 11, 23)


def test_what_was_told_is_known_at_the_next_start(start: Callable[[], Client]):
    first = start()
    ToldNotices(first.api, first.store).keep_told("DEMO01", "term_ends", DAY)
    second = start()
    notices = ToldNotices(second.api, second.store)
    assert notices.told_on("DEMO01", "term_ends") == DAY
    assert notices.told_on("DEMO02", "term_ends") is None
    assert notices.told_on("DEMO01", "payment_due") is None
