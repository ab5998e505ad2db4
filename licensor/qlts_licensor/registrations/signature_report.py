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
from qlts_licensor.registrations.revocation import Standing

FILE_KIND = "signature_report"
_TYPE = "qlts-signature-report/1"


def signature_report(
    pdf: bytes, order: Registration, found: list[tuple[PdfSignatureStatus, Standing]], checked_at: datetime
) -> bytes:
    """The report on a slip that holds.

    Args:
        pdf: The slip as it was sent.
        order: Its order, as stored.
        found: Each signature as it was validated, first one first, and what is known of its revocation.
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
        "signatures": [_signature(status, standing, order) for status, standing in found],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _signature(status: PdfSignatureStatus, standing: Standing, order: Registration) -> dict[str, Any]:
    certificate = status.signing_cert
    claimed = status.signer_reported_dt
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    return {
        "signer": common_name(certificate.subject),
        "issuer": common_name(certificate.issuer),
        "serial_number": f"{certificate.serial_number:x}",
        "certificate_sha256": certificate.sha256.hex(),
        "tax_code": tax_code_of(certificate),
        "valid_from": certificate.not_valid_before.isoformat(),
        "valid_to": certificate.not_valid_after.isoformat(),
        "signed_at": claimed.isoformat() if claimed else None,
        "time_source": "timestamp" if stamped else "signer",
        "stamped_at": stamp.timestamp.isoformat() if stamped else None,
        "digest": status.md_algorithm,
        "mechanism": status.pkcs7_signature_mechanism,
        "coverage": status.coverage.name.lower(),
        "chain": "trusted",
        "revocation": str(standing),
        "notes": _notes(certificate, standing, order),
    }


def _notes(certificate: x509.Certificate, standing: Standing, order: Registration) -> list[str]:
    """What staff should look at; none of it kept the slip from being accepted."""
    notes = []
    if not tax_code_of(certificate):
        notes.append("tax_code_missing_in_certificate")
    if not (order.unit.tax_code or order.form["unit"]["tax_code"]):
        notes.append("tax_code_missing_in_form")
    if standing is Standing.NOT_DETERMINED:
        notes.append("revocation_not_determined")
    return notes
