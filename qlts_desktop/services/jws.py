"""Compact JWS with Ed25519, read strictly (RFC 7515, RFC 8037).

Only what the licensor writes is accepted: ``alg`` exactly ``Ed25519``, canonical base64url without padding, no
critical headers. A decoder that is lenient where it need not be is where forgeries live.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_LARGEST = 1_000_000
"""Characters. A licence file has about three thousand."""
_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")


class NotJwsError(ValueError):
    """The text is not a compact JWS as the licensor writes them."""


class Header(msgspec.Struct, frozen=True):
    """The protected header."""

    alg: str
    typ: str
    kid: str = ""
    key: str = ""
    crit: msgspec.UnsetType | msgspec.Raw = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class Jws:
    """A parsed JWS; nothing in it is believed before :meth:`signed_by` says yes."""

    header: Header
    payload: bytes = field(repr=False)
    signing_input: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    def signed_by(self, key: Ed25519PublicKey) -> bool:
        """Whether the signature is by that key."""
        try:
            key.verify(self.signature, self.signing_input)
        except InvalidSignature:
            return False
        return True


_header = msgspec.json.Decoder(Header)


def decode_base64url(text: str) -> bytes:
    """Canonical base64url without padding.

    Raises:
        NotJwsError: Another alphabet, padding, or bits left over.
    """
    if not _ALPHABET.fullmatch(text):
        raise NotJwsError("not base64url")
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise NotJwsError("not base64url") from error
    if base64.urlsafe_b64encode(content).rstrip(b"=").decode() != text:
        raise NotJwsError("base64url is not canonical")
    return content


def parse(text: str) -> Jws:
    """Take a compact JWS apart.

    Raises:
        NotJwsError: It is not one.
    """
    if len(text) > _LARGEST:
        raise NotJwsError("too long")
    parts = text.split(".")
    if len(parts) != 3 or not text.isascii():
        raise NotJwsError("a compact JWS has three parts")
    try:
        header = _header.decode(decode_base64url(parts[0]))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotJwsError("the header cannot be read") from error
    if header.alg != "Ed25519":
        raise NotJwsError("another algorithm")
    if header.crit is not msgspec.UNSET:
        raise NotJwsError("a critical header that is not known")
    signature = decode_base64url(parts[2])
    if len(signature) != 64:
        raise NotJwsError("an Ed25519 signature has 64 bytes")
    return Jws(header, decode_base64url(parts[1]), f"{parts[0]}.{parts[1]}".encode("ascii"), signature)


def public_key(x: str) -> Ed25519PublicKey:
    """An Ed25519 public key from its base64url ``x``.

    Raises:
        NotJwsError: It is not 32 bytes of base64url.
    """
    raw = decode_base64url(x)
    if len(raw) != 32:
        raise NotJwsError("an Ed25519 public key has 32 bytes")
    return Ed25519PublicKey.from_public_bytes(raw)
