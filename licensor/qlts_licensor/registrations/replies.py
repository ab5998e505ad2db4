"""Orders as the contract's bodies."""

from __future__ import annotations

from django.utils.timezone import localtime

from qlts_licensor.api import schemas
from qlts_licensor.clock import today
from qlts_licensor.licences.signing import signed_offer
from qlts_licensor.registrations.models import IdempotencyKey, Registration
from qlts_licensor.registrations.paper_scans import may_attach
from qlts_licensor.registrations.states import OrderState, PaymentState, ResourceState


def summary(order: Registration) -> schemas.RegistrationSummary:
    """A row of the history. That the promised day has passed shows from that day on, without anybody noting it."""
    lapsed = order.order_state == OrderState.ACCEPTED and order.lapsed(today())
    provisional = order.resource_state == ResourceState.PROVISIONAL
    return schemas.RegistrationSummary(
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


def detail(order: Registration) -> schemas.RegistrationDetail:
    """An order with everything."""
    return schemas.RegistrationDetail(
        summary=summary(order),
        form=schemas.FormBody.model_validate(order.form),
        offer=signed_offer(order.offer),
        events=[
            schemas.RegistrationEvent(
                at=localtime(event.at), actor=event.actor, code=event.code, detail=event.detail
            )
            for event in order.events.all()
        ],
        files=[
            schemas.RegistrationFile(kind=file.kind, name=file.name, size=file.size, sha256=file.sha256)
            for file in order.files.defer("content")
        ],
        receipts=[receipt.file for receipt in order.receipts.order_by("id")],
        slip_sha256=order.slip_sha256,
        signer=order.signer,
        may_attach_scan=may_attach(order),
    )


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


def paper_scan(answered: IdempotencyKey) -> schemas.PaperScanReply:
    """What was answered to a scan."""
    return schemas.PaperScanReply(registration=detail(answered.registration), receipt=answered.receipt.file)


def submission(answered: IdempotencyKey) -> schemas.SubmissionReply:
    """What was answered to a submission."""
    return schemas.SubmissionReply(
        registration=detail(answered.registration), receipt=answered.receipt.file, licence=answered.licence
    )
