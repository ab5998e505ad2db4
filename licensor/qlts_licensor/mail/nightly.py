"""The nightly round of mails: finds the units that the day asks mails for, by the days that are indexed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from qlts_licensor.clock import now
from qlts_licensor.licences.models import Subscription
from qlts_licensor.mail.asking import ask
from qlts_licensor.mail.models import Mail
from qlts_licensor.mail.now import due_today
from qlts_licensor.mail.sending import CLAIM, NotSent, send_now
from qlts_licensor.mail.topics import Topic
from qlts_licensor.policy.models import PolicyVersion
from qlts_licensor.policy.rules import Policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import PaperState
from qlts_licensor.units.models import Unit

BATCH = 500
RETRY_DAYS = 3
"""A mail that could not be sent for so long tells nothing new any more; it stays in the list as not sent."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did.

    Attributes:
        looked_at: Units that the day could ask something for.
        asked: Mails that were new.
        retried: Earlier ones that went out now, and
        failed: those that still did not.
    """

    looked_at: int
    asked: int
    retried: int
    failed: int


def mail_round(day: date) -> Round:
    """Ask for the day's mails and send again what was not sent; a second round of the day finds nothing more."""
    if not settings.MAIL_ON:
        return Round(0, 0, 0, 0)
    retried, failed = _retry(day)
    looked_at = asked = 0
    for unit in _units(day):
        looked_at += 1
        for due in due_today(unit, day):
            order = unit.registrations.get(no=due.order_no) if due.order_no else None
            asked += ask(unit, due.topic, day, order, due.about, due.threshold)
    return Round(looked_at, asked, retried, failed)


def _retry(day: date) -> tuple[int, int]:
    free = Q(claimed_at=None) | Q(claimed_at__lt=now() - CLAIM)
    waiting = Mail.objects.filter(free, sent_at=None, day__gte=day - timedelta(days=RETRY_DAYS))
    sent = failed = 0
    for pk in list(waiting.order_by("id").values_list("pk", flat=True)):
        try:
            sent += send_now(pk)
        except NotSent:
            failed += 1
    return sent, failed


def _units(day: date) -> Iterator[Unit]:
    """Batches of units in the order of their numbers, each once."""
    ids = iter(sorted({pk for rows in _candidates(day) for pk in rows.values_list("unit_id", flat=True)}))
    while batch := list(islice(ids, BATCH)):
        yield from Unit.objects.filter(pk__in=batch).order_by("pk")


def _candidates(day: date) -> Iterator[QuerySet[Subscription] | QuerySet[Registration]]:
    """Rows whose day lies where some policy asks for a mail that has not been asked for yet."""
    policies = [Policy.from_json(row.values) for row in PolicyVersion.objects.all()] or [Policy()]
    latest = timedelta(days=max(policy.late_days for policy in policies))
    orders = Registration.objects.open().accepted()
    nearest = -1
    for threshold in sorted({days for policy in policies for days in policy.mail_days}):
        span = (day + timedelta(days=nearest + 1), day + timedelta(days=threshold))
        nearest = threshold
        ends = Subscription.objects.filter(term_end__range=span)
        yield ends.exclude(_told(Topic.TERM_ENDS, "term_end", threshold))
        for column in ("due_on", "grace_until"):
            coming = orders.filter(**{f"{column}__range": span})
            yield coming.exclude(_told(Topic.PAYMENT_DUE, column, threshold))
    over = (day - latest, day - timedelta(days=1))
    yield Subscription.objects.filter(term_end__range=over).exclude(_told(Topic.TERM_LAPSED, "term_end", 0))
    for column in ("due_on", "grace_until"):
        passed = orders.filter(**{f"{column}__range": over})
        yield passed.exclude(_told(Topic.COMMITMENT_LAPSED, column, 0))
    yield from _paper(day, policies)


def _paper(day: date, policies: list[Policy]) -> Iterator[QuerySet[Registration]]:
    thresholds = [days for policy in policies for days in policy.paper_reminder_days]
    if thresholds:
        last = timezone.make_aware(datetime.combine(day - timedelta(days=min(thresholds)), time.max))
        awaited = (PaperState.AWAITED, PaperState.RETURNED)
        yield Registration.objects.sent().filter(paper_state__in=awaited, registered_at__lte=last)


def _told(topic: Topic, column: str, threshold: int) -> Exists:
    return Exists(
        Mail.objects.filter(unit=OuterRef("unit_id"), topic=topic, about=OuterRef(column), threshold=threshold)
    )
