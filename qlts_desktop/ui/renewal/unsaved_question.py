"""The last question before something typed is lost: stay, or close and lose it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget


class UnsavedQuestion(QMessageBox):
    """Asked when neither this computer nor the licensor could take what was typed last.

    Signals:
        answered: Whether the window is to close all the same (bool).
    """

    answered = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unsavedQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setText(self.tr("What you typed last could not be saved"))
        self.setInformativeText(
            self.tr(
                "This computer cannot keep it, and the vendor's server did not take it. If you close the form now,"
                " it is lost."
            )
        )
        stay = self.addButton(self.tr("&Stay here"), QMessageBox.ButtonRole.RejectRole)
        leave = self.addButton(self.tr("&Close and lose it"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(stay)
        self.setEscapeButton(stay)
        self.finished.connect(lambda _code: self.answered.emit(self.clickedButton() is leave))
