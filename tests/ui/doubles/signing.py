"""A machine without any certificate."""

from __future__ import annotations

from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing_port import Identity, PreflightResult, SignedSlip


class NoSigning:
    """A ``SigningPort`` that finds no certificate file."""

    def open_pkcs12(self, path: Path, password: str) -> Identity:
        raise OperationError(ErrorCode.FILE_UNREADABLE)

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        return ()

    def sign(self, slip: bytes, identity: Identity, password: str, form: RenewalForm) -> SignedSlip:
        raise OperationError(ErrorCode.SIGNING_FAILED)
