"""Sends a mail that was asked for: once, of what holds at that moment, or not at all."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db.models import F, Q

from qlts_licensor.clock import now
from qlts_licensor.mail.letters import Letter
from qlts_licensor.mail.models import Mail
from qlts_licensor.mail.now import letter_now
from qlts_licensor.policy.models import Vendor
from qlts_licensor.units.models import Role, Unit

_log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
"""Whoever has been sending for so long was stopped in the middle."""


class NotSent(Exception):  # noqa: N818 - names what happened
    """The mail server could not be reached or did not take it; it is tried again."""


def send(mail: int) -> None:
    """The job: send one mail, unless it has been sent, is being sent, or there is nothing more to tell.

    Raises:
        NotSent: So that the queue tries again later. It names no address: the queue keeps what it says.
    """
    if settings.MAIL_ON:
        send_now(mail)


def send_now(pk: int) -> bool:
    """See :func:`send`.

    Returns:
        Whether it went out now.
    """
    at = now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM)
    claimed = Mail.objects.filter(free, pk=pk, sent_at=None)
    if not claimed.update(claimed_at=at, attempts=F("attempts") + 1):
        return False
    mail = Mail.objects.select_related("unit", "order").get(pk=pk)
    written, to = letter_now(mail, at.date()), recipients(mail.unit)
    if written is None or not to:
        mail.delete()
        return False
    try:
        _message(mail, written, to).send()
    except (OSError, SMTPException, ValueError) as error:
        Mail.objects.filter(pk=pk).update(claimed_at=None)
        _log.warning("mail %s (%s) was not sent, it is tried again: %s", pk, mail.topic, type(error).__name__)
        # What the server says can name addresses, so it is not passed on.
        raise NotSent(f"mail {pk}: {type(error).__name__}") from None
    Mail.objects.filter(pk=pk).update(sent_at=now(), recipients=len(to))
    return True


def recipients(unit: Unit) -> list[str]:
    """The addresses of those who may act on it: active users with *Quản trị dữ liệu*."""
    users = unit.users.filter(role=Role.DATA_ADMIN, is_active=True).order_by("id")
    return [one for one in dict.fromkeys(users.values_list("email", flat=True)) if _is_address(one)]


def _message(mail: Mail, written: Letter, to: list[str]) -> EmailMessage:
    vendor = Vendor.objects.first()
    sender = settings.DEFAULT_FROM_EMAIL
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    digest = hashlib.sha256(f"{mail.pk} {mail.asked_at.isoformat()}".encode()).hexdigest()[:24]
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{digest}@{domain}>"}
    reply_to = [vendor.email] if vendor and _is_address(vendor.email) else []
    return EmailMessage(written.subject, written.body, sender, to, headers=headers, reply_to=reply_to)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
