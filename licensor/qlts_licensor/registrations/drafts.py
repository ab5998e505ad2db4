"""A unit's one draft: made or reopened, priced, saved."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from qlts_licensor.api.problems import Problem
from qlts_licensor.api.schemas import DraftRequest, FormBody
from qlts_licensor.clock import now
from qlts_licensor.licences.facts import standing
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.allowed import edit_standing
from qlts_licensor.registrations.changes import check_allowed, sent_order
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.offer_changes import undoes_consent
from qlts_licensor.registrations.offers import Priced, last_order, offer_holds, price_draft, within
from qlts_licensor.registrations.states import OrderState
from qlts_licensor.transitions import orders
from qlts_licensor.units.models import Unit, User


def draft_of(unit: Unit) -> Registration | None:
    """The unit's draft, or None."""
    return unit.registrations.filter(order_state=OrderState.DRAFT).first()


def open_draft(user: User, request: DraftRequest) -> tuple[Registration, bool]:
    """Make or reopen the draft; the second value says that it was made.

    Raises:
        Problem: order_open, registration_not_allowed, form_invalid (term too far ahead).
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=user.unit_id)
        today = now().date()
        draft = draft_of(unit)
        if draft is not None and draft.replaces is not None and edit_standing(draft.replaces, today).obstacle:
            _stand_alone(draft)
        if draft is not None and draft.replaces is not None:
            stage, _ = standing(unit, today)
        else:
            stage = check_may_register(unit, today)
        if draft is None:
            return _make(unit, user, request, stage, today), True
        _reprice(draft, request, stage, today)
        return draft, False


def open_replacement(user: User, no: str) -> tuple[Registration, bool]:
    """*Sửa lại đơn*: the unit's draft, to be sent in the place of an order; the second value: it was made now.

    What was typed in a draft that is there already stays.

    Raises:
        Problem: not_found; action_not_allowed, with what has come for the order.
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=user.unit_id)
        today = now().date()
        order = sent_order(user, no)
        check_allowed(edit_standing(order, today))
        stage, _ = standing(unit, today)
        draft = draft_of(unit)
        if draft is None:
            return _make(unit, user, DraftRequest(), stage, today, replaces=order), True
        if draft.replaces_id != order.pk:
            draft.replaces = order
            _reprice(draft, DraftRequest(), stage, today, anew=True)
        else:
            _reprice(draft, DraftRequest(), stage, today)
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


def _stand_alone(draft: Registration) -> None:
    """The order that it was to replace can no longer be: what was typed is for a registration of its own."""
    draft.replaces = None
    draft.version += 1
    draft.updated_at = now()
    draft.save()


def _make(
    unit: Unit,
    user: User,
    request: DraftRequest,
    stage: Stage | None,
    today: date,
    replaces: Registration | None = None,
) -> Registration:
    if replaces is None:
        form = _prefilled(unit, user)
        form["order"] = {"years": request.years or 1, "extra_users": request.extra_users or 0}
    else:
        form = {section: dict(values) for section, values in replaces.form.items()}
        form["payment"]["consent"] = False
    if request.due_on:
        form["payment"]["due_on"] = request.due_on.isoformat()
    for _ in range(20):
        moment = now()
        draft = Registration(
            no=_new_number(today),
            unit=unit,
            created_at=moment,
            updated_at=moment,
            form=form,
            offer_day=today,
            replaces=replaces,
        )
        _put(draft, price_draft(draft, form, stage, today))
        try:
            with transaction.atomic():
                draft.save()
        except IntegrityError:
            continue
        orders.draft_opened(draft, user)
        return draft
    raise Problem("unavailable", "no free order number")


def _reprice(
    draft: Registration, request: DraftRequest, stage: Stage | None, today: date, *, anew: bool = False
) -> None:
    """Make the offer anew when its day has passed, other years or users are asked for, or ``anew`` says so."""
    form = {section: dict(values) for section, values in draft.form.items()}
    if request.years is not None:
        form["order"]["years"] = request.years
    if request.extra_users is not None:
        form["order"]["extra_users"] = request.extra_users
    if request.due_on is not None:
        form["payment"]["due_on"] = request.due_on.isoformat()
    wanted = (within(form["order"]["years"], 1, 5), within(form["order"]["extra_users"], 0, 999))
    unchanged = form == draft.form and wanted == (draft.years, draft.extra_users)
    if unchanged and not anew and offer_holds(draft, today):
        return
    priced = price_draft(draft, form, stage, today)
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
