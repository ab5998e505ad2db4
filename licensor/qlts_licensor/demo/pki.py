"""The demo's certificate authority and the certificate files (.p12) that its units sign with.

Modelled on Vietnamese public CAs: the tax code is in the subject's UID (``MST:0200731649``), the key is RSA 2048,
its usage digital signature and non-repudiation.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from qlts_licensor.demo.described import DemoUnit
from qlts_licensor.demo.units import PASSWORD

CERTIFICATES = "certificates"
TRUST = "trust"
ROOT_NAME = "QLTS Demo Root CA"
_ROOT_STEM = "qlts-demo-root"
_OTHER_TAX_CODE = "0101243150"
"""A valid one, of none of the demo's units."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """A certificate file as the manifest lists it."""

    label: str
    path: str
    password: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A certificate file to be made."""

    file_name: str
    label: str
    unit: DemoUnit
    tax_code: str
    expired: bool = False


def certificate_files(data_dir: Path, units: tuple[DemoUnit, ...]) -> tuple[CertificateFile, ...]:
    """What :func:`ensure_certificates` makes: a good one for the first unit, the bad ones, then the others'."""
    folder = data_dir / CERTIFICATES
    return tuple(CertificateFile(item.label, str(folder / item.file_name), PASSWORD) for item in _wanted(units))


def ensure_certificates(data_dir: Path, units: tuple[DemoUnit, ...], now: datetime | None = None) -> None:
    """Make the authority and all certificate files, unless they are there already.

    The authority's key is used once and not kept: missing files mean a new authority and all files anew.

    Args:
        data_dir: Gets ``certificates/*.p12`` (0600) and ``trust/qlts-demo-root.pem`` and ``.crt``.
        units: The demo's units, the one to start with first.
        now: The moment from which validity is counted.
    """
    wanted = _wanted(units)
    folder, trust = data_dir / CERTIFICATES, data_dir / TRUST
    expected = [
        *(folder / item.file_name for item in wanted),
        trust / f"{_ROOT_STEM}.pem",
        trust / f"{_ROOT_STEM}.crt",
    ]
    if all(path.exists() for path in expected):
        return
    moment = now or datetime.now(UTC)
    root_key = _new_key()
    root = _root_certificate(root_key, moment)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    trust.mkdir(parents=True, exist_ok=True)
    for item in wanted:
        key = _new_key()
        certificate = _signer_certificate(item, key, root, root_key, moment)
        content = pkcs12.serialize_key_and_certificates(
            item.unit.head_name.encode(), key, certificate, [root], BestAvailableEncryption(PASSWORD.encode())
        )
        _write(folder / item.file_name, content, 0o600)
    _write(trust / f"{_ROOT_STEM}.pem", root.public_bytes(Encoding.PEM), 0o644)
    _write(trust / f"{_ROOT_STEM}.crt", root.public_bytes(Encoding.DER), 0o644)


def _wanted(units: tuple[DemoUnit, ...]) -> tuple[_Wanted, ...]:
    first = units[0]
    valid = [
        _Wanted(f"{unit.code.lower()}.p12", f"Hợp lệ – {unit.name}", unit, unit.tax_code)
        for unit in units
        if unit.may_register
    ]
    bad = [
        _Wanted(
            f"{first.code.lower()}-expired.p12", f"Hết hạn – {first.name}", first, first.tax_code, expired=True
        ),
        _Wanted(
            f"{first.code.lower()}-other-tax-code.p12", f"Mã số thuế khác – {first.name}", first, _OTHER_TAX_CODE
        ),
    ]
    return (*valid[:1], *bad, *valid[1:])


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _root_certificate(key: rsa.RSAPrivateKey, now: datetime) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "QLTS Demo"),
            x509.NameAttribute(NameOID.COMMON_NAME, ROOT_NAME),
        ]
    )
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 5 * 365 * _DAY)
        .not_valid_after(now + 10 * 365 * _DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


def _signer_certificate(
    item: _Wanted, key: rsa.RSAPrivateKey, root: x509.Certificate, root_key: rsa.RSAPrivateKey, now: datetime
) -> x509.Certificate:
    unit = item.unit
    begin, end = (now - 730 * _DAY, now - 30 * _DAY) if item.expired else (now - _DAY, now + 1095 * _DAY)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.USER_ID, f"MST:{item.tax_code}"),
            x509.NameAttribute(NameOID.COMMON_NAME, unit.head_name),
            x509.NameAttribute(NameOID.TITLE, unit.head_title),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, unit.name),
            x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, unit.province),
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        ]
    )
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(root.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
