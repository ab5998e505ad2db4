"""What the licensor found wrong with a field, in the terms of the form's own checks."""

from __future__ import annotations

from datetime import date

from qlts_desktop.core.errors import FieldError
from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.renewal import Offer, Problem, ProblemCode, RenewalForm
from qlts_desktop.core.renewal_checks import problems

_NAMES_A_COUNT = {ProblemCode.TOO_LONG, ProblemCode.BAD_TAX_CODE}
"""Their sentences name a count that only this side's own check knows."""


def reported_problem(
    error: FieldError, form: RenewalForm, offer: Offer, checks: FieldChecks, today: date
) -> Problem:
    """The licensor's finding as a problem; a sentence's values come from the offer where it has them."""
    own = problems(form, offer, checks, today)
    for problem in own:
        if (problem.field, str(problem.code)) == (error.field, error.code):
            return problem
    days = {
        ProblemCode.DUE_TOO_EARLY: max(offer.due_from, today),
        ProblemCode.DUE_TOO_LATE: offer.due_to,
        ProblemCode.INVOICE_DAY_TOO_EARLY: max(offer.invoice_from, today),
        ProblemCode.INVOICE_DAY_TOO_LATE: offer.invoice_to,
    }
    known = {str(code): code for code in ProblemCode if code not in _NAMES_A_COUNT}
    code = known.get(error.code, ProblemCode.BAD_VALUE)
    details: tuple[tuple[str, str], ...] = ()
    if code in days:
        details = (("day", days[code].isoformat()),)
    elif code is ProblemCode.BAD_VALUE and error.message:
        details = (("message", error.message),)
    return Problem(error.field, code, details=details)
