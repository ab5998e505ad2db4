"""The slip: everything on it, inside the margins, the same bytes for the same content."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qlts_desktop.core.renewal import HeadAuthority, OfferLine, PaymentMethod, RenewalForm
from qlts_desktop.services.form_codec import offer_payload, registration_document
from qlts_desktop.services.slip_pdf import embedded_document, make_slip, qr_text
from tests.factories import make_form, make_offer, make_signed_offer

DAY = date(2027, 2, 5)
POINT = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 30 * POINT, (210 - 15) * POINT, 9 * POINT, (297 - 20) * POINT
"""Points from the upper left corner; page numbers stand in the top margin."""


def slip_of(form: RenewalForm) -> bytes:
    return make_slip(form, make_offer(), make_signed_offer(), DAY)


def printed(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "phiếu.pdf"
    path.write_bytes(pdf)
    to_stdout = ["-"] if tool == "pdftotext" else []
    command = [tool, *options, str(path), *to_stdout]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def joined(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def full() -> RenewalForm:
    """Every field filled in."""
    form = make_form()
    return replace(
        form,
        unit=replace(form.unit, head_authority=HeadAuthority.KT, head_title="Phó Hiệu trưởng"),
        invoice=replace(
            form.invoice,
            copy_from_licence=False,
            name="Trường THCS Nguyễn Du (cơ sở hai)",
            buyer_name="Phạm Thị Ngọc Ánh",
            phone="024 3825 0000",
            payment_method=PaymentMethod.TREASURY,
            account_no="9527.1.1084512",
            bank_name="Kho bạc Nhà nước khu vực III",
            invoice_on=date(2027, 3, 1),
        ),
    )


def test_every_value_of_the_form_stands_on_it(full: RenewalForm, tmp_path: Path):
    text = joined(printed("pdftotext", slip_of(full), tmp_path, "-layout"))
    assert text == unicodedata.normalize("NFC", text)
    unit, invoice = full.unit, full.invoice
    values = [
        *(unit.name, unit.licence_no, unit.tax_code, unit.budget_code, unit.governing_body, unit.address),
        *(unit.province, unit.head_name, unit.contact_name, unit.phone, unit.email),
        *(invoice.name, invoice.buyer_name, invoice.phone, invoice.account_no, invoice.bank_name, invoice.email),
        *("Kho bạc Nhà nước", "01/03/2027", "KT. PHÓ HIỆU TRƯỞNG", "ngày 05 tháng 02 năm 2027"),
        *("3.500.000", "Ba triệu năm trăm nghìn đồng.", "Thanh toan don hang 100000042"),
    ]
    assert [value for value in values if value not in text] == []


def test_it_is_one_page_in_the_ordinary_case(tmp_path: Path):
    assert "Pages:           1" in printed("pdfinfo", slip_of(make_form()), tmp_path)


def test_another_form_gives_other_bytes(full: RenewalForm):
    assert slip_of(full) != slip_of(make_form())


def test_it_carries_its_data_and_names_their_digest():
    form, offer, file = make_form(), make_offer(), make_signed_offer()
    document = registration_document(offer.order_no, offer.unit_code, form, offer_payload(file))
    pdf = make_slip(form, offer, file, DAY)
    assert embedded_document(pdf) == document
    assert re.fullmatch(r"QLTS1:100000042:[0-9a-f]{64}", qr_text(offer.order_no, document))


@pytest.mark.parametrize("dpi", [150, 300])
def test_its_code_says_what_it_carries(dpi: int, tmp_path: Path):
    """The code on the paper, as scanned, is that of the digest of the embedded document."""
    pdf = slip_of(make_form())
    document = embedded_document(pdf)
    assert document
    page = tmp_path / "page"
    (tmp_path / "phiếu.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", tmp_path / "phiếu.pdf", page]
    subprocess.run(command, check=True)
    said = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", page.with_suffix(".pgm")],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert said.strip() == qr_text("100000042", document)


def test_empty_fields_take_no_room(tmp_path: Path):
    form = make_form()
    optional = ("governing_body", "province", "budget_code", "licence_no", "contact_name")
    pdf = slip_of(replace(form, unit=replace(form.unit, **dict.fromkeys(optional, ""))))
    text = printed("pdftotext", pdf, tmp_path, "-layout")
    for label in ("Đơn vị chủ quản", "Tỉnh, thành phố", "Số giấy phép", "Người liên hệ", "None"):
        assert label not in text
    assert [line for line in text.splitlines() if line.rstrip().endswith(":")] == []
    assert "ngày 05 tháng 02 năm 2027" in text


@pytest.mark.parametrize("word", ["Trung tâm giáo dục nghề nghiệp", "Nguyễn", "W" * 60])
def test_long_values_stay_inside_the_margins(word: str, tmp_path: Path):
    form = make_form()
    long = ((word + " ") * 40)[:400].strip()
    unit = replace(
        form.unit, name=long, address=long, governing_body=long, head_name=long[:100], head_title=long[:100]
    )
    invoice = replace(form.invoice, name=long, address=long, buyer_name=long[:100], bank_name=long)
    pdf = slip_of(replace(form, unit=unit, invoice=invoice))
    boxes = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">',
        printed("pdftotext", pdf, tmp_path, "-bbox"),
    )
    assert len(boxes) > 100
    outside = [
        box
        for box in (tuple(map(float, found)) for found in boxes)
        if box[0] < LEFT - 1 or box[2] > RIGHT + 1 or box[1] < TOP or box[3] > BOTTOM + 2
    ]
    assert outside == []
    pages = printed("pdftotext", pdf, tmp_path, "-layout").split("\f")
    assert len(pages) > 2
    assert pages[1].strip().startswith("2")


def test_the_signature_block_is_never_alone_on_a_page(tmp_path: Path):
    """However long the address, the commitment that is signed stands on the signature's page."""
    form = make_form()
    for length in range(0, 400, 25):
        unit = replace(form.unit, address="Số nhà " * (length // 7) + "1")
        pages = printed("pdftotext", slip_of(replace(form, unit=unit)), tmp_path, "-layout").split("\f")
        (page,) = [page for page in pages if "Ký tên, đóng dấu" in page]
        assert "Đơn vị cam kết thanh toán" in page


def test_markup_in_a_value_is_only_text(tmp_path: Path):
    value = "<b>12</b> & <i>phố"
    pdf = slip_of(make_form(unit_address=value, unit_name=value, unit_head_title=value))
    text = joined(printed("pdftotext", pdf, tmp_path, "-layout"))
    assert value in text
    assert text.count(value.upper()) == 2


def test_a_price_of_nothing_is_no_commitment(tmp_path: Path):
    free = make_offer(total=0, lines=(OfferLine("renewal", "Gia hạn QLTS, dùng thử", "năm", 0, 1, 0),))
    pdf = make_slip(make_form(), free, make_signed_offer(), DAY)
    text = joined(printed("pdftotext", pdf, tmp_path, "-layout"))
    assert "Bằng chữ: Không đồng." in text
    assert "Đơn này không phải thanh toán." in text
    assert "cam kết" not in text


def test_the_largest_amount_stands_on_one_line(tmp_path: Path):
    most = 999_999_999_999
    dear = make_offer(total=most, lines=(OfferLine("renewal", "Gia hạn", "năm", most, 1, most),))
    text = printed("pdftotext", make_slip(make_form(), dear, make_signed_offer(), DAY), tmp_path, "-layout")
    assert text.count("999.999.999.999") == 3
