"""The table of public holidays that the build makes, against what the Government has announced."""

from __future__ import annotations

import importlib.util
from datetime import date, timedelta
from pathlib import Path

import pytest

from qlts_desktop._generated import public_holidays
from qlts_desktop.core.workdays import DayOff, DayOffReason
from qlts_desktop.ui.messages.payment import day_off_text
from qlts_desktop.ui.work_calendar import work_calendar

ROOT = Path(__file__).resolve().parents[2]
R = DayOffReason


def days(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(number) for number in range((end - start).days + 1)]


@pytest.fixture(scope="module")
def build_assets():
    spec = importlib.util.spec_from_file_location("build_assets", ROOT / "resources" / "build_assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        # Công văn 12729/VPCP-KGVX: 1-4/1/2026, Friday 2/1 for Saturday 10/1.
        ("2026-01-01", "2026-01-01", R.NEW_YEAR),
        ("2026-01-02", "2026-01-02", R.SWAPPED),
        # Thông báo 9441/TB-BNV: Tết Bính Ngọ (mùng 1 = 17/02/2026) 14-22/2/2026, five days between the weekends.
        ("2026-02-16", "2026-02-20", R.LUNAR_NEW_YEAR),
        # 10/3 âm lịch = Sunday 26/04/2026, made up on Monday (Bộ luật Lao động 2019, Điều 111 khoản 3).
        ("2026-04-26", "2026-04-27", R.HUNG_KINGS),
        ("2026-04-30", "2026-04-30", R.VICTORY),
        ("2026-05-01", "2026-05-01", R.LABOUR),
        # Thông báo 9441/TB-BNV: 29/8-2/9/2026, Monday 31/8 for Saturday 22/8.
        ("2026-08-31", "2026-08-31", R.SWAPPED),
        ("2026-09-01", "2026-09-02", R.NATIONAL),
        # Nghị quyết 28/2026/QH16, Điều 2.
        ("2026-11-24", "2026-11-24", R.CULTURE),
        # Not announced: the law's days (Điều 112), with mùng 1 of Đinh Mùi = 06/02/2027.
        ("2027-01-01", "2027-01-01", R.NEW_YEAR),
        ("2027-02-05", "2027-02-09", R.LUNAR_NEW_YEAR),
        ("2027-04-16", "2027-04-16", R.HUNG_KINGS),
        ("2027-04-30", "2027-04-30", R.VICTORY),
        ("2027-05-01", "2027-05-01", R.LABOUR),
        ("2027-09-02", "2027-09-02", R.NATIONAL),
    ],
)
def test_known_holidays_are_days_off(first: str, last: str, reason: DayOffReason):
    for day in days(first, last):
        day_off = work_calendar().day_off(day)
        assert day_off is not None, day
        assert day_off.reason is reason, day


def test_the_announced_year_has_these_days_off_and_no_others():
    """Thông báo 9441/TB-BNV, Công văn 12729/VPCP-KGVX, Công văn 3383/BNV-CVL (30/4: no swap), NQ 28/2026/QH16."""
    off = [day for day in days("2026-01-01", "2026-12-31") if not work_calendar().is_working(day)]
    assert {day for day in off if day.weekday() < 5} == {
        *days("2026-01-01", "2026-01-02"),
        *days("2026-02-16", "2026-02-20"),
        date(2026, 4, 27),
        *days("2026-04-30", "2026-05-01"),
        *days("2026-08-31", "2026-09-02"),
        date(2026, 11, 24),
    }
    worked = {day for day in days("2026-01-01", "2026-12-31") if day.weekday() > 4} - set(off)
    assert worked == {date(2026, 1, 10), date(2026, 8, 22)}


def test_national_day_has_two_days_every_year():
    for year in range(2026, public_holidays.LAST_YEAR + 1):
        beside = [date(year, 9, day) for day in (1, 2, 3)]
        named = [work_calendar().holidays.get(day) for day in beside]
        assert sum(day_off == DayOff(R.NATIONAL) for day_off in named) == 2, year


def test_tet_has_at_least_five_days_every_year():
    for year in range(2026, public_holidays.LAST_YEAR + 1):
        tet = [
            day
            for day, day_off in work_calendar().holidays.items()
            if day.year == year and day_off.reason is R.LUNAR_NEW_YEAR
        ]
        assert len(tet) >= 5
        assert max(tet) - min(tet) == timedelta(len(tet) - 1)


def test_the_table_reaches_five_years_ahead_and_later_years_are_provisional(build_assets):
    assert build_assets.build_year() + 5 <= public_holidays.LAST_YEAR + 1
    assert work_calendar().final_year == build_assets.LAST_ANNOUNCED_YEAR
    assert not work_calendar().is_provisional(date(2026, 12, 31))
    assert work_calendar().is_provisional(date(2027, 1, 1))


def test_the_same_sources_make_the_same_table(build_assets, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    assert build_assets.build_year() == 2026
    table = build_assets.holiday_table(2031)
    assert table == build_assets.holiday_table(2031)
    assert '("2031-01-23", "lunar_new_year", False)' in table


def test_a_holiday_without_a_symbol_stops_the_build(build_assets, monkeypatch):
    monkeypatch.delitem(build_assets._HOLIDAY_REASONS, "National Day")
    with pytest.raises(SystemExit, match="National Day"):
        build_assets.holiday_table(2026)


@pytest.mark.parametrize("reason", list(DayOffReason))
def test_every_day_off_has_its_name(qapp, reason: DayOffReason):
    assert day_off_text(DayOff(reason))
    assert day_off_text(DayOff(reason, in_lieu=True)).endswith("nghỉ bù")
