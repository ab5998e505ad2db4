"""What was found when a signed slip was accepted: kept with the order, for staff and for audits."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from asn1crypto import x509
from django.utils.timezone import localtime
from pyhanko.sign.validation.status import PdfSignatureStatus

from qlts_licensor.registrations.certificates import common_name, tax_code_of
from qlts_licensor.registrations.models import Registration

FILE_KIND = "signature_report"
_TYPE = "qlts-signature-report/1"


def signature_report(
    pdf: bytes, order: Registration, statuses: list[PdfSignatureStatus], checked_at: datetime
) -> bytes:
    """The report on a slip that holds.

    Args:
        pdf: The slip as it was sent.
        order: Its order, as stored.
        statuses: What the validation found of each signature, first one first.
        checked_at: When; aware.

    Returns:
        JSON (UTF-8): the slip's digest, and for each signature its signer, issuer, serial number, validity,
        claimed time, algorithms, and notes for staff.
    """
    content = {
        "type": _TYPE,
        "order_no": order.no,
        "unit": order.unit.code,
        "checked_at": localtime(checked_at).isoformat(),
        "slip_sha256": hashlib.sha256(pdf).hexdigest(),
        "signatures": [_signature(status, order) for status in statuses],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _signature(status: PdfSignatureStatus, order: Registration) -> dict[str, Any]:
    certificate = status.signing_cert
    claimed = status.signer_reported_dt
    return {
        "signer": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "serial_number": f"{certificate.serial_number:x}",
        "certificate_sha256": certificate.sha256.hex(),
        "tax_code": tax_code_of(certificate),
        "valid_from": certificate.not_valid_before.isoformat(),
        "valid_to": certificate.not_valid_after.isoformat(),
        "signed_at": claimed.isoformat() if claimed else None,
        "time_source": "timestamp" if status.timestamp_validity else "signer",
        "digest": status.md_algorithm,
        "mechanism": status.pkcs7_signature_mechanism,
        "coverage": status.coverage.name.lower(),
        "chain": "trusted",
        "revocation": "not_determined",
        "notes": _notes(certificate, order),
    }


def _notes(certificate: x509.Certificate, order: Registration) -> list[str]:
    """What staff should look at; none of it kept the slip from being accepted."""
    notes = []
    if not tax_code_of(certificate):
        notes.append("tax_code_missing_in_certificate")
    if not (order.unit.tax_code or order.form["unit"]["tax_code"]):
        notes.append("tax_code_missing_in_form")
    return notes
