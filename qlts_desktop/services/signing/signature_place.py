"""Where the signatures stand on a slip."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from asn1crypto import x509

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.document_page import MM
from qlts_desktop.services.signing.appearance import SEAL_WIDTH, Box
from qlts_desktop.services.slip_pdf import SIGNATURE_FIELD

SECOND_FIELD = "DonVi"
"""The field of the second signature."""
_SECOND_WIDTH = 48 * MM
"""What is free between the code and the first signature."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next signature goes.

    Attributes:
        name: Of its field.
        page: From 0.
        box: On the page.
        is_new: The field is yet to be made.
    """

    name: str
    page: int
    box: Box
    is_new: bool


def next_place(pdf: bytes, certificate: x509.Certificate, *, sealed: bool) -> Place:
    """The slip's own field while it is empty; then at its left.

    Args:
        pdf: The slip, unsigned or signed once.
        certificate: Who is to sign.
        sealed: A second signature shows a seal, which reaches over the first.

    Raises:
        OperationError: signed_already, where two have signed or this certificate has.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    reader = PdfFileReader(BytesIO(pdf))
    if any(one.signer_cert.sha256 == certificate.sha256 for one in reader.embedded_regular_signatures):
        raise OperationError(ErrorCode.SIGNED_ALREADY)
    fields = {name: (value, field.get_object()) for name, value, field in enumerate_sig_fields(reader)}
    value, first = fields[SIGNATURE_FIELD]
    left, bottom, right, top = (float(number) for number in first["/Rect"])
    page = _page_of(reader, first)
    if value is None:
        return Place(SIGNATURE_FIELD, page, Box(left, bottom, right, top), is_new=False)
    if SECOND_FIELD in fields:
        raise OperationError(ErrorCode.SIGNED_ALREADY)
    right = left + SEAL_WIDTH / 2 if sealed else left
    # The library takes whole points for a new field.
    box = Box(round(left - _SECOND_WIDTH), round(bottom), round(right), round(top))
    return Place(SECOND_FIELD, page, box, is_new=True)


def _page_of(reader: Any, field: Any) -> int:
    """The page that a field stands on, from 0."""
    wanted = field.raw_get("/P").reference.idnum
    pages = range(int(reader.root["/Pages"]["/Count"]))
    return next(page for page in pages if reader.find_page_for_modification(page)[0].reference.idnum == wanted)
