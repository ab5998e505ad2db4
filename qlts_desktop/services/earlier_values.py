"""Which values of a sent form are offered again when the next one is filled in."""

from __future__ import annotations

from qlts_desktop.services.wire import FormBody

FIELDS = (
    *("/unit/governing_body", "/unit/address", "/unit/head_name", "/unit/head_title"),
    *("/unit/contact_name", "/unit/phone", "/unit/email"),
    *("/invoice/name", "/invoice/address", "/invoice/buyer_name", "/invoice/email", "/invoice/phone"),
    *("/invoice/account_no", "/invoice/bank_name"),
)
"""Names, places and ways to reach somebody; codes and days are not typed a second time."""

_LONGEST = 400
"""Characters; the licensor takes no longer ones either."""


def values_to_keep(body: FormBody) -> tuple[tuple[str, str], ...]:
    """The values of a form to offer again, each with its field's pointer."""
    found = []
    for pointer in FIELDS:
        _, section, name = pointer.split("/")
        value = str(getattr(getattr(body, section), name)).strip()
        if value and len(value) <= _LONGEST:
            found.append((pointer, value))
    return tuple(found)
