"""*Hủy đơn* and *Sửa lại đơn*: while nothing has come for the order."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions.table import Name, NotAllowed
from qlts_licensor.units.models import User

from licensor.tests.paying import Paying, begin
from licensor.tests.scan_pictures import as_file, paper
from licensor.tests.scenarios import Caller, as_day, day, document_of, make_unit, slip_pdf, store_policy


def go(noon: Any, paying: Paying, days: int) -> None:
    noon.shift(timedelta(days=days))
    assert paying.caller.log_in().status_code == 200


def send(paying: Paying, draft: dict[str, Any]) -> Any:
    return paying.caller.submit(draft, slip_pdf(document_of(draft)))


def edited(paying: Paying, **payment: Any) -> dict[str, Any]:
    draft = paying.ask("replacement").json()
    form = draft["form"]
    form["payment"] = {**form["payment"], "consent": True, **payment}
    return paying.caller.save(draft, form)


def test_a_cancelled_order_leaves_the_term_as_it_was(paying: Paying) -> None:
    key = str(uuid.uuid4())
    reply = paying.ask("cancellation", {"reason": "Nhầm số năm"}, key)
    assert reply.status_code == 201, reply.content
    assert paying.ask("cancellation", {"reason": "Nhầm số năm"}, key).json()["receipt"] == reply.json()["receipt"]
    receipt = claims_of(reply.json()["receipt"])
    assert (receipt["kind"], receipt["reason"]) == ("cancellation", "Nhầm số năm")
    summary = reply.json()["registration"]["summary"]
    assert (summary["order_state"], summary["resource_state"], summary["is_open"]) == ("cancelled", "none", False)
    assert paying.holds.stage is Stage.EXPIRING
    assert paying.caller.draft().status_code == 201


@pytest.mark.parametrize(("after", "allowed"), [(40, True), (41, False)])
def test_it_is_cancelled_within_the_paid_term(paying: Paying, noon: Any, after: int, allowed: bool) -> None:
    go(noon, paying, after)
    reply = paying.ask("cancellation", {})
    assert reply.status_code == (201 if allowed else 409)
    if not allowed:
        assert (reply.json()["detail"], reply.json()["day"]) == ("too_late", day(-1))


def proof(paying: Paying) -> None:
    paying.prove()


def money(paying: Paying) -> None:
    Registration.objects.filter(no=paying.no).update(remaining=1)


def invoice(paying: Paying) -> None:
    paying.decide(Name.INVOICE_ISSUED, invoice_no="00000123", day=as_day(day(0)))


def received_paper(paying: Paying) -> None:
    paying.decide(Name.PAPER_RECEIVED)


def scanned_paper(paying: Paying) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    scan = SimpleUploadedFile("quét.png", as_file(paper()))
    path = f"/api/v1/registrations/{paying.no}/paper-scans"
    assert paying.caller.client.post(path, {"files": scan}, headers=paying.headers()).status_code == 201


def payment(paying: Paying) -> None:
    paying.decide(Name.PAID)


def cancellation(paying: Paying) -> None:
    paying.ask("cancellation", {})


@pytest.mark.parametrize(
    ("happened", "obstacle"),
    [
        (proof, "proof_in_review"),
        (money, "money_recorded"),
        (invoice, "invoice_recorded"),
        (received_paper, "paper_recorded"),
        (scanned_paper, "paper_recorded"),
        (payment, "paid"),
        (cancellation, "order_over"),
    ],
)
def test_what_has_come_stands_against_both(paying: Paying, happened: Any, obstacle: str) -> None:
    happened(paying)
    cancel = "proof_recorded" if happened is proof else obstacle
    assert paying.ask("cancellation", {}).json()["detail"] == cancel
    assert paying.ask("replacement").json()["detail"] == obstacle
    with pytest.raises(NotAllowed):
        paying.decide(Name.CANCELLED)


def test_an_edited_order_takes_the_place_at_once_with_day_and_limits_kept(paying: Paying, noon: Any) -> None:
    registered, last = day(0), day(90)
    go(noon, paying, 10)
    opened = paying.ask("replacement")
    assert (opened.status_code, opened.json()["replaces"]) == (201, paying.no)
    offer = claims_of(opened.json()["offer"])
    assert (offer["due_from"], offer["due_to"], offer["invoice_to"]) == (day(0), last, last)
    assert paying.ask("replacement").json()["no"] == opened.json()["no"]
    assert paying.caller.draft().json()["no"] == opened.json()["no"]
    repriced = paying.caller.draft(years=2).json()
    assert claims_of(repriced["offer"])["total"] == 7_000_000
    draft = paying.caller.save(repriced, {**repriced["form"], "payment": {"due_on": day(70), "consent": True}})
    assert paying.holds.stage is Stage.COMMITTED
    reply = send(paying, draft)
    assert reply.status_code == 201, reply.content
    detail = reply.json()["registration"]
    assert (detail["summary"]["order_state"], detail["earlier_nos"]) == ("accepted", [paying.no])
    assert detail["summary"]["registered_at"][:10] == registered
    assert detail["summary"]["due_on"] == day(70)
    before = paying.detail
    assert (before["summary"]["order_state"], before["replaced_by"]) == ("replaced", draft["no"])
    licence = claims_of(reply.json()["licence"])
    assert (licence["order"]["no"], licence["timetable"][0]["stage"]) == (draft["no"], "committed")
    assert claims_of(reply.json()["receipt"])["received_at"][:10] == day(0)


@pytest.mark.parametrize(("due_in", "accepted"), [(80, True), (81, False)])
def test_its_payment_day_is_counted_from_the_first_registration(
    paying: Paying, noon: Any, due_in: int, accepted: bool
) -> None:
    go(noon, paying, 10)
    reply = send(paying, edited(paying, due_on=day(due_in)))
    assert reply.status_code == (201 if accepted else 422)


def test_an_edit_that_comes_after_a_proof_is_refused_and_loses_nothing(paying: Paying) -> None:
    draft = edited(paying)
    paying.prove()
    reply = send(paying, draft)
    assert (reply.status_code, reply.json()["code"], reply.json()["detail"]) == (
        409,
        "action_not_allowed",
        "proof_in_review",
    )
    paying.decide(Name.PAID)
    again = paying.caller.draft().json()
    assert (again["no"], again["replaces"], again["form"]["unit"]) == (draft["no"], "", draft["form"]["unit"])


def test_an_edit_that_comes_after_the_payment_hears_of_the_payment(paying: Paying) -> None:
    """The payment has undone the edited order's offer as well; that it is paid is what helps."""
    draft = edited(paying)
    paying.decide(Name.PAID)
    reply = send(paying, draft)
    assert (reply.status_code, reply.json()["detail"]) == (409, "paid")


def test_after_the_promised_day_an_order_is_not_edited(accountant: Caller, noon: Any) -> None:
    paying = begin(accountant, due_in=5)
    due = day(5)
    go(noon, paying, 6)
    reply = paying.ask("replacement")
    assert (reply.json()["detail"], reply.json()["day"]) == ("too_late", due)


def test_the_extension_is_used_up_with_the_order_that_had_it(paying: Paying, noon: Any) -> None:
    go(noon, paying, 50)
    paying.extend(day(100))
    reply = send(paying, edited(paying, due_on=day(100)))
    assert reply.status_code == 201, reply.content
    summary = reply.json()["registration"]["summary"]
    assert (summary["round"], summary["due_on"]) == (2, day(100))
    follower = Paying(paying.caller, summary["no"], paying.staff)
    assert follower.obstacle("extend_payment") == "used_up"


def test_the_price_is_that_of_the_order_which_it_replaces(paying: Paying, noon: Any) -> None:
    from qlts_licensor.policy.rules import Policy

    dearer = Policy(version="2026.9", effective_from=as_day(day(1)), note="Giá mới", price_per_year=9_000_000)
    store_policy(dearer)
    go(noon, paying, 2)
    assert claims_of(edited(paying)["offer"])["total"] == 3_500_000


def test_a_unit_without_a_term_edits_but_does_not_cancel(anyone: Caller, noon: Any) -> None:
    make_unit("MOI01", left=None)
    anyone.log_in("MOI01")
    draft = anyone.draft().json()
    form = draft["form"]
    form["payment"] = {"due_on": day(30), "consent": True}
    draft = anyone.save(draft, form)
    assert anyone.submit(draft, slip_pdf(document_of(draft, "MOI01"))).status_code == 201
    paying = Paying(anyone, draft["no"], User.objects.create_superuser("lan", password="x" * 12))
    assert paying.obstacle("cancel") == "too_late"
    assert paying.obstacle("edit") is None
