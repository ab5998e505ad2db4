"""Whatever is typed comes back whole from the paper: inside the margins, nothing on anything else."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile

from qlts_desktop.core.licence import Term
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.renewal import (
    HeadAuthority,
    InvoiceSection,
    Offer,
    OfferLine,
    PaymentMethod,
    RenewalForm,
    UnitSection,
)
from qlts_desktop.services.fonts import font_file
from qlts_desktop.services.slip_letters import printable, printable_form
from qlts_desktop.services.slip_pdf import SIGNATURE_FIELD, make_slip
from tests.factories import make_form, make_offer, make_signed_offer
from tests.slips.readers import MM, Word, overlapping, text_of, words_of

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, (210 - 15) * MM, 20 * MM, (297 - 20) * MM
PAGE_NUMBERS_TOP = 9 * MM
"""They stand in the top margin."""
LARGEST_AMOUNT = 999_999_999_999

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "ABCDĐEGHIKLMNOÔƠPQRSTUƯVXY0123456789.,;:-/()&<>\"'"
)


@cache
def odd_letters() -> str:
    """Further letters of the slip's font that are written from left to right, and some that it does not have."""
    known = TTFontFile(str(font_file("LiberationSerif-Regular.ttf"))).charToGlyph
    upright = [
        chr(code)
        for code in known
        if unicodedata.bidirectional(chr(code)) in {"L", "ON", "ES", "ET", "CS", "EN"}
        and unicodedata.category(chr(code)) in {"Lu", "Ll", "Nd", "Po", "Sc", "Sm", "Pd"}
        and unicodedata.normalize("NFKC", chr(code)) == chr(code)
    ]
    return "".join(upright) + "中文😀ก\u200f\u00ad"


def words(longest: int = 60) -> st.SearchStrategy[str]:
    usual = st.text(VIETNAMESE, min_size=1, max_size=8)
    odd = st.text(st.sampled_from(odd_letters()), min_size=1, max_size=8)
    unbroken = st.text(VIETNAMESE, min_size=30, max_size=longest)
    return st.one_of(usual, usual, usual, odd, unbroken)


def texts(longest: int, *, empty: bool = True) -> st.SearchStrategy[str]:
    """Words with spaces between them, as the form's tidying leaves them, often up to the limit."""
    some = st.one_of(
        st.lists(words(), min_size=1, max_size=12).map(" ".join),
        words().map(lambda word: " ".join([word] * (longest // (len(word) + 1)))),
        st.integers(1, longest).map(lambda length: "W" * length),
    ).map(lambda text: text[:longest].strip() or "x")
    return st.one_of(st.just(""), some) if empty else some


codes = st.sampled_from(["", "0101243150", "0101243150-001", "001234567890"])
budget_codes = st.sampled_from(["", "1012345"])
emails = st.one_of(
    st.just("a@b.vn"), st.text("abcdefghijk.", min_size=20, max_size=43).map(lambda name: f"{name}@x.edu.vn")
)
days = st.dates(date(2026, 1, 1), date(2099, 12, 31))


@st.composite
def forms(draw: st.DrawFn) -> RenewalForm:
    unit = UnitSection(
        name=draw(texts(400, empty=False)),
        licence_no="QLTS-2026-000123",
        tax_code=draw(codes),
        budget_code=draw(budget_codes),
        governing_body=draw(texts(400)),
        address=draw(texts(400, empty=False)),
        province=draw(texts(60)),
        head_name=draw(texts(100, empty=False)),
        head_title=draw(texts(100, empty=False)),
        head_authority=draw(st.sampled_from(HeadAuthority)),
        contact_name=draw(texts(100, empty=False)),
        phone="0912345678",
        email=draw(emails),
    )
    invoice = InvoiceSection(
        copy_from_licence=False,
        name=draw(texts(400, empty=False)),
        tax_code=draw(codes),
        budget_code=draw(budget_codes),
        address=draw(texts(400, empty=False)),
        buyer_name=draw(texts(100)),
        email=draw(emails),
        phone=draw(st.sampled_from(["", "024 3825 0000"])),
        payment_method=draw(st.sampled_from(PaymentMethod)),
        account_no=draw(st.sampled_from(["", "9527.1.1084512", "1" * 30])),
        bank_name=draw(texts(400)),
        invoice_on=draw(st.none() | days),
    )
    form = make_form()
    return replace(form, unit=unit, invoice=invoice, payment=replace(form.payment, due_on=draw(days)))


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    amounts = st.integers(0, LARGEST_AMOUNT)
    lines = tuple(
        OfferLine(
            f"line{number}",
            draw(texts(120, empty=False)),
            draw(st.sampled_from(["năm", "người dùng", "tài khoản"])),
            draw(amounts),
            draw(st.integers(1, 999)),
            draw(amounts),
        )
        for number in range(draw(st.integers(1, 6)))
    )
    years = draw(st.integers(1, 5))
    begins = draw(st.dates(date(2026, 1, 1), date(2090, 1, 1)))
    return make_offer(
        years=years,
        lines=lines,
        total=draw(st.one_of(st.just(0), amounts)),
        new_term=Term(begins, begins.replace(year=begins.year + years)),
        vendor_name=draw(texts(120, empty=False)),
    )


def joined(text: str) -> str:
    """Without spaces and line breaks: where a line was broken says nothing about what it holds."""
    return "".join(text.split())


def shown(form: RenewalForm, offer: Offer) -> list[str]:
    """Everything that must be read on the slip."""
    seen = printable_form(form)
    unit, invoice = seen.unit, seen.invoice
    values = [
        *(unit.name, unit.tax_code, unit.budget_code, unit.governing_body, unit.address, unit.province),
        *(unit.head_name, unit.head_title, unit.contact_name, unit.phone, unit.email, unit.licence_no),
        *(invoice.name, invoice.tax_code, invoice.budget_code, invoice.address, invoice.buyer_name),
        *(invoice.phone, invoice.email, invoice.account_no, invoice.bank_name),
        *(printable(text.upper()) for text in (unit.name, unit.governing_body, unit.head_title)),
        *(printable(line.description) for line in offer.lines),
        *(
            format_vnd(amount).removesuffix(" đ")
            for line in offer.lines
            for amount in (line.unit_price, line.amount)
        ),
        printable(offer.vendor_name),
        offer.order_no,
    ]
    return [value for value in values if value]


def outside(word: Word) -> bool:
    top = PAGE_NUMBERS_TOP if word.page and word.text == str(word.page + 1) else TOP - 1
    return word.left < LEFT - 1 or word.right > RIGHT + 1 or word.top < top or word.bottom > BOTTOM + 1


def signature_room(pdf: bytes) -> Word:
    """The field that is signed, as a box; a page has 842 points."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages):
            for field in page.obj.get("/Annots", []):
                if str(field.T) == SIGNATURE_FIELD:
                    left, bottom, right, top = (float(value) for value in field.Rect)
                    height = float(page.mediabox[3])
                    return Word("", number, left, height - top, right, height - bottom)
    raise AssertionError("no signature field")


def check(form: RenewalForm, offer: Offer) -> None:
    pdf = make_slip(form, offer, make_signed_offer(), date(2027, 2, 5))
    text = text_of(pdf)
    assert text == unicodedata.normalize("NFC", text)
    assert [value for value in shown(form, offer) if joined(value) not in joined(text)] == []
    found = words_of(pdf)
    assert [word for word in found if outside(word)] == []
    assert overlapping(found) == []
    room = signature_room(pdf)
    assert [word for word in found if word.overlaps(room)] == []
    assert any(word.page == room.page and word.text.startswith("IV.") for word in found)
    assert room.right - room.left > 75 * MM
    assert room.bottom - room.top > 33 * MM


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@given(forms(), offers())
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
def test_every_slip_can_be_read_whole(form: RenewalForm, offer: Offer):
    check(form, offer)


@pytest.mark.full
@pytest.mark.timeout(900)
@given(forms(), offers())
@settings(max_examples=500, deadline=None, suppress_health_check=SLOW)
def test_five_hundred_slips_can_be_read_whole(form: RenewalForm, offer: Offer):
    check(form, offer)
