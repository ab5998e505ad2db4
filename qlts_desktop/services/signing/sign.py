"""Makes the signature: PAdES, visible in the slip's signature block."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, Protocol

from asn1crypto import x509

from qlts_desktop.core.dates import VIETNAM
from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.appearance import Appearance, draw_appearance
from qlts_desktop.services.signing.signature_place import Place
from qlts_desktop.services.signing.time_stamp import RESERVED

SHA256_BYTES = 32


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


def sign_slip(
    pdf: bytes, key: SigningKey, place: Place, appearance: Appearance, now: datetime, stamper: Any = None
) -> bytes:
    """Sign a slip, by an incremental update.

    Args:
        pdf: The slip, unsigned or signed once.
        key: The certificate and its key.
        place: Where the signature goes.
        appearance: What is seen of it.
        now: Aware; claimed as the signing time.
        stamper: A ``TimeStamper`` of pyHanko (PAdES B-T); None for B-B.

    Returns:
        The signed PDF.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    box = place.box
    corners = (round(box.left), round(box.bottom), round(box.right), round(box.top))
    field = SigFieldSpec(place.name, on_page=place.page, box=corners)
    signer = _pdf_signer_at(now.astimezone(VIETNAM))(
        PdfSignatureMetadata(
            field_name=place.name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=about.subject_name(key.certificate),
            reason="Đăng ký gia hạn sử dụng phần mềm",
        ),
        signer=_signer(key),
        stamp_style=_stamp_style(draw_appearance(appearance, box.width, box.height)),
        timestamper=stamper,
        new_field_spec=field if place.is_new else None,
    )
    reserved = RESERVED if stamper is not None else None
    return bytes(signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=reserved).getvalue())


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


def _stamp_style(page: bytes) -> Any:
    """The library's stamp that shows a page as it is."""
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    class Page(PdfContent):
        """A page from memory; the library's own class reads files."""

        def render(self) -> bytes:
            drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(page)))
            self.resources.xobject["/Page"] = drawn
            return b"/Page Do"

    return StaticStampStyle(
        background=Page(),
        background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins()),
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
