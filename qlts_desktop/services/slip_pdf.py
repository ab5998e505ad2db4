"""The registration slip as a PDF that carries its own data.

Laid out by ``slip_layout``; here it gets the embedded form, the signature field, its metadata and PDF/A-3b. The
same content gives the same bytes: dates and ids are fixed, so a slip made again has the same digest.
"""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qlts_desktop.core.renewal import Offer, RenewalForm
from qlts_desktop.services.document_page import LANGUAGE
from qlts_desktop.services.form_codec import offer_payload, registration_document
from qlts_desktop.services.slip_layout import draw_slip
from qlts_desktop.services.slip_letters import printable_form, printable_offer
from qlts_desktop.services.slip_signature import Box

if TYPE_CHECKING:
    import pikepdf

DOCUMENT_NAME = "registration.json"
SIGNATURE_FIELD = "NguoiKy"
TITLE = "Phiếu đăng ký gia hạn/cập nhật sử dụng phần mềm và đề nghị cấp hóa đơn tài chính"

_FIXED_DATE = "D:20000101000000+00'00'"
_FIXED_TIME = "2000-01-01T00:00:00+00:00"
_PRODUCER = "QLTS Desktop"
_PRINTED = 4
"""Annotation flag: shown in print too."""


def qr_text(order_no: str, document: bytes) -> str:
    """What the slip's QR code says: the order's number and the digest of the embedded document."""
    return f"QLTS1:{order_no}:{hashlib.sha256(document).hexdigest()}"


def make_slip(form: RenewalForm, offer: Offer, offer_file: str, registered_on: date) -> bytes:
    """Make the slip of a form.

    Args:
        form: The form, complete.
        offer: The verified offer.
        offer_file: The signed offer it came from; its claims go into the embedded document.
        registered_on: The Vietnam day that the slip bears.

    Returns:
        The PDF.

    Raises:
        OperationError: font_missing; licence_damaged when the offer cannot be read.
    """
    import pikepdf

    document = registration_document(offer.order_no, offer.unit_code, form, offer_payload(offer_file))
    qr = qr_text(offer.order_no, document)
    drawn, box = draw_slip(printable_form(form), printable_offer(offer), registered_on, qr, TITLE)
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _describe(pdf)
        _attach(pdf, document)
        _add_signature_field(pdf, box)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,  # what is large is packed already; looking again takes most of the time
            min_version="1.7",
        )
    return out.getvalue()


def embedded_document(pdf: bytes) -> bytes | None:
    """The registration document that a slip carries; None when it carries none.

    Raises:
        ValueError: It is not a PDF.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            attached = opened.attachments.get(DOCUMENT_NAME)
            return None if attached is None else bytes(attached.get_file().read_bytes())
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise ValueError("not a PDF that can be read") from error


def _describe(pdf: pikepdf.Pdf) -> None:
    """Title, language, XMP and colour profile, as PDF/A-3b wants them."""
    import pikepdf

    pdf.Root.Lang = pikepdf.String(LANGUAGE)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(TITLE)
    pdf.docinfo["/Producer"] = pikepdf.String(_PRODUCER)
    pdf.docinfo["/CreationDate"] = pikepdf.String(_FIXED_DATE)
    pdf.docinfo["/ModDate"] = pikepdf.String(_FIXED_DATE)
    metadata = pikepdf.Stream(pdf, _xmp().encode("utf-8"))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    profile = pikepdf.Stream(pdf, (Path(__file__).resolve().parents[1] / "_generated" / "sRGB.icc").read_bytes())
    profile.N = 3
    pdf.Root.OutputIntents = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.OutputIntent,
                S=pikepdf.Name.GTS_PDFA1,
                OutputConditionIdentifier=pikepdf.String("sRGB"),
                Info=pikepdf.String("sRGB IEC61966-2.1"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )


def _xmp() -> str:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{TITLE}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<pdf:Producer>{_PRODUCER}</pdf:Producer></rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f"<xmp:CreateDate>{_FIXED_TIME}</xmp:CreateDate><xmp:ModifyDate>{_FIXED_TIME}</xmp:ModifyDate>"
        "</rdf:Description>"
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _attach(pdf: pikepdf.Pdf, document: bytes) -> None:
    """Embed the registration as an associated file."""
    import pikepdf

    content = pikepdf.Stream(pdf, document)
    content.Type = pikepdf.Name.EmbeddedFile
    content.Subtype = pikepdf.Name("/application/json")
    content.Params = pikepdf.Dictionary(
        Size=len(document),
        ModDate=pikepdf.String(_FIXED_DATE),
        CheckSum=pikepdf.String(hashlib.md5(document, usedforsecurity=False).digest()),
    )
    stream = pdf.make_indirect(content)
    specification = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=pikepdf.String(DOCUMENT_NAME),
            UF=pikepdf.String(DOCUMENT_NAME),
            Desc=pikepdf.String("Nội dung đăng ký"),
            AFRelationship=pikepdf.Name.Data,
            EF=pikepdf.Dictionary(F=stream, UF=stream),
        )
    )
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String(DOCUMENT_NAME), specification]))
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pdf.make_indirect(names))
    pdf.Root.AF = pikepdf.Array([specification])


def _add_signature_field(pdf: pikepdf.Pdf, box: Box) -> None:
    """An empty signature field in the signature block, so that any signing program signs in the right place."""
    import pikepdf

    page = pdf.pages[box.page]
    width, height = box.right - box.left, box.top - box.bottom
    appearance = pikepdf.Stream(pdf, b"")
    appearance.Type, appearance.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    appearance.BBox = pikepdf.Array([0, 0, round(width, 2), round(height, 2)])
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(SIGNATURE_FIELD),
            TU=pikepdf.String("Chữ ký của thủ trưởng đơn vị"),
            F=_PRINTED,
            Rect=pikepdf.Array([round(value, 2) for value in (box.left, box.bottom, box.right, box.top)]),
            P=page.obj,
            AP=pikepdf.Dictionary(N=pdf.make_indirect(appearance)),
        )
    )
    page.obj.Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array([field])))
