"""The main window: menu, header, notices, and the pages under them. It decides nothing; ``flow.py`` does."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from qlts_desktop.core.sent_order import OrderAction
from qlts_desktop.services.ports import Account, HeldLicence
from qlts_desktop.ui.messages.notices import Notice, NoticeTarget
from qlts_desktop.ui.shell.header import Header
from qlts_desktop.ui.widgets.banner import Banner, BannerKind
from qlts_desktop.ui.widgets.progress import Progress


class MainWindow(QMainWindow):
    """The one window.

    Signals:
        firstPainted: The window has been painted once.
        registerRequested: From the menu, the corner or a notice.
        orderRequested: From the corner or a notice, with the order's number.
        orderActionRequested: From a notice or the menu: the order's number, and what is to be done (OrderAction).
        historyRequested, refreshRequested, fileRequested, licenceInfoRequested, preparedRequested,
            machineRequested, settingsRequested, checkRequested, reportRequested, logOutRequested,
            aboutRequested: From the menu.
        gateRequested: A notice leads back to the blocking dialog.
        updateRequested: A notice leads to the newer version.
        guideRequested: *Hướng dẫn*.
        waitCancelled: The user does not want to wait on the empty page.
        backRequested: From the history back to where it was opened.

    Attributes:
        header: Unit, user, corner button.
        banner: The notice of the stage.
        info_bar: Quiet notices: what just happened.
        machine_bar: What holds for this machine, whatever the stage: that it can keep nothing. None while all is
            well.
        update_bar: That there is a newer version. None until there was one.
        action_register, action_refresh: Menu actions that are not always possible.
    """

    firstPainted = Signal()
    registerRequested = Signal()
    orderRequested = Signal(str)
    orderActionRequested = Signal(str, object)
    historyRequested = Signal()
    refreshRequested = Signal()
    fileRequested = Signal()
    licenceInfoRequested = Signal()
    preparedRequested = Signal()
    machineRequested = Signal()
    settingsRequested = Signal()
    checkRequested = Signal()
    reportRequested = Signal()
    logOutRequested = Signal()
    aboutRequested = Signal()
    gateRequested = Signal()
    updateRequested = Signal()
    guideRequested = Signal()
    waitCancelled = Signal()
    backRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setMinimumSize(900, 600)
        self.resize(1180, 760)
        # From the outside in: Qt looks up a widget's style again when it gets another parent.
        whole = QWidget()
        self.setCentralWidget(whole)
        self._whole = QVBoxLayout(whole)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._outer = QStackedWidget()
        self._whole.addWidget(self._outer, 1)
        self._session = QWidget()
        self._outer.addWidget(self._session)
        self._column = column = QVBoxLayout(self._session)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._painted = False
        self._notice_order = ""
        self._open_order = ""
        self._notices: dict[Banner, Notice] = {}
        self.header = Header()
        self.banner = self._make_banner("banner", "bannerLink")
        self.info_bar = self._make_banner("infoBar", "infoBarLink")
        self._clock_bar: Banner | None = None
        self.machine_bar: Banner | None = None
        self.update_bar: Banner | None = None
        self._pages = QStackedWidget()
        self._wait = Progress()
        self._wait.setObjectName("waitProgress")
        self._wait.setMaximumWidth(480)
        self._empty = QWidget()
        centre = QHBoxLayout(self._empty)
        centre.addStretch()
        centre.addWidget(self._wait, 1)
        centre.addStretch()
        self._pages.addWidget(self._empty)
        self._back = QPushButton(self.tr("‹ &Back"))
        self._back.setObjectName("backButton")
        self._back.setProperty("kind", "link")
        self._back_row = QWidget()
        back_row = QHBoxLayout(self._back_row)
        back_row.setContentsMargins(24, 12, 24, 0)
        back_row.addWidget(self._back)
        back_row.addStretch()
        self._back_row.hide()
        for widget in (self.header, self.banner, self.info_bar, self._back_row):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        self._build_menus()
        self._wait.cancelled.connect(self.waitCancelled)
        self._back.clicked.connect(self.backRequested)
        self.header.registerRequested.connect(self.registerRequested)
        self.header.orderRequested.connect(self.orderRequested)
        self.setWindowTitle("QLTS Desktop")

    # --- what is shown ----------------------------------------------------------------------------------

    def show_login(self, view: QWidget) -> None:
        """Show the login in place of everything else."""
        if self._outer.indexOf(view) < 0:
            self._outer.addWidget(view)
        self._outer.setCurrentWidget(view)
        self.menuBar().hide()
        self.setWindowTitle("QLTS Desktop")

    def show_session(self, account: Account, held: HeldLicence | None, *, reads_only: bool = False) -> None:
        """Show the window of a logged-in user; which page is another matter."""
        self.header.show_account(account, held.licence if held is not None else None)
        self._outer.setCurrentWidget(self._session)
        self.menuBar().show()
        name = held.licence.unit.name if held is not None else account.unit_name
        if reads_only:
            name = self.tr("{0} (reading only)").format(name)
        self.setWindowTitle(f"{name} — QLTS Desktop")

    def show_empty(self, waiting_for: str = "", *, can_cancel: bool = True) -> None:
        """Show no page, so that no data is seen; say what is being waited for."""
        self._back_row.hide()
        self._pages.setCurrentWidget(self._empty)
        if waiting_for:
            self._wait.begin(waiting_for, can_cancel=can_cancel)
        else:
            self._wait.end()

    def show_page(self, page: QWidget, *, with_back: bool = False) -> None:
        """Show a page; with_back: with a way back to the page before."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._wait.end()
        self._pages.setCurrentWidget(page)
        self._back_row.setVisible(with_back)

    def current_page(self) -> QWidget:
        """The page shown now."""
        return self._pages.currentWidget()

    def remove_page(self, page: QWidget) -> None:
        """Forget a page, for example at the end of a session."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def remove_login(self, view: QWidget) -> None:
        """Forget the login and what was typed there."""
        self._outer.removeWidget(view)
        view.deleteLater()

    def show_notice(self, notice: Notice | None, order_no: str = "") -> None:
        """Show the stage's notice in its one place: the yellow or red banner, or the quiet info bar."""
        self._notice_order = order_no
        quiet = notice is not None and notice.kind in (BannerKind.INFO, BannerKind.SUCCESS)
        self._put(self.banner, None if quiet else notice)
        self._put(self.info_bar, notice if quiet else None)

    def show_news(self, notice: Notice | None, order_no: str = "") -> None:
        """Show in the info bar what has just happened; it takes the place of a quiet notice."""
        if order_no:
            self._notice_order = order_no
        self._put(self.info_bar, notice)

    def show_clock(self, notice: Notice | None) -> None:
        """Say that the PC's date is wrong: a topic of its own, above every page, the login too."""
        if self._clock_bar is None and notice is not None:
            self._clock_bar = self._make_banner("clockBar", "clockBarLink")
            self._whole.insertWidget(0, self._clock_bar)
        if self._clock_bar is not None:
            self._put(self._clock_bar, notice)

    def show_machine_notice(self, notice: Notice | None) -> None:
        """Show what holds for this machine until the program ends."""
        if self.machine_bar is None and notice is not None:
            self.machine_bar = self._make_banner("machineBar", "machineBarLink")
            self._column.insertWidget(self._column.indexOf(self.info_bar) + 1, self.machine_bar)
        if self.machine_bar is not None:
            self._put(self.machine_bar, notice)

    def show_update(self, notice: Notice | None) -> None:
        """Tell of a newer version of the program; None takes it away."""
        if self.update_bar is None and notice is not None:
            self.update_bar = self._make_banner("updateBar", "updateBarLink")
            self._column.insertWidget(self._column.indexOf(self._back_row), self.update_bar)
        if self.update_bar is not None:
            self._put(self.update_bar, notice)

    def set_actions(self, *, may_register: bool, why_not: str = "") -> None:
        """Offer in the menu what this user may do now; what is not offered says why. Plain text."""
        self.action_register.setEnabled(may_register)
        self.action_register.setToolTip(why_not)
        self.action_register.setStatusTip(why_not)

    def set_order_actions(self, order_no: str, allowed: Collection[OrderAction]) -> None:
        """Which actions of the open order the menu offers.

        Args:
            order_no: The open order; empty when there is none.
            allowed: What may be done with it.
        """
        self._open_order = order_no
        for action, entry in self._order_actions.items():
            entry.setEnabled(bool(order_no) and action in allowed)
            entry.setToolTip("" if entry.isEnabled() else self.tr("No order of the unit can take this now."))

    # --- inside -----------------------------------------------------------------------------------------

    def _make_banner(self, name: str, link_name: str) -> Banner:
        banner = Banner()
        banner.setObjectName(name)
        banner.link.setObjectName(link_name)
        banner.linkActivated.connect(lambda link: self._follow(banner, link))
        return banner

    def _put(self, banner: Banner, notice: Notice | None) -> None:
        if notice is None:
            self._notices.pop(banner, None)
            banner.clear()
        else:
            self._notices[banner] = notice
            banner.show_notice(notice.kind, notice.text, notice.link)

    def _follow(self, banner: Banner, link: str) -> None:
        if link in OrderAction._value2member_map_:
            self.orderActionRequested.emit(self._notice_order, OrderAction(link))
            return
        match self._notices[banner].target:
            case NoticeTarget.REGISTER:
                self.registerRequested.emit()
            case NoticeTarget.ORDER:
                self.orderRequested.emit(self._notice_order)
            case NoticeTarget.GATE:
                self.gateRequested.emit()
            case NoticeTarget.UPDATE:
                self.updateRequested.emit()
            case NoticeTarget.NOWHERE:
                pass

    def _build_menus(self) -> None:
        system = self.menuBar().addMenu(self.tr("&System"))
        self._add(system, self.tr("&Licence information"), "actionLicenceInfo", self.licenceInfoRequested)
        self._add(system, self.tr("Renewal &history"), "actionHistory", self.historyRequested)
        self.action_refresh = self._add(
            system, self.tr("&Update resources"), "actionRefreshLicence", self.refreshRequested, "F5"
        )
        self._add(system, self.tr("Update resources from a &file…"), "actionLicenceFile", self.fileRequested)
        settings = self._add(system, self.tr("&Settings…"), "actionSettings", self.settingsRequested, "Ctrl+,")
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        system.addSeparator()
        self._add(system, self.tr("Log &out"), "actionLogOut", self.logOutRequested)
        quit_action = self._add(system, self.tr("E&xit"), "actionQuit", None, "Ctrl+Q")
        quit_action.triggered.connect(self.close)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        renewal = self.menuBar().addMenu(self.tr("&Renewal"))
        renewal.setToolTipsVisible(True)
        self.action_register = self._add(
            renewal, self.tr("&Register a renewal"), "actionRegister", self.registerRequested, "Ctrl+N"
        )
        self._order_actions = {
            action: self._order_action(renewal, text, name, action)
            for action, text, name in (
                (OrderAction.CONFIRM_PAYMENT, self.tr("Confirm &payment…"), "actionConfirmPayment"),
                (OrderAction.EXTEND_PAYMENT, self.tr("&Extend payment…"), "actionExtendPayment"),
            )
        }
        self._add(renewal, self.tr("&Open a prepared registration…"), "actionOpenPrepared", self.preparedRequested)
        self._add(renewal, self.tr("&Check a signed slip…"), "actionCheckSlip", self.checkRequested)
        help_menu = self.menuBar().addMenu(self.tr("&Help"))
        self._add(help_menu, self.tr("&Guide\tF1"), "actionGuide", self.guideRequested)
        self._add(help_menu, self.tr("&Check this computer…"), "actionMachine", self.machineRequested)
        self._add(help_menu, self.tr("&Save the diagnostics report…"), "actionDiagnostics", self.reportRequested)
        about = self._add(help_menu, self.tr("&About"), "actionAbout", self.aboutRequested)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _order_action(self, menu: QMenu, text: str, name: str, action: OrderAction) -> QAction:
        entry = self._add(menu, text, name, None)
        entry.setEnabled(False)
        entry.triggered.connect(lambda: self.orderActionRequested.emit(self._open_order, action))
        return entry

    def _add(
        self, menu: QMenu, text: str, name: str, signal: SignalInstance | None, shortcut: str = ""
    ) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if signal is not None:
            action.triggered.connect(lambda _checked=False: signal.emit())
        return action

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once, when all in the window has been painted too, that the network may be used from now on."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.firstPainted.emit)
