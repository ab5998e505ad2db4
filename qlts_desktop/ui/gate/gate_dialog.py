"""The blocking dialog: modal over an empty window, always with a way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from qlts_desktop._generated.ui_gate_dialog import Ui_GateDialog
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.markup import escape
from qlts_desktop.core.sent_order import OrderAction
from qlts_desktop.ui.gate.content import GateContent
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress
from qlts_desktop.ui.widgets.timeline import Timeline

WIDTH = 660
FRAME_HEIGHT = 40
"""For the window's own frame."""
LEAST_FACTS_HEIGHT = 96


class GateDialog(QDialog):
    """Says why the software is closed and what can be done.

    Signals:
        registerRequested: *Đăng ký gia hạn*.
        refreshRequested: *Cập nhật tài nguyên*.
        refreshCancelled: The user does not want to wait for it.
        fileRequested: *Việc khác › Cập nhật từ tệp…*.
        orderRequested: *Xem đơn*, with the order's number.
        orderActionRequested: *Xác nhận thanh toán* or *Gia hạn thanh toán*: the order's number, and which of them
            (OrderAction).
        historyRequested: *Việc khác › Lịch sử đăng ký gia hạn*.
        recoveryRequested: *Yêu cầu khôi phục dữ liệu*.
        preparedRequested: *Việc khác › Mở phiếu đã chuẩn bị*.
        machineRequested: *Việc khác › Kiểm tra máy*.
        settingsRequested: *Việc khác › Cài đặt*.
        guideRequested: *Việc khác › Hướng dẫn*.
        readRequested: *Xem dữ liệu (chỉ đọc)*.
        logOutRequested: *Việc khác › Đăng xuất*.
        quitRequested: *Thoát*, or the window's close button.

    Attributes:
        content: What is shown now.
    """

    registerRequested = Signal()
    refreshRequested = Signal()
    refreshCancelled = Signal()
    fileRequested = Signal()
    orderRequested = Signal(str)
    orderActionRequested = Signal(str, object)
    historyRequested = Signal()
    recoveryRequested = Signal()
    preparedRequested = Signal()
    machineRequested = Signal()
    settingsRequested = Signal()
    guideRequested = Signal()
    readRequested = Signal()
    logOutRequested = Signal()
    quitRequested = Signal()

    def __init__(self, content: GateContent, who: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = Ui_GateDialog()
        self.ui.setupUi(self)
        self.setObjectName("gateDialog")
        self.setModal(True)
        self.content = content
        self._filled = False
        self._error = ErrorPanel()
        self._progress = Progress()
        self._offline = wrapped_label(role="small", name="offlineLine")
        self._offline.setTextFormat(Qt.TextFormat.RichText)
        self._offline.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._offline.linkActivated.connect(lambda _target: self.refreshRequested.emit())
        self._offline.hide()
        self.ui.gateHint.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.ui.gateHint.linkActivated.connect(self._on_hint_link)
        self._clock = wrapped_label(role="warning", name="gateClock")
        self._clock.setTextFormat(Qt.TextFormat.RichText)
        self._clock.hide()
        self.ui.statusSlot.addWidget(self._clock)
        self.ui.statusSlot.addWidget(self._offline)
        self.ui.statusSlot.addWidget(self._progress)
        self.ui.statusSlot.addWidget(self._error)
        self.ui.gateResult.hide()
        self.ui.gateWho.setText(who)
        self.ui.gateMark.setAccessibleName(self.tr("Notice"))
        self.ui.gateFactsScroll.setAccessibleName(self.ui.gateWhyButton.text())
        self._build_menu()
        self.ui.gateWhyButton.toggled.connect(self._show_facts)
        self.ui.gateRegisterButton.clicked.connect(self.registerRequested)
        self.ui.gateRefreshButton.clicked.connect(self.refreshRequested)
        self.ui.gateRecoveryButton.clicked.connect(self.recoveryRequested)
        self.ui.gateReadButton.clicked.connect(self.readRequested)
        self.ui.gateQuitButton.clicked.connect(self.quitRequested)
        self.ui.gateOrderButton.clicked.connect(lambda: self.orderRequested.emit(self.content.order_no))
        self._progress.cancelled.connect(self._on_cancelled)
        self.show_content(content)
        self._fit()

    def show_content(self, content: GateContent) -> None:
        """Show another notice in place, for example after a refresh; the same one again disturbs nobody."""
        if self._filled and content == self.content:
            return
        self._filled = True
        self.content = content
        ui = self.ui
        set_style_property(ui.gateMark, "mark", content.mark)
        ui.gateTitle.setText(content.title)
        ui.gateText.setText(content.text)
        ui.gateHint.setText(content.hint)
        ui.gateHint.setVisible(bool(content.hint))
        ui.gateContacts.setText(self.tr("Who can renew: {0}").format(content.ask_whom))
        ui.gateContacts.setVisible(bool(content.ask_whom))
        ui.gateRegisterButton.setVisible(content.may_register)
        ui.gateRecoveryButton.setVisible(content.may_request_recovery)
        ui.gateReadButton.setVisible(content.may_read)
        ui.gateOrderButton.setVisible(bool(content.order_no))
        ui.gateOrderButton.setText(self.tr("See &order {0}").format(content.order_no))
        primary = ui.gateRefreshButton if content.refresh_first else ui.gateRegisterButton
        for button in (ui.gateRefreshButton, ui.gateRegisterButton):
            set_style_property(button, "kind", "primary" if button is primary else "secondary")
        primary.setDefault(True)
        primary.setFocus()
        self._fill_facts()
        self._show_facts(ui.gateWhyButton.isChecked())
        if content.error is None:
            self._error.clear()
        self.setAccessibleName(content.title)
        self.setAccessibleDescription(f"{ui.gateWho.text()}. {content.title}")

    def _on_hint_link(self, link: str) -> None:
        if link in OrderAction._value2member_map_:
            self.orderActionRequested.emit(self.content.order_no, OrderAction(link))

    def set_waiting(self, text: str) -> None:
        """Say what is being waited for; empty ends the wait."""
        self.ui.gateRefreshButton.setEnabled(not text)
        if text:
            self._error.clear()
            self.ui.gateResult.hide()
            self._progress.begin(text)
        else:
            self._progress.end()
        self._fit()

    def show_result(self, text: str) -> None:
        """Say what a refresh has brought. Plain text."""
        self.show_news(escape(text))

    def show_news(self, text: str) -> None:
        """Say what has just happened. Rich text."""
        self._error.clear()
        self.ui.gateResult.setText(text)
        self.ui.gateResult.setVisible(bool(text))
        self._fit()

    def set_offline(self, text: str) -> None:
        """One quiet line while the licensor cannot be reached; empty takes it away. Rich text."""
        self._offline.setText(text)
        self._offline.setVisible(bool(text))
        self._fit()

    def show_clock(self, text: str) -> None:
        """Say that the PC's date is wrong; empty takes it away. Rich text."""
        self._clock.setText(text)
        self._clock.setVisible(bool(text))
        self._fit()

    def show_error(self, error: OperationError) -> None:
        """Say why a refresh did not happen."""
        self.ui.gateResult.hide()
        self._error.show_error(error)
        self._fit()

    def _build_menu(self) -> None:
        menu = QMenu(self)
        history = menu.addAction(self.tr("Renewal &history"))
        history.setObjectName("gateActionHistory")
        history.triggered.connect(self.historyRequested)
        from_file = menu.addAction(self.tr("Update resources from a &file…"))
        from_file.setObjectName("gateActionLicenceFile")
        from_file.triggered.connect(self.fileRequested)
        prepared = menu.addAction(self.tr("&Open a prepared registration…"))
        prepared.setObjectName("gateActionPrepared")
        prepared.triggered.connect(self.preparedRequested)
        machine = menu.addAction(self.tr("&Check this computer…"))
        machine.setObjectName("gateActionMachine")
        machine.triggered.connect(self.machineRequested)
        settings = menu.addAction(self.tr("&Settings…"))
        settings.setObjectName("gateActionSettings")
        settings.triggered.connect(self.settingsRequested)
        guide = menu.addAction(self.tr("&Guide\tF1"))
        guide.setObjectName("gateActionGuide")
        guide.triggered.connect(self.guideRequested)
        log_out = menu.addAction(self.tr("&Log out"))
        log_out.setObjectName("gateActionLogOut")
        log_out.triggered.connect(self.logOutRequested)
        self.ui.gateMoreButton.setMenu(menu)

    def _fill_facts(self) -> None:
        grid = self.ui.factsGrid
        while (item := grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (label, value) in enumerate(self.content.facts):
            name = wrapped_label(label, "small")
            shown = wrapped_label(value)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setAccessibleName(f"{label}: {value}")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1)
            # A visible parent shows new children only later, and _fit() needs them now.
            name.show()
            shown.show()
        if self.content.timetable:
            row = grid.rowCount()
            heading = wrapped_label(self.tr("What will happen, and when"), "strong")
            timeline = Timeline()
            timeline.setObjectName("gateTimetable")
            timeline.set_rows(self.content.timetable)
            for place, widget in enumerate((heading, timeline)):
                grid.addWidget(widget, row + place, 0, 1, 2)
                widget.show()
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)

    def _show_facts(self, shown: bool) -> None:
        self.ui.gateFactsScroll.setVisible(shown)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need; where the screen is not so high, the facts scroll."""
        layout, facts = self.layout(), self.ui.gateFactsScroll
        if layout is None:
            return
        width = max(self.width(), WIDTH)
        whole = 0
        if not facts.isHidden():
            whole = self.ui.gateFacts.heightForWidth(width - self._beside_facts())
            facts.setFixedHeight(whole)
        layout.activate()
        needed = layout.totalHeightForWidth(width)
        most = self.screen().availableGeometry().height() - FRAME_HEIGHT
        if whole and needed > most:
            facts.setFixedHeight(max(LEAST_FACTS_HEIGHT, whole - (needed - most)))
            layout.activate()
            needed = layout.totalHeightForWidth(width)
        self.resize(width, needed)

    def _beside_facts(self) -> int:
        """Width of the dialog that the facts do not have: margins and the round sign."""
        margins = self.contentsMargins()
        outer = self.layout().contentsMargins() if self.layout() is not None else margins
        sign = self.ui.gateMark.width() + self.ui.topRow.spacing()
        return outer.left() + outer.right() + sign

    def _on_cancelled(self) -> None:
        self.set_waiting("")
        self.refreshCancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not close the program by accident."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's close button ends the program; what follows is decided by whoever listens."""
        event.ignore()
        self.quitRequested.emit()
