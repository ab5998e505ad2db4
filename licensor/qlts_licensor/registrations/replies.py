"""Orders as the contract's bodies."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localtime

from qlts_licensor.api import schemas, schemas_orders
from qlts_licensor.clock import today
from qlts_licensor.licences.signing import signed_offer
from qlts_licensor.registrations.allowed import Standing, standings
from qlts_licensor.registrations.models import IdempotencyKey, PaymentProof, Registration
from qlts_licensor.registrations.states import OrderState, PaymentState, ResourceState


def summary(order: Registration) -> schemas_orders.RegistrationSummary:
    """A row of the history. That the promised day has passed shows from that day on, without anybody noting it."""
    lapsed = order.order_state == OrderState.ACCEPTED and order.lapsed(today())
    provisional = order.resource_state == ResourceState.PROVISIONAL
    return schemas_orders.RegistrationSummary(
        no=order.no,
        registered_at=localtime(order.registered_at or order.created_at),
        years=order.years,
        term_from=order.term_from,
        term_to=order.term_to,
        total=order.total,
        round=order.round,
        due_on=order.due_on,
        method=order.method,
        order_state=order.order_state,
        payment_state=PaymentState.COMMITMENT_LAPSED if lapsed else order.payment_state,
        resource_state=ResourceState.CUT if lapsed and provisional else order.resource_state,
        paper_state=order.paper_state,
        invoice_state=order.invoice_state,
        is_open=order.is_open,
        updated_at=localtime(order.updated_at),
    )


def detail(order: Registration) -> schemas_orders.RegistrationDetail:
    """An order with everything."""
    return schemas_orders.RegistrationDetail(
        summary=summary(order),
        form=schemas.FormBody.model_validate(order.form),
        offer=signed_offer(order.offer),
        events=[
            schemas_orders.RegistrationEvent(
                at=localtime(event.at), actor=event.actor, code=event.code, detail=event.detail
            )
            for event in order.events.all()
        ],
        files=[
            schemas_orders.RegistrationFile(
                kind=file.kind,
                name=file.name,
                size=file.size,
                sha256=file.sha256,
                proof=file.proof.number if file.proof else None,
            )
            for file in order.files.defer("content").select_related("proof").order_by("id")
        ],
        receipts=[receipt.file for receipt in order.receipts.order_by("id")],
        slip_sha256=order.slip_sha256,
        signer=order.signer,
        proofs=[_proof(proof) for proof in order.payment_proofs.all()],
        actions=[_action(one) for one in standings(order, today())],
        remaining=order.remaining,
        overpaid=order.overpaid,
        asked_due_on=order.asked_due_on,
        earlier_nos=list(_earlier(order)),
        replaced_by=next((one.no for one in order.replacements.sent()), ""),
        invoice_no=order.invoice_no,
        invoiced_on=order.invoiced_on,
    )


def _proof(proof: PaymentProof) -> schemas_orders.PaymentProofItem:
    return schemas_orders.PaymentProofItem(
        number=proof.number,
        sent_by=proof.sent_by,
        sent_at=localtime(proof.sent_at),
        memo=proof.memo,
        paid_on=proof.paid_on,
        amount=proof.amount,
        note=proof.note,
        state=proof.state,
        reason=proof.reason,
        decided_at=localtime(proof.decided_at) if proof.decided_at else None,
        received=proof.received,
    )


def _action(one: Standing) -> schemas_orders.ActionItem:
    return schemas_orders.ActionItem(
        action=one.action, obstacle=one.obstacle, day=one.day, first=one.first, last=one.last
    )


def _earlier(order: Registration) -> Iterator[str]:
    """The orders that led to this one by being edited."""
    before = order.replaces
    while before is not None:
        yield before.no
        before = before.replaces


def previous(order: Registration) -> schemas.PreviousOrder:
    """The last accepted order, for the comparison with last year."""
    return schemas.PreviousOrder(
        no=order.no,
        total=order.total,
        years=order.years,
        term_from=order.term_from,
        term_to=order.term_to,
        address=order.address,
        account_no=order.account_no,
    )


def paper_scan(answered: IdempotencyKey) -> schemas_orders.PaperScanReply:
    """What was answered to a scan."""
    return schemas_orders.PaperScanReply(registration=detail(answered.registration), receipt=answered.receipt.file)


def change(answered: IdempotencyKey) -> schemas_orders.ChangeReply:
    """What was answered to a change of an order."""
    return schemas_orders.ChangeReply(
        registration=detail(answered.registration), receipt=answered.receipt.file, licence=answered.licence
    )


def submission(answered: IdempotencyKey) -> schemas_orders.SubmissionReply:
    """What was answered to a submission."""
    return schemas_orders.SubmissionReply(
        registration=detail(answered.registration), receipt=answered.receipt.file, licence=answered.licence
    )
