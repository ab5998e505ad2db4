"""3. Thông tin đơn hàng: years and users, and what they cost according to the licensor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QProgressBar

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.licence import Term
from qlts_desktop.core.money import amount_in_words, format_vnd
from qlts_desktop.core.renewal_checks import EXTRA_USERS, YEARS
from qlts_desktop.ui.messages.form import field_label
from qlts_desktop.ui.renewal.form_section import FormSection
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.number_field import NumberField


class OrderSection(FormSection):
    """Years and users; every amount and term shown is the offer's, none is worked out here."""

    def __init__(self, session: RenewalSession) -> None:
        super().__init__(session, "order", "")
        self.set_heading(self.tr("3. Order"))
        years = NumberField(self.name_of("years"), field_label("/order/years"), *YEARS)
        users = NumberField(self.name_of("extra_users"), field_label("/order/extra_users"), *EXTRA_USERS)
        self.add_row(self.bind("years", years), self.bind("extra_users", users))
        self._busy = QProgressBar()
        self._busy.setObjectName("pricingBusy")
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Asking the server for the price"))
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        self.body.addWidget(self._busy)
        self._lines = QGridLayout()
        self._lines.setColumnStretch(0, 1)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(6)
        self.body.addLayout(self._lines)
        rule = QLabel()
        rule.setProperty("line", True)
        self.body.addWidget(rule)
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(8)
        facts.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._old_term = self._fact(facts, self.tr("Present term"), "orderOldTerm")
        self._new_term = self._fact(facts, self.tr("New term"), "orderNewTerm")
        self._total = self._fact(facts, self.tr("Total"), "orderTotal")
        self.body.addLayout(facts)
        self._words = wrapped_label(role="small", name="orderTotalInWords")
        self.body.addWidget(self._words)
        self._error = ErrorPanel()
        self._error.setObjectName("pricingError")
        self.body.addWidget(self._error)
        session.pricingChanged.connect(self._show_busy)
        session.pricingFailed.connect(self._show_failure)

    def _fact(self, facts: QFormLayout, label: str, name: str) -> QLabel:
        caption = QLabel(label)
        caption.setProperty("role", "muted")
        value = wrapped_label(name=name)
        value.setTextFormat(Qt.TextFormat.RichText)
        facts.addRow(caption, value)
        return value

    def show_offer(self) -> None:
        """Show price lines, terms and total of the offer in force."""
        offer = self.session.offer
        self._show_lines()
        self._old_term.setText(_term(offer.old_term) if offer.old_term else self.tr("none"))
        self._new_term.setText(_term(offer.new_term, strong=True))
        self._total.setText(f"<b>{format_vnd(offer.total)}</b>")
        self._words.setText(self.tr("{0}. Not subject to VAT.").format(amount_in_words(offer.total)))
        self._error.clear()

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, line in enumerate(self.session.offer.lines):
            times = self.tr("{0} × {1} {2}").format(format_vnd(line.unit_price), line.quantity, line.unit)
            amount = QLabel(format_vnd(line.amount))
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            amount.setAccessibleName(f"{line.description}: {format_vnd(line.amount)}")
            self._lines.addWidget(wrapped_label(line.description, name=f"orderLine_{line.code}"), 2 * number, 0)
            self._lines.addWidget(amount, 2 * number, 1)
            self._lines.addWidget(wrapped_label(times, role="small"), 2 * number + 1, 0)

    def _show_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        for label in (self._new_term, self._total, self._words):
            label.setEnabled(not busy)
        if busy:
            self._error.clear()

    def _show_failure(self, error: OperationError) -> None:
        self._error.show_error(error)


def _term(term: Term, *, strong: bool = False) -> str:
    last = format_day(term.last_day)
    return f"{format_day(term.first_day)} – {f'<b>{last}</b>' if strong else last}"
