"""*Kiểm tra phiếu đã ký*: what a PDF's signatures are worth.

Three-valued: what cannot be determined is never called valid.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from qlts_desktop.services.checking_port import (
    Reason,
    RegistrationReport,
    SignatureReport,
    SlipReport,
    Verdict,
    verdict_of,
)
from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.evidence import Evidence
from qlts_desktop.services.signing.trust import certificates_in
from qlts_desktop.services.signing_port import SignatureLevel, Standing
from qlts_desktop.services.slip_pdf import embedded_document

LARGEST = 50_000_000


class NotPdfError(ValueError):
    """The content cannot be read as a PDF."""


def validate_slip(pdf: bytes, trust_dirs: Sequence[Path]) -> SlipReport:
    """Look at everything a signed slip must hold.

    Args:
        pdf: The document.
        trust_dirs: Folders with the certificates of trusted authorities.

    Raises:
        NotPdfError: It cannot be read as a PDF.
    """
    document = _document(pdf)
    registration, found = _registration(document)
    signatures = tuple(_signatures(pdf, certificates_in(trust_dirs)))
    if not signatures:
        found = (Reason.NOT_SIGNED, *found)
    elif not signatures[-1].whole_document:
        found = (Reason.NOT_WHOLE_DOCUMENT, *found)
    reasons = list(dict.fromkeys([reason for report in signatures for reason in report.reasons] + list(found)))
    return SlipReport(verdict_of(reasons), tuple(reasons), signatures, registration)


def _document(pdf: bytes) -> bytes | None:
    if len(pdf) > LARGEST or b"%PDF-" not in pdf[:1024]:
        raise NotPdfError
    try:
        return embedded_document(pdf)
    except ValueError as error:
        raise NotPdfError from error


def _registration(document: bytes | None) -> tuple[RegistrationReport | None, tuple[Reason, ...]]:
    """The embedded registration; it must be the canonical text of itself."""
    import rfc8785

    if document is None:
        return None, (Reason.REGISTRATION_MISSING,)
    try:
        content = json.loads(document)
        canonical = rfc8785.dumps(content)
        order_no, unit = content["order_no"], content["unit"]
    except (ValueError, TypeError, KeyError, RecursionError, rfc8785.CanonicalizationError):
        return None, (Reason.REGISTRATION_DAMAGED,)
    if canonical != document or not isinstance(order_no, str) or not isinstance(unit, str):
        return None, (Reason.REGISTRATION_DAMAGED,)
    return RegistrationReport(order_no, unit, hashlib.sha256(document).hexdigest()), ()


def _signatures(pdf: bytes, trusted: list[Any]) -> list[SignatureReport]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    # The library tells every doubtful chain as a traceback; the verdict says it in words.
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        embedded = list(PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures)
    except Exception as error:
        # The reader raises errors of many kinds for damaged structures.
        raise NotPdfError from error
    return [_signature(signature, trusted, last=signature is embedded[-1]) for signature in embedded]


def _signature(signature: Any, trusted: list[Any], *, last: bool) -> SignatureReport:
    try:
        return _report(signature, trusted, last=last)
    except Exception:
        # A signature that makes the validator fail is not valid, whatever the error.
        return _unreadable()


def _report(signature: Any, trusted: list[Any], *, last: bool) -> SignatureReport:
    from pyhanko.sign.validation import validate_pdf_signature

    evidence = Evidence.of(signature, trusted)
    context = evidence.context()
    status = validate_pdf_signature(signature, context, ts_validation_context=evidence.context())
    certificate = status.signing_cert
    intact = bool(status.intact and status.valid and _only_zeros_behind(signature.pkcs7_content))
    whole = _covers_whole(signature, status, last=last)
    stamp = status.timestamp_validity
    signed_at, stamped = evidence.claimed, False
    if stamp and stamp.intact and stamp.valid and stamp.trusted:
        signed_at, stamped = stamp.timestamp, True
    revocation = Standing.REVOKED if status.revoked else evidence.standing_of(certificate)
    reasons: list[Reason] = []
    if stamp and not (stamp.intact and stamp.valid):
        reasons.append(Reason.TIME_STAMP_WRONG)
    elif stamp and not stamp.trusted:
        reasons.append(Reason.TIME_STAMP_UNTRUSTED)
    if not intact or not status.docmdp_ok:
        reasons.append(Reason.CHANGED)
    if not whole:
        reasons.append(Reason.NOT_WHOLE_DOCUMENT)
    if signed_at and not certificate.not_valid_before <= signed_at <= certificate.not_valid_after:
        reasons.append(Reason.CERTIFICATE_NOT_VALID_THEN)
    if not about.may_sign(certificate):
        reasons.append(Reason.CERTIFICATE_NOT_FOR_SIGNING)
    if not about.key_strong_enough(certificate):
        reasons.append(Reason.CERTIFICATE_WEAK_KEY)
    if not about.digest_strong_enough(certificate):
        reasons.append(Reason.CERTIFICATE_WEAK_DIGEST)
    if status.revoked:
        reasons.append(Reason.REVOKED)
    if intact and not status.trusted:  # who issued the certificate of a changed document is beside the point
        reasons.append(Reason.ISSUER_UNKNOWN)
    return SignatureReport(
        signer=about.subject_name(certificate),
        issuer=about.issuer_name(certificate),
        tax_code=about.tax_code(certificate),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before,
        valid_to=certificate.not_valid_after,
        signed_at=signed_at,
        time_source="timestamp" if stamped else "signer",
        level=_level(stamped=stamped, told_good=revocation is Standing.GOOD),
        revocation=revocation,
        intact=intact,
        whole_document=whole,
        trusted=bool(status.trusted),
        verdict=verdict_of(reasons),
        reasons=tuple(reasons),
    )


def _covers_whole(signature: Any, status: Any, *, last: bool) -> bool:
    """Whether only what may follow comes behind: other signatures; behind the last one, what issuers say."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    if signature.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    return not last or status.modification_level is ModificationLevel.LTA_UPDATES


def _level(*, stamped: bool, told_good: bool) -> SignatureLevel:
    if not stamped:
        return SignatureLevel.B_B
    return SignatureLevel.B_LT if told_good else SignatureLevel.B_T


def _only_zeros_behind(contents: bytes) -> bool:
    """Whether the room left out of the signed ranges holds nothing but the signature."""
    from asn1crypto.parser import peek

    return not any(contents[peek(contents) :])


def _unreadable() -> SignatureReport:
    return SignatureReport(
        signer="",
        issuer="",
        tax_code="",
        serial="",
        valid_from=None,
        valid_to=None,
        signed_at=None,
        time_source="signer",
        level=SignatureLevel.B_B,
        revocation=Standing.UNKNOWN,
        intact=False,
        whole_document=False,
        trusted=False,
        verdict=Verdict.INVALID,
        reasons=(Reason.SIGNATURE_UNREADABLE,),
    )
