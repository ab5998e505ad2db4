"""Whose decision is whose."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test import Client
from qlts_licensor.clock import now
from qlts_licensor.licences.models import Approval
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.roles import MAY, Job, jobs_of, may
from qlts_licensor.transitions.table import Name, NotAllowed
from qlts_licensor.units.models import Unit, User

from licensor.tests.paying import begin
from licensor.tests.scenarios import PASSWORD, Caller, enter_console


def make(job: Job | None, name: str = "nv") -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, full_name=name)
    if job is not None:
        user.groups.set([Group.objects.get(name=job.value)])
    return user


def test_every_move_of_the_staff_is_somebodys() -> None:
    assert set(MAY) == {*desk.STAFF_MOVES, Name.REGISTERED_FOR_UNIT}
    assert all(Job.SUPERVISOR in jobs for jobs in MAY.values())


@pytest.mark.parametrize("job", [*Job, None])
@pytest.mark.parametrize("name", list(MAY))
def test_a_job_may_do_its_own_and_nothing_else(unit: Unit, job: Job | None, name: Name) -> None:
    staff = make(job)
    allowed = job is not None and job in MAY[name]
    assert may(staff, name) is allowed
    if not allowed:
        with pytest.raises(NotAllowed, match="không có quyền"):
            desk.perform(unit, staff, desk.Wanted(name, "vì"))


@pytest.mark.usefixtures("service")
def test_only_active_staff_have_a_job(unit: Unit) -> None:
    assert jobs_of(User.objects.create_superuser("sep", password=PASSWORD)) == frozenset(Job)
    gone = make(Job.SUPERVISOR)
    gone.is_active = False
    gone.save()
    accountant = unit.users.get(username__endswith="/ketoan")
    accountant.is_staff = True
    accountant.groups.set(Group.objects.all())
    assert jobs_of(gone) == jobs_of(accountant) == frozenset()


def test_the_console_offers_what_the_job_may(accountant: Caller) -> None:
    paying = begin(accountant)
    paying.prove()
    client = enter_console(Client(), make(Job.SUPPORT))
    page = client.get(f"/staff/order/{paying.no}/proof/1/").content.decode()
    assert 'id="decisions"' not in page
    reply = client.post(
        f"/staff/order/{paying.no}/proof/1/",
        {"move": "paid", "paid-reason": "x", "paid-received": "3500000"},
        follow=True,
    )
    assert "không có quyền" in reply.content.decode()
    assert paying.order.payment_state == "proof_in_review"
    money = enter_console(Client(), make(Job.ACCOUNTANT, "kt"))
    assert 'id="move-paid"' in money.get(f"/staff/order/{paying.no}/proof/1/").content.decode()
    for page_of in ("", "queue/proofs/", "registrations/registration/", "policy/policyversion/"):
        assert client.get(f"/staff/{page_of}").status_code == 200
    assert client.get("/staff/units/user/add/").status_code == 403


def test_the_database_itself_wants_two_people(unit: Unit) -> None:
    staff = make(Job.SUPERVISOR)
    row = Approval.objects.create(unit=unit, name="cut_early", reason="x", asked_by=staff, asked_at=now())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE licences_approval SET approved_by_id = {staff.pk} WHERE id = {row.pk}")
