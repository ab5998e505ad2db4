"""*Kiểm tra máy*: looks at this computer, says what to put right, and makes the diagnostics file."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.machine_port import Finding, MachinePort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.machine.finding_table import FindingTable
from qlts_desktop.ui.machine.token_guide_dialog import TokenGuideDialog
from qlts_desktop.ui.messages.machine import report_content_text, summary_text
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

WIDTH, HEIGHT = 820, 620
"""Pixels; a window of 1024 by 700 shows it whole."""


class _Round:
    """One look at the computer.

    Attributes:
        is_over: Nobody waits for it any more.
    """

    def __init__(self) -> None:
        self.is_over = False


class MachineDialog(QDialog):
    """Looks at this computer as soon as it is told to.

    Attributes:
        table: What was found.
        progress: What is being waited for.
        error_panel: Why no report could be made or saved.
        saver: Asks where the report goes.
        guide: *Xem cách cài và kiểm tra*, while it is open.
    """

    def __init__(self, machine: MachinePort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("machineDialog")
        self.setWindowTitle(self.tr("Check this computer"))
        self._machine = machine
        self._runner = runner
        self._round = _Round()
        self._job: Job | None = None
        self._saves_next = False
        self.guide: TokenGuideDialog | None = None
        self.table = FindingTable("machineTable")
        self.progress = Progress()
        self.progress.cancelled.connect(self._stop)
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("machineError")
        self.saver = FileSaver(runner, self)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(self._on_failed)
        self._summary = wrapped_label(role="title", name="machineSummary")
        self._saved = wrapped_label(role="strong", name="machineSaved")
        self._saved.setTextFormat(Qt.TextFormat.PlainText)
        self._saved.hide()
        self._content = wrapped_label(report_content_text(), "small", "machineReportContent")
        self.again = QPushButton(self.tr("Check &again"))
        self.again.setObjectName("machineAgainButton")
        self._report = QPushButton(self.tr("&Save the diagnostics report…"))
        self._report.setObjectName("machineReportButton")
        self._drivers = QPushButton(self.tr("How to &install token drivers"))
        self._drivers.setObjectName("machineDriversButton")
        self._drivers.setProperty("kind", "link")
        self._close = QPushButton(self.tr("&Close"))
        self._close.setObjectName("machineCloseButton")
        self._close.setProperty("kind", "primary")
        for button in (self.again, self._report, self._drivers):
            button.setAutoDefault(False)
        self._close.setDefault(True)
        self.again.clicked.connect(self.start)
        self._report.clicked.connect(self.save_report)
        self._drivers.clicked.connect(self.show_guide)
        self._close.clicked.connect(self.reject)
        self.finished.connect(lambda _result: self._give_up())
        self._lay_out()
        self.resize(WIDTH, HEIGHT)

    @property
    def is_busy(self) -> bool:
        """Whether the computer is being looked at."""
        return self._job is not None and self._job.is_running

    def start(self) -> None:
        """*Kiểm tra lại*: look at everything anew."""
        self._give_up()
        self._round = now = _Round()
        self.table.empty()
        self.error_panel.clear()
        self._saved.hide()
        self._show_busy(self.tr("Checking this computer…"))
        machine = self._machine
        self._job = self._runner.run(
            lambda tell: machine.look(tell, lambda: now.is_over),
            self._on_looked,
            self._on_failed,
            owner=self,
            on_progress=self.table.add,
        )
        if not self._job.is_running:
            self._job = None

    def save_report(self) -> None:
        """*Lưu báo cáo chẩn đoán*: as soon as everything has been looked at."""
        if self.is_busy:
            self._saves_next = True
            return
        self.error_panel.clear()
        self._saved.hide()
        findings, machine = self.table.findings, self._machine
        self._show_busy(self.tr("Collecting the diagnostics report…"), keeps_summary=True)
        self._job = self._runner.run(
            lambda: machine.report(findings), self._on_report, self._on_failed, owner=self
        )

    def show_guide(self) -> None:
        """*Xem cách cài và kiểm tra*."""
        if self.guide is not None:
            return
        self.guide = guide = TokenGuideDialog(self._machine, self._runner, self)
        guide.finished.connect(self._on_guide_closed)
        guide.open()
        guide.start()

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._report)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for widget in (self._summary, self.progress, self.table):
            column.addWidget(widget)
        column.addWidget(self._drivers, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.error_panel, self._saved, self._content):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.setStretchFactor(self.table, 1)

    def _show_busy(self, text: str, *, keeps_summary: bool = False) -> None:
        if not keeps_summary:
            self._summary.setText(self.tr("Check this computer"))
        self.progress.begin(text)
        self.again.setEnabled(False)
        self._report.setEnabled(False)

    def _show_ready(self) -> None:
        self._job = None
        self.progress.end()
        self.again.setEnabled(True)
        self._report.setEnabled(True)

    def _on_looked(self, findings: tuple[Finding, ...]) -> None:
        self._show_ready()
        self._summary.setText(summary_text(findings))
        self.table.show_worst()
        if self._saves_next:
            self._saves_next = False
            self.save_report()

    def _on_report(self, content: bytes) -> None:
        self._show_ready()
        name = f"qlts-chan-doan-{datetime.now().astimezone():%Y%m%d-%H%M}.zip"
        self.saver.ask(self.tr("Save the diagnostics report"), name, "zip", "ZIP (*.zip)", content)

    def _on_saved(self, path: str) -> None:
        self.error_panel.clear()
        self._saved.setText(self.tr("Saved: {0}. Send this file to the vendor's support.").format(path))
        self._saved.show()

    def _on_failed(self, error: OperationError) -> None:
        self._saves_next = False
        self._show_ready()
        self.error_panel.show_error(error)

    def _stop(self) -> None:
        self._give_up()
        self._show_ready()
        self._summary.setText(self.tr("The check was stopped"))
        self.again.setFocus()

    def _give_up(self) -> None:
        """What is under way stops at its next step."""
        self._round.is_over = True
        self._saves_next = False
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_guide_closed(self) -> None:
        guide, self.guide = self.guide, None
        if guide is not None:
            guide.deleteLater()
            if guide.has_looked:
                self.start()  # a driver or a token may be there now
