"""What a certificate says about its owner, and whether it may sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from asn1crypto import x509

from qlts_desktop.services.signing_port import Identity, IdentityProblem, PinState, TokenFacts

_UID = "0.9.2342.19200300.100.1.1"
_TAX_CODE_PREFIX = "MST:"
_SIGNING_USES = {"digital_signature", "non_repudiation"}
_WEAK_DIGESTS = {"md2", "md4", "md5", "sha1"}
LEAST_RSA_BITS = 2048
LEAST_EC_BITS = 256
"""TT 15/2025/TT-BKHCN."""


def loaded(content: bytes) -> x509.Certificate | None:
    """A certificate from its DER; None for what is none, however it breaks."""
    try:
        certificate = x509.Certificate.load(content, strict=True)
        _ = certificate.subject.native, certificate.issuer.native, certificate.public_key.bit_size
        _ = certificate.not_valid_before, certificate.not_valid_after, certificate.key_usage_value, certificate.ca
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    return certificate


def identity_of(
    certificate: x509.Certificate,
    identity_id: str,
    now: datetime,
    *,
    source: str = "",
    token: TokenFacts | None = None,
) -> Identity:
    """What the interface may know of a certificate.

    Args:
        certificate: The certificate.
        identity_id: What it is known by.
        now: Aware.
        source: Path of its file; empty for a token.
        token: Where it is; None for a file.
    """
    is_locked = token is not None and token.pin is PinState.LOCKED
    return Identity(
        identity_id=identity_id,
        subject=subject_name(certificate),
        issuer=issuer_name(certificate),
        tax_code=tax_code(certificate),
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        source=source,
        token=token,
        problem=IdentityProblem.PIN_LOCKED if is_locked else problem_of(certificate, now),
        serial_number=f"{certificate.serial_number:x}",
        key=f"{certificate.public_key.algorithm.upper()} {certificate.public_key.bit_size}",
        sha256=certificate.sha256.hex(),
    )


def subject_name(certificate: x509.Certificate) -> str:
    """The common name; the whole subject where there is none."""
    return _common_name(certificate.subject)


def issuer_name(certificate: x509.Certificate) -> str:
    """The issuer's common name."""
    return _common_name(certificate.issuer)


def tax_code(certificate: x509.Certificate) -> str:
    """The tax code in the subject's UID (``MST:0200731649``) or serial number; empty when there is none."""
    for kind, value in _attributes(certificate.subject):
        if (kind == _UID or kind == "2.5.4.5") and value.upper().startswith(_TAX_CODE_PREFIX):
            return value[len(_TAX_CODE_PREFIX) :].strip()
    return ""


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether the key usage allows signing documents; a certificate without one allows everything."""
    usage = certificate.key_usage_value
    return usage is None or bool(_SIGNING_USES & set(usage.native))


def key_strong_enough(certificate: x509.Certificate) -> bool:
    """RSA from 2048 bits, elliptic curves from 256."""
    public = certificate.public_key
    match public.algorithm:
        case "rsa":
            return bool(public.bit_size >= LEAST_RSA_BITS)
        case "ec":
            return bool(public.bit_size >= LEAST_EC_BITS)
    return False


def digest_strong_enough(certificate: x509.Certificate) -> bool:
    """Whether its issuer has signed it with SHA-256 or better."""
    try:
        return certificate["signature_algorithm"].hash_algo not in _WEAK_DIGESTS
    except ValueError:  # an algorithm with a digest of its own, as EdDSA has
        return True


def problem_of(certificate: x509.Certificate, now: datetime) -> IdentityProblem | None:
    """Why a certificate cannot sign now, the weightiest reason first; None when it can."""
    if now > certificate.not_valid_after:
        return IdentityProblem.EXPIRED
    if now < certificate.not_valid_before:
        return IdentityProblem.NOT_YET_VALID
    if not may_sign(certificate):
        return IdentityProblem.NOT_FOR_SIGNING
    if not key_strong_enough(certificate):
        return IdentityProblem.KEY_TOO_WEAK
    if not digest_strong_enough(certificate):
        return IdentityProblem.DIGEST_TOO_WEAK
    return None


def _common_name(name: x509.Name) -> str:
    value = name.native.get("common_name", "")
    if isinstance(value, list):
        value = value[0]
    return str(value) or str(name.human_friendly)


def _attributes(name: x509.Name) -> Iterator[tuple[str, str]]:
    for relative in name.chosen:
        for attribute in relative:
            yield attribute["type"].dotted, _plain(attribute["value"].native)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else ""
