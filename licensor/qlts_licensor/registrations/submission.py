"""Sending a registration: once, whatever happens to the connection."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db import transaction

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.clock import now
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.policy.adoption import unit_policies
from qlts_licensor.policy.rules import Decision
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.certificates import is_of_unit
from qlts_licensor.registrations.drafts import check_may_register, day_limits, offer_holds
from qlts_licensor.registrations.form_problems import form_problems
from qlts_licensor.registrations.idempotency import canonical_key, check_idle, used_keys, working_on
from qlts_licensor.registrations.models import IdempotencyKey, PreparedRight, Receipt, Registration, StoredFile
from qlts_licensor.registrations.signature_report import FILE_KIND as SIGNATURE_REPORT
from qlts_licensor.registrations.slip_check import CheckedSlip, check_slip, embedded_document
from qlts_licensor.registrations.states import Method, OrderState
from qlts_licensor.transitions import orders
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
            consent_required, order_open, registration_not_allowed, slip_rejected, in_progress; with a right also
            prepared_void, certificate_not_of_unit.
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
    check_content(draft, submission.consent, submission.form_version, submission.slip)
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
        for problem in form_problems(draft.form, day_limits(draft.unit, today))
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
    stage = check_may_register(unit, now().date())
    at = now()
    lapsed = list(unit.registrations.open().exclude(pk=order.pk))
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
    _keep(order, "slip", f"phieu-{order.no}.pdf", submission.slip)
    if checked.report:
        _keep(order, SIGNATURE_REPORT, f"bao-cao-chu-ky-{order.no}.json", checked.report)
    policy = unit_policies(unit, at.date()).now
    is_repeat = bool(lapsed) and policy.repeat_commitment is Decision.REVIEWED
    if is_repeat or policy.acceptance is Decision.REVIEWED:
        orders.held_for_review(order, at, is_repeat=is_repeat)
    else:
        for before in lapsed:
            orders.closed_by_successor(before, at, order)
        orders.accepted(order, at, date.fromisoformat(order.form["payment"]["due_on"]), policy.version)
    receipt = _receipt(unit, actor, order, submission, checked, slip_sha256)
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


def _keep(order: Registration, kind: str, name: str, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    StoredFile.objects.create(
        registration=order, kind=kind, name=name, sha256=digest, size=len(content), content=content
    )


def _receipt(
    unit: Unit, actor: str, order: Registration, submission: Submission, checked: CheckedSlip, slip_sha256: str
) -> Receipt:
    number = f"BN-{order.no}-{order.receipts.count() + 1}"
    claims = {
        "receipt_no": number,
        "kind": "submission",
        "order_no": order.no,
        "unit": unit.code,
        "unit_name": unit.name,
        "actor": actor,
        "received_at": order.registered_at.isoformat(),
        "method": order.method,
        "total": order.total,
        "due_on": order.form["payment"]["due_on"],
        "files": [{"name": submission.slip_name, "size": len(submission.slip), "sha256": slip_sha256}],
        "form_sha256": hashlib.sha256(checked.document).hexdigest(),
        "idempotency_key": submission.key,
    }
    return Receipt.objects.create(
        registration=order,
        receipt_no=number,
        issued_at=order.registered_at,
        file=key_ring().sign("qlts-receipt+jws", claims),
    )
