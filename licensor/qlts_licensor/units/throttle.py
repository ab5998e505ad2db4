"""Slows password guessing down: by account and address prefix, and all attempts of a prefix together.

A guesser from elsewhere does not lock the accountant out, because the prefix belongs to the key.
"""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest

from qlts_licensor.api.problems import Problem
from qlts_licensor.clock import now
from qlts_licensor.units.models import LoginThrottle

ACCOUNT_FAILURES = 5
LOCK = timedelta(minutes=15)
PREFIX_FAILURES = 60
PREFIX_WINDOW = timedelta(minutes=10)


def client_address(request: HttpRequest, proxies: list[str]) -> str:
    """The caller's address; a forwarded one is believed only from a configured proxy."""
    direct = request.META.get("REMOTE_ADDR", "")
    if direct in proxies:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        return forwarded or direct
    return str(direct)


def check(account: str, address: str) -> None:
    """Refuse before any hashing when there were too many failures.

    Raises:
        Problem: account_locked, too_many_attempts (with ``retry_after``).
    """
    moment = now()
    limits = {_account_key(account, address): "account_locked", _prefix_key(address): "too_many_attempts"}
    for key, code in limits.items():
        held = LoginThrottle.objects.filter(key=key).first()
        if held and held.locked_until and held.locked_until > moment:
            raise Problem(code, retry_after=max(1, int((held.locked_until - moment).total_seconds())))


def failed(account: str, address: str) -> None:
    """Count a failure."""
    _count(_account_key(account, address), ACCOUNT_FAILURES, LOCK)
    _count(_prefix_key(address), PREFIX_FAILURES, PREFIX_WINDOW)


def succeeded(account: str, address: str) -> None:
    """Forget the account's failures from there."""
    LoginThrottle.objects.filter(key=_account_key(account, address)).delete()


def _count(key: str, most: int, window: timedelta) -> None:
    moment = now()
    with transaction.atomic():
        held, _ = LoginThrottle.objects.select_for_update().get_or_create(key=key, defaults={"since": moment})
        if held.since + window < moment:
            held.failures, held.since, held.locked_until = 0, moment, None
        held.failures += 1
        if held.failures >= most:
            held.locked_until = moment + window
        held.save()


def _prefix(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 56), strict=False))


def _account_key(account: str, address: str) -> str:
    return hashlib.sha256(f"account\0{account}\0{_prefix(address)}".encode("utf-8", "surrogatepass")).hexdigest()


def _prefix_key(address: str) -> str:
    return hashlib.sha256(f"prefix\0{_prefix(address)}".encode()).hexdigest()
