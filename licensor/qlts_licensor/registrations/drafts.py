"""A unit's one draft: made or reopened, priced, saved."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.api.schemas import DraftRequest, FormBody
from qlts_licensor.clock import now
from qlts_licensor.licences.assemble import PRODUCT, vendor_claims
from qlts_licensor.licences.facts import facts_of, standing
from qlts_licensor.licences.jws import claims_of, signer_of
from qlts_licensor.licences.models import Subscription
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.policy import pricing, terms
from qlts_licensor.policy.adoption import unit_policies
from qlts_licensor.policy.models import ReceivingAccount
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.form_problems import DayLimits
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.offer_changes import undoes_consent
from qlts_licensor.registrations.states import OrderState
from qlts_licensor.transitions import orders
from qlts_licensor.units.models import Unit, User

_OF_ITS_DAY = {"due_from", "due_to", "invoice_from", "invoice_to", "issued_at", "valid_until"}
"""Claims that say when an offer was made; they alone do not make another one necessary."""


@dataclass(frozen=True, slots=True)
class Priced:
    """What an offer says, next to its signed text."""

    file: str
    years: int
    extra_users: int
    total: int
    account_no: str
    term: tuple[date, date]


def draft_of(unit: Unit) -> Registration | None:
    """The unit's draft, or None."""
    return unit.registrations.filter(order_state=OrderState.DRAFT).first()


def last_order(unit: Unit) -> Registration | None:
    """The unit's last accepted order."""
    return unit.registrations.accepted().order_by("-registered_at").first()


def open_draft(user: User, request: DraftRequest) -> tuple[Registration, bool]:
    """Make or reopen the draft; the second value says that it was made.

    Raises:
        Problem: order_open, registration_not_allowed, form_invalid (term too far ahead).
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=user.unit_id)
        today = now().date()
        stage = check_may_register(unit, today)
        draft = draft_of(unit)
        if draft is None:
            return _make(unit, user, request, stage, today), True
        _reprice(draft, request, stage, today)
        return draft, False


def check_may_register(unit: Unit, today: date) -> Stage | None:
    """The unit's stage, when it may register.

    Raises:
        Problem: order_open, registration_not_allowed.
    """
    stage, may_register = standing(unit, today)
    waiting = unit.registrations.open().order_by("-registered_at").first()
    in_review = waiting is not None and waiting.order_state != OrderState.ACCEPTED
    if waiting is not None and (stage is not Stage.CUT_OFF or in_review):
        raise Problem("order_open", order_no=waiting.no)
    if not may_register:
        raise Problem("registration_not_allowed")
    return stage


def save_form(draft: Registration, user: User, form: dict[str, Any], if_match: str | None) -> Registration:
    """Store what was typed, under the version that it was typed on.

    Raises:
        Problem: order_open, if_match_required, version_conflict.
    """
    with transaction.atomic():
        held = Registration.objects.select_for_update().get(pk=draft.pk)
        if held.order_state != OrderState.DRAFT:
            raise Problem("order_open", order_no=held.no)
        form["unit"]["name"] = held.form["unit"]["name"]
        form["unit"]["licence_no"] = held.form["unit"]["licence_no"]
        if form == held.form:
            return held
        if if_match is None:
            raise Problem("if_match_required")
        if if_match.strip().removeprefix("W/").strip('"') != str(held.version):
            raise Problem("version_conflict")
        held.form = form
        held.saved_by = user.full_name
        if form["payment"]["consent"]:
            held.consented_offer = ""
        held.version += 1
        held.updated_at = now()
        held.save()
        return held


def offer_holds(draft: Registration, today: date) -> bool:
    """Whether the draft's offer is still good: in time, and nothing that it was made from is another by now.

    Raises:
        Problem: form_invalid, when what it orders would move the term too far ahead by now.
    """
    claims = claims_of(draft.offer)
    if date.fromisoformat(claims["valid_until"]) < today:
        return False
    if not key_ring().still_vouches_for(signer_of(draft.offer)):
        return False
    stage, _ = standing(draft.unit, today)
    order = {"years": draft.years, "extra_users": draft.extra_users}
    anew = claims_of(_price(draft.unit, draft.no, {"order": order}, stage, today).file)
    return all(claims.get(name) == anew[name] for name in anew if name not in _OF_ITS_DAY)


def day_limits(unit: Unit, today: date) -> DayLimits:
    """The limits of a unit's registration on a day."""
    limits = pricing.limits(unit_policies(unit, today).now, today)
    return DayLimits(limits.due_from, limits.due_to, limits.invoice_from, limits.invoice_to)


def _make(unit: Unit, user: User, request: DraftRequest, stage: Stage | None, today: date) -> Registration:
    form = _prefilled(unit, user)
    form["order"] = {"years": request.years or 1, "extra_users": request.extra_users or 0}
    if request.due_on:
        form["payment"]["due_on"] = request.due_on.isoformat()
    for _ in range(20):
        no = _new_number(today)
        priced = _price(unit, no, form, stage, today)
        moment = now()
        draft = Registration(no=no, unit=unit, created_at=moment, updated_at=moment, form=form, offer_day=today)
        _put(draft, priced)
        try:
            with transaction.atomic():
                draft.save()
        except IntegrityError:
            continue
        orders.draft_opened(draft, user)
        return draft
    raise Problem("unavailable", "no free order number")


def _reprice(draft: Registration, request: DraftRequest, stage: Stage | None, today: date) -> None:
    """Make the offer anew when its day has passed or other years or users are asked for."""
    form = {section: dict(values) for section, values in draft.form.items()}
    if request.years is not None:
        form["order"]["years"] = request.years
    if request.extra_users is not None:
        form["order"]["extra_users"] = request.extra_users
    if request.due_on is not None:
        form["payment"]["due_on"] = request.due_on.isoformat()
    wanted = (_within(form["order"]["years"], 1, 5), _within(form["order"]["extra_users"], 0, 999))
    unchanged = form == draft.form and wanted == (draft.years, draft.extra_users)
    if unchanged and offer_holds(draft, today):
        return
    priced = _price(draft.unit, draft.no, form, stage, today)
    if form["payment"]["consent"] and undoes_consent(claims_of(draft.offer), claims_of(priced.file)):
        form["payment"]["consent"] = False
        draft.consented_offer = draft.consented_offer or draft.offer
    draft.form = form
    _put(draft, priced)
    draft.offer_day = today
    draft.version += 1
    draft.updated_at = now()
    draft.save()


def _put(draft: Registration, priced: Priced) -> None:
    draft.offer = priced.file
    draft.years, draft.extra_users, draft.total = priced.years, priced.extra_users, priced.total
    draft.account_no = priced.account_no
    draft.term_from, draft.term_to = priced.term


def _price(unit: Unit, no: str, form: dict[str, Any], stage: Stage | None, today: date) -> Priced:
    policy = unit_policies(unit, today).now
    known = facts_of(unit, today)
    subscription = Subscription.objects.filter(unit=unit).first()
    years = _within(form["order"]["years"], 1, policy.largest_years)
    extra_users = _within(form["order"]["extra_users"], 0, 999)
    old_end = known.facts.term_end if known else None
    try:
        term = terms.new_term(
            old_end, cut_off=stage is Stage.CUT_OFF, registered_on=today, years=years, policy=policy
        )
    except terms.TooFarAhead as error:
        raise Problem("form_invalid", errors=(FieldProblem("/order/years", "years_out_of_range"),)) from error
    lines = pricing.price_lines(
        policy,
        package=subscription.package if subscription else "Chuẩn",
        users=subscription.users_on(today) if subscription else 1,
        years=years,
        extra_users=extra_users,
        overdue=stage in {Stage.OVERDUE_EARLY, Stage.OVERDUE_LATE, Stage.CUT_OFF},
    )
    total = pricing.total(lines)
    accounts = list(ReceivingAccount.objects.filter(active=True))
    if not accounts:
        raise Problem("unavailable", "no receiving account is set up")
    claims = _claims(unit, no, policy, term, lines, total, accounts, years, extra_users, today)
    file = key_ring().sign("qlts-offer+jws", claims)
    return Priced(file, years, extra_users, total, accounts[0].account_no, term)


def _claims(
    unit: Unit,
    no: str,
    policy: Policy,
    term: tuple[date, date],
    lines: tuple[pricing.Line, ...],
    total: int,
    accounts: list[ReceivingAccount],
    years: int,
    extra_users: int,
    today: date,
) -> dict[str, Any]:
    limits = pricing.limits(policy, today)
    known = facts_of(unit, today)
    facts = known and known.facts
    old = facts and facts.term_start and facts.term_end and (facts.term_start, facts.term_end)
    last = last_order(unit)
    return {
        "order_no": no,
        "unit": unit.code,
        "product": PRODUCT,
        "years": years,
        "extra_users": extra_users,
        "lines": [pricing.line_claims(line) for line in lines],
        "total": total,
        "vat": "not_subject",
        "old_term": {"from": old[0].isoformat(), "to": old[1].isoformat()} if old else None,
        "new_term": {"from": term[0].isoformat(), "to": term[1].isoformat()},
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
        "memo": pricing.memo(policy, no),
        "vendor": vendor_claims(),
        "account_changed": last is not None and last.account_no != accounts[0].account_no,
        "policy_version": policy.version,
        "issued_at": now().isoformat(),
        "valid_until": (today + timedelta(days=policy.offer_days)).isoformat(),
    }


def _prefilled(unit: Unit, user: User) -> dict[str, Any]:
    """From the last order where there is one; names and numbers from the licence."""
    last = last_order(unit)
    subscription = Subscription.objects.filter(unit=unit).first()
    form = FormBody.model_validate(last.form if last else {}).model_dump(mode="json")
    known = {
        "tax_code": unit.tax_code,
        "budget_code": unit.budget_code,
        "governing_body": unit.governing_body,
        "address": unit.address,
        "province": unit.province,
        "head_name": unit.head_name,
        "head_title": unit.head_title,
        "contact_name": user.full_name,
        "phone": user.phone,
        "email": user.email,
    }
    for name, value in known.items():
        form["unit"][name] = form["unit"][name] or value
    form["unit"]["name"] = unit.name
    form["unit"]["licence_no"] = subscription.licence_no if subscription else ""
    invoice = form["invoice"]
    if invoice["copy_from_licence"]:
        for name in ("name", "tax_code", "budget_code", "address"):
            invoice[name] = form["unit"][name]
    invoice["email"] = invoice["email"] or form["unit"]["email"]
    invoice["invoice_on"] = None
    form["payment"] = {"due_on": None, "consent": False}
    return form


def _new_number(today: date) -> str:
    """Nine digits: the year, then seven that do not tell how many orders there are."""
    return f"{today:%y}{secrets.randbelow(10_000_000):07d}"


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
