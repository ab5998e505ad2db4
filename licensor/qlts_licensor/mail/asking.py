"""Asks for a mail: a row in the transaction of what it tells about, and a job once that is stored."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from qlts_licensor.clock import now, today
from qlts_licensor.jobs.later import run_later
from qlts_licensor.jobs.table import Job
from qlts_licensor.mail.models import Mail
from qlts_licensor.mail.occasions import topic_of
from qlts_licensor.mail.topics import Topic
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Unit


def step_taken(order: Registration, code: str, was: str, day: date) -> None:
    """Tell a unit of a step of its order, where it is one to be told.

    Args:
        order: The order, after the step.
        code: The step's name.
        was: The order's state before it.
        day: The day of the step.
    """
    topic = topic_of(code, was)
    # What is only written down afterwards is no news.
    if topic is not None and (today() - day).days <= 1:
        ask(order.unit, topic, day, order)


def ask(
    unit: Unit,
    topic: Topic,
    day: date,
    order: Registration | None,
    about: date | None = None,
    threshold: int | None = None,
) -> bool:
    """Have a mail sent.

    Returns:
        Whether it was new; the unit has another one of the topic on the day, or of the matter, where it was not.
        One that still waits to be sent then tells of the newer order.
    """
    if not settings.MAIL_ON:
        return False
    try:
        with transaction.atomic():
            mail = Mail.objects.create(
                unit=unit, topic=topic, day=day, order=order, about=about, threshold=threshold, asked_at=now()
            )
            run_later(Job.MAIL, mail=mail.pk)
    except IntegrityError:
        waiting = Mail.objects.filter(unit=unit, topic=topic, day=day, sent_at=None)
        if order is not None and about is None:
            waiting.update(order=order)
        return False
    return True
