"""The one text of each state, event and way of sending an order.

The licensor may learn new symbols before this program does: an unknown one reads *mới* ("new").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.ui.widgets.badge import Tone


@dataclass(frozen=True, slots=True)
class StateText:
    """A state in words with the colour that repeats them."""

    text: str
    tone: Tone


_NEW = (QT_TRANSLATE_NOOP("messages", "new"), Tone.NEUTRAL)

ORDER_STATES: dict[str, tuple[str, Tone]] = {
    "draft": (QT_TRANSLATE_NOOP("messages", "Draft"), Tone.NEUTRAL),
    "sent": (QT_TRANSLATE_NOOP("messages", "Sent"), Tone.INFO),
    "in_review": (QT_TRANSLATE_NOOP("messages", "Under review"), Tone.INFO),
    "accepted": (QT_TRANSLATE_NOOP("messages", "Accepted"), Tone.SUCCESS),
    "rejected": (QT_TRANSLATE_NOOP("messages", "Refused"), Tone.DANGER),
    "cancelled": (QT_TRANSLATE_NOOP("messages", "Cancelled"), Tone.NEUTRAL),
    "replaced": (QT_TRANSLATE_NOOP("messages", "Replaced by another order"), Tone.NEUTRAL),
    "closed": (QT_TRANSLATE_NOOP("messages", "Closed"), Tone.NEUTRAL),
}

PAYMENT_STATES: dict[str, tuple[str, Tone]] = {
    "awaiting": (QT_TRANSLATE_NOOP("messages", "Awaiting payment"), Tone.WARNING),
    "proof_in_review": (QT_TRANSLATE_NOOP("messages", "Proof under review"), Tone.INFO),
    "extension_in_review": (QT_TRANSLATE_NOOP("messages", "Extension under review"), Tone.INFO),
    "short": (QT_TRANSLATE_NOOP("messages", "Partly paid"), Tone.WARNING),
    "proof_rejected": (QT_TRANSLATE_NOOP("messages", "Proof not accepted"), Tone.DANGER),
    "paid": (QT_TRANSLATE_NOOP("messages", "Paid"), Tone.SUCCESS),
    "commitment_lapsed": (QT_TRANSLATE_NOOP("messages", "Past the promised day"), Tone.DANGER),
}

RESOURCE_STATES: dict[str, tuple[str, Tone]] = {
    "none": (QT_TRANSLATE_NOOP("messages", "Not granted yet"), Tone.NEUTRAL),
    "in_review": (QT_TRANSLATE_NOOP("messages", "Under review"), Tone.INFO),
    "provisional": (QT_TRANSLATE_NOOP("messages", "Granted provisionally"), Tone.INFO),
    "official": (QT_TRANSLATE_NOOP("messages", "Granted officially"), Tone.SUCCESS),
    "cut": (QT_TRANSLATE_NOOP("messages", "Cut off"), Tone.DANGER),
    "rejected": (QT_TRANSLATE_NOOP("messages", "Not granted"), Tone.DANGER),
}

PAPER_STATES: dict[str, tuple[str, Tone]] = {
    "not_needed": (QT_TRANSLATE_NOOP("messages", "No paper slip needed"), Tone.NEUTRAL),
    "awaited": (QT_TRANSLATE_NOOP("messages", "Paper slip awaited"), Tone.WARNING),
    "received": (QT_TRANSLATE_NOOP("messages", "Paper slip received"), Tone.SUCCESS),
    "returned": (QT_TRANSLATE_NOOP("messages", "Paper slip returned"), Tone.DANGER),
}

INVOICE_STATES: dict[str, tuple[str, Tone]] = {
    "none": (QT_TRANSLATE_NOOP("messages", "No invoice yet"), Tone.NEUTRAL),
    "issued": (QT_TRANSLATE_NOOP("messages", "Invoice issued"), Tone.SUCCESS),
}

PROOF_STATES: dict[str, tuple[str, Tone]] = {
    "in_review": (QT_TRANSLATE_NOOP("messages", "Under review"), Tone.INFO),
    "accepted": (QT_TRANSLATE_NOOP("messages", "Confirmed"), Tone.SUCCESS),
    "short": (QT_TRANSLATE_NOOP("messages", "Partly paid"), Tone.WARNING),
    "rejected": (QT_TRANSLATE_NOOP("messages", "Not accepted"), Tone.DANGER),
}

METHODS: dict[str, str] = {
    "signed": QT_TRANSLATE_NOOP("messages", "Electronic signature"),
    "stamped": QT_TRANSLATE_NOOP("messages", "Stamped slip"),
    "staff": QT_TRANSLATE_NOOP("messages", "Registered by the vendor"),
    "": QT_TRANSLATE_NOOP("messages", "Not sent yet"),
}

EVENTS: dict[str, tuple[str, Tone]] = {
    "draft_opened": (QT_TRANSLATE_NOOP("messages", "Draft opened"), Tone.NEUTRAL),
    "submitted_signed": (QT_TRANSLATE_NOOP("messages", "Slip with electronic signature sent"), Tone.INFO),
    "submitted_stamped": (QT_TRANSLATE_NOOP("messages", "Registration with stamped slip sent"), Tone.INFO),
    "held_for_review": (QT_TRANSLATE_NOOP("messages", "Under review by the vendor"), Tone.INFO),
    "accepted": (QT_TRANSLATE_NOOP("messages", "Registration accepted"), Tone.SUCCESS),
    "provisional_granted": (QT_TRANSLATE_NOOP("messages", "Provisional resources granted"), Tone.INFO),
    "proof_sent": (QT_TRANSLATE_NOOP("messages", "Proof of payment sent"), Tone.INFO),
    "proof_rejected": (QT_TRANSLATE_NOOP("messages", "Proof of payment not accepted"), Tone.DANGER),
    "proof_short": (QT_TRANSLATE_NOOP("messages", "Payment received in part"), Tone.WARNING),
    "extension_asked": (QT_TRANSLATE_NOOP("messages", "More time to pay asked for"), Tone.INFO),
    "extension_accepted": (QT_TRANSLATE_NOOP("messages", "More time to pay granted"), Tone.SUCCESS),
    "extension_rejected": (QT_TRANSLATE_NOOP("messages", "More time to pay refused"), Tone.DANGER),
    "paid": (QT_TRANSLATE_NOOP("messages", "Payment confirmed"), Tone.SUCCESS),
    "official_granted": (QT_TRANSLATE_NOOP("messages", "Official licence granted"), Tone.SUCCESS),
    "lapsed": (QT_TRANSLATE_NOOP("messages", "The promised payment day passed"), Tone.DANGER),
    "cut": (QT_TRANSLATE_NOOP("messages", "Subscription cut off"), Tone.DANGER),
    "cancelled": (QT_TRANSLATE_NOOP("messages", "Order cancelled"), Tone.NEUTRAL),
    "replaced": (QT_TRANSLATE_NOOP("messages", "Order replaced by another"), Tone.NEUTRAL),
    "closed": (QT_TRANSLATE_NOOP("messages", "Order closed; another one took its place"), Tone.NEUTRAL),
    "rejected": (QT_TRANSLATE_NOOP("messages", "Registration refused by the vendor"), Tone.DANGER),
    "registered_for_unit": (QT_TRANSLATE_NOOP("messages", "Registered by the vendor for the unit"), Tone.INFO),
    "payment_undone": (QT_TRANSLATE_NOOP("messages", "Confirmation of payment taken back"), Tone.DANGER),
    "prepared": (QT_TRANSLATE_NOOP("messages", "Prepared to be signed elsewhere"), Tone.NEUTRAL),
    "prepared_revoked": (QT_TRANSLATE_NOOP("messages", "Prepared file revoked"), Tone.NEUTRAL),
    "paper_scan_attached": (QT_TRANSLATE_NOOP("messages", "Scan of the stamped slip sent"), Tone.INFO),
    "paper_received": (QT_TRANSLATE_NOOP("messages", "Paper slip received by the vendor"), Tone.SUCCESS),
    "paper_returned": (QT_TRANSLATE_NOOP("messages", "Paper slip returned to the unit"), Tone.WARNING),
    "invoice_issued": (QT_TRANSLATE_NOOP("messages", "Invoice made out"), Tone.SUCCESS),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("messages", source)


def _state(table: dict[str, tuple[str, Tone]], symbol: str) -> StateText:
    source, tone = table.get(symbol, _NEW)
    return StateText(_say(source), tone)


def order_state_text(symbol: str) -> StateText:
    """Where the order itself stands."""
    return _state(ORDER_STATES, symbol)


def payment_state_text(symbol: str) -> StateText:
    """*Tình trạng thanh toán*."""
    return _state(PAYMENT_STATES, symbol)


def resource_state_text(symbol: str, until: date | None = None) -> StateText:
    """*Tình trạng cấp tài nguyên*.

    Args:
        symbol: The contract's symbol.
        until: Last day of provisional resources, named when they are provisional.
    """
    state = _state(RESOURCE_STATES, symbol)
    if symbol == "provisional" and until is not None:
        text = QCoreApplication.translate("messages", "Granted provisionally until {0}")
        return StateText(text.format(format_day(until)), state.tone)
    return state


def paper_state_text(symbol: str) -> StateText:
    """Where the posted slip is."""
    return _state(PAPER_STATES, symbol)


def invoice_state_text(symbol: str) -> StateText:
    """Whether the invoice has been made out."""
    return _state(INVOICE_STATES, symbol)


def proof_state_text(symbol: str) -> StateText:
    """What became of a payment proof."""
    return _state(PROOF_STATES, symbol)


def event_text(symbol: str) -> StateText:
    """Something that happened to an order."""
    return _state(EVENTS, symbol)


def method_text(symbol: str) -> str:
    """The way of sending."""
    return _say(METHODS.get(symbol, _NEW[0]))
