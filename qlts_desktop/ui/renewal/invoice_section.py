"""2. Thông tin cấp hóa đơn tài chính."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.renewal import PaymentMethod
from qlts_desktop.core.renewal_checks import MIRRORED
from qlts_desktop.core.text import clean
from qlts_desktop.ui.messages.form import field_label, payment_method_text
from qlts_desktop.ui.renewal.form_section import CLEANING, FormSection
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.choice_field import ChoiceField, TickField
from qlts_desktop.ui.widgets.day_field import DayField
from qlts_desktop.ui.widgets.text_field import TextField

_REQUIRED = {"name", "address", "email"}


class InvoiceSection(FormSection):
    """Whom the invoice is made out to. While the tick is set, four fields follow section 1.

    Attributes:
        copy_tick: *Sao chép thông tin giấy phép sử dụng*.
    """

    def __init__(self, session: RenewalSession) -> None:
        super().__init__(session, "invoice", "")
        self.set_heading(self.tr("2. Invoice"))
        copy = TickField(self.name_of("copy_from_licence"), self.tr("&Copy the licence's information"))
        self.copy_tick = copy.tick
        self.copy_tick.setToolTip(self.tr("While ticked, name, codes and address follow section 1"))
        self.bind("copy_from_licence", copy)
        self.body.removeWidget(self.heading)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.insertLayout(0, top)
        self._texts: dict[str, TextField] = {}
        text = self._text
        self.add_row(text("name"))
        self.add_row(text("tax_code"), text("budget_code"))
        self.add_row(text("address"))
        self.day = DayField(self.name_of("invoice_on"), field_label("/invoice/invoice_on"))
        self.add_row(text("email"), self.bind("invoice_on", self.day))
        self.add_row(text("buyer_name"), text("phone"))
        method = ChoiceField(
            self.name_of("payment_method"),
            field_label("/invoice/payment_method"),
            tuple((member, payment_method_text(member)) for member in PaymentMethod),
        )
        self.add_row(self.bind("payment_method", method), text("account_no"))
        self.add_row(text("bank_name"))

    def _text(self, name: str) -> TextField:
        field = TextField(
            self.name_of(name),
            field_label(f"/invoice/{name}"),
            required=name in _REQUIRED,
            cleaning=CLEANING.get(name, clean),
        )
        self._texts[name] = field
        self.bind(name, field)
        return field

    def show_form(self) -> None:
        """Show the values and whether the four fields follow section 1."""
        super().show_form()
        copying = self.session.form.invoice.copy_from_licence
        for name in MIRRORED:
            self._texts[name].set_read_only(copying)

    def show_limits(self) -> None:
        """Say which days the invoice may have."""
        offer = self.session.offer
        self.day.edit.set_limits(offer.invoice_from, offer.invoice_to)
        self.day.set_hint(
            self.tr("Leave empty: when the payment is confirmed. At the latest {0}.").format(
                format_day(offer.invoice_to)
            )
        )
