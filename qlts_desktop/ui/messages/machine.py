"""The words of *Kiểm tra máy*: what was looked at, what was found, and what to do. Plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.services.machine_port import Area, Finding, State

MACHINE_MARKS: dict[State, str] = {State.GOOD: "✓", State.WARNING: "!", State.FAILED: "✕"}

_STATES: dict[State, str] = {
    State.GOOD: QT_TRANSLATE_NOOP("messages", "Passed"),
    State.WARNING: QT_TRANSLATE_NOOP("messages", "Worth a look"),
    State.FAILED: QT_TRANSLATE_NOOP("messages", "To be put right"),
}

_AREAS: dict[Area, str] = {
    Area.VERSIONS: QT_TRANSLATE_NOOP("messages", "Versions"),
    Area.UPDATES: QT_TRANSLATE_NOOP("messages", "Newer versions"),
    Area.CLOCK: QT_TRANSLATE_NOOP("messages", "Time zone"),
    Area.SIGNED_TIME: QT_TRANSLATE_NOOP("messages", "Date and time"),
    Area.FOLDER: QT_TRANSLATE_NOOP("messages", "Data folder"),
    Area.TEMPORARY: QT_TRANSLATE_NOOP("messages", "Folder for temporary files"),
    Area.DOCUMENTS: QT_TRANSLATE_NOOP("messages", "Documents folder"),
    Area.FONTS: QT_TRANSLATE_NOOP("messages", "Fonts"),
    Area.PROXY: QT_TRANSLATE_NOOP("messages", "Proxy"),
    Area.SERVER: QT_TRANSLATE_NOOP("messages", "Vendor's server"),
    Area.TIME_STAMP: QT_TRANSLATE_NOOP("messages", "Time-stamp server"),
    Area.PRINTER: QT_TRANSLATE_NOOP("messages", "Printer"),
    Area.MODULE: QT_TRANSLATE_NOOP("messages", "Token driver"),
    Area.TOKEN: QT_TRANSLATE_NOOP("messages", "Token"),
    Area.CERTIFICATE: QT_TRANSLATE_NOOP("messages", "Certificate"),
}

_FREE_UP = QT_TRANSLATE_NOOP("messages", "Delete files that are no longer needed, then check again.")
_INSTALL_AGAIN = QT_TRANSLATE_NOOP("messages", "Install the program again.")
_ELSEWHERE = QT_TRANSLATE_NOOP("messages", "Choose another folder when a file is saved.")
_SET_CLOCK = QT_TRANSLATE_NOOP("messages", "Set the date and time of this computer right, then check again.")
_WRITABLE = QT_TRANSLATE_NOOP("messages", "{path}: can be written, {free_mb} MB free")
_NOT_WRITABLE = QT_TRANSLATE_NOOP("messages", "{path}: nothing can be written there")
_LITTLE = QT_TRANSLATE_NOOP("messages", "{path}: only {free_mb} MB free")
_FULL = QT_TRANSLATE_NOOP("messages", "{path}: the disk is full")
_DRIVER_AGAIN = QT_TRANSLATE_NOOP("messages", "Install the token maker's driver again: see how under the list.")

FOUND: dict[tuple[Area, str], tuple[str, str]] = {
    (Area.VERSIONS, "versions"): (
        QT_TRANSLATE_NOOP(
            "messages", "QLTS Desktop {program} · {system} · Python {python} · Qt {qt} · pyHanko {pyhanko}"
        ),
        "",
    ),
    (Area.UPDATES, "announced"): (
        QT_TRANSLATE_NOOP("messages", "Announced by the vendor, signed; never downloaded or installed by itself"),
        "",
    ),
    (Area.UPDATES, "off"): (
        QT_TRANSLATE_NOOP("messages", "This build holds no release key, so none are announced"),
        "",
    ),
    (Area.CLOCK, "vietnam_time"): (QT_TRANSLATE_NOOP("messages", "{time}, Vietnam time"), ""),
    (Area.CLOCK, "other_zone"): (
        QT_TRANSLATE_NOOP("messages", "{time}, time zone {zone}"),
        QT_TRANSLATE_NOOP("messages", "Set this computer's time zone to Vietnam (UTC+07:00)."),
    ),
    (Area.SIGNED_TIME, "agrees"): (QT_TRANSLATE_NOOP("messages", "Agrees with the vendor's signed time"), ""),
    (Area.SIGNED_TIME, "fast"): (
        QT_TRANSLATE_NOOP("messages", "This computer is {minutes} minutes fast; it is {time}"),
        _SET_CLOCK,
    ),
    (Area.SIGNED_TIME, "slow"): (
        QT_TRANSLATE_NOOP("messages", "This computer is {minutes} minutes slow; it is {time}"),
        _SET_CLOCK,
    ),
    (Area.SIGNED_TIME, "not_asked"): (
        QT_TRANSLATE_NOOP("messages", "Could not be compared with the vendor's signed time"),
        QT_TRANSLATE_NOOP("messages", "Connect to the vendor's server, then check again."),
    ),
    (Area.SIGNED_TIME, "not_confirmed"): (
        QT_TRANSLATE_NOOP("messages", "The server's time carries no signature that can be confirmed"),
        QT_TRANSLATE_NOOP("messages", "Send the diagnostics report to the vendor."),
    ),
    (Area.FOLDER, "writable"): (_WRITABLE, ""),
    (Area.FOLDER, "not_writable"): (
        _NOT_WRITABLE,
        QT_TRANSLATE_NOOP("messages", "Ask whoever looks after this computer for the right to write there."),
    ),
    (Area.FOLDER, "little_space"): (_LITTLE, _FREE_UP),
    (Area.FOLDER, "full"): (_FULL, _FREE_UP),
    (Area.TEMPORARY, "writable"): (_WRITABLE, ""),
    (Area.TEMPORARY, "not_writable"): (
        _NOT_WRITABLE,
        QT_TRANSLATE_NOOP("messages", "Ask whoever looks after this computer for the right to write there."),
    ),
    (Area.TEMPORARY, "little_space"): (_LITTLE, _FREE_UP),
    (Area.TEMPORARY, "full"): (_FULL, _FREE_UP),
    (Area.DOCUMENTS, "writable"): (_WRITABLE, ""),
    (Area.DOCUMENTS, "missing"): (QT_TRANSLATE_NOOP("messages", "{path}: there is no such folder"), _ELSEWHERE),
    (Area.DOCUMENTS, "not_writable"): (_NOT_WRITABLE, _ELSEWHERE),
    (Area.DOCUMENTS, "little_space"): (_LITTLE, _FREE_UP),
    (Area.DOCUMENTS, "full"): (_FULL, _FREE_UP),
    (Area.FONTS, "complete"): (QT_TRANSLATE_NOOP("messages", "Complete"), ""),
    (Area.FONTS, "missing"): (QT_TRANSLATE_NOOP("messages", "{name} is missing"), _INSTALL_AGAIN),
    (Area.FONTS, "damaged"): (QT_TRANSLATE_NOOP("messages", "{name} is damaged"), _INSTALL_AGAIN),
    (Area.PROXY, "none"): (QT_TRANSLATE_NOOP("messages", "None is used"), ""),
    (Area.PROXY, "used"): (QT_TRANSLATE_NOOP("messages", "Goes through {address}"), ""),
    (Area.PROXY, "damaged"): (
        QT_TRANSLATE_NOOP("messages", "The proxy address set on this computer cannot be read"),
        QT_TRANSLATE_NOOP("messages", "Set it anew in this computer's network settings, then check again."),
    ),
    (Area.SERVER, "answers"): (QT_TRANSLATE_NOOP("messages", "{server} answers"), ""),
    (Area.SERVER, "not_set"): (
        QT_TRANSLATE_NOOP("messages", "No address is set"),
        QT_TRANSLATE_NOOP("messages", "Enter the server's address at the login, under “Server”."),
    ),
    (Area.TIME_STAMP, "none"): (QT_TRANSLATE_NOOP("messages", "None is used"), ""),
    (Area.TIME_STAMP, "stamps"): (QT_TRANSLATE_NOOP("messages", "{server} gives time stamps"), ""),
    (Area.TIME_STAMP, "refused"): (
        QT_TRANSLATE_NOOP("messages", "{server} refuses to give a time stamp"),
        QT_TRANSLATE_NOOP("messages", "Ask whoever provides this service."),
    ),
    (Area.TIME_STAMP, "no_answer"): (
        QT_TRANSLATE_NOOP("messages", "{server} does not answer"),
        QT_TRANSLATE_NOOP("messages", "Look at the network connection and the address, then check again."),
    ),
    (Area.TIME_STAMP, "not_understood"): (
        QT_TRANSLATE_NOOP("messages", "{server} is no time-stamp server"),
        QT_TRANSLATE_NOOP("messages", "Look at the network connection and the address, then check again."),
    ),
    (Area.PRINTER, "default"): (QT_TRANSLATE_NOOP("messages", "{name} (default)"), ""),
    (Area.PRINTER, "ready"): ("{name}", ""),
    (Area.PRINTER, "stopped"): (
        QT_TRANSLATE_NOOP("messages", "{name} is stopped"),
        QT_TRANSLATE_NOOP("messages", "Look at paper, ink and cable, then let the printer go on."),
    ),
    (Area.PRINTER, "none"): (
        QT_TRANSLATE_NOOP("messages", "There is none"),
        QT_TRANSLATE_NOOP("messages", "Add one in this computer's settings, or save slips as PDF files."),
    ),
    (Area.PRINTER, "no_answer"): (
        QT_TRANSLATE_NOOP("messages", "The print system does not answer"),
        QT_TRANSLATE_NOOP("messages", "Start this computer anew, then check again."),
    ),
    (Area.MODULE, "answered"): ("{path}", ""),
    (Area.MODULE, "missing"): (QT_TRANSLATE_NOOP("messages", "{path}: there is no such file"), _DRIVER_AGAIN),
    (Area.MODULE, "wrong_machine"): (
        QT_TRANSLATE_NOOP("messages", "{path}: made for another kind of computer, for example 32-bit"),
        QT_TRANSLATE_NOOP("messages", "Install the 64-bit driver of the token's maker: see how under the list."),
    ),
    (Area.MODULE, "not_a_module"): (
        QT_TRANSLATE_NOOP("messages", "{path}: is no token driver (PKCS#11)"),
        _DRIVER_AGAIN,
    ),
    (Area.MODULE, "crashed"): (QT_TRANSLATE_NOOP("messages", "{path}: stopped all of a sudden"), _DRIVER_AGAIN),
    (Area.MODULE, "not_loaded"): (
        QT_TRANSLATE_NOOP("messages", "{path}: cannot be loaded, a part that it needs is missing"),
        QT_TRANSLATE_NOOP("messages", "Install its maker's whole package again: see how under the list."),
    ),
    (Area.MODULE, "timed_out"): (
        QT_TRANSLATE_NOOP("messages", "{path}: does not answer"),
        QT_TRANSLATE_NOOP("messages", "Unplug the token, plug it in again, then check again."),
    ),
    (Area.MODULE, "failed"): (
        QT_TRANSLATE_NOOP("messages", "{path}: reports the error {error}"),
        QT_TRANSLATE_NOOP("messages", "Unplug the token, plug it in again, then check again."),
    ),
    (Area.MODULE, "none"): (
        QT_TRANSLATE_NOOP("messages", "None is installed"),
        QT_TRANSLATE_NOOP("messages", "To sign with a token, install its driver: see how under the list."),
    ),
    (Area.TOKEN, "ready"): (QT_TRANSLATE_NOOP("messages", "{label} (no. {serial}, {model})"), ""),
    (Area.TOKEN, "none"): (
        QT_TRANSLATE_NOOP("messages", "None is plugged in"),
        QT_TRANSLATE_NOOP("messages", "To sign with a token, plug it in, then check again."),
    ),
    (Area.TOKEN, "pin_locked"): (
        QT_TRANSLATE_NOOP("messages", "{label} (no. {serial}): the PIN is locked"),
        QT_TRANSLATE_NOOP("messages", "Ask the token's issuer to unlock it."),
    ),
    (Area.TOKEN, "pin_final_try"): (
        QT_TRANSLATE_NOOP("messages", "{label} (no. {serial}): only ONE try of the PIN is left"),
        QT_TRANSLATE_NOOP("messages", "Make sure of the PIN before signing."),
    ),
    (Area.TOKEN, "pin_count_low"): (
        QT_TRANSLATE_NOOP("messages", "{label} (no. {serial}): a wrong PIN was entered before"),
        QT_TRANSLATE_NOOP("messages", "Make sure of the PIN before signing."),
    ),
    (Area.CERTIFICATE, "usable"): (
        QT_TRANSLATE_NOOP("messages", "{subject}, issued by {issuer}, valid to {ends} ({days} days left)"),
        "",
    ),
    (Area.CERTIFICATE, "ends_soon"): (
        QT_TRANSLATE_NOOP("messages", "{subject}: ends soon, valid to {ends} ({days} days left)"),
        QT_TRANSLATE_NOOP("messages", "Renew it with its issuer in time."),
    ),
    (Area.CERTIFICATE, "expired"): (
        QT_TRANSLATE_NOOP("messages", "{subject}: expired on {ends}"),
        QT_TRANSLATE_NOOP("messages", "Renew it with its issuer."),
    ),
    (Area.CERTIFICATE, "not_yet_valid"): (
        QT_TRANSLATE_NOOP("messages", "{subject}: not valid yet"),
        QT_TRANSLATE_NOOP("messages", "Look at the date of this computer."),
    ),
    (Area.CERTIFICATE, "not_for_signing"): (
        QT_TRANSLATE_NOOP("messages", "{subject}: not for signing documents"),
        QT_TRANSLATE_NOOP("messages", "Sign with another certificate."),
    ),
    (Area.CERTIFICATE, "digest_too_weak"): (
        QT_TRANSLATE_NOOP("messages", "{subject}: issued with SHA-1"),
        QT_TRANSLATE_NOOP("messages", "Ask its issuer for a new certificate."),
    ),
    (Area.CERTIFICATE, "key_too_weak"): (
        QT_TRANSLATE_NOOP("messages", "{subject}: its key is too weak"),
        QT_TRANSLATE_NOOP("messages", "Ask its issuer for a new certificate."),
    ),
    (Area.CERTIFICATE, "damaged"): (
        QT_TRANSLATE_NOOP("messages", "A certificate on the token cannot be read"),
        QT_TRANSLATE_NOOP("messages", "Ask the token's issuer to look at it."),
    ),
}
"""What was found, and what to do where something is to be done."""

_NOT_KNOWN = (
    QT_TRANSLATE_NOOP("messages", "Could not be checked"),
    QT_TRANSLATE_NOOP("messages", "Check again; should it stay so, send the diagnostics report to the vendor."),
)
_NO_SERVER = (
    QT_TRANSLATE_NOOP("messages", "{server} cannot be reached"),
    QT_TRANSLATE_NOOP("messages", "Look at the network connection, the address and this computer's date."),
)


@dataclass(frozen=True, slots=True)
class FindingText:
    """A line in words.

    Attributes:
        state: For who cannot see the sign.
        to_do: Empty where nothing is to be done.
    """

    mark: str
    state: str
    area: str
    found: str
    to_do: str


def finding_text(finding: Finding) -> FindingText:
    """A line of *Kiểm tra máy*."""
    translate = QCoreApplication.translate
    otherwise = _NO_SERVER if finding.area is Area.SERVER and finding.details else _NOT_KNOWN
    found, to_do = FOUND.get((finding.area, finding.reason), otherwise)
    values = dict(finding.details)
    if "ends" in values:
        values["ends"] = format_day(date.fromisoformat(values["ends"]))
    if values.get("free_mb", "").isdigit():
        values["free_mb"] = f"{int(values['free_mb']):,}".replace(",", ".")
    return FindingText(
        MACHINE_MARKS[finding.state],
        translate("messages", _STATES[finding.state]),
        area_text(finding.area),
        (translate("messages", found) if found else "").format_map(values),
        translate("messages", to_do) if to_do else "",
    )


def area_text(area: Area) -> str:
    """What was looked at."""
    return QCoreApplication.translate("messages", _AREAS[area])


def summary_text(findings: Iterable[Finding]) -> str:
    """How this computer is, in one line."""
    translate = QCoreApplication.translate
    states = [finding.state for finding in findings]
    failed, warned = states.count(State.FAILED), states.count(State.WARNING)
    if failed and warned:
        return translate("messages", "To be put right: {0} · worth a look: {1}").format(failed, warned)
    if failed:
        return translate("messages", "To be put right: {0}").format(failed)
    if warned:
        return translate("messages", "Nothing stands in the way · worth a look: {0}").format(warned)
    return translate("messages", "This computer has all that the program needs")


def report_content_text() -> str:
    """What the diagnostics file holds, and what it does not."""
    return QCoreApplication.translate(
        "messages",
        "The diagnostics report is one ZIP file for the vendor's support: the list above, versions, the server's "
        "address and the program's log. It holds no password, no PIN, no key, nothing of the slips or the "
        "forms, no name of a certificate's owner, and no name of your own folder.",
    )
