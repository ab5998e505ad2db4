"""*Gia hạn thanh toán*: the second commitment, with its limits said beforehand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from qlts_desktop.core.dates import format_day, vietnam_day
from qlts_desktop.core.errors import FieldError
from qlts_desktop.core.sent_order import OrderAction
from qlts_desktop.services.order_port import Changed, OrderPort
from qlts_desktop.services.registration_port import OrderDetail
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.orders.change_dialog import ChangeDialog
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.day_field import DayField


class ExtensionDialog(ChangeDialog):
    """Promises a later payment day.

    Attributes:
        due_on: The new day.
        consent: *Tôi đồng ý cam kết thanh toán*.
    """

    def __init__(
        self, detail: OrderDetail, orders: OrderPort, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(detail.row.no, orders, runner, "", parent)
        self.confirm_button.setText(self.tr("&Confirm"))
        self._registered_on = vietnam_day(detail.row.registered_at)
        self._limits = detail.standing(OrderAction.EXTEND_PAYMENT)
        self.setObjectName("extensionDialog")
        self.setWindowTitle(self.tr("Extend payment of order {0} (second commitment)").format(self.no))
        self.resize(560, 440)
        self._add_facts(detail)
        self.due_on = DayField("extensionDay", self.tr("New payment day"), required=True)
        self.due_on.edit.set_limits(self._limits.first, self._limits.last)
        self.due_on.set_hint(self._hint())
        self.due_on.changed.connect(lambda _day: self.due_on.show_problem(""))
        self.consent = QCheckBox(self.tr("I &agree to the payment commitment"))
        self.consent.setObjectName("extensionConsent")
        self.consent.toggled.connect(lambda _on: self._consent_problem.hide())
        self._consent_problem = wrapped_label(
            self.tr("Tick this to promise the payment."), role="error", name="extensionConsent_problem"
        )
        self._consent_problem.hide()
        self.body.addWidget(self.due_on)
        self.body.addWidget(self.consent)
        self.body.addWidget(self._consent_problem)
        self.body.addWidget(
            wrapped_label(
                self.tr(
                    "Payment can be extended once only. The vendor looks at it and tells the result; meanwhile the"
                    " unit goes on using the software. If nothing is paid by the second promised day, the"
                    " subscription is cut."
                ),
                role="muted",
            )
        )
        self.body.addStretch(1)

    def _add_facts(self, detail: OrderDetail) -> None:
        rows = QFormLayout()
        rows.setHorizontalSpacing(24)
        rows.setVerticalSpacing(8)
        rows.addRow(_muted(self.tr("Registered on")), QLabel(format_day(vietnam_day(detail.row.registered_at))))
        if detail.row.due_on is not None:
            rows.addRow(_muted(self.tr("First promised day")), QLabel(format_day(detail.row.due_on)))
        self.body.addLayout(rows)

    def _hint(self) -> str:
        first, last = self._limits.first, self._limits.last
        if first is None or last is None:
            return ""
        return self.tr("From {0} to {1} at the latest ({2} days from the registration)").format(
            format_day(first), format_day(last), (last - self._registered_on).days
        )

    def first_widget(self) -> QWidget:
        """Where typing begins."""
        return self.due_on.editor

    def wanted(self) -> Callable[[], Changed] | None:
        """The extension, once a day within the limits is promised."""
        self.due_on.tidy()
        day = self.due_on.value()
        self.due_on.show_problem(self._day_problem(day))
        self._consent_problem.setVisible(not self.consent.isChecked())
        if day is None or self._day_problem(day):
            self.due_on.focus()
            return None
        if not self.consent.isChecked():
            self.consent.setFocus()
            return None
        orders, no = self._orders, self.no
        return lambda: orders.extend_payment(no, day)

    def _day_problem(self, day: date | None) -> str:
        first, last = self._limits.first, self._limits.last
        if self.due_on.edit.is_unreadable:
            return self.tr("This is no day of the calendar; enter it as dd/mm/yyyy.")
        if day is None:
            return self.tr("Enter the day on which the unit will have paid.")
        if (first is not None and day < first) or (last is not None and day > last):
            return self._hint()
        return ""

    def show_refused_fields(self, fields: tuple[FieldError, ...]) -> bool:
        """Show what the licensor complains of next to the day."""
        if any(field.field == "/due_on" for field in fields):
            self.due_on.show_problem(self._hint() or self.tr("This day is not possible."))
            self.due_on.focus()
            return True
        return False


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
