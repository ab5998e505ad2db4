"""What the interface may ask about signing.

As ``ports.py``, but not on the way to the first window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.machine_settings import SettingKey
from qlts_desktop.core.renewal import RenewalForm


@dataclass(frozen=True, slots=True)
class SigningSettings:
    """What the user sets for signing on this computer.

    Attributes:
        time_stamp_server: Its address (RFC 3161); empty for none.
        trust_folder: Certificates of authorities that are trusted besides those shipped and the system's.
        driver: A token driver (PKCS#11 module) that is not found by itself.
        signature_picture: The hand-written signature (PNG) that a signature shows.
        seal_picture: The unit's seal (PNG) that a signature shows.
        locked: What the administrator has locked; it is read only.
    """

    time_stamp_server: str = ""
    trust_folder: Path | None = None
    driver: Path | None = None
    signature_picture: Path | None = None
    seal_picture: Path | None = None
    locked: frozenset[SettingKey] = frozenset()


class IdentityProblem(StrEnum):
    """Why an identity cannot sign."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NOT_FOR_SIGNING = "not_for_signing"
    KEY_TOO_WEAK = "key_too_weak"
    DIGEST_TOO_WEAK = "digest_too_weak"
    """Its issuer has signed it with SHA-1 or weaker."""
    PIN_LOCKED = "pin_locked"


class PinState(StrEnum):
    """What a token says about its PIN."""

    FRESH = "fresh"
    COUNT_LOW = "count_low"
    """A wrong PIN has been entered since the last right one."""
    FINAL_TRY = "final_try"
    """One more wrong PIN locks it."""
    LOCKED = "locked"


class DriverFault(StrEnum):
    """Why a token's driver (PKCS#11 module) tells nothing."""

    MISSING = "missing"
    WRONG_MACHINE = "wrong_machine"
    """Made for another kind of processor, for example 32-bit."""
    NOT_A_MODULE = "not_a_module"
    NOT_LOADED = "not_loaded"
    """Most often another library that it needs is missing."""
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    FAILED = "failed"


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
    CLOCK = "clock"
    TIME_STAMP = "time_stamp"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """One row of *Kiểm tra trước khi ký*."""

    row: PreflightRow
    outcome: CheckOutcome
    reason: str
    """A symbol that ``ui/messages.py`` turns into a sentence, for example ``tax_code_differs``."""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A token that is plugged in.

    Attributes:
        label: As the token has it; two may have the same.
        serial: The token's own number.
        pin: What it says about its PIN.
        has_pin_pad: The PIN is typed on the reader, never here.
        shortest_pin: Letters; 0 where the token does not say.
        longest_pin: As ``shortest_pin``.
    """

    label: str
    serial: str
    pin: PinState
    has_pin_pad: bool
    shortest_pin: int
    longest_pin: int


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
    """Path of a certificate file; empty for a token."""
    token: TokenFacts | None
    """None for a certificate file."""
    problem: IdentityProblem | None
    serial_number: str
    """Hexadecimal."""
    key: str
    """Kind and bits, for example ``RSA 2048``."""
    sha256: str
    """Of the certificate, hexadecimal."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A certificate file that has been opened before; whose it is shows once it is opened again."""

    path: Path
    is_there: bool


@dataclass(frozen=True, slots=True)
class DriverReport:
    """A driver that tells nothing."""

    path: Path
    fault: DriverFault
    technical: str


@dataclass(frozen=True, slots=True)
class FoundIdentities:
    """What there is to sign with.

    Attributes:
        identities: Certificates on tokens, usable ones first.
        files: Certificate files, the last used first.
        empty_tokens: Tokens without a certificate.
        drivers: Drivers that tell nothing.
        drivers_asked: How many drivers there are on this computer.
    """

    identities: tuple[Identity, ...]
    files: tuple[KnownFile, ...]
    empty_tokens: tuple[TokenFacts, ...]
    drivers: tuple[DriverReport, ...]
    drivers_asked: int


class Standing(StrEnum):
    """What is known of a certificate's revocation."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class SignatureLevel(StrEnum):
    """What a PAdES signature carries (ETSI EN 319 142-1)."""

    B_B = "B-B"
    """The signer's own time."""
    B_T = "B-T"
    """A time stamp."""
    B_LT = "B-LT"
    """A time stamp, and what the issuers say of the certificates."""


@dataclass(frozen=True, slots=True)
class SignedSlip:
    """A signed slip whose signatures have been validated.

    Attributes:
        pdf: The slip.
        signer: Who has signed; two of them with a comma between.
        signed_at: When the last one did.
        level: What the last signature carries.
        signatures: How many there are; a slip has room for two.
    """

    pdf: bytes
    signer: str
    signed_at: datetime
    level: SignatureLevel = SignatureLevel.B_B
    signatures: int = 1


class SigningPort(Protocol):
    """Signing a slip with the unit's own certificate."""

    def look(self, report: Callable[[FoundIdentities], None], *, anew: bool) -> FoundIdentities:
        """What there is to sign with now; cheap when called again. Nobody logs in.

        Args:
            report: Gets what is known so far, each time that one more driver has answered.
            anew: Ask drivers again that did not answer before.

        Raises:
            OperationError: The local store's codes.
        """

    def rest(self) -> None:
        """Let go of all tokens until the next look."""

    def open_file(self, path: Path, password: str) -> Identity:
        """Open a certificate file to see whose it is. Its path is remembered, the password is not kept.

        Raises:
            OperationError: file_unreadable, certificate_password_wrong, certificate_file_damaged,
                certificate_without_key.
        """

    def forget_file(self, path: Path) -> None:
        """Remember a certificate file no longer; the file itself stays.

        Raises:
            OperationError: The local store's codes.
        """

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        """What holds before signing. A failed row refuses signing."""

    def settings(self) -> SigningSettings:
        """What is set for signing.

        Raises:
            OperationError: The local store's codes.
        """

    def change_settings(self, settings: SigningSettings) -> None:
        """Use other settings, all or none, after what has changed in them was tried.

        Raises:
            OperationError: time_stamp_failed (the server gave no stamp), trust_folder_empty, driver_unusable
                (detail ``fault``, a :class:`DriverFault`), picture_unusable (detail ``path``), the local store's
                codes.
        """

    def preview(self, signer: str, form: RenewalForm, settings: SigningSettings) -> bytes:
        """What a first signature would show now: a PDF of one page.

        Args:
            signer: Whose name it shows.
            form: For which unit.
            settings: With which pictures.

        Raises:
            OperationError: picture_unusable (detail ``path``).
        """

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
        """Sign (PAdES, visible in the signature block) and validate the own result.

        Without a time-stamp server it is B-B; with one B-T, and B-LT where the issuers answer.

        Args:
            slip: The slip, unsigned or signed by one other.
            identity: As :meth:`look` or :meth:`open_file` gave it.
            secret: The file's password, or the token's PIN: tried once, whatever comes of it.
            form: What is signed.
            last_try_confirmed: The user knows that a wrong PIN locks the token.
            without_time_stamp: The user does without, this time.
            another_follows: A second signature comes, which shows the seal.

        Raises:
            OperationError: the certificate, PIN and token codes, signing_failed; before PIN or password are used:
                time_stamp_failed, signed_already (by this certificate, or by two), picture_unusable.
        """
