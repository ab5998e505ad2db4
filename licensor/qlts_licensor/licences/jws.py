"""Compact JWS with Ed25519 (RFC 7515, RFC 8037): how the licensor signs, and reads what it signed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class BadToken(ValueError):  # noqa: N818 - names what it is, like its siblings
    """The text is not a JWS of the expected kind by the expected key."""


def base64url(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of canonical base64url without padding.

    Raises:
        BadToken: Another alphabet, padding, or bits left over.
    """
    if not _BASE64URL.fullmatch(text):
        raise BadToken("not base64url")
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise BadToken("not base64url") from error
    if base64url(content) != text:
        raise BadToken("base64url is not canonical")
    return content


def raw_public(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(key: Ed25519PublicKey) -> str:
    """The key's name: the first 12 bytes of its SHA-256, base64url."""
    return base64url(hashlib.sha256(raw_public(key)).digest()[:12])


def sign(
    key: Ed25519PrivateKey, typ: str, payload: dict[str, Any], certificate: str = "", *, kid: str = ""
) -> str:
    """Sign claims.

    Args:
        key: The private key.
        typ: The kind of file, for example ``qlts-licence+jws``; bound by the signature.
        payload: JSON-able claims.
        certificate: The key's own certificate, carried in the header; empty for what the root signs.
        kid: The key's name, where it is known already.
    """
    signing_input = f"{_header(kid or key_id(key.public_key()), typ, certificate)}.{_json(payload)}"
    return f"{signing_input}.{base64url(key.sign(signing_input.encode('ascii')))}"


def verify(token: str, key: Ed25519PublicKey, typ: str) -> dict[str, Any]:
    """The claims of a token, once everything about it is right.

    Args:
        token: Compact JWS.
        key: The key that must have signed it.
        typ: The kind that it must be.

    Raises:
        BadToken: It is another kind, by another key, changed, or not a strict compact JWS.
    """
    parts = token.split(".")
    if len(parts) != 3:
        raise BadToken("a compact JWS has three parts")
    header = _object(parts[0])
    if header.get("alg") != "Ed25519" or header.get("typ") != typ or header.get("kid") != key_id(key):
        raise BadToken("another algorithm, kind or key")
    if "crit" in header:
        raise BadToken("a critical header that is not known")
    signature = from_base64url(parts[2])
    try:
        key.verify(signature, f"{parts[0]}.{parts[1]}".encode("ascii"))
    except (InvalidSignature, UnicodeEncodeError) as error:
        raise BadToken("the signature is wrong") from error
    return _object(parts[1])


def signer_of(token: str) -> str:
    """The key id that a file names; the signature is not looked at.

    Raises:
        BadToken: It cannot be read.
    """
    return str(header_of(token).get("kid", ""))


def header_of(token: str) -> dict[str, Any]:
    """The header of a file; the signature is not looked at.

    Raises:
        BadToken: It cannot be read.
    """
    return _object(token.partition(".")[0])


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a file that this service signed itself; the signature is not looked at.

    Raises:
        BadToken: It cannot be read.
    """
    parts = token.split(".")
    if len(parts) != 3:
        raise BadToken("a compact JWS has three parts")
    return _object(parts[1])


@lru_cache(64)
def _header(kid: str, typ: str, certificate: str) -> str:
    header = {"alg": "Ed25519", "typ": typ, "kid": kid}
    return _json({**header, "key": certificate} if certificate else header)


def _object(part: str) -> dict[str, Any]:
    try:
        value = json.loads(from_base64url(part))
    except (ValueError, RecursionError) as error:
        raise BadToken("not JSON") from error
    if not isinstance(value, dict):
        raise BadToken("not a JSON object")
    return value


def _json(value: dict[str, Any]) -> str:
    return base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
