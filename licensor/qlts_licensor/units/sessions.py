"""Logging in and staying logged in: passwords, access tokens, rotating refresh tokens."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet

from qlts_licensor.api.problems import Problem
from qlts_licensor.clock import now
from qlts_licensor.remembered import Remembered
from qlts_licensor.units import throttle
from qlts_licensor.units.models import RefreshToken, User

ACCESS_SECONDS = 15 * 60
REFRESH_DAYS = 30
LOST_REPLY = timedelta(hours=24)
"""How long a rotated refresh token stays good while its successor has not been used."""

_SALT = "qlts.access"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a login gives. The plain tokens are never stored."""

    user: User
    access: str
    refresh: str
    refresh_expires_at: datetime


def log_in(unit_code: str, login_name: str, password: str, address: str) -> Tokens:
    """Check a password; throttled before any hashing.

    Raises:
        Problem: wrong_credentials, account_locked, too_many_attempts.
    """
    account = User.stored_name(unit_code.strip().upper(), login_name.strip().lower())
    throttle.check(account, address)
    users = User.objects.select_related("unit").filter(is_active=True, unit__isnull=False)
    user = users.filter(username=account).first() if "\0" not in account else None  # PostgreSQL knows no such text
    if user is None:
        make_password(password)  # as slow as a real check, so that the time does not tell which accounts exist
    if user is None or not user.check_password(password):
        throttle.failed(account, address)
        raise Problem("wrong_credentials")
    throttle.succeeded(account, address)
    with transaction.atomic():
        # The password was right; a new one since then has ended every session, and so this one.
        unchanged = User.objects.select_for_update().filter(pk=user.pk, password=user.password, is_active=True)
        if unchanged.first() is None:
            raise Problem("wrong_credentials")
        return _tokens(user, uuid.uuid4(), parent=None)


def refresh(token: str) -> Tokens:
    """Exchange a refresh token for the next one.

    Raises:
        Problem: session_expired.
    """
    with transaction.atomic():
        rows = RefreshToken.objects.filter(digest=_digest(token))
        _lock_owner(rows)
        held = rows.select_related("user__unit", "parent").first()
        moment = now()
        if held is None or held.retired or held.expires_at <= moment or not held.user.is_active:
            raise Problem("session_expired")
        if held.rotated_at and held.rotated_at + LOST_REPLY < moment:
            raise Problem("session_expired")
        if held.parent:
            RefreshToken.objects.filter(pk=held.parent_id).update(retired=True)
            # Brothers were made for a reply that got lost; only the one that is used lives on.
            RefreshToken.objects.filter(parent_id=held.parent_id).exclude(pk=held.pk).update(retired=True)
        if held.rotated_at is None:
            RefreshToken.objects.filter(pk=held.pk).update(rotated_at=moment)
        return _tokens(held.user, held.chain, parent=held)


def log_out(chain: uuid.UUID) -> None:
    """End a session: none of its tokens is good any more."""
    rows = RefreshToken.objects.filter(chain=chain)
    with transaction.atomic():
        _lock_owner(rows)
        rows.delete()


@dataclass(frozen=True, slots=True)
class Holder:
    """The unit of somebody who is logged in."""

    unit_pk: int
    unit_code: str


_holders: Remembered[Holder] = Remembered()


def holder_of(access: str) -> Holder | None:
    """The unit that an access token belongs to; None when it is not good."""
    held = _named(access)
    return _holders.get(held, lambda: _holder(*held)) if held else None


def _holder(user_id: object, chain: object) -> Holder | None:
    alive = RefreshToken.objects.filter(
        chain=chain, user_id=user_id, user__is_active=True, user__unit__isnull=False
    )
    found = alive.values_list("user__unit_id", "user__unit__code").first()
    return Holder(*found) if found else None


def _named(access: str) -> tuple[int, str] | None:
    """The user and the session that an access token names."""
    try:
        user_id, chain = signing.loads(access, salt=_SALT, max_age=ACCESS_SECONDS)
        return int(user_id), str(uuid.UUID(chain))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def user_of(access: str) -> tuple[User, uuid.UUID] | None:
    """Who an access token is for, and of which session; None when it is not good."""
    named = _named(access)
    if named is None:
        return None
    user_id, chain = named
    found = RefreshToken.objects.select_related("user__unit").filter(chain=chain, user_id=user_id).first()
    if found is None or not found.user.is_active:
        return None
    return found.user, found.chain


def _lock_owner(rows: QuerySet[RefreshToken]) -> None:
    """The user's row is the lock: a session that ends while it is renewed leaves no successor behind."""
    owner = rows.values_list("user_id", flat=True).first()
    if owner is not None:
        User.objects.select_for_update().get(pk=owner)


def _tokens(user: User, chain: uuid.UUID, parent: RefreshToken | None) -> Tokens:
    plain = secrets.token_urlsafe(32)
    expires_at = now() + timedelta(days=REFRESH_DAYS)
    RefreshToken.objects.create(
        digest=_digest(plain), chain=chain, user=user, expires_at=expires_at, parent=parent
    )
    access = signing.dumps([user.pk, str(chain)], salt=_SALT)
    return Tokens(user, access, plain, expires_at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
