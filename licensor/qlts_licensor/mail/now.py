"""What a mail says at the moment of sending; nothing once its matter is settled or the policy has it off."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from qlts_licensor.licences.facts import UnitFacts, facts_of
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.licences.models import Subscription
from qlts_licensor.mail import words
from qlts_licensor.mail.due import Due, due_mails, threshold_after
from qlts_licensor.mail.letters import Letter, letter
from qlts_licensor.mail.models import Mail
from qlts_licensor.mail.occasions import TOLD_BY, awaits_paper, still_holds
from qlts_licensor.mail.topics import Topic
from qlts_licensor.mail.words import Values, Wording, days_left, money, vn_day
from qlts_licensor.policy.adoption import order_policy, unit_policies
from qlts_licensor.policy.models import Vendor
from qlts_licensor.policy.timetable import Access
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import OrderState, PaperState
from qlts_licensor.transitions.table import Name
from qlts_licensor.units.models import Unit


def letter_now(mail: Mail, today: date) -> Letter | None:
    """The mail as of today; None when there is nothing to tell any more."""
    topic = Topic(mail.topic)
    if topic.value in unit_policies(mail.unit, today).now.mail_off:
        return None
    if mail.about is None:
        if mail.order is None or not still_holds(topic, mail.order):
            return None
        return letter(_wording(topic, mail.order), _values(mail.unit, topic, mail.order))
    for due in due_today(mail.unit, today):
        if (due.topic, due.about, due.threshold) == (topic, mail.about, mail.threshold):
            return _letter_of(mail.unit, due, today)
    return None


def due_today(unit: Unit, today: date) -> tuple[Due, ...]:
    """What a unit is to be told today of what comes with the days, as far as the policy has it on."""
    known = facts_of(unit, today)
    due = due_mails(known, today, _promised_on(unit, known)) if known else ()
    off = unit_policies(unit, today).now.mail_off
    found = (*due, *_paper_due(unit, today))
    return tuple(one for one in found if one.topic.value not in off)


def _promised_on(unit: Unit, known: UnitFacts) -> date | None:
    if known.facts.order is None:
        return None
    made = (Name.ACCEPTED.value, Name.EXTENSION_ACCEPTED.value)
    order = unit.registrations.get(no=known.facts.order.no)
    last = order.events.filter(code__in=made).order_by("-at", "-id").first()
    return _day_of(last.at) if last else order.registered_on


def _paper_due(unit: Unit, today: date) -> tuple[Due, ...]:
    """The reminder of the newest slip on paper that is still to come."""
    waiting = unit.registrations.filter(paper_state__in=(PaperState.AWAITED, PaperState.RETURNED))
    order = waiting.order_by("-registered_at").first()
    if order is None or not awaits_paper(order) or order.registered_on is None:
        return ()
    returned = order.events.filter(code=Name.PAPER_RETURNED.value).order_by("-at", "-id").first()
    since = _day_of(returned.at) if returned else order.registered_on
    passed = (today - since).days
    threshold = threshold_after(passed, order_policy(order, today).paper_reminder_days)
    return () if threshold is None else (Due(Topic.PAPER_REMINDER, since, threshold, passed, order.no),)


def _letter_of(unit: Unit, due: Due, today: date) -> Letter:
    order = unit.registrations.get(no=due.order_no) if due.order_no else None
    extra = {"end": vn_day(due.about), "left": days_left(due.days), "since": vn_day(due.about)}
    wording = Wording(due.topic.value)
    known = facts_of(unit, today)
    if due.topic is Topic.COMMITMENT_LAPSED and known and known.facts.term_end and today <= known.facts.term_end:
        wording, extra["term"] = Wording.COMMITMENT_LAPSED_IN_TERM, vn_day(known.facts.term_end)
    if known and due.topic in {Topic.TERM_LAPSED, Topic.COMMITMENT_LAPSED}:
        open_to_read = known.decide(today).access is Access.READ_ONLY
        extra["access"] = words.READ_ONLY if open_to_read else words.LOCKED
    if due.topic is Topic.TERM_LAPSED:
        unpaid = known.facts.order if known else None
        order = unit.registrations.get(no=unpaid.no) if unpaid else None
        extra["missed"] = words.PAY_FIRST if order else words.REGISTER_AGAIN
    return letter(wording, _values(unit, due.topic, order, **extra))


def _wording(topic: Topic, order: Registration) -> Wording:
    if topic is Topic.SUBMITTED and order.order_state != OrderState.ACCEPTED:
        return Wording.SUBMITTED_IN_REVIEW
    return Wording(topic.value)


def _values(unit: Unit, topic: Topic, order: Registration | None, **extra: str) -> Values:
    vendor = Vendor.objects.first() or Vendor(name="", phone="", email="", postal_address="")
    common = {
        "unit": unit.name,
        "unit_code": unit.code,
        "vendor": vendor.name,
        "phone": vendor.phone,
        "postal_address": vendor.postal_address,
        "data": words.DATA_KEPT if Subscription.objects.filter(unit=unit, data_state="kept").exists() else "",
    }
    if order is None:
        return Values(**{**common, **extra})
    of_order = {
        "no": order.no,
        "reason": _reason(order, topic),
        "due_on": vn_day(order.due_on) if order.due_on else "",
        "amount": money(order.remaining),
        "overpaid": f" Số tiền nộp thừa: {money(order.overpaid)}." if order.overpaid else "",
        "memo": str(claims_of(order.offer).get("memo", "")),
        "term": f"từ {vn_day(order.term_from)} đến {vn_day(order.term_to)}",
        "paper": words.SEND_PAPER if order.paper_state == PaperState.AWAITED else "",
    }
    return Values(**{**common, **of_order, **extra})


def _reason(order: Registration, topic: Topic) -> str:
    """What staff wrote with the decision that the mail tells of."""
    if topic not in TOLD_BY:
        return ""
    last = order.events.filter(code=TOLD_BY[topic].value).order_by("-at", "-id").first()
    return last.detail if last else ""


def _day_of(at: datetime) -> date:
    return timezone.localtime(at).date()
