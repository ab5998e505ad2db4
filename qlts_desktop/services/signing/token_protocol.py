"""What the app and a token host say to each other: msgpack messages with their length in front, at most 1 MiB."""

from __future__ import annotations

import struct
from typing import BinaryIO, TypeVar

import msgspec

T = TypeVar("T")

LARGEST_MESSAGE = 2**20
_LENGTH = struct.Struct(">I")


class ListTokens(msgspec.Struct, tag="list", frozen=True):
    """Asks for all tokens that are plugged in, with their certificates. Nobody logs in."""


class TokenCertificate(msgspec.Struct, frozen=True):
    """A certificate on a token.

    Attributes:
        object_id: CKA_ID: the key of the same id belongs to it.
        label: CKA_LABEL, as the token has it.
        content: DER.
    """

    object_id: bytes
    label: str
    content: bytes


class Token(msgspec.Struct, frozen=True):
    """A token that is plugged in. Texts are as the token has them; labels need not be unique."""

    slot: int
    label: str
    manufacturer: str
    model: str
    serial: str
    pin_count_low: bool
    pin_final_try: bool
    pin_locked: bool
    has_pin_pad: bool
    certificates: list[TokenCertificate]


class Tokens(msgspec.Struct, tag="tokens", frozen=True):
    """The answer to :class:`ListTokens`."""

    tokens: list[Token]


class Failed(msgspec.Struct, tag="failed", frozen=True):
    """The module, or its token, did not do what was asked.

    Attributes:
        error: The module's own word, for example ``CKR_DEVICE_ERROR``; never anything typed.
    """

    error: str


Answer = Tokens | Failed

_request_decoder: msgspec.msgpack.Decoder[ListTokens] = msgspec.msgpack.Decoder(ListTokens)
_answer_decoder: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Tokens | Failed)


class ProtocolError(Exception):
    """What came is no message of this protocol, or too long."""


def send(stream: BinaryIO, message: msgspec.Struct) -> None:
    """Write a message.

    Raises:
        ProtocolError: It is too long.
        OSError: Nobody reads any more.
    """
    content = msgspec.msgpack.encode(message)
    if len(content) > LARGEST_MESSAGE:
        raise ProtocolError(f"{len(content)} bytes")
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive_request(stream: BinaryIO) -> ListTokens:
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
