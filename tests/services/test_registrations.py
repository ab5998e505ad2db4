"""A draft is never lost, whoever saved last; the history comes whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import NOTHING_ASIDE, Aside, ProblemCode, RenewalForm, Severity, UnitSection
from qlts_desktop.core.text import storable
from qlts_desktop.core.wizard import Step, WizardPlace
from qlts_desktop.services.form_codec import aside_from_text, body_from_form, form_from_body, text_from_aside
from qlts_desktop.services.registration_port import LeftPlace, RegistrationPort
from qlts_desktop.services.wire import FormBody
from tests.services.conftest import NOW_UTC, Client
from tests.services.http_double import HttpDouble, json_reply, problem
from tests.services.issuer import Issuer
from tests.services.licensor_double import ORDER, LicensorDouble

Start = Callable[[], Client]


def typed(form: RenewalForm, **unit: str) -> RenewalForm:
    return replace(form, unit=replace(form.unit, **unit))


def fails(call: Callable[[], object]) -> OperationError:
    with pytest.raises(OperationError) as caught:
        call()
    return caught.value


def test_it_is_the_port(client: Client):
    port: RegistrationPort = client.registrations
    assert port.unfinished_submission() is None


# --- opening ------------------------------------------------------------------------------------------------


def test_a_new_draft_comes_prefilled(client: Client):
    draft = client.log_in().registrations.open_draft()
    assert (draft.no, draft.version, draft.reopened, draft.typed_at) == (ORDER, 1, False, None)
    assert draft.form.unit.contact_name == "Nguyễn Thị Ánh"
    assert draft.offer.total == 2_000_000
    assert draft.previous is None


def test_what_was_typed_before_a_crash_is_there_again(start: Start):
    first = start().log_in()
    draft = first.registrations.open_draft()
    at = first.registrations.keep_locally(draft.no, typed(draft.form, email="ketoan@example.vn"))
    assert at == NOW_UTC
    again = start().log_in().registrations.open_draft()
    assert again.form.unit.email == "ketoan@example.vn"
    assert (again.reopened, again.typed_at) == (True, NOW_UTC)


def test_what_no_form_holds_is_there_again_too(start: Start):
    first = start().log_in()
    draft = first.registrations.open_draft()
    assert draft.aside == NOTHING_ASIDE
    aside = Aside((("/payment/due_on", "31/02/2027"),), (("name", "Phòng Giáo dục"),))
    first.registrations.keep_locally(draft.no, draft.form, aside)
    again = start().log_in().registrations.open_draft()
    assert again.aside == aside
    assert (again.reopened, again.typed_at) == (True, NOW_UTC)
    assert first.registrations.open_draft(years=2).aside == aside


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"unreadable": 1}', '{"unreadable": [["a"]]}'])
def test_what_stands_aside_in_another_shape_is_left_out(client: Client, kept: str):
    draft = client.log_in().registrations.open_draft()
    client.registrations.keep_locally(draft.no, typed(draft.form, email="ketoan@example.vn"))
    owner, was = client.sessions.owner(), client.store.draft(client.sessions.owner(), draft.no)
    assert was is not None
    client.store.update_draft(owner, draft.no, lambda _draft: replace(was, aside=kept))
    again = client.registrations.open_draft()
    assert again.aside == NOTHING_ASIDE
    assert again.form.unit.email == "ketoan@example.vn"


TEXTS = st.text().map(storable)


@given(st.lists(st.tuples(TEXTS, TEXTS)), TEXTS)
def test_any_typed_text_survives_the_way_to_the_local_store_and_back(pairs: list[tuple[str, str]], text: str):
    aside = Aside(tuple(pairs), (("name", text),))
    assert aside_from_text(text_from_aside(aside)) == aside
    form = RenewalForm(UnitSection(address=text))
    body = msgspec.json.decode(msgspec.json.encode(body_from_form(form)), type=FormBody)
    assert form_from_body(body) == form


def test_what_was_saved_from_another_pc_is_there(client: Client, licensor_double: LicensorDouble):
    client.log_in().registrations.open_draft()
    licensor_double.form["unit"]["head_name"] = "Trần Văn Bình"
    licensor_double.version += 1
    again = client.registrations.open_draft()
    assert again.form.unit.head_name == "Trần Văn Bình"
    assert (again.reopened, again.typed_at) == (True, None)


def test_both_sides_typing_in_different_fields_lose_nothing(client: Client, licensor_double: LicensorDouble):
    draft = client.log_in().registrations.open_draft()
    client.registrations.keep_locally(draft.no, typed(draft.form, email="ketoan@example.vn", phone=""))
    licensor_double.form["unit"]["head_name"] = "Trần Văn Bình"
    licensor_double.version += 1
    for _opening in range(2):
        form = client.registrations.open_draft().form
        assert (form.unit.email, form.unit.phone) == ("ketoan@example.vn", "")
        assert form.unit.head_name == "Trần Văn Bình"


def test_a_field_changed_on_both_sides_waits_for_a_person_however_often_it_is_opened(start, licensor_double):
    first = start().log_in()
    draft = first.registrations.open_draft()
    first.registrations.keep_locally(draft.no, typed(draft.form, email="ketoan@example.vn", phone="0912 345 678"))
    licensor_double.form["unit"]["email"] = "khac@example.vn"
    licensor_double.version += 1
    for _opening in range(2):
        again = start().log_in().registrations.open_draft()
        assert again.collides
        assert again.form.unit.email == "ketoan@example.vn"
        (email,) = (one for one in again.differences if one.collides)
        assert (email.field, email.mine, email.theirs) == ("/unit/email", "ketoan@example.vn", "khac@example.vn")


def test_a_save_whose_answer_was_lost_is_nobody_elses(client: Client, licensor_double: LicensorDouble):
    draft = client.log_in().registrations.open_draft()
    first = typed(draft.form, email="ketoan@example.vn")
    client.registrations.keep_locally(draft.no, first)
    licensor_double.lost += [f"/registrations/{ORDER}/form"] * 3
    fails(lambda: client.registrations.save_form(draft.no, draft.version, first))
    assert licensor_double.form["unit"]["email"] == "ketoan@example.vn"
    client.registrations.keep_locally(draft.no, typed(draft.form, email="ketoan2@example.vn"))
    again = client.registrations.open_draft()
    assert again.form.unit.email == "ketoan2@example.vn"
    assert not again.changed_elsewhere


def test_a_decision_saved_is_asked_for_no_more(client: Client, licensor_double: LicensorDouble):
    draft = client.log_in().registrations.open_draft()
    mine = typed(draft.form, email="ketoan@example.vn")
    client.registrations.keep_locally(draft.no, mine)
    licensor_double.form["unit"]["email"] = "khac@example.vn"
    licensor_double.version += 1
    again = client.registrations.open_draft()
    client.registrations.save_form(again.no, again.version, again.form)
    settled = client.registrations.open_draft()
    assert not settled.differences
    assert settled.form.unit.email == "ketoan@example.vn"


# --- where the wizard stands --------------------------------------------------------------------------------


def test_where_the_wizard_stood_is_known_after_a_crash_and_forgotten_when_it_was_closed(start: Start):
    first = start().log_in()
    assert first.registrations.left_place() is None
    place = WizardPlace(Step.REVIEW, "/unit/phone")
    first.registrations.keep_place(place)
    second = start().log_in()
    assert second.registrations.left_place() == LeftPlace(place, NOW_UTC)
    second.registrations.keep_place(None)
    assert start().log_in().registrations.left_place() is None


def test_a_place_that_this_version_does_not_know_is_none(client: Client):
    client.log_in()
    client.store.keep_wizard_place(client.sessions.owner(), 7, "", NOW_UTC)
    assert client.registrations.left_place() is None


def test_a_store_that_cannot_be_written_stops_no_wizard(client: Client, monkeypatch):
    client.log_in()
    no_more_writing(client, monkeypatch)
    client.registrations.keep_place(WizardPlace(Step.FORM))
    assert client.registrations.left_place() is None


def test_a_saved_form_changed_elsewhere_afterwards_is_taken(client: Client, licensor_double: LicensorDouble):
    draft = client.log_in().registrations.open_draft()
    mine = typed(draft.form, email="ketoan@example.vn")
    client.registrations.keep_locally(draft.no, mine)
    client.registrations.save_form(draft.no, draft.version, mine)
    licensor_double.form["unit"]["email"] = "khac@example.vn"
    licensor_double.version += 1
    assert client.registrations.open_draft().form.unit.email == "khac@example.vn"


def test_chosen_years_are_priced_and_win(client: Client):
    draft = client.log_in().registrations.open_draft()
    client.registrations.keep_locally(draft.no, typed(draft.form, email="ketoan@example.vn"))
    repriced = client.registrations.open_draft(years=3, due_on=date(2026, 12, 20))
    assert (repriced.offer.years, repriced.offer.total) == (3, 6_000_000)
    assert repriced.form.order.years == 3
    assert repriced.form.payment.due_on == date(2026, 12, 20)
    assert repriced.form.unit.email == "ketoan@example.vn"


def test_years_typed_before_a_crash_are_priced_at_the_next_opening(start: Start, double: HttpDouble):
    first = start().log_in()
    draft = first.registrations.open_draft()
    first.registrations.keep_locally(draft.no, replace(draft.form, order=replace(draft.form.order, years=2)))
    again = start().log_in().registrations.open_draft()
    assert (again.form.order.years, again.offer.years, again.offer.total) == (2, 2, 4_000_000)
    assert double.seen[-1].body == b'{"years":2,"extra_users":0}'


def test_years_that_the_licensor_does_not_offer_fall_back(client: Client, licensor_double: LicensorDouble):
    draft = client.log_in().registrations.open_draft()
    client.registrations.keep_locally(draft.no, replace(draft.form, order=replace(draft.form.order, years=5)))
    licensor_double.overrides["PUT", "/registrations/draft"] = lambda seen: (
        problem(422, "form_invalid") if seen.body != b"{}" else licensor_double._draft(seen)
    )
    again = client.registrations.open_draft()
    assert (again.form.order.years, again.offer.years) == (1, 1)


def test_an_open_order_is_named(client: Client, licensor_double: LicensorDouble):
    licensor_double.overrides["PUT", "/registrations/draft"] = lambda _seen: problem(
        409, "order_open", order_no="987654321"
    )
    client.log_in()
    error = fails(client.registrations.open_draft)
    assert error.code is ErrorCode.ORDER_OPEN
    assert error.details["order_no"] == "987654321"


@pytest.mark.parametrize("wrong", ["another draft", "another unit", "another signer"])
def test_an_offer_that_is_not_for_this_draft_is_refused(client, licensor_double, issuer, wrong):
    offers = {
        "another draft": issuer.offer("987654321"),
        "another unit": issuer.offer(unit="DEMO02"),
        "another signer": Issuer().offer(),
    }
    licensor_double.overrides["PUT", "/registrations/draft"] = lambda _seen: json_reply(
        {"no": ORDER, "version": 1, "offer": offers[wrong], "form": licensor_double.form}
    )
    client.log_in()
    expected = ErrorCode.LICENCE_KEY_UNKNOWN if wrong == "another signer" else ErrorCode.REPLY_NOT_UNDERSTOOD
    assert fails(client.registrations.open_draft).code is expected


def test_a_store_that_cannot_be_read_does_not_stop_the_wizard(client: Client, tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    draft = client.log_in().registrations.open_draft()
    assert draft.form.unit.contact_name == "Nguyễn Thị Ánh"
    error = fails(lambda: client.registrations.keep_locally(draft.no, draft.form))
    assert error.code is ErrorCode.FOLDER_NOT_WRITABLE


def no_more_writing(client: Client, monkeypatch) -> None:
    """From now on the store takes nothing; what is in it can be read."""

    def full(*_args: object) -> None:
        raise OperationError(ErrorCode.DISK_FULL)

    for name in ("keep_typed", "keep_base", "update_draft", "keep_wizard_place", "forget_wizard_place"):
        monkeypatch.setattr(type(client.store), name, full)


def test_what_cannot_be_kept_is_still_joined_with_a_colleagues_version(client, licensor_double, monkeypatch):
    no_more_writing(client, monkeypatch)
    draft = client.log_in().registrations.open_draft()
    mine = typed(draft.form, email="ketoan@example.vn")
    assert fails(lambda: client.registrations.keep_locally(draft.no, mine)).code is ErrorCode.DISK_FULL
    licensor_double.form["unit"]["head_name"] = "Trần Văn Bình"
    licensor_double.version += 1
    for years in (None, 2):
        form = client.registrations.open_draft(years=years).form
        assert form.unit.email == "ketoan@example.vn"
        assert form.unit.head_name == "Trần Văn Bình"


def test_a_form_that_reached_the_licensor_is_no_longer_typed_here(client, licensor_double, monkeypatch):
    no_more_writing(client, monkeypatch)
    draft = client.log_in().registrations.open_draft()
    mine = typed(draft.form, email="ketoan@example.vn")
    fails(lambda: client.registrations.keep_locally(draft.no, mine))
    client.registrations.save_form(draft.no, draft.version, mine)
    licensor_double.form["unit"]["email"] = "khac@example.vn"
    licensor_double.version += 1
    assert client.registrations.open_draft().form.unit.email == "khac@example.vn"


def test_what_was_kept_before_the_disk_was_full_is_joined(start: Start, monkeypatch):
    first = start().log_in()
    draft = first.registrations.open_draft()
    first.registrations.keep_locally(draft.no, typed(draft.form, email="ketoan@example.vn"))
    second = start().log_in()
    no_more_writing(second, monkeypatch)
    again = second.registrations.open_draft()
    assert again.form.unit.email == "ketoan@example.vn"
    assert again.typed_at == NOW_UTC


def test_a_kept_form_of_another_shape_is_left_aside(client: Client):
    draft = client.log_in().registrations.open_draft()
    client.store.keep_typed(client.sessions.owner(), draft.no, '{"unit": 5}', NOW_UTC)
    assert client.registrations.open_draft().form == draft.form


# --- saving -------------------------------------------------------------------------------------------------


def test_a_form_saved_twice_is_saved_once(client: Client):
    draft = client.log_in().registrations.open_draft()
    mine = typed(draft.form, email="ketoan@example.vn")
    first = client.registrations.save_form(draft.no, draft.version, mine)
    second = client.registrations.save_form(draft.no, draft.version, mine)
    assert first.version == second.version == 2


def test_a_reply_lost_while_saving_is_asked_for_again(client: Client, licensor_double: LicensorDouble):
    draft = client.log_in().registrations.open_draft()
    licensor_double.lost.append(f"/registrations/{ORDER}/form")
    mine = typed(draft.form, email="ketoan@example.vn")
    assert client.registrations.save_form(draft.no, draft.version, mine).version == 2


def test_a_newer_version_from_elsewhere_is_a_conflict(client: Client, licensor_double: LicensorDouble):
    draft = client.log_in().registrations.open_draft()
    licensor_double.version = 5
    error = fails(
        lambda: client.registrations.save_form(draft.no, draft.version, typed(draft.form, email="a@example.vn"))
    )
    assert error.code is ErrorCode.DRAFT_CONFLICT


def test_problems_come_typed_and_unknown_ones_do_not_crash(client: Client, licensor_double: LicensorDouble):
    licensor_double.form_problems = [
        {"field": "/unit/tax_code", "code": "tax_code_check_digit", "severity": "warning"},
        {"field": "/unit/email", "code": "a_newer_symbol", "severity": "a_newer_severity"},
    ]
    draft = client.log_in().registrations.open_draft()
    problems = client.registrations.save_form(draft.no, draft.version, draft.form).problems
    assert [(problem.code, problem.severity) for problem in problems] == [
        (ProblemCode.TAX_CODE_CHECK_DIGIT, Severity.WARNING),
        (ProblemCode.BAD_VALUE, Severity.ERROR),
    ]


# --- history ------------------------------------------------------------------------------------------------


def test_the_history_comes_page_by_page(client: Client, licensor_double: LicensorDouble):
    pages = {
        "": {"items": [licensor_double.summary("3"), licensor_double.summary("2")], "next_cursor": "a b&c"},
        "a+b%26c": {"items": [licensor_double.summary("1")], "next_cursor": None},
    }
    licensor_double.overrides["GET", "/registrations"] = lambda seen: json_reply(
        pages[seen.path.partition("cursor=")[2]]
    )
    client.log_in()
    rows = client.registrations.history()
    assert [row.no for row in rows] == ["3", "2", "1"]
    assert rows[0].is_open
    assert rows[0].total == 2_000_000


def test_a_history_without_end_is_not_followed_for_ever(client: Client, licensor_double: LicensorDouble):
    licensor_double.overrides["GET", "/registrations"] = lambda _seen: json_reply(
        {"items": [], "next_cursor": "x"}
    )
    client.log_in()
    assert fails(client.registrations.history).code is ErrorCode.REPLY_NOT_UNDERSTOOD


def test_an_order_has_its_events_offer_and_receipts(client: Client, licensor_double: LicensorDouble):
    detail = licensor_double.detail()
    detail["summary"]["order_state"] = "a_newer_state"
    detail["receipts"] = ["r.r.r"]
    licensor_double.overrides["GET", f"/registrations/{ORDER}"] = lambda _seen: json_reply(detail)
    order = client.log_in().registrations.order(ORDER)
    assert order.row.order_state == "a_newer_state"
    assert [event.code for event in order.events] == ["submitted_signed"]
    assert order.offer.memo == f"Thanh toan don hang {ORDER}"
    assert order.receipts == ("r.r.r",)
    assert order.signer == "Trần Văn Bình"
