"""Announcing a version: signed offline, handed out by the service, which cannot make one up."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from qlts_licensor import releases
from qlts_licensor.licences import jws, keys
from qlts_licensor.releases import Platform, ReleaseProblem

from licensor.tests.scenarios import Caller

TODAY = date(2026, 11, 22)
RIGHT = {
    "platform": Platform.LINUX,
    "version": "1.10.0",
    "minimum": "1.2.0",
    "url": "https://tai.example.vn/qlts-desktop_1.10.0_amd64.deb",
    "notes": "Ký nhanh hơn.",
    "expires": TODAY + timedelta(days=90),
    "today": TODAY,
}


@pytest.fixture
def key(tmp_path: Path) -> Path:
    releases.init_key(tmp_path / "release.json")
    return tmp_path / "release.json"


@pytest.fixture
def setup(tmp_path: Path) -> Path:
    path = tmp_path / "qlts-desktop_1.10.0_amd64.deb"
    path.write_bytes(b"installer" * 1_000)
    return path


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


def public(key: Path) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(jws.from_base64url(releases.public_key(key).x))


def signed(key: Path, setup: Path, **changed: object) -> str:
    return releases.sign_release(key, setup, **{**RIGHT, **changed})


# --- the manifest ------------------------------------------------------------------------------------------


def test_a_manifest_says_what_the_installer_is(key: Path, setup: Path) -> None:
    claims = jws.verify(signed(key, setup), public(key), "qlts-update+jws")
    assert claims == {
        "platform": "linux",
        "version": "1.10.0",
        "minimum": "1.2.0",
        "url": RIGHT["url"],
        "size": 9_000,
        "sha256": hashlib.sha256(setup.read_bytes()).hexdigest(),
        "notes": "Ký nhanh hơn.",
        "expires": "2027-02-20",
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "1.10"},
        {"version": "1.10.0-rc1"},
        {"version": "v1.10.0"},
        {"version": "1.010.0"},
        {"version": "1.10.0\n"},
        {"version": "1.१.0"},
        {"minimum": "1.10.1"},
        {"url": "http://tai.example.vn/x.deb"},
        {"url": "https://u:p@tai.example.vn/x.deb"},
        {"url": "https://"},
        {"url": "https://[/x.deb"},
        {"url": "https://tai.example.vn/x y.deb"},
        {"url": "https://tai.example.vn:99999/x.deb"},
        {"url": "https://tai.example.vn/" + "x" * 500},
        {"notes": "x" * 4_001},
        {"expires": TODAY - timedelta(days=1)},
    ],
)
def test_what_the_program_would_refuse_is_not_signed(key: Path, setup: Path, changed: dict[str, object]) -> None:
    with pytest.raises(ReleaseProblem):
        signed(key, setup, **changed)


def test_the_last_day_may_be_today_and_the_minimum_the_version_itself(key: Path, setup: Path) -> None:
    assert signed(key, setup, expires=TODAY, minimum="1.10.0", notes="x" * 4_000)


def test_an_empty_installer_is_not_announced(key: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.deb").touch()
    with pytest.raises(ReleaseProblem, match="empty"):
        signed(key, tmp_path / "empty.deb")


def test_another_kind_of_key_signs_no_release(setup: Path, tmp_path: Path) -> None:
    keys.init_root(tmp_path / "root.json")
    with pytest.raises(keys.KeyProblem, match="not a release key file"):
        signed(tmp_path / "root.json", setup)


def test_a_release_key_is_no_root(key: Path, tmp_path: Path) -> None:
    with pytest.raises(keys.KeyProblem, match="not a root key file"):
        keys.issue(key, tmp_path / "keys")


# --- the command line --------------------------------------------------------------------------------------


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "qlts_licensor", "release", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)


def test_from_key_to_manifest_by_the_command_line(setup: Path, tmp_path: Path) -> None:
    key = tmp_path / "khoa" / "release.json"
    made = command("init-key", key)
    assert (made.returncode, made.stdout.strip()) == (0, releases.public_key(key).kid)
    assert key.stat().st_mode & 0o777 == 0o600
    pinned = json.loads(command("public", "--key", key).stdout)
    assert pinned == {"release": {"kid": made.stdout.strip(), "x": releases.public_key(key).x}}
    expires = date.today() + timedelta(days=30)  # noqa: DTZ011 - the command goes by the computer's day
    told = ("--platform", "windows", "--version", "1.10.0", "--minimum", "1.0.0", "--expires", expires)
    where = ("--url", RIGHT["url"], "--notes", "Mới", "--out", tmp_path)
    done = command("sign", "--key", key, "--file", setup, *told, *where)
    target = tmp_path / "client-release-windows.jws"
    assert (done.returncode, done.stdout.strip()) == (0, str(target)), done.stderr
    claims = jws.verify(target.read_text("ascii").strip(), public(key), "qlts-update+jws")
    assert (claims["platform"], claims["expires"]) == ("windows", expires.isoformat())


def test_a_key_is_not_made_twice_and_a_bad_version_is_said(key: Path, setup: Path, tmp_path: Path) -> None:
    before = key.read_bytes()
    again = command("init-key", key)
    assert (again.returncode, key.read_bytes()) == (1, before)
    told = ("--platform", "linux", "--version", "1.10", "--minimum", "1.0.0", "--expires", "2999-01-01")
    bad = command("sign", "--key", key, "--file", setup, *told, "--url", RIGHT["url"], "--out", tmp_path)
    assert bad.returncode == 1
    assert "three numbers" in bad.stderr
    assert not (tmp_path / "client-release-linux.jws").exists()


# --- the service -------------------------------------------------------------------------------------------

database = pytest.mark.django_db


@database
def test_it_is_handed_out_to_anybody_as_it_is(folder: Path, key: Path, setup: Path, anyone: Caller) -> None:
    manifest = signed(key, setup)
    (folder / "client-release-linux.jws").write_text(manifest + "\n", "ascii")
    reply = anyone.call("GET", "/client-release?platform=linux")
    assert reply.json() == {"manifest": manifest}
    assert reply.headers["Cache-Control"] == "public, max-age=3600"
    again = anyone.call("GET", "/client-release?platform=linux", If_None_Match=reply.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert anyone.call("GET", "/client-release?platform=windows").status_code == 404


@database
def test_a_newer_manifest_has_another_etag(folder: Path, key: Path, setup: Path, anyone: Caller) -> None:
    tags = set()
    for version in ("1.10.0", "1.10.1"):
        (folder / "client-release-linux.jws").write_text(signed(key, setup, version=version), "ascii")
        tags.add(anyone.call("GET", "/client-release?platform=linux").headers["ETag"])
    assert len(tags) == 2


@database
@pytest.mark.parametrize("platform", ["", "?platform=", "?platform=macos", "?platform=../secret.key"])
def test_another_platform_is_no_file_name(folder: Path, anyone: Caller, platform: str) -> None:
    assert anyone.call("GET", f"/client-release{platform}").status_code == 422


@database
@pytest.mark.parametrize("content", [b"", b"{}", b"a.b", b"\xff" * 40, b"a" * 20_000, b"a.b.c\r\nX: y"])
def test_what_is_no_manifest_is_not_handed_out(
    content: bytes, folder: Path, anyone: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "client-release-linux.jws").write_bytes(content)
    with caplog.at_level(logging.ERROR):
        assert anyone.call("GET", "/client-release?platform=linux").status_code == 404
    assert "client-release-linux.jws" in caplog.text


@database
def test_it_is_read_only(folder: Path, anyone: Caller) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert anyone.call(method, "/client-release?platform=linux", {}).status_code == 405


def test_a_changed_manifest_is_not_the_keys_any_more(key: Path, setup: Path) -> None:
    head, payload, signature = signed(key, setup).split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "==")) | {"sha256": "00" * 32}
    other = jws.base64url(json.dumps(claims).encode())
    with pytest.raises(jws.BadToken):
        jws.verify(f"{head}.{other}.{signature}", public(key), "qlts-update+jws")
