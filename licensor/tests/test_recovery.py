"""Asking for data recovery: once, only after the subscription was cut, and what staff make of it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from qlts_licensor.recovery import requests
from qlts_licensor.recovery.models import DataRecoveryRequest, RecoveryEvent, RecoveryState
from qlts_licensor.units.models import Unit, User

from licensor.tests.scenarios import PASSWORD, Caller, enter_console, make_unit

PATH = "/data-recovery-requests"
BODY = {"contact": "Trần Thu Hà", "phone": "0912 345 678", "period": "Sổ tài sản cố định năm 2024 và 2025"}
CONSOLE = "/staff/recovery/datarecoveryrequest/"


@pytest.fixture
def cut_unit(service: None) -> Unit:
    """A unit whose subscription was cut 15 days ago."""
    return make_unit(left=-75)


@pytest.fixture
def caller(cut_unit: Unit, anyone: Caller) -> Caller:
    """Its Quản trị dữ liệu, logged in."""
    assert anyone.log_in().status_code == 200
    return anyone


@pytest.fixture
def staff(service: None) -> User:
    return User.objects.create_superuser("nhanvien", password=PASSWORD)


def ask(caller: Caller, body: Any = BODY, key: str | None = None) -> Any:
    return caller.call("POST", PATH, body, Idempotency_Key=key or str(uuid.uuid4()))


def filed(caller: Caller) -> DataRecoveryRequest:
    reply = ask(caller)
    assert reply.status_code == 201, reply.content
    return DataRecoveryRequest.objects.get(no=reply.json()["no"])


def refused(reply: Any) -> tuple[int, str]:
    return reply.status_code, reply.json()["code"]


def test_a_request_is_filed_and_listed(caller: Caller, cut_unit: Unit) -> None:
    reply = ask(caller)
    assert reply.status_code == 201, reply.content
    answer = reply.json()
    assert {name: answer[name] for name in BODY} == BODY
    assert (answer["state"], answer["reason"]) == ("sent", "")
    assert answer["created_at"] == answer["updated_at"]
    assert caller.call("GET", PATH).json() == {"items": [answer]}
    kept = DataRecoveryRequest.objects.get()
    assert (kept.no, kept.unit, kept.user.username) == (answer["no"], cut_unit, "THCS01/ketoan")
    event = RecoveryEvent.objects.get()
    assert (event.state, event.actor, event.at) == ("sent", "Trần Thu Hà", kept.created_at)


def test_the_same_key_gives_the_same_answer_again(caller: Caller) -> None:
    key = str(uuid.uuid4())
    first = ask(caller, key=key)
    again = ask(caller, key=key.upper())
    assert (again.status_code, again.json()) == (201, first.json())
    assert DataRecoveryRequest.objects.count() == 1


def test_the_same_key_answers_also_when_another_could_not_be_filed(caller: Caller, staff: User) -> None:
    key = str(uuid.uuid4())
    ask(caller, key=key)
    requests.not_recoverable(DataRecoveryRequest.objects.get(), staff, "Đã quá thời hạn lưu")
    again = ask(caller, key=key)
    assert (again.status_code, again.json()["state"]) == (201, "not_recoverable")


def test_the_same_key_with_another_body_is_refused(caller: Caller) -> None:
    key = str(uuid.uuid4())
    ask(caller, key=key)
    assert refused(ask(caller, {**BODY, "period": "Năm 2023"}, key)) == (409, "key_reused")
    assert DataRecoveryRequest.objects.get().period == BODY["period"]


@pytest.mark.parametrize("key", ["", "x", "12345678123456781234567812345678", f"{{{uuid.UUID(int=7)}}}"])
def test_a_key_is_a_canonical_uuid(caller: Caller, key: str) -> None:
    assert refused(caller.call("POST", PATH, BODY, Idempotency_Key=key)) == (400, "key_required")
    assert not DataRecoveryRequest.objects.exists()


def test_one_is_open_at_a_time(caller: Caller, staff: User) -> None:
    first = filed(caller)
    assert refused(ask(caller)) == (409, "recovery_open")
    requests.taken_up(first, staff)
    assert refused(ask(caller)) == (409, "recovery_open")
    requests.recovered(first, staff)
    second = filed(caller)
    listed = [item["no"] for item in caller.call("GET", PATH).json()["items"]]
    assert listed == [second.no, first.no]


def test_the_database_itself_holds_one_open_request(caller: Caller, cut_unit: Unit) -> None:
    first = filed(caller)
    first.pk, first.no, first.key = None, "KP26000001", str(uuid.uuid4())
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize("left", [91, 40, 0, -1, -29, -30, -59])
def test_before_the_cut_there_is_nothing_to_recover(anyone: Caller, service: None, left: int) -> None:
    make_unit(left=left)
    anyone.log_in()
    assert refused(ask(anyone)) == (409, "recovery_not_allowed")


def test_from_the_day_of_the_cut_on(anyone: Caller, service: None) -> None:
    make_unit(left=-60)
    anyone.log_in()
    assert ask(anyone).status_code == 201


def test_a_unit_that_never_had_a_licence_has_no_data_to_recover(anyone: Caller, service: None) -> None:
    make_unit(left=None)
    anyone.log_in()
    assert refused(ask(anyone)) == (409, "recovery_not_allowed")


def test_only_quan_tri_du_lieu_asks_and_everybody_of_the_unit_sees(caller: Caller) -> None:
    request = filed(caller)
    caller.log_in(user="xem")
    assert refused(ask(caller)) == (403, "role_not_allowed")
    assert [item["no"] for item in caller.call("GET", PATH).json()["items"]] == [request.no]


def test_another_unit_sees_nothing_and_may_use_the_same_key(caller: Caller) -> None:
    key = str(uuid.uuid4())
    ask(caller, key=key)
    make_unit("THCS02", left=-80)
    caller.log_in(unit="THCS02")
    assert caller.call("GET", PATH).json() == {"items": []}
    assert ask(caller, {**BODY, "period": "Năm 2020"}, key).status_code == 201


def test_nobody_asks_without_a_session(anyone: Caller, cut_unit: Unit) -> None:
    assert refused(ask(anyone)) == (401, "session_expired")
    assert refused(anyone.call("GET", PATH)) == (401, "session_expired")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("contact", "", "required"),
        ("contact", "  ", "required"),
        ("contact", "a" * 101, "too_long"),
        ("contact", "a\x00b", "bad_value"),
        ("phone", "", "required"),
        ("phone", "0912 345 678 9012 345", "too_long"),
        ("phone", "12345", "bad_phone"),
        ("phone", "+1 202 555 0100", "bad_phone"),
        ("period", "\n", "required"),
        ("period", "a" * 401, "too_long"),
        ("period", "a" * 10_001, "too_long"),
        ("period", 2024, "bad_value"),
        ("period", "\ud800", "bad_value"),
    ],
)
def test_a_field_that_is_not_right_is_named(caller: Caller, field: str, value: Any, code: str) -> None:
    reply = ask(caller, {**BODY, field: value})
    assert refused(reply) == (422, "form_invalid")
    assert [(error["field"], error["code"]) for error in reply.json()["errors"]] == [(f"/{field}", code)]
    assert not DataRecoveryRequest.objects.exists()


def test_every_field_is_named_at_once_and_the_key_stays_free(caller: Caller) -> None:
    key = str(uuid.uuid4())
    reply = ask(caller, {}, key)
    assert [error["field"] for error in reply.json()["errors"]] == ["/contact", "/phone", "/period"]
    assert ask(caller, key=key).status_code == 201


def test_the_longest_texts_are_taken_and_tidied(caller: Caller) -> None:
    body = {"contact": " " + "Ấ" * 100, "phone": "+84 912 345 678", "period": "Năm 2024,\nnăm 2025" + "x" * 382}
    reply = ask(caller, body)
    assert reply.status_code == 201, reply.content
    assert (reply.json()["contact"], reply.json()["period"]) == (body["contact"].strip(), body["period"])


# --- staff ----------------------------------------------------------------------------------------------


def act(client: Client, action: str, chosen: DataRecoveryRequest, reason: str = "") -> str:
    """Press a button of a request's page; returns the page that follows."""
    reply = client.post(f"/staff/recovery-request/{chosen.no}/", {action: "1", "reason": reason}, follow=True)
    assert reply.status_code == 200
    return reply.content.decode()


def test_staff_take_it_up_and_recover(caller: Caller, staff: User, client: Client) -> None:
    request = filed(caller)
    enter_console(client, staff)
    act(client, "take_up", request)
    assert caller.call("GET", PATH).json()["items"][0]["state"] == "in_progress"
    act(client, "recovered", request)
    answer = caller.call("GET", PATH).json()["items"][0]
    assert (answer["state"], answer["reason"]) == ("recovered", "")
    told = [(event.state, event.actor) for event in RecoveryEvent.objects.all()]
    assert told == [("sent", "Trần Thu Hà"), ("in_progress", "nhanvien"), ("recovered", "nhanvien")]


def test_a_refusal_needs_its_reason(caller: Caller, staff: User, client: Client) -> None:
    request = filed(caller)
    enter_console(client, staff)
    assert "Ghi lý do" in act(client, "refused", request, reason="  ")
    request.refresh_from_db()
    assert request.state == RecoveryState.SENT
    act(client, "refused", request, reason="Bản sao lưu chỉ giữ 24 tháng")
    answer = caller.call("GET", PATH).json()["items"][0]
    assert (answer["state"], answer["reason"]) == ("not_recoverable", "Bản sao lưu chỉ giữ 24 tháng")
    assert answer["updated_at"] >= answer["created_at"]


@pytest.mark.parametrize("reason", ["x" * 401, "a\x00b"])
def test_a_reason_that_cannot_be_kept_is_refused(caller: Caller, staff: User, reason: str) -> None:
    request = filed(caller)
    with pytest.raises(requests.ReasonNeeded):
        requests.not_recoverable(request, staff, reason)


def test_what_is_decided_stays_decided(caller: Caller, staff: User, client: Client) -> None:
    request = filed(caller)
    requests.recovered(request, staff)
    for move in (
        lambda: requests.taken_up(request, staff),
        lambda: requests.recovered(request, staff),
        lambda: requests.not_recoverable(request, staff, "x"),
    ):
        with pytest.raises(requests.NotAllowed):
            move()
    enter_console(client, staff)
    assert "không đổi được nữa" in act(client, "take_up", request)
    assert RecoveryEvent.objects.count() == 2


def test_the_console_shows_filters_and_changes_nothing_by_hand(
    caller: Caller, staff: User, client: Client
) -> None:
    request = filed(caller)
    assert client.get(CONSOLE).status_code == 302
    enter_console(client, staff)
    page = client.get(f"{CONSOLE}?state__exact=sent&q={request.no}").content.decode()
    assert request.no in page
    assert "Lý do" in page
    assert request.no not in client.get(f"{CONSOLE}?state__exact=recovered").content.decode()
    form = client.get(f"{CONSOLE}{request.pk}/change/", follow=True).content.decode()
    assert BODY["period"] in form
    assert 'name="_save"' not in form
    assert request.key not in form


def test_staff_without_the_right_decide_nothing(caller: Caller, staff: User, client: Client) -> None:
    from django.contrib.auth.models import Permission

    request = filed(caller)
    looker = User.objects.create_user("xemthoi", password=PASSWORD, is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_datarecoveryrequest"))
    enter_console(client, looker)
    assert "không có quyền" in act(client, "recovered", request)
    request.refresh_from_db()
    assert request.state == RecoveryState.SENT
