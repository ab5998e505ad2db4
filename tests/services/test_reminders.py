"""The calendar file, read back by another parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from qlts_desktop.core.licence import (
    Access,
    DataState,
    Licence,
    LicensedUnit,
    Stage,
    TimetableEntry,
    Vendor,
)
from qlts_desktop.core.reminders import Reminder, ReminderTopic
from qlts_desktop.services.ports import WordedReminder
from qlts_desktop.services.reminders import ReminderCalendar, event_uid

NOW = datetime(2026, 11, 23, 1, 2, 3, 456000, tzinfo=UTC)
END = Reminder(ReminderTopic.LICENCE_END, date(2027, 1, 6), "", (30, 7))
PAYMENT = Reminder(ReminderTopic.PAYMENT_DAY, date(2027, 1, 31), "260001234", (7, 1))
TEXT = "Giấy phép sử dụng được đến hết ngày 06/01/2027.\nViệc tiếp theo: gọi 0900 000 000; hoặc, ghi \\ vào sổ."
ENTRIES = (
    WordedReminder(END, "Hết hạn giấy phép", TEXT),
    WordedReminder(PAYMENT, "Hạn thanh toán", "Chuyển khoản"),
)
LICENCE = Licence(
    serial=7,
    unit=LicensedUnit("1084512", "Trường THCS Nguyễn Bỉnh Khiêm"),
    product="qlts",
    licence_no="QLTS-1",
    package="",
    users=1,
    term=None,
    access_until=END.day,
    timetable=(TimetableEntry(date(2026, 1, 1), Stage.EXPIRING, Access.FULL, (), "test"),),
    order=None,
    data_state=DataState.KEPT,
    data_deleted_on=None,
    vendor=Vendor("", "", "", ""),
    renewal_contacts=(),
    policy_version="1",
    issued_at=NOW,
    refresh_by=NOW,
)


def made(entries: tuple[WordedReminder, ...] = ENTRIES, licence: Licence = LICENCE) -> bytes:
    return ReminderCalendar(lambda: NOW).calendar(licence, entries)


def events(content: bytes) -> list[vobject.base.Component]:
    return vobject.readOne(content.decode("utf-8")).vevent_list


def test_another_parser_reads_the_same_days_and_words():
    end, payment = events(made())
    assert (end.dtstart.value, end.dtend.value) == (date(2027, 1, 6), date(2027, 1, 7))
    assert (payment.dtstart.value, payment.dtend.value) == (date(2027, 1, 31), date(2027, 2, 1))
    assert end.summary.value == "Hết hạn giấy phép"
    assert end.description.value == TEXT
    assert end.dtstamp.value == NOW.replace(microsecond=0)


def test_it_rings_at_eight_in_the_morning_of_the_days_ahead():
    begin = datetime(2027, 1, 6)  # noqa: DTZ001 - an all-day event begins at each reader's own midnight
    end, payment = events(made())
    assert [begin + alarm.trigger.value for alarm in end.valarm_list] == [
        datetime(2026, 12, 7, 8),  # noqa: DTZ001
        datetime(2026, 12, 30, 8),  # noqa: DTZ001
    ]
    assert [alarm.trigger.value for alarm in payment.valarm_list] == [
        timedelta(days=-7, hours=8),
        timedelta(days=-1, hours=8),
    ]
    assert {alarm.action.value for alarm in end.valarm_list} == {"DISPLAY"}
    assert {alarm.description.value for alarm in end.valarm_list} == {"Hết hạn giấy phép"}


def test_the_text_is_what_rfc_5545_asks_for():
    content = made()
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    for line in (
        b"VERSION:2.0",
        b"PRODID:-//QLTS//QLTS Desktop//VI",
        b"DTSTART;VALUE=DATE:20270106",
        b"DTSTAMP:20261123T010203Z",
        b"SEQUENCE:7",
        b"TRANSP:TRANSPARENT",
        b"TRIGGER:-P29DT16H",
        b"TRIGGER:-PT16H",
    ):
        assert line in lines


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=400))
def test_long_lines_are_folded_between_letters(name: str):
    content = made((WordedReminder(END, f"Trường {name}", name),))
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    (event,) = events(content)
    assert event.summary.value == f"Trường {name}"


def test_a_file_of_the_same_order_updates_and_that_of_another_adds():
    uids = {event.uid.value for event in events(made())}
    later = replace(LICENCE, serial=8)
    moved = WordedReminder(replace(PAYMENT, day=date(2027, 3, 1)), "Hạn thanh toán", "Chuyển khoản")
    extended = events(made((ENTRIES[0], moved), later))
    assert {event.uid.value for event in extended} == uids
    assert {event.sequence.value for event in extended} == {"8"}
    other = replace(PAYMENT, order_no="270000001")
    assert event_uid(later, other) not in uids


@pytest.mark.parametrize(
    "other",
    [
        replace(LICENCE, unit=replace(LICENCE.unit, code="1084513")),
        replace(LICENCE, product="other"),
    ],
)
def test_another_unit_or_product_has_events_of_its_own(other: Licence):
    assert event_uid(other, END) != event_uid(LICENCE, END)


def test_names_of_events_never_change():
    """With other names, every calendar that holds an event would get it twice."""
    assert event_uid(LICENCE, END) == "2bb1acba-b053-5f32-9c1e-020e3c8325cc"
    assert event_uid(LICENCE, PAYMENT) == "5f218328-f3fb-572c-9600-8a464b6099bc"


def test_the_library_is_loaded_only_when_a_calendar_is_made():
    import subprocess
    import sys

    program = "import sys, qlts_desktop.services.reminders; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
