"""Proof, extension and payment: what each does to rights, and what stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from qlts_licensor.clock import today
from qlts_licensor.licences.facts import facts_of
from qlts_licensor.licences.models import Approval, Subscription
from qlts_licensor.policy.rules import Decision, Policy
from qlts_licensor.policy.timetable import Action, Entry, Stage
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import Unit, User

from licensor.tests.scenarios import Caller, document_of, slip_pdf, store_policy

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def first_day() -> Iterator[Any]:
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=False) as traveller:
        yield traveller


@pytest.fixture
def staff(service: None) -> User:
    return User.objects.create_superuser("mai", password="x" * 12, full_name="Mai")


@pytest.fixture
def colleague(service: None) -> User:
    return User.objects.create_superuser("nam", password="x" * 12, full_name="Nam")


@pytest.fixture
def order(accountant: Caller, unit: Unit) -> Registration:
    """Registered today, 40 days before the term's end, to be paid within 60 days."""
    draft = accountant.ready_draft(due_in=60)
    assert accountant.submit(draft, slip_pdf(document_of(draft))).status_code == 201
    return Registration.objects.get(no=draft["no"])


def do(unit: Unit, who: User, name: Name, **how: Any) -> bool:
    return desk.perform(unit, who, desk.Wanted(name, "vì", **how))


def holds(unit: Unit, day: date | None = None) -> Entry:
    known = facts_of(unit, today())
    assert known is not None
    return known.decide(day or today())


def go(traveller: Any, days: int) -> None:
    traveller.shift(timedelta(days=days))


def test_a_proof_before_the_due_day_holds_access_past_it(
    unit: Unit, order: Registration, staff: User, first_day: Any
) -> None:
    go(first_day, 59)
    do(unit, staff, Name.PROOF_SENT)
    assert holds(unit).stage is Stage.PAYMENT_IN_REVIEW
    assert holds(unit, today() + 7 * DAY).stage is Stage.PAYMENT_IN_REVIEW
    assert holds(unit, today() + 8 * DAY).stage is Stage.COMMITMENT_LAPSED
    go(first_day, 30)
    assert holds(unit).stage is Stage.PAYMENT_IN_REVIEW


def test_after_a_lapse_only_the_first_proof_reopens_access(
    unit: Unit, order: Registration, staff: User, first_day: Any
) -> None:
    go(first_day, 61)
    assert holds(unit).stage is Stage.COMMITMENT_LAPSED
    do(unit, staff, Name.PROOF_SENT)
    assert holds(unit).stage is Stage.PAYMENT_IN_REVIEW
    do(unit, staff, Name.PROOF_REJECTED)
    assert holds(unit, today() + 7 * DAY).stage is Stage.COMMITMENT_DUE
    go(first_day, 8)
    assert holds(unit).stage is Stage.COMMITMENT_LAPSED
    do(unit, staff, Name.PROOF_SENT)
    assert holds(unit).stage is Stage.COMMITMENT_LAPSED


def test_the_days_after_a_refused_proof_come_once(
    unit: Unit, order: Registration, staff: User, first_day: Any
) -> None:
    go(first_day, 61)
    do(unit, staff, Name.PROOF_SENT)
    do(unit, staff, Name.PROOF_SHORT, remaining=1_000_000)
    order.refresh_from_db()
    until = order.grace_until
    assert (until, order.remaining) == (today() + 7 * DAY, 1_000_000)
    go(first_day, 3)
    do(unit, staff, Name.PROOF_SENT)
    do(unit, staff, Name.PROOF_REJECTED)
    order.refresh_from_db()
    assert order.grace_until == until


@pytest.mark.parametrize("remaining", [0, -1, 3_500_001])
def test_a_short_payment_is_between_nothing_and_all(
    unit: Unit, order: Registration, staff: User, remaining: int
) -> None:
    do(unit, staff, Name.PROOF_SENT)
    with pytest.raises(NotAllowed):
        do(unit, staff, Name.PROOF_SHORT, remaining=remaining)


@pytest.mark.parametrize(("day", "accepted"), [(60, False), (61, True), (180, True), (181, False)])
def test_the_limits_of_an_extension(
    unit: Unit, order: Registration, staff: User, day: int, accepted: bool
) -> None:
    wanted = today() + timedelta(days=day)
    if accepted:
        do(unit, staff, Name.EXTENSION_ASKED, day=wanted)
        assert holds(unit, wanted).stage is Stage.COMMITMENT_DUE
        assert holds(unit, wanted + DAY).stage is Stage.CUT_OFF
    else:
        with pytest.raises(NotAllowed, match="từ"):
            do(unit, staff, Name.EXTENSION_ASKED, day=wanted)


def test_an_extension_is_given_once(unit: Unit, order: Registration, staff: User) -> None:
    do(unit, staff, Name.EXTENSION_ASKED, day=today() + 100 * DAY)
    with pytest.raises(NotAllowed, match="không còn"):
        do(unit, staff, Name.EXTENSION_ASKED, day=today() + 120 * DAY)
    assert Action.EXTEND_PAYMENT not in holds(unit, today() + 90 * DAY).actions


def test_a_refused_extension_can_be_asked_again(
    unit: Unit, accountant: Caller, staff: User, first_day: Any
) -> None:
    store_policy(Policy(extension=Decision.REVIEWED))
    draft = accountant.ready_draft(due_in=60)
    accountant.submit(draft, slip_pdf(document_of(draft)))
    go(first_day, 60)
    do(unit, staff, Name.EXTENSION_ASKED, day=today() + 20 * DAY)
    assert holds(unit, today() + 7 * DAY).stage is Stage.PAYMENT_IN_REVIEW
    do(unit, staff, Name.EXTENSION_REJECTED)
    assert Action.EXTEND_PAYMENT in holds(unit, today() + DAY).actions
    go(first_day, 1)
    do(unit, staff, Name.EXTENSION_ASKED, day=today() + 20 * DAY)
    assert holds(unit).stage is Stage.COMMITMENT_LAPSED, "asked after the due day it holds nothing"
    do(unit, staff, Name.EXTENSION_ACCEPTED)
    assert holds(unit).stage is Stage.COMMITTED


def test_payment_gives_the_term_at_any_time(unit: Unit, order: Registration, staff: User, first_day: Any) -> None:
    go(first_day, 200)
    assert holds(unit).stage is Stage.CUT_OFF
    do(unit, staff, Name.DELETION_PLANNED, day=today() + 5 * DAY)
    do(unit, staff, Name.PAID)
    subscription = Subscription.objects.get(unit=unit)
    assert (subscription.term_start, subscription.term_end) == (order.term_from, order.term_to)
    assert (subscription.data_state, subscription.data_on) == ("kept", None)
    assert holds(unit).stage is Stage.RENEWED
    with pytest.raises(NotAllowed):
        do(unit, staff, Name.PAID)


def test_paid_before_the_new_term_begins(unit: Unit, order: Registration, staff: User) -> None:
    """The term ends in 40 days: the notice stays until the new one begins, users count from then."""
    Registration.objects.filter(pk=order.pk).update(extra_users=4)
    do(unit, staff, Name.PAID)
    subscription = Subscription.objects.get(unit=unit)
    begins = today() + 41 * DAY
    assert subscription.renewed_until == begins
    assert holds(unit, begins).stage is Stage.RENEWED
    assert holds(unit, begins + DAY).stage is Stage.ACTIVE
    assert (subscription.users_on(begins - DAY), subscription.users_on(begins)) == (3, 7)


@pytest.mark.parametrize(("extra", "users"), [(0, 7), (2, 9)])
def test_a_further_renewal_takes_no_paid_user_away(unit: Unit, extra: int, users: int) -> None:
    """Four more users are paid from day 41; a renewal for the term after that comes before."""
    subscription = Subscription.objects.get(unit=unit)
    subscription.add_users(4, today() + 41 * DAY, today())
    subscription.add_users(extra, today() + 406 * DAY, today())
    assert (subscription.users_on(today() + 40 * DAY), subscription.users_on(today() + 41 * DAY)) == (3, users)


def test_an_undone_payment_takes_two_and_gives_back_what_was(
    unit: Unit, order: Registration, staff: User, colleague: User, first_day: Any
) -> None:
    before = holds(unit)
    do(unit, staff, Name.PAID)
    assert do(unit, staff, Name.PAYMENT_UNDONE) is False
    assert holds(unit).stage is Stage.RENEWED
    with pytest.raises(NotAllowed, match="người khác"):
        do(unit, staff, Name.PAYMENT_UNDONE)
    assert do(unit, colleague, Name.PAYMENT_UNDONE) is True
    assert (holds(unit).stage, holds(unit).actions) == (before.stage, before.actions)
    approval = Approval.objects.get()
    assert (approval.asked_by, approval.approved_by) == (staff, colleague)


def test_an_early_cut_takes_two_and_ends_with_one(
    unit: Unit, order: Registration, staff: User, colleague: User
) -> None:
    day = today() + 3 * DAY
    assert do(unit, staff, Name.CUT_EARLY, day=day) is False
    assert holds(unit, day).stage is Stage.COMMITTED
    assert do(unit, colleague, Name.CUT_EARLY, day=day) is True
    assert (holds(unit, day - DAY).stage, holds(unit, day).stage) == (Stage.COMMITTED, Stage.CUT_OFF)
    do(unit, staff, Name.CUT_LIFTED)
    assert holds(unit, day).stage is Stage.COMMITTED


def test_two_who_want_another_day_do_not_agree(unit: Unit, staff: User, colleague: User) -> None:
    assert do(unit, staff, Name.CUT_EARLY, day=today()) is False
    assert do(unit, colleague, Name.CUT_EARLY, day=today() + DAY) is False


def test_an_approval_that_nobody_joins_runs_out(unit: Unit, staff: User, colleague: User, first_day: Any) -> None:
    day = today() + 30 * DAY
    do(unit, staff, Name.CUT_EARLY, day=day)
    go(first_day, desk.APPROVAL_DAYS + 1)
    assert do(unit, colleague, Name.CUT_EARLY, day=day) is False


def test_deleted_is_said_only_from_the_planned_day_and_by_two(
    unit: Unit, staff: User, colleague: User, first_day: Any
) -> None:
    do(unit, staff, Name.DELETION_PLANNED, day=today() + 2 * DAY)
    with pytest.raises(NotAllowed, match="đã dự kiến"):
        do(unit, staff, Name.DATA_DELETED)
    go(first_day, 2)
    do(unit, staff, Name.DATA_DELETED)
    assert Subscription.objects.get(unit=unit).data_state == "planned"
    do(unit, colleague, Name.DATA_DELETED)
    subscription = Subscription.objects.get(unit=unit)
    assert (subscription.data_state, subscription.data_on) == ("deleted", today())


@pytest.mark.parametrize("name", [name for name in desk.STAFF_MOVES if TABLE[name].order_from])
def test_nothing_moves_an_order_that_is_not_there(unit: Unit, staff: User, name: Name) -> None:
    wanted = desk.Wanted(name, "vì", today())
    with pytest.raises(NotAllowed, match="không có đơn"):
        desk.perform(unit, staff, wanted)
    assert not unit.approvals.exists(), "nobody is asked to approve what cannot be done"


def test_a_reason_and_a_superuser_are_wanted(unit: Unit, staff: User, accountant: Caller) -> None:
    with pytest.raises(NotAllowed, match="lý do"):
        desk.perform(unit, staff, desk.Wanted(Name.PAID, " "))
    user = User.objects.get(username__endswith="/ketoan")
    with pytest.raises(NotAllowed, match="quyền"):
        desk.perform(unit, user, desk.Wanted(Name.PAID, "vì"))


def test_every_name_has_its_row() -> None:
    assert set(TABLE) == set(Name)
    assert {name for name, row in TABLE.items() if row.approvals == 2} == {
        Name.PAYMENT_UNDONE,
        Name.CUT_EARLY,
        Name.DATA_DELETED,
    }
