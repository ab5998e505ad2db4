"""The foot of a prepared registration's window: where it stands, and what can be done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from qlts_desktop.services.prepared_port import Prepared
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.progress import Progress

MOST_SIGNATURES = 2


class PreparedBar(QFrame):
    """Status, *Đóng*, the secondary ways, and the one primary button.

    Signals:
        performRequested: The primary button.
        signRequested: Sign, and send nothing: the first or one more.
        saveRequested: Save the signed file.
        closeRequested: *Đóng*.

    Attributes:
        progress: What is being waited for.
        perform: The primary button.
    """

    performRequested = Signal()
    signRequested = Signal()
    saveRequested = Signal()
    closeRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "bottom")
        self._status = wrapped_label(role="small", name="preparedStatus")
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.progress = Progress()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(self._status, 1)
        row.addWidget(self.progress, 1)
        self._close = self._button("preparedCloseButton", self.tr("&Close"), self.closeRequested)
        self._sign = self._button("preparedSignButton", "", self.signRequested)
        self._save = self._button("preparedSaveButton", self.tr("Sa&ve the signed file…"), self.saveRequested)
        self.perform = self._button("preparedPerformButton", "", self.performRequested)
        self.perform.setProperty("kind", "primary")
        for button in (self._close, self._sign, self._save, self.perform):
            row.addWidget(button)

    @staticmethod
    def _button(name: str, text: str, pressed: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def show_state(self, prepared: Prepared, *, is_over: bool, waits: bool, next_file: str, saved: str) -> None:
        """Show what can be done.

        Args:
            prepared: How far it has come.
            is_over: Nothing can be done with it any more.
            waits: Something is under way.
            next_file: The file that is opened after this one; empty for none.
            saved: Where the signed file was saved; empty where it was not.
        """
        begun, signed = prepared.begun, prepared.signed
        from_file = bool(prepared.keys) and begun is None and not is_over
        self._sign.setVisible(from_file and (signed is None or signed.signatures < MOST_SIGNATURES))
        self._sign.setText(self.tr("Si&gn only…") if signed is None else self.tr("A &second signer…"))
        self._save.setVisible(from_file and signed is not None)
        self.perform.setVisible(not is_over)
        self.perform.setText(self._perform_text(prepared))
        for button in (self._close, self._sign, self._save):
            button.setEnabled(not waits)
        self._status.setVisible(not waits)
        self._status.setText(self._status_text(prepared, is_over=is_over, next_file=next_file, saved=saved))

    def _perform_text(self, prepared: Prepared) -> str:
        if prepared.begun is None:
            return self.tr("&Sign and send…") if prepared.signed is None else self.tr("Se&nd")
        if prepared.right:
            return self.tr("Go &on with sending")
        return self.tr("&Open the file…")

    def _status_text(self, prepared: Prepared, *, is_over: bool, next_file: str, saved: str) -> str:
        if next_file:
            return self.tr("Close this window to open {0}.").format(next_file)
        if is_over or prepared.begun is not None:
            return ""
        if saved:
            return self.tr("Saved: {0}. The slip has not been sent.").format(saved)
        return self.tr("The slip has not been sent")
