"""What may be done with an order that was sent, as the licensor tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OrderAction(StrEnum):
    """What a unit may want to do with an order."""

    CONFIRM_PAYMENT = "confirm_payment"
    EXTEND_PAYMENT = "extend_payment"
    EDIT = "edit"
    CANCEL = "cancel"
    ATTACH_SCAN = "attach_scan"


class Obstacle(StrEnum):
    """Why it may not be done today."""

    ORDER_OVER = "order_over"
    ORDER_IN_REVIEW = "order_in_review"
    PAID = "paid"
    PROOF_IN_REVIEW = "proof_in_review"
    EXTENSION_IN_REVIEW = "extension_in_review"
    NOT_YET = "not_yet"
    TOO_LATE = "too_late"
    USED_UP = "used_up"
    REPEATED_ORDER = "repeated_order"
    PROOF_RECORDED = "proof_recorded"
    MONEY_RECORDED = "money_recorded"
    INVOICE_RECORDED = "invoice_recorded"
    PAPER_RECORDED = "paper_recorded"
    PAPER_NOT_AWAITED = "paper_not_awaited"
    ROLE = "role"
    """Only *Quản trị dữ liệu* may: known on this side."""
    OTHER = "other"
    """A licensor newer than this program names another one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an action may be done today.

    Attributes:
        obstacle: What stands against it; None when nothing does.
        day: The day that the obstacle names.
        first, last: With a payment extension: the days that it may name.
    """

    obstacle: Obstacle | None = None
    day: date | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether nothing stands against it."""
        return self.obstacle is None


UNKNOWN = Standing(Obstacle.OTHER)
"""Of an action that the licensor says nothing about."""
