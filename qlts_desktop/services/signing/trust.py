"""Which certificate authorities are trusted: the certificates in given folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from asn1crypto import pem, x509

_SUFFIXES = {".pem", ".crt", ".cer", ".der"}
_LARGEST = 1_000_000


def certificates_in(folders: Iterable[Path]) -> list[x509.Certificate]:
    """All certificates (PEM or DER) in folders; a file that is none is left aside."""
    found: list[x509.Certificate] = []
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.suffix.lower() in _SUFFIXES:
                    found += _certificates(path)
    return found


def roots(certificates: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    """The self-issued ones among certificates."""
    return [certificate for certificate in certificates if certificate.self_issued]


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        if path.stat().st_size > _LARGEST:
            return []
        content = path.read_bytes()
        blocks = (
            [block for _, _, block in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        )
        loaded = [x509.Certificate.load(block) for block in blocks]
        for certificate in loaded:
            _ = certificate.subject.native, certificate.public_key.algorithm
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return loaded
