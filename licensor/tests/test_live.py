"""The real process: served by granian, on its own database, stopped by a signal."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from licensor.tests.scenarios import day
from licensor.tests.sending import BOUNDARY, multipart


@dataclass(frozen=True)
class Live:
    """A running service."""

    process: subprocess.Popen[bytes]
    manifest: dict[str, Any]
    data: Path

    def call(
        self, method: str, path: str, body: bytes = b"", token: str = "", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request over a connection of its own."""
        address = urlsplit(self.manifest["url"])
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        names = {"Content-Type": "application/json"}
        names.update({name.replace("_", "-"): value for name, value in headers.items()})
        if token:
            names["Authorization"] = f"Bearer {token}"
        try:
            connection.request(method, f"/api/v1{path}", body, names)
            reply = connection.getresponse()
            return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()
        finally:
            connection.close()

    def json(self, method: str, path: str, body: object = None, token: str = "", **headers: str) -> Any:
        """One request with JSON both ways."""
        content = b"" if body is None else json.dumps(body).encode()
        return json.loads(self.call(method, path, content, token, **headers)[2])

    def log_in(self, state: str) -> tuple[str, str]:
        """A session of the demo's unit in a stage: token and unit code."""
        account = next(item for item in self.manifest["accounts"] if item["state"] == state)
        who = {name: account[name] for name in ("unit_code", "username", "password")}
        return self.json("POST", "/sessions", who)["access_token"], account["unit_code"]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("QLTS_", "DJANGO_"))}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    data = tmp_path_factory.mktemp("live")
    log = (data / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "qlts_licensor", "serve", "--demo", "--data", str(data), "--port", "0"],
        stdout=log,
        stderr=subprocess.STDOUT,
        env=environment(),
    )
    try:
        deadline = time.monotonic() + 60
        while not (data / "demo.json").exists():
            assert process.poll() is None, (data / "log").read_text()
            assert time.monotonic() < deadline, (data / "log").read_text()
            time.sleep(0.05)
        yield Live(process, json.loads((data / "demo.json").read_text()), data)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def sent_form(live: Live, token: str, unit: str) -> tuple[dict[str, Any], bytes]:
    draft = live.json("PUT", "/registrations/draft", {}, token)
    form = draft["form"]
    form["payment"] = {"due_on": day(30), "consent": True}
    saved = live.json("PUT", f"/registrations/{draft['no']}/form", form, token, If_Match=f'"{draft["version"]}"')
    draft = {**draft, "form": form, "version": saved["version"]}
    return draft, multipart(draft, unit)


def submit(live: Live, no: str, body: bytes, token: str, key: str) -> tuple[int, dict[str, str], bytes]:
    content_type = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"Content_Type": content_type, "Idempotency_Key": key}
    return live.call("POST", f"/registrations/{no}/submission", body, token, **headers)


def test_from_login_to_receipt_and_the_same_key_again(live: Live) -> None:
    token, unit = live.log_in("expiring")
    draft, body = sent_form(live, token, unit)
    key = str(uuid.uuid4())
    status, headers, answer = submit(live, draft["no"], body, token, key)
    assert status == 201, answer
    assert headers["x-request-id"]
    assert submit(live, draft["no"], body, token, key)[2] == answer
    assert live.call("GET", f"/submissions/{key}", token=token)[2] == answer
    items = live.json("GET", "/registrations", token=token)["items"]
    assert [item["no"] for item in items] == [draft["no"]]


def test_two_submissions_with_one_key_at_once_make_one_order(live: Live) -> None:
    token, unit = live.log_in("overdue_early")
    draft, body = sent_form(live, token, unit)
    key = str(uuid.uuid4())
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: submit(live, draft["no"], body, token, key), range(4)))
    statuses = [status for status, _, _ in answers]
    assert 201 in statuses
    assert set(statuses) <= {201, 409}
    for status, headers, answer in answers:
        if status == 409:
            assert json.loads(answer)["code"] == "in_progress"
            assert int(headers["retry-after"]) > 0
    assert len({answer for status, _, answer in answers if status == 201}) == 1
    assert len(live.json("GET", "/registrations", token=token)["items"]) == 1


def test_recovery_requests_at_once_make_one(live: Live) -> None:
    token, _unit = live.log_in("cut_off")
    body = json.dumps({"contact": "Trịnh Xuân Thủy", "phone": "0917 890 123", "period": "Năm 2025"}).encode()
    same, path = str(uuid.uuid4()), "/data-recovery-requests"
    keys = [same, same, str(uuid.uuid4()), same, str(uuid.uuid4())]
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda key: live.call("POST", path, body, token, Idempotency_Key=key), keys))
    (filed,) = live.json("GET", path, token=token)["items"]
    for status, _headers, answer in answers:
        told = json.loads(answer)
        assert told == filed if status == 201 else (status, told["code"]) == (409, "recovery_open")
    assert 201 in [status for status, _headers, _answer in answers]


def test_a_refused_body_does_not_end_the_connection(live: Live) -> None:
    address = urlsplit(live.manifest["url"])
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    headers = {"Content-Type": "application/json", "Authorization": "Bearer of-nobody", "If-Match": '"1"'}
    connection.connect()
    first = connection.sock
    for size in (100, 3_000, 60_000, 900_000) * 15:
        connection.request("PUT", "/api/v1/registrations/1/form", b"x" * size, headers)
        reply = connection.getresponse()
        assert (reply.status, json.loads(reply.read())["code"]) == (401, "session_expired")
        assert connection.sock is first, f"closed after {size} bytes"
        connection.request("POST", "/api/v1/sessions/refresh", b'{"refresh_token": "of-nobody"}', headers)
        reply = connection.getresponse()
        assert (reply.status, bool(reply.read())) == (401, True)
    connection.close()


def test_the_demo_shows_each_stage(live: Live) -> None:
    states = {account["state"] for account in live.manifest["accounts"]}
    assert states >= {
        *("active", "expiring", "overdue_early", "overdue_late", "cut_off", "committed", "commitment_due"),
        *("payment_in_review", "commitment_lapsed", "renewed", "history", "viewer"),
    }


def test_the_staff_console_shows_its_login(live: Live) -> None:
    address = urlsplit(live.manifest["staff"]["url"])
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
    connection.request("GET", f"{address.path}login/")
    reply = connection.getresponse()
    assert reply.status == 200
    assert "QLTS" in reply.read().decode()
    connection.request("GET", "/static/admin/css/base.css")
    assert connection.getresponse().status == 200
    connection.close()


def test_private_files_are_the_users_own(live: Live) -> None:
    private = [live.data / "demo.json", live.data / "secret.key", *(live.data / "keys").glob("[!t]*.json")]
    assert [path.name for path in private if path.stat().st_mode & 0o077] == []


def test_a_term_signal_stops_it_cleanly(tmp_path: Path, live: Live) -> None:
    """After the other tests of this module: the shared service is not touched, one of its own is started."""
    process = subprocess.Popen(
        [sys.executable, "-m", "qlts_licensor", "serve", "--data", str(live.data), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
    )
    assert process.stdout
    assert process.stdout.readline().startswith(b"http://127.0.0.1:")
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=20)
    assert (process.returncode, b"Traceback" in output) == (0, False), output
