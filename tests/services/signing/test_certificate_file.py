"""Certificate files: whose they are, and why one cannot be used."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.certificate_file import open_key
from qlts_desktop.services.signing_port import IdentityProblem
from tests.services.signing.pki import PASSWORD, Authority, key, write_p12, write_pem
from tests.services.signing.service import signing_service

UNUSABLE = {
    ErrorCode.CERTIFICATE_FILE_DAMAGED,
    ErrorCode.CERTIFICATE_PASSWORD_WRONG,
    ErrorCode.CERTIFICATE_WITHOUT_KEY,
}


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
        ({"sha1": True}, IdentityProblem.DIGEST_TOO_WEAK),
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


@pytest.mark.parametrize("encrypted", [True, False])
def test_a_pem_file_is_opened_too(service: SigningService, authority: Authority, tmp_path: Path, encrypted: bool):
    path = write_pem(tmp_path / "chứng thư.pem", authority, encrypted=encrypted)
    assert service.open_file(path, PASSWORD).subject == "Nguyễn Văn An"
    if encrypted:
        assert refusal(service, path, "khác") is ErrorCode.CERTIFICATE_PASSWORD_WRONG
        assert refusal(service, path, "") is ErrorCode.CERTIFICATE_PASSWORD_WRONG


def test_a_pem_file_without_its_key_or_with_another_one_says_so(
    service: SigningService, authority: Authority, tmp_path: Path
):
    whole = write_pem(tmp_path / "whole.pem", authority, encrypted=False).read_bytes()
    at = whole.index(b"-----BEGIN CERTIFICATE")
    (tmp_path / "key.pem").write_bytes(whole[:at])
    (tmp_path / "certificate.pem").write_bytes(whole[at:])
    other = key("rsa2048", 3).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "other.pem").write_bytes(other + whole[at:])
    assert refusal(service, tmp_path / "certificate.pem") is ErrorCode.CERTIFICATE_WITHOUT_KEY
    assert refusal(service, tmp_path / "other.pem") is ErrorCode.CERTIFICATE_WITHOUT_KEY
    assert refusal(service, tmp_path / "key.pem") in UNUSABLE


def trouble_with(path: Path) -> ErrorCode | None:
    try:
        open_key(path, PASSWORD)
    except OperationError as error:
        return error.code
    return None


def mutants(p12: Path, pem: Path, number: int, tmp_path: Path) -> None:
    """Open files with some bytes changed, cut out or put in: each is opened, or refused in words."""
    chance = random.Random(number)
    path = tmp_path / "mutant.p12"
    for whole in (p12.read_bytes(), pem.read_bytes()):
        for _ in range(number):
            content = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(content))
                match chance.randrange(3):
                    case 0:
                        content[at] ^= chance.randint(1, 255)
                    case 1:
                        del content[at : at + chance.randint(1, 40)]
                    case 2:
                        content[at:at] = chance.randbytes(chance.randint(1, 40))
            path.write_bytes(content)
            assert trouble_with(path) in {None, *UNUSABLE}


def test_a_changed_file_is_refused_in_words(authority: Authority, p12: Path, tmp_path: Path):
    mutants(p12, write_pem(tmp_path / "x.pem", authority, encrypted=True), 40, tmp_path)


@pytest.mark.full
def test_many_changed_files_are_refused_in_words(authority: Authority, p12: Path, tmp_path: Path):
    mutants(p12, write_pem(tmp_path / "x.pem", authority, encrypted=True), 500, tmp_path)
