"""The window's header: which unit, which user, and *Đăng ký gia hạn* always in the corner."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qlts_desktop.core.licence import Licence
from qlts_desktop.services.ports import Account
from qlts_desktop.ui.widgets.card import ElidedLabel


class Header(QFrame):
    """Unit, user and the corner button.

    Signals:
        registerRequested: The corner button, while a registration is possible.
        orderRequested: The corner button while an order is open, with the order's number.
    """

    registerRequested = Signal()
    orderRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order_no = ""
        self.setProperty("bar", "top")
        logo = QLabel("Q")
        logo.setProperty("mark", "logo")
        logo.setFixedSize(30, 30)
        logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel(self.tr("Asset management"))
        title.setProperty("role", "heading")
        self._unit = ElidedLabel()
        self._unit.setProperty("role", "small")
        self._unit.setObjectName("headerUnit")
        self._user = QLabel()
        self._user.setProperty("role", "small")
        self._user.setObjectName("headerUser")
        self._user.setTextFormat(Qt.TextFormat.PlainText)
        self.corner = QPushButton()
        self.corner.setObjectName("cornerButton")
        self.corner.setProperty("kind", "primary")
        self.corner.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.corner.clicked.connect(self._on_corner)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(title)
        names.addWidget(self._unit)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(14)
        row.addWidget(logo)
        row.addLayout(names, 1)
        row.addWidget(self._user)
        row.addWidget(self.corner)

    def show_account(self, account: Account, licence: Licence | None) -> None:
        """Name the unit and the user."""
        name = licence.unit.name if licence is not None else account.unit_name
        if licence is not None and licence.unit.budget_code:
            self._unit.set_full_text(self.tr("{0} · Budget code {1}").format(name, licence.unit.budget_code))
        else:
            self._unit.set_full_text(name)
        role = self.tr("Data administrator") if account.can_renew else self.tr("Viewer")
        self._user.setText(f"{account.full_name or account.username} · {role}")

    def show_corner(self, *, may_register: bool, order_no: str) -> None:
        """Offer the registration, or lead to the order that is open; nothing for a user who can do neither."""
        self._order_no = order_no
        if order_no:
            self.corner.setText(self.tr("See &order {0}").format(order_no))
        else:
            self.corner.setText(self.tr("&Register a renewal"))
        self.corner.setVisible(bool(order_no) or may_register)

    def _on_corner(self) -> None:
        if self._order_no:
            self.orderRequested.emit(self._order_no)
        else:
            self.registerRequested.emit()
