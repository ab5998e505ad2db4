"""What a signed slip is worth: valid, not valid, or not to be determined."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from qlts_desktop.core.dates import VIETNAM
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.checking_port import Reason, Verdict
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.validate import NotPdfError, validate_slip
from tests.services.signing.pki import PASSWORD, Authority, write_p12
from tests.services.signing.service import signed_directly


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


def verdict_on(content: bytes, trust: Path) -> Verdict | None:
    """None for what is no PDF any more."""
    try:
        return validate_slip(content, (trust,)).verdict
    except NotPdfError:
        return None


def contents_of(signed: bytes) -> tuple[int, int]:
    """Where the signature's hexadecimal digits begin and end; everything else in the file is signed."""
    begin = signed.rindex(b"/Contents <") + len(b"/Contents <")
    return begin, signed.index(b">", begin)


@pytest.mark.parametrize("share", [0, 0.02, 0.1, 0.2, 0.33, 0.5, 0.62, 0.7, 0.78, 0.84, 0.91, 0.96, 0.999])
def test_one_changed_byte_is_never_valid(signed: bytes, trust: Path, share: float):
    begin, end = contents_of(signed)
    place = int((len(signed) - (end - begin)) * share)
    changed = bytearray(signed)
    changed[place if place < begin else place + end - begin] ^= 0x01
    assert verdict_on(bytes(changed), trust) in (Verdict.INVALID, None)


def test_a_damaged_signature_is_told_and_never_fails(signed: bytes, trust: Path):
    begin, end = contents_of(signed)
    used = begin + len(signed[begin:end].rstrip(b"0"))
    chance = random.Random(1)
    seen = set()
    for _ in range(80):
        changed = bytearray(signed)
        for place in chance.sample(range(begin, used), 8):
            changed[place] = ord(chance.choice("0123456789abcdef"))
        seen.add(verdict_on(bytes(changed), trust))
    assert Verdict.INVALID in seen
    assert Verdict.VALID not in seen


def test_nothing_hides_in_the_room_behind_the_signature(signed: bytes, trust: Path):
    _, end = contents_of(signed)
    changed = signed[: end - 4] + b"beef" + signed[end:]
    assert validate_slip(changed, (trust,)).reasons == (Reason.CHANGED,)


def test_a_signing_time_without_offset_is_vietnams(
    slip: bytes, p12: Path, trust: Path, monkeypatch: pytest.MonkeyPatch
):
    from pyhanko.pdf_utils.generic import pdf_date
    from pyhanko.sign.signers import pdf_byterange

    monkeypatch.setattr(pdf_byterange, "pdf_date", lambda moment: pdf_date(moment.replace(tzinfo=None)))
    now = datetime.now(VIETNAM).replace(microsecond=0)
    report = validate_slip(signed_directly(slip, p12, PASSWORD, now), (trust,))
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].signed_at == now
    assert report.signatures[0].signed_at.utcoffset() == timedelta(hours=7)


def test_something_added_behind_the_signature_is_seen(signed: bytes, trust: Path):
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.root[pdf_name("/Note")] = pdf_string("later")
    writer.update_root()
    updated = BytesIO()
    writer.write(updated)
    assert updated.getvalue().startswith(signed)
    for content in (signed + b"\n% more\n", updated.getvalue()):
        report = validate_slip(content, (trust,))
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
    other = signed_directly(resaved(slip, change), p12, PASSWORD, datetime.now(UTC))
    report = validate_slip(other, (trust,))
    assert report.verdict is Verdict.INVALID
    assert reason in report.reasons


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(3000), b"hello" * 1000, b"\0" * 10])
def test_what_is_no_pdf_is_said_to_be_none(content: bytes):
    with pytest.raises(NotPdfError):
        validate_slip(content, ())


def test_a_truncated_slip_never_becomes_valid(signed: bytes, trust: Path):
    for share in range(5, 100, 5):
        assert verdict_on(signed[: len(signed) * share // 100], trust) is not Verdict.VALID


def test_a_certificate_issued_with_sha1_is_refused(slip: bytes, authority: Authority, trust: Path, tmp_path: Path):
    old = write_p12(tmp_path / "old.p12", authority, sha1=True)
    report = validate_slip(signed_directly(slip, old, PASSWORD, datetime.now(UTC)), (trust,))
    assert report.verdict is Verdict.INVALID
    assert Reason.CERTIFICATE_WEAK_DIGEST in report.reasons
