"""What a unit does with an order that it has sent: once a key, in one transaction, answered with a receipt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from qlts_licensor.api.problems import Problem
from qlts_licensor.clock import now
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.registrations.allowed import Standing
from qlts_licensor.registrations.idempotency import canonical_key, used_keys, working_on
from qlts_licensor.registrations.models import IdempotencyKey, Receipt, Registration
from qlts_licensor.units.models import Unit, User


@dataclass(frozen=True, slots=True)
class Change:
    """What was asked for.

    Attributes:
        route: The call; a key counts for one route.
        key: The idempotency key as it came.
        content: What tells another content under the same key; plain values.
    """

    route: str
    key: str
    content: tuple[Any, ...] = ()

    def fingerprint(self, no: str) -> str:
        """Tells another content under the same key."""
        return hashlib.sha256(json.dumps([no, *self.content]).encode()).hexdigest()


def change_once(
    user: User,
    no: str,
    change: Change,
    effect: Callable[[Registration, str], Receipt],
    look: Callable[[Registration], None] = lambda _order: None,
) -> IdempotencyKey:
    """Do something to an order, or give the answer that the key was given before.

    Args:
        user: Who asks.
        no: The order's number.
        change: What is asked for.
        effect: Does it to the locked order, in the transaction; it gets the canonical key too.
        look: Checks what takes a while, before anything is locked.

    Raises:
        Problem: key_required, key_reused, in_progress, not_found, and what ``look`` and ``effect`` raise.
    """
    key = canonical_key(change.key)
    with working_on(user, key):
        if answered := _answered(user, no, change, key):
            return answered
        look(sent_order(user, no))
        with transaction.atomic():
            unit = Unit.objects.select_for_update().get(pk=user.unit_id)
            if answered := _answered(user, no, change, key):
                return answered
            # The unit's row is locked: whatever else moves the order waits for it.
            order = Registration.objects.select_related("unit").get(pk=sent_order(user, no).pk)
            receipt = effect(order, key)
            licence = current_licence(unit)
            return IdempotencyKey.objects.create(
                unit=unit,
                route=change.route,
                key=key,
                fingerprint=change.fingerprint(no),
                registration=order,
                receipt=receipt,
                licence=licence.file if licence else "",
                user=user,
                created_at=now(),
            )


def sent_order(user: User, no: str) -> Registration:
    """The unit's order; another unit's number is not found, without a hint.

    Raises:
        Problem: not_found.
    """
    order = Registration.objects.select_related("unit").filter(unit=user.unit, no=no).sent().first()
    if order is None:
        raise Problem("not_found")
    return order


def check_allowed(standing: Standing) -> None:
    """Whether an action may be done today.

    Raises:
        Problem: action_not_allowed, with the obstacle and the day that it names.
    """
    if standing.obstacle is not None:
        raise Problem("action_not_allowed", standing.obstacle.value, day=standing.day)


def _answered(user: User, no: str, change: Change, key: str) -> IdempotencyKey | None:
    held = used_keys(user, change.route, key).first()
    if held and held.fingerprint != change.fingerprint(no):
        raise Problem("key_reused")
    return held
