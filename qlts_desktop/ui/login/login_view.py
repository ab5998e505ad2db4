"""Logging in: who, to which unit, at which server."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidgetItem, QPushButton, QWidget

from qlts_desktop._generated.ui_login_view import Ui_LoginView
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.services.ports import Account, DemoAccount, SessionPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.licence import stage_text
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress
from qlts_desktop.ui.widgets.setting_row import locked_label

_ABOUT_THE_SERVER = frozenset(
    {
        ErrorCode.SERVER_ADDRESS_WRONG,
        ErrorCode.PROXY_UNREACHABLE,
        ErrorCode.PROXY_LOGIN_NEEDED,
        ErrorCode.CERTIFICATE_UNTRUSTED,
        ErrorCode.PLAIN_HTTP_REFUSED,
        ErrorCode.REPLY_NOT_UNDERSTOOD,
    }
)
"""Errors that the server address may mend, so it is unfolded."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed. The password is dropped once it has been sent."""

    unit_code: str
    username: str
    password: str
    remember: bool
    server: str


class LoginView(QWidget):
    """The login. What was typed stays until it has been accepted.

    Signals:
        loggedIn: The account, once the licensor has accepted it.
        failed: A login did not go through; the reason is shown.
        cancelled: The user stopped waiting while the licence was being fetched.
        preparedRequested: *Mở phiếu đã chuẩn bị*, which takes no login.
        machineRequested: *Kiểm tra máy*, for who cannot log in.
        settingsRequested: *Cài đặt*, for who cannot reach the server.
    """

    loggedIn = Signal(object)
    failed = Signal()
    cancelled = Signal()
    preparedRequested = Signal()
    machineRequested = Signal()
    settingsRequested = Signal()

    def __init__(
        self,
        sessions: SessionPort,
        runner: Runner,
        demo_accounts: tuple[DemoAccount, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._runner = runner
        self._demo_accounts = demo_accounts
        self._job: Job | None = None
        self._given_up = threading.Event()
        self.ui = Ui_LoginView()
        self.ui.setupUi(self)
        self.setObjectName("loginView")
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("loginError")
        self._missing: QLabel = wrapped_label(role="error", name="loginMissing")
        self._missing.hide()
        self._problems = wrapped_label(role="warning", name="loginIniProblems")
        self._problems.setTextFormat(Qt.TextFormat.PlainText)
        self._problems.hide()
        self._locked = locked_label("serverLocked")
        self.ui.serverColumn.addWidget(self._locked)
        self._settings_button = QPushButton(self.tr("Proxy, connection test and other se&ttings…"))
        self._settings_button.setObjectName("loginSettingsButton")
        self._settings_button.setProperty("kind", "link")
        self._settings_button.setAutoDefault(False)
        self._settings_button.clicked.connect(self.settingsRequested)
        self.ui.serverColumn.addWidget(self._settings_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._progress = Progress()
        self.ui.loginErrorColumn.addWidget(self._problems)
        self.ui.loginErrorColumn.addWidget(self._missing)
        self.ui.loginErrorColumn.addWidget(self.error_panel)
        self.ui.progressSlot.addWidget(self._progress)
        self.ui.loginMessage.hide()
        self.ui.serverFrame.hide()
        self._fill_demo_accounts()
        self._show_server(sessions.server_url)
        self.ui.serverButton.toggled.connect(self._unfold_server)
        self.ui.loginButton.clicked.connect(self.log_in)
        self.ui.loginPreparedButton.clicked.connect(self.preparedRequested)
        self.ui.loginMachineButton.clicked.connect(self.machineRequested)
        self._progress.cancelled.connect(self._on_cancelled)
        for edit in self._edits():
            edit.returnPressed.connect(self.log_in)
            edit.textEdited.connect(lambda _text, edit=edit: set_style_property(edit, "invalid", False))
        if not sessions.server_url:
            self.ui.serverButton.setChecked(True)

    def log_in(self) -> None:
        """Try what was typed; an empty field is named instead."""
        if self._job is not None and self._job.is_running:
            return
        typed = self._typed()
        self.error_panel.clear()
        self.ui.loginMessage.hide()
        if not self._is_complete(typed):
            return
        self.show_busy(self.tr("Logging in…"))
        self._given_up = given_up = threading.Event()
        sessions = self._sessions

        def task() -> Account:
            if typed.server != sessions.server_url:
                sessions.use_server(typed.server)
            account = sessions.log_in(typed.unit_code, typed.username, typed.password, remember=typed.remember)
            if given_up.is_set():
                sessions.log_out()
            return account

        self._job = self._runner.run(task, self._on_logged_in, self._on_refused, owner=self)

    def prefill(self, account: Account, *, remember: bool) -> None:
        """Fill in who logged in last; only the password is left to type."""
        self.ui.unitCodeEdit.setText(account.unit_code)
        self.ui.usernameEdit.setText(account.username)
        self.ui.rememberCheck.setChecked(remember)
        self.ui.passwordEdit.setFocus()

    def lock_server(self) -> None:
        """The administrator has set the server for everybody here."""
        self.ui.serverAddressEdit.setReadOnly(True)
        self._locked.show()

    def show_problems(self, text: str) -> None:
        """Say what could not be used of the administrator's settings; empty: nothing. Plain text."""
        self._problems.setText(text)
        self._problems.setVisible(bool(text))

    def show_message(self, text: str) -> None:
        """Say why there is a login, for example that a session has ended. Plain text."""
        self.ui.loginMessage.setText(text)
        self.ui.loginMessage.setVisible(bool(text))

    def show_busy(self, text: str, *, can_cancel: bool = True) -> None:
        """Say what is being done; the form waits."""
        self._enable(False)
        self._progress.begin(text, can_cancel=can_cancel)
        self._progress.cancel_button.setFocus()

    def show_error(self, error: OperationError) -> None:
        """Say why the login did not happen; what was typed stays."""
        self._job = None
        self.show_ready()
        self.error_panel.show_error(error)
        if error.code in _ABOUT_THE_SERVER:
            self.ui.serverButton.setChecked(True)
            self.ui.serverAddressEdit.setFocus()
        else:
            self.ui.passwordEdit.selectAll()
            self.ui.passwordEdit.setFocus()

    def show_ready(self) -> None:
        """End the waiting."""
        self._progress.end()
        self._enable(True)

    def forget_password(self) -> None:
        """Empty the password field, once the login is through."""
        self.ui.passwordEdit.clear()

    def _edits(self) -> tuple[QLineEdit, ...]:
        ui = self.ui
        return (ui.unitCodeEdit, ui.usernameEdit, ui.passwordEdit, ui.serverAddressEdit)

    def _typed(self) -> Credentials:
        def text(edit: QLineEdit) -> str:
            return unicodedata.normalize("NFC", edit.text())

        return Credentials(
            unit_code=text(self.ui.unitCodeEdit).strip(),
            username=text(self.ui.usernameEdit).strip(),
            password=text(self.ui.passwordEdit),
            remember=self.ui.rememberCheck.isChecked(),
            server=text(self.ui.serverAddressEdit).strip(),
        )

    def _is_complete(self, typed: Credentials) -> bool:
        """Whether all is typed; else the empty fields are marked and the first gets the focus."""
        wanted = (
            (self.ui.unitCodeEdit, typed.unit_code, self.tr("Enter the unit code.")),
            (self.ui.usernameEdit, typed.username, self.tr("Enter the user name.")),
            (self.ui.passwordEdit, typed.password, self.tr("Enter the password.")),
            (self.ui.serverAddressEdit, typed.server, self.tr("Enter the server address.")),
        )
        empty = [(edit, text) for edit, value, text in wanted if not value]
        for edit, value, _text in wanted:
            set_style_property(edit, "invalid", not value)
        self._missing.setText(" ".join(text for _edit, text in empty))
        self._missing.setVisible(bool(empty))
        if empty:
            if any(edit is self.ui.serverAddressEdit for edit, _text in empty):
                self.ui.serverButton.setChecked(True)
            empty[0][0].setFocus()
        return not empty

    def _enable(self, enabled: bool) -> None:
        for widget in (*self._edits(), self.ui.rememberCheck, self.ui.serverButton, self.ui.demoAccounts):
            widget.setEnabled(enabled)
        self.ui.loginButton.setEnabled(enabled)

    def _fill_demo_accounts(self) -> None:
        for account in self._demo_accounts:
            name, _dash, summary = account.label.partition(" – ")
            item = QListWidgetItem(f"{name}\n{summary or self._state_text(account.state)}")
            item.setData(Qt.ItemDataRole.UserRole, account)
            item.setToolTip(f"{account.unit_code} · {account.username}")
            self.ui.demoAccounts.addItem(item)
        self.ui.demoAccounts.setWordWrap(True)
        self.ui.demoAccounts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ui.demoCard.setVisible(bool(self._demo_accounts))
        self.ui.demoAccounts.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.ui.demoAccounts.itemActivated.connect(lambda _item: self.log_in())

    def _state_text(self, state: str) -> str:
        """What the demo's manifest calls a unit's state, in words."""
        stage = Stage(state)
        if stage is not Stage.UNKNOWN:
            return stage_text(stage)
        match state:
            case "viewer":
                return self.tr("May only look")
            case "no_licence":
                return self.tr("No licence yet")
            case "history":
                return self.tr("Long history")
            case _:
                return state

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        account: DemoAccount = item.data(Qt.ItemDataRole.UserRole)
        self.ui.unitCodeEdit.setText(account.unit_code)
        self.ui.usernameEdit.setText(account.username)
        self.ui.passwordEdit.setText(account.password)
        for edit in self._edits():
            set_style_property(edit, "invalid", False)
        self._missing.hide()
        self.error_panel.clear()

    def _show_server(self, url: str) -> None:
        self.ui.serverAddressEdit.setText(url)
        self.ui.serverLabel.setText(url)

    def _unfold_server(self, shown: bool) -> None:
        self.ui.serverFrame.setVisible(shown)
        self.ui.serverLabel.setVisible(not shown)
        if shown:
            self.ui.serverAddressEdit.setFocus()

    def _on_logged_in(self, account: Account) -> None:
        self._job = None
        self._show_server(self._sessions.server_url)
        self.loggedIn.emit(account)

    def _on_refused(self, error: OperationError) -> None:
        self.show_error(error)
        self.failed.emit()

    def _on_cancelled(self) -> None:
        """Stop waiting. A login that still succeeds is ended at once by the task itself."""
        self.show_ready()
        if self._job is not None:
            self._given_up.set()
            self._job.cancel()
            self._job = None
        else:
            self.cancelled.emit()
        self.ui.loginButton.setFocus()
