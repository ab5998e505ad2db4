"""The login as a screen of the window: shown anew for each session, and gone with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.machine_settings import SettingKey
from qlts_desktop.services.ports import Account, DemoAccount, SessionPort
from qlts_desktop.services.settings_port import SettingsPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.settings import ini_problems_text
from qlts_desktop.ui.shell.screens import Screens

if TYPE_CHECKING:
    from qlts_desktop.ui.login.first_start_view import FirstStartView
    from qlts_desktop.ui.login.login_view import LoginView


class LoginScreen(QObject):
    """Shows the login and ends sessions.

    Signals:
        loggedIn: The licensor has accepted a login (Account).
        failed: A login did not go through; the view says why.
        cancelled: The user gave up after that; the session is being ended.
        preparedRequested: A prepared registration is to be opened, which takes no login.
        machineRequested: *Kiểm tra máy*, which takes none either.
        settingsRequested: *Cài đặt*, for who cannot reach the server.

    Attributes:
        view: The login, while it is shown.
        first_start: What asks for the server instead, while none is known.
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
        settings: SettingsPort,
        runner: Runner,
        demo_accounts: tuple[DemoAccount, ...],
        screens: Screens,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._settings = settings
        self._runner = runner
        self._demo_accounts = demo_accounts
        self._screens = screens
        self.view: LoginView | None = None
        self.first_start: FirstStartView | None = None

    def show(self, last: Account | None, message: str = "", error: OperationError | None = None) -> None:
        """Show the login in place of everything else.

        Args:
            last: Whose session it was; filled in.
            message: Why there is a login. Plain text.
            error: What went wrong before.
        """
        from qlts_desktop.ui.login.login_view import LoginView

        if not self._sessions.server_url:
            self._ask_for_server(error)
            return
        self._leave_first_start()
        before, view = self.view, LoginView(self._sessions, self._runner, self._demo_accounts)
        if SettingKey.SERVER in self._settings.locked:
            view.lock_server()
        view.show_problems(ini_problems_text(self._settings.problems) if self._settings.problems else "")
        self.view = view
        view.loggedIn.connect(self.loggedIn)
        view.failed.connect(self.failed)
        view.preparedRequested.connect(self.preparedRequested)
        view.machineRequested.connect(self.machineRequested)
        view.settingsRequested.connect(self.settingsRequested)
        view.cancelled.connect(self._on_cancelled)
        self._screens.show_login(view)
        if before is not None:
            self._screens.window.remove_login(before)
        if last is not None:
            view.prefill(last, remember=self._sessions.remembered_account() is not None)
        view.show_message(message)
        if error is not None:
            view.show_error(error)

    def _ask_for_server(self, error: OperationError | None) -> None:
        """No server is known: nobody can log in before it is."""
        from qlts_desktop.ui.login.first_start_view import FirstStartView

        self._leave_first_start()
        self.first_start = view = FirstStartView(self._settings, self._runner)
        view.done.connect(lambda trouble: self.show(None, error=trouble))
        view.preparedRequested.connect(self.preparedRequested)
        view.machineRequested.connect(self.machineRequested)
        self._screens.show_login(view)
        if error is not None:
            view.show_error(error)

    def _leave_first_start(self) -> None:
        view, self.first_start = self.first_start, None
        if view is not None:
            self._screens.window.remove_login(view)

    def leave(self) -> None:
        """The session has its own screen now; what was typed is forgotten."""
        if self.view is not None:
            view, self.view = self.view, None
            view.forget_password()
            self._screens.window.remove_login(view)

    def show_busy(self, text: str) -> None:
        """Say what is being done after the login was accepted."""
        if self.view is not None:
            self.view.show_busy(text)

    def show_error(self, error: OperationError) -> None:
        """Say why there is no screen yet; what was typed stays."""
        if self.view is not None:
            self.view.show_error(error)

    def end_session(self) -> None:
        """End the session; a new login waits for that, so that the two cannot cross."""
        view = self.view
        if view is None:
            return
        view.show_busy(self.tr("Logging out…"), can_cancel=False)
        self._runner.run(
            self._sessions.log_out,
            lambda _none: view.show_ready(),
            lambda _error: view.show_ready(),
            owner=view,
        )

    def _on_cancelled(self) -> None:
        self.cancelled.emit()
        self.end_session()
