"""The container of a prepared registration: a ZIP file with six members in one order, and nothing else.

Read as strictly as a JWS: what is taken apart must be, to the last byte, what putting it together again gives. So
there is no room for a second directory, a comment, an appended file or a name that leads elsewhere, and nothing is
ever unpacked to the disk.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

LARGEST = 20_000_000
"""Bytes of a whole file."""
MIMETYPE = b"application/vnd.qlts.prepared"

_MOST_BYTES = {
    "mimetype": len(MIMETYPE),
    "prepared.jws": 1_000_000,
    "slip.pdf": 18_000_000,
    "right.txt": 200,
    "keys.json": 900_000,
    "server.txt": 2_000,
}
"""The members in their order, with the most that each may hold once unpacked."""
_STORED, _DEFLATED = 0, 8
_FIRST_DAY = 0x21
"""1980-01-01, the first that a ZIP file can say: the file's own time tells nothing."""
_ZIP_VERSION = 20
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")


class NotContainerError(ValueError):
    """The bytes are not such a container."""


@dataclass(frozen=True, slots=True)
class Members:
    """What a container holds.

    Attributes:
        sealed: The compact JWS.
        slip: The PDF without a signature.
        right: The one-time right to send it, a secret.
        keys: The body of ``GET /keys``.
        server: The licensor's address.
    """

    sealed: str = field(repr=False)
    slip: bytes = field(repr=False)
    right: str = field(repr=False)
    keys: bytes = field(repr=False)
    server: str


@dataclass(frozen=True, slots=True)
class _Packed:
    """A member as it lies in the file."""

    name: str
    method: int
    crc: int
    size: int
    content: bytes = field(repr=False)


def pack(members: Members) -> bytes:
    """The container. Same members, same bytes; a slip is compressed already, so nothing is."""
    contents = (
        MIMETYPE,
        members.sealed.encode("ascii"),
        members.slip,
        members.right.encode("ascii"),
        members.keys,
        members.server.encode("utf-8"),
    )
    return _put_together(
        _Packed(name, _STORED, zlib.crc32(content), len(content), content)
        for name, content in zip(_MOST_BYTES, contents, strict=True)
    )


def unpack(content: bytes) -> Members:
    """Take a container apart.

    Raises:
        NotContainerError: It is not one, or holds anything else too.
    """
    if len(content) > LARGEST:
        raise NotContainerError("too large")
    packed, plain, at = [], [], 0
    for name in _MOST_BYTES:
        member, at = _member(content, at, name)
        packed.append(member)
        plain.append(_plain(member))
    if _put_together(packed) != content:
        raise NotContainerError("more than its members, or not as they are written")
    mimetype, sealed, slip, right, keys, server = plain
    if mimetype != MIMETYPE:
        raise NotContainerError("another type of file")
    try:
        return Members(sealed.decode("ascii"), slip, right.decode("ascii"), keys, server.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotContainerError("a text that is none") from error


def sealed_part(content: bytes) -> str:
    """The JWS of any version, which may have members that this one does not know.

    Raises:
        NotContainerError: The file does not begin as a container does.
    """
    mimetype, at = _member(content, 0, "mimetype")
    if _plain(mimetype) != MIMETYPE:
        raise NotContainerError("another type of file")
    try:
        return _plain(_member(content, at, "prepared.jws")[0]).decode("ascii")
    except UnicodeDecodeError as error:
        raise NotContainerError("a text that is none") from error


def _member(content: bytes, at: int, name: str) -> tuple[_Packed, int]:
    """The member that begins at a place, and where the next one begins."""
    try:
        (mark, _, _, method, _, _, crc, packed_size, size, name_size, _) = _LOCAL.unpack_from(content, at)
    except struct.error as error:
        raise NotContainerError("cut off") from error
    begin = at + _LOCAL.size + len(name)
    end = begin + packed_size
    if mark != b"PK\x03\x04" or name_size != len(name) or content[begin - len(name) : begin] != name.encode():
        raise NotContainerError(f"{name} is not where it belongs")
    if method not in (_STORED, _DEFLATED) or size > _MOST_BYTES[name] or end > len(content):
        raise NotContainerError(f"{name} is too large, cut off or packed in another way")
    return _Packed(name, method, crc, size, content[begin:end]), end


def _plain(member: _Packed) -> bytes:
    plain = member.content
    if member.method == _DEFLATED:
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than announced is enough to see that it unpacks to more.
            plain = inflating.decompress(member.content, member.size + 1)
        except zlib.error as error:
            raise NotContainerError(f"{member.name} cannot be unpacked") from error
        if not inflating.eof or inflating.unused_data:
            raise NotContainerError(f"{member.name} does not end where it should")
    if len(plain) != member.size or zlib.crc32(plain) != member.crc:
        raise NotContainerError(f"{member.name} is damaged")
    return plain


def _put_together(members: Iterable[_Packed]) -> bytes:
    body, directory, count = bytearray(), bytearray(), 0
    for member in members:
        name = member.name.encode("ascii")
        described = (
            *(_ZIP_VERSION, 0, member.method, 0, _FIRST_DAY),
            *(member.crc, len(member.content), member.size, len(name), 0),
        )
        directory += _CENTRAL.pack(b"PK\x01\x02", _ZIP_VERSION, *described, 0, 0, 0, 0, len(body)) + name
        body += _LOCAL.pack(b"PK\x03\x04", *described) + name + member.content
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
