"""Days as Vietnamese users write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.dates import document_day, format_day, format_moment, format_time, parse_day, vietnam_day


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


@pytest.mark.parametrize(
    "text", ["05/02/2027", "5/2/2027", "5-2-2027", "05.02.2027", " 5 / 2 / 2027 ", "5/02-2027"]
)
def test_a_day_may_be_typed_in_many_ways(text: str):
    assert parse_day(text) == date(2027, 2, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm nay",
        "31/02/2027",
        "29/02/2027",
        "00/01/2027",
        "1/13/2027",
        "2027/02/05",
        "5/2/27",
        "5/2",
        "5/2/20277",
        "5/2/1899",
        "5/2/2201",
        "5/2/2027 8:00",
        "٥/٢/٢٠٢٧",
    ],
)
def test_what_is_no_day_is_none(text: str):
    assert parse_day(text) is None


def test_the_last_day_of_february_counts_leap_years():
    assert parse_day("29/02/2028") == date(2028, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_that_is_shown_can_be_typed(day: date):
    assert parse_day(format_day(day)) == day


@given(st.text(max_size=14))
def test_no_text_breaks_the_reading(text: str):
    day = parse_day(text)
    assert day is None or 1900 <= day.year <= 2200
