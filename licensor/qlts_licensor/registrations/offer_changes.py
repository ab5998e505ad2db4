"""When another offer takes the place of the one that a unit has consented to."""

from __future__ import annotations

from datetime import date
from typing import Any

Claims = dict[str, Any]
"""The claims of a signed offer."""


def undoes_consent(before: Claims, after: Claims) -> bool:
    """Whether a consent to one offer does not hold for another.

    What the unit itself has chosen (years, users) is no reason: it saw the price that followed. A dearer unit
    price, a new surcharge, a term that is shorter or ends earlier, and another receiving account are.
    """
    if before["accounts"][0] != after["accounts"][0]:
        return True
    if _ordered(before) == _ordered(after):
        return bool(after["total"] > before["total"]) or _is_less(before["new_term"], after["new_term"])
    then, now = _unit_prices(before), _unit_prices(after)
    surcharged = "late_surcharge" in now and "late_surcharge" not in then
    dearer = any(price > then[code] for code, price in now.items() if code in then and code != "late_surcharge")
    return surcharged or dearer


def _is_less(before: dict[str, str], after: dict[str, str]) -> bool:
    (first, last), (new_first, new_last) = (
        (date.fromisoformat(term["from"]), date.fromisoformat(term["to"])) for term in (before, after)
    )
    return new_last < last or new_last - new_first < last - first


def _ordered(claims: Claims) -> tuple[int, int]:
    return claims["years"], claims["extra_users"]


def _unit_prices(claims: Claims) -> dict[str, int]:
    return {line["code"]: line["unit_price"] for line in claims["lines"]}
