"""The offline root, key folders and what the server makes of them; and the command line for them."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from qlts_licensor.__main__ import main
from qlts_licensor.licences import jws, keys
from qlts_licensor.licences.keys import KeyProblem, KeyRing

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "offline" / "root.json"
    keys.init_root(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def root_public(folder: Path) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(jws.from_base64url(keys.public_root(folder).x))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_root_is_private_and_never_overwritten(root: Path) -> None:
    before = root.read_bytes()
    assert mode(root) == 0o600
    with pytest.raises(KeyProblem, match="not overwritten"):
        keys.init_root(root)
    assert root.read_bytes() == before


def test_the_root_certifies_a_signing_key(root: Path, folder: Path) -> None:
    kid = keys.issue(root, folder, days=10, now=NOW)
    ring = KeyRing.load(folder, NOW)
    claims = jws.verify(ring.current.certificate, root_public(folder), "qlts-key+jws")
    assert claims["kid"] == kid == ring.current.kid
    assert set(claims["purposes"]) >= {"qlts-licence+jws", "qlts-receipt+jws", "qlts-offer+jws", "qlts-time+jws"}
    assert datetime.fromisoformat(claims["valid_from"]) < NOW
    assert datetime.fromisoformat(claims["valid_to"]) == NOW + timedelta(days=10)
    assert mode(folder / f"{kid}.json") == 0o600


def test_what_the_ring_signs_verifies_with_what_it_carries_alone(root: Path, folder: Path) -> None:
    keys.issue(root, folder, now=NOW)
    token = KeyRing.load(folder, NOW).sign("qlts-offer+jws", {"total": 1})
    header = json.loads(jws.from_base64url(token.split(".")[0]))
    certificate = jws.verify(header["key"], root_public(folder), "qlts-key+jws")
    signer = Ed25519PublicKey.from_public_bytes(jws.from_base64url(certificate["x"]))
    assert jws.verify(token, signer, "qlts-offer+jws") == {"total": 1}


def test_the_servers_folder_never_holds_the_roots_private_key(root: Path, folder: Path) -> None:
    keys.issue(root, folder)
    secret = json.loads(root.read_text("utf-8"))["d"]
    assert all(secret not in path.read_text("utf-8") for path in folder.iterdir())


def test_the_key_valid_longest_signs(root: Path, folder: Path) -> None:
    keys.issue(root, folder, days=10, now=NOW)
    longest = keys.issue(root, folder, days=30, now=NOW)
    keys.issue(root, folder, days=20, now=NOW)
    ring = KeyRing.load(folder, NOW)
    assert ring.current.kid == longest
    assert len(ring.certificates) == 3


@pytest.mark.parametrize(("days_on", "usable"), [(-2, False), (0, True), (9, True), (10, False)])
def test_a_key_signs_only_while_it_is_valid(root: Path, folder: Path, days_on: int, usable: bool) -> None:
    keys.issue(root, folder, days=10, now=NOW)
    moment = NOW + timedelta(days=days_on)
    if usable:
        assert KeyRing.load(folder, moment).current.valid_to > moment
    else:
        with pytest.raises(KeyProblem, match="no usable signing key"):
            KeyRing.load(folder, moment)


def test_a_revoked_key_is_listed_and_signs_no_more(root: Path, folder: Path) -> None:
    kid, other = keys.issue(root, folder, days=30), keys.issue(root, folder, days=10)
    assert keys.revoke(root, folder, kid, now=NOW) == 2
    ring = KeyRing.load(folder)
    assert ring.current.kid == other
    claims = jws.verify(ring.revocations, root_public(folder), "qlts-revocations+jws")
    assert claims == {"serial": 2, "issued_at": NOW.isoformat(), "revoked": [kid]}


def test_revoking_again_changes_nothing_and_another_key_raises_the_serial(root: Path, folder: Path) -> None:
    first, second = keys.issue(root, folder), keys.issue(root, folder)
    assert [keys.revoke(root, folder, kid) for kid in (first, first, second)] == [2, 2, 3]
    assert not keys.has_usable_key(folder)
    assert len(keys.public_keys(folder)["keys"]) == 2


def test_a_key_that_is_not_there_cannot_be_revoked(root: Path, folder: Path) -> None:
    keys.issue(root, folder)
    with pytest.raises(KeyProblem, match="no key nobody"):
        keys.revoke(root, folder, "nobody")


def test_the_reply_has_the_root_the_certificates_and_the_list(root: Path, folder: Path) -> None:
    keys.issue(root, folder)
    reply = KeyRing.load(folder).keys_reply()
    assert reply == keys.public_keys(folder)
    assert reply["root"] == {"kid": jws.key_id(root_public(folder)), "x": keys.public_root(folder).x}
    assert [jws.verify(text, root_public(folder), "qlts-key+jws")["kid"] for text in reply["keys"]]


@pytest.mark.parametrize("permissions", [0o640, 0o604, 0o660])
def test_a_private_key_that_others_can_read_is_refused(root: Path, folder: Path, permissions: int) -> None:
    kid = keys.issue(root, folder)
    (folder / f"{kid}.json").chmod(permissions)
    with pytest.raises(KeyProblem, match="chmod 600"):
        KeyRing.load(folder)
    root.chmod(permissions)
    with pytest.raises(KeyProblem, match="chmod 600"):
        keys.issue(root, folder)


def test_a_root_in_the_servers_folder_is_refused(root: Path, folder: Path) -> None:
    keys.issue(root, folder)
    root.rename(folder / "root.json")
    with pytest.raises(KeyProblem, match="does not belong on the server"):
        KeyRing.load(folder)


def test_a_folder_belongs_to_one_root(root: Path, folder: Path, tmp_path: Path) -> None:
    kid = keys.issue(root, folder)
    keys.init_root(tmp_path / "other.json")
    with pytest.raises(KeyProblem, match="belongs to the root"):
        keys.issue(tmp_path / "other.json", folder)
    with pytest.raises(KeyProblem, match="belongs to the root"):
        keys.revoke(tmp_path / "other.json", folder, kid)


def test_a_key_of_another_root_is_refused(root: Path, folder: Path, tmp_path: Path) -> None:
    keys.issue(root, folder)
    keys.init_root(tmp_path / "other.json")
    stranger = keys.issue(tmp_path / "other.json", tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / f"{stranger}.json").rename(folder / f"{stranger}.json")
    with pytest.raises(KeyProblem, match="of another root"):
        KeyRing.load(folder)


def test_a_shorter_list_of_revoked_keys_cannot_be_forged(root: Path, folder: Path) -> None:
    kid = keys.issue(root, folder)
    keys.revoke(root, folder, kid)
    content = json.loads((folder / "trust.json").read_text("utf-8"))
    head, payload, signature = content["revocations"].split(".")
    claims = {**json.loads(jws.from_base64url(payload)), "revoked": []}
    forged = f"{head}.{jws.base64url(json.dumps(claims).encode())}.{signature}"
    (folder / "trust.json").write_text(json.dumps({**content, "revocations": forged}), "utf-8")
    with pytest.raises(KeyProblem, match="damaged"):
        KeyRing.load(folder)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"root": {}}', '{"root": {"kid": "a", "x": "b"}}', "\x00"])
def test_a_damaged_folder_is_told_by_name(root: Path, folder: Path, content: str) -> None:
    keys.issue(root, folder)
    (folder / "trust.json").write_text(content, "utf-8")
    with pytest.raises(KeyProblem, match=r"trust\.json"):
        KeyRing.load(folder)


def test_a_missing_folder_says_how_to_make_one(tmp_path: Path) -> None:
    assert not keys.has_usable_key(tmp_path / "none")
    with pytest.raises(KeyProblem, match="keys issue"):
        KeyRing.load(tmp_path / "none")


def test_a_signing_key_is_no_root(root: Path, folder: Path, tmp_path: Path) -> None:
    kid = keys.issue(root, folder)
    with pytest.raises(KeyProblem, match="not a root key file"):
        keys.issue(folder / f"{kid}.json", tmp_path / "more")


class TestCommandLine:
    def test_from_the_root_to_a_revocation(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        root, folder = tmp_path / "root.json", tmp_path / "keys"
        assert main(["keys", "init-root", "--out", str(root)]) == 0
        root_kid = capsys.readouterr().out.strip()
        assert main(["keys", "issue", "--root", str(root), "--dir", str(folder), "--days", "5"]) == 0
        kid = capsys.readouterr().out.strip()
        assert main(["keys", "revoke", "--root", str(root), "--dir", str(folder), kid]) == 0
        assert capsys.readouterr().out.strip() == "2"
        assert main(["keys", "show", "--dir", str(folder)]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert shown["root"]["kid"] == root_kid
        assert jws.claims_of(shown["revocations"])["revoked"] == [kid]

    def test_no_key_is_named_like_an_option(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        names = iter(["-begins-like-one", "--too", "good"])
        monkeypatch.setattr(jws, "key_id", lambda _key: next(names, "good"))
        keys.init_root(tmp_path / "another.json")
        assert json.loads((tmp_path / "another.json").read_text("utf-8"))["kid"] == "good"

    def test_an_existing_root_is_kept_and_said_so(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["keys", "init-root", "--out", str(root)]) == 1
        captured = capsys.readouterr()
        assert "not overwritten" in captured.err
        assert captured.out == ""

    def test_a_folder_where_nothing_can_be_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "file").write_text("", "utf-8")
        assert main(["keys", "init-root", "--out", str(tmp_path / "file" / "root.json")]) == 1
        assert "cannot be made" in capsys.readouterr().err

    @pytest.mark.parametrize("days", ["0", "-1", "4000", "x"])
    def test_days_out_of_range_are_misuse(self, root: Path, folder: Path, days: str) -> None:
        with pytest.raises(SystemExit) as misuse:
            main(["keys", "issue", "--root", str(root), "--dir", str(folder), "--days", days])
        assert misuse.value.code == 2
        assert not folder.exists()
