"""The unit's one draft: its number, offer, prefilled form, versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from qlts_licensor.clock import now
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.policy.rules import Policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Unit

from licensor.tests.scenarios import (
    EMPTY_FORM,
    Caller,
    as_day,
    day,
    document_of,
    lapse,
    make_unit,
    move_account,
    slip_pdf,
    store_policy,
)


def offer_of(draft: dict[str, Any]) -> dict[str, Any]:
    return claims_of(draft["offer"])


def test_the_first_opening_makes_the_draft_with_an_offer(unit: Unit, accountant: Caller) -> None:
    reply = accountant.draft()
    assert (reply.status_code, reply.headers["ETag"]) == (201, '"1"')
    draft = reply.json()
    assert (draft["created"], draft["version"], draft["previous"]) == (True, 1, None)
    offer = offer_of(draft)
    assert offer["order_no"] == draft["no"]
    assert draft["no"].isdigit()
    assert len(draft["no"]) == 9
    assert draft["no"][:2] == day(0)[2:4]
    assert (offer["unit"], offer["years"], offer["extra_users"]) == ("THCS01", 1, 0)
    assert offer["total"] == sum(line["amount"] for line in offer["lines"])
    assert all(line["amount"] == line["unit_price"] * line["quantity"] for line in offer["lines"])
    assert offer["new_term"]["from"] == day(41)
    assert (offer["due_from"], offer["due_to"]) == (day(0), day(90))
    assert (offer["invoice_from"], offer["invoice_to"]) == (day(0), day(90))
    assert offer["valid_until"] == day(14)
    assert offer["memo"] == f"Thanh toan don hang {draft['no']}"
    assert offer["accounts"][0]["account_no"] == "1020304050"


def test_the_form_is_prefilled_from_the_unit_and_the_user(accountant: Caller) -> None:
    form = accountant.draft().json()["form"]
    assert (form["unit"]["name"], form["unit"]["licence_no"]) == ("Trường THCS THCS01", "GP-THCS01")
    assert (form["unit"]["head_name"], form["unit"]["contact_name"]) == ("Lê Quang Minh", "Trần Thu Hà")
    assert form["invoice"]["address"] == form["unit"]["address"] == "Số 12 đường Lê Lợi"
    assert form["payment"] == {"due_on": None, "consent": False}


def test_opening_again_gives_the_same_draft_and_offer(accountant: Caller) -> None:
    first = accountant.draft().json()
    again = accountant.draft()
    assert again.status_code == 200
    assert again.json() == {**first, "created": False}


def test_a_valid_offer_is_kept_on_later_days_and_renewed_afterwards(accountant: Caller) -> None:
    first = accountant.draft().json()
    with time_machine.travel(now() + timedelta(days=14), tick=False):
        accountant.log_in()
        assert accountant.draft().json()["offer"] == first["offer"]
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        accountant.log_in()
        later = accountant.draft().json()
        assert (later["no"], later["version"]) == (first["no"], 2)
        assert as_day(offer_of(later)["due_from"]) == as_day(offer_of(first)["due_from"]) + timedelta(days=15)


def test_other_years_users_or_day_are_priced_anew_and_stored_in_the_form(accountant: Caller) -> None:
    first = accountant.draft().json()
    changed = accountant.draft(years=3, extra_users=2, due_on=day(20)).json()
    offer = offer_of(changed)
    assert (changed["no"], changed["version"]) == (first["no"], 2)
    assert (offer["years"], offer["extra_users"]) == (3, 2)
    assert offer["total"] > 3 * offer_of(first)["total"]
    assert changed["form"]["order"] == {"years": 3, "extra_users": 2}
    assert changed["form"]["payment"]["due_on"] == day(20)
    assert accountant.draft(years=3).json()["version"] == 2


def test_a_new_receiving_account_makes_a_new_offer(accountant: Caller) -> None:
    accountant.draft()
    move_account("999")
    reply = accountant.draft().json()
    assert (reply["version"], offer_of(reply)["accounts"][0]["account_no"]) == (2, "999")


def test_no_order_moves_the_term_too_far_ahead(anyone: Caller) -> None:
    make_unit(left=3 * 365)
    anyone.log_in()
    assert anyone.draft(years=2).status_code == 201
    refused = anyone.draft(years=4)
    assert (refused.status_code, refused.json()["code"]) == (422, "form_invalid")
    assert refused.json()["errors"][0]["field"] == "/order/years"


@pytest.mark.parametrize(("left", "starts"), [(5, 6), (-10, -9), (-59, -58), (-60, 0), (-200, 0), (None, 0)])
def test_where_the_new_term_starts(anyone: Caller, left: int | None, starts: int) -> None:
    make_unit(left=left)
    anyone.log_in()
    assert offer_of(anyone.draft().json())["new_term"]["from"] == day(starts)


def test_a_viewer_may_not_open_a_draft(unit: Unit, anyone: Caller) -> None:
    anyone.log_in(user="xem")
    for reply in (
        anyone.draft(),
        anyone.call("PUT", "/registrations/260000001/form", EMPTY_FORM, If_Match='"1"'),
        anyone.submit({"no": "260000001", "version": 1}, b"%PDF-1.7"),
    ):
        assert (reply.status_code, reply.json()["code"]) == (403, "role_not_allowed")


def test_while_an_order_is_open_no_draft_is_made(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    assert accountant.submit(draft, slip_pdf(document_of(draft))).status_code == 201
    refused = accountant.draft()
    assert (refused.status_code, refused.json()["code"]) == (409, "order_open")
    assert refused.json()["order_no"] == draft["no"]


def test_after_a_cut_a_further_order_is_reviewed_and_then_no_third_is_made(anyone: Caller) -> None:
    make_unit(left=-70)
    anyone.log_in()
    draft = anyone.ready_draft()
    anyone.submit(draft, slip_pdf(document_of(draft)))
    lapse(Registration.objects.get(no=draft["no"]), 1)
    second = anyone.ready_draft()
    reply = anyone.submit(second, slip_pdf(document_of(second)))
    assert reply.status_code == 201
    summary = reply.json()["registration"]["summary"]
    assert (summary["order_state"], summary["resource_state"]) == ("in_review", "in_review")
    refused = anyone.draft().json()
    assert (refused["code"], refused["order_no"]) == ("order_open", second["no"])


def test_the_last_order_prefills_the_next_and_is_named_for_comparison(accountant: Caller) -> None:
    draft = accountant.ready_draft()
    form = draft["form"]
    form["invoice"]["buyer_name"] = "Phạm Văn Tài"
    draft = accountant.save(draft, form)
    accountant.submit(draft, slip_pdf(document_of(draft)))
    Registration.objects.update(payment_state="paid", resource_state="official")
    move_account("777")
    reply = accountant.draft().json()
    assert reply["previous"]["no"] == draft["no"]
    assert reply["previous"]["account_no"] == "1020304050"
    assert reply["form"]["invoice"]["buyer_name"] == "Phạm Văn Tài"
    assert offer_of(reply)["account_changed"] is True
    assert reply["form"]["payment"] == {"due_on": None, "consent": False}


# --- an offer that changes under a consent ------------------------------------------------------------------


def consented(accountant: Caller) -> dict[str, Any]:
    """A draft that the unit has consented to."""
    draft = accountant.ready_draft()
    assert draft["form"]["payment"]["consent"] is True
    return draft


def dearer(by: int) -> None:
    """From today on a year costs another amount more, in đồng; less where it is negative."""
    policy = Policy()
    price = policy.price_per_year + by
    store_policy(replace(policy, version="next", effective_from=as_day(day(0)), price_per_year=price))


def test_a_dearer_offer_undoes_the_consent_and_says_what_it_was_given_to(accountant: Caller) -> None:
    before = consented(accountant)
    dearer(1_000_000)
    reply = accountant.draft().json()
    assert offer_of(reply)["total"] > offer_of(before)["total"]
    assert reply["form"]["payment"]["consent"] is False
    assert reply["consented_offer"] == before["offer"]
    assert accountant.draft().json()["consented_offer"] == before["offer"]
    form = {**reply["form"], "payment": {**reply["form"]["payment"], "consent": True}}
    accountant.save(reply, form)
    again = accountant.draft().json()
    assert (again["form"]["payment"]["consent"], again["consented_offer"]) == (True, None)


def test_another_account_undoes_the_consent(accountant: Caller) -> None:
    before = consented(accountant)
    move_account("999")
    reply = accountant.draft().json()
    assert (reply["form"]["payment"]["consent"], reply["consented_offer"]) == (False, before["offer"])


def test_what_the_unit_chooses_itself_keeps_the_consent(accountant: Caller) -> None:
    consented(accountant)
    reply = accountant.draft(years=3, extra_users=2).json()
    assert (reply["form"]["payment"]["consent"], reply["consented_offer"]) == (True, None)


def test_a_dearer_offer_undoes_the_consent_also_when_other_years_are_chosen_at_once(accountant: Caller) -> None:
    consented(accountant)
    dearer(1_000_000)
    assert accountant.draft(years=2).json()["form"]["payment"]["consent"] is False


def test_a_cheaper_offer_and_a_new_day_keep_the_consent(accountant: Caller) -> None:
    consented(accountant)
    dearer(-1_000_000)
    reply = accountant.draft().json()
    assert (reply["form"]["payment"]["consent"], reply["consented_offer"]) == (True, None)
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        accountant.log_in()
        assert accountant.draft().json()["form"]["payment"]["consent"] is True


# --- saving the form ---------------------------------------------------------------------------------------


def put_form(caller: Caller, no: str, form: dict[str, Any], if_match: str | None) -> Any:
    headers = {} if if_match is None else {"If_Match": if_match}
    return caller.call("PUT", f"/registrations/{no}/form", form, **headers)


def test_what_was_typed_is_stored_even_with_problems(accountant: Caller) -> None:
    draft = accountant.draft().json()
    form = draft["form"]
    form["unit"]["phone"] = "abc"
    saved = accountant.save(draft, form)
    assert saved["version"] == 2
    assert {"field": "/unit/phone", "code": "bad_phone", "severity": "error", "message": ""} in saved["problems"]
    assert accountant.draft().json()["form"] == form


def test_who_saved_the_form_last_is_told(accountant: Caller) -> None:
    draft = accountant.draft().json()
    assert draft["saved_by"] == ""
    form = {**draft["form"], "unit": {**draft["form"]["unit"], "phone": "0987 654 321"}}
    accountant.save(draft, form)
    assert accountant.draft().json()["saved_by"] == "Trần Thu Hà"


def test_the_version_guards_the_form(accountant: Caller) -> None:
    draft = accountant.draft().json()
    form = {**draft["form"], "order": {"years": 1, "extra_users": 3}}
    missing = put_form(accountant, draft["no"], form, None)
    assert (missing.status_code, missing.json()["code"]) == (428, "if_match_required")
    for other in ('"7"', "*", "x", '""', "W/", '"1" ,"2"', "9" * 500):
        conflict = put_form(accountant, draft["no"], form, other)
        assert (conflict.status_code, conflict.json()["code"]) == (412, "version_conflict"), other
    saved = put_form(accountant, draft["no"], form, '"1"')
    assert (saved.status_code, saved.headers["ETag"]) == (200, '"2"')


@pytest.mark.parametrize("if_match", [None, '"1"', '"99"', "x"])
def test_the_stored_body_again_is_fine_whatever_if_match_says(accountant: Caller, if_match: str | None) -> None:
    draft = accountant.draft().json()
    reply = put_form(accountant, draft["no"], draft["form"], if_match)
    assert (reply.status_code, reply.headers["ETag"]) == (200, '"1"')


def test_name_and_licence_number_are_read_only(accountant: Caller) -> None:
    draft = accountant.draft().json()
    form = draft["form"]
    form["unit"]["name"] = "Trường khác"
    form["unit"]["licence_no"] = "GP-X"
    put_form(accountant, draft["no"], form, '"1"')
    stored = accountant.draft().json()["form"]["unit"]
    assert (stored["name"], stored["licence_no"]) == ("Trường THCS THCS01", "GP-THCS01")


def test_a_field_of_enormous_length_is_refused(accountant: Caller) -> None:
    draft = accountant.draft().json()
    form = draft["form"]
    form["unit"]["address"] = "x" * 10_001
    reply = put_form(accountant, draft["no"], form, '"1"')
    assert reply.status_code == 422
    assert reply.json()["errors"] == [{"field": "/unit/address", "code": "too_long", "message": ""}]


def test_another_units_draft_is_not_found(accountant: Caller) -> None:
    draft = accountant.draft().json()
    make_unit("KHAC", tax_code="")
    accountant.log_in("KHAC")
    assert put_form(accountant, draft["no"], draft["form"], '"1"').json()["code"] == "not_found"
    assert accountant.call("GET", f"/registrations/{draft['no']}").status_code == 404
