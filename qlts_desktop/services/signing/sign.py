"""Makes the signature: PAdES B-B, visible in the slip's signature block."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from textwrap import fill
from typing import Any, Protocol

from asn1crypto import x509

from qlts_desktop.core.dates import VIETNAM
from qlts_desktop.services.fonts import font_file
from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.time_stamp import RESERVED
from qlts_desktop.services.slip_pdf import SIGNATURE_FIELD

_STAMP = "%(signer)s\n%(unit)s\n%(when)s"
SHA256_BYTES = 32
_STAMP_LINE = 40
"""Letters of a line that surely fit the block at full size; one longer line would shrink the whole stamp."""


class SigningKey(Protocol):
    """A key wherever it is: in a file, on a token.

    Attributes:
        certificate: Whose key it is.
        chain: Certificates of the authorities above it.
        signs_pss: It signs with RSASSA-PSS; else with PKCS#1 v1.5, and an elliptic curve with ECDSA.
    """

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signs_pss: bool

    def sign(self, data: bytes) -> bytes:
        """The signature over data, hashed with SHA-256; ECDSA as ASN.1."""


def sign_slip(pdf: bytes, key: SigningKey, unit_name: str, now: datetime, stamper: Any = None) -> bytes:
    """Sign a slip in its signature field, by an incremental update.

    Args:
        pdf: The unsigned slip.
        key: The certificate and its key.
        unit_name: Shown in the visible signature.
        now: Aware; shown and claimed as the signing time.
        stamper: A ``TimeStamper`` of pyHanko (PAdES B-T); None for B-B.

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
            name=about.subject_name(key.certificate),
            reason="Đăng ký gia hạn sử dụng phần mềm",
        ),
        signer=_signer(key),
        stamp_style=_stamp_style(),
        timestamper=stamper,
    )
    words = {
        "signer": _stamp_lines(f"Ký bởi: {about.subject_name(key.certificate)}"),
        "unit": _stamp_lines(f"Đơn vị: {unit_name}"),
        "when": f"Thời gian: {local:%d/%m/%Y %H:%M:%S} {offset[:3]}:{offset[3:]}",
    }
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    reserved = RESERVED if stamper is not None else None
    return bytes(signer.sign_pdf(writer, appearance_text_params=words, bytes_reserved=reserved).getvalue())


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


def _signer(key: SigningKey) -> Any:
    """A signer that hands the bytes to the key; the library's own ones load keys and modules by themselves."""
    from pyhanko.sign.signers import ExternalSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(key.chain)

    class KeySigner(ExternalSigner):
        """Signs with a :class:`SigningKey`."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            if dry_run:
                return bytes(512)
            return key.sign(data)

    return KeySigner(
        signing_cert=key.certificate,
        cert_registry=store,
        signature_value=512,
        signature_mechanism=_mechanism(key),
    )


def _mechanism(key: SigningKey) -> Any:
    """What the signature says about itself."""
    from asn1crypto.algos import SignedDigestAlgorithm

    if key.certificate.public_key.algorithm == "ec":
        return SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    if not key.signs_pss:
        return SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
    sha256 = {"algorithm": "sha256"}
    return SignedDigestAlgorithm(
        {
            "algorithm": "rsassa_pss",
            "parameters": {
                "hash_algorithm": sha256,
                "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": sha256},
                "salt_length": SHA256_BYTES,
            },
        }
    )
