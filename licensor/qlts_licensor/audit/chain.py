"""Adding to the chain, and verifying it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import rfc8785
from django.db import transaction

from qlts_licensor.audit.models import AuditEntry, AuditHead

_BATCH = 2_000
_ONLY_ROW = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A point of the chain that is known from outside the database."""

    name: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk along the chain saw.

    Attributes:
        count: Entries.
        erased: Those whose actor and content have been erased.
        fault: What is wrong first; empty when nothing is.
        seq: Where.
    """

    count: int
    erased: int
    fault: str = ""
    seq: int = 0


def record(action: str, subject: str, actor: str, at: datetime, content: dict[str, Any]) -> AuditEntry:
    """Add an entry, in the transaction of what it is about.

    Args:
        action: The transition's name.
        subject: What was moved.
        actor: Who did it.
        at: When.
        content: Reason, values before and after; plain values and days.
    """
    with transaction.atomic():
        head, _made = AuditHead.objects.select_for_update().get_or_create(pk=_ONLY_ROW)
        salt = secrets.token_hex(32)
        plain = {name: _plain(value) for name, value in content.items()}
        entry = AuditEntry(
            seq=head.seq + 1,
            at=at.isoformat(),
            action=action,
            subject=subject,
            previous=head.hash,
            digest=_digest(salt, actor, plain),
            salt=salt,
            actor=actor,
            content=plain,
        )
        entry.hash = _hash(entry)
        entry.save(force_insert=True)
        head.seq, head.hash = entry.seq, entry.hash
        head.save()
    return entry


def place_of(subject: str) -> dict[str, Any] | None:
    """Where the newest entry about something stands, as receipts name it."""
    entry = AuditEntry.objects.filter(subject=subject).order_by("-seq").only("seq", "hash").first()
    return {"seq": entry.seq, "hash": entry.hash} if entry else None


def erase(entries: Iterable[AuditEntry]) -> int:
    """Take actor and content out of entries, with the salt that would prove them; the chain stays good."""
    numbers = [entry.pk for entry in entries]
    return AuditEntry.objects.filter(pk__in=numbers).update(salt=None, actor=None, content=None)


def verify(checkpoints: Iterable[Checkpoint] = ()) -> Verified:
    """Walk along the whole chain and recompute it.

    Args:
        checkpoints: Points that are known from outside; each must be on the chain.
    """
    wanted: dict[int, list[Checkpoint]] = {}
    for point in checkpoints:
        wanted.setdefault(point.seq, []).append(point)
    count = erased = 0
    previous = ""
    head, batch = _head(), _entries_after(-1)
    while batch:
        for entry in batch:
            count += 1
            if fault := _fault(entry, count, previous):
                return Verified(count, erased, fault, min(count, entry.seq))
            if entry.salt is None:
                erased += 1
            for point in wanted.pop(entry.seq, ()):
                if point.hash != entry.hash:
                    return Verified(count, erased, f"differs from the checkpoint {point.name}", entry.seq)
            previous = entry.hash
        # The head before what may have been added meanwhile: the last one read is that of a batch without any.
        head, batch = _head(), _entries_after(batch[-1].seq)
    if head != (count, previous):
        return Verified(count, erased, "the end is not where the head says: entries are missing or added", count)
    if wanted:
        point = min(wanted)
        return Verified(count, erased, f"ends before the checkpoint {wanted[point][0].name}", point)
    return Verified(count, erased)


def _head() -> tuple[int, str]:
    head = AuditHead.objects.filter(pk=_ONLY_ROW).first()
    return (head.seq, head.hash) if head else (0, "")


def _entries_after(seq: int) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(seq__gt=seq).order_by("seq")[:_BATCH])


def _fault(entry: AuditEntry, expected: int, previous: str) -> str:
    if entry.seq != expected:
        return "an entry is missing" if entry.seq > expected else "a number that no entry can have"
    if entry.previous != previous:
        return "does not follow the entry before it"
    if entry.hash != _hash(entry):
        return "its hash is not that of its fields"
    gone = (entry.salt is None, entry.actor is None, entry.content is None)
    if any(gone):
        return "" if all(gone) else "is erased in part"
    if entry.digest != _digest(entry.salt, entry.actor, entry.content):
        return "actor or content were changed"
    return ""


def _hash(entry: AuditEntry) -> str:
    bound = {
        "seq": entry.seq,
        "at": entry.at,
        "action": entry.action,
        "subject": entry.subject,
        "previous": entry.previous,
        "digest": entry.digest,
    }
    return hashlib.sha256(rfc8785.dumps(bound)).hexdigest()


def _digest(salt: str | None, actor: str | None, content: dict[str, Any] | None) -> str:
    return hashlib.sha256(rfc8785.dumps({"salt": salt, "actor": actor, "content": content})).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value.isoformat() if isinstance(value, date) else value
