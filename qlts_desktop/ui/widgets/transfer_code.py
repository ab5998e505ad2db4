"""The VietQR of a transfer behind its button, with a button that copies the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from qlts_desktop.ui.widgets.copy_row import CopyButton
from qlts_desktop.ui.widgets.qr_picture import QrPicture


class TransferCode(QWidget):
    """*Mã QR*: pressed, the code is shown under it. It is made when it is first asked for."""

    def __init__(self, name: str, payload: str, captions: tuple[str, ...], memo: str, beside: QWidget) -> None:
        super().__init__()
        self._name = name
        self._payload = payload
        self._captions = captions
        self._memo = memo
        self._picture: QrPicture | None = None
        self._button = QPushButton(self.tr("&QR code"))
        self._button.setObjectName(name)
        self._button.setProperty("kind", "link")
        self._button.setProperty("small", True)
        self._button.setCheckable(True)
        self._button.setAutoDefault(False)
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._copy_button = CopyButton(f"{name}_copy", self.tr("Copy the picture"))
        self._copy_button.hide()
        self._copy_button.clicked.connect(self._copy)
        self._button.toggled.connect(self._show_code)
        self._button.clicked.connect(self._bring_into_view)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        for button in (beside, self._button, self._copy_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(buttons)

    @property
    def is_open(self) -> bool:
        """Whether the code is shown."""
        return self._button.isChecked()

    def open(self) -> None:
        """Show the code."""
        self._button.setChecked(True)

    def _show_code(self, shown: bool) -> None:
        if self._picture is None:
            self._picture = QrPicture(self._payload, self._captions)
            self._picture.setObjectName(f"{self._name}_picture")
            self._picture.setAccessibleName(self.tr("QR code of the transfer: {0}").format(self._memo))
            self._picture.setAccessibleDescription(", ".join(self._captions))
            self._column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeft)
        self._picture.setVisible(shown)
        self._copy_button.setVisible(shown)

    def _bring_into_view(self, shown: bool) -> None:
        """Scroll to what was asked for, once it has its place."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if shown and area is not None:
            QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self._picture, 0, 8))

    def _copy(self) -> None:
        if self._picture is not None:
            QGuiApplication.clipboard().setImage(self._picture.image())
            self._copy_button.confirm()
