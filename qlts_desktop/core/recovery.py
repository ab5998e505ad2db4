"""Asking for the data of a subscription that was cut: what is asked for, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.renewal import Problem, ProblemCode
from qlts_desktop.core.text import clean, clean_lines

LENGTHS = {"/contact": 100, "/phone": 20, "/period": 400}
"""The longest text of each field, by its pointer; none may be empty."""


@dataclass(frozen=True, slots=True)
class RecoveryWish:
    """What a unit asks for.

    Attributes:
        contact: Whom the vendor calls about it.
        phone: That person's number.
        period: Which data, of which years, in the unit's own words; may have several lines.
    """

    contact: str = ""
    phone: str = ""
    period: str = ""

    def cleaned(self) -> RecoveryWish:
        """As it is sent and compared."""
        return RecoveryWish(clean(self.contact), clean(self.phone), clean_lines(self.period))


def problems(wish: RecoveryWish, checks: FieldChecks) -> tuple[Problem, ...]:
    """What is wrong with a cleaned wish, the most telling problem of each field, in their order."""
    found = []
    for pointer, limit in LENGTHS.items():
        text = str(getattr(wish, pointer[1:]))
        if not text:
            found.append(Problem(pointer, ProblemCode.REQUIRED))
        elif len(text) > limit:
            details = (("limit", str(limit)), ("length", str(len(text))))
            found.append(Problem(pointer, ProblemCode.TOO_LONG, details=details))
        elif pointer == "/phone" and not checks.phone_ok(text):
            found.append(Problem(pointer, ProblemCode.BAD_PHONE))
    return tuple(found)
