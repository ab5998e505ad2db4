"""The trusted clock on a disk: what survives a restart, what another licensor's clock may do, wrong PCs."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.ports import ClockPort
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trusted_clock import TrustedClock, counted_seconds
from tests.services.conftest import NOW_UTC, QUICK, Client, FixedAccess, PcDouble
from tests.services.http_double import HttpDouble, Reply, Seen, http_double, json_reply
from tests.services.issuer import NOW, Issuer
from tests.services.licensor_double import LicensorDouble
from tests.services.test_tls import Authority

Start = Callable[[], Client]
DAY = timedelta(days=1)


def test_it_is_the_port(client: Client):
    port: ClockPort = client.clock
    assert port.reading().now == NOW_UTC


def test_the_counted_seconds_go_on():
    first = counted_seconds()
    assert counted_seconds() >= first


@pytest.mark.parametrize("off", [-365 * DAY, 3650 * DAY, -2 * DAY, 2 * DAY])
def test_the_licensors_time_is_gone_by_however_wrong_the_pc_is(client: Client, off: timedelta):
    client.pc.now = NOW_UTC + off
    client.log_in().licences.refresh()
    reading = client.clock.reading()
    assert (reading.now, reading.is_pc_wrong) == (NOW, True)
    client.pc.seconds += 3600
    client.pc.now += timedelta(days=77)
    assert client.clock.reading().now == NOW + timedelta(hours=1)


def test_a_pc_set_back_after_a_restart_is_told_and_not_believed(start: Start, pc: PcDouble):
    start().log_in().licences.refresh()
    pc.now, pc.seconds = NOW_UTC - 365 * DAY, 5.0
    later = start()
    later.sessions.resume()
    assert later.licences.cached("DEMO01") is not None
    reading = later.clock.reading()
    assert (reading.day, reading.pc_day) == (date(2026, 11, 23), date(2025, 11, 23))
    assert reading.is_pc_wrong


def test_a_pc_put_right_is_believed_again(start: Start, pc: PcDouble):
    start().log_in().licences.refresh()
    pc.now = NOW_UTC - 365 * DAY
    assert start().clock.reading().is_pc_wrong
    pc.now = NOW_UTC + 5 * DAY
    reading = start().clock.reading()
    assert (reading.now, reading.is_pc_wrong) == (pc.now, False)


def test_a_run_with_a_date_far_ahead_counts_for_a_month_and_a_refresh_heals_it(start: Start, pc: PcDouble):
    start().log_in().licences.refresh()
    pc.now = NOW_UTC + 3650 * DAY
    start().clock.remember()
    pc.now = NOW_UTC + DAY
    behind = start()
    assert behind.clock.reading().day == date(2026, 12, 23)
    behind.log_in().licences.refresh()
    assert behind.clock.reading().day == date(2026, 11, 23)
    assert start().clock.reading().now == pc.now


def test_the_licence_at_hand_proves_that_its_issue_has_passed(
    client: Client, pc: PcDouble, issuer: Issuer, tmp_path: Path
):
    path = tmp_path / "l.jws"
    path.write_text(issuer.licence())
    pc.now = NOW_UTC - 400 * DAY
    assert client.clock.reading().day == date(2025, 10, 19)
    client.licences.take_file(path, "DEMO01")
    assert client.clock.reading().day == date(2026, 11, 23)


def test_without_signed_time_the_clock_does_not_run_away(client: Client, pc: PcDouble):
    """The PC is right; every look and every note of a run leaves its day what it is."""
    client.clock.licence_held(NOW_UTC)
    for hour in range(1, 24 * 20):
        pc.now, pc.seconds = NOW_UTC + timedelta(hours=hour), 1000.0 + 3600 * hour
        client.clock.remember()
        reading = client.clock.reading()
        assert (reading.now, reading.is_pc_wrong) == (pc.now, False)


def test_a_licence_held_late_counts_from_then(client: Client, pc: PcDouble):
    assert client.clock.reading().now == pc.now
    pc.now, pc.seconds = NOW_UTC + 3 * DAY, 1000.0 + 3 * 86400
    client.clock.licence_held(pc.now - timedelta(hours=1))
    assert (client.clock.reading().now, client.clock.reading().is_pc_wrong) == (pc.now, False)
    pc.now -= 400 * DAY
    assert client.clock.reading().now == NOW_UTC + 3 * DAY - timedelta(hours=1)


def test_each_licensor_has_a_memory_of_its_own(client: Client):
    client.log_in().licences.refresh()
    client.pc.now = NOW_UTC - 100 * DAY
    assert client.clock.reading().is_pc_wrong
    with http_double() as other:
        client.api.use_server(other.url)
        assert not client.clock.reading().is_pc_wrong


@pytest.mark.parametrize("kept", ["", "yesterday", "2026-11-23T09:00:00", "9" * 4000, "0001-01-01T00:00:00+14:00"])
def test_what_somebody_wrote_into_the_store_breaks_nothing(client: Client, tmp_path: Path, kept: str):
    client.store.keep_clock(client.api.url, NOW_UTC, NOW_UTC)
    with sqlite3.connect(tmp_path / "data" / "store.sqlite3") as raw:
        raw.execute("UPDATE clock SET signed_at = ?, last_run = ?", (kept, kept))
    raw.close()
    assert client.clock.reading().now == NOW_UTC


@pytest.mark.parametrize(
    "claimed", ["1970-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "2026-11-23T09:00:00"]
)
def test_an_absurd_signed_time_is_left_aside(
    client: Client, licensor_double: LicensorDouble, issuer: Issuer, claimed: str, caplog: pytest.LogCaptureFixture
):
    file = issuer.licence()

    def absurd(seen: Seen) -> Reply:
        (nonce,) = parse_qs(urlsplit(seen.path).query)["nonce"]
        time = issuer.signed("qlts-time+jws", {"nonce": nonce, "now": claimed})
        return json_reply({"licence": file}, QLTS_Time=time)

    licensor_double.overrides["GET", "/licence"] = absurd
    client.pc.now = NOW_UTC + 3 * DAY
    assert client.log_in().licences.refresh().licence.serial == 7
    assert client.clock.reading().now == client.pc.now
    assert "signed time is not used" in caplog.text


def test_a_serial_that_bit_rot_has_raised_does_not_lock_the_unit_out(start: Start, tmp_path: Path):
    client = start().log_in()
    client.licences.refresh()
    with sqlite3.connect(tmp_path / "data" / "store.sqlite3") as raw:
        raw.execute("UPDATE licence SET serial = 9000000")
    raw.close()
    with pytest.raises(OperationError) as caught:
        client.licences.cached("DEMO01")
    assert caught.value.code is ErrorCode.LICENCE_OLDER_SERIAL
    assert client.licences.refresh().licence.serial == 7
    kept = start().licences.cached("DEMO01")
    assert kept is not None
    assert kept.licence.serial == 7


def test_an_older_file_does_not_get_in_by_a_raised_serial(client: Client, issuer: Issuer, tmp_path: Path):
    client.log_in().licences.refresh()
    with sqlite3.connect(tmp_path / "data" / "store.sqlite3") as raw:
        raw.execute("UPDATE licence SET serial = 9000000")
    raw.close()
    path = tmp_path / "old.jws"
    path.write_text(issuer.licence(3))
    with pytest.raises(OperationError) as caught:
        client.licences.take_file(path, "DEMO01")
    assert caught.value.code is ErrorCode.LICENCE_OLDER_SERIAL


def test_a_log_out_before_anybody_was_asked_forgets_the_remembered_account(start: Start, pc: PcDouble):
    start().log_in()
    later = start()
    assert later.sessions.remembered_account() is not None
    later.sessions.log_out()
    assert later.sessions.remembered_account() is None
    assert start().sessions.resume() is None


# --- where TLS fails because of the clock ---------------------------------------------------------------------


def answers_time(issuer: Issuer, double: HttpDouble) -> None:
    def reply(seen: Seen) -> Reply:
        (nonce,) = parse_qs(urlsplit(seen.path).query)["nonce"]
        assert len(base64.urlsafe_b64decode(nonce + "==")) == 16
        return json_reply({"time": issuer.time(nonce)})

    double.answers_by(reply)


def ask_with_a_broken_clock(tls: HttpDouble, plain: HttpDouble, issuer: Issuer, folder: Path) -> TrustedClock:
    """A call that fails for the PC's date, and what is known of time after it."""
    limits = QUICK.__class__(connect=1.0, read=1.0, whole=3.0, plain_port=int(plain.url.rpartition(":")[2]))
    api = LicensorApi(tls.url, limits=limits, pause=lambda _seconds: None)
    api.authorise_with(FixedAccess())
    store = LocalStore(folder / "store.sqlite3")
    clock = TrustedClock(store, lambda: api.url, pc=lambda: datetime(2020, 5, 1, tzinfo=UTC))
    times = TimeCheck(api, LicenceVerifier(issuer.root), clock)
    api.tell_of_wrong_clock(times.ask_plainly)
    try:
        with pytest.raises(OperationError) as caught:
            api.registrations()
        assert caught.value.code is ErrorCode.CLOCK_BREAKS_TLS
        return clock
    finally:
        api.close()
        store.close()


def test_a_pc_that_cannot_do_tls_learns_the_date_over_plain_http(
    tmp_path: Path, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
):
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with http_double(tls=authority.serving(-30, -1)) as tls, http_double() as plain:
        answers_time(issuer, plain)
        clock = ask_with_a_broken_clock(tls, plain, issuer, tmp_path)
        reading = clock.reading()
        assert (reading.day, reading.is_pc_wrong) == (date(2026, 11, 23), True)
        (asked,) = plain.seen
        assert asked.path.startswith("/api/v1/time?nonce=")
        assert "authorization" not in asked.headers


@pytest.mark.parametrize("answer", ["nothing", "forged", "replayed"])
def test_nobody_can_set_the_clock_over_plain_http(
    tmp_path: Path, issuer: Issuer, monkeypatch: pytest.MonkeyPatch, answer: str
):
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))

    def reply(seen: Seen) -> Reply:
        (nonce,) = parse_qs(urlsplit(seen.path).query)["nonce"]
        if answer == "nothing":
            return Reply(200, b"<html>", {"Content-Type": "text/html"})
        if answer == "forged":
            return json_reply({"time": Issuer().time(nonce)})
        return json_reply({"time": issuer.time("AAAAAAAAAAAAAAAAAAAAAA")})

    with http_double(tls=authority.serving(-30, -1)) as tls, http_double() as plain:
        plain.answers_by(reply)
        clock = ask_with_a_broken_clock(tls, plain, issuer, tmp_path)
        assert clock.reading().day == date(2020, 5, 1)


# --- a licence file that somebody has brought -----------------------------------------------------------------


def test_a_brought_file_is_kept_like_a_fetched_one(start: Start, issuer: Issuer, tmp_path: Path):
    path = tmp_path / "Giấy phép mới.jws"
    path.write_text(f"\ufeff{issuer.licence(8)}\r\n", "utf-8")
    held = start().licences.take_file(path, "DEMO01")
    assert (held.licence.serial, held.refreshed_at) == (8, NOW)
    assert start().licences.cached("DEMO01") == held


def test_the_same_file_again_changes_nothing(client: Client, issuer: Issuer, tmp_path: Path):
    first = client.log_in().licences.refresh()
    path = tmp_path / "l.jws"
    path.write_text(issuer.licence(7))
    assert client.licences.take_file(path, "DEMO01") == first


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("older", ErrorCode.LICENCE_OLDER_SERIAL),
        ("other unit", ErrorCode.LICENCE_OTHER_UNIT),
        ("offer", ErrorCode.LICENCE_WRONG_TYPE),
        ("cut", ErrorCode.LICENCE_DAMAGED),
        ("changed", ErrorCode.LICENCE_SIGNATURE_WRONG),
        ("forged", ErrorCode.LICENCE_KEY_UNKNOWN),
        ("empty", ErrorCode.LICENCE_DAMAGED),
        ("picture", ErrorCode.LICENCE_WRONG_TYPE),
        ("missing", ErrorCode.FILE_UNREADABLE),
    ],
)
def test_a_file_that_is_not_good_leaves_the_licence_held(
    client: Client, issuer: Issuer, tmp_path: Path, content: str, code: ErrorCode
):
    held = client.log_in().licences.refresh()
    path = tmp_path / "brought.jws"
    if content == "picture":
        path.write_bytes(bytes(range(256)) * 50)
    elif content != "missing":
        good = issuer.licence(9)
        head, payload, signature = good.split(".")
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
        claims["users"] = 500
        richer = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
        texts = {
            "older": issuer.licence(6),
            "other unit": issuer.licence(9, unit="KHAC"),
            "offer": issuer.offer(),
            "cut": good[: len(good) // 2],
            "changed": f"{head}.{richer}.{signature}",
            "forged": Issuer().licence(9),
            "empty": "",
        }
        path.write_text(texts[content])
    with pytest.raises(OperationError) as caught:
        client.licences.take_file(path, "DEMO01")
    assert caught.value.code is code
    assert client.licences.cached("DEMO01") == held
