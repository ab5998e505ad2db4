"""*Hủy đơn*: what follows is said before it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qlts_desktop.core.dates import format_day
from qlts_desktop.services.order_port import Changed, OrderPort
from qlts_desktop.services.registration_port import OrderDetail
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.orders.change_dialog import ChangeDialog
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.text_area import TextArea

_LONGEST_REASON = 400


class CancelDialog(ChangeDialog):
    """Takes an order back.

    Attributes:
        reason: Why, in the unit's words; may stay empty.
    """

    def __init__(
        self, detail: OrderDetail, orders: OrderPort, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(detail.row.no, orders, runner, "", parent)
        self.confirm_button.setText(self.tr("&Cancel the order"))
        self.setObjectName("cancelDialog")
        self.setWindowTitle(self.tr("Cancel order {0}").format(self.no))
        self.resize(520, 360)
        said = self.tr(
            "Order {0} for the term {1} – {2} will be cancelled. The unit goes on using the software until the end"
            " of its paid term, and can register again."
        ).format(self.no, format_day(detail.row.term_from), format_day(detail.row.term_to))
        label = wrapped_label(said, name="cancelText")
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = TextArea("cancelReason", self.tr("Reason (if you want to give one)"))
        self.reason.changed.connect(lambda _text: self.reason.show_problem(""))
        self.body.addWidget(label)
        self.body.addWidget(self.reason)
        self.body.addStretch(1)

    def first_widget(self) -> QWidget:
        """Nothing is cancelled by Enter alone."""
        return self.reason.editor

    def wanted(self) -> Callable[[], Changed] | None:
        """The cancellation."""
        reason = self.reason.value().strip()
        if len(reason) > _LONGEST_REASON:
            self.reason.show_problem(self.tr("At most {0} characters.").format(_LONGEST_REASON))
            self.reason.focus()
            return None
        orders, no = self._orders, self.no
        return lambda: orders.cancel(no, reason)
