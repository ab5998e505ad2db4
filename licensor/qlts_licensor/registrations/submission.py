"""Sending a registration: once, whatever happens to the connection."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.clock import now
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.policy.adoption import order_policy, unit_policies
from qlts_licensor.policy.rules import Decision
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.allowed import edit_standing
from qlts_licensor.registrations.certificates import is_of_unit
from qlts_licensor.registrations.changes import check_allowed
from qlts_licensor.registrations.drafts import check_may_register
from qlts_licensor.registrations.form_problems import form_problems
from qlts_licensor.registrations.idempotency import canonical_key, check_idle, used_keys, working_on
from qlts_licensor.registrations.models import IdempotencyKey, PreparedRight, Receipt, Registration
from qlts_licensor.registrations.offers import day_limits, offer_holds
from qlts_licensor.registrations.receipts import issue_receipt
from qlts_licensor.registrations.signature_report import FILE_KIND as SIGNATURE_REPORT
from qlts_licensor.registrations.slip_check import CheckedSlip, check_slip, embedded_document
from qlts_licensor.registrations.states import Method, OrderState
from qlts_licensor.registrations.stored_files import keep_file
from qlts_licensor.registrations.uploads import Upload
from qlts_licensor.transitions import orders
from qlts_licensor.transitions.steps import By
from qlts_licensor.units.models import Unit, User

ROUTE = "submission"


@dataclass(frozen=True, slots=True)
class Submission:
    """What the client sent."""

    key: str
    method: str
    consent: bool
    form_version: int
    slip: bytes
    slip_name: str

    def fingerprint(self, no: str) -> str:
        """Tells another content under the same key."""
        parts = [no, self.method, self.consent, self.form_version, hashlib.sha256(self.slip).hexdigest()]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def submit(user: User, no: str, submission: Submission, right: PreparedRight | None = None) -> IdempotencyKey:
    """Accept a registration, or give the answer that its key was given before.

    Args:
        user: Who sends it; with a right, who has prepared it.
        no: The draft's number.
        submission: What was sent.
        right: The one-time right that it is sent with, where nobody has logged in.

    Raises:
        Problem: key_required, key_reused, not_found, form_changed, form_invalid, payment_day_past, offer_expired,
            consent_required, order_open, registration_not_allowed, action_not_allowed (it was to replace an
            order that can no longer be), slip_rejected, in_progress; with a right also prepared_void,
            certificate_not_of_unit.
    """
    submission = replace(submission, key=canonical_key(submission.key))
    with working_on(user, submission.key):
        return _submit(user, no, submission, right)


def _submit(user: User, no: str, submission: Submission, right: PreparedRight | None) -> IdempotencyKey:
    if answered := _answered(user, no, submission, right):
        return answered
    draft = Registration.objects.select_related("unit").filter(unit=user.unit, no=no).first()
    if draft is None or (right is not None and right.registration_id != draft.pk):
        raise Problem("not_found")
    if right is not None:
        check_right(right, draft)
        if submission.method != Method.SIGNED:
            raise Problem("role_not_allowed", "a prepared registration is sent signed")
    if draft.order_state != OrderState.DRAFT:
        raise Problem("order_open", order_no=no)
    try:
        check_content(draft, submission.consent, submission.form_version, submission.slip)
    except Problem:
        # What has come for the order before, a payment say, also undoes the offer, and says more: read it anew.
        if draft.replaces_id is not None:
            before = Registration.objects.select_related("unit").get(pk=draft.replaces_id)
            check_allowed(edit_standing(before, now().date()))
        raise
    # The signature is looked at outside the transaction: it takes a while, and others should not wait for it.
    checked = check_slip(
        submission.slip, draft, signed=submission.method == Method.SIGNED, trust=settings.TRUST_DIR
    )
    if right is not None and not any(is_of_unit(one, draft.unit) for one in checked.certificates):
        raise Problem("certificate_not_of_unit")
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=user.unit_id)
        if answered := _answered(user, no, submission, right):
            return answered
        order = Registration.objects.select_for_update().get(pk=draft.pk)
        if right is not None:
            right = PreparedRight.objects.select_for_update().get(pk=right.pk)
            check_right(right, order)
        if order.order_state != OrderState.DRAFT:
            # Another PC was quicker by the time that the signature was looked at.
            raise Problem("order_open", order_no=no)
        if order.version != submission.form_version:
            raise Problem("form_changed")
        return _accept(unit, user, order, submission, checked, right)


def check_right(right: PreparedRight, draft: Registration) -> None:
    """Whether a right still lets a draft be sent.

    Raises:
        Problem: prepared_void, and why.
    """
    if reason := right.why_void(draft, now()):
        raise Problem("prepared_void", reason)


def user_draft(user: User, no: str) -> Registration:
    """The unit's draft of that number; another unit's is not found, without a hint.

    Raises:
        Problem: not_found; order_open, when it has been sent meanwhile, from another PC say.
    """
    draft = Registration.objects.select_related("unit").filter(unit=user.unit, no=no).first()
    if draft is None:
        raise Problem("not_found")
    if draft.order_state != OrderState.DRAFT:
        raise Problem("order_open", order_no=no)
    return draft


def answered_key(user: User, key: str, right: PreparedRight | None = None) -> IdempotencyKey:
    """What became of a key; with a right, of one that was used with it.

    Raises:
        Problem: not_found, in_progress.
    """
    check_idle(user, key)
    held = used_keys(user, ROUTE, key).first()
    if held is None or (right is not None and held.right_id != right.pk):
        raise Problem("not_found")
    return held


def _answered(user: User, no: str, submission: Submission, right: PreparedRight | None) -> IdempotencyKey | None:
    held = used_keys(user, ROUTE, submission.key).first()
    if held and (held.fingerprint != submission.fingerprint(no) or (right and held.right_id != right.pk)):
        raise Problem("key_reused")
    return held


def check_content(draft: Registration, consent: bool, form_version: int, slip: bytes) -> None:
    """Whether a draft may be sent, or sealed to be sent, as far as its content goes.

    Args:
        draft: The draft as stored.
        consent: Whether the unit has consented.
        form_version: The version that the slip was made of.
        slip: The slip, to tell what has changed since.

    Raises:
        Problem: consent_required, form_changed, payment_day_past, form_invalid, offer_expired.
    """
    today = now().date()
    if not consent:
        raise Problem("consent_required", errors=(FieldProblem("/payment/consent", "consent_required"),))
    if form_version != draft.version:
        raise Problem("form_changed", errors=_changes(draft, slip))
    if (draft.form["order"]["years"], draft.form["order"]["extra_users"]) != (draft.years, draft.extra_users):
        raise Problem("form_changed", "offer", errors=(FieldProblem("/order/years", "bad_value"),))
    due_on = draft.form["payment"]["due_on"]
    if due_on and date.fromisoformat(due_on) < today:
        raise Problem("payment_day_past", errors=(FieldProblem("/payment/due_on", "due_too_early"),))
    errors = [
        FieldProblem(problem.field, problem.code)
        for problem in form_problems(draft.form, day_limits(draft, today))
        if problem.severity == "error"
    ]
    if errors:
        raise Problem("form_invalid", errors=tuple(errors))
    if not offer_holds(draft, today):
        raise Problem("offer_expired")


def _changes(draft: Registration, slip: bytes) -> tuple[FieldProblem, ...]:
    """The fields in which the slip's form differs from the stored one, as far as the slip can be read."""
    try:
        sent = json.loads(embedded_document(slip) or b"{}")["form"]
        return tuple(
            FieldProblem(f"/{section}/{name}", "changed")
            for section, values in draft.form.items()
            for name, value in values.items()
            if sent[section][name] != value
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _accept(
    unit: Unit,
    user: User,
    order: Registration,
    submission: Submission,
    checked: CheckedSlip,
    right: PreparedRight | None,
) -> IdempotencyKey:
    at = now()
    before = order.replaces
    if before is None:
        stage = check_may_register(unit, at.date())
    else:
        stage = None
        check_allowed(edit_standing(before, at.date()))
    others = list(unit.registrations.open().exclude(pk=order.pk))
    slip_sha256 = hashlib.sha256(submission.slip).hexdigest()
    actor = user.full_name
    if right is not None:
        right.used_at = at
        right.save(update_fields=["used_at"])
        actor = f"{checked.signer} (phiếu do {user.full_name} chuẩn bị)"[:100]
    orders.submitted(
        order,
        actor,
        at,
        Method(submission.method),
        slip_sha256=slip_sha256,
        signer=checked.signer,
        cut_off=stage is Stage.CUT_OFF,
    )
    keep_file(order, "slip", Upload(f"phieu-{order.no}.pdf", submission.slip))
    if checked.report:
        keep_file(order, SIGNATURE_REPORT, Upload(f"bao-cao-chu-ky-{order.no}.json", checked.report))
    if before is not None:
        _replace(before, order, actor, at)
    else:
        _decide(unit, order, others, at)
    receipt = _receipt(actor, at, order, submission, checked, slip_sha256)
    licence = current_licence(unit)
    return IdempotencyKey.objects.create(
        unit=unit,
        route=ROUTE,
        key=submission.key,
        fingerprint=submission.fingerprint(order.no),
        registration=order,
        receipt=receipt,
        licence=licence.file if licence else "",
        user=user,
        right=right,
        created_at=at,
    )


def _decide(unit: Unit, order: Registration, lapsed: list[Registration], at: datetime) -> None:
    """Accept a registration, or hold it for the staff, as the policy has it."""
    policy = unit_policies(unit, at.date()).now
    is_repeat = bool(lapsed) and policy.repeat_commitment is Decision.REVIEWED
    if is_repeat or policy.acceptance is Decision.REVIEWED:
        orders.held_for_review(order, at, is_repeat=is_repeat)
        return
    for one in lapsed:
        orders.closed_by_successor(one, at, order)
    orders.accepted(order, at, date.fromisoformat(order.form["payment"]["due_on"]), policy.version)


def _replace(before: Registration, order: Registration, actor: str, at: datetime) -> None:
    """Put an edited order in the place of the one before it, as far on as that one was."""
    was = before.order_state
    orders.replaced(before, By(actor, at), order)
    if was == OrderState.ACCEPTED:
        due_on = date.fromisoformat(order.form["payment"]["due_on"])
        orders.accepted(order, at, due_on, order_policy(before, at.date()).version)
    else:
        orders.held_for_review(order, at, is_repeat=before.is_repeat)


def _receipt(
    actor: str, at: datetime, order: Registration, submission: Submission, checked: CheckedSlip, slip_sha256: str
) -> Receipt:
    return issue_receipt(
        order,
        "submission",
        actor,
        at,
        method=order.method,
        total=order.total,
        due_on=order.form["payment"]["due_on"],
        files=[{"name": submission.slip_name, "size": len(submission.slip), "sha256": slip_sha256}],
        form_sha256=hashlib.sha256(checked.document).hexdigest(),
        idempotency_key=submission.key,
    )
