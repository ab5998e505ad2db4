"""The one text of each stage, action and timetable entry.

Plain text throughout. The stages and their words follow release R117 and the renewal guide of 13/10/2023.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_day, format_moment
from qlts_desktop.core.licence import Access, Action, DataState, Licence, Stage, TimetableEntry, days_left
from qlts_desktop.ui.widgets.badge import Tone
from qlts_desktop.ui.widgets.timeline import TimelineRow

_STAGES: dict[Stage, tuple[str, Tone]] = {
    Stage.ACTIVE: (QT_TRANSLATE_NOOP("messages", "In use"), Tone.SUCCESS),
    Stage.EXPIRING: (QT_TRANSLATE_NOOP("messages", "Expires soon"), Tone.WARNING),
    Stage.OVERDUE_EARLY: (QT_TRANSLATE_NOOP("messages", "Expired"), Tone.DANGER),
    Stage.OVERDUE_LATE: (QT_TRANSLATE_NOOP("messages", "Long expired"), Tone.DANGER),
    Stage.CUT_OFF: (QT_TRANSLATE_NOOP("messages", "Cut off"), Tone.DANGER),
    Stage.COMMITTED: (QT_TRANSLATE_NOOP("messages", "Provisional"), Tone.INFO),
    Stage.COMMITMENT_DUE: (QT_TRANSLATE_NOOP("messages", "Payment due soon"), Tone.WARNING),
    Stage.PAYMENT_IN_REVIEW: (QT_TRANSLATE_NOOP("messages", "Waiting for confirmation"), Tone.INFO),
    Stage.COMMITMENT_LAPSED: (QT_TRANSLATE_NOOP("messages", "Payment overdue"), Tone.DANGER),
    Stage.RENEWED: (QT_TRANSLATE_NOOP("messages", "Renewed"), Tone.SUCCESS),
    Stage.UNKNOWN: (QT_TRANSLATE_NOOP("messages", "New"), Tone.NEUTRAL),
}

_ACTIONS: dict[Action, str] = {
    Action.REGISTER: QT_TRANSLATE_NOOP("messages", "Register a renewal"),
    Action.REFRESH_LICENCE: QT_TRANSLATE_NOOP("messages", "Update resources"),
    Action.CONFIRM_PAYMENT: QT_TRANSLATE_NOOP("messages", "Confirm payment"),
    Action.EXTEND_PAYMENT: QT_TRANSLATE_NOOP("messages", "Extend payment"),
    Action.TRANSFER_GUIDE: QT_TRANSLATE_NOOP("messages", "Transfer guide"),
    Action.SEE_ORDER: QT_TRANSLATE_NOOP("messages", "See the order"),
    Action.REQUEST_DATA_RECOVERY: QT_TRANSLATE_NOOP("messages", "Request data recovery"),
    Action.UNKNOWN: QT_TRANSLATE_NOOP("messages", "New"),
}

_DATA: dict[DataState, str] = {
    DataState.KEPT: QT_TRANSLATE_NOOP("messages", "Kept"),
    DataState.PLANNED: QT_TRANSLATE_NOOP("messages", "Deletion planned"),
    DataState.DELETED: QT_TRANSLATE_NOOP("messages", "Deleted"),
    DataState.UNKNOWN: QT_TRANSLATE_NOOP("messages", "New"),
}

_LINES: dict[Stage, tuple[str, str]] = {
    Stage.ACTIVE: (
        QT_TRANSLATE_NOOP("messages", "Normal use"),
        QT_TRANSLATE_NOOP("messages", "Nothing needs to be done"),
    ),
    Stage.EXPIRING: (
        QT_TRANSLATE_NOOP("messages", "Time to renew"),
        QT_TRANSLATE_NOOP("messages", "Use goes on as usual; reminders begin"),
    ),
    Stage.OVERDUE_EARLY: (
        QT_TRANSLATE_NOOP("messages", "No more login to the software"),
        QT_TRANSLATE_NOOP("messages", "A renewal can still be registered"),
    ),
    Stage.OVERDUE_LATE: (
        QT_TRANSLATE_NOOP("messages", "{overdue} days overdue"),
        QT_TRANSLATE_NOOP("messages", "The vendor announces that the subscription will be cut"),
    ),
    Stage.CUT_OFF: (
        QT_TRANSLATE_NOOP("messages", "Subscription cut; data may be deleted"),
        QT_TRANSLATE_NOOP("messages", "To get data back, contact the vendor"),
    ),
    Stage.COMMITTED: (
        QT_TRANSLATE_NOOP("messages", "Provisional resources"),
        QT_TRANSLATE_NOOP("messages", "Usable until the end of the payment day {due}"),
    ),
    Stage.COMMITMENT_DUE: (
        QT_TRANSLATE_NOOP("messages", "The payment day is near"),
        QT_TRANSLATE_NOOP("messages", "Transfer no later than {due}"),
    ),
    Stage.PAYMENT_IN_REVIEW: (
        QT_TRANSLATE_NOOP("messages", "Waiting for the vendor's confirmation"),
        QT_TRANSLATE_NOOP("messages", "Use goes on as usual"),
    ),
    Stage.COMMITMENT_LAPSED: (
        QT_TRANSLATE_NOOP("messages", "The payment commitment is overdue"),
        QT_TRANSLATE_NOOP("messages", "No login until the vendor has the payment"),
    ),
    Stage.RENEWED: (
        QT_TRANSLATE_NOOP("messages", "Renewed"),
        QT_TRANSLATE_NOOP("messages", "Subscription term {term}"),
    ),
    Stage.UNKNOWN: (
        QT_TRANSLATE_NOOP("messages", "A change announced by the vendor"),
        QT_TRANSLATE_NOOP("messages", "Call {phone} to learn more"),
    ),
}

_READING: dict[Stage, str] = {
    Stage.OVERDUE_EARLY: QT_TRANSLATE_NOOP("messages", "Data can only be read"),
}
"""What a row is called where the policy leaves reading."""

_RULES: dict[Stage, str] = {
    Stage.ACTIVE: QT_TRANSLATE_NOOP("messages", "The subscription term is running."),
    Stage.EXPIRING: QT_TRANSLATE_NOOP(
        "messages", "The last days of the subscription term have begun; reminders are shown in them."
    ),
    Stage.OVERDUE_EARLY: QT_TRANSLATE_NOOP(
        "messages", "After the last day of use the software stays closed until a renewal is registered."
    ),
    Stage.OVERDUE_LATE: QT_TRANSLATE_NOOP(
        "messages", "The licence has been expired so long that the vendor prepares to cut the subscription."
    ),
    Stage.CUT_OFF: QT_TRANSLATE_NOOP(
        "messages", "The time in which an expired subscription is kept is over, so the vendor has cut it."
    ),
    Stage.COMMITTED: QT_TRANSLATE_NOOP(
        "messages", "A renewal is registered; until the promised payment day the software can be used."
    ),
    Stage.COMMITMENT_DUE: QT_TRANSLATE_NOOP(
        "messages", "The promised payment day is near and the vendor has not received the payment yet."
    ),
    Stage.PAYMENT_IN_REVIEW: QT_TRANSLATE_NOOP(
        "messages", "The vendor is looking at what the unit has sent; use goes on in the meantime."
    ),
    Stage.COMMITMENT_LAPSED: QT_TRANSLATE_NOOP(
        "messages", "The promised payment day is over and the vendor has not received the payment."
    ),
    Stage.RENEWED: QT_TRANSLATE_NOOP("messages", "The vendor has confirmed the payment of the renewal."),
    Stage.UNKNOWN: QT_TRANSLATE_NOOP(
        "messages", "The vendor uses a rule that this version of the program does not know yet."
    ),
}

_SPECIAL_RULES: dict[str, str] = {
    "cut_early": QT_TRANSLATE_NOOP("messages", "The vendor has cut the subscription before its time."),
    "review_open": QT_TRANSLATE_NOOP(
        "messages", "The vendor is looking at what the unit has sent; use goes on in the meantime."
    ),
    "proof_refused_grace": QT_TRANSLATE_NOOP(
        "messages", "The proof of payment was refused; some days of use remain to send it again."
    ),
    "second_commitment_lapsed": QT_TRANSLATE_NOOP(
        "messages", "The extended payment day is over as well and the vendor has not received the payment."
    ),
    "commitment_from_cut_lapsed": QT_TRANSLATE_NOOP(
        "messages",
        "The subscription had been cut before, and the payment promised since was not received in time.",
    ),
}


def _say(source: str) -> str:
    return QCoreApplication.translate("messages", source)


def stage_text(stage: Stage) -> str:
    """A stage in one or two words, for a badge."""
    return _say(_STAGES[stage][0])


def stage_tone(stage: Stage) -> Tone:
    """The colour of a stage's badge."""
    return _STAGES[stage][1]


def action_text(action: Action) -> str:
    """An action as a button would name it."""
    return _say(_ACTIONS[action])


def data_state_text(state: DataState) -> str:
    """What has become of the unit's data, in words."""
    return _say(_DATA[state])


def rule_text(entry: TimetableEntry) -> str:
    """Why a stage holds, in a sentence without numbers; the facts stand beside it.

    Where one stage has several reasons the licensor's symbol decides; else the stage itself says enough.
    """
    return _say(_SPECIAL_RULES.get(entry.rule, _RULES[entry.stage]))


def access_text(access: Access) -> str:
    """How far the software is open, in words."""
    match access:
        case Access.FULL:
            return QCoreApplication.translate("messages", "Full use")
        case Access.READ_ONLY:
            return QCoreApplication.translate("messages", "Reading only")
        case Access.NONE:
            return QCoreApplication.translate("messages", "No login to the software")


def term_text(first: date, last: date) -> str:
    """A term, for example ``07/01/2026 – 06/01/2027``, both days included."""
    return f"{format_day(first)} – {format_day(last)}"


def timetable_rows(licence: Licence, today: date) -> tuple[TimelineRow, ...]:
    """What will happen, and when: today and all that is still to come, with the last day before it closes."""
    held = [entry for entry in licence.timetable if entry.from_day <= today] or [licence.timetable[0]]
    current = held[-1]
    above = QCoreApplication.translate("messages", "Today")
    lines = [replace(_line(licence, current, today), filled=True, above_day=above)]
    before = current
    for entry in licence.timetable:
        if entry.from_day <= today or entry is current:
            continue
        last_day = entry.from_day - timedelta(days=1)
        if before.access is Access.FULL and entry.access is not Access.FULL and last_day > today:
            lines.append(_last_day_line(licence, last_day))
        lines.append(_line(licence, entry, entry.from_day))
        before = entry
    return tuple(lines)


def _line(licence: Licence, entry: TimetableEntry, day: date) -> TimelineRow:
    title, detail = _LINES[entry.stage]
    if entry.access is Access.READ_ONLY:
        title = _READING.get(entry.stage, title)
    values = {
        "overdue": str(max(0, -days_left(licence, day))),
        "due": format_day(licence.order.due_on if licence.order else licence.access_until),
        "term": term_text(licence.term.first_day, licence.term.last_day) if licence.term else "",
        "phone": licence.vendor.phone,
    }
    return TimelineRow(
        format_day(day), _say(title).format(**values), _say(detail).format(**values), stage_tone(entry.stage)
    )


def _last_day_line(licence: Licence, day: date) -> TimelineRow:
    if licence.term is not None and day == licence.term.last_day:
        title = QCoreApplication.translate("messages", "Last day of the subscription")
    else:
        title = QCoreApplication.translate("messages", "Last day of use")
    return TimelineRow(
        format_day(day),
        title,
        QCoreApplication.translate("messages", "Usable until the end of the day"),
        Tone.WARNING,
    )


def contacts_text(licence: Licence) -> str:
    """Who of the unit may renew, plain text; empty when the licence names nobody."""
    people = []
    for contact in licence.renewal_contacts:
        reach = ", ".join(part for part in (contact.phone, contact.email) if part)
        people.append(f"{contact.name} ({reach})" if reach else contact.name)
    return "; ".join(people)


def refreshed_text(refreshed_at: datetime) -> str:
    """When the licensor last confirmed the licence, for example ``Cập nhật lúc 08:29 ngày 22/11/2026``."""
    return QCoreApplication.translate("messages", "Updated at {0}").format(format_moment(refreshed_at))
