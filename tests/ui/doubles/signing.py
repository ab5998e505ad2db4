"""A machine without any certificate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing_port import (
    FoundIdentities,
    Identity,
    PreflightResult,
    SignedSlip,
    SigningSettings,
)


class NoSigning:
    """A ``SigningPort`` that finds no certificate file."""

    def look(self, report: Callable[[FoundIdentities], None], *, anew: bool) -> FoundIdentities:
        return FoundIdentities((), (), (), (), 0)

    def rest(self) -> None:
        return

    def forget_file(self, path: Path) -> None:
        return

    def open_file(self, path: Path, password: str) -> Identity:
        raise OperationError(ErrorCode.FILE_UNREADABLE)

    def settings(self) -> SigningSettings:
        return SigningSettings()

    def change_settings(self, settings: SigningSettings) -> None:
        return

    def preview(self, signer: str, form: RenewalForm, settings: SigningSettings) -> bytes:
        raise OperationError(ErrorCode.FONT_MISSING)

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        return ()

    def sign(
        self,
        slip: bytes,
        identity: Identity,
        secret: str,
        form: RenewalForm,
        *,
        last_try_confirmed: bool = False,
        without_time_stamp: bool = False,
        another_follows: bool = False,
    ) -> SignedSlip:
        raise OperationError(ErrorCode.SIGNING_FAILED)
