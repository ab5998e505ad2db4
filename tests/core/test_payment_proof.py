"""A paper beside its order: memo, amount, day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.payment_proof import (
    LARGEST_AMOUNT,
    AmountFinding,
    MemoFinding,
    ProofProblem,
    amount_problem,
    compare_amount,
    compare_memo,
    day_problem,
    memo_problem,
    typed_amount,
)

NO = "260001234"
MEMO = f"Thanh toan don hang {NO}"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "finding", "number", "differs"),
    [
        (MEMO, MemoFinding.SAME, NO, ()),
        (f"  Thanh toan   don hang {NO} ", MemoFinding.SAME, NO, ()),
        (f"Thanh toán đơn hàng {NO}", MemoFinding.MARKS, NO, ()),
        (f"THANH TOAN DON HANG {NO}", MemoFinding.MARKS, NO, ()),
        (f"Thanh toan don hang: {NO}.", MemoFinding.MARKS, NO, ()),
        ("Thanh toán đơn hàng 260001243", MemoFinding.OTHER_NUMBER, "260001243", (7, 8)),
        ("Thanh toan don hang 26000123", MemoFinding.OTHER_NUMBER, "26000123", ()),
        (f"Trường Lê Lợi CK gia hạn QLTS {NO}", MemoFinding.WORDS_DIFFER, NO, ()),
        ("don 260 001 234 gia han", MemoFinding.WORDS_DIFFER, NO, ()),
        ("don 260.001.234", MemoFinding.WORDS_DIFFER, NO, ()),
        ("don ２６０００１２３４", MemoFinding.WORDS_DIFFER, NO, ()),
        ("Thanh toan phan mem", MemoFinding.NO_NUMBER, "", ()),
        ("Thanh toan nam 2026", MemoFinding.NO_NUMBER, "", ()),
        ("Thanh toan don hang 260000999", MemoFinding.EARLIER_ORDER, "260000999", ()),
        (f"0945 260001243 hd 12 {NO}", MemoFinding.WORDS_DIFFER, NO, ()),
    ],
)
def test_the_memo_beside_the_orders(typed: str, finding: MemoFinding, number: str, differs: tuple[int, ...]):
    compared = compare_memo(typed, MEMO, NO, earlier=("260000999",))
    assert (compared.finding, compared.number, compared.differs) == (finding, number, differs)


@given(st.text(min_size=1, max_size=250))
def test_any_memo_can_be_compared(typed: str):
    compared = compare_memo(typed, MEMO, NO)
    assert (compared.finding in {MemoFinding.SAME, MemoFinding.MARKS, MemoFinding.WORDS_DIFFER}) == (
        compared.number == NO
    )


@given(st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_pointed_at(place: int, by: int):
    wrong = NO[:place] + str((int(NO[place]) + by) % 10) + NO[place + 1 :]
    compared = compare_memo(f"Thanh toan don hang {wrong}", MEMO, NO)
    assert (compared.finding, compared.number, compared.differs) == (MemoFinding.OTHER_NUMBER, wrong, (place,))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3500000", 3_500_000),
        ("3.500.000", 3_500_000),
        ("3,500,000", 3_500_000),
        ("3 500 000 đ", 3_500_000),
        ("3.500.000 VNĐ", 3_500_000),
        ("3.500.000 đồng", 3_500_000),
        ("3.500.000,00", 3_500_000),
        ("3,500,000.00 VND", 3_500_000),
        ("３５０００００", 3_500_000),
        ("0", 0),
        ("", None),
        ("  ", None),
    ],
)
def test_an_amount_in_any_usual_way(text: str, amount: int | None):
    assert typed_amount(text) == amount


@pytest.mark.parametrize("text", ["ba triệu", "3,5", "1.5", "3.500.00", "-5", "1e9", "3 triệu", "²", "9" * 16])
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(ValueError, match=r"."):
        typed_amount(text)


@given(st.integers(0, LARGEST_AMOUNT))
def test_an_amount_as_it_is_shown_can_be_typed(amount: int):
    assert typed_amount(format_vnd(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "finding"),
    [(3_500_000, AmountFinding.SAME), (3_499_999, AmountFinding.SHORT), (3_500_001, AmountFinding.OVER)],
)
def test_an_amount_beside_what_is_to_be_paid(amount: int, finding: AmountFinding):
    assert compare_amount(amount, 3_500_000) is finding


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (memo_problem(" "), ProofProblem.REQUIRED),
        (memo_problem("x" * 200), None),
        (memo_problem("x" * 201), ProofProblem.TOO_LONG),
        (day_problem(None, TODAY), ProofProblem.REQUIRED),
        (day_problem(TODAY, TODAY), None),
        (day_problem(date(2026, 11, 23), TODAY), ProofProblem.IN_FUTURE),
        (amount_problem(None), ProofProblem.REQUIRED),
        (amount_problem(0), ProofProblem.OUT_OF_RANGE),
        (amount_problem(1), None),
        (amount_problem(LARGEST_AMOUNT), None),
        (amount_problem(LARGEST_AMOUNT + 1), ProofProblem.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_sent(found: ProofProblem | None, problem: ProofProblem | None):
    assert found is problem
