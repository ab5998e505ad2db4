"""A registration prepared here and signed elsewhere: sealed, with a one-time right to send it.

The right is 256 bits that only the file's holder has; what is stored is its hash. It is made from the server's
secret and the row's salt, so that a lost answer can be given again without keeping the right itself.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from qlts_licensor.api.problems import Problem
from qlts_licensor.clock import now
from qlts_licensor.licences.signing import key_ring, signed_offer
from qlts_licensor.registrations.models import PreparedRight, Registration
from qlts_licensor.registrations.slip_check import check_slip
from qlts_licensor.registrations.states import OrderState
from qlts_licensor.registrations.submission import check_content
from qlts_licensor.transitions import orders
from qlts_licensor.units.models import Unit, User

FORMAT_VERSION = 1
GOOD_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the client sends to have a registration sealed."""

    key: str
    consent: bool
    form_version: int
    slip: bytes

    def fingerprint(self, no: str) -> str:
        """Tells another content under the same key."""
        parts = [no, self.consent, self.form_version, hashlib.sha256(self.slip).hexdigest()]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def prepare(user: User, no: str, preparation: Preparation) -> tuple[PreparedRight, str]:
    """Seal a draft for signing elsewhere; an earlier right of the order ends here.

    Returns:
        The row, and the right in plain.

    Raises:
        Problem: key_required, key_reused, not_found, and what a submission is refused with.
    """
    try:
        key = str(uuid.UUID(preparation.key))
    except ValueError as error:
        raise Problem("key_required") from error
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=user.unit_id)
        if held := PreparedRight.objects.filter(registration__unit=unit, key=key).first():
            if held.fingerprint != preparation.fingerprint(no):
                raise Problem("key_reused")
            return held, _right(held)
        draft = Registration.objects.select_for_update().filter(unit=unit, no=no).first()
        if draft is None or draft.order_state != OrderState.DRAFT:
            raise Problem("not_found")
        check_content(draft, preparation.consent, preparation.form_version, preparation.slip)
        checked = check_slip(preparation.slip, draft, signed=False, trust=settings.TRUST_DIR)
        at = now()
        draft.prepared_rights.filter(revoked_at=None).update(revoked_at=at)
        held = PreparedRight(
            registration=draft,
            prepared_by=user,
            key=key,
            fingerprint=preparation.fingerprint(no),
            salt=secrets.token_hex(32),
            form_version=draft.version,
            issued_at=at,
            expires_at=at + GOOD_FOR,
        )
        held.digest = _digest(_right(held))
        held.file = _sealed(held, preparation.slip, checked.document)
        held.save()
        orders.prepared(draft, user, held.issued_at)
        return held, _right(held)


def revoke(user: User, no: str) -> None:
    """End the rights of a draft; nothing happens where there is none."""
    with transaction.atomic():
        unit = Unit.objects.select_for_update().get(pk=user.unit_id)
        draft = Registration.objects.filter(unit=unit, no=no, order_state=OrderState.DRAFT).first()
        if draft is None:
            return
        if PreparedRight.objects.filter(registration=draft, revoked_at=None, used_at=None).update(
            revoked_at=now()
        ):
            orders.preparation_revoked(draft, user, now())


def good_right(draft: Registration) -> PreparedRight | None:
    """The right that a draft could be sent with now."""
    held = draft.prepared_rights.filter(revoked_at=None, used_at=None).select_related("prepared_by").last()
    return held if held is not None and held.why_void(draft, now()) == "" else None


def held_right(plain: str) -> PreparedRight | None:
    """The row of a right, good or not; None when there is none."""
    rows = PreparedRight.objects.select_related("prepared_by__unit", "registration__unit")
    return rows.filter(digest=_digest(plain)).first()


def _sealed(right: PreparedRight, slip: bytes, document: bytes) -> str:
    draft = right.registration
    claims: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "order_no": draft.no,
        "unit": draft.unit.code,
        "unit_name": draft.unit.name,
        "tax_code": draft.unit.tax_code,
        "form_version": draft.version,
        "form": draft.form,
        "form_sha256": hashlib.sha256(document).hexdigest(),
        "slip_sha256": hashlib.sha256(slip).hexdigest(),
        "offer": signed_offer(draft.offer),
        "prepared_by": right.prepared_by.full_name,
        "issued_at": right.issued_at.isoformat(),
        "expires_at": right.expires_at.isoformat(),
    }
    return key_ring().sign("qlts-prepared+jws", claims)


def _right(row: PreparedRight) -> str:
    secret = hashlib.sha256(b"qlts.prepared\0" + settings.SECRET_KEY.encode()).digest()
    right = hmac.new(secret, bytes.fromhex(row.salt), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(right).rstrip(b"=").decode("ascii")


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
