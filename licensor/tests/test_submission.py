"""Sending a registration: once, with what was registered, and what follows from it."""

from __future__ import annotations

import base64
import hashlib
import uuid
from datetime import timedelta

import pytest
import time_machine
from qlts_licensor.clock import now
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.models import Event, IdempotencyKey, Registration
from qlts_licensor.units.models import Unit

from licensor.tests.scenarios import Caller, day, document_of, make_unit, slip_pdf


def test_a_stamped_slip_is_accepted_with_receipt_and_provisional_licence(unit: Unit, accountant: Caller) -> None:
    before = claims_of(accountant.call("GET", "/licence").json()["licence"])
    draft = accountant.ready_draft(due_in=60)
    document = document_of(draft)
    slip = slip_pdf(document)
    key = str(uuid.uuid4())
    reply = accountant.submit(draft, slip, key=key)
    assert reply.status_code == 201, reply.content
    body = reply.json()
    summary = body["registration"]["summary"]
    assert (summary["order_state"], summary["payment_state"]) == ("accepted", "awaiting")
    assert (summary["resource_state"], summary["paper_state"]) == ("provisional", "awaited")
    assert (summary["method"], summary["round"], summary["due_on"]) == ("stamped", 1, day(60))
    assert summary["is_open"] is True
    codes = [event["code"] for event in body["registration"]["events"]]
    assert codes == ["draft_opened", "submitted_stamped", "accepted", "provisional_granted"]

    receipt = claims_of(body["receipt"])
    digest = hashlib.sha256(slip).hexdigest()
    assert receipt["files"] == [{"name": "phieu.pdf", "size": len(slip), "sha256": digest}]
    assert receipt["form_sha256"] == hashlib.sha256(document).hexdigest()
    assert (receipt["idempotency_key"], receipt["order_no"]) == (key, draft["no"])
    assert (receipt["unit"], receipt["due_on"], receipt["method"]) == ("THCS01", day(60), "stamped")
    assert body["registration"]["receipts"] == [body["receipt"]]

    licence = claims_of(body["licence"])
    assert licence["serial"] > before["serial"]
    assert licence["access_until"] == day(60)
    assert licence["timetable"][0]["stage"] == "committed"
    assert (licence["order"]["no"], licence["order"]["due_on"], licence["order"]["round"]) == (
        draft["no"],
        day(60),
        1,
    )
    assert claims_of(accountant.call("GET", "/licence").json()["licence"]) == licence


@pytest.mark.parametrize("left", [91, 0, -1, -30, -60, None])
def test_every_stage_that_may_register_goes_on_working(anyone: Caller, left: int | None) -> None:
    make_unit(left=left)
    anyone.log_in()
    draft = anyone.ready_draft(due_in=60)
    reply = anyone.submit(draft, slip_pdf(document_of(draft)))
    assert reply.status_code == 201, reply.content
    assert claims_of(reply.json()["licence"])["timetable"][0]["stage"] == "committed"


def test_the_history_and_the_slip(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    assert accountant.call("GET", "/registrations").json() == {"items": [], "next_cursor": None}
    slip = slip_pdf(document_of(draft))
    accountant.submit(draft, slip)
    page = accountant.call("GET", "/registrations").json()
    assert [item["no"] for item in page["items"]] == [draft["no"]]
    detail = accountant.call("GET", f"/registrations/{draft['no']}").json()
    assert (detail["form"], detail["offer"]) == (draft["form"], draft["offer"])
    file = accountant.call("GET", f"/registrations/{draft['no']}/slip")
    assert file.content == slip
    digest = base64.b64encode(hashlib.sha256(slip).digest()).decode()
    assert file.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["X-Content-Type-Options"] == "nosniff"


def test_the_same_key_gives_the_same_answer_and_one_order(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    slip, key = slip_pdf(document_of(draft)), str(uuid.uuid4())
    first = accountant.submit(draft, slip, key=key)
    again = accountant.submit(draft, slip, key=key)
    assert again.json() == first.json()
    assert accountant.call("GET", f"/submissions/{key}").json() == first.json()
    assert Registration.objects.count() == IdempotencyKey.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    key = str(uuid.uuid4())
    accountant.submit(draft, slip_pdf(document_of(draft)), key=key)
    other = accountant.submit(draft, slip_pdf(b"{}"), key=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


def test_another_key_for_an_order_that_was_sent_is_refused(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    slip = slip_pdf(document_of(draft))
    accountant.submit(draft, slip)
    again = accountant.submit(draft, slip)
    assert (again.status_code, again.json()["code"]) == (409, "order_open")
    assert again.json()["order_no"] == draft["no"]


def test_a_key_is_the_units_own(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    key = str(uuid.uuid4())
    accountant.submit(draft, slip_pdf(document_of(draft)), key=key)
    make_unit("KHAC", tax_code="")
    accountant.log_in("KHAC")
    assert accountant.call("GET", f"/submissions/{key}").json()["code"] == "not_found"


@pytest.mark.parametrize("key", ["", "abc", "x" * 300, "not-a-uuid-at-all-but-long", "0" * 36])
def test_a_key_must_be_a_uuid(accountant: Caller, key: str) -> None:
    reply = accountant.submit({"no": "260000001", "version": 1}, b"%PDF", key=key or " ")
    assert (reply.status_code, reply.json()["code"]) == (400, "key_required")


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"consent": "false"}, 422, "consent_required"),
        ({"form_version": "1"}, 409, "form_changed"),
        ({"form_version": "99"}, 409, "form_changed"),
        ({"form_version": "x"}, 422, "form_invalid"),
        ({"form_version": "9" * 5000}, 422, "form_invalid"),
        ({"method": "fax"}, 422, "form_invalid"),
    ],
)
def test_what_comes_with_the_slip_is_checked(
    accountant: Caller, fields: dict[str, str], status: int, code: str
) -> None:
    draft = accountant.ready_draft()
    reply = accountant.submit(draft, slip_pdf(document_of(draft)), **fields)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert not IdempotencyKey.objects.exists()
    assert Registration.objects.get().order_state == "draft"


def test_form_changed_names_the_difference(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    slip = slip_pdf(document_of(draft))
    form = {**draft["form"], "unit": {**draft["form"]["unit"], "address": "Nơi khác", "phone": "0987654321"}}
    accountant.save(draft, form)
    reply = accountant.submit(draft, slip)
    assert (reply.status_code, reply.json()["code"]) == (409, "form_changed")
    assert [error["field"] for error in reply.json()["errors"]] == ["/unit/address", "/unit/phone"]


def test_a_form_with_problems_is_not_accepted(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    form = {**draft["form"], "unit": {**draft["form"]["unit"], "email": "không phải"}}
    draft = accountant.save(draft, form)
    reply = accountant.submit(draft, slip_pdf(document_of(draft)))
    assert (reply.status_code, reply.json()["code"]) == (422, "form_invalid")
    assert [(e["field"], e["code"]) for e in reply.json()["errors"]] == [("/unit/email", "bad_email")]


def test_the_ordered_years_must_be_those_of_the_offer(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    draft = accountant.save(draft, {**draft["form"], "order": {"years": 2, "extra_users": 0}})
    reply = accountant.submit(draft, slip_pdf(document_of(draft)))
    assert reply.json()["code"] == "form_changed"
    assert reply.json()["errors"][0]["field"] == "/order/years"


@pytest.mark.parametrize(
    ("days_later", "due_in", "code"),
    [(3, 3, ""), (4, 3, "payment_day_past"), (14, 60, ""), (15, 60, "offer_expired")],
)
def test_the_limits_are_checked_again_on_the_registration_day(
    accountant: Caller, days_later: int, due_in: int, code: str
) -> None:
    draft = accountant.ready_draft(due_in=due_in)
    with time_machine.travel(now() + timedelta(days=days_later), tick=False):
        accountant.log_in()
        reply = accountant.submit(draft, slip_pdf(document_of(draft)))
    assert (reply.status_code, reply.json().get("code", "")) == ((422, code) if code else (201, ""))
    assert Registration.objects.get().order_state == ("draft" if code else "accepted")


def test_a_unit_that_is_cut_off_needs_the_offer_of_the_day(anyone: Caller) -> None:
    make_unit(left=-100)
    anyone.log_in()
    draft = anyone.ready_draft()
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        anyone.log_in()
        reply = anyone.submit(draft, slip_pdf(document_of(draft)))
    assert reply.json()["code"] == "offer_expired"


def test_an_order_whose_day_has_passed_is_shown_as_lapsed(accountant: Caller) -> None:
    draft = accountant.ready_draft(due_in=60)
    accountant.submit(draft, slip_pdf(document_of(draft)))
    with time_machine.travel(now() + timedelta(days=61), tick=False):
        accountant.log_in()
        summary = accountant.call("GET", f"/registrations/{draft['no']}").json()["summary"]
        licence = claims_of(accountant.call("GET", "/licence").json()["licence"])
    assert (summary["payment_state"], summary["resource_state"]) == ("commitment_lapsed", "cut")
    assert licence["order"]["missed_on"] == day(60)
    assert licence["timetable"][0]["stage"] == "commitment_lapsed"


def test_each_change_of_state_is_recorded_with_before_and_after(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    accountant.submit(draft, slip_pdf(document_of(draft)))
    sent = Event.objects.get(code="submitted_stamped")
    assert (sent.before["order_state"], sent.after["order_state"]) == ("draft", "sent")
    assert sent.actor == "Trần Thu Hà"
    accepted = Event.objects.get(code="accepted")
    assert (accepted.before["order_state"], accepted.after["order_state"]) == ("sent", "accepted")


def test_the_history_comes_in_pages_newest_first(unit: Unit, accountant: Caller) -> None:
    start = now() - timedelta(days=200)
    sent = [
        Registration(
            no=f"24{number:07d}",
            unit=unit,
            created_at=start,
            updated_at=start + timedelta(days=number),
            form={},
            offer="",
            offer_day=start.date(),
            total=1,
            account_no="1",
            term_from=start.date(),
            term_to=start.date(),
            order_state="closed",
            registered_at=start + timedelta(days=number),
        )
        for number in range(101)
    ]
    Registration.objects.bulk_create(sent)
    first = accountant.call("GET", "/registrations").json()
    second = accountant.call("GET", f"/registrations?cursor={first['next_cursor']}").json()
    assert [item["no"] for item in first["items"] + second["items"]] == [order.no for order in reversed(sent)]
    assert (len(first["items"]), second["next_cursor"]) == (100, None)
    since = (start + timedelta(days=99)).isoformat().replace("+", "%2B")
    assert len(accountant.call("GET", f"/registrations?updated_since={since}").json()["items"]) == 2
