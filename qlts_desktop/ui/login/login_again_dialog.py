"""Logging in again in place: the session has ended while something was being typed or sent."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.ports import Account, SessionPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.growing import grow_to_fit
from qlts_desktop.ui.widgets.progress import Progress


class LoginAgainDialog(QDialog):
    """Asks for the password of the user whose work is open; what is typed in the window below stays.

    Signals:
        loggedIn: The session is good again (Account).
    """

    loggedIn = Signal(object)

    def __init__(
        self, sessions: SessionPort, account: Account, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("loginAgainDialog")
        self.setWindowTitle(self.tr("Log in again"))
        self.setMinimumWidth(460)
        self._sessions = sessions
        self._account = account
        self._runner = runner
        self._job: Job | None = None
        self.password = QLineEdit()
        self.password.setObjectName("againPasswordEdit")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Password of {0}").format(account.username))
        self.password.textChanged.connect(self._show_state)
        label = QLabel(self.tr("&Password"))
        label.setProperty("role", "field")
        label.setBuddy(self.password)
        self.error_panel = ErrorPanel()
        self._progress = Progress()
        self._progress.cancelled.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(wrapped_label(self.tr("The session has ended"), role="heading"))
        column.addWidget(
            wrapped_label(
                self.tr("What you typed is kept. Enter the password of {0} ({1}) to go on where you are.").format(
                    account.username, account.unit_name
                ),
                name="againText",
            )
        )
        column.addWidget(label)
        column.addWidget(self.password)
        column.addWidget(self.error_panel)
        column.addWidget(self._progress)
        column.addLayout(self._buttons())
        self._show_state()

    def _buttons(self) -> QHBoxLayout:
        self.login_button = QPushButton(self.tr("&Log in"))
        self.login_button.setObjectName("againLoginButton")
        self.login_button.setProperty("kind", "primary")
        self.login_button.setDefault(True)
        self.login_button.clicked.connect(self._log_in)
        later = QPushButton(self.tr("L&ater"))
        later.setObjectName("againLaterButton")
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(later)
        row.addWidget(self.login_button)
        return row

    def _show_state(self) -> None:
        busy = self._job is not None
        self.password.setEnabled(not busy)
        self.login_button.setEnabled(not busy and bool(self.password.text()))

    def _log_in(self) -> None:
        if self._job is not None:
            return
        password = unicodedata.normalize("NFC", self.password.text())
        sessions, account = self._sessions, self._account

        def task() -> Account:
            remembered = sessions.remembered_account()
            remember = remembered is not None and remembered.username == account.username
            return sessions.log_in(account.unit_code, account.username, password, remember=remember)

        self.error_panel.clear()
        self._progress.begin(self.tr("Logging in…"))
        self._job = self._runner.run(task, self._on_logged_in, self._on_refused, owner=self)
        self._show_state()

    def _on_logged_in(self, account: Account) -> None:
        self._job = None
        self.password.clear()
        self.accept()
        self.loggedIn.emit(account)

    def _on_refused(self, error: OperationError) -> None:
        self._job = None
        self._progress.end()
        self.error_panel.show_error(error)
        self._show_state()
        grow_to_fit(self)
        self.password.setFocus()
        self.password.selectAll()
