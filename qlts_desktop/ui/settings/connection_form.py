"""Server and way out: typed, chosen and tried; the same at the first start and in *Cài đặt*."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.machine_settings import ProxyMode, SettingKey
from qlts_desktop.services.proxy import Proxy, ProxyLogin
from qlts_desktop.services.settings_port import Connection, SettingsPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.messages.settings import Tone, connection_text
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress
from qlts_desktop.ui.widgets.setting_row import SettingRow, locked_label

_OF_THE_SERVER = frozenset({ErrorCode.SERVER_ADDRESS_WRONG, ErrorCode.PLAIN_HTTP_REFUSED})

NOT_TAKEN = _OF_THE_SERVER | {ErrorCode.PROXY_ADDRESS_WRONG}
"""After these nothing has changed; whatever else goes wrong, the settings hold for this run."""


class ConnectionForm(QWidget):
    """Address, proxy, and *Kiểm tra kết nối*.

    Signals:
        edited: The user has changed something.
        tried: A try has come to its end: whether the vendor's server has answered (bool).
        told: There is something new to read (the widget that says it).
    """

    edited = Signal()
    tried = Signal(bool)
    told = Signal(object)

    def __init__(self, settings: SettingsPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._runner = runner
        self._job: Job | None = None
        self.server_row = SettingRow(
            "settingsServer",
            self.tr("Server &address"),
            self.tr("As the vendor has given it, for example https://qlts.example.vn."),
        )
        self.server_row.edit.setPlaceholderText("https://")
        self._modes = QButtonGroup(self)
        self._mode_line = QVBoxLayout()
        self._mode_line.setSpacing(2)
        for mode, text in (
            (ProxyMode.SYSTEM, self.tr("As this &computer is set")),
            (ProxyMode.MANUAL, self.tr("This &proxy:")),
            (ProxyMode.NONE, self.tr("&No proxy")),
        ):
            button = QRadioButton(text)
            button.setObjectName(f"proxyMode_{mode}")
            self._modes.addButton(button, list(ProxyMode).index(mode))
            self._mode_line.addWidget(button)
        self._proxy_locked = locked_label("proxyModeLocked")
        self.proxy_row = SettingRow(
            "proxyAddress",
            self.tr("Proxy a&ddress and port"),
            "",
        )
        self.proxy_row.edit.setPlaceholderText("proxy.example.vn:8080")
        self.user_row = SettingRow("proxyUser", self.tr("Proxy &user, where it asks for one"), "")
        self.password_row = SettingRow("proxyPassword", self.tr("Proxy pass&word"), "")
        self.password_row.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._manual = QFrame()
        self._error = ErrorPanel()
        self._error.setObjectName("connectionError")
        self._verdict = wrapped_label(role="strong", name="connectionVerdict")
        self._lines = wrapped_label(name="connectionLines")
        for label in (self._verdict, self._lines):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        self._progress = Progress()
        self._progress.cancelled.connect(self.stop)
        self.try_button = QPushButton(self.tr("&Test the connection"))
        self.try_button.setObjectName("connectionTryButton")
        self.try_button.setAutoDefault(False)
        self.try_button.clicked.connect(self.try_now)
        self._lay_out()
        self._modes.idToggled.connect(lambda _id, _on: self._show_mode())
        self._modes.idClicked.connect(lambda _id: self.edited.emit())
        for row in (self.server_row, self.proxy_row, self.user_row, self.password_row):
            row.edited.connect(self.edited)
        self.edited.connect(self._forget_verdict)
        self.show_settings("", Proxy())

    @property
    def server(self) -> str:
        """The address as it is typed."""
        return unicodedata.normalize("NFC", self.server_row.text)

    @property
    def proxy(self) -> Proxy:
        """The way out as it is chosen."""
        mode = list(ProxyMode)[self._modes.checkedId()]
        if mode is not ProxyMode.MANUAL:
            return Proxy(mode)
        user = unicodedata.normalize("NFC", self.user_row.text)
        password = unicodedata.normalize("NFC", self.password_row.edit.text())
        return Proxy(mode, self.proxy_row.text, ProxyLogin(user, password))

    def show_settings(self, server: str, proxy: Proxy) -> None:
        """Show what holds."""
        self.server_row.edit.setText(server)
        self.proxy_row.edit.setText(proxy.address.removeprefix("http://"))
        self.user_row.edit.setText(proxy.login.user)
        self.password_row.edit.setText(proxy.login.password)
        self._modes.button(list(ProxyMode).index(proxy.mode)).setChecked(True)
        locked = self._settings.locked
        if SettingKey.SERVER in locked:
            self.server_row.lock()
        if SettingKey.PROXY_ADDRESS in locked:
            self.proxy_row.lock()
        if SettingKey.PROXY_MODE in locked:
            self._proxy_locked.show()
            for button in self._modes.buttons():
                button.setEnabled(button.isChecked())
        self._show_mode()

    def try_now(self) -> None:
        """*Kiểm tra kết nối*."""
        if self._job is not None:
            return
        self._forget_verdict()
        settings, server, proxy = self._settings, self.server, self.proxy
        if not server:
            self.show_error(OperationError(ErrorCode.SERVER_ADDRESS_WRONG, technical="empty"))
            return
        self._progress.begin(self.tr("Asking the server…"))
        self.try_button.setEnabled(False)
        self._job = self._runner.run(
            lambda: settings.try_connection(server, proxy), self._on_tried, self._on_failed, owner=self
        )
        if not self._job.is_running:
            self._job = None

    def stop(self) -> None:
        """What is being tried ends unheard."""
        if self._job is not None:
            self._job.cancel()
        self._rest()

    def show_error(self, error: OperationError) -> None:
        """Say what is wrong: at its line where it has one."""
        said = error_text(error)
        row = None
        if error.code in _OF_THE_SERVER and not self.server_row.edit.isReadOnly():
            row = self.server_row
        elif error.code is ErrorCode.PROXY_ADDRESS_WRONG:
            row = self.proxy_row
        if row is not None:
            row.show_problem(" ".join(part for part in (f"{said.title}.", said.text, said.next_step) if part))
        else:
            self._error.show_error(error)
        self.told.emit(row or self._error)

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        way = QLabel(self.tr("Way to the internet"))
        way.setProperty("role", "field")
        login = QHBoxLayout()
        login.setSpacing(12)
        login.addWidget(self.user_row, 1)
        login.addWidget(self.password_row, 1)
        manual = QVBoxLayout(self._manual)
        manual.setContentsMargins(24, 4, 0, 4)
        manual.setSpacing(8)
        manual.addWidget(self.proxy_row)
        manual.addLayout(login)
        self._mode_line.insertWidget(2, self._manual)
        tries = QHBoxLayout()
        tries.addWidget(self.try_button)
        tries.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.server_row)
        column.addSpacing(8)
        column.addWidget(way)
        column.addWidget(self._proxy_locked)
        column.addLayout(self._mode_line)
        column.addSpacing(4)
        column.addLayout(tries)
        for widget in (self._progress, self._verdict, self._lines, self._error):
            column.addWidget(widget)

    def _show_mode(self) -> None:
        is_manual = self._modes.checkedId() == list(ProxyMode).index(ProxyMode.MANUAL)
        self._manual.setVisible(is_manual)

    def _forget_verdict(self) -> None:
        self._error.clear()
        for row in (self.server_row, self.proxy_row):
            row.clear_problem()
        for label in (self._verdict, self._lines):
            label.hide()

    def _on_tried(self, found: Connection) -> None:
        self._rest()
        said = connection_text(found)
        self._verdict.setText(said.title)
        set_style_property(self._verdict, "verdict", said.tone.value)
        self._lines.setText("\n".join(said.lines))
        self._verdict.show()
        self._lines.show()
        self.told.emit(self._lines)
        self.tried.emit(said.tone is not Tone.ERROR)

    def _on_failed(self, error: OperationError) -> None:
        self._rest()
        self.show_error(error)
        self.tried.emit(False)

    def _rest(self) -> None:
        self._job = None
        self._progress.end()
        self.try_button.setEnabled(True)
