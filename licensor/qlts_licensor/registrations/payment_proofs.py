"""*Xác nhận thanh toán*: the unit says what it has paid, with the papers that show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.clock import now
from qlts_licensor.jobs.later import run_later
from qlts_licensor.jobs.table import Job
from qlts_licensor.policy.adoption import order_policy
from qlts_licensor.registrations.allowed import payment_standing
from qlts_licensor.registrations.changes import Change, change_once, check_allowed
from qlts_licensor.registrations.models import IdempotencyKey, PaymentProof, Receipt, Registration
from qlts_licensor.registrations.receipts import file_claims, issue_receipt
from qlts_licensor.registrations.scan_reading import Unreadable, pages_in
from qlts_licensor.registrations.stored_files import keep_file
from qlts_licensor.registrations.uploads import Upload, check_uploads, refuse
from qlts_licensor.transitions import commitments
from qlts_licensor.transitions.steps import By
from qlts_licensor.units.models import User

ROUTE = "payment-proofs"
FILE_KIND = "payment_proof"
LONGEST_MEMO = 200
LONGEST_NOTE = 500
MOST_MONEY = 9_999_999_999_999
EARLIEST_DAYS = 366
"""How long before the registration money may have been sent."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the client sent."""

    key: str
    memo: str
    paid_on: date
    amount: int
    note: str
    files: tuple[Upload, ...]


def send_proof(user: User, no: str, proof: Proof) -> IdempotencyKey:
    """Keep a payment proof and begin its review, or give the answer that its key was given before.

    Args:
        user: Who sends it.
        no: The order's number.
        proof: What was sent.

    Raises:
        Problem: key_required, key_reused, in_progress, not_found, action_not_allowed, form_invalid, too_large,
            unsupported_media_type, file_unreadable; each of the last four names its field (``/files/0``).
    """
    digests = [file.sha256 for file in proof.files]
    content = (proof.memo, proof.paid_on.isoformat(), proof.amount, proof.note, *digests)

    def look(order: Registration) -> None:
        check_allowed(payment_standing(order))
        _check(order, proof)

    return change_once(
        user, no, Change(ROUTE, proof.key, content), lambda order, key: _keep(user, order, proof, key), look
    )


def _check(order: Registration, proof: Proof) -> None:
    problems = tuple(_field_problems(order, proof))
    if problems:
        raise Problem("form_invalid", errors=problems)
    check_uploads(proof.files)
    for number, file in enumerate(proof.files):
        try:
            pages_in(file.content)
        except Unreadable:
            refuse("file_unreadable", f"/files/{number}", "unreadable")


def _field_problems(order: Registration, proof: Proof) -> Iterator[FieldProblem]:
    today = now().date()
    if not proof.memo.strip():
        yield FieldProblem("/memo", "required")
    elif len(proof.memo) > LONGEST_MEMO:
        yield FieldProblem("/memo", "too_long")
    elif _has_control(proof.memo):
        yield FieldProblem("/memo", "bad_character")
    if len(proof.note) > LONGEST_NOTE:
        yield FieldProblem("/note", "too_long")
    elif _has_control(proof.note.replace("\n", " ")):
        yield FieldProblem("/note", "bad_character")
    if proof.paid_on > today:
        yield FieldProblem("/paid_on", "in_future")
    elif proof.paid_on < (order.registered_on or today) - timedelta(days=EARLIEST_DAYS):
        yield FieldProblem("/paid_on", "too_early")
    if not 0 < proof.amount <= MOST_MONEY:
        yield FieldProblem("/amount", "out_of_range")


def _has_control(text: str) -> bool:
    """PostgreSQL refuses to store some control characters; nobody means any of them."""
    return any(unicodedata.category(char) in {"Cc", "Cs"} for char in text)


def _keep(user: User, order: Registration, proof: Proof, key: str) -> Receipt:
    at = now()
    check_allowed(payment_standing(order))
    commitments.proof_sent(order, By(user.full_name, at))
    row = PaymentProof.objects.create(
        registration=order,
        number=order.payment_proofs.count() + 1,
        sent_by=user.full_name,
        sent_at=at,
        memo=proof.memo.strip(),
        paid_on=proof.paid_on,
        amount=proof.amount,
        note=proof.note.strip(),
    )
    kept = [keep_file(order, FILE_KIND, file, row) for file in proof.files]
    run_later(Job.DRAW_PROOF, proof=row.pk)
    policy = order_policy(order, at.date())
    return issue_receipt(
        order,
        FILE_KIND,
        user.full_name,
        at,
        proof=row.number,
        memo=row.memo,
        paid_on=row.paid_on.isoformat(),
        amount=row.amount,
        remaining=order.remaining,
        answer_by=(at.date() + timedelta(days=policy.review_days)).isoformat(),
        files=file_claims(kept),
        idempotency_key=key,
    )
