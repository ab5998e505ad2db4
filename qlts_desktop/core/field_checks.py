"""The checks of a field that need a library, as the form's rules call them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldChecks:
    """Checks that need libraries; ``services/field_checks.py`` provides the real ones."""

    phone_ok: Callable[[str], bool]
    email_ok: Callable[[str], bool]
