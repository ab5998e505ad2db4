"""What a user is told of outside the window, and how often.

The rule: once a day a topic, none after the matter is settled, none for a user who cannot act (reference/000 and
001 only know the notices inside; a school's accountant does not look at this program every day).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from qlts_desktop.core.licence import Action, Licence, Stage, entry_on


class NoticeTopic(StrEnum):
    """What a notice is about."""

    TERM_ENDS = "term_ends"
    PAYMENT_DUE = "payment_due"
    LICENCE_ENDED = "licence_ended"
    PAYMENT_MISSED = "payment_missed"
    RENEWED = "renewed"


SHOWN_IN_THE_WINDOW_ONLY = frozenset({NoticeTopic.RENEWED})
"""The matter is settled: nothing to be called back for."""

SHOWN_ONCE = frozenset({NoticeTopic.RENEWED})
"""Told once ever; every other topic once a day."""

_TOPICS = {
    Stage.EXPIRING: NoticeTopic.TERM_ENDS,
    Stage.COMMITMENT_DUE: NoticeTopic.PAYMENT_DUE,
    Stage.OVERDUE_EARLY: NoticeTopic.LICENCE_ENDED,
    Stage.OVERDUE_LATE: NoticeTopic.LICENCE_ENDED,
    Stage.CUT_OFF: NoticeTopic.LICENCE_ENDED,
    Stage.COMMITMENT_LAPSED: NoticeTopic.PAYMENT_MISSED,
    Stage.RENEWED: NoticeTopic.RENEWED,
}
_ABOUT_AN_ORDER = frozenset({NoticeTopic.PAYMENT_DUE, NoticeTopic.PAYMENT_MISSED})
_ACTS = frozenset({Action.REGISTER, Action.CONFIRM_PAYMENT, Action.EXTEND_PAYMENT, Action.TRANSFER_GUIDE})


def topic_on(licence: Licence, day: date, *, can_renew: bool) -> NoticeTopic | None:
    """The topic of a day for a user; None where there is none, or nothing that this user could do about it."""
    entry = entry_on(licence, day)
    topic = _TOPICS.get(entry.stage)
    if topic is NoticeTopic.RENEWED:
        return topic if licence.term is not None else None
    if not can_renew or _ACTS.isdisjoint(entry.actions):
        return None
    if topic in _ABOUT_AN_ORDER and licence.order is None:
        return None
    return topic


def topic_key(topic: NoticeTopic, licence: Licence) -> str:
    """The name under which it is kept that a topic was told: a renewal's has its term, so the next one is new."""
    if topic is NoticeTopic.RENEWED and licence.term is not None:
        return f"{topic}:{licence.term.last_day.isoformat()}"
    return str(topic)


def is_due(topic: NoticeTopic, told_on: date | None, day: date) -> bool:
    """Whether a topic is to be told on a day.

    A day in the future comes from a clock that has been put right since; it must not silence anything.
    """
    if told_on is None:
        return True
    return topic not in SHOWN_ONCE and told_on != day
