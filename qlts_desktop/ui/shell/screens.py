"""What is on the screen: the window with its pages, and the blocking dialog over it.

One place shows a stage, and one place takes what a refresh has to say, whichever screen is open.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.licence import Access, Stage, entry_on
from qlts_desktop.core.markup import escape
from qlts_desktop.services.ports import Account, HeldLicence, NoticePort, ReminderPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.messages.notices import Notice, NoticeTarget, obstacle_text, stage_notice
from qlts_desktop.ui.shell.main_window import MainWindow
from qlts_desktop.ui.shell.tasks import obstacle_to_registering, order_to_look_at
from qlts_desktop.ui.shell.workspace_page import WorkspacePage
from qlts_desktop.ui.widgets.banner import BannerKind

if TYPE_CHECKING:
    from qlts_desktop.core.licence import Licence, TimetableEntry
    from qlts_desktop.core.sent_order import OrderAction
    from qlts_desktop.services.order_port import OrderPort
    from qlts_desktop.services.paper_scan_port import PaperScanPort
    from qlts_desktop.services.registration_port import RegistrationPort
    from qlts_desktop.ui.gate.content import GateContent
    from qlts_desktop.ui.gate.gate_dialog import GateDialog
    from qlts_desktop.ui.history.history_page import HistoryPage
    from qlts_desktop.ui.shell.notice_teller import NoticeTeller


class Screens(QObject):
    """The window, its pages and the gate.

    Signals:
        registerRequested, refreshRequested, refreshCancelled, fileRequested, recoveryRequested,
            preparedRequested, machineRequested, settingsRequested, readRequested, whyRequested, logOutRequested,
            enterRequested, quitRequested: What the user asks for, from whichever screen.
        orderChanged: The licensor has a change of an order (Changed).
        editRequested: *Sửa lại đơn* (the order's number).

    Attributes:
        window: The main window.
        gate: The blocking dialog, while a stage blocks.
        history: The history page, once it has been opened.
        teller: Tells a topic once a day, outside the window where the user is not looking at it; made after the
            first paint.
        reads_only: The user chose to look at the data while the stage allows reading only.
        can_enter: The administrator has set what *Vào phần mềm QLTS* opens.
        is_covered: Tells whether another dialog stands over the window; the gate then waits under it.
    """

    registerRequested = Signal()
    refreshRequested = Signal()
    refreshCancelled = Signal()
    fileRequested = Signal()
    recoveryRequested = Signal()
    preparedRequested = Signal()
    machineRequested = Signal()
    settingsRequested = Signal()
    enterRequested = Signal()
    readRequested = Signal()
    whyRequested = Signal()
    logOutRequested = Signal()
    quitRequested = Signal()
    orderChanged = Signal(object)
    editRequested = Signal(str)

    def __init__(
        self,
        registrations: RegistrationPort,
        reminders: ReminderPort,
        notices: NoticePort,
        scans: PaperScanPort,
        orders: OrderPort,
        runner: Runner,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._registrations = registrations
        self._reminders = reminders
        self._scans = scans
        self._orders = orders
        self._today = today
        self._can_renew = False
        self._runner = runner
        self._workspace: WorkspacePage | None = None
        self._success: Notice | None = None
        self._news: Notice | None = None
        self._news_order = ""
        self.reads_only = False
        self.can_enter = False
        self.is_covered: Callable[[], bool] = lambda: False
        self._clock_notice: Notice | None = None
        self.gate: GateDialog | None = None
        self.history: HistoryPage | None = None
        self._notices = notices
        self._shown: tuple[Account, Licence, date] | None = None
        self.teller: NoticeTeller | None = None
        self.window = MainWindow()
        self.window.firstPainted.connect(self._begin_telling)
        self.window.registerRequested.connect(self.registerRequested)
        self.window.refreshRequested.connect(self.refreshRequested)
        self.window.fileRequested.connect(self.fileRequested)
        self.window.preparedRequested.connect(self.preparedRequested)
        self.window.machineRequested.connect(self.machineRequested)
        self.window.settingsRequested.connect(self.settingsRequested)
        self.window.waitCancelled.connect(self.refreshCancelled)
        self.window.logOutRequested.connect(self.logOutRequested)
        self.window.historyRequested.connect(lambda: self.show_history(""))
        self.window.orderRequested.connect(self.show_history)
        self.window.orderActionRequested.connect(self.show_history)
        self.window.backRequested.connect(self.leave_history)
        self.window.gateRequested.connect(self._leave_reading)

    # --- login and waiting ------------------------------------------------------------------------------

    def show_login(self, view: QWidget) -> None:
        """Show the login; nothing of the session before stays on the screen."""
        self.forget_session()
        self.window.show_login(view)
        self.window.show()

    def show_waiting(self, account: Account, text: str) -> None:
        """Show an empty window that says what it waits for."""
        self.window.show_session(account, None)
        self.window.header.show_corner(may_register=False, order_no="")
        self.window.set_actions(may_register=False)
        self.window.show_notice(None)
        self.window.show_empty(text)
        self.window.show()

    def forget_session(self) -> None:
        """Close what belongs to a user."""
        self._close_gate()
        for page in (self._workspace, self.history):
            if page is not None:
                self.window.remove_page(page)
        self._workspace = None
        self.history = None
        self._news = None
        self._success = None
        self._tell_nothing()
        self.reads_only = False

    # --- stages -----------------------------------------------------------------------------------------

    def show_licence(self, account: Account, held: HeldLicence, today: date) -> None:
        """Show the stage of a day: the workspace, or the blocking dialog over an empty window."""
        licence = held.licence
        entry = entry_on(licence, today)
        order = order_to_look_at(licence, today)
        order_no = order.no if order is not None else ""
        obstacle = obstacle_to_registering(licence, today, can_renew=account.can_renew)
        allowed = obstacle is None
        reads = self.reads_only and entry.access is Access.READ_ONLY
        self._can_renew = account.can_renew
        self.window.show_session(account, held, reads_only=reads)
        self.window.header.show_corner(may_register=allowed, order_no=order_no)
        why_not = "" if obstacle is None else obstacle_text(obstacle, licence)
        self.window.set_actions(may_register=allowed, why_not=why_not)
        self.window.set_order_actions(*_order_actions(licence, entry, can_renew=account.can_renew))
        self._shown = (account, licence, today)
        if self.teller is not None:
            self.teller.consider(account, licence, today)
        if entry.access is not Access.FULL and not reads:
            from qlts_desktop.ui.gate.content import stage_content

            self.show_gate(stage_content(licence, today, can_renew=account.can_renew), account, held)
            return
        self._close_gate()
        self._success = None
        self._show_workspace(account, held, today)
        notice = stage_notice(licence, today, can_renew=account.can_renew)
        if entry.stage is Stage.RENEWED:
            # One success notice for a term, ever; whether it was told is known after the first paint.
            self._success = notice
            notice = notice if self.teller is not None and self.teller.is_owed else None
        self.window.show_notice(notice, order_no)
        if self._news is not None:
            self.window.show_news(self._news, self._news_order)
            if self._success is not None:
                self._tell_nothing()  # covered by the news, it is still to be told
        self.window.show()

    def show_gate(self, content: GateContent, account: Account, held: HeldLicence | None) -> None:
        """Show the blocking dialog, or another text in the one that is open."""
        self._can_renew = account.can_renew
        self.window.show_session(account, held)
        self.window.show_notice(None)
        if held is None:
            self._tell_nothing()
            self.window.header.show_corner(may_register=content.may_register, order_no="")
            self.window.set_actions(may_register=content.may_register)
        if self.gate is None:
            from qlts_desktop.ui.gate.gate_dialog import GateDialog

            name = held.licence.unit.name if held is not None else account.unit_name
            who = f"{name} · {account.full_name or account.username}"
            self.gate = GateDialog(content, who, self.window)
            self._connect_gate(self.gate)
        else:
            is_new = content != self.gate.content
            self.gate.show_content(content)
            if not is_new and self._is_at_history():
                return
        self._reopen_gate()
        if self._news is not None:
            self.gate.show_news(self._news.text)

    def set_news(self, news: Notice | None, order_no: str = "") -> None:
        """What has just happened, shown with the next stage; order_no: where its link leads."""
        self._news = news
        self._news_order = order_no

    def tell_outside(self, order_no: str, text: str) -> None:
        """Tell something of an order in the tray, to a user who is not looking at the window."""
        if self.teller is not None and QApplication.activeWindow() is None:
            self.teller.tray.tell(self.tr("Order {0}").format(order_no), text)

    def show_clock(self, notice: Notice | None) -> None:
        """Say that the PC's date is wrong, on whichever screen; None takes it away."""
        self._clock_notice = notice
        self.window.show_clock(notice)
        if self.gate is not None:
            self.gate.show_clock(notice.text if notice is not None else "")

    # --- refreshing -------------------------------------------------------------------------------------

    def set_refreshing(self, refreshing: bool, text: str = "") -> None:
        """Show or end the wait for the licensor, where the user is looking.

        Args:
            refreshing: Whether an answer is still to come.
            text: What is being asked; default: for the latest licence.
        """
        self.window.action_refresh.setEnabled(not refreshing)
        said = text or self.tr("Looking for the latest licence…")
        if not refreshing:
            # Wherever the wait began: the screen may have changed since.
            if self.gate is not None:
                self.gate.set_waiting("")
            if self._workspace is not None:
                self._workspace.subscription.set_waiting("")
        elif self.gate is not None:
            self.gate.set_waiting(said)
        elif self._workspace is not None:
            self._workspace.subscription.set_waiting(said)
        else:
            self.window.show_empty(said)

    def show_refresh_result(self, text: str) -> None:
        """Say what a refresh has brought. Plain text."""
        if self._is_at_history():
            self.window.show_news(Notice(BannerKind.INFO, escape(text)))
        elif self.gate is not None:
            self.gate.show_result(text)
        elif self._workspace is not None:
            self._workspace.subscription.show_result(text)

    def show_refresh_error(self, error: OperationError) -> None:
        """Say why a refresh did not happen."""
        if self._is_at_history():
            said = error_text(error)
            text = " ".join(part for part in (f"{said.title}.", said.text, said.next_step) if part)
            self.window.show_news(Notice(BannerKind.WARNING, escape(text)))
        elif self.gate is not None:
            self.gate.show_error(error)
        elif self._workspace is not None:
            self._workspace.subscription.show_error(error)

    def set_offline(self, text: str) -> None:
        """One quiet line while the licensor cannot be reached; empty takes it away. Rich text."""
        if self.gate is not None:
            self.gate.set_offline(text)
        elif self._workspace is not None:
            self._workspace.subscription.set_offline(text)

    # --- history ----------------------------------------------------------------------------------------

    def show_history(self, order_no: str, action: OrderAction | None = None) -> None:
        """Show *Lịch sử đăng ký gia hạn*, at an order if one is named, and begin an action with it."""
        from qlts_desktop.ui.history.history_page import HistoryPage

        if self.history is None:
            self.history = HistoryPage(
                *(self._registrations, self._scans, self._orders, self._runner, self._today),
                can_renew=self._can_renew,
            )
            self.history.changed.connect(self.orderChanged)
            self.history.editRequested.connect(self.editRequested)
        page = self.history
        if self.gate is not None:
            self.gate.hide()
            self.window.show_notice(self._closed_notice())
        self.window.show_page(page, with_back=True)
        if order_no:
            page.show_order(order_no, action)
        else:
            page.refresh()

    def cover_gate(self) -> None:
        """Take the gate away while another dialog is open over the empty window."""
        if self.gate is not None:
            self.gate.hide()

    def uncover_gate(self) -> None:
        """Bring the gate back."""
        if self.gate is not None:
            self._reopen_gate()

    # --- inside -----------------------------------------------------------------------------------------

    def _show_workspace(self, account: Account, held: HeldLicence, today: date) -> None:
        if self._workspace is None:
            self._workspace = WorkspacePage(self._reminders, self._runner)
            self._workspace.registerRequested.connect(self.registerRequested)
            self._workspace.orderRequested.connect(self.show_history)
            self._workspace.subscription.enterRequested.connect(self.enterRequested)
            self._workspace.subscription.offer_entry(self.can_enter)
            self._workspace.subscription.refreshRequested.connect(self.refreshRequested)
            self._workspace.subscription.refreshCancelled.connect(self.refreshCancelled)
        self._workspace.show_licence(held, today, can_renew=account.can_renew)
        if self.history is None or self.window.current_page() is not self.history:
            self.window.show_page(self._workspace)

    def _connect_gate(self, gate: GateDialog) -> None:
        gate.registerRequested.connect(self.registerRequested)
        gate.refreshRequested.connect(self.refreshRequested)
        gate.refreshCancelled.connect(self.refreshCancelled)
        gate.fileRequested.connect(self.fileRequested)
        gate.orderRequested.connect(self.show_history)
        gate.orderActionRequested.connect(self.show_history)
        gate.historyRequested.connect(lambda: self.show_history(""))
        gate.recoveryRequested.connect(self.recoveryRequested)
        gate.preparedRequested.connect(self.preparedRequested)
        gate.machineRequested.connect(self.machineRequested)
        gate.settingsRequested.connect(self.settingsRequested)
        gate.guideRequested.connect(self.window.guideRequested)
        gate.readRequested.connect(self.readRequested)
        gate.logOutRequested.connect(self.logOutRequested)
        gate.quitRequested.connect(self.quitRequested)

    def _begin_telling(self) -> None:
        """The window has been painted: what is to be told outside it can be looked up."""
        from qlts_desktop.ui.shell.notice_teller import NoticeTeller
        from qlts_desktop.ui.shell.tray import Tray

        self.teller = NoticeTeller(self._notices, self._runner, Tray(parent=self), parent=self)
        self.teller.owed.connect(self._on_notice_owed)
        self.teller.tray.opened.connect(self._come_to_the_front)
        self.teller.begin()
        if self._shown is not None:
            self.teller.consider(*self._shown)

    def _tell_nothing(self) -> None:
        self._shown = None
        if self.teller is not None:
            self.teller.forget()

    def _on_notice_owed(self) -> None:
        if self._success is not None:
            self.window.show_notice(self._success)

    def _come_to_the_front(self) -> None:
        """The user has answered a notice in the tray."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        top = QApplication.activeModalWidget() or window
        for widget in (window, top):
            widget.raise_()
        top.activateWindow()

    def _is_at_history(self) -> bool:
        return self.history is not None and self.window.current_page() is self.history

    def _leave_reading(self) -> None:
        """From the bar back to the blocking dialog, which says why."""
        if self.reads_only and self.gate is None:
            self.reads_only = False
            self.whyRequested.emit()
        else:
            self._reopen_gate()

    def _reopen_gate(self) -> None:
        if self.gate is None:
            return
        self.window.show_empty()
        self.window.show_notice(None)
        self.window.show()
        if not self.gate.isVisible() and not self.is_covered():
            self.gate.open()

    def _close_gate(self) -> None:
        if self.gate is not None:
            gate, self.gate = self.gate, None
            gate.done(0)
            gate.deleteLater()

    def leave_history(self) -> None:
        """Go back to the page before."""
        if self.gate is not None:
            self._reopen_gate()
        elif self._workspace is not None:
            self.window.show_page(self._workspace)

    def _closed_notice(self) -> Notice:
        return Notice(
            BannerKind.DANGER,
            self.tr("The software is closed for the unit; the registrations can be looked at."),
            NoticeTarget.GATE,
            self.tr("&Back to the notice"),
        )


def _order_actions(
    licence: Licence, entry: TimetableEntry, *, can_renew: bool
) -> tuple[str, frozenset[OrderAction]]:
    """The open order and what its menu entries may do on a day."""
    from qlts_desktop.core.sent_order import OrderAction

    if licence.order is None or not can_renew:
        return "", frozenset()
    allowed = (action for action in OrderAction if action.value in entry.actions)
    return licence.order.no, frozenset(allowed)
