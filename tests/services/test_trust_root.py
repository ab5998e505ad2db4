"""Which root key is believed."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services import trust_root
from tests.factories import make_root

ISSUER = make_root()
ROOT = {"kid": ISSUER.root.kid, "x": ISSUER.root.x}


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The administrators' folder, empty."""
    folder = tmp_path / "machine"
    folder.mkdir()
    monkeypatch.setattr(trust_root, "machine_configuration", lambda: folder)
    return folder


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The build's trust folder, empty."""
    folder = tmp_path / "built"
    folder.mkdir()
    monkeypatch.setattr(trust_root, "BUILT", folder)
    return folder


def test_a_keys_reply_and_a_demo_file_name_their_root(tmp_path: Path):
    keys, demo = tmp_path / "keys.json", tmp_path / "demo.json"
    keys.write_bytes(msgspec.json.encode(ISSUER.keys_reply()))
    demo.write_text(json.dumps({"url": "http://localhost", "root": ROOT, "accounts": []}), "utf-8")
    assert trust_root.read_trust(keys).root == trust_root.read_trust(demo).root == ISSUER.root_key
    assert trust_root.read_trust(keys).revocations == ISSUER.revocations()
    assert trust_root.read_trust(demo).revocations == ""


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"root":{}}', b'{"root":{"kid":1,"x":""}}', b"\xff", b"[" * 10**6]
)
def test_a_file_that_names_no_root_is_unreadable(tmp_path: Path, content: bytes):
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    for wrong in (path, tmp_path, tmp_path / "missing"):
        with pytest.raises(OperationError) as caught:
            trust_root.read_trust(wrong)
        assert caught.value.code is ErrorCode.FILE_UNREADABLE
        assert caught.value.details == {"path": str(wrong)}


def test_without_any_root_none_is_believed(machine: Path, built: Path):
    assert trust_root.pinned_root() is None


def test_the_machine_s_root_stands_above_the_build_s(machine: Path, built: Path):
    other = make_root("two").root
    (built / "licensor-root.json").write_text(json.dumps({"root": ROOT}), "utf-8")
    assert trust_root.pinned_root() == ISSUER.root_key
    (machine / "licensor-root.json").write_text(json.dumps({"root": {"kid": other.kid, "x": other.x}}), "utf-8")
    assert trust_root.pinned_root() == make_root("two").root_key


def test_a_root_file_that_cannot_be_used_is_not_passed_over(machine: Path, built: Path):
    (built / "licensor-root.json").write_text(json.dumps({"root": ROOT}), "utf-8")
    (machine / "licensor-root.json").write_text("{}", "utf-8")
    with pytest.raises(OperationError):
        trust_root.pinned_root()


@pytest.mark.parametrize(
    ("platform", "folder"), [("linux", Path("/etc/qlts-desktop")), ("win32", Path(r"D:\Data") / "QLTS Desktop")]
)
def test_the_machine_s_configuration_is_where_administrators_write(
    monkeypatch: pytest.MonkeyPatch, platform: str, folder: Path
):
    monkeypatch.setattr(trust_root.sys, "platform", platform)
    monkeypatch.setenv("PROGRAMDATA", r"D:\Data")
    assert trust_root.machine_configuration() == folder


# --- the key that announces newer versions ---------------------------------------------------------------------


def test_without_a_release_key_newer_versions_are_not_told_of(machine: Path, built: Path):
    assert trust_root.pinned_release_key() is None


def test_the_builds_release_key_and_above_it_the_machines(machine: Path, built: Path):
    other = {"kid": "other", "x": ROOT["x"]}
    (built / "licensor-release.json").write_text(json.dumps({"release": ROOT}), "utf-8")
    assert trust_root.pinned_release_key() == ISSUER.root_key
    (machine / "licensor-release.json").write_text(json.dumps({"release": other}), "utf-8")
    found = trust_root.pinned_release_key()
    assert found is not None
    assert found.kid == "other"


@pytest.mark.parametrize("content", [b"", b"{}", b'{"root":{"kid":"a","x":"b"}}', b"\xff"])
def test_a_damaged_release_key_keeps_nothing_from_starting(
    machine: Path, built: Path, content: bytes, caplog: pytest.LogCaptureFixture
):
    (built / "licensor-release.json").write_bytes(content)
    assert trust_root.pinned_release_key() is None
    assert "the release key cannot be used" in caplog.text
