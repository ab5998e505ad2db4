"""The invoices that are to be made on a day, as the accounting program takes them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.models import Registration
from qlts_licensor.registrations.states import InvoiceState, OrderState

HEADERS = (
    *("Số đơn", "Mã đơn vị", "Tên đơn vị mua", "Mã số thuế", "Mã ĐVQHNS", "Địa chỉ", "Người mua hàng"),
    *("Email", "Điện thoại", "Hình thức thanh toán", "Số tài khoản", "Ngân hàng/KBNN"),
    *("Nội dung", "Đơn vị tính", "Số lượng", "Đơn giá", "Thành tiền", "Thuế suất", "Ngày hóa đơn"),
)
_METHODS = {"bank_transfer": "Chuyển khoản", "treasury": "Kho bạc"}
_NO_VAT = "Không chịu thuế"


def invoice_rows(day: date) -> list[Registration]:
    """The orders whose invoice is to be made on a day."""
    rows = Registration.objects.filter(
        order_state=OrderState.ACCEPTED, invoice_state=InvoiceState.NONE, invoice_due_on=day
    )
    return list(rows.select_related("unit").order_by("no"))


def invoice_workbook(day: date, orders: list[Registration]) -> bytes:
    """A line for each line of each order, ``.xlsx``."""
    book = Workbook()
    sheet = book.active
    sheet.title = f"{day:%d-%m-%Y}"
    sheet.append(HEADERS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for order in orders:
        for line in claims_of(order.offer)["lines"]:
            sheet.append(_line(order, line, day))
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = is a text
            elif isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
            else:
                cell.number_format = "#,##0"
    sheet.freeze_panes = "A2"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _line(order: Registration, line: dict[str, Any], day: date) -> list[Any]:
    invoice = order.form["invoice"]
    texts = (
        *(order.no, order.unit.code, invoice["name"], invoice["tax_code"], invoice["budget_code"]),
        *(invoice["address"], invoice["buyer_name"], invoice["email"], invoice["phone"]),
        *(_METHODS.get(invoice["payment_method"], ""), invoice["account_no"], invoice["bank_name"]),
        *(line["description"], line["unit"]),
    )
    return [
        *(_printable(text) for text in texts),
        *(line["quantity"], line["unit_price"], line["amount"], _NO_VAT, day),
    ]


def _printable(text: str) -> str:
    """Without signs that a workbook cannot hold."""
    return "".join(char for char in text if ord(char) >= 32)
