"""Compact JWS with Ed25519 (RFC 7515, RFC 8037), as the licensor signs everything."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def base64url(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of unpadded base64url."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def raw_public(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(key: Ed25519PublicKey) -> str:
    """The key's name: the first 12 bytes of its SHA-256, base64url."""
    return base64url(hashlib.sha256(raw_public(key)).digest()[:12])


def sign(key: Ed25519PrivateKey, typ: str, payload: dict[str, Any], certificate: str = "") -> str:
    """Sign claims.

    Args:
        key: The private key.
        typ: The kind of file, for example ``qlts-licence+jws``; bound by the signature.
        payload: JSON-able claims.
        certificate: The key's own certificate, carried in the header; empty for what the root signs.
    """
    header = {"alg": "Ed25519", "typ": typ, "kid": key_id(key.public_key())}
    if certificate:
        header["key"] = certificate
    signing_input = f"{_json(header)}.{_json(payload)}"
    return f"{signing_input}.{base64url(key.sign(signing_input.encode('ascii')))}"


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a file that this service signed itself; the signature is not looked at."""
    claims: dict[str, Any] = json.loads(from_base64url(token.split(".")[1]))
    return claims


def _json(value: dict[str, Any]) -> str:
    return base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
