"""A dossier with wrong bytes in it: which member is touched is named, and nothing makes the check fall over."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qlts_desktop.__main__ import main
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.dossier import INDEX, UNPACKING_FAULTS, differences, packed_dossier, read_index
from qlts_desktop.services.signed_claims import DossierClaims, DossierFile

NOISE = random.Random(20261129).randbytes(400)
FILES = {"phieu/01-phieu.pdf": b"%PDF-1.7 " + NOISE, "chung-tu/01-lan-1.png": NOISE[::-1] + b"tail"}
RECEIPT = "eyJ0eXAiOiJxbHRzIn0.aaaa.bbbb" * 9
INDEX_TEXT = "eyJ0eXAiOiJxbHRzIn0.cccc.dddd" * 9


def named(path: str, content: bytes) -> DossierFile:
    return DossierFile(path=path, size=len(content), sha256=hashlib.sha256(content).hexdigest())


CLAIMS = DossierClaims(
    receipt_no="HS-260001234",
    kind="dossier",
    unit="THCSNBK",
    unit_name="Trường THCS Nguyễn Bỉnh Khiêm",
    order_no="260001234",
    received_at=datetime(2026, 11, 29, tzinfo=UTC),
    files=[named(path, content) for path, content in FILES.items()],
    receipts=[named("bien-nhan/BN-1.jws", RECEIPT.encode("ascii"))],
)
BY_DIGEST = {hashlib.sha256(content).hexdigest(): content for content in FILES.values()}
WHOLE = packed_dossier(INDEX_TEXT, CLAIMS, (RECEIPT,), BY_DIGEST.__getitem__)
MEMBERS = (*FILES, "bien-nhan/BN-1.jws")


def place_of(path: str) -> tuple[int, int]:
    """Where a member's packed bytes begin and end."""
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        member = archive.getinfo(path)
    begin = member.header_offset + 30 + len(path.encode("utf-8"))
    return begin, begin + member.compress_size


def with_flipped(at: int, bit: int) -> bytes:
    wrong = bytearray(WHOLE)
    wrong[at] ^= 1 << bit
    return bytes(wrong)


@pytest.mark.parametrize("path", MEMBERS)
def test_each_flipped_byte_of_a_member_names_that_member(path: str):
    begin, end = place_of(path)
    for at in range(begin, end):
        with zipfile.ZipFile(io.BytesIO(with_flipped(at, at % 8))) as archive:
            assert read_index(archive) == INDEX_TEXT
            assert differences(archive, CLAIMS) in {(path,), ()}
            if differences(archive, CLAIMS) == ():
                # The bits after the end of a packed stream carry nothing.
                assert archive.read(path) == FILES.get(path, RECEIPT.encode("ascii"))


def test_each_flipped_byte_of_the_archive_is_told_or_changes_nothing():
    told = 0
    for at in range(len(WHOLE)):
        try:
            with zipfile.ZipFile(io.BytesIO(with_flipped(at, at % 8))) as archive:
                index, wrong = read_index(archive), differences(archive, CLAIMS)
                if index == INDEX_TEXT and not wrong:
                    assert {name: archive.read(name) for name in FILES} == FILES
                    continue
        except (OperationError, *UNPACKING_FAULTS):
            pass
        told += 1
    assert told > len(WHOLE) // 2


def test_an_archive_that_cannot_be_unpacked_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    begin, _end = place_of(INDEX)
    path = tmp_path / "hồ sơ.zip"
    for bit in range(8):
        path.write_bytes(with_flipped(begin, bit))
        assert main(["check", str(path)]) in {1, 2}
        assert "ục lục" in capsys.readouterr().err
    directory = WHOLE.rindex(b"PK\x01\x02")
    path.write_bytes(WHOLE[: directory + 6] + b"\xff" + WHOLE[directory + 7 :])
    assert main(["check", str(path)]) == 2
