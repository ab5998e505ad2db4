"""*Xem cách cài và kiểm tra*: where each token maker's driver is had, and asking this computer again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.machine_port import Finding, MachinePort, TokenMaker
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.machine.finding_table import FindingTable
from qlts_desktop.ui.messages.machine import summary_text
from qlts_desktop.ui.widgets.badge import Badge, Tone
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

T = TypeVar("T")

WIDTH, HEIGHT = 780, 640
"""Pixels; a window of 1024 by 700 shows it whole."""


class TokenGuideDialog(QDialog):
    """Token makers, three steps, and *Kiểm tra lại*.

    Signals:
        looked: The computer was asked again (tuple of Finding): whoever lists certificates may list them anew.

    Attributes:
        table: Drivers and tokens, once they were asked for.
        progress: What is being waited for.
        has_looked: Whether *Kiểm tra lại* was used.
    """

    looked = Signal(object)

    def __init__(self, machine: MachinePort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tokenGuide")
        self.setWindowTitle(self.tr("Token drivers: installing and checking"))
        self._machine = machine
        self._runner = runner
        self._job: Job | None = None
        self.has_looked = False
        self.progress = Progress()
        self.progress.cancelled.connect(self._stop)
        self._error = ErrorPanel()
        self._error.setObjectName("tokenGuideError")
        self._makers = QWidget()
        self._makers.setProperty("ground", "clear")
        self._grid = QGridLayout(self._makers)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("tokenGuideMakers")
        self._scroll.setAccessibleName(self.tr("Token makers"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setProperty("inset", True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._makers)
        self._summary = wrapped_label(role="strong", name="tokenGuideSummary")
        self._summary.hide()
        self.table = FindingTable("tokenGuideTable")
        self.table.hide()
        self._again = QPushButton(self.tr("Check &again"))
        self._again.setObjectName("tokenGuideAgainButton")
        self._again.setProperty("kind", "primary")
        self._again.setDefault(True)
        self._again.clicked.connect(self.look)
        self._close = QPushButton(self.tr("&Close"))
        self._close.setObjectName("tokenGuideCloseButton")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self.finished.connect(lambda _result: self._give_up())
        self._lay_out()
        self.resize(WIDTH, HEIGHT)

    def start(self) -> None:
        """Fetch the list of makers: the vendor's newest, or the one at hand."""
        self._run(self.tr("Fetching the list of token makers…"), self._machine.token_makers, self._on_makers)

    def look(self) -> None:
        """*Kiểm tra lại*: ask the drivers and tokens of this computer again, without a restart."""
        self.has_looked = True
        self._run(self.tr("Looking for token drivers and tokens…"), self._machine.look_for_tokens, self._on_looked)

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        steps = (
            self.tr("1. Unplug the token. Download the 64-bit driver from its maker's page below."),
            self.tr("2. Install it, with an administrator's account where the computer asks for one."),
            self.tr("3. Plug the token in, wait until its light is steady, then press “Check again”."),
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self._again)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(wrapped_label(self.tr("Installing a token driver"), "title", "tokenGuideTitle"))
        for number, step in enumerate(steps, 1):
            column.addWidget(wrapped_label(step, name=f"tokenGuideStep{number}"))
        hint = self.tr("The maker's name is written on the token, or on its contract.")
        column.addWidget(wrapped_label(hint, "muted", "tokenGuideHint"))
        column.addSpacing(4)
        column.addWidget(self._scroll, 3)
        for widget in (self.progress, self._error, self._summary):
            column.addWidget(widget)
        column.addWidget(self.table, 2)
        column.addSpacing(4)
        column.addLayout(buttons)

    def _run(self, text: str, task: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._give_up()
        self._error.clear()
        self.progress.begin(text)
        self._again.setEnabled(False)
        job = self._runner.run(task, on_done, self._on_failed, owner=self)
        self._job = job if job.is_running else None

    def _show_ready(self) -> None:
        self._job = None
        self.progress.end()
        self._again.setEnabled(True)
        self._again.setFocus()

    def _on_makers(self, makers: tuple[TokenMaker, ...]) -> None:
        self._show_ready()
        for row, maker in enumerate(makers):
            name = wrapped_label(maker.name, "strong")
            name.setTextFormat(Qt.TextFormat.PlainText)
            page = QPushButton(QUrl(maker.page).host())
            page.setObjectName(f"tokenGuidePage{row}")
            page.setProperty("kind", "link")
            page.setAutoDefault(False)
            page.setToolTip(maker.page)
            page.setAccessibleName(self.tr("{0}: open {1} in the browser").format(maker.name, maker.page))
            page.clicked.connect(lambda _checked=False, address=maker.page: self._open(address))
            state = Badge(self.tr("Driver installed") if maker.installed else "", Tone.SUCCESS)
            state.setToolTip("\n".join(maker.installed))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(page, row, 1, left)
            self._grid.addWidget(state, row, 2, left)
            name.show()  # a visible parent shows new children only later
            page.show()
            state.setVisible(bool(maker.installed))
        self._grid.setRowStretch(len(makers), 1)

    def _open(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    def _on_looked(self, findings: tuple[Finding, ...]) -> None:
        self._show_ready()
        self.table.empty()
        for finding in findings:
            self.table.add(finding)
        self._summary.setText(summary_text(findings))
        self._summary.show()
        self.table.show()
        self.table.show_worst()
        self.looked.emit(findings)

    def _on_failed(self, error: OperationError) -> None:
        self._show_ready()
        self._error.show_error(error)

    def _stop(self) -> None:
        self._give_up()
        self._show_ready()

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
