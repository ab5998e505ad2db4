"""Puts a unit's licence file together and signs it."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from qlts_licensor.clock import now
from qlts_licensor.licences.claims import coming_claims, entry_claims, order_claims
from qlts_licensor.licences.facts import UnitFacts, facts_of
from qlts_licensor.licences.models import LicenceFile, PolicyAnnouncement, Subscription
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.policy.models import Vendor
from qlts_licensor.policy.timetable import access_until
from qlts_licensor.remembered import Remembered
from qlts_licensor.units.models import Role, Unit

PRODUCT = "qlts"


_unchanged: Remembered[LicenceFile] = Remembered()


def unchanged_licence(unit_pk: int) -> LicenceFile | None:
    """The unit's last licence file, if it still says what holds today.

    Hardly any call finds a change: this one reads little and locks nothing.

    Returns:
        None when there is no file or another is due: :func:`current_licence` tells.
    """
    today = now().date()
    held = _unchanged.get((unit_pk, today), lambda: _still_true(unit_pk, today))
    return held if held is not None and key_ring().still_vouches_for(held.kid) else None


def _still_true(unit_pk: int, today: date) -> LicenceFile | None:
    unit = Unit.objects.get(pk=unit_pk)
    known = facts_of(unit, today)
    last = unit.licence_files.order_by("-serial").first()
    if known is None or last is None or known.policies.unannounced:
        return None
    return last if last.fingerprint == _fingerprint(_claims(unit, known, today)) else None


def current_licence(unit: Unit) -> LicenceFile | None:
    """The unit's licence file of today; a new one, with the next serial, when anything in it has changed.

    Returns:
        None when the unit has neither a term nor an accepted commitment.
    """
    with transaction.atomic():
        # The unit's row is the lock: two requests at once must not give one serial twice.
        Unit.objects.select_for_update().get(pk=unit.pk)
        moment = now()
        known = facts_of(unit, moment.date())
        if known is None:
            return None
        claims = _claims(unit, known, moment.date())
        fingerprint = _fingerprint(claims)
        last = unit.licence_files.order_by("-serial").first()
        ring = key_ring()
        if last and last.fingerprint == fingerprint and ring.still_vouches_for(last.kid):
            return last
        for version in known.policies.unannounced:
            PolicyAnnouncement.objects.get_or_create(
                unit=unit, version=version, defaults={"announced_on": moment.date()}
            )
        serial = last.serial + 1 if last else 1
        signed = {
            "serial": serial,
            **claims,
            "issued_at": moment.isoformat(),
            "refresh_by": (moment + timedelta(days=known.policies.now.refresh_days)).isoformat(),
        }
        return LicenceFile.objects.create(
            unit=unit,
            serial=serial,
            fingerprint=fingerprint,
            issued_at=moment,
            kid=ring.current.kid,
            file=ring.sign("qlts-licence+jws", signed),
        )


def vendor_claims() -> dict[str, str]:
    """Who the licensor is, as files name it."""
    vendor = Vendor.objects.first() or Vendor(name="", phone="", email="", postal_address="")
    return {
        "name": vendor.name,
        "phone": vendor.phone,
        "email": vendor.email,
        "postal_address": vendor.postal_address,
    }


def _fingerprint(claims: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(claims, sort_keys=True).encode()).hexdigest()


def _claims(unit: Unit, known: UnitFacts, today: date) -> dict[str, Any]:
    """Everything but serial and times."""
    facts = known.facts
    subscription = Subscription.objects.get(unit=unit)
    renewers = unit.users.filter(role=Role.DATA_ADMIN, is_active=True).order_by("id")
    return {
        "unit": {
            "code": unit.code,
            "name": unit.name,
            "tax_code": unit.tax_code,
            "budget_code": unit.budget_code,
            "address": unit.address,
        },
        "product": PRODUCT,
        "licence_no": subscription.licence_no,
        "package": subscription.package,
        "users": subscription.users_on(today),
        "term": None
        if facts.term_end is None or facts.term_start is None
        else {"from": facts.term_start.isoformat(), "to": facts.term_end.isoformat()},
        "access_until": access_until(facts).isoformat(),
        "timetable": [entry_claims(entry) for entry in known.timetable(today)],
        "order": order_claims(facts.order, today) if facts.order else None,
        "data": {
            "state": subscription.data_state,
            "on": subscription.data_on.isoformat() if subscription.data_on else None,
        },
        "vendor": vendor_claims(),
        "renewal_contacts": [
            {"name": user.full_name, "phone": user.phone, "email": user.email} for user in renewers
        ],
        "policy_version": known.policies.now.version,
        "coming_policies": [coming_claims(change) for change in known.policies.coming],
    }
