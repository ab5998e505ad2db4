"""Which days go into the user's calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.licence import (
    Access,
    DataState,
    Licence,
    LicensedUnit,
    OpenOrder,
    Stage,
    TimetableEntry,
    Vendor,
)
from qlts_desktop.core.reminders import DAYS_AHEAD, Reminder, ReminderTopic, reminders_on

END = date(2026, 12, 31)
DUE = date(2027, 2, 10)
DAY = timedelta(days=1)
ORDER = OpenOrder("260001234", date(2026, 11, 20), 1, DUE)
END_TOPIC, PAYMENT_TOPIC = ReminderTopic.LICENCE_END, ReminderTopic.PAYMENT_DAY


def licence(stage: Stage = Stage.EXPIRING, order: OpenOrder | None = None, until: date = END) -> Licence:
    return Licence(
        serial=1,
        unit=LicensedUnit("U", "Đơn vị"),
        product="qlts",
        licence_no="1",
        package="",
        users=1,
        term=None,
        access_until=until,
        timetable=(TimetableEntry(date(2026, 1, 1), stage, Access.FULL, (), "test"),),
        order=order,
        data_state=DataState.KEPT,
        data_deleted_on=None,
        vendor=Vendor("", "", "", ""),
        renewal_contacts=(),
        policy_version="1",
        issued_at=datetime(2026, 1, 1, tzinfo=UTC),
        refresh_by=datetime(2026, 2, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("left", "ahead"),
    [
        (400, (30, 7)),
        (31, (30, 7)),
        (30, (7,)),  # this morning has passed or is passing; the file is being saved now
        (8, (7,)),
        (7, ()),
        (0, ()),
    ],
)
def test_the_licence_s_end_is_recalled_30_and_7_days_ahead(left: int, ahead: tuple[int, ...]):
    assert reminders_on(licence(), END - left * DAY) == (Reminder(END_TOPIC, END, "", ahead),)


@pytest.mark.parametrize(("left", "ahead"), [(8, (7, 1)), (7, (1,)), (2, (1,)), (1, ()), (0, ())])
def test_the_payment_day_is_recalled_7_days_and_1_day_ahead(left: int, ahead: tuple[int, ...]):
    held = licence(Stage.COMMITMENT_DUE, ORDER)
    assert reminders_on(held, DUE - left * DAY) == (Reminder(PAYMENT_TOPIC, DUE, "260001234", ahead),)


def test_both_days_nearest_first():
    assert [reminder.topic for reminder in reminders_on(licence(order=ORDER), END - 40 * DAY)] == [
        END_TOPIC,
        PAYMENT_TOPIC,
    ]


def test_two_topics_on_one_day_ring_once():
    held = licence(Stage.COMMITTED, ORDER, until=DUE)
    payment, end = reminders_on(held, DUE - 60 * DAY)
    assert (payment.topic, payment.days_ahead) == (PAYMENT_TOPIC, (7, 1))
    assert (end.topic, end.days_ahead) == (END_TOPIC, (30,))


@pytest.mark.parametrize(
    ("held", "topics"),
    [
        (licence(Stage.CUT_OFF, ORDER), []),
        (licence(Stage.RENEWED, ORDER), [END_TOPIC]),
        (licence(Stage.PAYMENT_IN_REVIEW, replace(ORDER, review="proof")), [END_TOPIC]),
        (licence(Stage.PAYMENT_IN_REVIEW, replace(ORDER, review="extension")), [END_TOPIC, PAYMENT_TOPIC]),
        (licence(Stage.EXPIRING, replace(ORDER, due_on=END - 50 * DAY)), [END_TOPIC]),
    ],
)
def test_nothing_is_recalled_that_is_settled_or_over(held: Licence, topics: list[ReminderTopic]):
    assert [reminder.topic for reminder in reminders_on(held, END - 40 * DAY)] == topics


DAYS = st.dates(date(2025, 1, 1), date(2029, 1, 1))


@given(st.sampled_from(list(Stage)), DAYS, DAYS, DAYS)
def test_nothing_lies_in_the_past(stage: Stage, until: date, due: date, today: date):
    found = reminders_on(licence(stage, replace(ORDER, due_on=due), until), today)
    assert [reminder.day for reminder in found] == sorted(reminder.day for reminder in found)
    assert len({reminder.topic for reminder in found}) == len(found)
    rings = [reminder.day - days * DAY for reminder in found for days in reminder.days_ahead]
    assert all(reminder.day >= today for reminder in found)
    assert all(ring > today for ring in rings)
    assert len(rings) == len(set(rings)) or until != due


def test_every_topic_has_its_days_ahead():
    assert set(DAYS_AHEAD) == set(ReminderTopic)
