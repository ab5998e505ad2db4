"""What a blocking dialog says: A, B, C, D, no licence yet, or a licence that cannot be trusted.

A pure function of the licence and the day. ``text`` and ``hint`` are rich text; values from a licence are escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.dates import format_day, format_moment
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import (
    Access,
    Action,
    DataState,
    Licence,
    Stage,
    TimetableEntry,
    days_overdue,
    entry_on,
)
from qlts_desktop.core.markup import escape
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.messages.kept_licence import kept_licence_text
from qlts_desktop.ui.messages.licence import (
    access_text,
    contacts_text,
    data_state_text,
    rule_text,
    stage_text,
    term_text,
    timetable_rows,
)
from qlts_desktop.ui.messages.notices import coming_policy_texts, order_questions
from qlts_desktop.ui.widgets.timeline import TimelineRow

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class GateContent:
    """A blocking dialog in words."""

    title: str
    text: str
    hint: str
    mark: str
    """Stylesheet mark of the round sign: early, late, cut or info."""
    facts: tuple[tuple[str, str], ...]
    """*Vì sao có thông báo này?*: label and value, plain text; the rule is the first."""
    may_register: bool
    timetable: tuple[TimelineRow, ...] = ()
    """"Điều gì sẽ xảy ra, và khi nào"."""
    ask_whom: str = ""
    """For a user who may not renew: who may, plain text."""
    order_no: str = ""
    """The open order to look at, or empty."""
    may_request_recovery: bool = False
    """Whether *Yêu cầu khôi phục dữ liệu* is offered."""
    may_read: bool = False
    """Whether the data may be looked at (policy ``read_only``)."""
    refresh_first: bool = False
    """Whether *Cập nhật tài nguyên* is the step to take."""
    error: OperationError | None = None


def stage_content(licence: Licence, today: date, *, can_renew: bool) -> GateContent:
    """The blocking dialog of a stage without full access."""
    entry = entry_on(licence, today)
    recovery = can_renew and Action.REQUEST_DATA_RECOVERY in entry.actions
    title, text, hint, mark = _words(licence, entry, today, recovery=recovery, can_renew=can_renew)
    register = can_renew and Action.REGISTER in entry.actions
    return GateContent(
        title=title,
        text=text,
        hint=hint,
        mark=mark,
        facts=_facts(licence, entry, today),
        may_register=register,
        timetable=timetable_rows(licence, today),
        ask_whom="" if can_renew else contacts_text(licence),
        order_no=licence.order.no if licence.order is not None else "",
        may_request_recovery=recovery,
        may_read=entry.access is Access.READ_ONLY,
        refresh_first=not register,
    )


def no_licence_content(*, can_renew: bool) -> GateContent:
    """For a unit without a term: it says so and offers to register."""
    said = error_text(OperationError(ErrorCode.NO_LICENCE))
    return GateContent(
        title=said.title,
        text=escape(said.text),
        hint=escape(said.next_step)
        if can_renew
        else translate("messages", "A user of your unit with the role Data administrator can register a renewal."),
        mark="info",
        facts=(
            (
                translate("messages", "Rule"),
                translate("messages", "The software opens with a licence of the unit."),
            ),
        ),
        may_register=can_renew,
        refresh_first=not can_renew,
    )


def untrusted_content(error: OperationError, *, can_renew: bool, kept: bool = False) -> GateContent:
    """For a licence that cannot be trusted: told apart from every stage, with a way on.

    Args:
        error: What is wrong with it.
        can_renew: Whether the user may register.
        kept: It is the copy on this machine, not what the licensor has just sent.
    """
    said = kept_licence_text(error) if kept else error_text(error)
    rule = translate(
        "messages", "Only a licence signed by the vendor and unchanged since is used. No stage is shown from it."
    )
    return GateContent(
        title=said.title,
        text=escape(said.text),
        hint=escape(said.next_step),
        mark="info",
        facts=((translate("messages", "Rule"), rule),),
        may_register=can_renew,
        refresh_first=True,
        error=error,
    )


def _words(
    licence: Licence, entry: TimetableEntry, today: date, *, recovery: bool, can_renew: bool
) -> tuple[str, str, str, str]:
    overdue = days_overdue(licence, today)
    phone = escape(licence.vendor.phone)
    help_line = translate(
        "messages", "Need help with the renewal? Call <b>{0}</b>, then press <i>Update resources</i>."
    ).format(phone)
    expired_title = translate("messages", "The licence expired {0} days ago").format(overdue)
    ended = translate("messages", "The subscription ended on {0}.").format(format_day(licence.access_until))
    if entry.access is Access.READ_ONLY:
        closed = translate(
            "messages", "The unit can only read its data for now; as soon as a renewal is registered, use goes on."
        )
    else:
        closed = translate(
            "messages",
            "The unit cannot enter the software for now; as soon as a renewal is registered, use goes on.",
        )
    match entry.stage:
        case Stage.OVERDUE_EARLY:
            return expired_title, f"{ended} {closed}", help_line, "early"
        case Stage.OVERDUE_LATE:
            return expired_title, f"{ended} {closed}", f"{_before_cut(licence, today)}<br>{help_line}", "late"
        case Stage.CUT_OFF:
            title = translate("messages", "The subscription has been cut")
            hint = _cut_hint(licence, help_line, recovery=recovery)
            questions = order_questions(entry.actions) if can_renew else ""
            return title, _cut(licence, entry), f"{questions}<br>{hint}" if questions else hint, "cut"
        case Stage.COMMITMENT_LAPSED:
            return *_lapsed(licence, entry, today, can_renew=can_renew), "late"
        case _:
            title = translate("messages", "The software cannot be entered now")
            text = translate("messages", "The vendor has closed the software for the unit: {0}.").format(
                stage_text(entry.stage)
            )
            return title, text, help_line, "late"


def _before_cut(licence: Licence, today: date) -> str:
    """Data kept; and, when the timetable names it, from when it no longer may be."""
    cut = next((e for e in licence.timetable if e.from_day > today and e.stage is Stage.CUT_OFF), None)
    kept = translate("messages", "The data are kept.")
    if cut is None:
        return kept
    warning = translate(
        "messages",
        "Without a renewal the subscription is cut and the data may be deleted from <b>{0}</b> "
        "(<b>{1} days</b> left).",
    ).format(format_day(cut.from_day), (cut.from_day - today).days)
    return f"{kept} {warning}"


def _cut(licence: Licence, entry: TimetableEntry) -> str:
    still = translate("messages", "The unit can still register a renewal to go on using the software.")
    planned = licence.data_deleted_on
    if licence.data_state is DataState.DELETED:
        text = translate(
            "messages",
            "The vendor has officially cut the subscription, deleted the data and ended the service as of {0}.",
        ).format(format_day(planned or entry.from_day))
        return f"{text} {still}"
    text = translate("messages", "The subscription has been cut since {0}.").format(format_day(entry.from_day))
    if planned is not None:
        data = translate("messages", "The data still exist; their deletion is planned for <b>{0}</b>.").format(
            format_day(planned)
        )
    else:
        data = translate("messages", "The data still exist.")
    return f"{text} {data} {still}"


def _cut_hint(licence: Licence, help_line: str, *, recovery: bool) -> str:
    phone = escape(licence.vendor.phone)
    if recovery and licence.data_state is DataState.DELETED:
        asking = translate(
            "messages", "To have the data recovered, press <i>Request data recovery</i> or call <b>{0}</b>."
        )
    elif recovery:
        asking = translate("messages", "Are data of the unit needed? Press <i>Request data recovery</i>.")
    elif licence.data_state is DataState.DELETED:
        asking = translate("messages", "To ask for the data to be recovered, call <b>{0}</b>.")
    else:
        return help_line
    return f"{asking.format(phone)}<br>{help_line}"


def _lapsed(licence: Licence, entry: TimetableEntry, today: date, *, can_renew: bool) -> tuple[str, str, str]:
    order = licence.order
    since = (today - order.due_on).days if order is not None else days_overdue(licence, today)
    title = translate("messages", "The payment commitment is {0} days overdue").format(since)
    text = translate(
        "messages",
        "The vendor has not received the payment, so the unit cannot enter the software for now. "
        "The data are kept.",
    )
    if order is not None:
        due = translate("messages", "Order {0} was to be paid no later than {1}.").format(
            escape(order.no), format_day(order.due_on)
        )
        text = f"{due} {text}"
    help_line = translate("messages", "Need help? Call <b>{0}</b>, then press <i>Update resources</i>.").format(
        escape(licence.vendor.phone)
    )
    questions = order_questions(entry.actions) if can_renew else ""
    return title, text, f"{questions}<br>{help_line}" if questions else help_line


def _facts(licence: Licence, entry: TimetableEntry, today: date) -> tuple[tuple[str, str], ...]:
    facts = [
        (translate("messages", "Rule"), rule_text(entry)),
        (translate("messages", "Today"), format_day(today)),
        (translate("messages", "Last day of use"), format_day(licence.access_until)),
    ]
    if licence.term is not None:
        term = term_text(licence.term.first_day, licence.term.last_day)
        facts.append((translate("messages", "Subscription term"), term))
    if licence.order is not None:
        due = translate("messages", "{0}, payment day {1}").format(
            licence.order.no, format_day(licence.order.due_on)
        )
        facts.append((translate("messages", "Open order"), due))
    facts += [
        (translate("messages", "What is open"), access_text(entry.access)),
        (translate("messages", "Data"), data_state_text(licence.data_state)),
        (
            translate("messages", "Licence"),
            translate("messages", "{0}, issued at {1} (serial {2})").format(
                licence.licence_no,
                format_moment(licence.issued_at),
                licence.serial,
            ),
        ),
    ]
    facts.append((translate("messages", "Rules of the vendor"), licence.policy_version))
    facts += [(translate("messages", "Announced"), text) for text in coming_policy_texts(licence)]
    facts.append((translate("messages", "Rule code"), entry.rule))
    return tuple(facts)
