"""Days as Vietnamese users write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qlts_desktop.core.dates import document_day, format_moment, format_time, vietnam_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime.fromisoformat("2026-11-23T00:00:00+07:00"), date(2026, 11, 23)),
        (datetime.fromisoformat("2026-12-31T23:30:00-05:00"), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_vietnam(moment: datetime, day: date):
    assert vietnam_day(moment) == day


def test_a_moment_without_its_zone_has_no_day():
    with pytest.raises(ValueError, match="time zone"):
        vietnam_day(datetime(2026, 11, 22))  # noqa: DTZ001 - what is refused


def test_times_are_shown_as_in_vietnam():
    moment = datetime(2026, 11, 22, 1, 33, 7, tzinfo=UTC)
    assert format_moment(moment) == "08:33 ngày 22/11/2026"
    assert format_time(moment) == "08:33:07"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2027, 2, 5), "ngày 05 tháng 02 năm 2027"),
        (date(2027, 1, 31), "ngày 31 tháng 01 năm 2027"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 10), "ngày 10 tháng 11 năm 2026"),
    ],
)
def test_a_document_pads_days_below_ten_and_the_first_two_months(day: date, text: str):
    assert document_day(day) == text
