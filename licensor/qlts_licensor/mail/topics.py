"""What a mail can be about; the policy switches each off by this name, and rows keep it."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """A kind of mail; a unit gets at most one of each a day."""

    SUBMITTED = "submitted"
    ORDER_ACCEPTED = "order_accepted"
    ORDER_REJECTED = "order_rejected"
    PROOF_SHORT = "proof_short"
    PROOF_REJECTED = "proof_rejected"
    PAID = "paid"
    EXTENSION_ACCEPTED = "extension_accepted"
    EXTENSION_REJECTED = "extension_rejected"
    PAPER_RETURNED = "paper_returned"
    PAPER_REMINDER = "paper_reminder"
    TERM_ENDS = "term_ends"
    PAYMENT_DUE = "payment_due"
    COMMITMENT_LAPSED = "commitment_lapsed"
    TERM_LAPSED = "term_lapsed"
