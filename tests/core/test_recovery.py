"""What a request for data recovery must hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.recovery import RecoveryWish, problems
from qlts_desktop.core.renewal import ProblemCode

GOOD = RecoveryWish("Trần Thu Hà", "0912 345 678", "Năm 2025")
CHECKS = FieldChecks(phone_ok=lambda text: text.startswith("0"), email_ok=lambda _text: True)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"contact": ""}, "/contact", ProblemCode.REQUIRED),
        ({"contact": "a" * 101}, "/contact", ProblemCode.TOO_LONG),
        ({"phone": ""}, "/phone", ProblemCode.REQUIRED),
        ({"phone": "12"}, "/phone", ProblemCode.BAD_PHONE),
        ({"phone": "0" * 21}, "/phone", ProblemCode.TOO_LONG),
        ({"period": " \n\t"}, "/period", ProblemCode.REQUIRED),
        ({"period": "a" * 401}, "/period", ProblemCode.TOO_LONG),
    ],
)
def test_a_field_that_is_not_right_is_named(change: dict[str, str], field: str, code: ProblemCode) -> None:
    (problem,) = problems(replace(GOOD, **change).cleaned(), CHECKS)
    assert (problem.field, problem.code) == (field, code)


def test_the_longest_texts_are_right() -> None:
    assert problems(RecoveryWish("a" * 100, "0" * 20, "a" * 400), CHECKS) == ()


def test_cleaning_keeps_lines_and_composes_letters() -> None:
    wish = RecoveryWish(" Trần\u0300  Hà ", "0912\u200b345678", "\n Năm  2024 \r\n\nNa\u0306m 2025\t\n")
    assert wish.cleaned().phone == "0912345678"
    assert wish.cleaned().period == "Năm 2024\n\nNăm 2025"
    assert wish.cleaned() == wish.cleaned().cleaned()
