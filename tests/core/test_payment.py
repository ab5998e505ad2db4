"""The transfer memo and the VietQR payload."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.payment import (
    NoCode,
    bare_account,
    memo_exceeds_bank_limit,
    to_memo,
    transfer_code,
    vietqr_payload,
)
from tests.emvco import Transfer, read_transfer

VECTORS = [
    (
        "970423",
        "0099999999",
        None,
        "",
        "00020101021138540010A00000072701240006970423011000999999990208QRIBFTTA53037045802VN6304CBB4",
    ),
    (
        "970415",
        "0011001932418",
        120_000,
        "ung ho lu lut",
        "00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA"
        "530370454061200005802VN62170813ung ho lu lut6304C15C",
    ),
    (
        "970416",
        "257678859",
        None,
        "",
        "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F",
    ),
    (
        "970416",
        "257678859",
        10_000,
        "Chuyen tien",
        "00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA"
        "53037045405100005802VN62150811Chuyen tien630453E6",
    ),
    (
        "970422",
        "0023457923442ASDFLJ",
        40_123,
        "chuyen khoan alsdkf laksj",
        "00020101021238630010A0000007270133000697042201190023457923442ASDFLJ0208QRIBFTTA"
        "53037045405401235802VN62290825chuyen khoan alsdkf laksj6304E5DB",
    ),
]
"""Published by subiz/vietqr and vietnam-qr-pay."""
PUBLISHED = [payload for *_values, payload in VECTORS]


@pytest.mark.parametrize(("bank_bin", "account", "amount", "memo", "payload"), VECTORS)
def test_published_codes_are_made_the_same(
    bank_bin: str, account: str, amount: int | None, memo: str, payload: str
):
    assert vietqr_payload(bank_bin, account, amount, memo) == payload


@pytest.mark.parametrize(
    ("bank_bin", "account", "amount", "memo", "says"),
    [
        ("97041", "1", 1, "", "bank number"),
        ("9704189", "1", 1, "", "bank number"),
        ("97O418", "1", 1, "", "bank number"),
        ("٩٧٠٤١٨", "1", 1, "", "bank number"),
        ("970418", "", 1, "", "account number"),
        ("970418", "1" * 20, 1, "", "account number"),
        ("970418", "12-34", 1, "", "account number"),
        ("970418", "1", 0, "", "amount"),
        ("970418", "1", -1, "", "amount"),
        ("970418", "1", 10**13, "", "amount"),
        ("970418", "1", 1, "a" * 100, "longer than 99"),
    ],
)
def test_what_does_not_fit_the_format_is_refused(bank_bin: str, account: str, amount: int, memo: str, says: str):
    with pytest.raises(ValueError, match=says):
        vietqr_payload(bank_bin, account, amount, memo)


@given(
    bank_bin=st.text(string.digits, min_size=6, max_size=6),
    account=st.text(string.ascii_letters + string.digits, min_size=1, max_size=19),
    amount=st.none() | st.integers(1, 10**13 - 1),
    memo=st.text(max_size=60),
)
def test_a_reader_gets_back_what_was_put_in(bank_bin: str, account: str, amount: int | None, memo: str):
    read = read_transfer(vietqr_payload(bank_bin, account, amount, memo))
    assert read == Transfer(bank_bin, account, amount, to_memo(memo))


@pytest.mark.parametrize("payload", PUBLISHED)
def test_the_reader_of_these_tests_reads_published_codes(payload: str):
    assert read_transfer(payload).bank_bin in {"970423", "970415", "970416", "970422"}


def test_one_changed_character_is_noticed():
    payload = vietqr_payload("970436", "190012345678", 3_500_000, "Thanh toan don hang 260001234")
    for place, letter in enumerate(payload):
        other = payload[:place] + ("1" if letter == "0" else "0") + payload[place + 1 :]
        with pytest.raises(AssertionError):
            read_transfer(other)


@given(
    bank_bin=st.sampled_from(["", "970436", "97043", "97O436"]),
    account=st.text(string.ascii_letters + string.digits + " .-_é", max_size=24),
    amount=st.integers(-1, 10**15),
    memo=st.text(string.ascii_letters + " đ-", max_size=110),
)
def test_a_transfer_has_a_code_that_says_exactly_its_lines_or_a_reason(
    bank_bin: str, account: str, amount: int, memo: str
):
    code = transfer_code(bank_bin, account, amount, memo)
    if not isinstance(code, NoCode):
        assert read_transfer(code) == Transfer(bank_bin, bare_account(account), amount, memo)


@pytest.mark.parametrize(
    ("bank_bin", "account", "amount", "memo", "reason"),
    [
        ("", "3713.0.1234567", 1, "a", NoCode.TREASURY),
        ("97043", "1", 1, "a", NoCode.ACCOUNT),
        ("970436", "", 1, "a", NoCode.ACCOUNT),
        ("970436", "1" * 20, 1, "a", NoCode.ACCOUNT),
        ("970436", "12_34", 1, "a", NoCode.ACCOUNT),
        ("970436", "1", 0, "a", NoCode.AMOUNT),
        ("970436", "1", -5, "a", NoCode.AMOUNT),
        ("970436", "1", 10**13, "a", NoCode.AMOUNT),
        ("970436", "1", 1, "a" * 96, NoCode.MEMO),
        ("970436", "1", 1, "đơn hàng", NoCode.MEMO),
        ("970436", "1", 1, "TT-26", NoCode.MEMO),
    ],
)
def test_what_fits_no_code_is_named(bank_bin: str, account: str, amount: int, memo: str, reason: NoCode):
    assert transfer_code(bank_bin, account, amount, memo) is reason


@pytest.mark.parametrize(
    ("account", "amount", "memo"), [("1" * 19, 1, "a"), ("1900 1234-5678", 10**13 - 1, "a" * 95)]
)
def test_the_longest_that_fits_has_a_code(account: str, amount: int, memo: str):
    assert isinstance(transfer_code("970436", account, amount, memo), str)


@pytest.mark.parametrize(
    ("text", "memo"),
    [
        ("Thanh toán đơn hàng 123456789", "Thanh toan don hang 123456789"),
        ("THANH TOÁN ĐƠN HÀNG", "THANH TOAN DON HANG"),
        ("  nhiều \t khoảng\n trắng ", "nhieu khoang trang"),
        ("Trường THCS Nguyễn Du (Q.1)", "Truong THCS Nguyen Du Q1"),
        ("thanh toa\u0301n", "thanh toan"),
        ("gia hạn – 1 năm", "gia han 1 nam"),
        ("…", ""),
    ],
)
def test_a_memo_keeps_what_every_bank_keeps(text: str, memo: str):
    assert to_memo(text) == memo


@given(st.text())
def test_a_memo_is_plain_and_stays_as_it_is(text: str):
    memo = to_memo(text)
    assert set(memo) <= set(string.ascii_letters + string.digits + " ")
    assert memo == " ".join(memo.split())
    assert to_memo(memo) == memo


@pytest.mark.parametrize(("length", "exceeds"), [(25, False), (26, True)])
def test_a_memo_over_25_characters_may_be_cut(length: int, exceeds: bool):
    assert memo_exceeds_bank_limit("a" * length) is exceeds
