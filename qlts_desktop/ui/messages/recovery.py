"""The words of a request for data recovery: its state, and what to do next. Plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_moment
from qlts_desktop.services.recovery_port import RecoveryRequest
from qlts_desktop.ui.widgets.badge import Tone


@dataclass(frozen=True, slots=True)
class RecoveryText:
    """A request in words."""

    title: str
    state: str
    tone: Tone
    next_step: str


_STATES: dict[str, tuple[str, str, Tone, str]] = {
    "sent": (
        QT_TRANSLATE_NOOP("messages", "The vendor has the request for data recovery"),
        QT_TRANSLATE_NOOP("messages", "Sent"),
        Tone.INFO,
        QT_TRANSLATE_NOOP(
            "messages",
            "The vendor will call {contact} at {contact_phone}. Nothing else needs to be done now. "
            "Questions, or something to add? Call {phone} and name request {no}.",
        ),
    ),
    "in_progress": (
        QT_TRANSLATE_NOOP("messages", "The vendor is working on the data recovery"),
        QT_TRANSLATE_NOOP("messages", "Being worked on"),
        Tone.INFO,
        QT_TRANSLATE_NOOP(
            "messages",
            "The vendor will call {contact} at {contact_phone} with the result. "
            "Questions? Call {phone} and name request {no}.",
        ),
    ),
    "recovered": (
        QT_TRANSLATE_NOOP("messages", "The data have been recovered"),
        QT_TRANSLATE_NOOP("messages", "Recovered"),
        Tone.SUCCESS,
        QT_TRANSLATE_NOOP(
            "messages",
            "Register a renewal to work with the data again. Something missing? Call {phone} and name "
            "request {no}.",
        ),
    ),
    "not_recoverable": (
        QT_TRANSLATE_NOOP("messages", "The data could not be recovered"),
        QT_TRANSLATE_NOOP("messages", "Not recoverable"),
        Tone.DANGER,
        QT_TRANSLATE_NOOP(
            "messages",
            "Call {phone} and name request {no} to talk about other ways, for example a backup kept at the "
            "unit. Other data or years can be asked for with a new request.",
        ),
    ),
}
_MOST_LINES = 6
_NEW = (
    QT_TRANSLATE_NOOP("messages", "The request for data recovery"),
    QT_TRANSLATE_NOOP("messages", "new"),
    Tone.NEUTRAL,
    QT_TRANSLATE_NOOP("messages", "Call {phone} and name request {no} to hear where it stands."),
)


def recovery_text(request: RecoveryRequest, vendor_phone: str) -> RecoveryText:
    """Where a request stands, and the next step."""
    translate = QCoreApplication.translate
    title, state, tone, next_step = _STATES.get(request.state, _NEW)
    said = translate("messages", next_step).format(
        contact=_breakable(request.contact), contact_phone=request.phone, phone=vendor_phone, no=request.no
    )
    return RecoveryText(translate("messages", title), translate("messages", state), tone, said)


def recovery_facts(request: RecoveryRequest) -> tuple[tuple[str, str], ...]:
    """What was asked for, and what became of it: label and value."""
    translate = QCoreApplication.translate
    facts = [
        (translate("messages", "Request number"), request.no),
        (translate("messages", "Sent at"), format_moment(request.sent_at)),
    ]
    if request.updated_at != request.sent_at:
        facts.append((translate("messages", "Last change"), format_moment(request.updated_at)))
    if request.reason:
        facts.append((translate("messages", "Reason"), _breakable(request.reason)))
    facts += [
        (translate("messages", "Contact"), _breakable(f"{request.contact} · {request.phone}")),
        (translate("messages", "Data needed"), _breakable(_few_lines(request.period))),
    ]
    return tuple(facts)


def _few_lines(text: str) -> str:
    """As it was typed, unless that would make the dialog taller than the screen."""
    lines = [line for line in text.splitlines() if line]
    return "\n".join(lines) if len(lines) <= _MOST_LINES else "; ".join(lines)


def _breakable(text: str) -> str:
    """With room to break inside what is typed without spaces, so that it widens no window."""
    return re.sub(r"(\S{24})(?=\S)", "\\1\u200b", text)


def recovery_filed_text(request: RecoveryRequest) -> str:
    """One line for the screen that the user comes back to."""
    return QCoreApplication.translate("messages", "Data recovery: request {0} was sent at {1}.").format(
        request.no, format_moment(request.sent_at)
    )
