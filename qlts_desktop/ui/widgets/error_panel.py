"""An error next to its cause: what happened, what to do, and *Chi tiết* for support."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.widgets.card import wrapped_label


class ErrorPanel(QFrame):
    """Shows one error; hidden while there is none.

    Attributes:
        error: The error shown now, or None.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error: OperationError | None = None
        self.setProperty("panel", "error")
        self._title = wrapped_label(role="strong", name="errorTitle")
        self._text = wrapped_label(name="errorText")
        self._next = wrapped_label(name="errorNextStep")
        self._toggle = QPushButton(self.tr("&Details"))
        self._toggle.setObjectName("errorDetailsButton")
        self._toggle.setProperty("kind", "link")
        self._toggle.setCheckable(True)
        self._toggle.setAutoDefault(False)  # Enter in a field of the dialog is not meant for it
        self._toggle.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._details = wrapped_label(role="small", name="errorDetails")
        self._details.setTextFormat(Qt.TextFormat.PlainText)
        self._toggle.toggled.connect(self._details.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        for widget in (self._title, self._text, self._next, self._toggle, self._details):
            column.addWidget(widget)
        self.hide()

    def show_error(self, error: OperationError) -> None:
        """Say what went wrong, and have screen readers say it too."""
        self.error = error
        said = error_text(error)
        for label, text in ((self._title, said.title), (self._text, said.text), (self._next, said.next_step)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(text)
            label.setVisible(bool(text))
        lines = [self.tr("Code: {0}").format(error.code)]
        if error.request_id:
            lines.append(self.tr("Request id: {0}").format(error.request_id))
        if error.technical:
            lines.append(error.technical)
        self._details.setText("\n".join(lines))
        self._toggle.setChecked(False)
        self._details.hide()
        self.setAccessibleName(" ".join(part for part in (said.title, said.text, said.next_step) if part))
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Take the error away."""
        self.error = None
        self.hide()

    @property
    def title(self) -> QLabel:
        """The label of the first line."""
        return self._title
