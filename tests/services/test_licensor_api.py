"""What is sent, what is tried again, and each fault under its own code."""

from __future__ import annotations

import base64
import hashlib
import threading

import pytest

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.licensor_api import LicensorApi, Submission
from qlts_desktop.services.wire import DraftRequest, FormBody
from tests.services.conftest import QUICK, FixedAccess
from tests.services.http_double import HttpDouble, Reply, free_port, http_double, json_reply, problem

SAVED = {"version": 3, "saved_at": "2026-11-23T08:00:00+07:00", "problems": []}
PAGE: dict[str, object] = {"items": [], "next_cursor": None}


def failure(api: LicensorApi) -> OperationError:
    with pytest.raises(OperationError) as caught:
        api.registrations()
    return caught.value


# --- what is sent -------------------------------------------------------------------------------------------


def test_a_call_names_the_token_and_the_path(api: LicensorApi, double: HttpDouble):
    double.answers(json_reply(SAVED))
    saved = api.save_form("123456789", 2, FormBody())
    (seen,) = double.seen
    assert saved.version == 3
    assert (seen.method, seen.path) == ("PUT", "/api/v1/registrations/123456789/form")
    assert seen.headers["authorization"] == "Bearer one"
    assert seen.headers["if-match"] == '"2"'
    assert seen.headers["content-type"] == "application/json"


def test_an_order_number_cannot_leave_its_place_in_the_path(api: LicensorApi, double: HttpDouble):
    double.answers(problem(404, "not_found"))
    with pytest.raises(OperationError):
        api.registration("../licence?x=1")
    assert double.seen[0].path == "/api/v1/registrations/..%2Flicence%3Fx%3D1"


def test_a_netrc_login_never_replaces_the_token(api, double, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    double.answers(json_reply(PAGE))
    api.registrations()
    assert double.seen[0].headers["authorization"] == "Bearer one"


def test_no_proxy_stands_between_a_pc_and_itself(api, double, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    double.answers(json_reply(PAGE))
    assert api.registrations().items == []


def test_cookies_are_neither_kept_nor_sent(api: LicensorApi, double: HttpDouble):
    double.answers(json_reply(PAGE, Set_Cookie="a=b"))
    api.registrations()
    api.registrations()
    assert "cookie" not in double.seen[1].headers


def test_a_draft_request_leaves_out_what_is_not_asked(api: LicensorApi, double: HttpDouble):
    double.answers(problem(409, "order_open", order_no="123456789"))
    with pytest.raises(OperationError) as caught:
        api.open_draft(DraftRequest(years=2))
    assert double.seen[0].body == b'{"years":2}'
    assert caught.value.code is ErrorCode.ORDER_OPEN
    assert caught.value.details["order_no"] == "123456789"


def test_a_submission_sent_again_is_the_same(api: LicensorApi, double: HttpDouble):
    double.answers(problem(503, "unavailable"), problem(422, "slip_rejected", detail="not_signed"))
    with pytest.raises(RefusedError) as caught:
        api.submit(Submission("key-1", "123456789", "signed", 4, b"%PDF-1.7 \x00\xff"))
    assert caught.value.details["reason"] == "not_signed"
    assert caught.value.definitive
    assert [seen.headers["idempotency-key"] for seen in double.seen] == ["key-1", "key-1"]
    for seen in double.seen:
        boundary = seen.headers["content-type"].partition("boundary=")[2].encode()
        contents = [part.strip(b"\r\n") for part in seen.body.split(b"--" + boundary)]
        assert any(part.endswith(b"%PDF-1.7 \x00\xff") and b"application/pdf" in part for part in contents)
        for name, value in ((b"method", b"signed"), (b"consent", b"true"), (b"form_version", b"4")):
            assert any(b'name="' + name + b'"' in part and part.endswith(value) for part in contents)


# --- tokens -------------------------------------------------------------------------------------------------


def test_a_refused_token_is_renewed_once(api: LicensorApi, double: HttpDouble, access: FixedAccess):
    double.answers(problem(401, "session_expired"), json_reply(PAGE))
    api.registrations()
    assert access.renewals == ["one"]
    assert [seen.headers["authorization"] for seen in double.seen] == ["Bearer one", "Bearer two"]


def test_a_renewed_token_refused_again_is_the_end(api, double, access):
    double.answers(problem(401, "session_expired"))
    assert failure(api).code is ErrorCode.SESSION_EXPIRED
    assert access.renewals == ["one"]


def test_nobody_logged_in_sends_nothing(double: HttpDouble):
    api = LicensorApi(double.url, limits=QUICK)
    assert failure(api).code is ErrorCode.SESSION_EXPIRED
    assert double.seen == []


def test_a_wrong_password_renews_nothing(api: LicensorApi, double: HttpDouble, access: FixedAccess):
    double.answers(problem(401, "wrong_credentials"))
    with pytest.raises(OperationError) as caught:
        api.log_in("DEMO01", "ketoan", "not it")
    assert caught.value.code is ErrorCode.WRONG_PASSWORD
    assert access.renewals == []
    assert len(double.seen) == 1


# --- refusals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "symbol", "code"),
    [
        (401, "wrong_credentials", ErrorCode.WRONG_PASSWORD),
        (403, "role_not_allowed", ErrorCode.ROLE_NOT_ALLOWED),
        (404, "no_licence", ErrorCode.NO_LICENCE),
        (404, "not_found", ErrorCode.NOT_FOUND),
        (409, "form_changed", ErrorCode.FORM_CHANGED),
        (409, "in_progress", ErrorCode.IN_PROGRESS),
        (409, "registration_not_allowed", ErrorCode.REGISTRATION_NOT_ALLOWED),
        (412, "version_conflict", ErrorCode.DRAFT_CONFLICT),
        (422, "payment_day_past", ErrorCode.PAYMENT_DAY_PAST),
        (422, "offer_expired", ErrorCode.OFFER_EXPIRED),
        (409, "key_reused", ErrorCode.KEY_REUSED),
        (429, "too_many_attempts", ErrorCode.TOO_MANY_ATTEMPTS),
        (400, "malformed", ErrorCode.UNEXPECTED),
        (404, "a_newer_symbol", ErrorCode.NOT_FOUND),
        (418, "a_newer_symbol", ErrorCode.UNEXPECTED),
        (500, "internal", ErrorCode.SERVER_ERROR),
    ],
)
def test_each_refusal_has_its_code(api, double, status, symbol, code):
    double.answers(problem(status, symbol))
    with pytest.raises(OperationError) as caught:
        api.log_in("DEMO01", "ketoan", "x")
    assert caught.value.code is code
    assert caught.value.request_id == "req-1"


@pytest.mark.parametrize(("seconds", "minutes"), [(1, "1"), (60, "1"), (61, "2"), (840, "14")])
def test_a_locked_account_says_for_how_long(api, double, seconds, minutes):
    double.answers(problem(429, "account_locked", retry_after=seconds))
    with pytest.raises(OperationError) as caught:
        api.log_in("DEMO01", "ketoan", "x")
    assert caught.value.code is ErrorCode.ACCOUNT_LOCKED
    assert caught.value.details["minutes"] == minutes


def test_fields_are_named(api: LicensorApi, double: HttpDouble):
    errors = [{"field": "/invoice/tax_code", "code": "bad_tax_code", "message": "Sai"}]
    double.answers(problem(422, "form_invalid", errors=errors))
    error = failure(api)
    assert error.code is ErrorCode.FORM_INVALID
    assert error.fields == (FieldError("/invoice/tax_code", "bad_tax_code", "Sai"),)


def test_a_missing_consent_is_told_at_its_field(api: LicensorApi, double: HttpDouble):
    double.answers(problem(422, "consent_required"))
    assert failure(api).fields == (FieldError("/payment/consent", "consent_required"),)


@pytest.mark.parametrize(
    ("status", "symbol", "definitive"),
    [
        (422, "form_invalid", True),
        (409, "order_open", True),
        (404, "not_found", True),
        (409, "in_progress", False),
        (409, "key_reused", False),
        (429, "too_many_attempts", False),
        (500, "internal", False),
    ],
)
def test_only_a_refusal_of_the_thing_itself_is_definitive(api, double, status, symbol, definitive):
    double.answers(problem(status, symbol))
    with pytest.raises(RefusedError) as caught:
        api.submit(Submission("key-1", "123456789", "signed", 4, b"%PDF"))
    assert caught.value.definitive is definitive


# --- answers that are not the licensor's --------------------------------------------------------------------

HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(404, b"<h1>Not here</h1>", HTML), ErrorCode.SERVER_ADDRESS_WRONG),
        (Reply(200, b"<h1>Log in to the hotel</h1>", HTML), ErrorCode.SERVER_ADDRESS_WRONG),
        (Reply(302, b"", {"Location": "https://elsewhere.example/"}), ErrorCode.SERVER_ADDRESS_WRONG),
        (Reply(500, b"<h1>Oops</h1>", HTML), ErrorCode.SERVER_ERROR),
        (Reply(502, b"<h1>Bad gateway</h1>", HTML), ErrorCode.SERVER_BUSY),
        (Reply(200, b'{"items": '), ErrorCode.REPLY_NOT_UNDERSTOOD),
        (Reply(200, b'{"items": [], "next_cursor": 5}'), ErrorCode.REPLY_NOT_UNDERSTOOD),
        (Reply(200, b'{"items": "none"}'), ErrorCode.REPLY_NOT_UNDERSTOOD),
        (Reply(200, b"\xff\xfe{}"), ErrorCode.REPLY_NOT_UNDERSTOOD),
        (Reply(200, b"[]"), ErrorCode.REPLY_NOT_UNDERSTOOD),
        (
            Reply(422, b'{"code": 5}', {"Content-Type": "application/problem+json"}),
            ErrorCode.SERVER_ADDRESS_WRONG,
        ),
    ],
)
def test_what_is_not_understood_is_told_apart(api, double, reply, code):
    double.answers(reply)
    error = failure(api)
    assert error.code is code
    assert not isinstance(error, RefusedError)


def test_unknown_members_are_ignored(api: LicensorApi, double: HttpDouble):
    double.answers(json_reply({**PAGE, "a_newer_member": {"x": 1}}))
    assert api.registrations().items == []


def test_a_redirect_is_not_followed_with_the_token(api: LicensorApi, double: HttpDouble):
    double.answers(Reply(307, b"", {"Location": f"{double.url}/elsewhere"}))
    failure(api)
    assert len(double.seen) == 1


# --- the connection -----------------------------------------------------------------------------------------


def test_a_silent_server_times_out(api: LicensorApi, double: HttpDouble):
    double.answers(Reply(hang=True))
    assert failure(api).code is ErrorCode.TIMEOUT
    assert len(double.seen) == 3


def test_a_reply_cut_in_the_middle_is_asked_again(api: LicensorApi, double: HttpDouble, pauses: list[float]):
    whole = json_reply(PAGE)
    double.answers(Reply(200, whole.body, whole.headers, cut_after=5), whole)
    assert api.registrations().items == []
    assert pauses == [pytest.approx(0.6)]


def test_waiting_grows(api: LicensorApi, double: HttpDouble, pauses: list[float]):
    whole = json_reply(PAGE)
    double.answers(Reply(200, whole.body, whole.headers, cut_after=5))
    assert failure(api).code is ErrorCode.NO_NETWORK
    assert pauses == [pytest.approx(0.6), pytest.approx(1.2)]


def test_a_login_is_never_sent_twice(api: LicensorApi, double: HttpDouble):
    double.answers(Reply(200, b'{"access_token"', cut_after=3))
    with pytest.raises(OperationError) as caught:
        api.log_in("DEMO01", "ketoan", "x")
    assert caught.value.code is ErrorCode.NO_NETWORK
    assert len(double.seen) == 1


def test_a_huge_reply_is_refused(api: LicensorApi, double: HttpDouble):
    double.answers(Reply(200, b" " * (QUICK.reply_bytes + 1)))
    assert failure(api).code is ErrorCode.REPLY_TOO_LARGE
    assert len(double.seen) == 1


def test_a_reply_at_the_limit_is_read(api: LicensorApi, double: HttpDouble):
    body = json_reply(PAGE).body
    double.answers(Reply(200, body + b" " * (QUICK.reply_bytes - len(body))))
    assert api.registrations().items == []


def test_nobody_listening_is_a_wrong_address(access: FixedAccess):
    api = LicensorApi(f"http://127.0.0.1:{free_port()}", limits=QUICK)
    api.authorise_with(access)
    assert failure(api).code is ErrorCode.SERVER_ADDRESS_WRONG


def test_a_server_that_answered_before_and_is_gone_is_not_a_wrong_address(access: FixedAccess):
    """In the middle of the work the address is right; the service is down for a while."""
    with http_double() as double:
        api = LicensorApi(double.url, limits=QUICK, pause=lambda _seconds: None)
        api.authorise_with(access)
        double.answers(json_reply(PAGE))
        assert api.registrations().items == []
    assert failure(api).code in {ErrorCode.SERVER_BUSY, ErrorCode.NO_NETWORK}
    assert failure(api).code is ErrorCode.SERVER_BUSY
    api.close()


def test_a_name_that_does_not_exist_is_told_apart_from_no_network(access, monkeypatch):
    import socket

    def unknown_name(*_args: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown_name)
    api = LicensorApi("https://no-such-host.invalid", limits=QUICK, pause=lambda _s: None)
    api.authorise_with(access)
    monkeypatch.setattr("qlts_desktop.services.http_errors._route_exists", lambda: True)
    assert failure(api).code is ErrorCode.SERVER_ADDRESS_WRONG
    monkeypatch.setattr("qlts_desktop.services.http_errors._route_exists", lambda: False)
    assert failure(api).code is ErrorCode.NO_NETWORK


def test_no_address_set_is_told_so(access: FixedAccess):
    api = LicensorApi("")
    api.authorise_with(access)
    assert api.url == ""
    assert failure(api).code is ErrorCode.SERVER_ADDRESS_WRONG


def test_closing_ends_the_wait_between_attempts(double: HttpDouble, access: FixedAccess):
    double.answers(problem(503, "unavailable"))
    api = LicensorApi(double.url, limits=QUICK, jitter=lambda: 1000.0)
    api.authorise_with(access)
    found: list[OperationError] = []
    thread = threading.Thread(target=lambda: found.append(failure(api)))
    thread.start()
    assert double.arrived.wait(5)
    api.close()
    thread.join(5)
    assert [error.code for error in found] == [ErrorCode.CANCELLED]


def test_many_threads_share_the_api(api: LicensorApi, double: HttpDouble):
    double.answers(json_reply(PAGE))
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(5):
                api.registrations()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(double.seen) == 30


# --- files --------------------------------------------------------------------------------------------------


def digest_header(content: bytes) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return {"Content-Type": "application/pdf", "Repr-Digest": f"sha-256=:{digest}:"}


def test_a_slip_is_checked_against_its_digest(api: LicensorApi, double: HttpDouble):
    double.answers(Reply(200, b"%PDF-1.7", digest_header(b"%PDF-1.7")))
    assert api.order_file("123456789", "slip") == b"%PDF-1.7"


@pytest.mark.parametrize("headers", [digest_header(b"%PDF-1.6"), {"Content-Type": "application/pdf"}])
def test_a_slip_with_another_digest_is_refused(api, double, headers):
    double.answers(Reply(200, b"%PDF-1.7", headers))
    with pytest.raises(OperationError) as caught:
        api.order_file("123456789", "slip")
    assert caught.value.code is ErrorCode.REPLY_NOT_UNDERSTOOD


def test_secrets_are_not_shown(api: LicensorApi, double: HttpDouble, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    double.answers(problem(401, "wrong_credentials"))
    with pytest.raises(OperationError) as caught:
        api.log_in("DEMO01", "ketoan", "s3cret-word")
    failure(api)
    shown = f"{caught.value!r} {caught.value.technical} {caplog.text}"
    assert "s3cret-word" not in shown
    assert "Bearer" not in shown
