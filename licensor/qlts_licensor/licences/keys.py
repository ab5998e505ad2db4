"""Key files: the offline root, and the signing keys that the server holds.

A root file never comes to the server. A key folder has, for each signing key, ``KID.json`` (private, 0600) with its
certificate, and the root's public half with the list of revoked keys in ``trust.json``.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qlts_licensor.licences import jws

PURPOSES = ("qlts-licence+jws", "qlts-receipt+jws", "qlts-offer+jws", "qlts-time+jws", "qlts-prepared+jws")
DEFAULT_DAYS = 730


class KeyProblem(Exception):
    """Keys are missing, unreadable or unsafe; the message says what to do."""


@dataclass(frozen=True)
class SigningKey:
    """A private key with its certificate."""

    kid: str
    private: Ed25519PrivateKey
    certificate: str
    valid_to: datetime


@dataclass(frozen=True)
class KeyRing:
    """What the server signs with.

    Attributes:
        current: The key in use: the one that is valid longest and not revoked.
        root: The root's public half (``kid``, ``x``).
        certificates: All key certificates.
        revocations: The root-signed list of revoked keys.
    """

    current: SigningKey
    root: dict[str, str]
    certificates: tuple[str, ...]
    revocations: str

    @classmethod
    def load(cls, folder: Path) -> KeyRing:
        """Read a key folder.

        Raises:
            KeyProblem: It is missing, incomplete, or readable by others.
        """
        trust = _read(folder / "trust.json")
        revoked = set(jws.claims_of(trust["revocations"])["revoked"])
        keys = [_signing_key(path) for path in sorted(folder.glob("*.json")) if path.name != "trust.json"]
        usable = [key for key in keys if key.kid not in revoked and key.valid_to > datetime.now(UTC)]
        if not usable:
            raise KeyProblem(f"no usable signing key in {folder}; make one with: qlts-licensor keys issue")
        current = max(usable, key=lambda key: key.valid_to)
        return cls(current, trust["root"], tuple(key.certificate for key in keys), trust["revocations"])

    def sign(self, typ: str, payload: dict[str, Any]) -> str:
        """Sign claims with the current key, its certificate in the header."""
        return jws.sign(self.current.private, typ, payload, self.current.certificate)

    def keys_reply(self) -> dict[str, Any]:
        """The body of ``GET /keys``."""
        return {"root": self.root, "keys": list(self.certificates), "revocations": self.revocations}


def init_root(path: Path) -> str:
    """Make a root key file; returns its key id.

    Raises:
        KeyProblem: The file exists: a root is never overwritten.
    """
    key = Ed25519PrivateKey.generate()
    _write_private(path, {"kind": "qlts-root", **_private(key)})
    return jws.key_id(key.public_key())


def issue(root_path: Path, folder: Path, *, days: int = DEFAULT_DAYS, now: datetime | None = None) -> str:
    """Make a signing key with a certificate by the root, into a key folder; returns its key id."""
    root = _root(root_path)
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    key = Ed25519PrivateKey.generate()
    public = key.public_key()
    certificate = jws.sign(
        root,
        "qlts-key+jws",
        {
            "kid": jws.key_id(public),
            "x": jws.base64url(jws.raw_public(public)),
            "purposes": list(PURPOSES),
            # A server whose clock runs a little behind may sign at once.
            "valid_from": (moment - timedelta(days=1)).isoformat(),
            "valid_to": (moment + timedelta(days=days)).isoformat(),
        },
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / "trust.json").exists():
        _write_trust(root, folder, serial=1, revoked=[], now=moment)
    _write_private(
        folder / f"{jws.key_id(public)}.json", {"kind": "qlts-signing", **_private(key), "certificate": certificate}
    )
    return jws.key_id(public)


def revoke(root_path: Path, folder: Path, kid: str, *, now: datetime | None = None) -> int:
    """Put a key on the list of revoked keys; returns the list's new serial.

    Raises:
        KeyProblem: No such key in the folder.
    """
    root = _root(root_path)
    if not (folder / f"{kid}.json").exists():
        raise KeyProblem(f"no key {kid} in {folder}")
    held = jws.claims_of(_read(folder / "trust.json")["revocations"])
    serial = held["serial"] + 1
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    _write_trust(root, folder, serial=serial, revoked=sorted({*held["revoked"], kid}), now=moment)
    return int(serial)


def _write_trust(
    root: Ed25519PrivateKey, folder: Path, *, serial: int, revoked: list[str], now: datetime
) -> None:
    public = root.public_key()
    claims = {"serial": serial, "issued_at": now.isoformat(), "revoked": revoked}
    content = {
        "root": {"kid": jws.key_id(public), "x": jws.base64url(jws.raw_public(public))},
        "revocations": jws.sign(root, "qlts-revocations+jws", claims),
    }
    target = folder / "trust.json"
    fresh = folder / "trust.json.new"
    fresh.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    fresh.replace(target)


def _private(key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return {"kid": jws.key_id(key.public_key()), "d": jws.base64url(raw)}


def _root(path: Path) -> Ed25519PrivateKey:
    content = _read(path, private=True)
    if content.get("kind") != "qlts-root":
        raise KeyProblem(f"{path} is not a root key file")
    return Ed25519PrivateKey.from_private_bytes(jws.from_base64url(content["d"]))


def _signing_key(path: Path) -> SigningKey:
    content = _read(path, private=True)
    if content.get("kind") != "qlts-signing":
        raise KeyProblem(f"{path} is not a signing key; a root key does not belong on the server")
    claims = jws.claims_of(content["certificate"])
    return SigningKey(
        content["kid"],
        Ed25519PrivateKey.from_private_bytes(jws.from_base64url(content["d"])),
        content["certificate"],
        datetime.fromisoformat(claims["valid_to"]),
    )


def _read(path: Path, *, private: bool = False) -> dict[str, Any]:
    try:
        if private and os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeyProblem(f"{path} can be read by others; run: chmod 600 {path}")
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise KeyProblem(f"{path} is missing; make keys with: qlts-licensor keys issue") from error
    except (OSError, ValueError) as error:
        raise KeyProblem(f"{path} cannot be read: {error}") from error
    return content


def _write_private(path: Path, content: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyProblem(f"{path} exists and is not overwritten") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, indent=2) + "\n")
