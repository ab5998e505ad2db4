"""What the app and a token host say to each other: msgpack messages with their length in front, at most 1 MiB."""

from __future__ import annotations

import struct
from enum import StrEnum
from typing import BinaryIO, TypeVar

import msgspec

T = TypeVar("T")

LARGEST_MESSAGE = 2**20
_LENGTH = struct.Struct(">I")


class ListTokens(msgspec.Struct, tag="list", frozen=True):
    """Asks for all tokens that are plugged in, with their certificates. Nobody logs in."""


class LogIn(msgspec.Struct, tag="log_in", frozen=True):
    """Asks for one login as the token's user. Whatever comes of it, it is not tried again.

    Attributes:
        slot: Where the token was when it was listed.
        serial: Which token has to be there.
        pin: What was typed; not looked at where the reader has keys of its own.
        last_try_confirmed: The user knows that a wrong PIN locks the token.
    """

    slot: int
    serial: str
    pin: str
    last_try_confirmed: bool

    def __repr__(self) -> str:
        return f"LogIn(slot={self.slot}, serial={self.serial!r})"


class Sign(msgspec.Struct, tag="sign", frozen=True):
    """Asks for a signature with the key of an id, over data that is hashed with SHA-256; after a login."""

    object_id: bytes
    data: bytes
    pss: bool


Request = ListTokens | LogIn | Sign


class TokenCertificate(msgspec.Struct, frozen=True):
    """A certificate on a token.

    Attributes:
        object_id: CKA_ID: the key of the same id belongs to it.
        content: DER.
    """

    object_id: bytes
    content: bytes


class Token(msgspec.Struct, frozen=True):
    """A token that is plugged in. Texts are as the token has them; labels need not be unique.

    Attributes:
        signs_pss: It makes RSASSA-PSS signatures.
        shortest_pin: Letters; 0 where the token does not say.
        longest_pin: As ``shortest_pin``.
    """

    slot: int
    label: str
    manufacturer: str
    model: str
    serial: str
    pin_count_low: bool
    pin_final_try: bool
    pin_locked: bool
    has_pin_pad: bool
    signs_pss: bool
    shortest_pin: int
    longest_pin: int
    certificates: list[TokenCertificate]


class Tokens(msgspec.Struct, tag="tokens", frozen=True):
    """The answer to :class:`ListTokens`."""

    tokens: list[Token]


class LoggedIn(msgspec.Struct, tag="logged_in", frozen=True):
    """The answer to :class:`LogIn`."""


class Signature(msgspec.Struct, tag="signature", frozen=True):
    """The answer to :class:`Sign`: as PKCS#1 has it, or ASN.1 for elliptic curves."""

    content: bytes


class Fault(StrEnum):
    """Why a module, or its token, did not do what was asked."""

    MODULE = "module"
    """Anything that is not below: the driver's own fault."""
    NOT_LOADED = "not_loaded"
    """The system could not load it: most often another library that it needs is missing."""
    TOKEN_REMOVED = "token_removed"  # noqa: S105 - a symbol, not a password
    TOKEN_BUSY = "token_busy"  # noqa: S105 - a symbol, not a password
    NO_KEY = "no_key"
    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"
    PIN_EXPIRED = "pin_expired"
    PIN_CANCELLED = "pin_cancelled"
    """At the reader's own keys."""
    PIN_LENGTH = "pin_length"
    """Seen before the token was asked."""
    LAST_TRY = "last_try"
    """Nobody has confirmed it; the token was not asked."""


class Failed(msgspec.Struct, tag="failed", frozen=True):
    """The module, or its token, did not do what was asked.

    Attributes:
        error: The module's own word, for example ``DeviceError``; never anything typed.
        fault: What it means.
    """

    error: str
    fault: Fault = Fault.MODULE


Answer = Tokens | LoggedIn | Signature | Failed

_request_decoder: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(ListTokens | LogIn | Sign)
_answer_decoder: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Tokens | LoggedIn | Signature | Failed)
_encoder = msgspec.msgpack.Encoder()


class ProtocolError(Exception):
    """What came is no message of this protocol, or too long."""


def send(stream: BinaryIO, message: msgspec.Struct) -> None:
    """Write a message, and leave nothing of it in memory of ours.

    Args:
        stream: Unbuffered where the message holds a PIN.
        message: What is said.

    Raises:
        ProtocolError: It is too long.
        OSError: Nobody reads any more.
    """
    content = bytearray()
    _encoder.encode_into(message, content, _LENGTH.size)
    length = len(content) - _LENGTH.size
    if length > LARGEST_MESSAGE:
        raise ProtocolError(f"{length} bytes")
    _LENGTH.pack_into(content, 0, length)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[stream.write(rest) :]
        stream.flush()
    finally:
        content[:] = bytes(len(content))


def receive_request(stream: BinaryIO) -> Request:
    """Read a request.

    Raises:
        ProtocolError: It is none.
    """
    return _decoded(stream, _request_decoder)


def receive_answer(stream: BinaryIO) -> Answer:
    """Read an answer.

    Raises:
        ProtocolError: It is none, or the host ended before it was whole.
    """
    return _decoded(stream, _answer_decoder)


def _decoded(stream: BinaryIO, decoder: msgspec.msgpack.Decoder[T]) -> T:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > LARGEST_MESSAGE:
        raise ProtocolError(f"{length} bytes are announced")
    try:
        return decoder.decode(_exactly(stream, length))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ProtocolError(str(error)) from error


def _exactly(stream: BinaryIO, length: int) -> bytes:
    content = stream.read(length)
    if len(content) != length:
        raise ProtocolError(f"ended after {len(content)} of {length} bytes")
    return content
