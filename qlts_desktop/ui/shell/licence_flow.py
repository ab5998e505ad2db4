"""Which licence is shown: asked for after the first paint, by the user, and by itself.

What a licence allows is read from it; nothing here computes a right.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Access, entry_on
from qlts_desktop.core.markup import escape
from qlts_desktop.services.ports import Account, ClockPort, HeldLicence, LicencePort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.kept_licence import fetched_again_news, fetching_again_text
from qlts_desktop.ui.messages.news import (
    asking_text,
    offline_text,
    pc_clock_notice,
    received_news,
    recovery_filed_news,
    refreshed_news,
    refused_news,
    review_news,
    unfinished_news,
)
from qlts_desktop.ui.messages.notices import Notice, NoticeTarget
from qlts_desktop.ui.shell.day_watch import DayWatch
from qlts_desktop.ui.shell.licence_loader import LicenceLoader
from qlts_desktop.ui.shell.loading import TRUST_CODES, Loaded
from qlts_desktop.ui.shell.refresher import Refresher
from qlts_desktop.ui.shell.screens import Screens

if TYPE_CHECKING:
    from qlts_desktop.ui.shell.licence_files import LicenceFiles

CACHED_GATE_WAIT_MS = 5000
"""How long a cached blocking stage waits for a fresh licence."""


class LicenceFlow(QObject):
    """Holds the licence of the account that is shown, and keeps it and the screens up to date.

    Signals:
        shown: A stage, or that there is none, is on the screen (HeldLicence or None).
        loaded: The licensor, or the cache in its place, has answered what the user had to wait for.
        failed: Neither could answer (OperationError: why).
        loginNeeded: There is nothing to show without a login (OperationError or None: why).
        unfinished: An unfinished submission is being asked about: what to say. Plain text.

    Attributes:
        account: Whose licence is shown; None at the login.
        held: The licence; None without one.
        days: Notices midnight and sleep.
        refresher: Keeps the time until the licensor is asked again.
        files: Takes licence files; made when the first one is asked for.
    """

    shown = Signal(object)
    loaded = Signal()
    failed = Signal(object)
    loginNeeded = Signal(object)
    unfinished = Signal(str)

    def __init__(
        self,
        licences: LicencePort,
        loader: LicenceLoader,
        runner: Runner,
        clock: ClockPort,
        screens: Screens,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._licences = licences
        self._loader = loader
        self._runner = runner
        self._clock = clock
        self._screens = screens
        self._kept_fault: OperationError | None = None
        self.account: Account | None = None
        self.held: HeldLicence | None = None
        self.days = DayWatch(clock, self)
        self.refresher = Refresher(self)
        self.files: LicenceFiles | None = None
        self._cached_gate_timer = QTimer(self)
        self._cached_gate_timer.setSingleShot(True)
        self._cached_gate_timer.timeout.connect(self._show_unconfirmed)
        loader.unfinished.connect(lambda order_no: self.unfinished.emit(asking_text(order_no)))
        self.days.clockChanged.connect(self.show_clock)
        self.days.dayChanged.connect(self._on_another_day)
        self.days.woke.connect(self.refresh_quietly)
        self.refresher.due.connect(self.refresh_quietly)

    def today(self) -> date:
        """The Vietnam day to go by."""
        return self._clock.reading().day

    @property
    def is_asking(self) -> bool:
        """Whether an answer of the licensor is still to come."""
        return self._loader.is_running

    # --- beginning and ending ---------------------------------------------------------------------------

    def begin(self, account: Account) -> None:
        """Show a remembered account's cached stage, or that it is being asked for; the network comes later."""
        self.account = account
        try:
            self.held = self._licences.cached(account.unit_code)
        except OperationError as error:
            self.held = None
            self._kept_fault = error if error.code in TRUST_CODES else None
        if self.held is not None and self._is_open(self.held):
            self.show_held()
            return
        fault = self._kept_fault
        asking = self.tr("Checking for the latest licence…") if fault is None else fetching_again_text(fault)
        self._screens.show_waiting(account, asking)

    def resume(self) -> None:
        """After the first paint: log in again and fetch; a cached blocking stage waits a little for it."""
        if self.account is None:
            return
        if self.held is not None and not self._is_open(self.held):
            self._cached_gate_timer.start(CACHED_GATE_WAIT_MS)
        self._loader.start(self.account, self._on_resumed, self._on_resume_failed)

    def load(self, account: Account, on_error: Callable[[OperationError], None]) -> None:
        """After a login: fetch the licence; on_error gets the failure where there is none to fall back to."""
        self.account = account
        self._loader.start(account, self._on_first_load, on_error)

    def forget(self) -> None:
        """The session is over."""
        self.cancel()
        self.refresher.stop()
        if self.files is not None:
            self.files.close()
        self.account = self.held = self._kept_fault = None

    def cancel(self) -> None:
        """Drop what is still to come."""
        self._loader.cancel()
        self._cached_gate_timer.stop()

    # --- asking -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask the licensor and show that it is asked; one that is being asked quietly is waited for."""
        if self.account is None or (self.held is None and self._screens.gate is None):
            return
        self._screens.set_refreshing(True)
        self._loader.start_or_join(self.account, self._on_refreshed, self._on_refresh_failed)

    def refresh_quietly(self) -> None:
        """Ask the licensor without being told to; what is on the screen changes only with the licence."""
        if self.account is not None and not self.is_asking:
            self._loader.start(self.account, self._on_quietly_refreshed, self._on_quiet_failure)

    def take_file(self) -> None:
        """*Cập nhật tài nguyên › Từ tệp…*."""
        if self.account is None:
            return
        if self.files is None:
            from qlts_desktop.ui.shell.licence_files import LicenceFiles

            self.files = LicenceFiles(self._licences, self._runner, self)
            self.files.taken.connect(self._on_file_taken)
            self.files.refused.connect(self._screens.show_refresh_error)
        self.files.ask(self.account.unit_code, self._screens.window)

    def give_up_waiting(self) -> None:
        """The user does not want to wait for the licensor: what is known holds."""
        self.cancel()
        self._screens.set_refreshing(False)
        if self.held is not None:
            self.refresher.failed()
            self.show_held()
        elif self._screens.gate is None:
            self.loginNeeded.emit(None)

    # --- answers ----------------------------------------------------------------------------------------

    def _on_first_load(self, account: Account, answer: Loaded) -> None:
        self._tell_news(answer)
        self.loaded.emit()
        self._show_loaded(account, answer)

    def _on_resumed(self, account: Account, answer: Loaded) -> None:
        self._cached_gate_timer.stop()
        self._screens.set_refreshing(False)
        self._tell_news(answer)
        self._show_loaded(account, answer)
        self.loaded.emit()

    def _on_resume_failed(self, error: OperationError) -> None:
        """Nobody could be asked: the cached licence goes on holding; without one there is only the login."""
        self._cached_gate_timer.stop()
        self._screens.set_refreshing(False)
        account = self.account
        if account is None:
            return
        if error.code is ErrorCode.KEYRING_UNAVAILABLE or self.held is None:
            self._fall_back_to_login(account, error)
            return
        self._on_quiet_failure(error)
        self.failed.emit(error)

    def _fall_back_to_login(self, account: Account, error: OperationError) -> None:
        try:
            self._licences.cached(account.unit_code)
        except OperationError as damaged:
            if error.code is not ErrorCode.KEYRING_UNAVAILABLE and damaged.code in TRUST_CODES:
                self._show_untrusted(account, damaged, kept=True)
                self._screens.show_refresh_error(error)
                return
        self.loginNeeded.emit(error)

    def _on_refreshed(self, account: Account, answer: Loaded) -> None:
        before = self.held
        self._cached_gate_timer.stop()
        self._screens.set_refreshing(False)
        self._tell_news(answer)
        self._show_loaded(account, answer)
        if answer.problem is not None:
            self._screens.show_refresh_error(answer.problem)
        elif answer.held is not None:
            changed = before is None or answer.held.licence != before.licence
            self._screens.show_refresh_result(refreshed_news(answer.held, changed=changed))
        self.loaded.emit()

    def _on_refresh_failed(self, error: OperationError) -> None:
        self._screens.set_refreshing(False)
        self._on_quiet_failure(error)
        self._screens.show_refresh_error(error)
        self.failed.emit(error)

    def _on_quietly_refreshed(self, account: Account, answer: Loaded) -> None:
        self._cached_gate_timer.stop()
        self._screens.set_refreshing(False)
        if answer.has_news or self._kept_fault is not None:
            self._tell_news(answer)
        self._show_loaded(account, answer)

    def _on_quiet_failure(self, error: OperationError) -> None:
        """Nobody answered: what is held goes on holding."""
        self._cached_gate_timer.stop()
        self._screens.set_refreshing(False)
        self.refresher.failed()
        self.show_held()
        self.show_clock()
        self._say_offline(error)

    def _show_unconfirmed(self) -> None:
        """The licensor takes its time: the cached stage is shown, and that it is still being asked."""
        self.show_held()
        if self.is_asking:
            self._screens.set_refreshing(True)

    def _on_file_taken(self, held: HeldLicence) -> None:
        if self.account is None or held.licence.unit.code != self.account.unit_code:
            return
        before, self.held = self.held, held
        self.show_held()
        changed = before is None or held.licence != before.licence
        self._screens.show_refresh_result(refreshed_news(held, changed=changed))

    def _on_another_day(self) -> None:
        """At midnight in Vietnam another stage may begin; a blocking one waits a little for the licensor."""
        begins_to_block = self.held is not None and not self._is_open(self.held) and self._screens.gate is None
        if begins_to_block and not self._screens.reads_only:
            self._cached_gate_timer.start(CACHED_GATE_WAIT_MS)
        else:
            self.show_held()
        self.refresh_quietly()

    # --- what is shown ----------------------------------------------------------------------------------

    def show_held(self) -> None:
        """Show today's stage of the licence at hand; an open dialog stays over it with all that is typed."""
        if self.account is None or self.held is None:
            return
        self._screens.show_licence(self.account, self.held, self.today())
        self.show_clock()
        self.shown.emit(self.held)

    def show_clock(self) -> None:
        """Say so while the PC's date is wrong; it never stands in the way of anything."""
        reading = self._clock.reading()
        self._screens.show_clock(pc_clock_notice(reading) if reading.is_pc_wrong else None)

    def _show_loaded(self, account: Account, answer: Loaded) -> None:
        self.account = account
        if answer.held is not None:
            self._tell_review(answer.held)
            self.held = answer.held
            self.show_held()
            if answer.problem is None:
                order = answer.held.licence.order
                self.refresher.answered(in_review=order is not None and bool(order.review))
                self._screens.set_offline("")
            else:
                self._on_quiet_failure(answer.problem)
        elif answer.untrusted is not None:
            self._show_untrusted(account, answer.untrusted, kept=answer.problem is not None)
            if answer.problem is not None:
                self._screens.show_refresh_error(answer.problem)
        else:
            from qlts_desktop.ui.gate.content import no_licence_content

            self.held = None
            self.refresher.answered()
            self._screens.show_gate(no_licence_content(can_renew=account.can_renew), account, None)
            self.shown.emit(None)

    def _show_untrusted(self, account: Account, error: OperationError, *, kept: bool) -> None:
        from qlts_desktop.ui.gate.content import untrusted_content

        self.held = None
        self._kept_fault = error if kept else None
        self.refresher.failed()
        content = untrusted_content(error, can_renew=account.can_renew, kept=kept)
        self._screens.show_gate(content, account, None)
        self.shown.emit(None)

    def _tell_review(self, fresh: HeldLicence) -> None:
        """What the licensor has made of what was in review: in the window, and outside it if nobody looks."""
        news = None if self.held is None else review_news(self.held.licence, fresh.licence)
        if news is None or self.held is None or self.held.licence.order is None:
            return
        order_no = self.held.licence.order.no
        self._screens.set_news(Notice(news.kind, escape(news.text), NoticeTarget.ORDER, news.link), order_no)
        self._screens.tell_outside(order_no, news.text)

    def _say_offline(self, error: OperationError) -> None:
        """One quiet line: from when the licence is, and, when it is old, that it wants a connection."""
        if self.held is not None:
            reading, blocked = self._clock.reading(), not self._is_open(self.held)
            text = offline_text(self.held, reading.day, error, blocked=blocked, is_pc_wrong=reading.is_pc_wrong)
            self._screens.set_offline(text)

    def _tell_news(self, answer: Loaded) -> None:
        """What became of what had been begun before."""
        if answer.submitted is not None:
            receipt = answer.submitted.receipt
            self._screens.set_news(received_news(receipt), receipt.order_no)
        elif answer.unfinished:
            self._screens.set_news(unfinished_news(answer.unfinished), answer.unfinished)
        elif answer.refusal is not None:
            self._screens.set_news(refused_news(answer.refused_no, answer.refusal), answer.refused_no)
        elif answer.recovery is not None:
            self._screens.set_news(recovery_filed_news(answer.recovery))
        elif self._kept_fault is not None and answer.held is not None:
            self._screens.set_news(fetched_again_news(self._kept_fault))
            self._kept_fault = None
        else:
            self._screens.set_news(None)

    def _is_open(self, held: HeldLicence) -> bool:
        return entry_on(held.licence, self.today()).access is Access.FULL
