"""When to ask the licensor again without being told to: rarely while all is well, sooner after a fault."""

from __future__ import annotations

from datetime import timedelta

EVERY = timedelta(hours=6)
"""A window left open learns of a review or a payment within this time."""
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(minutes=30)
IN_REVIEW = timedelta(minutes=5)
"""While the licensor's staff look at something that the unit has sent; doubled each time."""
LONGEST_IN_REVIEW = timedelta(hours=1)


def next_refresh(failures: int, chance: float, reviews: int | None = None) -> timedelta:
    """How long to wait before asking again.

    Doubled with each failure, and spread by chance, so that a thousand offices whose network comes back at eight
    do not all ask in the same second.

    Args:
        failures: How often in a row nobody answered.
        chance: 0 … 1, even.
        reviews: How often in a row the answer was that something is in review; None when nothing is.
    """
    if failures <= 0 and reviews is not None:
        grown: int = 2 ** min(reviews, 16)
        return min(IN_REVIEW * grown, LONGEST_IN_REVIEW) * (0.9 + 0.2 * chance)
    if failures <= 0:
        return EVERY * (0.9 + 0.2 * chance)
    doublings: int = 2 ** min(failures - 1, 16)
    return min(FIRST_RETRY * doublings, LONGEST_RETRY) * (0.5 + chance)
