"""PAdES B-LT: what the issuers say of the certificates goes into the signed file, to be read years later."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from threading import Thread

from asn1crypto import x509

from qlts_desktop.services.signing.revocation import asking_context
from qlts_desktop.services.signing.trust import roots

WHOLE_SECONDS = 15.0
_log = logging.getLogger(__name__)


def with_revocation_data(
    signed: bytes, trusted: Sequence[x509.Certificate], now: datetime, whole_seconds: float = WHOLE_SECONDS
) -> bytes | None:
    """Add what OCSP responders and lists say to a file with a time stamp, without touching its signature.

    Args:
        signed: The signed file.
        trusted: The authorities that are trusted, with what they have issued.
        now: The moment, aware.
        whole_seconds: How long all questions may take.

    Returns:
        None where not all of it can be had: the file is as good as before then.
    """
    made: list[bytes] = []

    def make() -> None:
        try:
            made.append(asyncio.run(_extended(signed, trusted, now)))
        except Exception as error:
            # Issuers that are away, answers that are none, chains that end nowhere: there is no B-LT then.
            _log.info("no revocation data for the signed file: %s", type(error).__name__)

    thread = Thread(target=make, daemon=True)
    thread.start()
    thread.join(whole_seconds)
    return made[0] if made else None


async def _extended(signed: bytes, trusted: Sequence[x509.Certificate], now: datetime) -> bytes:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.dss import async_add_validation_info

    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    signature = PdfFileReader(BytesIO(signed)).embedded_regular_signatures[-1]
    context = asking_context(roots(trusted), list(trusted), now)
    output = await async_add_validation_info(signature, context, force_write=True)
    return bytes(output.getvalue())
