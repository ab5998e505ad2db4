"""Money, names and colours in the console's pages."""

from __future__ import annotations

import re

from django import template

from qlts_licensor.transitions.table import TABLE, Name
from qlts_licensor.units.models import Role, Unit

register = template.Library()

_GOOD = frozenset({"accepted", "paid", "official", "received", "issued"})
_WARN = frozenset(
    {"awaiting", "short", "awaited", "in_review", "proof_in_review", "extension_in_review", "provisional"}
)
_BAD = frozenset({"rejected", "proof_rejected", "commitment_lapsed", "cut", "returned"})
_DATA = {"kept": "Đang giữ", "planned": "Dự kiến xóa", "deleted": "Đã xóa"}
_RECEIPTS = {
    "submission": "Đăng ký gia hạn",
    "payment_proof": "Chứng từ thanh toán",
    "paper_scan": "Bản quét phiếu",
    "extension": "Đề nghị gia hạn thanh toán",
    "cancellation": "Hủy đơn",
}


@register.filter
def dong(amount: int | None) -> str:
    """``1.234.567``."""
    return "" if amount is None else f"{amount:,}".replace(",", ".")


@register.filter
def days(text: str) -> str:
    """A text with its days as they are written here: events keep them as 2026-12-29."""
    return re.sub(r"\b(\d{4})-(\d{2})-(\d{2})\b", r"\3/\2/\1", text)


@register.filter
def tone(state: str) -> str:
    """The colour of a state."""
    if state in _GOOD:
        return "q-good"
    if state in _BAD:
        return "q-bad"
    return "q-warn" if state in _WARN else ""


@register.filter
def move(name: str) -> str:
    """What a transition is called."""
    return TABLE[Name(name)].says if name in Name._value2member_map_ else name


@register.filter
def receipt(kind: str) -> str:
    """What a receipt is for."""
    return _RECEIPTS.get(kind) or move(kind)


@register.filter
def datastate(state: str) -> str:
    """What has become of a unit's data."""
    return _DATA.get(state, state)


@register.filter
def phones(unit: Unit) -> str:
    """Whom to call in a unit; a list of units has fetched their users together."""
    users = [user for user in unit.users.all() if user.role == Role.DATA_ADMIN and user.is_active]
    users.sort(key=lambda user: user.pk)
    return ", ".join(f"{user.full_name} {user.phone}".strip() for user in users[:3])
