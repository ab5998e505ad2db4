"""The demo's certificate files: what a signer's certificate of a Vietnamese public CA looks like, good and bad."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from qlts_licensor.demo.pki import CertificateFile, certificate_files, ensure_certificates
from qlts_licensor.demo.units import demo_units

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
UNITS = demo_units(date(2026, 6, 15))


@dataclass(frozen=True)
class Made:
    """A data folder with everything in it."""

    folder: Path
    files: tuple[CertificateFile, ...]
    root: x509.Certificate


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("demo")
    ensure_certificates(folder, UNITS, NOW)
    root = x509.load_pem_x509_certificate((folder / "trust" / "qlts-demo-root.pem").read_bytes())
    return Made(folder, certificate_files(folder, UNITS), root)


def opened(file: CertificateFile) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key, certificate, _ = pkcs12.load_key_and_certificates(Path(file.path).read_bytes(), file.password.encode())
    assert isinstance(key, rsa.RSAPrivateKey)
    assert certificate
    return key, certificate


def subject(certificate: x509.Certificate, name: x509.ObjectIdentifier) -> object:
    return certificate.subject.get_attributes_for_oid(name)[0].value


def test_every_unit_that_may_register_has_a_good_one(made: Made) -> None:
    owners = {subject(opened(file)[1], NameOID.ORGANIZATION_NAME) for file in made.files if "Hợp lệ" in file.label}
    assert owners == {unit.name for unit in UNITS if unit.may_register}
    assert len(made.files) == len(owners) + 2


def test_the_first_is_the_first_units(made: Made) -> None:
    key, certificate = opened(made.files[0])
    unit = UNITS[0]
    assert key.key_size == 2048
    assert subject(certificate, NameOID.COMMON_NAME) == unit.head_name
    assert subject(certificate, NameOID.USER_ID) == f"MST:{unit.tax_code}"
    assert NameOID.USER_ID.dotted_string == "0.9.2342.19200300.100.1.1"
    assert certificate.not_valid_before_utc < NOW < certificate.not_valid_after_utc
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)


def test_the_demo_authority_issued_them_all(made: Made) -> None:
    for file in made.files:
        opened(file)[1].verify_directly_issued_by(made.root)
    assert made.root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    other_form = x509.load_der_x509_certificate((made.folder / "trust" / "qlts-demo-root.crt").read_bytes())
    assert other_form == made.root


def test_one_has_expired_and_one_has_another_tax_code(made: Made) -> None:
    _, expired = opened(next(file for file in made.files if "Hết hạn" in file.label))
    assert expired.not_valid_after_utc < NOW
    _, other = opened(next(file for file in made.files if "Mã số thuế khác" in file.label))
    assert subject(other, NameOID.USER_ID) not in {f"MST:{unit.tax_code}" for unit in UNITS}
    assert other.not_valid_after_utc > NOW


def test_private_keys_are_private_and_the_authoritys_is_not_kept(made: Made) -> None:
    for file in made.files:
        assert stat.S_IMODE(Path(file.path).stat().st_mode) == 0o600
    assert {path.name for path in (made.folder / "trust").iterdir()} == {
        "qlts-demo-root.pem",
        "qlts-demo-root.crt",
    }


def test_a_second_start_keeps_them(made: Made) -> None:
    before = {file.path: Path(file.path).read_bytes() for file in made.files}
    ensure_certificates(made.folder, UNITS)
    assert {file.path: Path(file.path).read_bytes() for file in made.files} == before
