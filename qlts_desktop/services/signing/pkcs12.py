"""Certificate files (PKCS#12: .p12, .pfx)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asn1crypto import x509

from qlts_desktop.core.errors import ErrorCode, OperationError

LARGEST = 1_000_000
"""Bytes; a certificate file has a few thousand."""


@dataclass(frozen=True)
class OpenedFile:
    """A certificate file's content. Keep it no longer than one operation: it holds the private key."""

    certificate: x509.Certificate
    key: Any = field(repr=False)
    """The private key, of ``cryptography``."""
    chain: tuple[x509.Certificate, ...]


def open_file(path: Path, password: str) -> OpenedFile:
    """Open a certificate file.

    Raises:
        OperationError: file_unreadable, certificate_file_damaged, certificate_password_wrong,
            certificate_without_key.
    """
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    content = _content(path)
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
    if loaded.key is None or loaded.cert is None:
        raise OperationError(ErrorCode.CERTIFICATE_WITHOUT_KEY, details={"path": str(path)})
    certificates = [loaded.cert, *loaded.additional_certs]
    parsed = [x509.Certificate.load(item.certificate.public_bytes(Encoding.DER)) for item in certificates]
    return OpenedFile(parsed[0], loaded.key, tuple(parsed[1:]))


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
