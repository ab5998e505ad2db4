"""Days as they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.renewal import ProblemCode
from qlts_desktop.core.renewal_checks import unreadable_day
from qlts_desktop.core.typed_days import DayFault, parse_day, read_day


@pytest.mark.parametrize(
    "text",
    [
        *("05/02/2027", "5/2/2027", "5-2-2027", "05.02.2027", " 5 / 2 / 2027 ", "5/02-2027"),
        *("5/2/27", "05022027", "5 2 2027", "5\u20132\u20132027"),
        *("\uff10\uff15\uff0f\uff10\uff12\uff0f\uff12\uff10\uff12\uff17", "٥/٢/٢٠٢٧"),
    ],
)
def test_a_day_may_be_typed_in_many_ways(text: str):
    assert parse_day(text) == date(2027, 2, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29/02/2028", date(2028, 2, 29)),
        ("29022028", date(2028, 2, 29)),
        ("31/12/00", date(2000, 12, 31)),
        ("1/1/99", date(2099, 1, 1)),
        ("01/01/1900", date(1900, 1, 1)),
        ("31/12/2200", date(2200, 12, 31)),
    ],
)
def test_the_edges_of_what_is_a_day(text: str, day: date):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("hôm nay", DayFault.NOT_A_DAY),
        ("5/2", DayFault.NOT_A_DAY),
        ("5/2/2027 8:00", DayFault.NOT_A_DAY),
        ("2027/02/05", DayFault.NOT_A_DAY),
        ("-5/2/2027", DayFault.NOT_A_DAY),
        ("5/2/-2027", DayFault.NOT_A_DAY),
        ("050227", DayFault.NOT_A_DAY),
        ("5/2/2027/", DayFault.NOT_A_DAY),
        ("00/01/2027", DayFault.NOT_IN_MONTH),
        ("32/01/2027", DayFault.NOT_IN_MONTH),
        ("31/04/2027", DayFault.NOT_IN_MONTH),
        ("29/02/2027", DayFault.NOT_IN_MONTH),
        ("29/02/2100", DayFault.NOT_IN_MONTH),
        ("00/00/2027", DayFault.NO_SUCH_MONTH),
        ("1/13/2027", DayFault.NO_SUCH_MONTH),
        ("31/01/2570", DayFault.BUDDHIST_YEAR),
        ("31012570", DayFault.BUDDHIST_YEAR),
        ("31/01/0001", DayFault.YEAR_OUT_OF_RANGE),
        ("31/01/027", DayFault.YEAR_OUT_OF_RANGE),
        ("5/2/20277", DayFault.YEAR_OUT_OF_RANGE),
        ("5/2/99999", DayFault.YEAR_OUT_OF_RANGE),
        ("5/2/1899", DayFault.YEAR_OUT_OF_RANGE),
        ("5/2/2201", DayFault.YEAR_OUT_OF_RANGE),
    ],
)
def test_what_is_no_day_has_its_reason(text: str, fault: DayFault):
    reading = read_day(text)
    assert (reading.day, reading.fault) == (None, fault)


def test_nothing_typed_is_no_day_and_no_fault():
    assert read_day("  ").fault is None


def test_a_short_month_says_how_short():
    reading = read_day("29/2/2027")
    assert (reading.month, reading.last) == ("02/2027", 28)


def test_a_long_or_reversed_text_is_quoted_short_and_readable():
    problem = unreadable_day("/payment/due_on", "\u202e" + "9" * 10_000)
    assert problem.code is ProblemCode.BAD_VALUE
    assert dict(problem.details)["text"] == "9" * 40 + "…"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_that_is_shown_can_be_typed(day: date):
    assert parse_day(format_day(day)) == day
    assert parse_day(f"{day:%d%m%Y}") == day


@given(st.text(max_size=14) | st.from_regex(r"[0-9]{1,3}[/. -][0-9]{1,3}[/. -][0-9]{1,6}", fullmatch=True))
def test_every_text_is_a_day_or_has_its_reason(text: str):
    reading = read_day(text)
    assert (reading.day is None) == (reading.fault is not None or not text.strip())
    assert reading.day is None or 1900 <= reading.day.year <= 2200
