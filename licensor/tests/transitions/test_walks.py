"""Whatever happens to a unit, in whatever order: nothing paid is taken away but by two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qlts_licensor.clock import today
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.licences.facts import facts_of
from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy.timetable import Access
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import Method
from qlts_licensor.transitions import desk, orders
from qlts_licensor.transitions.table import TABLE, Name, NotAllowed
from qlts_licensor.units.models import Unit, User

from licensor.tests.scenarios import make_unit

DAY = timedelta(days=1)
TAKES_AWAY = {Name.CUT_EARLY, Name.PAYMENT_UNDONE}


@dataclass(frozen=True)
class Step:
    """Something that happens some days after the step before."""

    wait: int
    name: Name
    days: int


steps = st.builds(
    Step,
    wait=st.sampled_from([0, 0, 1, 5, 30, 61, 95]),
    name=st.sampled_from([*desk.STAFF_MOVES, Name.SUBMITTED_SIGNED, Name.SUBMITTED_SIGNED, Name.PAID]),
    days=st.integers(0, 100),
)


def staff(name: str) -> User:
    return User.objects.create_superuser(name, password="x" * 12, full_name=name)


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def register(unit: Unit, due_in: int) -> None:
    """A registration as the service accepts it, without its slip."""
    user = unit.users.get(username__endswith="/ketoan")
    waiting = list(unit.registrations.open())
    known = facts_of(unit, today())
    if waiting or known is None:
        raise NotAllowed("open")
    start = (known.facts.term_end or today()) + DAY
    no = f"26{unit.registrations.count():07d}"
    due = today() + timedelta(days=min(due_in, 90))
    order = Registration.objects.create(
        no=no,
        unit=unit,
        created_at=at(today()),
        updated_at=at(today()),
        form={"unit": {"address": ""}, "invoice": {"invoice_on": None}, "payment": {"due_on": due.isoformat()}},
        offer="",
        offer_day=today(),
        total=3_500_000,
        account_no="1",
        term_from=start,
        term_to=start + timedelta(days=364),
    )
    orders.submitted(order, user.full_name, at(today()), Method.SIGNED, slip_sha256="", signer="", cut_off=False)
    orders.accepted(order, at(today()), due, "")


def take(unit: Unit, step: Step, first: User, second: User) -> None:
    if step.name is Name.SUBMITTED_SIGNED:
        register(unit, step.days)
        return
    day = today() + timedelta(days=step.days)
    wanted = desk.Wanted(step.name, "vì", day, remaining=1 + step.days)
    if not desk.perform(unit, first, wanted):
        assert TABLE[step.name].approvals == 2
        assert desk.perform(unit, second, wanted)


def paid_until(unit: Unit) -> date | None:
    subscription = Subscription.objects.get(unit=unit)
    if subscription.cut_on:
        return min(subscription.term_end or today(), subscription.cut_on - DAY)
    return subscription.term_end


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(steps, min_size=1, max_size=10))
def test_no_step_shortens_a_paid_right(service: None, walk: list[Step]) -> None:
    with transaction.atomic():
        unit = make_unit("DIBO", left=40)
        first, second = staff("mot"), staff("hai")
        moment = at(today())
        serial = 0
        for step in walk:
            moment += timedelta(days=step.wait)
            with time_machine.travel(moment, tick=False):
                before = paid_until(unit)
                try:
                    with transaction.atomic():
                        take(unit, step, first, second)
                except NotAllowed:
                    continue
                after = paid_until(unit)
                if step.name not in TAKES_AWAY:
                    assert before is None or (after is not None and after >= before)
                known = facts_of(unit, today())
                assert known is not None
                day = today()
                while after is not None and day <= after:
                    assert known.decide(day).access is Access.FULL
                    day += DAY
                licence = current_licence(unit)
                assert licence is not None
                assert licence.serial >= serial
                serial = licence.serial
        transaction.set_rollback(True)
