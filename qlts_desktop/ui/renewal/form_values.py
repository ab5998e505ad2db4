"""Forms made of other forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qlts_desktop.core.renewal import RenewalForm


def with_values(form: RenewalForm, section: str, **values: Any) -> RenewalForm:
    """The form with other values in one section."""
    return replace(form, **{section: replace(getattr(form, section), **values)})
