"""A certificate authority of the tests' own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSWORD = "mật khẩu 123"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def key(kind: str, number: int = 0) -> Key:
    """A key of a kind, made once a process: ``rsa1024``, ``rsa2048``, ``ec256``."""
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind[3:]))
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Authority:
    """A root that issues."""

    private: Key
    certificate: x509.Certificate

    def write_root(self, folder: Path) -> Path:
        """Put the root certificate into a trust folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "root.pem").write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return folder


def _name(common: str, *extra: x509.NameAttribute[str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common), *extra])


def make_authority(common: str = "QLTS Test Root", key_number: int = 1) -> Authority:
    private = key("rsa2048", key_number)
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(_name(common))
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(key_cert_sign=True), critical=True)
        .sign(private, SHA256())
    )
    return Authority(private, certificate)


def _usage(*, sign: bool = False, key_cert_sign: bool = False, encipher: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(sign, sign, encipher, False, False, key_cert_sign, key_cert_sign, False, False)


def make_certificate(
    authority: Authority,
    *,
    subject: str = "Nguyễn Văn An",
    tax_code: str = "0101243150",
    kind: str = "rsa2048",
    begins: int = -30,
    ends: int = 365,
    for_signing: bool = True,
    sha1: bool = False,
) -> x509.Certificate:
    """A signer's certificate; ``begins`` and ``ends`` are days from now."""
    now = datetime.now(UTC)
    extra = (x509.NameAttribute(NameOID.USER_ID, f"MST:{tax_code}"),) if tax_code else ()
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(subject, *extra))
        .issuer_name(authority.certificate.subject)
        .public_key(key(kind, 2).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=begins))
        .not_valid_after(now + timedelta(days=ends))
        .add_extension(_usage(sign=for_signing, encipher=not for_signing), critical=True)
        .sign(authority.private, SHA256())
    )
    return _signed_with_sha1(made, authority) if sha1 else made


def _signed_with_sha1(certificate: x509.Certificate, authority: Authority) -> x509.Certificate:
    """As issuers did until 2017; the library makes no such certificate any more."""
    from asn1crypto import x509 as asn1

    old = asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
    old["tbs_certificate"]["signature"] = old["signature_algorithm"] = {"algorithm": "sha1_rsa"}
    assert isinstance(authority.private, rsa.RSAPrivateKey)
    old["signature_value"] = authority.private.sign(old["tbs_certificate"].dump(), PKCS1v15(), SHA1())
    return x509.load_der_x509_certificate(old.dump())


def write_p12(
    path: Path,
    authority: Authority,
    *,
    kind: str = "rsa2048",
    with_key: bool = True,
    password: str = PASSWORD,
    **of_certificate: Any,
) -> Path:
    """A certificate file, of :func:`make_certificate`."""
    private = key(kind, 2)
    certificate = make_certificate(authority, kind=kind, **of_certificate)
    encryption = BestAvailableEncryption(password.encode("utf-8"))
    if with_key:
        content = pkcs12.serialize_key_and_certificates(b"signer", private, certificate, None, encryption)
    else:
        content = pkcs12.serialize_key_and_certificates(b"signer", None, None, [certificate], encryption)
    path.write_bytes(content)
    return path


def write_pem(path: Path, authority: Authority, *, kind: str = "rsa2048", encrypted: bool) -> Path:
    """Key and certificate in one PEM file, with :data:`PASSWORD` where it is encrypted."""
    encryption = BestAvailableEncryption(PASSWORD.encode("utf-8")) if encrypted else NoEncryption()
    private = key(kind, 2).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
    path.write_bytes(private + make_certificate(authority, kind=kind).public_bytes(Encoding.PEM))
    return path
