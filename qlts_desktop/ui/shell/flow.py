"""The way from one screen to the next: login → licence → gate or workspace → registration → workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.ports import (
    Account,
    ClockPort,
    DemoAccount,
    HeldLicence,
    LicencePort,
    NoticePort,
    ReminderPort,
    SessionPort,
)
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.checking.check_window import CheckWindow
from qlts_desktop.ui.guide.guide_help import GuideHelp
from qlts_desktop.ui.machine.machine_window import MachineWindow
from qlts_desktop.ui.messages.news import cannot_keep_notice, ini_problems_notice, not_remembered_news
from qlts_desktop.ui.prepared.prepared_windows import PreparedWindows
from qlts_desktop.ui.recovery.recovery_window import RecoveryWindow
from qlts_desktop.ui.settings.settings_window import SettingsWindow
from qlts_desktop.ui.shell.licence_flow import LicenceFlow
from qlts_desktop.ui.shell.licence_loader import LicenceLoader
from qlts_desktop.ui.shell.login_screen import LoginScreen
from qlts_desktop.ui.shell.registration import RegistrationWindows
from qlts_desktop.ui.shell.screens import Screens
from qlts_desktop.ui.shell.tasks import may_register
from qlts_desktop.ui.updates.update_watch import UpdateWatch

if TYPE_CHECKING:
    from datetime import date

    from qlts_desktop.core.field_checks import FieldChecks
    from qlts_desktop.services.checking_port import CheckingPort
    from qlts_desktop.services.machine_port import MachinePort
    from qlts_desktop.services.order_port import Changed, OrderPort
    from qlts_desktop.services.paper_scan_port import PaperScanPort
    from qlts_desktop.services.prepared_port import PreparedPort
    from qlts_desktop.services.recovery_port import RecoveryPort, RecoveryRequest
    from qlts_desktop.services.registration_port import LeftPlace, RegistrationPort
    from qlts_desktop.services.settings_port import SettingsPort
    from qlts_desktop.services.signing_port import SigningPort
    from qlts_desktop.services.update_port import UpdatePort


class AppFlow(QObject):
    """Leads the user through the program.

    Signals:
        loginShown: The login is on the screen.
        stageShown: A stage is on the screen: workspace or gate (HeldLicence, or None without a licence).

    Attributes:
        screens: The window and what is over it.
        login: The login's screen; its view is None while another screen is shown.
        licence: Which licence is shown.
        recovery: The dialog for data recovery, while it is open.
        registration: Wizard and success dialog, while they are open.
        prepared: Opens registrations that were prepared elsewhere.
        settings: *Cài đặt*, while it is open.
        machine: The dialog that checks this computer, while it is open.
        checking: The dialog that checks signed slips, while it is open.
        updates: Tells of a newer version of the program.
        guide: Opens the guide at the page of a screen.
    """

    loginShown = Signal()
    stageShown = Signal(object)

    def __init__(
        self,
        sessions: SessionPort,
        licences: LicencePort,
        registrations: RegistrationPort,
        signing: SigningPort,
        recovery: RecoveryPort,
        reminders: ReminderPort,
        notices: NoticePort,
        checks: FieldChecks,
        runner: Runner,
        clock: ClockPort,
        demo_accounts: tuple[DemoAccount, ...] = (),
        app_version: str = "",
        parent: QObject | None = None,
        *,
        prepared: PreparedPort,
        scans: PaperScanPort,
        orders: OrderPort,
        machine: MachinePort,
        checking: CheckingPort,
        settings: SettingsPort,
        updates: UpdatePort | None = None,
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._registrations = registrations
        self._runner = runner
        self._app_version = app_version
        self._wants_to_register = False
        self._session_ended = False
        self._looked_where_left = False
        self._orders = orders
        self.screens = Screens(registrations, reminders, notices, scans, orders, runner, self._today, self)
        self.login = LoginScreen(sessions, settings, runner, demo_accounts, self.screens, self)
        loader = LicenceLoader(sessions, licences, registrations, recovery, runner, self)
        self.licence = LicenceFlow(licences, loader, runner, clock, self.screens, self)
        self.registration = RegistrationWindows(
            *(sessions, registrations, signing, machine, reminders, checks, runner, self.licence.today, self),
            prepared=prepared,
        )
        self.prepared = PreparedWindows(
            prepared, signing, machine, reminders, runner, self.licence.today, self.screens.window
        )
        self.recovery = RecoveryWindow(recovery, checks, runner, self)
        self.machine = MachineWindow(machine, runner, self.screens.window)
        self.checking = CheckWindow(checking, runner, lambda: clock.reading().now, self.screens.window)
        self.settings = SettingsWindow(settings, signing, runner, self.screens.window)
        self._ini_problems = settings.problems
        self._kept_settings = settings
        self.screens.can_enter = bool(settings.program)
        self.updates = UpdateWatch(updates, notices, runner, self._today, self.screens.window)
        self.guide = GuideHelp(self.screens.window)
        self.screens.is_covered = self._is_covered
        loader.sessionEnded.connect(self._on_session_ended)
        self._connect_screens()

    @property
    def account(self) -> Account | None:
        """Whose licence is shown; None at the login."""
        return self.licence.account

    def start(self, store_problem: OperationError | None = None) -> None:
        """Show the first window, without network or keyring; both come after it has been painted.

        Args:
            store_problem: What is wrong with the local store. The login tells it. A licence that can still be read
                shows its stage all the same, and the window's machine bar tells that nothing can be kept.
        """
        self.licence.days.start()
        if store_problem is not None:
            self.screens.window.show_machine_notice(cannot_keep_notice(store_problem))
        elif self._ini_problems:
            self.screens.window.show_machine_notice(ini_problems_notice(self._ini_problems))
        account = self._sessions.remembered_account()
        if account is None:
            self.show_login(error=store_problem)
            return
        self.licence.begin(account)
        self.screens.window.firstPainted.connect(self.licence.resume)

    def show_login(self, message: str = "", error: OperationError | None = None) -> None:
        """Show the login in place; a message or an error says why."""
        last = self.licence.account
        self.licence.forget()
        self.recovery.close()
        self._wants_to_register = self._session_ended = self._looked_where_left = False
        self.login.show(last, message, error)
        self.licence.show_clock()
        self.loginShown.emit()

    def refresh(self) -> None:
        """*Cập nhật tài nguyên*: ask the licensor again and show the stage at once."""
        self.licence.refresh()

    def register(self) -> None:
        """*Đăng ký gia hạn*: open the wizard, logging in again first where needed."""
        if self.licence.account is None or self.registration.is_open:
            return
        if self._sessions.account is not None:
            self._open_wizard()
            return
        self._wants_to_register = True
        self.licence.refresh()

    def edit_order(self, no: str) -> None:
        """*Sửa lại đơn*: make the draft that is to take an order's place, then open the wizard on it."""
        orders = self._orders
        self._runner.run(
            lambda: orders.begin_edit(no),
            lambda _nothing: self.register(),
            self.screens.show_refresh_error,
            owner=self,
        )

    def request_recovery(self) -> None:
        """*Yêu cầu khôi phục dữ liệu*: over the window, so that another stage takes nothing typed away."""
        account, held = self.licence.account, self.licence.held
        if account is not None and held is not None:
            self.recovery.open(account, held.licence, self.screens.window)

    def log_out(self) -> None:
        """End the session and show the login."""
        self.licence.account = None
        self.show_login()
        self.login.end_session()

    def quit(self) -> None:
        """Close every window; the program ends with the last one."""
        self.screens.forget_session()
        self.screens.window.close()

    def _today(self) -> date:
        """The trusted day; the licence's flow, which knows it, needs the screens first."""
        return self.licence.today()

    # --- logging in -------------------------------------------------------------------------------------

    def _on_logged_in(self, account: Account) -> None:
        self.login.show_busy(self.tr("Fetching the licence…"))
        self.licence.load(account, self.login.show_error)

    def _on_login_cancelled(self) -> None:
        self.licence.cancel()
        self.licence.account = None

    def _on_session_ended(self) -> None:
        """The wizard is not torn away: the login comes over it, or, put off there, after it."""
        account = self.licence.account
        if self.registration.is_open and account is not None:
            self._session_ended = True
            self.registration.ask_for_login(account)
        else:
            self.show_login(self.tr("The session has ended. Enter the password to go on."))

    def _on_logged_in_again(self) -> None:
        self._session_ended = False

    def _on_loaded(self) -> None:
        """Tell once that a login could not be remembered; go on to the registration that had to wait for one."""
        if self.login.view is not None and (code := self._sessions.remembering_failed()):
            self.screens.set_news(not_remembered_news(code))
        if self._wants_to_register:
            self._wants_to_register = False
            self._open_wizard()

    def _look_where_left(self) -> None:
        """Once a session: ask this machine whether the program was stopped with the wizard open."""
        if not self._looked_where_left and self._sessions.account is not None:
            self._looked_where_left = True
            self._runner.run(self._registrations.left_place, self._on_left, lambda _error: None, owner=self)

    def _on_left(self, left: LeftPlace | None) -> None:
        """The program was stopped while the wizard was open: open it again, at the same place."""
        account, held = self.licence.account, self.licence.held
        if left is None or account is None or self._is_covered():
            return
        if held is None or may_register(held.licence, self.licence.today(), can_renew=account.can_renew):
            self._open_wizard(left)

    def _on_load_failed(self, error: OperationError) -> None:
        if self._wants_to_register:
            self._wants_to_register = False
            self.screens.show_refresh_error(error)

    def _on_waiting_cancelled(self) -> None:
        self._wants_to_register = False
        self.licence.give_up_waiting()

    def _on_unfinished(self, text: str) -> None:
        """An unfinished submission is being asked about: say so where the user waits."""
        if self.login.view is not None:
            self.login.show_busy(text)
        else:
            self.screens.set_refreshing(True, text)

    def _on_shown(self, held: HeldLicence | None) -> None:
        self.login.leave()
        self.stageShown.emit(held)
        if self.licence.account is not None:
            self.updates.consider(self.licence.account.unit_code)
        self._look_where_left()

    # --- registering ------------------------------------------------------------------------------------

    def _is_covered(self) -> bool:
        windows = (
            *(self.registration, self.recovery, self.prepared),
            *(self.machine, self.checking, self.settings, self.updates),
        )
        return any(window.is_open for window in windows)

    def _open_wizard(self, left: LeftPlace | None = None) -> None:
        if self.licence.account is not None and self._sessions.account is not None:
            self.screens.cover_gate()
            self.registration.open(self.licence.account, self.licence.held, self.screens.window, left)

    def _on_registration_over(self, held: HeldLicence | None) -> None:
        """Back from the wizard: with the new licence straight on, else to what was there before."""
        if held is not None:
            self.licence.held = held
            self.screens.set_news(None)
            self.screens.leave_history()
        if self._session_ended:
            self._on_session_ended()
        elif self.licence.held is not None:
            self.licence.show_held()
        else:
            self.screens.uncover_gate()

    def _on_prepared_sent(self, unit_code: str) -> None:
        """Sent from this very PC, for the unit that is shown: it has another licence now."""
        account = self.licence.account
        if account is not None and account.unit_code == unit_code and self._sessions.account is not None:
            self.refresh()

    def _on_order_changed(self, changed: Changed) -> None:
        """What the unit has done with an order may have given it another licence; the history stays open."""
        if changed.held is not None:
            self.licence.held = changed.held
            self.licence.show_held()

    def _on_recovery_filed(self, request: RecoveryRequest) -> None:
        from qlts_desktop.ui.messages.recovery import recovery_filed_text

        self.screens.show_refresh_result(recovery_filed_text(request))

    # --- inside -----------------------------------------------------------------------------------------

    def _connect_screens(self) -> None:
        screens, licence = self.screens, self.licence
        screens.registerRequested.connect(self.register)
        screens.refreshRequested.connect(self.refresh)
        screens.refreshCancelled.connect(self._on_waiting_cancelled)
        screens.fileRequested.connect(licence.take_file)
        screens.recoveryRequested.connect(self.request_recovery)
        screens.preparedRequested.connect(self.prepared.open)
        screens.machineRequested.connect(self.machine.open)
        screens.enterRequested.connect(self._enter_software)
        screens.settingsRequested.connect(self._open_settings)
        screens.window.reportRequested.connect(self.machine.open_to_save)
        screens.window.checkRequested.connect(self.checking.open)
        screens.readRequested.connect(self._read_only)
        screens.orderChanged.connect(self._on_order_changed)
        screens.editRequested.connect(self.edit_order)
        screens.whyRequested.connect(licence.show_held)
        screens.logOutRequested.connect(self.log_out)
        screens.quitRequested.connect(self.quit)
        screens.window.licenceInfoRequested.connect(self._show_licence_info)
        screens.window.aboutRequested.connect(self._show_about)
        licence.shown.connect(self._on_shown)
        licence.loaded.connect(self._on_loaded)
        licence.failed.connect(self._on_load_failed)
        licence.loginNeeded.connect(lambda error: self.show_login(error=error))
        licence.unfinished.connect(self._on_unfinished)
        self.registration.loggedInAgain.connect(self._on_logged_in_again)
        self.registration.over.connect(self._on_registration_over)
        self.recovery.filed.connect(self._on_recovery_filed)
        self.recovery.closed.connect(screens.uncover_gate)
        self.login.preparedRequested.connect(self.prepared.open)
        self.login.machineRequested.connect(self.machine.open)
        self.login.settingsRequested.connect(self._open_settings)
        self.settings.opening.connect(screens.cover_gate)
        self.settings.closed.connect(screens.uncover_gate)
        self.settings.serverChanged.connect(self._on_server_changed)
        self.machine.opening.connect(screens.cover_gate)
        self.machine.closed.connect(screens.uncover_gate)
        self.prepared.opening.connect(screens.cover_gate)
        self.prepared.closed.connect(screens.uncover_gate)
        self.prepared.submitted.connect(self._on_prepared_sent)
        self.login.loggedIn.connect(self._on_logged_in)
        self.login.cancelled.connect(self._on_login_cancelled)
        self.login.failed.connect(licence.show_clock)

    def _enter_software(self) -> None:
        held, settings = self.licence.held, self._kept_settings
        if held is not None:
            file = held.file
            self._runner.run(
                lambda: settings.enter_software(file),
                self._on_entered,
                self.screens.show_refresh_error,
                owner=self,
            )

    def _on_entered(self, address: str) -> None:
        if address:
            QDesktopServices.openUrl(QUrl(address))

    def _open_settings(self) -> None:
        account = self.licence.account
        self.settings.open(account.unit_name if account is not None else "")

    def _on_server_changed(self) -> None:
        """The session with the former licensor has ended; at the login, its address is another."""
        if self.licence.account is not None:
            self.show_login(self.tr("Another server is used from now on. Log in there."))
        else:
            self.show_login()

    def _read_only(self) -> None:
        self.screens.reads_only = True
        self.licence.show_held()

    def _show_licence_info(self) -> None:
        from qlts_desktop.ui.shell.facts_dialog import licence_info_dialog

        if self.licence.held is not None:
            licence_info_dialog(self.licence.held, self.licence.today(), self.screens.window).open()

    def _show_about(self) -> None:
        from qlts_desktop.ui.shell.facts_dialog import about_dialog

        held = self.licence.held
        about_dialog(
            self._app_version,
            self._sessions.server_url,
            held.licence.vendor if held is not None else None,
            self.screens.window,
            hears_of_updates=self.updates.hears,
        ).open()
