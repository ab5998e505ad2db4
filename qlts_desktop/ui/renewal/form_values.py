"""Forms made of other forms."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from qlts_desktop.core.renewal import RenewalForm


def with_values(form: RenewalForm, section: str, **values: Any) -> RenewalForm:
    """The form with other values in one section."""
    return replace(form, **{section: replace(getattr(form, section), **values)})


def joined(mine: RenewalForm, before: RenewalForm, theirs: RenewalForm) -> RenewalForm:
    """``theirs``, but every field that has changed here since ``before`` as it is here now."""
    sections = {}
    for section in fields(RenewalForm):
        here, then, there = (getattr(form, section.name) for form in (mine, before, theirs))
        changed = {
            one.name: getattr(here, one.name)
            for one in fields(here)
            if getattr(here, one.name) != getattr(then, one.name)
        }
        sections[section.name] = replace(there, **changed)
    return RenewalForm(**sections)
