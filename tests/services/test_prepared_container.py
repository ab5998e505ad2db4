"""The container takes nothing but its six members, and gives back what was put into it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.services.prepared_container import (
    LARGEST,
    MIMETYPE,
    Members,
    NotContainerError,
    pack,
    sealed_part,
    unpack,
)

ASCII = st.text(st.characters(max_codepoint=127), max_size=200)
MEMBERS = st.builds(
    Members,
    sealed=st.text(st.characters(max_codepoint=127), max_size=2000),
    slip=st.binary(max_size=5000),
    right=ASCII,
    keys=st.binary(max_size=2000),
    server=st.text(st.characters(codec="utf-8"), max_size=200),
)
GOOD = Members("head.payload.signature", b"%PDF-1.7 slip", "right", b"{}", "https://qlts.example.vn")
NAMES = ["mimetype", "prepared.jws", "slip.pdf", "right.txt", "keys.json", "server.txt"]


@given(MEMBERS)
def test_what_is_put_in_comes_out(members: Members) -> None:
    assert unpack(pack(members)) == members


@given(MEMBERS)
def test_the_same_members_are_the_same_bytes(members: Members) -> None:
    assert pack(members) == pack(members)


@given(MEMBERS)
def test_every_zip_program_can_read_it(members: Members) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(members))) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == NAMES
        assert opened.read("mimetype") == MIMETYPE
        assert opened.read("slip.pdf") == members.slip
        assert opened.read("server.txt").decode() == members.server


@given(st.data())
def test_one_changed_byte_anywhere_is_refused(data: st.DataObject) -> None:
    content = bytearray(pack(GOOD))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotContainerError):
        unpack(bytes(content))


@given(st.binary(max_size=3000))
def test_any_bytes_are_no_container_and_no_crash(content: bytes) -> None:
    with pytest.raises(NotContainerError):
        unpack(content)
    with pytest.raises(NotContainerError):
        sealed_part(content)


@pytest.mark.parametrize("cut", range(1, len(pack(GOOD)), 7))
def test_a_file_that_was_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(NotContainerError):
        unpack(pack(GOOD)[:-cut])


@pytest.mark.parametrize("more", [b"\0", b"PK", pack(GOOD)])
def test_nothing_may_follow_or_come_before(more: bytes) -> None:
    for content in (pack(GOOD) + more, more + pack(GOOD)):
        with pytest.raises(NotContainerError):
            unpack(content)


def other_zip(names: list[str], **contents: bytes) -> bytes:
    """What another program makes of the same content."""
    plain = dict(zip(NAMES, (MIMETYPE, b"j", b"s", b"r", b"{}", b"u"), strict=True))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(zipfile.ZipInfo(name), contents.get(name, plain.get(name, b"x")))
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "names",
    [
        NAMES[1:],
        NAMES[:-1],
        [*NAMES, "more.txt"],
        [*NAMES, "slip.pdf"],
        [*NAMES[:2], "slip.pdf", *NAMES[2:]],
        [*NAMES[:2], "../slip.pdf", *NAMES[3:]],
        [*NAMES[:2], "/slip.pdf", *NAMES[3:]],
        [*NAMES[:2], "SLIP.PDF", *NAMES[3:]],
        [*NAMES[:2], "slip.pdf\0", *NAMES[3:]],
        list(reversed(NAMES)),
        [],
    ],
)
def test_other_members_are_refused(names: list[str]) -> None:
    with pytest.raises(NotContainerError):
        unpack(other_zip(names))


def deflated(member: str, content: bytes, *, announced: int | None = None) -> bytes:
    """A container with one member deflated, written as this program would write it."""
    plain = dict(zip(NAMES, (MIMETYPE, b"j.j.j", b"%PDF", b"right", b"{}", b"https://x"), strict=True))
    plain[member] = content
    body, directory = bytearray(), bytearray()
    for name in NAMES:
        packed, method = plain[name], 0
        if name == member:
            shrinking = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed, method = shrinking.compress(content) + shrinking.flush(), 8
        size = announced if name == member and announced is not None else len(plain[name])
        crc = zlib.crc32(plain[name])
        described = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 0x21, crc, len(packed), size, len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + described
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += b"PK\x03\x04" + described + name.encode() + packed
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 6, 6, len(directory), len(body), 0)
    return bytes(body + directory + end)


@given(st.binary(min_size=1, max_size=3000))
def test_a_deflated_member_is_read(content: bytes) -> None:
    assert unpack(deflated("slip.pdf", content)).slip == content


@pytest.mark.parametrize("announced", [None, 10, 17_000_000])
def test_a_member_that_unpacks_to_more_than_it_may_is_refused_unpacked(announced: int | None) -> None:
    bomb = deflated("slip.pdf", bytes(60_000_000), announced=announced)
    assert len(bomb) < 100_000
    with pytest.raises(NotContainerError):
        unpack(bomb)


def test_a_file_larger_than_any_may_be_is_refused() -> None:
    with pytest.raises(NotContainerError):
        unpack(bytes(LARGEST + 1))


def test_the_seal_of_a_later_version_is_found_though_its_other_members_are_not_known() -> None:
    assert sealed_part(pack(GOOD) + b"more") == GOOD.sealed
