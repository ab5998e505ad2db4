"""A licence is answered again without being made, and never when anything says otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from qlts_licensor.changes.models import Kind
from qlts_licensor.clock import today
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.licences.models import LicenceFile, PolicyAnnouncement, Subscription
from qlts_licensor.policy.models import Vendor
from qlts_licensor.policy.rules import Policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.remembered import Remembered
from qlts_licensor.units.models import RefreshToken, Unit, User

from licensor.tests.paying import begin
from licensor.tests.scenarios import Caller, agreed, store_policy

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=False) as traveller:
        yield traveller


@pytest.fixture
def registered(accountant: Caller) -> Caller:
    """A unit with an order to be paid, whose licence has been answered."""
    begin(accountant)
    assert accountant.call("GET", "/licence").status_code == 200
    return accountant


@contextmanager
def as_another_process() -> Iterator[Callable[[Callable[[], Any]], None]]:
    """Writes over a connection of its own."""

    def do(write: Callable[[], Any]) -> None:
        def work() -> None:
            write()
            connection.close()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    yield do


def serial(caller: Caller) -> int:
    number: int = claims_of(caller.call("GET", "/licence").json()["licence"])["serial"]
    return number


def stricter_policy() -> None:
    store_policy(Policy(version="2026.9", effective_from=today() + DAY, note="Chặt hơn", cut_days=40))


CHANGES: dict[str, Callable[[], Any]] = {
    "name": lambda: Unit.objects.update(name="Trường Tiểu học"),
    "term": lambda: Subscription.objects.update(term_end=today() + 400 * DAY),
    "users": lambda: Subscription.objects.update(users=9),
    "cut": lambda: Subscription.objects.update(cut_on=date(2020, 1, 1)),
    "data": lambda: Subscription.objects.update(data_state="planned", data_on=today() + DAY),
    "due": lambda: Registration.objects.update(due_on=today() + 3 * DAY),
    "remaining": lambda: Registration.objects.update(remaining=1),
    "paid": lambda: Registration.objects.update(payment_state="paid"),
    "contact": lambda: User.objects.filter(unit__isnull=False).update(phone="0988000111"),
    "contact gone": lambda: User.objects.filter(username__endswith="ketoan").update(role="viewer"),
    "vendor": lambda: Vendor.objects.update(phone="1900", change=agreed(Kind.VENDOR)),
    "policy": stricter_policy,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "in another process"])
def test_whatever_it_says_is_seen_at_once(registered: Caller, change: Callable[[], Any], elsewhere: bool) -> None:
    before = serial(registered)
    assert serial(registered) == before
    if elsewhere:
        with as_another_process() as do:
            do(change)
    else:
        change()
    assert serial(registered) == before + 1
    assert serial(registered) == before + 1


def test_what_it_does_not_say_changes_nothing(registered: Caller) -> None:
    before = serial(registered)
    Unit.objects.create(code="KHAC", name="Đơn vị khác")
    with as_another_process() as do:
        do(lambda: Unit.objects.filter(code="KHAC").update(name="Đơn vị khác nữa"))
    assert serial(registered) == before
    assert LicenceFile.objects.count() == before


def test_at_midnight_it_is_made_for_the_new_day(registered: Caller, noon: Any) -> None:
    """The day's entry of the timetable stays, what an order in review holds to moves on."""
    Registration.objects.update(review="proof", review_holds=True, due_on=today() + DAY)
    before = serial(registered)
    noon.move_to(timezone.localtime().replace(hour=23, minute=59, second=59))
    registered.log_in()
    assert serial(registered) == before
    noon.shift(timedelta(seconds=1))
    assert serial(registered) == before + 1


def test_what_was_rolled_back_was_never_so(registered: Caller) -> None:
    before = serial(registered)
    with transaction.atomic():
        Subscription.objects.update(users=9)
        assert serial(registered) == before + 1
        transaction.set_rollback(True)
    assert serial(registered) == before


def test_an_announcement_is_made_once(registered: Caller) -> None:
    stricter_policy()
    assert serial(registered) == serial(registered)
    assert PolicyAnnouncement.objects.count() == 1


def test_unchanged_it_reads_nothing_and_locks_nothing(registered: Caller) -> None:
    registered.call("GET", "/licence")
    with CaptureQueriesContext(connection) as asked:
        registered.call("GET", "/licence")
    said = {query["sql"] for query in asked.captured_queries}
    assert said <= {"PRAGMA data_version", "SELECT pg_current_snapshot()::text"}, said


@pytest.mark.parametrize(
    "end",
    [
        lambda: RefreshToken.objects.all().delete(),
        lambda: User.objects.filter(username="THCS01/ketoan").update(is_active=False),
    ],
    ids=["logged out", "shut out"],
)
def test_a_session_that_has_ended_gets_no_licence(registered: Caller, end: Callable[[], Any]) -> None:
    with as_another_process() as do:
        do(end)
    assert registered.call("GET", "/licence").status_code == 401


def test_only_the_last_used_answers_are_kept(unit: Unit) -> None:
    kept: Remembered[str] = Remembered(most=2)
    made: list[str] = []

    def ask(name: str) -> None:
        kept.get(name, lambda: made.append(name) or Unit.objects.get().code)  # type: ignore[func-returns-value]

    for name in ("a", "b", "a", "c", "a", "b"):
        ask(name)
    assert made == ["a", "b", "c", "b"]
