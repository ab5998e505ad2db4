"""What a signed slip is worth: valid, not valid, or not to be determined."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.validate import NotPdfError, Reason, Verdict, validate_slip
from tests.services.signing.pki import PASSWORD


def test_a_signed_slip_is_valid_and_tells_its_registration(signed: bytes, trust: Path):
    report = validate_slip(signed, (trust,))
    assert (report.verdict, report.reasons) == (Verdict.VALID, ())
    (signature,) = report.signatures
    assert (signature.signer, signature.issuer, signature.tax_code) == (
        "Nguyễn Văn An",
        "QLTS Test Root",
        "0101243150",
    )
    assert signature.intact
    assert signature.whole_document
    assert signature.trusted
    assert signature.time_source == "signer"
    assert report.registration is not None
    assert report.registration.order_no == "100000042"


def test_an_unknown_issuer_leaves_it_open(signed: bytes, tmp_path: Path):
    report = validate_slip(signed, (tmp_path,))
    assert (report.verdict, report.reasons) == (Verdict.UNDETERMINED, (Reason.ISSUER_UNKNOWN,))


@pytest.mark.parametrize("share", [0.02, 0.1, 0.2, 0.33, 0.5, 0.62, 0.7, 0.78, 0.84, 0.98])
def test_one_changed_byte_is_never_valid(signed: bytes, trust: Path, share: float):
    changed = bytearray(signed)
    changed[int(len(signed) * share)] ^= 0x01
    try:
        verdict = validate_slip(bytes(changed), (trust,)).verdict
    except NotPdfError:
        return
    assert verdict is not Verdict.VALID


def test_something_added_behind_the_signature_is_seen(signed: bytes, trust: Path):
    report = validate_slip(signed + b"\n% more\n", (trust,))
    assert report.verdict is Verdict.INVALID
    assert Reason.NOT_WHOLE_DOCUMENT in report.reasons


def test_an_unsigned_slip_is_not_valid(slip: bytes, trust: Path):
    assert validate_slip(slip, (trust,)).reasons == (Reason.NOT_SIGNED,)


def resaved(slip: bytes, change: str) -> bytes:
    with pikepdf.open(BytesIO(slip)) as pdf:
        if change == "without":
            del pdf.attachments["registration.json"]
        else:
            stream = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
            stream.write(stream.read_bytes().replace(b'":', b'" :', 1))
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    ("change", "reason"),
    [("without", Reason.REGISTRATION_MISSING), ("not canonical", Reason.REGISTRATION_DAMAGED)],
)
def test_a_good_signature_over_something_else_is_not_a_slip(
    change: str,
    reason: Reason,
    slip: bytes,
    service: SigningService,
    p12: Path,
    form: RenewalForm,
    trust: Path,
):
    from qlts_desktop.services.signing.pkcs12 import open_file
    from qlts_desktop.services.signing.sign import sign_slip

    other = sign_slip(resaved(slip, change), open_file(p12, PASSWORD), "Đơn vị", datetime.now(UTC))
    report = validate_slip(other, (trust,))
    assert report.verdict is Verdict.INVALID
    assert reason in report.reasons


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(3000), b"hello" * 1000, b"\0" * 10])
def test_what_is_no_pdf_is_said_to_be_none(content: bytes):
    with pytest.raises(NotPdfError):
        validate_slip(content, ())


def test_a_truncated_slip_never_becomes_valid(signed: bytes, trust: Path):
    for share in range(5, 100, 5):
        try:
            verdict = validate_slip(signed[: len(signed) * share // 100], (trust,)).verdict
        except NotPdfError:
            continue
        assert verdict is not Verdict.VALID
