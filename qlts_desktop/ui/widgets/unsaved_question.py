"""The last question before something is lost: stay, or close and lose it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget


class UnsavedQuestion(QMessageBox):
    """Asked when closing a window loses what is nowhere else.

    Signals:
        answered: Whether the window is to close all the same (bool).
    """

    answered = Signal(bool)

    def __init__(self, parent: QWidget, what: str, about: str) -> None:
        """Args: ``what`` is not saved, in one sentence; ``about`` says why and what closing means."""
        super().__init__(parent)
        self.setObjectName("unsavedQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setText(what)
        self.setInformativeText(about)
        stay = self.addButton(self.tr("&Stay here"), QMessageBox.ButtonRole.RejectRole)
        leave = self.addButton(self.tr("&Close and lose it"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(stay)
        self.setEscapeButton(stay)
        self.finished.connect(lambda _code: self.answered.emit(self.clickedButton() is leave))
