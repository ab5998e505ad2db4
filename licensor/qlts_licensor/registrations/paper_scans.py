"""Scans of a stamped slip: matched by the code on the paper, kept with the order, receipted once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.clock import now
from qlts_licensor.registrations.allowed import scan_standing
from qlts_licensor.registrations.idempotency import canonical_key, used_keys, working_on
from qlts_licensor.registrations.models import IdempotencyKey, Registration
from qlts_licensor.registrations.receipts import file_claims, issue_receipt
from qlts_licensor.registrations.scan_reading import Unreadable, codes_in
from qlts_licensor.registrations.slip_check import registration_document
from qlts_licensor.registrations.stored_files import keep_file
from qlts_licensor.registrations.uploads import Upload, check_uploads, refuse
from qlts_licensor.transitions import orders
from qlts_licensor.units.models import Unit, User

ROUTE = "paper-scans"
FILE_KIND = "paper_scan"
_SCHEME = "QLTS1"


class Code(StrEnum):
    """What the code on the paper said."""

    MATCHED = "matched"
    UNREAD = "unread"
    """None could be read: the licensor's staff compares."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What the client sent."""

    key: str
    files: tuple[Upload, ...]

    def fingerprint(self, no: str) -> str:
        """Tells another content under the same key."""
        parts = [no, *(file.sha256 for file in self.files)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def slip_code(order: Registration) -> str:
    """What the code on an order's slip says."""
    return f"{_SCHEME}:{order.no}:{hashlib.sha256(registration_document(order)).hexdigest()}"


def attach(user: User, no: str, scan: Scan) -> IdempotencyKey:
    """Keep a scan with its order, or give the answer that its key was given before.

    Args:
        user: Who sends it.
        no: The order's number.
        scan: What was sent.

    Raises:
        Problem: key_required, key_reused, in_progress, not_found, paper_not_awaited, form_invalid, too_large,
            unsupported_media_type, file_unreadable, scan_of_other_order.
    """
    scan = replace(scan, key=canonical_key(scan.key))
    with working_on(user, scan.key):
        if answered := _answered(user, no, scan):
            return answered
        order = Registration.objects.select_related("unit").filter(unit=user.unit, no=no).sent().first()
        if order is None:
            raise Problem("not_found")
        if scan_standing(order).obstacle:
            raise Problem("paper_not_awaited")
        check_uploads(scan.files)
        code = _compared(order, scan.files)
        with transaction.atomic():
            Unit.objects.select_for_update().get(pk=user.unit_id)
            if answered := _answered(user, no, scan):
                return answered
            order = Registration.objects.select_for_update().select_related("unit").get(pk=order.pk)
            if scan_standing(order).obstacle:
                raise Problem("paper_not_awaited")
            return _keep(user, order, scan, code)


def _answered(user: User, no: str, scan: Scan) -> IdempotencyKey | None:
    held = used_keys(user, ROUTE, scan.key).first()
    if held and held.fingerprint != scan.fingerprint(no):
        raise Problem("key_reused")
    return held


def _compared(order: Registration, files: tuple[Upload, ...]) -> Code:
    """What the codes on the papers say about an order; any of another slip is one too many."""
    expected = slip_code(order)
    matched = False
    for number, file in enumerate(files):
        try:
            found = [text for text in codes_in(file.content) if text.startswith(f"{_SCHEME}:")]
        except Unreadable:
            refuse("file_unreadable", f"/files/{number}", "unreadable")
        for text in found:
            if text != expected:
                other = text.split(":")[1]
                raise Problem(
                    "scan_of_other_order",
                    errors=(FieldProblem(f"/files/{number}", "other_order"),),
                    order_no=other if other != order.no and other.isascii() and other.isdigit() else None,
                )
            matched = True
    return Code.MATCHED if matched else Code.UNREAD


def _keep(user: User, order: Registration, scan: Scan, code: Code) -> IdempotencyKey:
    at = now()
    kept = [keep_file(order, FILE_KIND, file) for file in scan.files]
    orders.scan_attached(order, user, at, code.value)
    receipt = issue_receipt(
        order,
        FILE_KIND,
        user.full_name,
        at,
        code=code.value,
        files=file_claims(kept),
        idempotency_key=scan.key,
    )
    return IdempotencyKey.objects.create(
        unit=order.unit,
        route=ROUTE,
        key=scan.key,
        fingerprint=scan.fingerprint(order.no),
        registration=order,
        receipt=receipt,
        user=user,
        created_at=at,
    )
