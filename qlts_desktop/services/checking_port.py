"""What the interface may ask about a signed file, and what comes of it.

As ``ports.py``, but not on the way to the first window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from qlts_desktop.services.signing_port import SignatureLevel, Standing


class Verdict(StrEnum):
    """What a signature, or a whole slip, is worth."""

    VALID = "valid"
    INVALID = "invalid"
    UNDETERMINED = "undetermined"


class Reason(StrEnum):
    """Why a verdict is not ``valid``."""

    NOT_SIGNED = "not_signed"
    CHANGED = "changed"
    NOT_WHOLE_DOCUMENT = "not_whole_document"
    CERTIFICATE_NOT_VALID_THEN = "certificate_not_valid_then"
    CERTIFICATE_NOT_FOR_SIGNING = "certificate_not_for_signing"
    CERTIFICATE_WEAK_KEY = "certificate_weak_key"
    CERTIFICATE_WEAK_DIGEST = "certificate_weak_digest"
    ISSUER_UNKNOWN = "issuer_unknown"
    REVOKED = "revoked"
    TIME_STAMP_WRONG = "time_stamp_wrong"
    TIME_STAMP_UNTRUSTED = "time_stamp_untrusted"
    SIGNATURE_UNREADABLE = "signature_unreadable"
    REGISTRATION_MISSING = "registration_missing"
    REGISTRATION_DAMAGED = "registration_damaged"


UNDETERMINED = {Reason.ISSUER_UNKNOWN, Reason.TIME_STAMP_UNTRUSTED}
"""Reasons that leave the question open; every other one answers it with no."""


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature.

    Attributes:
        signed_at: As claimed by the signature; None when it claims nothing.
        time_source: ``timestamp`` or ``signer`` (the signing PC's clock).
        level: What the signature carries.
        revocation: What the issuers say in the file itself; nobody is asked.
    """

    signer: str
    issuer: str
    tax_code: str
    serial: str
    valid_from: datetime | None
    valid_to: datetime | None
    signed_at: datetime | None
    time_source: str
    level: SignatureLevel
    revocation: Standing
    intact: bool
    whole_document: bool
    trusted: bool
    verdict: Verdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RegistrationReport:
    """The registration that a slip carries."""

    order_no: str
    unit: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SlipReport:
    """A whole slip."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    signatures: tuple[SignatureReport, ...]
    registration: RegistrationReport | None

    @property
    def signers(self) -> str:
        """Who has signed, the first one first, with commas between."""
        return ", ".join(signature.signer for signature in self.signatures)

    @property
    def is_slip(self) -> bool:
        """Whether it is one of this program's slips at all; any PDF may be looked at."""
        return Reason.REGISTRATION_MISSING not in self.reasons

    @property
    def signature_verdict(self) -> Verdict:
        """What the signatures are worth, whatever the file is."""
        return verdict_of([reason for reason in self.reasons if reason is not Reason.REGISTRATION_MISSING])


def verdict_of(reasons: Sequence[Reason]) -> Verdict:
    """``invalid`` wins over ``undetermined``."""
    if any(reason not in UNDETERMINED for reason in reasons):
        return Verdict.INVALID
    return Verdict.UNDETERMINED if reasons else Verdict.VALID


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of a report to be printed: a heading, and lines of a name and what it is."""

    heading: str
    lines: tuple[tuple[str, str], ...]


class CheckingPort(Protocol):
    """Looking at a signed file. Nobody outside is asked."""

    def check(self, path: Path) -> SlipReport:
        """Look at everything in a PDF.

        Raises:
            OperationError: file_unreadable, file_too_large, file_type_wrong (no PDF that can be read).
        """

    def printed(self, title: str, sections: Sequence[ReportSection]) -> bytes:
        """A report as a PDF of A4 pages; the same for the same content.

        Raises:
            OperationError: font_missing.
        """
