"""Certificate files: PKCS#12 (.p12, .pfx) and PEM, with the private key in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asn1crypto import x509

from qlts_desktop.core.errors import ErrorCode, OperationError

LARGEST = 1_000_000
"""Bytes; a certificate file has a few thousand."""
_PEM = b"-----BEGIN "


@dataclass
class FileKey:
    """The key in a certificate file. Keep it no longer than one operation."""

    certificate: x509.Certificate
    key: Any = field(repr=False)
    """The private key, of ``cryptography``."""
    chain: tuple[x509.Certificate, ...]
    signs_pss: bool = False

    def sign(self, data: bytes) -> bytes:
        """Sign data, hashed with SHA-256."""
        from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
        from cryptography.hazmat.primitives.hashes import SHA256

        match self.key:
            case rsa.RSAPrivateKey():
                return self.key.sign(data, padding.PKCS1v15(), SHA256())
            case ec.EllipticCurvePrivateKey():
                return self.key.sign(data, ec.ECDSA(SHA256()))
        raise TypeError(type(self.key).__name__)


def open_key(path: Path, password: str) -> FileKey:
    """Open a certificate file.

    Raises:
        OperationError: file_unreadable, certificate_file_damaged, certificate_password_wrong,
            certificate_without_key.
    """
    content = _content(path)
    key, certificates = _pem(content, password) if _PEM in content else _pkcs12(content, password)
    if key is None or not certificates:
        raise OperationError(ErrorCode.CERTIFICATE_WITHOUT_KEY, details={"path": str(path)})
    own = next((one for one in certificates if one.public_key() == key.public_key()), None)
    if own is None:
        raise OperationError(ErrorCode.CERTIFICATE_WITHOUT_KEY, details={"path": str(path)})
    return FileKey(_parsed(own), key, tuple(_parsed(one) for one in certificates if one is not own))


def _pkcs12(content: bytes, password: str) -> tuple[Any, list[Any]]:
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    try:
        loaded = load_pkcs12(content, password.encode("utf-8"))
    except ValueError as error:
        # The library has one error for both: a file that is whole was opened with a wrong password.
        damaged = not _looks_like_pkcs12(content)
        code = ErrorCode.CERTIFICATE_FILE_DAMAGED if damaged else ErrorCode.CERTIFICATE_PASSWORD_WRONG
        raise OperationError(code, technical=type(error).__name__) from error
    except Exception as error:
        # Unsupported algorithms and broken keys come as errors of many kinds.
        raise OperationError(ErrorCode.CERTIFICATE_FILE_DAMAGED, technical=type(error).__name__) from error
    first = [loaded.cert] if loaded.cert is not None else []
    return loaded.key, [one.certificate for one in (*first, *loaded.additional_certs)]


def _pem(content: bytes, password: str) -> tuple[Any, list[Any]]:
    """The key is taken out first: a password that does not fit says nothing about the certificates."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificates

    if b"PRIVATE KEY-----" not in content:
        return None, []
    encrypted = b"ENCRYPTED" in content
    try:
        key = load_pem_private_key(content, password.encode("utf-8") if encrypted else None)
        certificates = load_pem_x509_certificates(content)
    except (ValueError, TypeError) as error:
        # No password for an encrypted key is a TypeError, a wrong one a ValueError, as is a broken block.
        code = ErrorCode.CERTIFICATE_PASSWORD_WRONG if encrypted else ErrorCode.CERTIFICATE_FILE_DAMAGED
        raise OperationError(code, technical=type(error).__name__) from error
    except Exception as error:
        raise OperationError(ErrorCode.CERTIFICATE_FILE_DAMAGED, technical=type(error).__name__) from error
    return key, certificates


def _parsed(certificate: Any) -> x509.Certificate:
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise OperationError(
            ErrorCode.FILE_UNREADABLE, details={"path": str(path)}, technical=str(error)
        ) from error
    if len(content) > LARGEST:
        raise OperationError(ErrorCode.CERTIFICATE_FILE_DAMAGED, technical="too large for a certificate file")
    return content


def _looks_like_pkcs12(content: bytes) -> bool:
    from asn1crypto import pkcs12

    try:
        parsed = pkcs12.Pfx.load(content, strict=True)
        # Reading every part shows a file that was cut short or changed.
        return parsed["version"].native == "v3" and bool(parsed["auth_safe"]["content"].native)
    except (ValueError, TypeError, KeyError, OverflowError):
        return False
