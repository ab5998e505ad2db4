"""Two sign one slip: the head, then the unit's seal; the first signature stays valid."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.checking_port import Verdict
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.signature_place import SECOND_FIELD
from qlts_desktop.services.signing.validate import validate_slip
from qlts_desktop.services.signing_port import SigningSettings
from tests.services.signing.pki import PASSWORD, Authority, write_p12
from tests.services.signing.service import signing_service

UNIT = "Trường THCS Nguyễn Du"


@pytest.fixture
def own(trust: Path, tmp_path: Path) -> SigningService:
    """A service whose settings may be changed."""
    return signing_service(tmp_path, trust)


@pytest.fixture
def unit_p12(authority: Authority, tmp_path: Path) -> Path:
    return write_p12(tmp_path / "đơn vị.p12", authority, subject=UNIT, kind="ec256")


@pytest.fixture
def twice(own: SigningService, signed: bytes, unit_p12: Path, form: RenewalForm) -> bytes:
    return own.sign(signed, own.open_file(unit_p12, PASSWORD), PASSWORD, form).pdf


def test_both_signatures_are_good_to_all(twice: bytes, signed: bytes, trust: Path, tmp_path: Path):
    assert twice.startswith(signed)
    report = validate_slip(twice, (trust,))
    assert report.verdict is Verdict.VALID
    assert [(one.signer, one.verdict) for one in report.signatures] == [
        ("Nguyễn Văn An", Verdict.VALID),
        (UNIT, Verdict.VALID),
    ]
    target = tmp_path / "twice.pdf"
    target.write_bytes(twice)
    told = subprocess.run(["pdfsig", target], check=True, capture_output=True, text=True).stdout
    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1
    subprocess.run(["qpdf", "--check", target], check=True, capture_output=True)


@pytest.mark.parametrize("before", [True, False], ids=["in what both signed", "in what the second signed"])
def test_a_changed_byte_is_refused(before: bool, twice: bytes, signed: bytes, trust: Path):
    at = twice.index(b"/Rect", 0 if before else len(signed)) + 1
    changed = twice[:at] + b"r" + twice[at + 1 :]
    assert validate_slip(changed, (trust,)).verdict is Verdict.INVALID


def test_both_are_named_where_one_was(own: SigningService, signed: bytes, unit_p12: Path, form: RenewalForm):
    assert own.sign(signed, own.open_file(unit_p12, PASSWORD), PASSWORD, form).signer == f"Nguyễn Văn An, {UNIT}"


def test_nobody_signs_twice_and_never_three(
    own: SigningService,
    signed: bytes,
    twice: bytes,
    p12: Path,
    authority: Authority,
    form: RenewalForm,
    tmp_path: Path,
):
    """Found out before a PIN or a password is used."""
    third = write_p12(tmp_path / "third.p12", authority, subject="Người thứ ba")
    for slip, path in ((signed, p12), (twice, p12), (twice, third)):
        with pytest.raises(OperationError) as refused:
            own.sign(slip, own.open_file(path, PASSWORD), "a wrong password", form)
        assert refused.value.code is ErrorCode.SIGNED_ALREADY


def test_a_damaged_first_signature_is_not_signed_over(
    own: SigningService, signed: bytes, unit_p12: Path, form: RenewalForm
):
    at = signed.index(b"/Rect") + 1
    with pytest.raises(OperationError) as refused:
        own.sign(
            signed[:at] + b"r" + signed[at + 1 :], own.open_file(unit_p12, PASSWORD), "a wrong password", form
        )
    assert refused.value.code is ErrorCode.SIGNING_FAILED


def rectangles(pdf: bytes, folder: Path) -> dict[str, list[float]]:
    (folder / "r.pdf").write_bytes(pdf)
    with pikepdf.open(folder / "r.pdf") as opened:
        return {str(one.T): [float(number) for number in one.Rect] for page in opened.pages for one in page.Annots}


def test_the_second_stands_between_the_code_and_the_first(twice: bytes, tmp_path: Path):
    found = rectangles(twice, tmp_path)
    first, second = found["NguoiKy"], found[SECOND_FIELD]
    assert second[2] == pytest.approx(first[0], abs=1)
    assert second[0] > 85 + 76.5, "the code's right edge"
    (tmp_path / "twice.pdf").write_bytes(twice)
    told = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "twice.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    below = max(float(bottom) for bottom in re.findall(r'yMax="([\d.]+)">\+07:00<', told))
    (caption,) = (float(top) for top in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">Quét<', told))
    second_text = min(float(bottom) for bottom in re.findall(r'yMax="([\d.]+)">\+07:00<', told))
    assert second_text < caption, "above the line below the code"
    assert below > 0


def test_the_seal_is_the_second_ones(
    own: SigningService, slip: bytes, p12: Path, unit_p12: Path, form: RenewalForm, tmp_path: Path
):
    """Announced, the first leaves it out; and it reaches over the first one's left third."""
    seal = tmp_path / "con dấu.png"
    Image.new("RGBA", (400, 400), (210, 20, 30, 255)).save(seal)
    own.change_settings(SigningSettings(seal_picture=seal))
    head, unit = own.open_file(p12, PASSWORD), own.open_file(unit_p12, PASSWORD)

    def images(pdf: bytes) -> int:
        (tmp_path / "i.pdf").write_bytes(pdf)
        told = subprocess.run(
            ["pdfimages", "-list", tmp_path / "i.pdf"], check=True, capture_output=True, text=True
        )
        return len(re.findall(r"^ *\d+ +\d+ image", told.stdout, re.MULTILINE))

    alone = own.sign(slip, head, PASSWORD, form).pdf
    first = own.sign(slip, head, PASSWORD, form, another_follows=True).pdf
    both = own.sign(first, unit, PASSWORD, form).pdf
    assert (images(alone), images(first), images(both)) == (1, 0, 1)
    found = rectangles(both, tmp_path)
    assert found[SECOND_FIELD][2] - found["NguoiKy"][0] == pytest.approx(18 / 25.4 * 72, abs=1)


def test_a_picture_that_is_gone_is_told_before_the_password_is_used(
    own: SigningService, slip: bytes, p12: Path, form: RenewalForm, tmp_path: Path
):
    picture = tmp_path / "chữ ký.png"
    Image.new("RGBA", (300, 100), (0, 0, 200, 255)).save(picture)
    own.change_settings(replace(own.settings(), signature_picture=picture))
    picture.unlink()
    with pytest.raises(OperationError) as refused:
        own.sign(slip, own.open_file(p12, PASSWORD), "a wrong password", form)
    assert refused.value.code is ErrorCode.PICTURE_UNUSABLE
    assert own.settings().signature_picture == picture


def test_a_picture_that_cannot_be_drawn_is_not_kept(own: SigningService, tmp_path: Path):
    broken = tmp_path / "con dấu.png"
    broken.write_bytes(b"GIF89a")
    with pytest.raises(OperationError) as refused:
        own.change_settings(SigningSettings(seal_picture=broken))
    assert refused.value.code is ErrorCode.PICTURE_UNUSABLE
    assert own.settings() == SigningSettings()
