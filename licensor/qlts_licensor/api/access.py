"""Who is calling: the bearer token, and the role."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from ninja.security import HttpBearer

from qlts_licensor.api.problems import Problem
from qlts_licensor.units.models import User
from qlts_licensor.units.sessions import user_of


@dataclass(frozen=True, slots=True)
class Caller:
    """A logged-in user of a unit."""

    user: User
    chain: uuid.UUID


class SessionToken(HttpBearer):
    """``Authorization: Bearer`` with an access token."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller, or None, which answers 401."""
        found = user_of(token)
        return Caller(*found) if found else None


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
