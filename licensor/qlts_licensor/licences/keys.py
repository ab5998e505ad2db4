"""Key files: the offline root, and the signing keys that the server holds.

A root file never comes to the server. A key folder has, for each signing key, ``KID.json`` (private, 0600) with
its certificate, and in ``trust.json`` the root's public half with the root-signed list of revoked keys.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qlts_licensor.licences import jws

KEY = "qlts-key+jws"
REVOCATIONS = "qlts-revocations+jws"
PURPOSES = ("qlts-licence+jws", "qlts-receipt+jws", "qlts-offer+jws", "qlts-time+jws", "qlts-prepared+jws")
DEFAULT_DAYS = 730
MOST_DAYS = 3650
"""A key that outlives this was meant otherwise."""
_TRUST = "trust.json"
_ROOT_KIND = "qlts-root"


class KeyProblem(Exception):  # noqa: N818 - names what happened
    """Keys are missing, unreadable or unsafe; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PublicRoot:
    """The root's public half, as the client pins it; ``x`` is the raw key in base64url."""

    kid: str
    x: str


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its certificate."""

    kid: str
    private: Ed25519PrivateKey = field(repr=False)
    certificate: str = field(repr=False)
    valid_from: datetime
    valid_to: datetime


@dataclass(frozen=True, slots=True)
class _Trust:
    """A key folder's ``trust.json``, verified."""

    root: PublicRoot
    key: Ed25519PublicKey
    revocations: str
    serial: int
    revoked: frozenset[str]


@dataclass(frozen=True)
class KeyRing:
    """What the server signs with.

    Attributes:
        current: The key in use: of those in force and not revoked, the one that is valid longest.
        root: The root's public half.
        certificates: All key certificates.
        revocations: The root-signed list of revoked keys.
        revoked: The keys on it.
    """

    current: SigningKey
    root: PublicRoot
    certificates: tuple[str, ...]
    revocations: str
    revoked: frozenset[str] = frozenset()

    @classmethod
    def load(cls, folder: Path, now: datetime | None = None) -> KeyRing:
        """Read a key folder.

        Raises:
            KeyProblem: It is missing, incomplete, readable by others, or not of one root.
        """
        trust = _trust(folder)
        keys = _signing_keys(folder, trust)
        moment = now or datetime.now(UTC)
        usable = [key for key in keys if key.kid not in trust.revoked and key.valid_from <= moment < key.valid_to]
        if not usable:
            raise KeyProblem(f"no usable signing key in {folder}; make one with: qlts-licensor keys issue")
        current = max(usable, key=lambda key: key.valid_to)
        certificates = tuple(key.certificate for key in keys)
        return cls(current, trust.root, certificates, trust.revocations, trust.revoked)

    def still_vouches_for(self, kid: str) -> bool:
        """Whether what that key has signed is still good; a file of unknown origin is not."""
        return bool(kid) and kid not in self.revoked

    def sign(self, typ: str, payload: dict[str, Any]) -> str:
        """Sign claims with the current key, its certificate in the header."""
        key = self.current
        return jws.sign(key.private, typ, payload, key.certificate, kid=key.kid)

    def keys_reply(self) -> dict[str, Any]:
        """The body of ``GET /keys``."""
        return _reply(self.root, self.certificates, self.revocations)


def public_keys(folder: Path) -> dict[str, Any]:
    """The body of ``GET /keys`` from a key folder, also when none of its keys can be used any more.

    Raises:
        KeyProblem: As :meth:`KeyRing.load`.
    """
    trust = _trust(folder)
    return _reply(trust.root, tuple(key.certificate for key in _signing_keys(folder, trust)), trust.revocations)


def public_root(folder: Path) -> PublicRoot:
    """The root's public half, from a key folder.

    Raises:
        KeyProblem: It is missing or damaged.
    """
    return _trust(folder).root


def has_usable_key(folder: Path) -> bool:
    """Whether a key folder is there and has a key that can sign now.

    Raises:
        KeyProblem: The folder is there but cannot be used.
    """
    if not (folder / _TRUST).exists():
        return False
    trust, now = _trust(folder), datetime.now(UTC)
    return any(
        key.kid not in trust.revoked and key.valid_from <= now < key.valid_to
        for key in _signing_keys(folder, trust)
    )


def init_root(path: Path) -> str:
    """Make a root key file; returns its key id.

    Raises:
        KeyProblem: The file exists: a root is never overwritten.
    """
    return make_key_file(path, _ROOT_KIND)


def make_key_file(path: Path, kind: str) -> str:
    """Make a file (0600) with a new private key that never comes to the server; returns the key's id.

    Args:
        path: The file.
        kind: What the key is for, so that no file is taken for another, for example ``qlts-root``.

    Raises:
        KeyProblem: The file exists: a key is never overwritten.
    """
    key = _new_key()
    _write_private(path, {"kind": kind, **_private(key)})
    return jws.key_id(key.public_key())


def private_key(path: Path, kind: str) -> Ed25519PrivateKey:
    """The private key of a file made by :func:`make_key_file`.

    Raises:
        KeyProblem: It is missing, damaged, readable by others, or of another kind.
    """
    content = _read(path, private=True)
    if content.get("kind") != kind:
        raise KeyProblem(f"{path} is not a {kind.removeprefix('qlts-')} key file")
    try:
        return Ed25519PrivateKey.from_private_bytes(jws.from_base64url(content["d"]))
    except (ValueError, KeyError, TypeError) as error:
        raise KeyProblem(f"{path} is damaged: {error}") from error


def issue(root_path: Path, folder: Path, *, days: int = DEFAULT_DAYS, now: datetime | None = None) -> str:
    """Make a signing key with a certificate by the root, into a key folder; returns its key id.

    Args:
        root_path: The root key file.
        folder: The key folder; made where it is missing.
        days: How long the key may sign, from ``now``.
        now: The moment of issue.

    Raises:
        KeyProblem: The root cannot be read, or the folder belongs to another root.
    """
    root = private_key(root_path, _ROOT_KIND)
    moment = _moment(now)
    if (folder / _TRUST).exists():
        _check_same_root(_trust(folder), root, folder)
    else:
        _make_folder(folder)
        _write_trust(root, folder, serial=1, revoked=[], now=moment)
    key = _new_key()
    kid = jws.key_id(key.public_key())
    certificate = jws.sign(
        root,
        KEY,
        {
            "kid": kid,
            "x": jws.base64url(jws.raw_public(key.public_key())),
            "purposes": list(PURPOSES),
            # A server whose clock runs a little behind may sign at once.
            "valid_from": (moment - timedelta(days=1)).isoformat(),
            "valid_to": (moment + timedelta(days=days)).isoformat(),
        },
    )
    _write_private(folder / f"{kid}.json", {"kind": "qlts-signing", **_private(key), "certificate": certificate})
    return kid


def revoke(root_path: Path, folder: Path, kid: str, *, now: datetime | None = None) -> int:
    """Put a key on the list of revoked keys; returns the list's new serial.

    Raises:
        KeyProblem: No such key in the folder, or the folder belongs to another root.
    """
    root, trust = private_key(root_path, _ROOT_KIND), _trust(folder)
    _check_same_root(trust, root, folder)
    if kid not in {key.kid for key in _signing_keys(folder, trust)}:
        raise KeyProblem(f"no key {kid} in {folder}")
    if kid in trust.revoked:
        return trust.serial
    _write_trust(root, folder, serial=trust.serial + 1, revoked=sorted({*trust.revoked, kid}), now=_moment(now))
    return trust.serial + 1


def _new_key() -> Ed25519PrivateKey:
    """A key whose name can be typed after a command: one in 64 would begin like an option."""
    while jws.key_id((key := Ed25519PrivateKey.generate()).public_key()).startswith("-"):
        pass
    return key


def _reply(root: PublicRoot, certificates: tuple[str, ...], revocations: str) -> dict[str, Any]:
    return {"root": asdict(root), "keys": list(certificates), "revocations": revocations}


def _moment(now: datetime | None) -> datetime:
    return (now or datetime.now(UTC)).replace(microsecond=0)


def _trust(folder: Path) -> _Trust:
    path = folder / _TRUST
    content = _read(path)
    try:
        root = PublicRoot(content["root"]["kid"], content["root"]["x"])
        key = Ed25519PublicKey.from_public_bytes(jws.from_base64url(root.x))
        claims = jws.verify(content["revocations"], key, REVOCATIONS)
        return _Trust(root, key, content["revocations"], int(claims["serial"]), frozenset(claims["revoked"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyProblem(f"{path} is damaged: {error}") from error


def _signing_keys(folder: Path, trust: _Trust) -> list[SigningKey]:
    return [_signing_key(path, trust) for path in sorted(folder.glob("*.json")) if path.name != _TRUST]


def _signing_key(path: Path, trust: _Trust) -> SigningKey:
    content = _read(path, private=True)
    if content.get("kind") != "qlts-signing":
        raise KeyProblem(f"{path} is not a signing key; a root key does not belong on the server")
    try:
        private = Ed25519PrivateKey.from_private_bytes(jws.from_base64url(content["d"]))
        kid = jws.key_id(private.public_key())
        claims = jws.verify(content["certificate"], trust.key, KEY)
        if claims["kid"] != kid:
            raise KeyProblem(f"{path} has the certificate of another key")
        begin, end = datetime.fromisoformat(claims["valid_from"]), datetime.fromisoformat(claims["valid_to"])
    except (ValueError, KeyError, TypeError) as error:
        raise KeyProblem(f"{path} is damaged or of another root: {error}") from error
    return SigningKey(kid, private, content["certificate"], begin, end)


def _check_same_root(trust: _Trust, root: Ed25519PrivateKey, folder: Path) -> None:
    if trust.root.kid != jws.key_id(root.public_key()):
        raise KeyProblem(f"{folder} belongs to the root {trust.root.kid}, not to this one")


def _private(key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return {"kid": jws.key_id(key.public_key()), "d": jws.base64url(raw)}


def _read(path: Path, *, private: bool = False) -> dict[str, Any]:
    try:
        if private and os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeyProblem(f"{path} can be read by others; run: chmod 600 {path}")
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise KeyProblem(
            f"{path} is missing; make keys with: qlts-licensor keys init-root and keys issue"
        ) from error
    except (OSError, ValueError) as error:
        raise KeyProblem(f"{path} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise KeyProblem(f"{path} is not a key file")
    return content


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KeyProblem(f"{folder} cannot be made: {error}") from error


def _write_trust(root: Ed25519PrivateKey, folder: Path, *, serial: int, revoked: list[str], now: datetime) -> None:
    public = root.public_key()
    claims = {"serial": serial, "issued_at": now.isoformat(), "revoked": revoked}
    content = {
        "root": asdict(PublicRoot(jws.key_id(public), jws.base64url(jws.raw_public(public)))),
        "revocations": jws.sign(root, REVOCATIONS, claims),
    }
    fresh = folder / f"{_TRUST}.new"
    try:
        fresh.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
        fresh.replace(folder / _TRUST)
    except OSError as error:
        raise KeyProblem(f"{folder} cannot be written: {error}") from error


def _write_private(path: Path, content: dict[str, str]) -> None:
    _make_folder(path.parent)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeyProblem(f"{path} exists and is not overwritten") from error
    except OSError as error:
        raise KeyProblem(f"{path} cannot be written: {error}") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, indent=2) + "\n")
