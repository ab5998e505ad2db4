"""Certificate files: whose they are, and why one cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing_port import IdentityProblem
from tests.services.signing.pki import PASSWORD, Authority, write_p12
from tests.services.signing.service import signing_service


def refusal(service: SigningService, path: Path, password: str = PASSWORD) -> ErrorCode:
    with pytest.raises(OperationError) as refused:
        service.open_file(path, password)
    return refused.value.code


def test_it_says_whose_certificate_it_is(service: SigningService, p12: Path):
    identity = service.open_file(p12, PASSWORD)
    assert (identity.subject, identity.issuer) == ("Nguyễn Văn An", "QLTS Test Root")
    assert identity.tax_code == "0101243150"
    assert identity.source == str(p12)
    assert identity.problem is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"begins": -400, "ends": -1}, IdentityProblem.EXPIRED),
        ({"begins": 1, "ends": 400}, IdentityProblem.NOT_YET_VALID),
        ({"for_signing": False}, IdentityProblem.NOT_FOR_SIGNING),
        ({"kind": "rsa1024"}, IdentityProblem.KEY_TOO_WEAK),
        ({"kind": "ec256"}, None),
    ],
)
def test_a_certificate_that_cannot_sign_says_why(
    changes: dict[str, object], problem: IdentityProblem | None, authority: Authority, tmp_path: Path
):
    path = write_p12(tmp_path / "x.p12", authority, **changes)
    assert signing_service(tmp_path).open_file(path, PASSWORD).problem is problem


@pytest.mark.parametrize("password", ["", "mật khẩu 124", "mat khau 123", "x" * 500])
def test_a_wrong_password_is_told_from_a_damaged_file(service: SigningService, p12: Path, password: str):
    assert refusal(service, p12, password) is ErrorCode.CERTIFICATE_PASSWORD_WRONG


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_a_truncated_file_is_damaged(service: SigningService, p12: Path, tmp_path: Path, share: float):
    content = p12.read_bytes()
    path = tmp_path / "cut.p12"
    path.write_bytes(content[: int(len(content) * share)])
    assert refusal(service, path) is ErrorCode.CERTIFICATE_FILE_DAMAGED


def test_a_picture_a_folder_and_a_giant_are_no_certificate_files(service: SigningService, tmp_path: Path):
    picture = tmp_path / "ảnh.p12"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    giant = tmp_path / "giant.p12"
    giant.write_bytes(bytes(1_000_001))
    assert refusal(service, picture) is ErrorCode.CERTIFICATE_FILE_DAMAGED
    assert refusal(service, giant) is ErrorCode.CERTIFICATE_FILE_DAMAGED
    assert refusal(service, tmp_path) is ErrorCode.FILE_UNREADABLE
    assert refusal(service, tmp_path / "none.p12") is ErrorCode.FILE_UNREADABLE


def test_a_file_without_its_key_says_so(service: SigningService, authority: Authority, tmp_path: Path):
    path = write_p12(tmp_path / "nokey.p12", authority, with_key=False)
    assert refusal(service, path) is ErrorCode.CERTIFICATE_WITHOUT_KEY
