"""*Gia hạn giúp đơn vị*: what the staff register counts as the unit's own registration."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from qlts_licensor.clock import today
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.helped import Help, register_for_unit
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions.roles import Job
from qlts_licensor.transitions.table import NotAllowed
from qlts_licensor.units.models import Unit, User

from licensor.tests.scenarios import PASSWORD, Caller, day, document_of, enter_console, make_unit, slip_pdf


def staff_with(job: Job) -> User:
    user = User.objects.create_user("nv", password=PASSWORD, is_staff=True)
    user.groups.set([Group.objects.get(name=job.value)])
    return user


def help_with(**changes: Any) -> Help:
    wanted = {"years": 1, "extra_users": 0, "due_on": today() + timedelta(days=30), "official": False}
    return Help(**{**wanted, "reason": "Chị Hà gọi nhờ", **changes})


@pytest.fixture
def helper(service: None) -> User:
    return staff_with(Job.SUPERVISOR)


@pytest.mark.parametrize(("left", "stage"), [(40, "committed"), (-12, "committed"), (-70, "committed")])
def test_a_provisional_licence_until_the_promised_day(helper: User, anyone: Caller, left: int, stage: str) -> None:
    unit = make_unit(left=left)
    order = register_for_unit(unit, helper, help_with())
    assert (order.order_state, order.resource_state, order.method) == ("accepted", "provisional", "staff")
    anyone.log_in()
    licence = claims_of(anyone.call("GET", "/licence").json()["licence"])
    assert (licence["timetable"][0]["stage"], licence["order"]["due_on"]) == (stage, day(30))
    detail = anyone.call("GET", f"/registrations/{order.no}").json()
    assert [event["code"] for event in detail["events"]] == [
        *("draft_opened", "registered_for_unit", "accepted", "provisional_granted")
    ]
    assert detail["slip_sha256"] == ""
    assert claims_of(detail["receipts"][0])["reason"] == "Chị Hà gọi nhờ"


def test_the_official_licence_where_the_money_is_there(helper: User, unit: Unit, accountant: Caller) -> None:
    order = register_for_unit(unit, helper, help_with(official=True, years=2))
    assert (order.payment_state, order.resource_state) == ("paid", "official")
    licence = claims_of(accountant.call("GET", "/licence").json()["licence"])
    assert licence["timetable"][0]["stage"] == "renewed"
    assert licence["term"]["to"] == order.term_to.isoformat()


def test_what_the_unit_has_typed_is_used(helper: User, unit: Unit, accountant: Caller) -> None:
    draft = accountant.draft().json()
    form = draft["form"]
    form["invoice"]["buyer_name"] = "Nguyễn Thị Ánh"
    accountant.save(draft, form)
    order = register_for_unit(unit, helper, help_with())
    assert (order.no, order.form["invoice"]["buyer_name"]) == (draft["no"], "Nguyễn Thị Ánh")
    assert Registration.objects.count() == 1


def test_an_open_order_stands_against_it(helper: User, unit: Unit, accountant: Caller) -> None:
    draft = accountant.ready_draft()
    accountant.submit(draft, slip_pdf(document_of(draft)))
    with pytest.raises(NotAllowed, match=draft["no"]):
        register_for_unit(unit, helper, help_with())


@pytest.mark.parametrize(
    "changes",
    [{"years": 0}, {"years": 6}, {"extra_users": -1}, {"due_on": None}, {"reason": " "}],
)
def test_values_outside_the_limits_change_nothing(helper: User, unit: Unit, changes: dict[str, Any]) -> None:
    if "due_on" in changes:
        changes = {"due_on": today() + timedelta(days=91)}
    with pytest.raises(NotAllowed):
        register_for_unit(unit, helper, help_with(**changes))
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("job", "official", "allowed"),
    [
        (Job.SALES, False, True),
        (Job.SALES, True, False),
        (Job.ACCOUNTANT, False, False),
        (Job.SUPPORT, False, True),
    ],
)
def test_whose_it_is(unit: Unit, job: Job, official: bool, allowed: bool) -> None:
    staff = staff_with(job)
    if allowed:
        assert register_for_unit(unit, staff, help_with(official=official)).no
    else:
        with pytest.raises(NotAllowed, match="không có quyền"):
            register_for_unit(unit, staff, help_with(official=official))


def test_from_the_units_page(helper: User, unit: Unit) -> None:
    client = enter_console(Client(), helper)
    body = {"help": "1", "help-years": "1", "help-extra_users": "0", "help-due_on": day(91), "help-reason": "nhờ"}
    refused = client.post("/staff/unit/THCS01/", body).content.decode()
    assert "hạn thanh toán phải từ" in refused
    assert ">nhờ</textarea>" in refused.replace("\n", "")
    said = client.post("/staff/unit/THCS01/", {**body, "help-due_on": day(30)}, follow=True).content.decode()
    assert "Báo đơn vị nhấn Cập nhật tài nguyên" in said
