"""What is of no further use goes: ended sessions, counts of failed logins, old idempotency keys and pictures."""

from __future__ import annotations

from datetime import timedelta

from qlts_licensor.clock import now
from qlts_licensor.registrations.models import DrawnPage, IdempotencyKey
from qlts_licensor.units.models import LoginThrottle, RefreshToken

KEY_DAYS = 400
"""How long a repeated submission gets the answer of the first."""
PICTURE_DAYS = 60
"""How long the drawn page of a proof is kept; it can be drawn again."""


def forget_expired() -> None:
    """Delete it; a second run finds nothing more."""
    at = now()
    RefreshToken.objects.filter(expires_at__lte=at).delete()
    LoginThrottle.objects.filter(since__lt=at - timedelta(days=1)).exclude(locked_until__gt=at).delete()
    DrawnPage.objects.filter(drawn_at__lt=at - timedelta(days=PICTURE_DAYS)).delete()
    IdempotencyKey.objects.filter(created_at__lt=at - timedelta(days=KEY_DAYS)).delete()
