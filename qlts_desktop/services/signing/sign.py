"""Makes the signature: PAdES B-B, visible in the slip's signature block."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from textwrap import fill
from typing import Any

from qlts_desktop.core.dates import VIETNAM
from qlts_desktop.services.fonts import font_file
from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.pkcs12 import OpenedFile
from qlts_desktop.services.slip_pdf import SIGNATURE_FIELD

_STAMP = "%(signer)s\n%(unit)s\n%(when)s"
_STAMP_LINE = 40
"""Letters of a line that surely fit the block at full size; one longer line would shrink the whole stamp."""


def sign_slip(pdf: bytes, opened: OpenedFile, unit_name: str, now: datetime) -> bytes:
    """Sign a slip in its signature field, by an incremental update.

    Args:
        pdf: The unsigned slip.
        opened: The certificate and its key.
        unit_name: Shown in the visible signature.
        now: Aware; shown and claimed as the signing time.

    Returns:
        The signed PDF.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    local = now.astimezone(VIETNAM)
    offset = f"{local:%z}"
    signer = _pdf_signer_at(local)(
        PdfSignatureMetadata(
            field_name=SIGNATURE_FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=about.subject_name(opened.certificate),
            reason="Đăng ký gia hạn sử dụng phần mềm",
        ),
        signer=_signer(opened),
        stamp_style=_stamp_style(),
    )
    words = {
        "signer": _stamp_lines(f"Ký bởi: {about.subject_name(opened.certificate)}"),
        "unit": _stamp_lines(f"Đơn vị: {unit_name}"),
        "when": f"Thời gian: {local:%d/%m/%Y %H:%M:%S} {offset[:3]}:{offset[3:]}",
    }
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes(signer.sign_pdf(writer, appearance_text_params=words).getvalue())


def _stamp_lines(text: str) -> str:
    """At most two lines; the slip has the full names above."""
    return fill(text, _STAMP_LINE, max_lines=2, placeholder="…")


def _pdf_signer_at(moment: datetime) -> Any:
    """A signer that claims the moment it shows; the library's own would read the PC's clock once more."""
    from pyhanko.sign.signers import PdfSigner

    class PdfSignerAt(PdfSigner):
        """Signs as of a given moment."""

        def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
            session = super().init_signing_session(*arguments, **named)
            session.system_time = moment
            return session

    return PdfSignerAt


@cache
def _stamp_style() -> Any:
    from pyhanko.pdf_utils.font.api import FontEngineFactory
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
    from pyhanko.pdf_utils.text import TextBoxStyle
    from pyhanko.stamp import TextStampStyle

    content = font_file("stamp.ttf").read_bytes()

    class StampFont(FontEngineFactory):
        """The stamp's font from memory; the library's own factory leaves its file open."""

        def create_font_engine(self, writer: Any, obj_stream: Any = None) -> Any:
            return GlyphAccumulator(writer, BytesIO(content), font_size=10, obj_stream=obj_stream)

    return TextStampStyle(
        stamp_text=_STAMP,
        text_box_style=TextBoxStyle(font=StampFont(), font_size=10, leading=13),
        border_width=0,
    )


def _signer(opened: OpenedFile) -> Any:
    """A signer that keeps the loaded key; the library's own parses and checks it twice for each signature."""
    from pyhanko.sign.signers import ExternalSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(opened.chain)

    class LoadedKeySigner(ExternalSigner):
        """Signs with a key of ``cryptography``."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            if dry_run:
                return bytes(512)
            return _raw_signature(opened.key, data)

    return LoadedKeySigner(
        signing_cert=opened.certificate, cert_registry=store, signature_value=512, prefer_pss=False
    )


def _raw_signature(key: Any, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256

    match key:
        case rsa.RSAPrivateKey():
            return key.sign(data, padding.PKCS1v15(), SHA256())
        case ec.EllipticCurvePrivateKey():
            return key.sign(data, ec.ECDSA(SHA256()))
    raise TypeError(type(key).__name__)
