"""Newer versions: believed only from the pinned release key, asked for once a day, never an error to anybody."""

from __future__ import annotations

import base64
import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.releases import FileMatch, Platform, ReleaseProblem, UpdateStanding
from qlts_desktop.services.client_updates import ClientUpdates, RefusedReleaseError, read_release
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.wire import RootKey
from tests.services.http_double import HttpDouble, Reply, http_double, json_reply, problem
from tests.services.issuer import Issuer, Key

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
INSTALLER = b"installer" * 1_000


def claims(**changed: object) -> dict[str, object]:
    import hashlib

    return {
        "platform": "linux",
        "version": "1.10.0",
        "minimum": "0.1.0",
        "url": "https://tai.example.vn/qlts-desktop_1.10.0_amd64.deb",
        "size": len(INSTALLER),
        "sha256": hashlib.sha256(INSTALLER).hexdigest(),
        "notes": "Ký nhanh hơn.",
        "expires": (TODAY + 30 * DAY).isoformat(),
        **changed,
    }


KEY = Key()
PINNED = RootKey(kid=KEY.kid, x=KEY.x)


def manifest(key: Key = KEY, typ: str = "qlts-update+jws", **changed: object) -> str:
    return key.jws(typ, claims(**changed))


def refused(text: str, seen: str = "") -> ReleaseProblem | None:
    try:
        read_release(text, PINNED, Platform.LINUX, TODAY, seen)
    except RefusedReleaseError as error:
        return error.problem
    return None


# --- what is believed --------------------------------------------------------------------------------------


def test_what_the_release_key_has_signed_is_believed() -> None:
    release = read_release(manifest(), PINNED, Platform.LINUX, TODAY)
    assert (release.version, release.notes, release.expires) == ("1.10.0", "Ký nhanh hơn.", TODAY + 30 * DAY)


def test_another_key_announces_nothing() -> None:
    other = Key()
    assert refused(manifest(other)) is ReleaseProblem.NOT_SIGNED
    other.kid = KEY.kid
    assert refused(manifest(other)) is ReleaseProblem.NOT_SIGNED


def test_the_licensors_own_keys_announce_nothing() -> None:
    """Whoever takes the server over holds a signing key, certified by the root."""
    issuer = Issuer()
    assert refused(issuer.signed("qlts-update+jws", claims())) is ReleaseProblem.NOT_SIGNED


def test_another_kind_of_file_is_no_announcement() -> None:
    assert refused(manifest(typ="qlts-licence+jws")) is ReleaseProblem.OTHER_TYPE


def test_another_algorithm_or_a_critical_header_is_not_read() -> None:
    for header in ({"alg": "none"}, {"alg": "EdDSA"}, {"alg": "HS256"}, {"crit": ["exp"]}):
        assert refused(KEY.jws("qlts-update+jws", claims(), **header)) is ReleaseProblem.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"platform": "windows"}, ReleaseProblem.OTHER_PLATFORM),
        ({"expires": (TODAY - DAY).isoformat()}, ReleaseProblem.EXPIRED),
        ({"url": "https://u:p@x.vn/"}, ReleaseProblem.ADDRESS_WRONG),
        ({"version": "1.10.0-rc1"}, ReleaseProblem.VERSION_UNREADABLE),
        ({"notes": "x" * 4_001}, ReleaseProblem.NOTES_TOO_LONG),
        ({"size": "9000"}, ReleaseProblem.NOT_UNDERSTOOD),
        ({"size": None}, ReleaseProblem.NOT_UNDERSTOOD),
        ({"expires": "soon"}, ReleaseProblem.NOT_UNDERSTOOD),
    ],
)
def test_signed_nonsense_is_refused(changed: dict[str, object], why: ReleaseProblem) -> None:
    assert refused(manifest(**changed)) is why


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "\ud800", "x" * 2_000_000, "ố.ồ.ộ"])
def test_what_is_no_manifest_at_all_is_refused(text: str) -> None:
    assert refused(text) is ReleaseProblem.NOT_UNDERSTOOD


def test_no_changed_letter_is_believed() -> None:
    right, chance = manifest(), random.Random(7)
    for _ in range(400):
        place = chance.randrange(len(right))
        other = chance.choice("ABCabc019-_.")
        changed = right[:place] + other + right[place + 1 :]
        if changed != right:
            assert refused(changed) is not None, place


# --- asking ------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "store.sqlite3")


@contextmanager
def asked(store: LocalStore, *replies: Reply) -> Iterator[tuple[HttpDouble, Ask]]:
    """A licensor that answers so, and a way to check on a day."""
    left = list(replies)
    with http_double() as licensor:
        licensor.answers_by(lambda _seen: left.pop(0))
        api = LicensorApi(licensor.url)
        try:
            yield licensor, Ask(api, store)
        finally:
            api.close()


class Ask:
    """Checks for a newer version on a day."""

    def __init__(self, api: LicensorApi, store: LocalStore) -> None:
        self._api = api
        self._store = store

    def on(self, day: date, own: str = "1.0.0", key: RootKey | None = PINNED) -> tuple[str, UpdateStanding] | None:
        found = ClientUpdates(self._api, self._store, key, own, lambda: day, Platform.LINUX).check()
        return None if found is None else (found.release.version, found.standing)


def told(text: str, etag: str = '"1"') -> Reply:
    return json_reply({"manifest": text}, ETag=etag)


NEWER = ("1.10.0", UpdateStanding.NEWER)


def test_a_newer_version_is_told_and_the_licensor_asked_once_a_day(store: LocalStore) -> None:
    with asked(store, told(manifest()), Reply(304, b"", {"ETag": '"1"'})) as (licensor, ask):
        assert [ask.on(TODAY) for _ in range(3)] == [NEWER] * 3
        assert [ask.on(TODAY + DAY) for _ in range(2)] == [NEWER] * 2
        assert [one.path for one in licensor.seen] == ["/api/v1/client-release?platform=linux"] * 2
        assert [one.headers.get("if-none-match") for one in licensor.seen] == [None, '"1"']
        assert not any("authorization" in one.headers for one in licensor.seen)


def test_the_version_in_use_is_not_told_of(store: LocalStore) -> None:
    with asked(store, told(manifest())) as (_licensor, ask):
        assert ask.on(TODAY, own="1.10.0") is None
        assert ask.on(TODAY, own="2.0.0") is None


def test_below_the_minimum_is_told_as_such(store: LocalStore) -> None:
    with asked(store, told(manifest(minimum="1.5.0"))) as (_licensor, ask):
        assert ask.on(TODAY) == ("1.10.0", UpdateStanding.TOO_OLD)


def test_without_a_pinned_key_nobody_is_asked(store: LocalStore) -> None:
    with asked(store) as (licensor, ask):
        assert ask.on(TODAY, key=None) is None
        assert licensor.seen == []


def test_without_an_address_nobody_is_asked(store: LocalStore) -> None:
    assert Ask(LicensorApi(""), store).on(TODAY) is None


def test_a_licensor_that_announces_nothing_is_asked_again_the_next_day(store: LocalStore) -> None:
    with asked(store, problem(404, "not_found"), told(manifest())) as (licensor, ask):
        assert ask.on(TODAY) is None
        assert ask.on(TODAY) is None
        assert len(licensor.seen) == 1
        assert ask.on(TODAY + DAY) == NEWER


def test_a_manifest_that_was_withdrawn_is_told_no_more(store: LocalStore) -> None:
    with asked(store, told(manifest()), problem(404, "not_found")) as (_licensor, ask):
        assert ask.on(TODAY) == NEWER
        assert ask.on(TODAY + DAY) is None


@pytest.mark.parametrize(
    "fault", [Reply(500, b""), problem(503, "unavailable"), Reply(200, b"[]"), Reply(200, b"")]
)
def test_a_licensor_in_trouble_leaves_what_was_announced(store: LocalStore, fault: Reply) -> None:
    with asked(store, told(manifest()), fault, told(manifest(version="1.11.0"))) as (_licensor, ask):
        assert ask.on(TODAY) == NEWER
        assert ask.on(TODAY + DAY) == NEWER
        assert ask.on(TODAY + DAY) == ("1.11.0", UpdateStanding.NEWER), "it is asked again the same day"


def test_a_kept_manifest_ends_with_its_last_day(store: LocalStore) -> None:
    with asked(store, told(manifest()), Reply(500, b""), Reply(500, b"")) as (_licensor, ask):
        assert ask.on(TODAY) == NEWER
        assert ask.on(TODAY + 30 * DAY) == NEWER
        assert ask.on(TODAY + 31 * DAY) is None


def test_an_older_manifest_played_back_is_refused(store: LocalStore) -> None:
    with asked(store, told(manifest(version="1.11.0")), told(manifest(), '"2"')) as (_licensor, ask):
        assert ask.on(TODAY) == ("1.11.0", UpdateStanding.NEWER)
        assert ask.on(TODAY + DAY) is None


def test_what_another_licensor_announced_is_asked_anew(store: LocalStore) -> None:
    with asked(store, told(manifest())) as (_licensor, ask):
        assert ask.on(TODAY) == NEWER
    with asked(store, problem(404, "not_found")) as (licensor, ask):
        assert ask.on(TODAY) is None
        assert len(licensor.seen) == 1


def test_a_wrong_signature_is_one_line_in_the_log(store: LocalStore, caplog: pytest.LogCaptureFixture) -> None:
    with asked(store, told(manifest(Key()))) as (_licensor, ask):
        assert ask.on(TODAY) is None
    assert [record.message for record in caplog.records] == ["the announced version is not believed: not_signed"]


@pytest.mark.parametrize("kept", ["", "{", "7", '{"server": 1}'])
def test_a_damaged_memory_is_as_good_as_none(store: LocalStore, kept: str) -> None:
    store.set_setting("client_release", kept)
    store.set_setting("client_release_seen", kept)
    with asked(store, told(manifest())) as (_licensor, ask):
        assert ask.on(TODAY) == NEWER


def test_a_manifest_changed_on_the_disk_is_not_believed(store: LocalStore, tmp_path: Path) -> None:
    with asked(store, told(manifest())) as (_licensor, ask):
        assert ask.on(TODAY) == NEWER
        store.close()
        rows = sqlite3.connect(tmp_path / "store.sqlite3")
        ((text,),) = rows.execute("SELECT value FROM setting WHERE name = 'client_release'").fetchall()
        kept = json.loads(text)
        head, payload, signature = kept["manifest"].split(".")
        evil = json.loads(base64.urlsafe_b64decode(payload + "==")) | {"url": "https://evil.example/x"}
        altered = base64.urlsafe_b64encode(json.dumps(evil).encode()).rstrip(b"=").decode()
        kept["manifest"] = f"{head}.{altered}.{signature}"
        rows.execute("UPDATE setting SET value = ? WHERE name = 'client_release'", (json.dumps(kept),))
        rows.commit()
        rows.close()
        assert ask.on(TODAY) is None


def test_a_store_that_keeps_nothing_stops_no_notice() -> None:
    class Forgetful:
        def setting(self, name: str) -> str | None:
            return None

        def set_setting(self, name: str, value: str) -> None:
            raise OperationError(ErrorCode.DISK_FULL)

    class Api:
        url = "https://qlts.example.vn"

        def client_release(self, platform: str, etag: str) -> tuple[str | None, str]:
            return manifest(), ""

    found = ClientUpdates(Api(), Forgetful(), PINNED, "1.0.0", lambda: TODAY, Platform.LINUX).check()
    assert found is not None


# --- a downloaded file -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (INSTALLER, FileMatch.SAME),
        (INSTALLER[:-1], FileMatch.SHORTER),
        (b"", FileMatch.EMPTY),
        (INSTALLER + b"\0", FileMatch.LONGER),
        (INSTALLER[:-1] + b"\0", FileMatch.ALTERED),
    ],
)
def test_a_downloaded_file_is_compared_byte_for_byte(tmp_path: Path, content: bytes, match: FileMatch) -> None:
    (tmp_path / "tải về.deb").write_bytes(content)
    release = read_release(manifest(), PINNED, Platform.LINUX, TODAY)
    updates = ClientUpdates(LicensorApi(""), LocalStore(tmp_path / "s.sqlite3"), PINNED, "1.0.0", lambda: TODAY)
    compared = updates.compare(tmp_path / "tải về.deb", release)
    assert (compared.match, compared.size) == (match, len(content))


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    release = read_release(manifest(), PINNED, Platform.LINUX, TODAY)
    updates = ClientUpdates(LicensorApi(""), LocalStore(tmp_path / "s.sqlite3"), PINNED, "1.0.0", lambda: TODAY)
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(OperationError) as caught:
            updates.compare(path, release)
        assert caught.value.code is ErrorCode.FILE_UNREADABLE
