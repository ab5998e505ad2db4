"""Whom to tell what, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.licence import (
    Access,
    Action,
    DataState,
    Licence,
    LicensedUnit,
    OpenOrder,
    Stage,
    Term,
    TimetableEntry,
    Vendor,
)
from qlts_desktop.core.notices import (
    SHOWN_IN_THE_WINDOW_ONLY,
    SHOWN_ONCE,
    NoticeTopic,
    is_due,
    topic_key,
    topic_on,
)

END = date(2026, 12, 31)
DAY = timedelta(days=1)
ORDER = OpenOrder("260001234", date(2026, 11, 20), 1, date(2027, 2, 10))
REGISTER = (Action.REGISTER,)
PAY = (Action.CONFIRM_PAYMENT, Action.TRANSFER_GUIDE)


def licence(*entries: TimetableEntry, order: OpenOrder | None = ORDER) -> Licence:
    return Licence(
        serial=1,
        unit=LicensedUnit("U", "Đơn vị"),
        product="qlts",
        licence_no="1",
        package="",
        users=1,
        term=Term(date(2026, 1, 1), END),
        access_until=END,
        timetable=entries,
        order=order,
        data_state=DataState.KEPT,
        data_deleted_on=None,
        vendor=Vendor("", "", "", ""),
        renewal_contacts=(),
        policy_version="1",
        issued_at=datetime(2026, 1, 1, tzinfo=UTC),
        refresh_by=datetime(2026, 2, 1, tzinfo=UTC),
    )


def entry(day: date, stage: Stage, actions: tuple[Action, ...] = REGISTER) -> TimetableEntry:
    return TimetableEntry(day, stage, Access.FULL, actions, "test")


def in_stage(stage: Stage, actions: tuple[Action, ...]) -> Licence:
    return licence(entry(date(2026, 1, 1), stage, actions))


UNPAID = licence(
    entry(END - 364 * DAY, Stage.ACTIVE),
    entry(END - 90 * DAY, Stage.EXPIRING),
    entry(END + DAY, Stage.OVERDUE_EARLY),
    entry(END + 30 * DAY, Stage.OVERDUE_LATE),
    entry(END + 60 * DAY, Stage.CUT_OFF),
    order=None,
)
COMMITTED = licence(
    entry(ORDER.registered_on, Stage.COMMITTED, PAY),
    entry(ORDER.due_on - 15 * DAY, Stage.COMMITMENT_DUE, PAY),
    entry(ORDER.due_on + DAY, Stage.COMMITMENT_LAPSED, PAY),
)


@pytest.mark.parametrize(
    ("left", "topic"),
    [
        (91, None),
        (90, NoticeTopic.TERM_ENDS),
        (1, NoticeTopic.TERM_ENDS),
        (0, NoticeTopic.TERM_ENDS),
        (-1, NoticeTopic.LICENCE_ENDED),
        (-29, NoticeTopic.LICENCE_ENDED),
        (-30, NoticeTopic.LICENCE_ENDED),
        (-59, NoticeTopic.LICENCE_ENDED),
        (-60, NoticeTopic.LICENCE_ENDED),
        (-61, NoticeTopic.LICENCE_ENDED),
    ],
)
def test_the_end_of_the_term(left: int, topic: NoticeTopic | None):
    assert topic_on(UNPAID, END - left * DAY, can_renew=True) is topic


@pytest.mark.parametrize(
    ("left", "topic"),
    [
        (16, None),
        (15, NoticeTopic.PAYMENT_DUE),
        (1, NoticeTopic.PAYMENT_DUE),
        (0, NoticeTopic.PAYMENT_DUE),
        (-1, NoticeTopic.PAYMENT_MISSED),
    ],
)
def test_the_payment_day(left: int, topic: NoticeTopic | None):
    assert topic_on(COMMITTED, ORDER.due_on - left * DAY, can_renew=True) is topic


@pytest.mark.parametrize("stage", [Stage.ACTIVE, Stage.COMMITTED, Stage.PAYMENT_IN_REVIEW, Stage.UNKNOWN])
def test_a_settled_matter_is_silent(stage: Stage):
    assert topic_on(in_stage(stage, REGISTER + PAY), END, can_renew=True) is None


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.RENEWED])
def test_a_user_who_cannot_act_is_left_alone(stage: Stage):
    assert topic_on(in_stage(stage, REGISTER + PAY), END, can_renew=False) is None
    assert topic_on(in_stage(stage, (Action.REFRESH_LICENCE,)), END, can_renew=True) is None


def test_everybody_sees_that_the_renewal_succeeded():
    renewed = in_stage(Stage.RENEWED, ())
    assert topic_on(renewed, END, can_renew=False) is NoticeTopic.RENEWED
    assert topic_on(replace(renewed, term=None), END, can_renew=True) is None


@pytest.mark.parametrize("stage", [Stage.COMMITMENT_DUE, Stage.COMMITMENT_LAPSED])
def test_a_payment_needs_an_order(stage: Stage):
    assert topic_on(replace(in_stage(stage, PAY), order=None), END, can_renew=True) is None


@pytest.mark.parametrize(
    ("topic", "told_on", "due"),
    [
        (NoticeTopic.TERM_ENDS, None, True),
        (NoticeTopic.TERM_ENDS, END - DAY, True),
        (NoticeTopic.TERM_ENDS, END, False),
        (NoticeTopic.TERM_ENDS, END + DAY, True),  # told under a wrong clock
        (NoticeTopic.RENEWED, None, True),
        (NoticeTopic.RENEWED, END - DAY, False),
        (NoticeTopic.RENEWED, END, False),
        (NoticeTopic.RENEWED, END + DAY, False),
    ],
)
def test_once_a_day_and_a_success_once_ever(topic: NoticeTopic, told_on: date | None, due: bool):
    assert is_due(topic, told_on, END) is due


DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))


@given(st.sampled_from(list(NoticeTopic)), st.lists(DAYS, max_size=30).map(sorted))
def test_however_often_it_is_asked_a_topic_is_told_once_a_day(topic: NoticeTopic, days: list[date]):
    told: list[date] = []
    for day in days:
        if is_due(topic, told[-1] if told else None, day):
            told.append(day)
    assert told == (days[:1] if topic in SHOWN_ONCE else sorted(set(days)))


def test_the_next_term_s_success_is_another_notice():
    assert topic_key(NoticeTopic.RENEWED, UNPAID) == "renewed:2026-12-31"
    later = replace(UNPAID, term=Term(END + DAY, END + 365 * DAY))
    assert topic_key(NoticeTopic.RENEWED, later) != topic_key(NoticeTopic.RENEWED, UNPAID)


@pytest.mark.parametrize("topic", [topic for topic in NoticeTopic if topic not in SHOWN_ONCE])
def test_a_daily_topic_has_one_name(topic: NoticeTopic):
    assert topic_key(topic, UNPAID) == topic.value


def test_what_is_settled_never_leaves_the_window():
    assert {NoticeTopic.RENEWED} == SHOWN_IN_THE_WINDOW_ONLY
