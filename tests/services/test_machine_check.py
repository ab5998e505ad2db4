"""*Kiểm tra máy*: every line's outcomes, by real folders, servers, proxies, printers and drivers."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from asn1crypto import cms, core, tsp
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.services import machine_check, machine_places
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.machine_check import Subject, check_machine, in_order
from qlts_desktop.services.machine_network import look_at_proxy, look_at_signed_time, look_at_time_stamps
from qlts_desktop.services.machine_places import look_at_folders, look_at_fonts, look_at_versions, look_at_zone
from qlts_desktop.services.machine_port import Area, Finding, State
from qlts_desktop.services.machine_printers import look_at_printers
from qlts_desktop.services.signing.tokens import ModuleReport, look_for_tokens
from qlts_desktop.services.time_check import TimeCheck
from tests.no_writing import fill, small_disk, unwritable
from tests.print_queue import PrintServer, running_print_server
from tests.services.http_double import HttpDouble, Reply, Seen, http_double, json_reply
from tests.services.issuer import Issuer
from tests.services.signing.soft_token import bad_module

SERVER = "https://qlts.example.vn"


class Unheard:
    """A clock that remembers what was confirmed."""

    def __init__(self) -> None:
        self.confirmed: list[datetime] = []

    def confirm(self, signed: datetime) -> None:
        self.confirmed.append(signed)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# --- places ---------------------------------------------------------------------------------------------


def folders(data: Path) -> dict[Area, Finding]:
    return {one.area: one for one in look_at_folders(data)}


def test_a_folder_that_is_not_there_yet_is_judged_by_the_one_it_will_be_in(tmp_path: Path) -> None:
    found = folders(tmp_path / "a" / "b")[Area.FOLDER]
    assert (found.state, found.reason) == (State.GOOD, "writable")
    assert found.details["path"] == str(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == [], "nothing is made, nothing is left"


def test_folders_that_cannot_be_written_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with unwritable(tmp_path / "data") as folder:
        monkeypatch.setattr(machine_places.tempfile, "tempdir", str(folder))
        found = folders(folder)
    assert (found[Area.FOLDER].state, found[Area.FOLDER].reason) == (State.FAILED, "not_writable")
    assert found[Area.TEMPORARY].reason == "not_writable"


def test_documents_elsewhere_stand_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert folders(tmp_path)[Area.DOCUMENTS].reason == "missing"
    (tmp_path / "Documents").mkdir()
    assert folders(tmp_path)[Area.DOCUMENTS].reason == "writable"
    with unwritable(tmp_path / "Documents"):
        found = folders(tmp_path)[Area.DOCUMENTS]
    assert (found.state, found.reason) == (State.WARNING, "not_writable")


def test_a_small_and_a_full_disk_are_told_apart(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 256) as disk:
        small = folders(disk)[Area.FOLDER]
        fill(disk)
        full = folders(disk)[Area.FOLDER]
    assert (small.state, small.reason) == (State.WARNING, "little_space")
    assert (full.state, full.reason) == (State.FAILED, "full")


def test_fonts_are_complete_missing_or_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [one.reason for one in look_at_fonts()] == ["complete"]
    damaged = tmp_path / "x.ttf"
    damaged.write_bytes(b"<html>")

    def file_of(name: str) -> Path:
        if name == machine_places.FONTS[0]:
            return damaged
        return tmp_path / "none.ttf"

    monkeypatch.setattr(machine_places, "font_file", file_of)
    monkeypatch.setattr(machine_places, "FONTS", machine_places.FONTS[:2])
    assert [(one.reason, one.state) for one in look_at_fonts()] == [
        ("damaged", State.FAILED),
        ("missing", State.FAILED),
    ]


def test_versions_are_named() -> None:
    details = look_at_versions().details
    assert set(details) == {"program", "build", "system", "machine", "python", "qt", "pyhanko", "openssl"}
    assert "?" not in details.values()


@pytest.mark.parametrize(
    ("zone", "reason"), [("Asia/Ho_Chi_Minh", "vietnam_time"), ("Europe/Berlin", "other_zone")]
)
def test_the_time_zone_is_seen(zone: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        found = look_at_zone(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found.reason == reason


# --- network --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxy", "direct", "reason", "address"),
    [
        ("", "", "none", None),
        ("http://proxy.vn:3128", "", "used", "proxy.vn:3128"),
        ("proxy.vn:3128", "", "used", "proxy.vn:3128"),
        ("http://lan:bimat@proxy.vn:3128/bimat?bimat#bimat", "", "used", "proxy.vn:3128"),
        ("lan:bimat@proxy.vn", "", "used", "proxy.vn"),
        ("http://lan:bi@mat@proxy.vn:3128", "", "damaged", None),
        ("http://lan:bi/mat@proxy.vn:3128", "", "damaged", None),
        ("http://proxy.vn:bimat", "", "damaged", None),
        ("http://proxy.vn:3128", "example.vn", "none", None),
    ],
)
def test_the_proxy_that_requests_would_use_is_named_without_its_secrets(
    proxy: str, direct: str, reason: str, address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    monkeypatch.setenv("no_proxy", direct)
    found = look_at_proxy(SERVER)
    assert (found.reason, found.details.get("address")) == (reason, address)


@given(secret=st.text("abcXYZ019:@/#?%&=. ", min_size=3).map(lambda text: f"bi{text}mat"))
def test_no_part_of_a_proxys_password_is_shown(secret: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("https_proxy", f"http://lan:{secret}@proxy.vn:3128")
        patch.setenv("no_proxy", "")
        found = look_at_proxy(SERVER)
    assert found.details in ({}, {"address": "proxy.vn:3128"})


def signed_time(
    difference: timedelta = timedelta(), issuer: Issuer | None = None, known: Issuer | None = None
) -> tuple[Finding, Unheard]:
    """What is found where the licensor's clock and the PC's differ."""
    issuer = issuer or Issuer()
    licensors = datetime.now(UTC)
    clock = Unheard()

    def answer(seen: Seen) -> Reply:
        (nonce,) = parse_qs(urlsplit(seen.path).query)["nonce"]
        return json_reply({"time": issuer.time(nonce, licensors)})

    with http_double() as licensor:
        licensor.answers_by(answer)
        api = LicensorApi(licensor.url)
        times = TimeCheck(api, LicenceVerifier((known or issuer).root), clock)
        try:
            return look_at_signed_time(api, times, lambda: licensors + difference), clock
        finally:
            api.close()


@pytest.mark.parametrize(
    ("difference", "state", "reason", "minutes"),
    [
        (timedelta(), State.GOOD, "agrees", "0"),
        (timedelta(minutes=5), State.GOOD, "agrees", "5"),
        (timedelta(minutes=-5), State.GOOD, "agrees", "5"),
        (timedelta(minutes=5, seconds=1), State.WARNING, "fast", "5"),
        (timedelta(minutes=-6), State.WARNING, "slow", "6"),
        (timedelta(hours=23, minutes=59), State.WARNING, "fast", "1439"),
        (timedelta(hours=24), State.FAILED, "fast", "1440"),
        (timedelta(days=-400), State.FAILED, "slow", "576000"),
    ],
)
def test_the_clock_is_compared_with_the_licensors_signed_time(
    difference: timedelta, state: State, reason: str, minutes: str
) -> None:
    found, clock = signed_time(difference)
    assert (found.state, found.reason, found.details["minutes"]) == (state, reason, minutes)
    assert len(clock.confirmed) == 1


def test_a_time_that_somebody_else_signed_counts_for_nothing() -> None:
    found, clock = signed_time(issuer=Issuer(), known=Issuer())
    assert (found.state, found.reason) == (State.WARNING, "not_confirmed")
    assert clock.confirmed == []


def test_without_a_server_no_time_is_asked() -> None:
    api = LicensorApi("")
    assert look_at_signed_time(api, TimeCheck(api, LicenceVerifier(None), Unheard())).reason == "not_asked"
    with http_double() as licensor:
        url = licensor.url
    api = LicensorApi(url)
    found = look_at_signed_time(api, TimeCheck(api, LicenceVerifier(None), Unheard()))
    assert found.reason == "not_asked"
    api.close()


def stamp(seen: Seen, *, status: str = "granted", nonce: int | None = None) -> Reply:
    """The answer of a time-stamp server, as far as it is looked at."""
    asked = tsp.TimeStampReq.load(seen.body)
    if status != "granted":
        refused = tsp.PKIStatusInfo({"status": status}).dump()
        return Reply(200, bytes([0x30, len(refused)]) + refused, {"Content-Type": "application/timestamp-reply"})
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3",
            "message_imprint": asked["message_imprint"],
            "serial_number": 1,
            "gen_time": datetime.now(UTC).replace(microsecond=0),
            "nonce": asked["nonce"].native if nonce is None else nonce,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())},
            "signer_infos": [],
        }
    )
    token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
    reply = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})
    return Reply(200, reply.dump(), {"Content-Type": "application/timestamp-reply"})


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (stamp, State.GOOD, "stamps"),
        (lambda seen: stamp(seen, status="rejection"), State.FAILED, "refused"),
        (lambda seen: stamp(seen, nonce=1), State.FAILED, "not_understood"),
        (lambda _seen: Reply(200, b"<html>", {"Content-Type": "text/html"}), State.FAILED, "not_understood"),
        (lambda _seen: Reply(200, b"", {"Content-Type": "text/html"}), State.FAILED, "not_understood"),
    ],
    ids=["stamps", "refuses", "lies", "page", "nothing"],
)
def test_a_time_stamp_server_is_asked_for_a_stamp(answer, state: State, reason: str) -> None:
    with http_double() as server:
        server.answers_by(answer)
        found = look_at_time_stamps(server.url)
    assert (found.state, found.reason) == (state, reason)
    assert found.details == {"server": "localhost"}


def test_a_time_stamp_server_may_be_missing_or_gone() -> None:
    assert look_at_time_stamps("") == Finding(Area.TIME_STAMP, State.GOOD, "none", {})
    with http_double() as server:
        url = server.url
    assert look_at_time_stamps(url).reason == "no_answer"
    assert look_at_time_stamps("no address").reason == "no_answer"


# --- printers -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def print_server() -> Iterator[PrintServer]:
    with running_print_server() as server:
        yield server


@pytest.mark.skipif(sys.platform == "win32", reason="CUPS")
def test_printers_are_found_stopped_missing_or_silent(
    print_server: PrintServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", print_server.address)
    monkeypatch.setenv("HOME", str(tmp_path))  # no lpoptions of ours
    assert [one.reason for one in look_at_printers()] == ["none"]
    print_server.add("Ke_toan")
    print_server.add("Kho")
    print_server.command("lpadmin", "-d", "Ke_toan")
    found = {one.details["name"]: one.reason for one in look_at_printers()}
    assert found == {"Ke_toan": "default", "Kho": "ready"}
    print_server.command("cupsdisable", "Kho")
    print_server.command("cupsreject", "Ke_toan")
    assert [(one.reason, one.state) for one in look_at_printers()] == [("stopped", State.WARNING)] * 2
    print_server.hang()
    begun = time.monotonic()
    try:
        assert [one.reason for one in look_at_printers(seconds=1.0)] == ["no_answer"]
    finally:
        print_server.hang(False)
    assert time.monotonic() - begun < 5
    print_server.clear()


# --- all together ---------------------------------------------------------------------------------------


def subject(folder: Path, *modules: Path) -> Subject:
    api = LicensorApi("")
    return Subject(folder, api, TimeCheck(api, LicenceVerifier(None), Unheard()), lambda: modules)


def test_each_line_is_told_once_and_all_come_in_order(tmp_path: Path) -> None:
    told: list[Finding] = []
    found = check_machine(subject(tmp_path), told.append)
    assert sorted(map(repr, told)) == sorted(map(repr, found))
    assert {one.area for one in found} >= set(Area) - {Area.TOKEN, Area.CERTIFICATE, Area.MODULE}
    assert found == in_order(told)


@pytest.mark.skipif(sys.platform == "win32", reason="gcc")
def test_a_driver_that_hangs_holds_up_no_other_line_and_giving_up_is_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = bad_module(tmp_path, "hangs", "sleep(60); return 0;")
    given_up = threading.Event()

    def look(modules: Iterable[Path]) -> tuple[ModuleReport, ...]:
        try:
            return look_for_tokens(modules, 4.0)
        finally:
            given_up.set()

    monkeypatch.setattr(machine_check, "look_for_tokens", look)
    told: list[Finding] = []
    enough = threading.Event()

    def tell(finding: Finding) -> None:
        told.append(finding)
        if {one.area for one in told} >= {Area.VERSIONS, Area.FOLDER, Area.FONTS}:
            enough.set()

    check_machine(subject(tmp_path, module), tell, enough.is_set)
    assert not given_up.is_set(), "the driver still hangs, and nobody waits for it"
    assert enough.is_set()
    assert Area.MODULE not in {one.area for one in told}
    assert given_up.wait(20)


def test_a_look_that_fails_unexpectedly_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> Finding:
        raise RuntimeError

    monkeypatch.setattr(machine_check, "look_at_fonts", fails)
    (found,) = [one for one in check_machine(subject(tmp_path)) if one.area is Area.FONTS]
    assert (found.state, found.reason) == (State.WARNING, "not_known")


def test_a_token_stays_with_its_driver_and_a_certificate_with_its_token() -> None:
    lines = [
        Finding(area, State.GOOD, name, {})
        for area, name in (
            (Area.MODULE, "1"),
            (Area.TOKEN, "1a"),
            (Area.CERTIFICATE, "1b"),
            (Area.MODULE, "2"),
            (Area.TOKEN, "2a"),
            (Area.VERSIONS, "0"),
        )
    ]
    assert [one.reason for one in in_order(lines)] == ["0", "1", "1a", "1b", "2", "2a"]


def test_a_reply_without_a_time_is_no_time() -> None:
    with http_double() as licensor:
        licensor.answers_by(lambda _seen: json_reply({"time": ""}))
        found = _found_at(licensor)
    assert found.reason == "not_confirmed"


def _found_at(licensor: HttpDouble) -> Finding:
    api = LicensorApi(licensor.url)
    try:
        return look_at_signed_time(api, TimeCheck(api, LicenceVerifier(None), Unheard()))
    finally:
        api.close()
