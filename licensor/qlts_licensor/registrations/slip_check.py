"""Looks at a slip before it is accepted: is it whole, is it signed, does it say what was registered?"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import rfc8785
from asn1crypto import x509
from asn1crypto.parser import peek
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from qlts_licensor.api.problems import Problem
from qlts_licensor.clock import now
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.certificates import common_name, tax_code_of
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.revocation import Standing, standing_of
from qlts_licensor.registrations.signature_report import signature_report

DOCUMENT_NAME = "registration.json"
LARGEST = 10_000_000
"""Bytes of a slip."""
LARGEST_DOCUMENT = 2_000_000
"""Bytes of the embedded document once unpacked: 25 fields of 10,000 characters and an offer are far less."""
_DEEPEST_TREE = 8
_UNREADABLE = (
    *(PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError),
    *(AssertionError, NotImplementedError, OverflowError, OSError, zlib.error),
)
"""What pyHanko raises for the many ways in which a PDF can be broken."""

# What a slip has wrong is in the answer; the libraries' own words about it are noise in the service's log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class CheckedSlip:
    """A slip that may be accepted."""

    signer: str
    certificates: tuple[x509.Certificate, ...]
    """Of all signatures, the first one first; none when none were asked for."""
    document: bytes
    """The embedded document, whose digest the receipt names."""
    report: bytes
    """What was found of the signatures, JSON; empty when none were asked for."""


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

    Args:
        pdf: The file as it was sent.
        order: The draft, as stored.
        signed: Whether it must carry electronic signatures.
        trust: Folder of trusted root certificates; while it has none, the chain is not asked for.

    Raises:
        Problem: too_large; slip_rejected with the symbol of what does not hold.
    """
    reader, documents = _read(pdf)
    roots = _roots(trust) if signed else []
    statuses = _signatures(reader, roots) if signed else []
    expected = registration_document(order)
    if not documents:
        raise Problem("slip_rejected", "form_missing")
    if documents != [expected]:
        raise Problem("slip_rejected", "form_differs")
    for status in statuses:
        _check_certificate(status.signing_cert, order)
        if not status.trusted:  # also where no root is set up: nobody vouches for the certificate then
            raise Problem("slip_rejected", "chain_untrusted")
    if not statuses:
        return CheckedSlip("", (), expected, b"")
    # Last, and only for certificates that somebody vouches for: it asks the addresses that stand in them.
    standings = [_standing(status, roots) for status in statuses]
    if Standing.REVOKED in standings:
        raise Problem("slip_rejected", "certificate_revoked")
    certificates = tuple(status.signing_cert for status in statuses)
    report = signature_report(pdf, order, list(zip(statuses, standings, strict=True)), now())
    signers = ", ".join(common_name(certificate.subject) for certificate in certificates)
    return CheckedSlip(signers[:400], certificates, expected, report)


def embedded_document(pdf: bytes) -> bytes | None:
    """The registration document in a slip; None when there is not exactly one."""
    try:
        _, documents = _read(pdf)
    except Problem:
        return None
    return documents[0] if len(documents) == 1 else None


def _read(pdf: bytes) -> tuple[PdfFileReader, list[bytes]]:
    """The file, and all registration documents in it: two of them would leave open which one was signed."""
    if len(pdf) > LARGEST:
        raise Problem("too_large")
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise Problem("slip_rejected", "not_a_pdf")
        names = _at(reader.root, "/Names")
        tree = _at(names, "/EmbeddedFiles")
        return reader, [] if tree is None else list(_documents(tree))
    except _UNREADABLE as error:
        raise Problem("slip_rejected", "not_a_pdf") from error


def _at(dictionary: Any, key: str) -> Any:
    """A dictionary's value, references followed; None where there is none."""
    return dictionary[key] if dictionary is not None and key in dictionary else None


def _documents(tree: Any, depth: int = 0) -> Iterator[bytes]:
    """The embedded files of that name in a name tree."""
    if depth > _DEEPEST_TREE:
        raise ValueError("a name tree this deep is none")
    for child in _at(tree, "/Kids") or ():
        yield from _documents(child.get_object(), depth + 1)
    listed = _at(tree, "/Names") or ()
    for position in range(0, len(listed) - 1, 2):
        file = listed[position + 1]
        if DOCUMENT_NAME in {str(listed[position]), str(_at(file, "/UF")), str(_at(file, "/F"))}:
            yield _unpacked(file["/EF"]["/F"])


def _unpacked(stream: Any) -> bytes:
    """A stream's content, never more than the limit, however small it was packed."""
    filters = _at(stream, "/Filter")
    filters = [str(name) for name in filters] if isinstance(filters, list) else [str(filters)] if filters else []
    content = bytes(stream.encoded_data)
    if filters == ["/FlateDecode"] and _at(stream, "/DecodeParms") is None:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(content, LARGEST_DOCUMENT)
        if unpacker.unconsumed_tail:
            raise ValueError("the embedded document is too large")
    elif filters:
        raise ValueError("the embedded document is packed in an unusual way")
    return content


def _signatures(reader: PdfFileReader, roots: list[x509.Certificate]) -> list[PdfSignatureStatus]:
    """The state of every signature; all must be sound, and the last must cover the whole file."""
    try:
        found = list(reader.embedded_regular_signatures)
    except _UNREADABLE as error:
        raise Problem("slip_rejected", "integrity") from error
    if not found:
        raise Problem("slip_rejected", "not_signed")
    statuses = []
    for signature in found:
        context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
        try:
            status = validate_pdf_signature(signature, context)
        except (SignatureValidationError, SigningError, *_UNREADABLE) as error:
            raise Problem("slip_rejected", "integrity") from error
        if not (status.intact and status.valid and _only_zeros_behind(signature.pkcs7_content)):
            raise Problem("slip_rejected", "integrity")
        if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
            raise Problem("slip_rejected", "not_whole_document")
        statuses.append(status)
    last = statuses[-1]
    # Behind the last signature may stand what issuers say of its certificates (PAdES B-LT), and nothing else.
    if (
        last.coverage != SignatureCoverageLevel.ENTIRE_FILE
        and last.modification_level is not ModificationLevel.LTA_UPDATES
    ):
        raise Problem("slip_rejected", "not_whole_document")
    return statuses


def _standing(status: PdfSignatureStatus, roots: list[x509.Certificate]) -> Standing:
    others = list(status.validation_path or ())
    return standing_of(status.signing_cert, others, roots, now())


def _only_zeros_behind(contents: bytes) -> bool:
    """Whether the room left out of the signed ranges holds nothing but the signature."""
    return not any(contents[peek(contents) :])


def _check_certificate(certificate: x509.Certificate, order: Registration) -> None:
    if not certificate.not_valid_before <= now() <= certificate.not_valid_after:
        raise Problem("slip_rejected", "certificate_expired")
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & usage.native:
        raise Problem("slip_rejected", "certificate_not_for_signing")
    tax_code = tax_code_of(certificate)
    expected = {code for code in (order.unit.tax_code, order.form["unit"]["tax_code"]) if code}
    if tax_code and expected and expected != {tax_code}:
        raise Problem("slip_rejected", "tax_code_differs")


def _roots(trust: Path) -> list[x509.Certificate]:
    files = [path for path in sorted(trust.glob("*")) if path.suffix in {".pem", ".crt", ".cer"}]
    return list(load_certs_from_pemder([str(path) for path in files])) if files else []
