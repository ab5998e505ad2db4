"""Who is calling: the bearer token, and the role."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyHeader, HttpBearer

from qlts_licensor.api.problems import Problem
from qlts_licensor.registrations.models import PreparedRight
from qlts_licensor.registrations.prepared import held_right
from qlts_licensor.units import throttle
from qlts_licensor.units.models import User
from qlts_licensor.units.sessions import user_of

_GUESSED = "prepared"
"""What unknown rights are counted under."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A logged-in user of a unit."""

    user: User
    chain: uuid.UUID | None
    right: PreparedRight | None = None
    """The one-time right that stands for a login; ``user`` is then who has prepared the registration."""


def _caller_of(token: str) -> Caller | None:
    found = user_of(token)
    return Caller(*found) if found else None


class SessionToken(HttpBearer):
    """``Authorization: Bearer`` with an access token."""

    def __init__(self, find: Callable[[str], object | None] = _caller_of) -> None:
        """Take who is to be found by a token: the caller, or less where a call needs less."""
        super().__init__()
        self._find = find

    def authenticate(self, request: HttpRequest, token: str) -> object | None:
        """Who is found, or None, which answers 401."""
        return self._find(token)


class PreparedToken(APIKeyHeader):
    """``Authorization: Prepared`` with the right out of a prepared registration."""

    param_name = "Authorization"

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        """The caller, or None, which answers 401; guessing is slowed down as at the login.

        Raises:
            Problem: too_many_attempts, account_locked.
        """
        scheme, _, right = (key or "").partition(" ")
        if scheme.lower() != "prepared":
            return None
        held = held_right(right.strip())
        if held is None:
            address = throttle.client_address(request, settings.TRUSTED_PROXIES)
            throttle.check(_GUESSED, address)
            throttle.failed(_GUESSED, address)
            return None
        return Caller(held.prepared_by, None, held) if held.prepared_by.is_active else None


def caller(request: HttpRequest) -> Caller:
    """Who calls; only for routes behind :class:`SessionToken`."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    return found


def renewer(request: HttpRequest) -> User:
    """The caller, who must have the role *Quản trị dữ liệu*.

    Raises:
        Problem: role_not_allowed.
    """
    user = caller(request).user
    if not user.can_renew:
        raise Problem("role_not_allowed")
    return user
