"""The words of *Kiểm tra phiếu đã ký*: what a signed file is worth, why, and what was seen. Plain text."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_day, format_moment, vietnam_day
from qlts_desktop.services.checking_port import (
    Reason,
    RegistrationReport,
    ReportSection,
    SignatureReport,
    SlipReport,
    Verdict,
)
from qlts_desktop.services.signing_port import Standing

VERDICT_MARKS: dict[Verdict, str] = {Verdict.VALID: "✓", Verdict.INVALID: "✕", Verdict.UNDETERMINED: "?"}
"""A sign for each verdict, so that colour is never alone."""

_VERDICTS: dict[Verdict, str] = {
    Verdict.VALID: QT_TRANSLATE_NOOP("messages", "Valid"),
    Verdict.INVALID: QT_TRANSLATE_NOOP("messages", "Not valid"),
    Verdict.UNDETERMINED: QT_TRANSLATE_NOOP("messages", "Cannot be determined"),
}

REASONS: dict[Reason, str] = {
    Reason.NOT_SIGNED: QT_TRANSLATE_NOOP("messages", "The file has no electronic signature."),
    Reason.CHANGED: QT_TRANSLATE_NOOP(
        "messages", "The content was changed after signing. Ask the sender for the original file."
    ),
    Reason.NOT_WHOLE_DOCUMENT: QT_TRANSLATE_NOOP(
        "messages", "The signature does not cover the whole file. Ask the sender for the original file."
    ),
    Reason.CERTIFICATE_NOT_VALID_THEN: QT_TRANSLATE_NOOP(
        "messages", "The certificate was not valid at the time of signing."
    ),
    Reason.CERTIFICATE_NOT_FOR_SIGNING: QT_TRANSLATE_NOOP(
        "messages", "The certificate was not issued for signing documents."
    ),
    Reason.CERTIFICATE_WEAK_DIGEST: QT_TRANSLATE_NOOP("messages", "The certificate was issued with SHA-1."),
    Reason.CERTIFICATE_WEAK_KEY: QT_TRANSLATE_NOOP("messages", "The certificate's key is too weak."),
    Reason.ISSUER_UNKNOWN: QT_TRANSLATE_NOOP(
        "messages", "This computer does not know who issued the certificate: nobody vouches for the signer's name."
    ),
    Reason.REVOKED: QT_TRANSLATE_NOOP("messages", "The certificate had been revoked."),
    Reason.TIME_STAMP_WRONG: QT_TRANSLATE_NOOP("messages", "The time stamp does not belong to this signature."),
    Reason.TIME_STAMP_UNTRUSTED: QT_TRANSLATE_NOOP(
        "messages", "This computer does not know who made the time stamp."
    ),
    Reason.SIGNATURE_UNREADABLE: QT_TRANSLATE_NOOP("messages", "A signature cannot be read."),
    Reason.REGISTRATION_MISSING: QT_TRANSLATE_NOOP(
        "messages", "The file carries no registration: it is no slip of this program."
    ),
    Reason.REGISTRATION_DAMAGED: QT_TRANSLATE_NOOP("messages", "The registration in the slip is damaged."),
}
"""Why a file is not valid, in a sentence."""

_STANDINGS: dict[Standing, str] = {
    Standing.GOOD: QT_TRANSLATE_NOOP("messages", "not revoked when it signed (from what is in the file)"),
    Standing.REVOKED: QT_TRANSLATE_NOOP("messages", "revoked"),
    Standing.UNKNOWN: QT_TRANSLATE_NOOP("messages", "not determined (nothing in the file tells)"),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("messages", source)


def verdict_text(report: SlipReport) -> str:
    """What the file is worth, in large words; of a file that is no slip, what its signatures are worth."""
    if Reason.NOT_SIGNED in report.reasons:
        return QCoreApplication.translate("messages", "Not signed")
    return _say(_VERDICTS[shown_verdict(report)])


def shown_verdict(report: SlipReport) -> Verdict:
    """The verdict that is shown."""
    return report.verdict if report.is_slip else report.signature_verdict


def reason_texts(report: SlipReport) -> list[str]:
    """Why, each in a sentence."""
    return [_say(REASONS[reason]) for reason in report.reasons]


def report_sections(report: SlipReport, file_name: str, checked_at: datetime) -> tuple[ReportSection, ...]:
    """The whole report: of the file, of each signature, of the registration.

    Args:
        report: What was found.
        file_name: The file's.
        checked_at: When; aware.
    """
    translate = QCoreApplication.translate
    whole = ReportSection(
        translate("messages", "Result: {0}").format(verdict_text(report)),
        (
            (translate("messages", "File"), file_name),
            (translate("messages", "Checked at"), format_moment(checked_at)),
            *((translate("messages", "Remark"), text) for text in reason_texts(report)),
        ),
    )
    signatures = (_of_signature(number, one) for number, one in enumerate(report.signatures, 1))
    registration = (_of_registration(report.registration),) if report.registration is not None else ()
    return (whole, *signatures, *registration)


def _of_signature(number: int, one: SignatureReport) -> ReportSection:
    translate = QCoreApplication.translate
    heading = translate("messages", "Signature {0}: {1}").format(number, _say(_VERDICTS[one.verdict]).lower())
    remarks = tuple((translate("messages", "Remark"), _say(REASONS[reason])) for reason in one.reasons)
    if not one.signer:
        return ReportSection(heading, remarks)
    yes, no = translate("messages", "yes"), translate("messages", "no")
    unknown = translate("messages", "not given")
    known = translate("messages", "recognised") if one.trusted else translate("messages", "not known here")
    lines = (
        (translate("messages", "Signer"), one.signer),
        (translate("messages", "Tax code"), one.tax_code or unknown),
        (translate("messages", "Issuer"), f"{one.issuer} ({known})"),
        (translate("messages", "Serial number"), one.serial),
        (translate("messages", "Certificate valid"), _validity(one) or unknown),
        (translate("messages", "Signed at"), _signed_at(one) or unknown),
        (translate("messages", "Level"), f"PAdES {one.level}"),
        (translate("messages", "Revocation"), _say(_STANDINGS[one.revocation])),
        (translate("messages", "Content unchanged"), yes if one.intact else no),
        (translate("messages", "Covers the whole file"), yes if one.whole_document else no),
    )
    return ReportSection(heading, (*lines, *remarks))


def _validity(one: SignatureReport) -> str:
    if one.valid_from is None or one.valid_to is None:
        return ""
    return f"{format_day(vietnam_day(one.valid_from))} – {format_day(vietnam_day(one.valid_to))}"


def _signed_at(one: SignatureReport) -> str:
    if one.signed_at is None:
        return ""
    translate = QCoreApplication.translate
    source = (
        translate("messages", "by a time stamp")
        if one.time_source == "timestamp"
        else translate("messages", "by the signer's computer")
    )
    return f"{format_moment(one.signed_at)} ({source})"


def _of_registration(registration: RegistrationReport) -> ReportSection:
    translate = QCoreApplication.translate
    return ReportSection(
        translate("messages", "Registration in the file"),
        (
            (translate("messages", "Order"), registration.order_no),
            (translate("messages", "Unit code"), registration.unit),
            (translate("messages", "Digest (SHA-256)"), registration.sha256),
        ),
    )
