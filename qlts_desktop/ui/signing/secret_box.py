"""Where the PIN of a token, or the password of a certificate file, is typed; it stays in its field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.services.signing_port import PinState, TokenFacts
from qlts_desktop.ui.signing.password_hints import PasswordHints
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label


class SecretBox(QWidget):
    """One field for both; hidden while neither is wanted.

    Signals:
        confirmed: Enter was pressed, or *Mở*.
        edited: Another secret is being typed.

    Attributes:
        edit: The field.
        open_button: Opens a certificate file.
    """

    confirmed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._token: TokenFacts | None = None
        self._label = QLabel()
        self._label.setProperty("role", "field")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setObjectName("secretLabel")
        self.edit = QLineEdit()
        self.edit.setObjectName("secretEdit")
        self._hints = PasswordHints(self.edit)
        self._label.setBuddy(self.edit)
        self.open_button = QPushButton(self.tr("&Open"))
        self.open_button.setObjectName("openCertificateButton")
        self.open_button.setAutoDefault(False)
        self.open_button.setMinimumWidth(110)
        self._problem = wrapped_label(role="error", name="secretProblem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.hide()
        self._hint = wrapped_label(role="small", name="secretHint")
        self._pin_pad = wrapped_label(role="strong", name="pinPadLabel")
        self.last_try_check = QCheckBox(self.tr("I am &sure of this PIN: one more wrong one locks the token"))
        self.last_try_check.setObjectName("lastTryCheck")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.edit, 1)
        row.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._label)
        column.addLayout(row)
        for widget in (self._pin_pad, self._problem, self._hint, self.last_try_check):
            column.addWidget(widget)
        self._hints.changed.connect(self._show_hint)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self.confirmed)
        self.open_button.clicked.connect(self.confirmed)
        self.hide()

    @property
    def text(self) -> str:
        """What has been typed."""
        return self.edit.text()

    @property
    def last_try_confirmed(self) -> bool:
        """Whether the user knows that a wrong PIN locks the token."""
        return self.last_try_check.isVisible() and self.last_try_check.isChecked()

    def ask_password(self, file_name: str) -> None:
        """Ask for the password of a certificate file."""
        self._token = None
        self._ask(self.tr("Password of {0}").format(file_name))
        self.open_button.show()

    def ask_pin(self, token: TokenFacts) -> None:
        """Ask for the PIN of a token, or to look at its reader."""
        self._token = token
        self._ask(self.tr("PIN of token {0} (number {1})").format(token.label, token.serial))
        self.open_button.hide()
        self.edit.setVisible(not token.has_pin_pad)
        self._pin_pad.setText(
            self.tr("The PIN is typed on the reader: press Sign and send, then look at the reader.")
        )
        self._pin_pad.setVisible(token.has_pin_pad)
        self.last_try_check.setVisible(token.pin is PinState.FINAL_TRY)

    def _ask(self, label: str) -> None:
        if label != self._label.text():
            self.clear()
        self._label.setText(label)
        self.edit.setAccessibleName(label)
        self.edit.show()
        self._pin_pad.hide()
        self.last_try_check.hide()
        self._show_hint()
        self.show()

    def clear(self) -> None:
        """Forget what was typed."""
        self.edit.clear()
        self.last_try_check.setChecked(False)
        self.clear_problem()

    def problem_before_sending(self) -> str:
        """Why what was typed is not even tried: a token counts every wrong PIN; empty when it is."""
        token = self._token
        if token is None or token.has_pin_pad:
            return ""
        length = len(self.text.encode())
        if not length:
            return self.tr("Enter the PIN of the token.")
        if self._hints.not_ascii:
            return self.tr("The PIN holds a letter with a mark. Turn Vietnamese typing off and enter it again.")
        if token.shortest_pin and not token.shortest_pin <= length <= token.longest_pin:
            return self.tr("The PIN of this token has {0} to {1} letters. No try was used up.").format(
                token.shortest_pin, token.longest_pin
            )
        if token.pin is PinState.FINAL_TRY and not self.last_try_confirmed:
            return self.tr("This is the last try. Confirm below that you are sure of the PIN.")
        return ""

    def show_problem(self, text: str) -> None:
        """Say at the field what is wrong with it."""
        self._problem.setText(text)
        self._problem.show()
        set_style_property(self.edit, "invalid", True)
        self.edit.setAccessibleDescription(text)
        self.edit.setFocus()
        self.edit.selectAll()

    def clear_problem(self) -> None:
        """Nothing is known to be wrong."""
        set_style_property(self.edit, "invalid", False)
        self.edit.setAccessibleDescription("")
        self._problem.hide()

    def set_usable(self, usable: bool) -> None:
        """Whether anything can be typed."""
        for widget in (self.edit, self.open_button, self.last_try_check):
            widget.setEnabled(usable)

    def _on_edited(self) -> None:
        self.clear_problem()
        self.edited.emit()

    def _show_hint(self) -> None:
        hints = []
        if self._hints.not_ascii:
            hints.append(self.tr("There is a letter with a mark: Vietnamese typing may be on. Turn it off."))
        if self._hints.caps_lock:
            hints.append(self.tr("Caps Lock seems to be on."))
        if self._token is not None and self._token.pin is PinState.COUNT_LOW:
            hints.append(self.tr("A wrong PIN has been entered before; the token locks after several."))
        if self._token is not None and self._token.pin is PinState.FINAL_TRY:
            hints.append(self.tr("This is the last try: one more wrong PIN locks the token."))
        set_style_property(self._hint, "role", "warning" if hints else "small")
        not_kept = self.tr("The password is not kept.") if self._token is None else self.tr("The PIN is not kept.")
        self._hint.setText(" ".join(hints) or not_kept)
