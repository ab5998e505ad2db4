"""P6: what it costs to sign a slip with a certificate file, visible and validated, in this process and warm."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from qlts_desktop.services.slip_pdf import make_slip
from tests import factories
from tests.bench.measure import timed
from tests.services.signing.pki import PASSWORD, make_authority, write_p12
from tests.services.signing.service import signing_service


@dataclass(frozen=True)
class SigningCost:
    """The three things that are compared; each gives seconds for one signature.

    Attributes:
        own: As the program signs.
        bare: pyHanko alone, nothing visible, with a key that is loaded already.
        command_line: The ``pyhanko`` program.
    """

    own: Callable[[], float]
    bare: Callable[[], float]
    command_line: Callable[[], float]

    @classmethod
    def make(cls, folder: Path) -> SigningCost:
        """Prepare certificate, slip and signers.

        Args:
            folder: Where the files go.
        """
        authority = make_authority()
        p12 = write_p12(folder / "signer.p12", authority)
        form = factories.make_form()
        slip = make_slip(form, factories.make_offer(), factories.make_signed_offer(), date(2027, 2, 5))
        (folder / "slip.pdf").write_bytes(slip)
        (folder / "password").write_text(PASSWORD, "utf-8")
        service = signing_service(folder, authority.write_root(folder / "trust"))
        identity = service.open_file(p12, PASSWORD)
        sign_bare = _bare_signer(p12, slip)
        command = [sys.executable, "-m", "pyhanko", "sign", "addsig", "--field", "Bare", "pkcs12"]
        command += [
            "--passfile",
            str(folder / "password"),
            str(folder / "slip.pdf"),
            str(folder / "out.pdf"),
            str(p12),
        ]

        def by_command() -> None:
            subprocess.run(command, check=True, capture_output=True)

        return cls(
            own=lambda: timed(lambda: service.sign(slip, identity, PASSWORD, form), 10),
            bare=lambda: timed(sign_bare, 10),
            command_line=lambda: timed(by_command, 1),
        )


def _bare_signer(p12: Path, slip: bytes) -> Callable[[], Any]:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    signer = SimpleSigner.load_pkcs12(str(p12), passphrase=PASSWORD.encode())
    metadata = PdfSignatureMetadata(field_name="Bare", md_algorithm="sha256")
    return lambda: sign_pdf(IncrementalPdfFileWriter(BytesIO(slip)), metadata, signer=signer)
