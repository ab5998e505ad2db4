"""The staff console: what it shows, and the decisions that staff take."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from qlts_licensor.registrations.models import Event, Registration
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import Name, NotAllowed
from qlts_licensor.units.models import Unit, User

from licensor.tests.scenarios import PASSWORD, Caller, document_of, lapse, make_unit, slip_pdf


@pytest.fixture
def staff(service: None) -> User:
    return User.objects.create_superuser("nhanvien", password=PASSWORD)


@pytest.fixture
def waiting(anyone: Caller) -> Registration:
    """An order in review, after one that has lapsed."""
    make_unit(left=-70)
    anyone.log_in()
    first = anyone.ready_draft()
    anyone.submit(first, slip_pdf(document_of(first)))
    lapse(Registration.objects.get(no=first["no"]), 1)
    second = anyone.ready_draft()
    anyone.submit(second, slip_pdf(document_of(second)))
    return Registration.objects.get(no=second["no"])


def decide(order: Registration, staff: User, name: Name, reason: str = "vì") -> None:
    desk.perform(order.unit, staff, desk.Wanted(name, reason, order_no=order.no))


@pytest.mark.parametrize(
    "page",
    [
        *("", "units/unit/", "units/user/", "licences/subscription/", "registrations/registration/"),
        *("policy/policyversion/", "policy/vendor/", "policy/receivingaccount/"),
    ],
)
def test_each_page_opens_for_staff_alone(staff: User, waiting: Registration, client: Client, page: str) -> None:
    assert client.get(f"/staff/{page}").status_code == 302
    client.force_login(staff)
    assert client.get(f"/staff/{page}").status_code == 200


def test_a_units_user_does_not_get_in(waiting: Registration, client: Client) -> None:
    client.force_login(User.objects.get(username="THCS01/ketoan"))
    assert client.get("/staff/").status_code == 302


def test_an_order_is_shown_read_only(staff: User, waiting: Registration, client: Client) -> None:
    client.force_login(staff)
    page = client.get(f"/staff/registrations/registration/{waiting.pk}/change/").content.decode()
    assert "held_for_review" in page
    assert 'name="_save"' not in page


def test_accepting_begins_the_commitment_and_closes_the_lapsed_order(
    staff: User, waiting: Registration, client: Client
) -> None:
    client.force_login(staff)
    body = {"action": "accept", "_selected_action": [waiting.pk]}
    assert client.post("/staff/registrations/registration/", body).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.order_state, waiting.resource_state, waiting.round) == ("accepted", "provisional", 1)
    assert Registration.objects.exclude(pk=waiting.pk).get().order_state == "closed"
    assert Event.objects.get(registration=waiting, code="accepted").actor == "nhanvien"


def test_rejecting_names_the_reason_and_leaves_the_lapsed_order(
    staff: User, waiting: Registration, anyone: Caller
) -> None:
    decide(waiting, staff, Name.REJECTED, "Chưa thanh toán đơn trước")
    waiting.refresh_from_db()
    assert (waiting.order_state, waiting.resource_state, waiting.is_open) == ("rejected", "rejected", False)
    assert Event.objects.get(code="rejected").detail == "Chưa thanh toán đơn trước"
    assert anyone.draft().status_code == 201


def test_what_is_not_in_review_cannot_be_decided(staff: User, waiting: Registration) -> None:
    decide(waiting, staff, Name.ACCEPTED)
    for name in (Name.ACCEPTED, Name.REJECTED):
        with pytest.raises(NotAllowed):
            decide(waiting, staff, name)


def test_every_page_of_the_console_opens(service: None, client: Client, unit: Unit, accountant: Caller) -> None:
    draft = accountant.ready_draft()
    accountant.submit(draft, slip_pdf(document_of(draft)))
    staff = User.objects.create_superuser("mai", password="x" * 12, full_name="Mai")
    desk.perform(unit, staff, desk.Wanted(Name.CUT_EARLY, "vì"))
    client.force_login(staff)
    for model in admin.site._registry:
        names = model._meta.app_label, model._meta.model_name
        assert client.get(reverse("admin:{}_{}_changelist".format(*names))).status_code == 200
        for row in model._default_manager.all()[:1]:
            page = client.get(reverse("admin:{}_{}_change".format(*names), args=(row.pk,)))
            assert page.status_code == 200, names
