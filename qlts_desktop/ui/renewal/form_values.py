"""Forms made of other forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qlts_desktop.core.renewal import Aside, RenewalForm, TypedForm
from qlts_desktop.core.renewal_checks import MIRRORED


def with_values(form: RenewalForm, section: str, **values: Any) -> RenewalForm:
    """The form with other values in one section."""
    return replace(form, **{section: replace(getattr(form, section), **values)})


def copying(form: RenewalForm, aside: Aside) -> tuple[RenewalForm, Aside]:
    """*Sao chép* ticked: put what was typed aside. Unticked: give it back."""
    if form.invoice.copy_from_licence:
        return form, replace(aside, invoice=tuple((name, getattr(form.invoice, name)) for name in MIRRORED))
    return with_values(form, "invoice", **dict(aside.invoice)), replace(aside, invoice=())


def still_aside(aside: Aside, form: RenewalForm) -> Aside:
    """What was kept aside, as far as the form that was joined with the licensor's has still no value there."""
    texts = tuple((pointer, text) for pointer, text in aside.unreadable if text_at(TypedForm(form), pointer) == "")
    return Aside(texts, aside.invoice if form.invoice.copy_from_licence else ())


def text_at(typed: TypedForm, pointer: str) -> str:
    """What a field says, as text; for the days that is what was typed as long as it is none."""
    _, section, name = pointer.split("/")
    value = getattr(getattr(typed.form, section), name)
    return typed.aside.text_of(pointer) or ("" if value is None else str(value))
