"""Offers: what a draft costs, which term it is for, and which days it may name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qlts_licensor.api.problems import FieldProblem, Problem
from qlts_licensor.clock import now
from qlts_licensor.licences.assemble import PRODUCT, vendor_claims
from qlts_licensor.licences.facts import UnitFacts, facts_of
from qlts_licensor.licences.jws import claims_of, signer_of
from qlts_licensor.licences.models import Subscription
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.policy import pricing, terms
from qlts_licensor.policy.adoption import order_policy, unit_policies
from qlts_licensor.policy.models import ReceivingAccount
from qlts_licensor.policy.rules import Policy
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.form_problems import DayLimits
from qlts_licensor.registrations.models import Registration
from qlts_licensor.units.models import Unit

_OF_ITS_DAY = {"due_from", "due_to", "invoice_from", "invoice_to", "issued_at", "valid_until"}
"""Claims that say when an offer was made; they alone do not make another one necessary."""
_OVERDUE = frozenset({Stage.OVERDUE_EARLY, Stage.OVERDUE_LATE, Stage.CUT_OFF})


@dataclass(frozen=True, slots=True)
class Priced:
    """What an offer says, next to its signed text."""

    file: str
    years: int
    extra_users: int
    total: int
    account_no: str
    term: tuple[date, date]


def last_order(unit: Unit, *, but: Registration | None = None) -> Registration | None:
    """The unit's last accepted order; ``but`` one that is just being replaced."""
    rows = unit.registrations.accepted()
    return (rows.exclude(pk=but.pk) if but else rows).order_by("-registered_at").first()


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
    known = facts_of(draft.unit, today)
    stage = known.decide(today).stage if known else None
    order = {"years": draft.years, "extra_users": draft.extra_users}
    anew = claims_of(_priced(draft, {"order": order}, known, stage, today).file)
    return all(claims.get(name) == anew[name] for name in anew if name not in _OF_ITS_DAY)


def day_limits(draft: Registration, today: date) -> DayLimits:
    """The limits of a draft's days, were it sent today."""
    limits = _limits(draft, _policy_for(draft, today), today)
    return DayLimits(limits.due_from, limits.due_to, limits.invoice_from, limits.invoice_to)


def price_draft(draft: Registration, form: dict[str, Any], stage: Stage | None, today: date) -> Priced:
    """Make and sign an offer for a draft, of the years and users that the form names.

    Raises:
        Problem: form_invalid (term too far ahead), unavailable (no receiving account).
    """
    return _priced(draft, form, facts_of(draft.unit, today), stage, today)


def _priced(
    draft: Registration, form: dict[str, Any], known: UnitFacts | None, stage: Stage | None, today: date
) -> Priced:
    unit, before = draft.unit, draft.replaces
    policy = known.policies.now if known and before is None else _policy_for(draft, today)
    subscription = Subscription.objects.filter(unit=unit).first()
    years = within(form["order"]["years"], 1, policy.largest_years)
    extra_users = within(form["order"]["extra_users"], 0, 999)
    old_end = known.facts.term_end if known else None
    cut_off = before.began_in_cut_off if before else stage is Stage.CUT_OFF
    registered_on = (before and before.registered_on) or today
    try:
        term = terms.new_term(old_end, cut_off=cut_off, registered_on=registered_on, years=years, policy=policy)
    except terms.TooFarAhead as error:
        raise Problem("form_invalid", errors=(FieldProblem("/order/years", "years_out_of_range"),)) from error
    lines = pricing.price_lines(
        policy,
        package=subscription.package if subscription else "Chuẩn",
        users=subscription.users_on(today) if subscription else 1,
        years=years,
        extra_users=extra_users,
        overdue=_was_surcharged(before) if before else stage in _OVERDUE,
    )
    total = pricing.total(lines)
    accounts = list(ReceivingAccount.objects.filter(active=True))
    if not accounts:
        raise Problem("unavailable", "no receiving account is set up")
    claims = _claims(draft, known, policy, term, lines, total, accounts, years, extra_users, today)
    file = key_ring().sign("qlts-offer+jws", claims)
    return Priced(file, years, extra_users, total, accounts[0].account_no, term)


def _policy_for(draft: Registration, today: date) -> Policy:
    """The unit's policy of today; an edited order keeps the one that it was accepted under."""
    before = draft.replaces
    return unit_policies(draft.unit, today).now if before is None else order_policy(before, today)


def _limits(draft: Registration, policy: Policy, today: date) -> pricing.Limits:
    """The days that a draft may name: those of the order that it replaces, as far as they are not over."""
    before = draft.replaces
    if before is None or before.registered_on is None:
        return pricing.limits(policy, today)
    limits = pricing.limits(policy, before.registered_on)
    last = max(limits.due_to, before.due_on or limits.due_to)
    return pricing.Limits(today, last, today, last)


def _was_surcharged(order: Registration) -> bool:
    return any(line["code"] == "late_surcharge" for line in claims_of(order.offer)["lines"])


def _claims(
    draft: Registration,
    known: UnitFacts | None,
    policy: Policy,
    term: tuple[date, date],
    lines: tuple[pricing.Line, ...],
    total: int,
    accounts: list[ReceivingAccount],
    years: int,
    extra_users: int,
    today: date,
) -> dict[str, Any]:
    unit, no = draft.unit, draft.no
    limits = _limits(draft, policy, today)
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


def within(value: int, least: int, most: int) -> int:
    """A number, or the nearest one inside the limits."""
    return max(least, min(value, most))
