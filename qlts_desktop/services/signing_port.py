"""What the interface may ask about signing.

As ``ports.py``, but not on the way to the first window.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.renewal import RenewalForm


class IdentityProblem(StrEnum):
    """Why an identity cannot sign."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    KEY_TOO_WEAK = "key_too_weak"
    WITHOUT_KEY = "without_key"
    FILE_MISSING = "file_missing"


class CheckOutcome(StrEnum):
    """Three-valued: what cannot be determined is never called good."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"


class PreflightRow(StrEnum):
    """What is looked at before signing."""

    VALIDITY = "validity"
    SIGNER_IS_HEAD = "signer_is_head"
    CHAIN = "chain"
    REVOCATION = "revocation"
    KEY_USAGE = "key_usage"
    KEY_STRENGTH = "key_strength"
    TAX_CODE = "tax_code"
    TIME_STAMP = "time_stamp"


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """One row of *Kiểm tra trước khi ký*."""

    row: PreflightRow
    outcome: CheckOutcome
    reason: str
    """A symbol that ``ui/messages.py`` turns into a sentence, for example ``tax_code_differs``."""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate that might sign.

    ``identity_id`` is opaque to the interface. Times are aware.
    """

    identity_id: str
    subject: str
    issuer: str
    tax_code: str
    not_before: datetime
    not_after: datetime
    source: str
    """File path of a PKCS#12 file."""
    problem: IdentityProblem | None


@dataclass(frozen=True, slots=True)
class SignedSlip:
    """A signed slip whose signature has been validated."""

    pdf: bytes
    signer: str
    signed_at: datetime


class SigningPort(Protocol):
    """Signing a slip with the unit's own certificate."""

    def open_pkcs12(self, path: Path, password: str) -> Identity:
        """Open a certificate file to see whose it is. The password is not kept.

        Raises:
            OperationError: file_unreadable, certificate_password_wrong, certificate_file_damaged,
                certificate_without_key.
        """

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        """What holds before signing. A failed row refuses signing."""

    def sign(self, slip: bytes, identity: Identity, password: str, form: RenewalForm) -> SignedSlip:
        """Sign (PAdES B-B, visible in the signature block) and validate the own result.

        Raises:
            OperationError: the certificate codes, signing_failed.
        """
