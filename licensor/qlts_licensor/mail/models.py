"""Mails to units: asked for, then sent; the constraints are what makes each come once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from qlts_licensor.mail.topics import Topic
from qlts_licensor.mail.words import TOPICS
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Unit


class Mail(models.Model):
    """One mail. Neither its text nor an address is kept: both are made of what holds when it is sent."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mails", verbose_name="đơn vị")
    topic = models.CharField("nội dung", max_length=30, choices=[(topic.value, TOPICS[topic]) for topic in Topic])
    day = models.DateField("ngày")
    order = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="mails", verbose_name="đơn")
    about = models.DateField("mốc ngày", null=True)
    threshold = models.PositiveSmallIntegerField("mốc (số ngày)", null=True)
    """For what the nightly round finds: see ``due.Due``."""
    asked_at = models.DateTimeField("yêu cầu lúc")
    claimed_at = models.DateTimeField(null=True)
    """Since when somebody is sending it; set by whoever gets there first."""
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    recipients = models.PositiveSmallIntegerField("số người nhận", default=0)

    class Meta:
        """Names, order and constraints."""

        verbose_name = "thư gửi đơn vị"
        verbose_name_plural = "thư gửi đơn vị"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "topic", "day"], name="one_mail_a_topic_and_day"),
            models.UniqueConstraint(
                fields=["unit", "topic", "about", "threshold"],
                condition=Q(about__isnull=False),
                name="one_mail_a_matter",
            ),
        ]
        indexes = [models.Index(fields=["day"], condition=Q(sent_at=None), name="mail_unsent")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} – {self.unit.code}, {self.day:%d/%m/%Y}"
