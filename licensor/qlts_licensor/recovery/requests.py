"""Filing a request once, and every change of its state by name; nothing else writes a state."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db import transaction

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.audit.chain import record
from qlts_licensor.clock import now
from qlts_licensor.licences.facts import actions_on
from qlts_licensor.policy.timetable import Action
from qlts_licensor.recovery.models import OPEN, DataRecoveryRequest, RecoveryEvent, RecoveryState
from qlts_licensor.registrations.form_problems import phone_ok
from qlts_licensor.units.models import Unit, User

LENGTHS = {"contact": 100, "phone": 20, "period": 400}
REASON_LENGTH = 400


class NotAllowed(Exception):  # noqa: N818 - names what happened
    """The transition does not start from this state."""


class ReasonNeeded(Exception):  # noqa: N818 - names what happened
    """A refusal names its reason, in at most :data:`REASON_LENGTH` characters."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a unit asks for.

    Attributes:
        contact: Whom to call about it.
        phone: That person's number.
        period: Which data, of which years.
    """

    contact: str
    phone: str
    period: str

    def fingerprint(self) -> str:
        """Tells another content under the same key."""
        return hashlib.sha256(json.dumps(astuple(self)).encode()).hexdigest()

    def tidied(self) -> Wish:
        """In NFC and without outer spaces, as it is kept."""
        return Wish(*(unicodedata.normalize("NFC", text).strip() for text in astuple(self)))


def file(user: User, key: str, wish: Wish) -> DataRecoveryRequest:
    """File a request, or give the one that the key was used for before.

    Raises:
        Problem: key_required, key_reused, form_invalid, recovery_not_allowed, recovery_open.
    """
    key = _canonical(key)
    fingerprint = wish.fingerprint()
    with transaction.atomic():
        # The unit's row is the lock: two calls with one key, or two requests at once, come one after the other.
        unit = Unit.objects.select_for_update().get(pk=user.unit_id)
        held = unit.recovery_requests.filter(key=key).first()
        if held is not None:
            if held.fingerprint != fingerprint:
                raise Problem("key_reused")
            return held
        wish = wish.tidied()
        if errors := tuple(_problems(wish)):
            raise Problem("form_invalid", errors=errors)
        at = now()
        if unit.recovery_requests.filter(state__in=OPEN).exists():
            raise Problem("recovery_open")
        if Action.REQUEST_DATA_RECOVERY not in actions_on(unit, at.date()):
            raise Problem("recovery_not_allowed")
        request = DataRecoveryRequest.objects.create(
            no=_free_number(at.date()),
            unit=unit,
            user=user,
            contact=wish.contact,
            phone=wish.phone,
            period=wish.period,
            state=RecoveryState.SENT,
            created_at=at,
            updated_at=at,
            key=key,
            fingerprint=fingerprint,
        )
        _note(request, user.full_name or user.get_username(), at)
        return request


# --- transitions ----------------------------------------------------------------------------------------


def taken_up(request: DataRecoveryRequest, staff: User) -> None:
    """Staff work on it.

    Raises:
        NotAllowed: It was not just sent.
    """
    _move(request, staff, (RecoveryState.SENT,), RecoveryState.IN_PROGRESS)


def recovered(request: DataRecoveryRequest, staff: User) -> None:
    """The data are there again.

    Raises:
        NotAllowed: It is decided already.
    """
    _move(request, staff, OPEN, RecoveryState.RECOVERED)


def not_recoverable(request: DataRecoveryRequest, staff: User, reason: str) -> None:
    """The data cannot be brought back, and why; the unit reads the reason.

    Raises:
        ReasonNeeded: None is named, or it is too long.
        NotAllowed: It is decided already.
    """
    reason = unicodedata.normalize("NFC", reason).strip()
    if not reason or len(reason) > REASON_LENGTH or _has_control(reason):
        raise ReasonNeeded
    _move(request, staff, OPEN, RecoveryState.NOT_RECOVERABLE, reason)


def _move(
    request: DataRecoveryRequest,
    staff: User,
    starts: tuple[RecoveryState, ...],
    end: RecoveryState,
    reason: str = "",
) -> None:
    with transaction.atomic():
        held = DataRecoveryRequest.objects.select_for_update().get(pk=request.pk)
        if held.state not in starts:
            raise NotAllowed(held.state)
        held.state = end
        held.reason = reason
        held.updated_at = now()
        held.save(update_fields=["state", "reason", "updated_at"])
        _note(held, staff.get_username(), held.updated_at)


def _note(request: DataRecoveryRequest, actor: str, at: datetime) -> None:
    RecoveryEvent.objects.create(request=request, at=at, actor=actor, state=request.state, reason=request.reason)
    content = {"unit": request.unit.code, "reason": request.reason}
    record(f"recovery_{request.state}", f"recovery {request.no}", actor, at, content)


# --- checks ---------------------------------------------------------------------------------------------


def _canonical(key: str) -> str:
    try:
        canonical = str(uuid.UUID(key))
    except ValueError as error:
        raise Problem("key_required") from error
    if canonical != key.lower():
        raise Problem("key_required", "the canonical form of a UUID")
    return canonical


def _problems(wish: Wish) -> Iterator[FieldProblem]:
    """The most telling problem of each field."""
    for name, limit in LENGTHS.items():
        text = getattr(wish, name)
        if not text:
            yield FieldProblem(f"/{name}", "required")
        elif len(text) > limit:
            yield FieldProblem(f"/{name}", "too_long")
        elif _has_control(text):
            yield FieldProblem(f"/{name}", "bad_value")
        elif name == "phone" and not phone_ok(text):
            yield FieldProblem("/phone", "bad_phone")


def _has_control(text: str) -> bool:
    """Control characters other than line ends; PostgreSQL refuses to store some of them."""
    return any(unicodedata.category(char) == "Cc" and char != "\n" for char in text)


def _free_number(today: date) -> str:
    """A number that tells nothing about how many others there are."""
    while True:
        number = f"KP{today:%y}{secrets.randbelow(1_000_000):06d}"
        if not DataRecoveryRequest.objects.filter(no=number).exists():
            return number
