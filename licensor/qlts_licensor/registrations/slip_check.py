"""Looks at a slip before it is accepted: is it whole, is it signed, does it say what was registered?"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import rfc8785
from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.embed import EmbeddedFileObject  # noqa: F401 - registers the file type with the reader
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from qlts_licensor.api.problems import Problem
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.models import Registration

DOCUMENT_NAME = "registration.json"
LARGEST = 10_000_000
_UID = "0.9.2342.19200300.100.1.1"

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class CheckedSlip:
    """A slip that may be accepted."""

    signer: str
    form_sha256_of: bytes
    """The embedded document, whose digest the receipt names."""


def registration_document(order: Registration) -> bytes:
    """What the slip must carry, in canonical JSON (RFC 8785): the stored form and the signed offer's claims."""
    return bytes(
        rfc8785.dumps(
            {
                "type": "qlts-registration/1",
                "order_no": order.no,
                "unit": order.unit.code,
                "form": order.form,
                "offer": claims_of(order.offer),
            }
        )
    )


def check_slip(pdf: bytes, order: Registration, *, signed: bool, trust: Path) -> CheckedSlip:
    """Everything that must hold for a slip of an order.

    Raises:
        Problem: too_large; slip_rejected with the symbol of what does not hold.
    """
    if len(pdf) > LARGEST:
        raise Problem("too_large")
    try:
        reader = PdfFileReader(BytesIO(pdf))
        document = _embedded(reader)
        signatures = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Problem("slip_rejected", "not_a_pdf") from error
    expected = registration_document(order)
    if document is None:
        raise Problem("slip_rejected", "form_missing")
    if document != expected:
        raise Problem("slip_rejected", "form_differs")
    if not signed:
        return CheckedSlip("", expected)
    if not signatures:
        raise Problem("slip_rejected", "not_signed")
    signers = [_check_signature(signature, order, trust) for signature in signatures]
    last = signatures[-1].compute_integrity_info
    last()
    if signatures[-1].coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise Problem("slip_rejected", "not_whole_document")
    return CheckedSlip(signers[0], expected)


def _check_signature(signature: Any, order: Registration, trust: Path) -> str:
    roots = _roots(trust)
    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    try:
        status: PdfSignatureStatus = validate_pdf_signature(signature, context, skip_diff=False)
    except (SignatureValidationError, SigningError, PdfError, ValueError, KeyError, TypeError) as error:
        raise Problem("slip_rejected", "integrity") from error
    if not (status.intact and status.valid):
        raise Problem("slip_rejected", "integrity")
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not status.bottom_line and status.modification_level is None:
        raise Problem("slip_rejected", "not_whole_document")
    certificate: x509.Certificate = status.signing_cert
    _check_certificate(certificate, order)
    if roots and not status.trusted:
        raise Problem("slip_rejected", "chain_untrusted")
    return str(certificate.subject.native.get("common_name", ""))


def _check_certificate(certificate: x509.Certificate, order: Registration) -> None:
    from qlts_licensor.clock import now

    if not certificate.not_valid_before <= now() <= certificate.not_valid_after:
        raise Problem("slip_rejected", "certificate_expired")
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & usage.native:
        raise Problem("slip_rejected", "certificate_not_for_signing")
    tax_code = tax_code_of(certificate)
    expected = order.unit.tax_code or order.form["unit"]["tax_code"]
    if tax_code and expected and tax_code != expected:
        raise Problem("slip_rejected", "tax_code_differs")


def tax_code_of(certificate: x509.Certificate) -> str:
    """The tax code in a certificate's UID (``MST:0200731649``); empty when it carries none."""
    for names in certificate.subject.chosen:
        for name in names:
            value = name["value"].native
            if name["type"].dotted == _UID and str(value).upper().startswith("MST:"):
                return str(value)[4:].strip()
    return ""


def _embedded(reader: PdfFileReader) -> bytes | None:
    """The embedded registration document, or None."""
    names = reader.root.get("/Names")
    files = names.get("/EmbeddedFiles") if names else None
    listed = files.get("/Names") if files else None
    if not listed:
        return None
    for position in range(0, len(listed) - 1, 2):
        if str(listed[position]) == DOCUMENT_NAME:
            return bytes(listed[position + 1]["/EF"]["/F"].data)
    return None


def _roots(trust: Path) -> list[x509.Certificate]:
    files = [path for path in sorted(trust.glob("*")) if path.suffix in {".pem", ".crt", ".cer"}]
    return list(load_certs_from_pemder([str(path) for path in files])) if files else []
