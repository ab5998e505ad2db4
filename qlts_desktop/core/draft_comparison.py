"""Two versions of one draft side by side: what was typed here, and what the licensor holds by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.core.renewal_checks import MIRRORED

FieldValue = str | int | date | None
"""What a field of the form may hold; ticks are bool, choices are str enums."""

_NOT_COMPARED = {"/unit/name", "/unit/licence_no", "/payment/consent"}
"""The licensor writes the first two itself and takes a consent back when the offer gets worse: that is told by
itself, and never a matter of choosing between two computers."""


@dataclass(frozen=True, slots=True)
class DraftDifference:
    """A field that is not the same on this machine and at the licensor.

    Attributes:
        field: Its JSON pointer.
        mine: As it was typed here.
        theirs: As the licensor holds it.
        changed_here: It was changed here since the licensor's form was last seen.
        changed_there: It was changed at the licensor since then.
    """

    field: str
    mine: FieldValue
    theirs: FieldValue
    changed_here: bool
    changed_there: bool

    @property
    def collides(self) -> bool:
        """Whether both sides have changed it, so that only a person can decide."""
        return self.changed_here and self.changed_there


def pointers() -> tuple[str, ...]:
    """The JSON pointers of all fields, in the form's order."""
    form = RenewalForm()
    return tuple(
        f"/{section.name}/{field.name}"
        for section in fields(form)
        for field in fields(getattr(form, section.name))
    )


def value_at(form: RenewalForm, pointer: str) -> FieldValue:
    """What a field holds."""
    _, section, name = pointer.split("/")
    value: FieldValue = getattr(getattr(form, section), name)
    return value


def with_value(form: RenewalForm, pointer: str, value: FieldValue) -> RenewalForm:
    """The form with another value in one field."""
    _, section, name = pointer.split("/")
    return replace(form, **{section: replace(getattr(form, section), **{name: value})})


def merged_form(mine: RenewalForm, base: RenewalForm, theirs: RenewalForm) -> RenewalForm:
    """The newest of both sides, field by field.

    A field that was changed here since ``base`` keeps what was typed; every other field takes what the licensor
    holds now. So neither a typed draft nor a colleague's saved one is lost.

    Args:
        mine: The form as last typed on this machine.
        base: The licensor's form as this machine last knew it.
        theirs: The licensor's form now.
    """
    changed = (one for one in pointers() if value_at(mine, one) != value_at(base, one))
    return with_values_of(theirs, mine, changed)


def with_values_of(form: RenewalForm, other: RenewalForm, of: Iterable[str]) -> RenewalForm:
    """The form with the values that another one has in some fields."""
    for pointer in of:
        form = with_value(form, pointer, value_at(other, pointer))
    return form


def draft_differences(mine: RenewalForm, base: RenewalForm, theirs: RenewalForm) -> tuple[DraftDifference, ...]:
    """What is not the same in what was typed here and what the licensor holds, in the form's order.

    What only follows another field (the copied part of the invoice), and the consent, are left out.
    """
    follows = {f"/invoice/{name}" for name in MIRRORED} if _copies(mine) and _copies(theirs) else set()
    return tuple(
        DraftDifference(
            pointer,
            value_at(mine, pointer),
            value_at(theirs, pointer),
            changed_here=value_at(mine, pointer) != value_at(base, pointer),
            changed_there=value_at(theirs, pointer) != value_at(base, pointer),
        )
        for pointer in pointers()
        if value_at(mine, pointer) != value_at(theirs, pointer) and pointer not in follows | _NOT_COMPARED
    )


def _copies(form: RenewalForm) -> bool:
    return form.invoice.copy_from_licence
