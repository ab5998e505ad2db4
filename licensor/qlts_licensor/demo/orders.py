"""The orders of the demo's units: sent, accepted, and what came after."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from qlts_licensor.api.schemas import FormBody
from qlts_licensor.demo.described import DemoOrder, DemoUnit
from qlts_licensor.licences.assemble import PRODUCT, vendor_claims
from qlts_licensor.licences.models import Subscription
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.policy import pricing
from qlts_licensor.policy.models import ReceivingAccount
from qlts_licensor.policy.rules import Policy
from qlts_licensor.registrations.models import Event, Registration
from qlts_licensor.registrations.states import InvoiceState, Method
from qlts_licensor.transitions import commitments, orders
from qlts_licensor.transitions.steps import LICENSOR, By, note
from qlts_licensor.units.models import Role, Unit, User

_PREFIX = "9900"
"""Order numbers of the demo; real ones begin with the year and do not get there."""


def untouched(unit: Unit) -> bool:
    """Whether the unit has no draft and no order but the demo's own."""
    return not unit.registrations.exclude(no__startswith=_PREFIX).exists()


def seed_orders(unit: Unit, described: DemoUnit) -> None:
    """Make the unit's orders as described, in place of those of an earlier day."""
    held = set(unit.registrations.values_list("no", "due_on"))
    if held == {(order.no, order.due_on) for order in described.orders}:
        return
    Event.objects.filter(registration__unit=unit).delete()
    unit.registrations.all().delete()
    accountant = unit.users.filter(role=Role.DATA_ADMIN).order_by("id")[0]
    for order in described.orders:
        _seed_order(unit, accountant, described, order)


def _seed_order(unit: Unit, accountant: User, described: DemoUnit, order: DemoOrder) -> None:
    opened, sent = _at(order.registered_on, 9), _at(order.registered_on, 10)
    policy = Policy()
    lines = pricing.price_lines(
        policy, package="Chuẩn", users=described.licensed_users, years=order.years, extra_users=0, overdue=False
    )
    accounts = list(ReceivingAccount.objects.filter(active=True))
    claims = _offer_claims(described, order, policy, lines, accounts, opened)
    row = Registration.objects.create(
        no=order.no,
        unit=unit,
        created_at=opened,
        updated_at=opened,
        form=_form(described, accountant, order),
        offer=key_ring().sign("qlts-offer+jws", claims),
        offer_day=order.registered_on,
        years=order.years,
        total=claims["total"],
        account_no=accounts[0].account_no,
        term_from=order.term[0],
        term_to=order.term[1],
    )
    orders.draft_opened(row, accountant)
    orders.submitted(
        row,
        accountant.full_name,
        sent,
        Method.SIGNED,
        slip_sha256="",
        signer=described.head_name,
        cut_off=order.began_in_cut_off,
    )
    orders.accepted(row, sent, order.due_on, policy.version)
    _continue(row, order, accountant, policy)


def _continue(row: Registration, order: DemoOrder, accountant: User, policy: Policy) -> None:
    """What came after the registration was accepted."""
    if order.paid_on:
        by = By(LICENSOR, _at(order.paid_on, 15))
        subscription = Subscription.objects.get(unit=row.unit)
        subscription.term_start, subscription.term_end = order.old_term
        commitments.paid(row, subscription, by, policy)
        row.invoice_state = InvoiceState.ISSUED
        row.save()
        note(row, "invoice_issued", by, {})
    elif order.review:
        commitments.proof_sent(row, By(accountant.full_name, _at(order.due_on - timedelta(days=8), 14)))


def _form(described: DemoUnit, accountant: User, order: DemoOrder) -> dict[str, Any]:
    known = {
        "name": described.name,
        "tax_code": described.tax_code,
        "budget_code": described.budget_code,
        "address": described.address,
    }
    return FormBody.model_validate(
        {
            "unit": {
                **known,
                "licence_no": described.licence_no,
                "governing_body": described.governing_body,
                "province": described.province,
                "head_name": described.head_name,
                "head_title": described.head_title,
                "contact_name": accountant.full_name,
                "phone": accountant.phone,
                "email": accountant.email,
            },
            "invoice": {**known, "buyer_name": accountant.full_name, "email": accountant.email},
            "order": {"years": order.years},
            "payment": {"due_on": order.due_on, "consent": True},
        }
    ).model_dump(mode="json")


def _offer_claims(
    described: DemoUnit,
    order: DemoOrder,
    policy: Policy,
    lines: tuple[pricing.Line, ...],
    accounts: list[ReceivingAccount],
    at: datetime,
) -> dict[str, Any]:
    limits = pricing.limits(policy, order.registered_on)
    old = order.old_term
    return {
        "order_no": order.no,
        "unit": described.code,
        "product": PRODUCT,
        "years": order.years,
        "extra_users": 0,
        "lines": [pricing.line_claims(line) for line in lines],
        "total": pricing.total(lines),
        "vat": "not_subject",
        "old_term": {"from": old[0].isoformat(), "to": old[1].isoformat()},
        "new_term": {"from": order.term[0].isoformat(), "to": order.term[1].isoformat()},
        "due_from": limits.due_from.isoformat(),
        "due_to": limits.due_to.isoformat(),
        "invoice_from": limits.invoice_from.isoformat(),
        "invoice_to": limits.invoice_to.isoformat(),
        "accounts": [
            {
                "holder": account.holder,
                "account_no": account.account_no,
                "bank_name": account.bank_name,
                "bank_bin": account.bank_bin,
            }
            for account in accounts
        ],
        "memo": pricing.memo(policy, order.no),
        "vendor": vendor_claims(),
        "account_changed": False,
        "policy_version": policy.version,
        "issued_at": at.isoformat(),
        "valid_until": (order.registered_on + timedelta(days=policy.offer_days)).isoformat(),
    }


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
