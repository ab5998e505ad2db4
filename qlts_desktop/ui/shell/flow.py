"""The way from one screen to the next: login → licence → gate or workspace → registration → workspace.

It holds who is logged in and which licence is shown, asks the services through the runner, and tells the screens
what to show. What a licence allows is read from the licence; nothing here computes a right.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Access, entry_on
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
from qlts_desktop.ui.messages.kept_licence import fetched_again_news, fetching_again_text
from qlts_desktop.ui.messages.news import (
    asking_text,
    cannot_keep_notice,
    not_remembered_news,
    offline_text,
    pc_clock_notice,
    received_news,
    recovery_filed_news,
    refreshed_news,
    refused_news,
    unfinished_news,
)
from qlts_desktop.ui.recovery.recovery_window import RecoveryWindow
from qlts_desktop.ui.shell.day_watch import DayWatch
from qlts_desktop.ui.shell.licence_loader import LicenceLoader
from qlts_desktop.ui.shell.loading import TRUST_CODES, Loaded
from qlts_desktop.ui.shell.login_screen import LoginScreen
from qlts_desktop.ui.shell.refresher import Refresher
from qlts_desktop.ui.shell.registration import RegistrationWindows
from qlts_desktop.ui.shell.screens import Screens

if TYPE_CHECKING:
    from qlts_desktop.core.field_checks import FieldChecks
    from qlts_desktop.services.recovery_port import RecoveryPort, RecoveryRequest
    from qlts_desktop.services.registration_port import RegistrationPort
    from qlts_desktop.services.signing_port import SigningPort
    from qlts_desktop.ui.shell.licence_files import LicenceFiles

CACHED_GATE_WAIT_MS = 5000
"""How long a cached blocking stage waits for a fresh licence."""


class AppFlow(QObject):
    """Leads the user through the program.

    Signals:
        loginShown: The login is on the screen.
        stageShown: A stage is on the screen: workspace or gate (HeldLicence, or None without a licence).

    Attributes:
        screens: The window and what is over it.
        login: The login's screen; its view is None while another screen is shown.
        recovery: The dialog for data recovery, while it is open.
        registration: Wizard and success dialog, while they are open.
        days: Notices midnight and sleep.
        refresher: Keeps the time until the licensor is asked again.
        files: Takes licence files; made when the first one is asked for.
    """

    loginShown = Signal()
    stageShown = Signal(object)

    def __init__(
        self,
        sessions: SessionPort,
        licences: LicencePort,
        registrations: RegistrationPort,
        signing: SigningPort,
        reminders: ReminderPort,
        notices: NoticePort,
        checks: FieldChecks,
        runner: Runner,
        clock: ClockPort,
        demo_accounts: tuple[DemoAccount, ...] = (),
        app_version: str = "",
        parent: QObject | None = None,
        *,
        recovery: RecoveryPort,
    ) -> None:
        super().__init__(parent)
        self._sessions = sessions
        self._licences = licences
        self._clock = clock
        self._app_version = app_version
        self._account: Account | None = None
        self._held: HeldLicence | None = None
        self._kept_fault: OperationError | None = None
        self._wants_to_register = False
        self._session_ended = False
        self.registration = RegistrationWindows(
            registrations, signing, reminders, checks, runner, self._today, self
        )
        self.recovery = RecoveryWindow(recovery, checks, runner, self)
        self.screens = Screens(registrations, reminders, notices, runner, self)
        self.login = LoginScreen(sessions, runner, demo_accounts, self.screens, self)
        self._loader = LicenceLoader(sessions, licences, registrations, recovery, runner, self)
        self._cached_gate_timer = QTimer(self)
        self._cached_gate_timer.setSingleShot(True)
        self._cached_gate_timer.timeout.connect(self._show_cached)
        self.days = DayWatch(clock, self)
        self.refresher = Refresher(self)
        self.files: LicenceFiles | None = None
        self._runner = runner
        self._connect_screens()

    @property
    def account(self) -> Account | None:
        """Whose licence is shown; None at the login."""
        return self._account

    def start(self, store_problem: OperationError | None = None) -> None:
        """Show the first window, without network or keyring; both come after it has been painted.

        Args:
            store_problem: What is wrong with the local store. The login tells it. A licence that can still be read
                shows its stage all the same, and the window's machine bar tells that nothing can be kept.
        """
        self.days.start()
        if store_problem is not None:
            self.screens.window.show_machine_notice(cannot_keep_notice(store_problem))
        account = self._sessions.remembered_account()
        if account is None:
            self.show_login(error=store_problem)
            return
        self._account = account
        try:
            self._held = self._licences.cached(account.unit_code)
        except OperationError as error:
            self._held = None
            self._kept_fault = error if error.code in TRUST_CODES else None
        if self._held is not None and self._is_open(self._held):
            self._show_cached()
        else:
            fault = self._kept_fault
            asking = self.tr("Checking for the latest licence…") if fault is None else fetching_again_text(fault)
            self.screens.show_waiting(account, asking)
        self.screens.window.firstPainted.connect(self._after_first_paint)

    def show_login(self, message: str = "", error: OperationError | None = None) -> None:
        """Show the login in place; a message or an error says why."""
        self._loader.cancel()
        self._cached_gate_timer.stop()
        self.refresher.stop()
        self.recovery.close()
        self._wants_to_register = self._session_ended = False
        last = self._account
        self._account = self._held = self._kept_fault = None
        self.login.show(last, message, error)
        self._show_clock()
        self.loginShown.emit()

    def refresh(self) -> None:
        """*Cập nhật tài nguyên*: ask the licensor again and show the stage at once."""
        if self._account is None or self._loader.is_running:
            return
        self.screens.set_refreshing(True)
        self._loader.start(self._account, self._on_refreshed, self._on_refresh_failed)

    def refresh_quietly(self) -> None:
        """Ask the licensor again without being told to; what is on the screen changes only with the licence."""
        if self._account is None or self._loader.is_running or self.login.view is not None:
            return
        self._loader.start(self._account, self._on_quietly_refreshed, self._on_quiet_failure)

    def take_file(self) -> None:
        """*Cập nhật tài nguyên › Từ tệp…*."""
        if self._account is None:
            return
        if self.files is None:
            from qlts_desktop.ui.shell.licence_files import LicenceFiles

            self.files = LicenceFiles(self._licences, self._runner, self)
            self.files.taken.connect(self._on_file_taken)
            self.files.refused.connect(self.screens.show_refresh_error)
        self.files.ask(self._account.unit_code, self.screens.front_window())

    def register(self) -> None:
        """*Đăng ký gia hạn*: open the wizard, logging in again first where needed."""
        if self._account is None or self.registration.is_open:
            return
        if self._sessions.account is not None:
            self._open_wizard()
            return
        self._wants_to_register = True
        self.screens.set_refreshing(True)
        if not self._loader.is_running:
            self._loader.start(self._account, self._on_refreshed, self._on_refresh_failed)

    def request_recovery(self) -> None:
        """*Yêu cầu khôi phục dữ liệu*: over the window, so that another stage takes nothing typed away."""
        if self._account is not None and self._held is not None:
            self.recovery.open(self._account, self._held.licence, self.screens.window)

    def log_out(self) -> None:
        """End the session and show the login."""
        self._account = None
        self.show_login()
        self.login.end_session()

    def quit(self) -> None:
        """Close every window; the program ends with the last one."""
        self.screens.forget_session()
        self.screens.window.close()

    # --- logging in -------------------------------------------------------------------------------------

    def _on_logged_in(self, account: Account) -> None:
        self._account = account
        self.login.show_busy(self.tr("Fetching the licence…"))
        self._loader.start(account, self._on_first_load, self.login.show_error)

    def _on_first_load(self, account: Account, loaded: Loaded) -> None:
        self._tell_news(loaded)
        if code := self._sessions.remembering_failed():
            self.screens.set_news(not_remembered_news(code))
        self._show_loaded(account, loaded)

    def _on_login_cancelled(self) -> None:
        self._loader.cancel()
        self._account = None

    def _on_session_ended(self) -> None:
        """The wizard is not torn away: what is typed there is kept, and the login comes after it."""
        if self.registration.is_open:
            self._session_ended = True
        else:
            self.show_login(self.tr("The session has ended. Enter the password to go on."))

    # --- the licence ------------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._clock.reading().day

    def _on_unfinished(self, order_no: str) -> None:
        """An unfinished submission is being asked about: say so where the user waits."""
        text = asking_text(order_no)
        if self.login.view is not None:
            self.login.show_busy(text)
        else:
            self.screens.set_refreshing(True, text)

    def _after_first_paint(self) -> None:
        if self._account is None:
            return
        if self._held is not None and not self._is_open(self._held):
            self._cached_gate_timer.start(CACHED_GATE_WAIT_MS)
        self._loader.start(self._account, self._on_resumed, self._on_resume_failed)

    def _on_resumed(self, account: Account, loaded: Loaded) -> None:
        self._cached_gate_timer.stop()
        self.screens.set_refreshing(False)
        self._tell_news(loaded)
        self._show_loaded(account, loaded)
        self._go_on_registering()

    def _on_resume_failed(self, error: OperationError) -> None:
        """Nobody could be asked: the cached licence goes on holding; without one there is only the login."""
        self._cached_gate_timer.stop()
        self._wants_to_register = False
        self.screens.set_refreshing(False)
        account = self._account
        if account is None:
            return
        if error.code is ErrorCode.KEYRING_UNAVAILABLE or self._held is None:
            self._fall_back_to_login(account, error)
            return
        self._show_cached()
        self._on_quiet_failure(error)

    def _fall_back_to_login(self, account: Account, error: OperationError) -> None:
        try:
            self._licences.cached(account.unit_code)
        except OperationError as damaged:
            if error.code is not ErrorCode.KEYRING_UNAVAILABLE and damaged.code in TRUST_CODES:
                self._show_untrusted(account, damaged, kept=True)
                self.screens.show_refresh_error(error)
                return
        self.show_login(error=error)

    def _on_refreshed(self, account: Account, loaded: Loaded) -> None:
        before = self._held
        self.screens.set_refreshing(False)
        self._tell_news(loaded)
        self._show_loaded(account, loaded)
        if loaded.problem is not None:
            self.screens.show_refresh_error(loaded.problem)
        elif loaded.held is not None:
            changed = before is None or loaded.held.licence != before.licence
            self.screens.show_refresh_result(refreshed_news(loaded.held, changed=changed))
        self._go_on_registering()

    def _on_refresh_failed(self, error: OperationError) -> None:
        self._wants_to_register = False
        self.screens.set_refreshing(False)
        self._show_clock()
        self.screens.show_refresh_error(error)

    def _on_quietly_refreshed(self, account: Account, loaded: Loaded) -> None:
        self._tell_news(loaded)
        self._show_loaded(account, loaded)

    def _on_quiet_failure(self, error: OperationError) -> None:
        self.refresher.failed()
        self._show_clock()
        self._say_offline(error)

    def _on_recovery_filed(self, request: RecoveryRequest) -> None:
        from qlts_desktop.ui.messages.recovery import recovery_filed_text

        self.screens.show_refresh_result(recovery_filed_text(request))

    def _on_file_taken(self, held: HeldLicence) -> None:
        before, self._held = self._held, held
        self._show_cached()
        changed = before is None or held.licence != before.licence
        self.screens.show_refresh_result(refreshed_news(held, changed=changed))

    def _on_refresh_cancelled(self) -> None:
        self._loader.cancel()
        self._wants_to_register = False
        self.screens.set_refreshing(False)
        self._cached_gate_timer.stop()
        if self._held is not None:
            self._show_cached()
        elif self.screens.gate is None:
            self.show_login()

    # --- what is shown ----------------------------------------------------------------------------------

    def _show_loaded(self, account: Account, loaded: Loaded) -> None:
        self._account = account
        if loaded.held is not None:
            self._held = loaded.held
            self._show_cached()
            if loaded.problem is None:
                self.refresher.answered()
                self.screens.set_offline("")
            else:
                self._on_quiet_failure(loaded.problem)
        elif loaded.untrusted is not None:
            self._show_untrusted(account, loaded.untrusted, kept=loaded.problem is not None)
            if loaded.problem is not None:
                self.screens.show_refresh_error(loaded.problem)
        else:
            from qlts_desktop.ui.gate.content import no_licence_content

            self._held = None
            self.refresher.answered()
            self.screens.show_gate(no_licence_content(can_renew=account.can_renew), account, None)
            self._arrived()

    def _show_cached(self) -> None:
        """Show today's stage of the licence at hand; an open wizard stays over it with all that is typed."""
        if self._account is None or self._held is None:
            return
        self.screens.is_covered = self.registration.is_open or self.recovery.is_open
        self.screens.show_licence(self._account, self._held, self._today())
        self._show_clock()
        self._arrived()

    def _show_clock(self) -> None:
        """Say so while the PC's date is wrong; it never stands in the way of anything."""
        reading = self._clock.reading()
        self.screens.show_clock(pc_clock_notice(reading) if reading.is_pc_wrong else None)

    def _show_untrusted(self, account: Account, error: OperationError, *, kept: bool) -> None:
        from qlts_desktop.ui.gate.content import untrusted_content

        self._held = None
        self._kept_fault = error if kept else None
        self.refresher.failed()
        content = untrusted_content(error, can_renew=account.can_renew, kept=kept)
        self.screens.show_gate(content, account, None)
        self._arrived()

    def _arrived(self) -> None:
        self.login.leave()
        self.stageShown.emit(self._held)

    def _say_offline(self, error: OperationError) -> None:
        """One quiet line: from when the licence is, and, when it is old, that it wants a connection."""
        if self._held is not None:
            reading, blocked = self._clock.reading(), not self._is_open(self._held)
            text = offline_text(self._held, reading.day, error, blocked=blocked, is_pc_wrong=reading.is_pc_wrong)
            self.screens.set_offline(text)

    def _tell_news(self, loaded: Loaded) -> None:
        """What became of a submission that had been begun before."""
        if loaded.submitted is not None:
            receipt = loaded.submitted.receipt
            self.screens.set_news(received_news(receipt), receipt.order_no)
        elif loaded.unfinished:
            self.screens.set_news(unfinished_news(loaded.unfinished), loaded.unfinished)
        elif loaded.refusal is not None:
            self.screens.set_news(refused_news(loaded.refused_no, loaded.refusal), loaded.refused_no)
        elif loaded.recovery is not None:
            self.screens.set_news(recovery_filed_news(loaded.recovery))
        elif self._kept_fault is not None and loaded.held is not None:
            self.screens.set_news(fetched_again_news(self._kept_fault))
            self._kept_fault = None
        else:
            self.screens.set_news(None)

    def _is_open(self, held: HeldLicence) -> bool:
        return entry_on(held.licence, self._today()).access is Access.FULL

    def _on_another_day(self) -> None:
        """At midnight in Vietnam another stage may begin; the licensor may know more by now."""
        self._show_cached()
        self.refresh_quietly()

    # --- registering ------------------------------------------------------------------------------------

    def _go_on_registering(self) -> None:
        """The registration that had to wait for a login."""
        if self._wants_to_register:
            self._wants_to_register = False
            self._open_wizard()

    def _open_wizard(self) -> None:
        if self._account is not None and self._sessions.account is not None:
            self.screens.cover_gate()
            self.registration.open(self._account, self._held, self.screens.window)

    def _on_registration_over(self, held: HeldLicence | None) -> None:
        """Back from the wizard: with the new licence straight on, else to what was there before."""
        if held is not None:
            self._held = held
            self.screens.set_news(None)
            self.screens.leave_history()
        self.screens.is_covered = False
        if self._session_ended:
            self._on_session_ended()
        elif self._held is not None:
            self._show_cached()
        else:
            self.screens.uncover_gate()

    # --- inside -----------------------------------------------------------------------------------------

    def _connect_screens(self) -> None:
        screens = self.screens
        screens.registerRequested.connect(self.register)
        screens.refreshRequested.connect(self.refresh)
        screens.refreshCancelled.connect(self._on_refresh_cancelled)
        screens.recoveryRequested.connect(self.request_recovery)
        self.recovery.filed.connect(self._on_recovery_filed)
        screens.readRequested.connect(self._read_only)
        screens.logOutRequested.connect(self.log_out)
        screens.quitRequested.connect(self.quit)
        screens.window.licenceInfoRequested.connect(self._show_licence_info)
        screens.window.aboutRequested.connect(self._show_about)
        self.registration.over.connect(self._on_registration_over)
        self.login.loggedIn.connect(self._on_logged_in)
        self.login.cancelled.connect(self._on_login_cancelled)
        self.login.failed.connect(self._show_clock)
        self._loader.unfinished.connect(self._on_unfinished)
        self._loader.sessionEnded.connect(self._on_session_ended)
        screens.fileRequested.connect(self.take_file)
        self.days.dayChanged.connect(self._on_another_day)
        self.days.woke.connect(self.refresh_quietly)
        self.refresher.due.connect(self.refresh_quietly)

    def _read_only(self) -> None:
        self.screens.reads_only = True
        self._show_cached()

    def _show_licence_info(self) -> None:
        from qlts_desktop.ui.shell.facts_dialog import licence_info_dialog

        if self._held is not None:
            licence_info_dialog(self._held, self._today(), self.screens.window).open()

    def _show_about(self) -> None:
        from qlts_desktop.ui.shell.facts_dialog import about_dialog

        about_dialog(self._app_version, self._sessions.server_url, self.screens.window).open()
