"""Joining what was typed on this machine with what the licensor holds of the same draft."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from qlts_desktop.services.wire import FormBody

S = TypeVar("S", bound=msgspec.Struct)


def merged_form(typed: FormBody, base: FormBody, theirs: FormBody) -> FormBody:
    """The newest of both sides, field by field.

    A field that was changed here since the licensor's form was last seen keeps what was typed; every other field
    takes what the licensor holds now. So neither a typed draft nor a colleague's saved one is lost.

    Args:
        typed: The form as last typed on this machine.
        base: The licensor's form as this machine last knew it.
        theirs: The licensor's form now.
    """
    return FormBody(
        unit=_merged(typed.unit, base.unit, theirs.unit),
        invoice=_merged(typed.invoice, base.invoice, theirs.invoice),
        order=_merged(typed.order, base.order, theirs.order),
        payment=_merged(typed.payment, base.payment, theirs.payment),
    )


def _merged(typed: S, base: S, theirs: S) -> S:
    chosen = {
        name: getattr(typed if getattr(typed, name) != getattr(base, name) else theirs, name)
        for name in typed.__struct_fields__
    }
    return type(typed)(**chosen)
