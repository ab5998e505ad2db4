"""A licence is believed only when it verifies, kept, and never replaced by an older one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, timedelta

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.ports import LicencePort
from tests.services.conftest import NOW_UTC, Client
from tests.services.http_double import HttpDouble, Reply, Seen, json_reply, problem
from tests.services.issuer import NOW, Issuer
from tests.services.licensor_double import LicensorDouble

Start = Callable[[], Client]
JSON = {"Content-Type": "application/json"}


def refused(call: Callable[[], object]) -> ErrorCode:
    with pytest.raises(OperationError) as caught:
        call()
    return caught.value.code


def test_it_is_the_port(client: Client):
    port: LicencePort = client.licences
    assert port.cached("DEMO01") is None


def test_a_fetched_licence_is_there_at_the_next_start(start: Start, double: HttpDouble):
    held = start().log_in().licences.refresh()
    assert held.licence.serial == 7
    assert held.licence.timetable[0].stage is Stage.EXPIRING
    asked = len(double.seen)
    assert start().licences.cached("DEMO01") == held
    assert len(double.seen) == asked


def test_the_licensors_signed_time_says_when_it_was_confirmed(client: Client):
    assert client.log_in().licences.refresh().refreshed_at == NOW.astimezone(UTC)


@pytest.mark.parametrize("answered", ["nothing", "another nonce", "garbage"])
def test_a_time_that_is_not_over_this_request_does_not_count(client, licensor_double, issuer, answered):
    signed = {"nothing": "", "another nonce": issuer.time("AAAAAAAAAAAAAAAAAAAAAA"), "garbage": "a.b.c"}[answered]
    file = issuer.licence()
    client.pc.now = NOW_UTC + timedelta(days=400)
    licensor_double.overrides["GET", "/licence"] = lambda _seen: json_reply({"licence": file}, QLTS_Time=signed)
    assert client.log_in().licences.refresh().refreshed_at == client.pc.now


def test_a_time_that_came_too_late_does_not_count(client: Client, licensor_double: LicensorDouble):
    client.pc.now = NOW_UTC + timedelta(days=400)

    def late(seen: Seen) -> Reply:
        client.pc.seconds += 60.5
        return licensor_double._licence(seen)

    licensor_double.overrides["GET", "/licence"] = late
    assert client.log_in().licences.refresh().refreshed_at == client.pc.now


@pytest.mark.parametrize(("ahead", "good"), [(-1000, True), (0, True), (24 * 3600, True), (24 * 3600 + 1, False)])
def test_a_licence_is_compared_with_the_time_signed_in_the_same_reply(
    client, licensor_double, issuer, ahead, good
):
    """Never with the PC's clock, which is years off here."""
    client.pc.now = NOW_UTC - timedelta(days=3000)
    signed = NOW - timedelta(seconds=ahead)
    licensor_double.signed_at = signed
    if good:
        assert client.log_in().licences.refresh().refreshed_at == signed.astimezone(UTC)
    else:
        assert refused(client.log_in().licences.refresh) is ErrorCode.LICENCE_FROM_THE_FUTURE
        assert client.licences.cached("DEMO01") is None


def test_after_a_licence_from_the_future_the_one_held_stays(client: Client, licensor_double: LicensorDouble):
    first = client.log_in().licences.refresh()
    licensor_double.serial += 1
    licensor_double.signed_at = NOW - timedelta(days=2)
    assert refused(client.licences.refresh) is ErrorCode.LICENCE_FROM_THE_FUTURE
    kept = client.licences.cached("DEMO01")
    assert kept is not None
    assert kept.licence == first.licence


def test_an_unchanged_licence_is_not_sent_again(client: Client, double: HttpDouble):
    first = client.log_in().licences.refresh()
    second = client.licences.refresh()
    licence_calls = [seen for seen in double.seen if seen.path.startswith("/api/v1/licence")]
    assert [seen.headers.get("if-none-match") for seen in licence_calls] == [None, '"7"']
    assert second == first
    nonces = {seen.path.partition("nonce=")[2] for seen in licence_calls}
    assert len(nonces) == 2
    assert {len(nonce) for nonce in nonces} == {22}


def test_a_newer_licence_takes_its_place(client: Client, licensor_double: LicensorDouble):
    client.log_in().licences.refresh()
    licensor_double.serial = 8
    assert client.licences.refresh().licence.serial == 8
    cached = client.licences.cached("DEMO01")
    assert cached is not None
    assert cached.licence.serial == 8


def test_an_older_serial_is_refused_and_the_newer_stays(client: Client, licensor_double: LicensorDouble):
    client.log_in().licences.refresh()
    licensor_double.serial = 6
    assert refused(client.licences.refresh) is ErrorCode.LICENCE_OLDER_SERIAL
    cached = client.licences.cached("DEMO01")
    assert cached is not None
    assert cached.licence.serial == 7


def forged(issuer: Issuer, kind: str) -> str:
    file = issuer.licence()
    return {
        "another unit": issuer.licence(unit="DEMO02"),
        "unknown key": Issuer().licence(),
        "changed": file[:-8] + ("AAAAAAA" if file[-8:-1] != "AAAAAAA" else "BBBBBBB") + file[-1],
        "another kind of file": issuer.offer(),
        "no file": "not a licence",
    }[kind]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("another unit", ErrorCode.LICENCE_OTHER_UNIT),
        ("unknown key", ErrorCode.LICENCE_KEY_UNKNOWN),
        ("changed", ErrorCode.LICENCE_SIGNATURE_WRONG),
        ("another kind of file", ErrorCode.LICENCE_WRONG_TYPE),
        ("no file", ErrorCode.LICENCE_DAMAGED),
    ],
)
def test_a_licence_that_is_not_right_is_refused_and_not_kept(client, licensor_double, issuer, kind, code):
    client.log_in()
    licensor_double.overrides["GET", "/licence"] = lambda _seen: json_reply({"licence": forged(issuer, kind)})
    assert refused(client.licences.refresh) is code
    assert client.licences.cached("DEMO01") is None


def change_kept_file(client: Client, file: str) -> None:
    client.store.close()
    raw = sqlite3.connect(client.store._database._path)
    with raw:
        raw.execute("UPDATE licence SET file = ?", (file,))
    raw.close()


def test_a_changed_cache_is_refused_and_fetched_whole(client: Client, issuer: Issuer):
    good = client.log_in().licences.refresh()
    change_kept_file(client, forged(issuer, "changed"))
    assert refused(lambda: client.licences.cached("DEMO01")) is ErrorCode.LICENCE_SIGNATURE_WRONG
    assert client.licences.refresh() == good
    assert client.licences.cached("DEMO01") == good


@pytest.mark.parametrize("kept", ["cut", "garbage", "empty"])
def test_a_damaged_cache_is_told_from_a_changed_one_and_fetched_whole(client: Client, issuer: Issuer, kept):
    good = client.log_in().licences.refresh()
    change_kept_file(client, {"cut": good.file[:-40], "garbage": "\x00\x01", "empty": ""}[kept])
    assert refused(lambda: client.licences.cached("DEMO01")) is ErrorCode.LICENCE_DAMAGED
    assert client.licences.refresh() == good
    assert client.licences.cached("DEMO01") == good


@pytest.mark.parametrize(
    ("column", "value"), [("refreshed_at", "yesterday"), ("serial", "seven"), ("file", b"\xff"), ("etag", 1.5)]
)
def test_a_damaged_row_stops_nothing_and_is_replaced(client: Client, column, value):
    good = client.log_in().licences.refresh()
    client.store.close()
    raw = sqlite3.connect(client.store._database._path)
    with raw:
        raw.execute(f"UPDATE licence SET {column} = ?", (value,))
    raw.close()
    if column != "etag":  # its column turns any number into text
        assert refused(lambda: client.licences.cached("DEMO01")) is ErrorCode.LICENCE_DAMAGED
    assert client.licences.refresh() == good
    assert client.licences.cached("DEMO01") == good


def test_another_units_licence_put_in_the_cache_is_refused(client: Client, issuer: Issuer):
    client.log_in().licences.refresh()
    change_kept_file(client, issuer.licence(unit="DEMO02"))
    assert refused(lambda: client.licences.cached("DEMO01")) is ErrorCode.LICENCE_OTHER_UNIT


def test_an_older_genuine_file_put_in_the_cache_is_refused(client: Client, issuer: Issuer):
    client.log_in().licences.refresh()
    change_kept_file(client, issuer.licence(serial=3))
    assert refused(lambda: client.licences.cached("DEMO01")) is ErrorCode.LICENCE_OLDER_SERIAL


def test_an_unchanged_answer_to_nothing_is_not_understood(client: Client, licensor_double: LicensorDouble):
    licensor_double.overrides["GET", "/licence"] = lambda _seen: Reply(304, b"", {})
    client.log_in()
    assert refused(client.licences.refresh) is ErrorCode.REPLY_NOT_UNDERSTOOD


def test_a_unit_without_a_term_has_no_licence(client: Client, licensor_double: LicensorDouble):
    licensor_double.overrides["GET", "/licence"] = lambda _seen: problem(404, "no_licence")
    client.log_in()
    assert refused(client.licences.refresh) is ErrorCode.NO_LICENCE


def test_nobody_logged_in_asks_nothing(client: Client, double: HttpDouble):
    assert refused(client.licences.refresh) is ErrorCode.SESSION_EXPIRED
    assert double.seen == []


def test_a_store_that_cannot_keep_it_takes_no_right_away(client: Client, tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    held = client.log_in().licences.refresh()
    assert held.licence.serial == 7
    assert client.licences.cached("DEMO01") is None


def test_units_on_one_pc_do_not_see_each_others_licence(client: Client):
    client.log_in().licences.refresh()
    assert client.licences.cached("DEMO02") is None


# --- revoked keys -------------------------------------------------------------------------------------------


def test_a_revoked_key_is_refused_also_at_the_next_start(start: Start, licensor_double, issuer):
    first = start().log_in()
    first.licences.refresh()
    licensor_double.overrides["GET", "/keys"] = lambda _seen: json_reply(issuer.keys(issuer.key.kid, serial=2))
    assert refused(first.licences.refresh) is ErrorCode.LICENCE_KEY_REVOKED
    assert refused(lambda: start().licences.cached("DEMO01")) is ErrorCode.LICENCE_KEY_REVOKED


def test_a_list_of_revoked_keys_by_somebody_else_changes_nothing(client, licensor_double, issuer):
    foreign = Issuer().keys(issuer.key.kid, serial=99)
    licensor_double.overrides["GET", "/keys"] = lambda _seen: json_reply(foreign)
    assert client.log_in().licences.refresh().licence.serial == 7


def test_without_the_list_the_licence_is_fetched_all_the_same(client, licensor_double):
    licensor_double.overrides["GET", "/keys"] = lambda _seen: problem(503, "unavailable")
    assert client.log_in().licences.refresh().licence.serial == 7


# --- a licence that comes with a submission -----------------------------------------------------------------


def test_an_adopted_licence_is_kept(client: Client, issuer: Issuer):
    owner = client.log_in().sessions.owner()
    held = client.licences.adopt(owner, issuer.licence(serial=9))
    assert client.licences.cached("DEMO01") == held


def test_an_adopted_older_one_gives_way_to_the_one_held(client: Client, issuer: Issuer):
    client.log_in()
    held = client.licences.refresh()
    assert client.licences.adopt(client.sessions.owner(), issuer.licence(serial=5)) == held
    assert client.store.licence(Owner(client.api.url, "DEMO01")).serial == 7
