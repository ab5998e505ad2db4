"""*Kiểm tra lại* for somebody who has not filled in the form: whose it is, what it says, who prepared it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel

from qlts_desktop.core.dates import format_day, format_moment
from qlts_desktop.core.money import format_vnd
from qlts_desktop.services.prepared_port import Prepared
from qlts_desktop.ui.widgets.card import Card, wrapped_label

_LABEL_WIDTH = 130


class PreparedFacts(Card):
    """The facts beside the slip; they do not change while the window is open."""

    def __init__(self, prepared: Prepared) -> None:
        super().__init__()
        self.set_heading(self.tr("Check before you sign"))
        rows = QFormLayout()
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, text, value, role in self._rows(prepared):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setMinimumWidth(_LABEL_WIDTH)
            shown = wrapped_label(value, role, name)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setAccessibleName(f"{text}: {value}")
            rows.addRow(label, shown)
        self.body.addLayout(rows)

    def _rows(self, prepared: Prepared) -> tuple[tuple[str, str, str, str], ...]:
        """Object name, label, value and role of each row."""
        draft, offer, summary = prepared.draft, prepared.draft.offer, prepared.summary
        term = self.tr("{0} – {1}").format(
            format_day(offer.new_term.first_day), format_day(offer.new_term.last_day)
        )
        due_on = draft.form.payment.due_on
        due = self.tr("{0} at the latest").format(format_day(due_on)) if due_on else ""
        by = self.tr("{0}, {1}").format(summary.prepared_by, format_moment(summary.issued_at))
        return (
            ("preparedUnit", self.tr("Unit"), prepared.unit_name, "strong"),
            ("preparedTaxCode", self.tr("Tax code"), prepared.tax_code or self.tr("None"), ""),
            ("preparedOrder", self.tr("Order"), draft.no, ""),
            ("preparedTerm", self.tr("New term"), term, ""),
            ("preparedTotal", self.tr("Amount"), format_vnd(offer.total), "strong"),
            ("preparedDueOn", self.tr("Payment day"), due, ""),
            ("preparedBy", self.tr("Prepared by"), by, ""),
            ("preparedUntil", self.tr("Can be sent until"), format_moment(summary.expires_at), ""),
            ("preparedServer", self.tr("Goes to"), prepared.server, ""),
        )
