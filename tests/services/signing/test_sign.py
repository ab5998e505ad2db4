"""The signature itself, looked at by programs that are not ours."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.checking_port import Verdict
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.validate import validate_slip
from tests.services.signing.pki import PASSWORD, Authority, write_p12
from tests.services.signing.service import signing_service


def printed(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("kind", ["rsa2048", "ec256"])
def test_other_programs_find_the_signature_good(
    kind: str,
    service: SigningService,
    authority: Authority,
    slip: bytes,
    form: RenewalForm,
    trust: Path,
    tmp_path: Path,
):
    path = write_p12(tmp_path / "x.p12", authority, kind=kind)
    signed = service.sign(slip, service.open_file(path, PASSWORD), PASSWORD, form)
    target = tmp_path / "phiếu đã ký.pdf"
    target.write_bytes(signed.pdf)
    told = printed("pdfsig", target)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    printed("qpdf", "--check", target)
    assert validate_slip(signed.pdf, (trust,)).verdict is Verdict.VALID
    assert signed.signer == "Nguyễn Văn An"


def test_the_signature_is_seen_in_the_signature_block(signed: bytes, tmp_path: Path):
    target = tmp_path / "signed.pdf"
    target.write_bytes(signed)
    words = printed("pdftotext", "-layout", target, "-")
    for text in ("Ký bởi: Nguyễn Văn An", "Đơn vị: Trường THCS Nguyễn Du", "+07:00"):
        assert text in words
    assert words.index("HIỆU TRƯỞNG") < words.index("Ký bởi")


def test_the_time_shown_is_the_time_claimed(
    slip: bytes, p12: Path, form: RenewalForm, trust: Path, tmp_path: Path
):
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    service = signing_service(tmp_path, trust, now=lambda: now)
    signed = service.sign(slip, service.open_file(p12, PASSWORD), PASSWORD, form)
    assert signed.signed_at == now
    (signature,) = validate_slip(signed.pdf, (trust,)).signatures
    assert signature.signed_at == now
    target = tmp_path / "signed.pdf"
    target.write_bytes(signed.pdf)
    local = now + timedelta(hours=7)
    assert f"Thời gian: {local:%d/%m/%Y %H:%M:%S} +07:00" in printed("pdftotext", "-layout", target, "-")


def test_the_signed_slip_begins_with_the_unsigned_one(signed: bytes, slip: bytes):
    """An incremental update: what was signed is what was shown."""
    assert signed.startswith(slip)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"begins": -400, "ends": -1}, ErrorCode.CERTIFICATE_EXPIRED),
        ({"begins": 1}, ErrorCode.CERTIFICATE_NOT_YET_VALID),
        ({"for_signing": False}, ErrorCode.CERTIFICATE_NOT_FOR_SIGNING),
        ({"kind": "rsa1024"}, ErrorCode.CERTIFICATE_KEY_TOO_WEAK),
        ({"sha1": True}, ErrorCode.CERTIFICATE_DIGEST_TOO_WEAK),
        ({"tax_code": "0100112437"}, ErrorCode.CERTIFICATE_OTHER_TAX_CODE),
    ],
)
def test_a_certificate_that_must_not_sign_does_not(
    changes: dict[str, object],
    code: ErrorCode,
    service: SigningService,
    authority: Authority,
    slip: bytes,
    form: RenewalForm,
    tmp_path: Path,
):
    path = write_p12(tmp_path / "x.p12", authority, **changes)
    with pytest.raises(OperationError) as refused:
        service.sign(slip, service.open_file(path, PASSWORD), PASSWORD, form)
    assert refused.value.code is code


def test_a_file_exchanged_after_the_check_is_not_used(
    service: SigningService, authority: Authority, slip: bytes, form: RenewalForm, tmp_path: Path
):
    path = write_p12(tmp_path / "x.p12", authority)
    seen = service.open_file(path, PASSWORD)
    write_p12(path, authority, subject="Người khác")
    with pytest.raises(OperationError) as refused:
        service.sign(slip, seen, PASSWORD, form)
    assert refused.value.code is ErrorCode.SIGNING_FAILED


def test_a_wrong_password_at_signing_signs_nothing(
    service: SigningService, slip: bytes, p12: Path, form: RenewalForm
):
    seen = service.open_file(p12, PASSWORD)
    with pytest.raises(OperationError) as refused:
        service.sign(slip, seen, "sai", form)
    assert refused.value.code is ErrorCode.CERTIFICATE_PASSWORD_WRONG


def test_the_password_is_in_no_message(service: SigningService, p12: Path):
    with pytest.raises(OperationError) as refused:
        service.open_file(p12, "bí-mật-rất-riêng")
    assert "bí-mật-rất-riêng" not in f"{refused.value!r} {refused.value.technical} {refused.value.details}"
