"""The words of signing: why a certificate cannot sign, and what each check before signing found."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_day, vietnam_day
from qlts_desktop.services.registration_port import SendStage
from qlts_desktop.services.signing_port import (
    CheckOutcome,
    DriverFault,
    Identity,
    IdentityProblem,
    PreflightResult,
    PreflightRow,
)

_IDENTITY_PROBLEMS: dict[IdentityProblem, tuple[str, str]] = {
    IdentityProblem.EXPIRED: (
        QT_TRANSLATE_NOOP("messages", "Expired"),
        QT_TRANSLATE_NOOP(
            "messages", "This certificate has expired. Renew it with its issuer, or choose another."
        ),
    ),
    IdentityProblem.NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("messages", "Not valid yet"),
        QT_TRANSLATE_NOOP(
            "messages", "This certificate is not valid yet. Check the date of this computer, or choose another."
        ),
    ),
    IdentityProblem.NOT_FOR_SIGNING: (
        QT_TRANSLATE_NOOP("messages", "Not for signing"),
        QT_TRANSLATE_NOOP("messages", "This certificate was not issued for signing documents. Choose another."),
    ),
    IdentityProblem.KEY_TOO_WEAK: (
        QT_TRANSLATE_NOOP("messages", "Key too weak"),
        QT_TRANSLATE_NOOP("messages", "The key of this certificate is too weak. Ask its issuer for a new one."),
    ),
    IdentityProblem.DIGEST_TOO_WEAK: (
        QT_TRANSLATE_NOOP("messages", "SHA-1"),
        QT_TRANSLATE_NOOP(
            "messages",
            "This certificate was issued with SHA-1, which is no longer valid. Ask its issuer for a new one.",
        ),
    ),
    IdentityProblem.PIN_LOCKED: (
        QT_TRANSLATE_NOOP("messages", "PIN locked"),
        QT_TRANSLATE_NOOP(
            "messages", "The PIN of this token is locked. Ask its issuer to unlock it, or choose another."
        ),
    ),
}

_DRIVER_FAULTS: dict[DriverFault, tuple[str, str]] = {
    DriverFault.MISSING: (
        QT_TRANSLATE_NOOP("messages", "Not found"),
        QT_TRANSLATE_NOOP("messages", "This token driver is no longer there. Install it again."),
    ),
    DriverFault.WRONG_MACHINE: (
        QT_TRANSLATE_NOOP("messages", "Wrong kind"),
        QT_TRANSLATE_NOOP(
            "messages",
            "This token driver is for another kind of computer (for example 32-bit). Install the 64-bit one.",
        ),
    ),
    DriverFault.NOT_A_MODULE: (
        QT_TRANSLATE_NOOP("messages", "No driver"),
        QT_TRANSLATE_NOOP("messages", "This file is no token driver, or it is damaged. Install the driver again."),
    ),
    DriverFault.NOT_LOADED: (
        QT_TRANSLATE_NOOP("messages", "Incomplete"),
        QT_TRANSLATE_NOOP(
            "messages",
            "This token driver cannot be loaded: a part that it needs is missing (for example Visual C++)."
            " Install its maker's whole package again.",
        ),
    ),
    DriverFault.CRASHED: (
        QT_TRANSLATE_NOOP("messages", "Crashed"),
        QT_TRANSLATE_NOOP(
            "messages", "This token driver ended unexpectedly. Install it again, or ask its maker for a newer one."
        ),
    ),
    DriverFault.TIMED_OUT: (
        QT_TRANSLATE_NOOP("messages", "No answer"),
        QT_TRANSLATE_NOOP(
            "messages", "This token driver did not answer. Plug the token in again, then press Look again."
        ),
    ),
    DriverFault.FAILED: (
        QT_TRANSLATE_NOOP("messages", "Error"),
        QT_TRANSLATE_NOOP(
            "messages", "This token driver reported an error. Plug the token in again; it is asked by itself."
        ),
    ),
}

_ROWS: dict[PreflightRow, str] = {
    PreflightRow.VALIDITY: QT_TRANSLATE_NOOP("messages", "Certificate valid today"),
    PreflightRow.SIGNER_IS_HEAD: QT_TRANSLATE_NOOP("messages", "Signer is the head named on the slip"),
    PreflightRow.CHAIN: QT_TRANSLATE_NOOP("messages", "Certificate issued by a recognised authority"),
    PreflightRow.REVOCATION: QT_TRANSLATE_NOOP("messages", "Certificate not revoked"),
    PreflightRow.KEY_USAGE: QT_TRANSLATE_NOOP("messages", "Certificate may be used for signing"),
    PreflightRow.KEY_STRENGTH: QT_TRANSLATE_NOOP("messages", "Key and issuer's signature strong enough"),
    PreflightRow.TAX_CODE: QT_TRANSLATE_NOOP("messages", "Tax code of certificate, licence and slip agree"),
    PreflightRow.CLOCK: QT_TRANSLATE_NOOP("messages", "Clock of this computer right"),
    PreflightRow.TIME_STAMP: QT_TRANSLATE_NOOP("messages", "Time of signing"),
    PreflightRow.OUTPUT: QT_TRANSLATE_NOOP("messages", "Signed slip can be kept on this computer"),
}

_STAGES: dict[SendStage, str] = {
    SendStage.SAVING: QT_TRANSLATE_NOOP("messages", "Save"),
    SendStage.SIGNING: QT_TRANSLATE_NOOP("messages", "Sign"),
    SendStage.SENDING: QT_TRANSLATE_NOOP("messages", "Send"),
    SendStage.RECEIPT: QT_TRANSLATE_NOOP("messages", "Receipt"),
}

_UNDER_WAY: dict[SendStage, str] = {
    SendStage.SAVING: QT_TRANSLATE_NOOP("messages", "Saving the form… It can still be stopped."),
    SendStage.SIGNING: QT_TRANSLATE_NOOP("messages", "Signing the slip… It can still be stopped."),
    SendStage.SENDING: QT_TRANSLATE_NOOP(
        "messages", "Sending the registration. From here on it can no longer be stopped; nothing is sent twice."
    ),
    SendStage.RECEIPT: QT_TRANSLATE_NOOP("messages", "The server has the registration. Checking the receipt…"),
}

REASONS: dict[str, str] = {
    "": "",
    "valid_until": QT_TRANSLATE_NOOP("messages", "Until {not_after}"),
    "ends_soon": QT_TRANSLATE_NOOP("messages", "Ends in {days} days, on {not_after}. Have it renewed soon."),
    "expired": QT_TRANSLATE_NOOP("messages", "Ended on {not_after}. Have it renewed, or choose another."),
    "not_yet_valid": QT_TRANSLATE_NOOP(
        "messages", "Begins on {not_before}. Check the date of this computer, or choose another certificate."
    ),
    "tax_code_agrees": "{certificate}",
    "tax_code_differs": QT_TRANSLATE_NOOP(
        "messages",
        "Certificate {certificate}, licence {licence}, slip {form}. Choose the unit's own certificate, or mend the"
        " tax code on the slip.",
    ),
    "tax_code_missing_in_certificate": QT_TRANSLATE_NOOP(
        "messages", "The certificate names no tax code. The vendor compares the name instead."
    ),
    "tax_code_missing_in_form": QT_TRANSLATE_NOOP(
        "messages", "Neither licence nor slip names a tax code. The vendor compares the name instead."
    ),
    "signer_is_another": QT_TRANSLATE_NOOP(
        "messages", "Certificate of {subject}; the slip names {head}. Go on only if this person may sign."
    ),
    "not_for_signing": QT_TRANSLATE_NOOP(
        "messages", "It was not issued for signing documents. Choose another certificate."
    ),
    "key_too_weak": QT_TRANSLATE_NOOP("messages", "The key is too weak. Ask the issuer for a new certificate."),
    "digest_too_weak": QT_TRANSLATE_NOOP(
        "messages", "It was issued with SHA-1, which is no longer valid. Ask the issuer for a new certificate."
    ),
    "chain_trusted": "{issuer}",
    "issuer_unknown": QT_TRANSLATE_NOOP(
        "messages", "{issuer} is not known on this computer. The vendor checks it once more."
    ),
    "revocation_good": QT_TRANSLATE_NOOP("messages", "Its issuer has been asked: not revoked."),
    "revoked": QT_TRANSLATE_NOOP(
        "messages", "Revoked on {since}. Ask its issuer why, or choose another certificate."
    ),
    "revocation_unknown": QT_TRANSLATE_NOOP(
        "messages", "Not determined: its issuer could not be asked. The vendor checks it once more."
    ),
    "clock_agrees": "{now}",
    "clock_off": QT_TRANSLATE_NOOP(
        "messages",
        "This computer says {pc}; the signature carries the vendor's time, {now}. Set the clock right.",
    ),
    "output_not_writable": QT_TRANSLATE_NOOP(
        "messages", "The folder {path} cannot be written. Ask whoever looks after this computer."
    ),
    "output_full": QT_TRANSLATE_NOOP(
        "messages", "The disk is full. Make room, then choose the certificate again."
    ),
    "output_little_space": QT_TRANSLATE_NOOP(
        "messages", "Only {free_mb} MB are left on the disk. Make room soon."
    ),
    "time_stamp_server": QT_TRANSLATE_NOOP("messages", "Time stamp by {server}"),
    "time_of_this_computer": QT_TRANSLATE_NOOP(
        "messages", "No time stamp: the signature carries the time of this computer."
    ),
}
"""What was found, by the symbol of the check; one that is not known here is told by its outcome alone."""

_BY_OUTCOME: dict[CheckOutcome, str] = {
    CheckOutcome.PASSED: "",
    CheckOutcome.WARNING: QT_TRANSLATE_NOOP("messages", "Could not be determined; look at it before signing."),
    CheckOutcome.FAILED: QT_TRANSLATE_NOOP("messages", "Does not hold. Choose another certificate."),
}

MARKS: dict[CheckOutcome, str] = {
    CheckOutcome.PASSED: "✓",
    CheckOutcome.WARNING: "!",
    CheckOutcome.FAILED: "✗",
}
"""A sign for each outcome, so that colour is never alone."""


def _say(source: str) -> str:
    return QCoreApplication.translate("messages", source) if source else ""


def identity_problem_text(problem: IdentityProblem) -> str:
    """Why a certificate cannot sign, and what to do."""
    return _say(_IDENTITY_PROBLEMS[problem][1])


def driver_state_text(fault: DriverFault) -> str:
    """The badge of a driver that tells nothing."""
    return _say(_DRIVER_FAULTS[fault][0])


def driver_fault_text(fault: DriverFault) -> str:
    """Why a driver tells nothing, and what to do."""
    return _say(_DRIVER_FAULTS[fault][1])


def identity_state_text(identity: Identity, today: date) -> str:
    """The badge of a certificate: usable, soon to end, or why not."""
    if identity.problem is not None:
        return _say(_IDENTITY_PROBLEMS[identity.problem][0])
    left = days_left(identity, today)
    if left <= SOON_DAYS:
        return QCoreApplication.translate("messages", "{0} days left").format(left)
    return QCoreApplication.translate("messages", "Usable")


SOON_DAYS = 30
"""A certificate that ends within so many days is pointed out."""


def days_left(identity: Identity, today: date) -> int:
    """Whole days from today to the certificate's last day."""
    return (vietnam_day(identity.not_after) - today).days


def preflight_row_text(row: PreflightRow) -> str:
    """What a row looks at."""
    return _say(_ROWS[row])


def outcome_text(outcome: CheckOutcome) -> str:
    """The outcome as a word, for screen readers."""
    translate = QCoreApplication.translate
    match outcome:
        case CheckOutcome.PASSED:
            return translate("messages", "passed")
        case CheckOutcome.WARNING:
            return translate("messages", "warning")
        case CheckOutcome.FAILED:
            return translate("messages", "failed")


def preflight_reason_text(result: PreflightResult) -> str:
    """What was found and what to do; empty when there is nothing to add."""
    source = REASONS.get(result.reason, _BY_OUTCOME[result.outcome])
    values = {name: _readable(value) for name, value in result.details}
    return _say(source).format_map(_Absent(values))


class _Absent(dict[str, str]):
    """Names that the check did not give read as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _readable(value: str) -> str:
    """ISO days become ``dd/MM/yyyy``; what is empty reads as a dash."""
    if not value:
        return "–"
    try:
        return format_day(date.fromisoformat(value))
    except ValueError:
        return value


def stage_name(stage: SendStage) -> str:
    """A step of sending in one word."""
    return _say(_STAGES[stage])


def stage_under_way_text(stage: SendStage) -> str:
    """What is being done, and whether it can still be stopped."""
    return _say(_UNDER_WAY[stage])
