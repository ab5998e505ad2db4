"""Which certificate authorities are trusted: the certificates in given folders."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from asn1crypto import pem, x509

_SUFFIXES = {".pem", ".crt", ".cer", ".der"}
_LARGEST = 1_000_000
_SYSTEM_BUNDLES = (Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/pki/tls/certs/ca-bundle.crt"))
"""Debian's and Red Hat's; no environment variable can name another one."""


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


def with_system_roots(
    trusted: Sequence[x509.Certificate], certificates: Iterable[x509.Certificate]
) -> list[x509.Certificate]:
    """Trusted authorities, with those of the system that certificates name as their issuers.

    The system's are read only where an issuer is not among the trusted ones.

    Args:
        trusted: The authorities that are trusted anyway.
        certificates: Whose issuers are looked for.
    """
    known = {authority.subject.hashable for authority in trusted}
    wanted = {certificate.issuer.hashable for certificate in certificates} - known
    found = [root for root in _system_roots() if root.subject.hashable in wanted] if wanted else []
    return [*trusted, *found]


@cache
def _system_roots() -> tuple[x509.Certificate, ...]:
    if sys.platform == "win32":
        stored = [content for content, encoding, _ in ssl.enum_certificates("ROOT") if encoding == "x509_asn"]
        found = [certificate for content in stored for certificate in _loaded([content])]
    else:
        found = [certificate for path in _SYSTEM_BUNDLES for certificate in _certificates(path)]
    return tuple(roots(found))


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        if path.stat().st_size > _LARGEST:
            return []
        content = path.read_bytes()
        blocks = (
            [block for _, _, block in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        )
    except (OSError, ValueError):
        return []
    return _loaded(blocks)


def _loaded(blocks: Iterable[bytes]) -> list[x509.Certificate]:
    """None where one of them is no certificate."""
    try:
        loaded = [x509.Certificate.load(block) for block in blocks]
        for certificate in loaded:
            _ = certificate.subject.native, certificate.public_key.algorithm
    except (ValueError, TypeError, KeyError):
        return []
    return loaded
