"""Whatever is sent, the answer is a problem document with a request id, and never a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest
from qlts_licensor.api.problems import TITLES

from licensor.tests.scenarios import EMPTY_FORM, PROBLEM, Caller, make_unit

FORM = "/registrations/{no}/form"


def raw(caller: Caller, method: str, path: str, body: bytes, content_type: str = "application/json") -> Any:
    headers = {"Authorization": f"Bearer {caller.token}", "If-Match": '"1"', "Idempotency-Key": "x"}
    return caller.client.generic(method, f"/api/v1{path}", body, content_type=content_type, headers=headers)


def assert_problem(reply: Any, *statuses: int) -> dict[str, Any]:
    assert reply.status_code in statuses, reply.content
    assert reply.headers["Content-Type"].startswith(PROBLEM)
    assert len(reply.headers["X-Request-Id"]) == 32
    body: dict[str, Any] = json.loads(reply.content)
    assert body["status"] == reply.status_code
    assert (body["status"], body["title"]) == TITLES[body["code"]]
    assert b"Traceback" not in reply.content
    return body


BODIES = [
    b" ",
    b"{",
    b"null",
    b"[]",
    b"1",
    b'"x"',
    b"\xff\xfe{}",
    b"\x00",
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"9" * 10_000,
    b"{}" * 2,
    b'{"unit": 1}',
    b'{"order": {"years": 99999999999999999999999999}}',
    b'{"order": {"years": 1e400}}',
    b'{"order": {"years": NaN}}',
    b'{"payment": {"due_on": "2026-02-30"}}',
    b'{"payment": {"due_on": "99999-01-01"}}',
    b'{"payment": {"due_on": 99999999999999999999}}',
    b'{"payment": {"due_on": "0000-00-00"}}',
    b'{"unit": {"name": "\\ud800"}}',
    b'{"unit": {"address": "\\ud800"}}',
    b'{"years": -1}',
    b'{"years": "x"}',
    b'{"due_on": "2026-13-01"}',
    b'{"due_on": ["2026-13-01"]}',
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", FORM),
        ("PUT", "/registrations/draft"),
        ("POST", "/sessions"),
        ("POST", "/sessions/refresh"),
    ],
)
def test_a_body_that_makes_no_sense(accountant: Caller, method: str, path: str, body: bytes) -> None:
    no = accountant.draft().json()["no"]
    reply = raw(accountant, method, path.format(no=no), body)
    if reply.status_code == 200:
        assert path == "/registrations/draft"  # nothing asked for is a request too
        return
    assert_problem(reply, 400, 401, 422)


@pytest.mark.parametrize("text", ["\0", "a\0b", "\u202e", "𐍈" * 100, "'; DROP TABLE units_unit; --"])
def test_odd_text_is_stored_as_it_was_typed(accountant: Caller, text: str) -> None:
    draft = accountant.draft().json()
    form = draft["form"]
    form["unit"]["address"] = text
    accountant.save(draft, form)
    assert accountant.draft().json()["form"]["unit"]["address"] == text


@pytest.mark.parametrize("text", ["\0", "\ud800", "𐍈" * 50, "%00", "x" * 100_000])
def test_odd_names_do_not_log_in(anyone: Caller, text: str) -> None:
    make_unit()
    for body in (
        {"unit_code": text, "username": "ketoan", "password": "x"},
        {"unit_code": "THCS01", "username": text, "password": "x"},
        {"unit_code": "THCS01", "username": "ketoan", "password": text},
    ):
        assert_problem(anyone.call("POST", "/sessions", body), 401, 422, 429)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"],
)
def test_another_media_type_is_refused(accountant: Caller, content_type: str) -> None:
    reply = raw(accountant, "PUT", "/registrations/draft", b"{}", content_type)
    assert assert_problem(reply, 415)["code"] == "unsupported_media_type"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"x", "multipart/form-data", 400),
        (b"x", "multipart/form-data; boundary=", 400),
        (b"x", "multipart/form-data; boundary=b", 422),
        (b"--b\r\nContent-Disposition: form-data\r\n\r\n\xff", "multipart/form-data; boundary=b", 422),
        (
            b'--b\r\nContent-Disposition: form-data; name="form_version"\r\n\r\n\xff\xfe\r\n--b--',
            "multipart/form-data; boundary=b",
            422,
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n\xff\r\n--b--",
            "multipart/form-data; boundary=b",
            422,
        ),
    ],
)
def test_a_broken_multipart_body(accountant: Caller, body: bytes, content_type: str, status: int) -> None:
    assert_problem(raw(accountant, "POST", "/registrations/260000001/submission", body, content_type), status)


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_method_that_an_address_does_not_take(accountant: Caller, method: str) -> None:
    assert_problem(raw(accountant, method, "/registrations/260000001/form", b"{}"), 405)


@pytest.mark.parametrize(
    "path", ["", "/", "/nothing", "/registrations/", "/registrations/1/2/3", "/../admin", "/licence/"]
)
def test_an_address_that_does_not_exist(accountant: Caller, path: str) -> None:
    assert assert_problem(raw(accountant, "GET", path, b""), 404)["code"] == "not_found"


@pytest.mark.parametrize(
    "no", ["0", "x", "26000000١", "9" * 400, "%00", "%ff", "..%2f..", "a'b", "%F0%90%8D%88", "-1", "1e9"]
)
def test_a_number_that_no_order_has(accountant: Caller, no: str) -> None:
    assert_problem(accountant.call("GET", f"/registrations/{no}"), 404)
    assert_problem(accountant.call("GET", f"/registrations/{no}/slip"), 404)
    assert_problem(accountant.call("PUT", f"/registrations/{no}/form", EMPTY_FORM, If_Match='"1"'), 404)
    assert_problem(accountant.call("GET", f"/submissions/{no}"), 404)


@pytest.mark.parametrize(
    "query",
    [
        *("cursor=x", "cursor=%00", "cursor=-1", "cursor=" + "9" * 199, "cursor=" + "x" * 5000),
        *("updated_since=x", "updated_since=2026-13-01T00:00:00Z", "updated_since=2026-01-01T00:00:00"),
        *("updated_since=99999-01-01T00:00:00Z", "updated_since=9" + "9" * 300, "updated_since=NaN"),
        *("updated_since=0001-01-01T00:00:00%2B14:00", "updated_since=9999-12-31T23:59:59-14:00"),
    ],
)
def test_a_query_that_makes_no_sense(accountant: Caller, query: str) -> None:
    assert_problem(accountant.call("GET", f"/registrations?{query}"), 400, 422)


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer x", "Basic eDp4", "Bearer \u00ff", "x" * 5000]
)
@pytest.mark.parametrize("path", ["/licence", "/registrations", "/submissions/x", "/registrations/260000001"])
def test_without_a_good_token_nothing_is_shown(anyone: Caller, header: str, path: str) -> None:
    reply = anyone.client.get(f"/api/v1{path}", headers={"Authorization": header} if header else {})
    assert assert_problem(reply, 401)["code"] == "session_expired"


@pytest.mark.parametrize("length", ["99999999999", "12000001"])
def test_a_request_over_the_limit_is_refused_before_it_is_read(anyone: Caller, length: str) -> None:
    reply = anyone.client.generic("POST", "/api/v1/sessions", b"{}", CONTENT_LENGTH=length)
    assert_problem(reply, 413)


def test_a_json_body_over_its_limit_is_refused(accountant: Caller) -> None:
    body = json.dumps({"unit": {"name": "x" * 2_000_000}}).encode()
    assert_problem(raw(accountant, "PUT", "/registrations/draft", body), 413)


def test_another_host_is_refused(anyone: Caller) -> None:
    assert_problem(anyone.client.get("/api/v1/health", headers={"Host": "evil.example"}), 400)


def test_an_unexpected_error_is_a_problem_without_details(
    accountant: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("qlts_licensor.api.routes_licence.current_licence", broken)
    reply = accountant.call("GET", "/licence")
    assert assert_problem(reply, 500)["code"] == "server_error"
    assert b"secret" not in reply.content
    assert reply.headers["X-Request-Id"] in caplog.text


def test_every_good_reply_has_a_request_id_of_its_own(accountant: Caller) -> None:
    ids = {accountant.call("GET", path).headers["X-Request-Id"] for path in ("/health", "/keys", "/licence")}
    assert len(ids) == 3
