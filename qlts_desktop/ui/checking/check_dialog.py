"""*Kiểm tra phiếu đã ký*: choose or drop a PDF; see what it is worth, why, and whose signatures it carries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.checking_port import CheckingPort, ReportSection, SlipReport, Verdict
from qlts_desktop.ui import theme
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.checking import (
    VERDICT_MARKS,
    reason_texts,
    report_sections,
    shown_verdict,
    verdict_text,
)
from qlts_desktop.ui.renewal.document_dialog import DocumentDialog
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

_NAME, _VALUE = range(2)
_NAMES_WIDTH = 200
_ROLES: dict[Verdict, str] = {
    Verdict.VALID: "success",
    Verdict.INVALID: "error",
    Verdict.UNDETERMINED: "warning",
}


class CheckDialog(QDialog):
    """Looks at one file at a time; nobody outside is asked, and nothing is sent.

    Attributes:
        table: Everything that was found.
        file_dialog: The file dialog while it is open.
        document_dialog: The report to be printed while it is shown.
    """

    def __init__(
        self, checking: CheckingPort, runner: Runner, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._checking = checking
        self._runner = runner
        self._now = now
        self._job: Job | None = None
        self._sections: tuple[ReportSection, ...] = ()
        self.file_dialog: QFileDialog | None = None
        self.document_dialog: DocumentDialog | None = None
        self.setObjectName("checkDialog")
        self.setWindowTitle(self.tr("Check a signed slip"))
        self.setAcceptDrops(True)
        self.resize(760, 620)
        self._invite = wrapped_label(
            self.tr("Choose or drop a signed PDF. It stays on this computer; nobody outside is asked."),
            role="muted",
            name="checkInvite",
        )
        self.choose_button = self._button("checkChooseButton", self.tr("&Choose a file…"), self._choose)
        self.choose_button.setProperty("kind", "primary")
        self.print_button = self._button("checkPrintButton", self.tr("&Report to print…"), self._show_report)
        self._close = self._button("checkCloseButton", self.tr("C&lose"), self.reject)
        self._progress = Progress()
        self._progress.cancelled.connect(self._stop)
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("checkError")
        self._verdict = wrapped_label(role="title", name="checkVerdict")
        self._reasons = wrapped_label(name="checkReasons")
        for label in (self._verdict, self._reasons):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.table = self._make_table()
        self._lay_out()
        self._show_nothing()

    # --- lay-out ----------------------------------------------------------------------------------------

    def _button(self, name: str, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 2)
        table.setObjectName("checkTable")
        table.setAccessibleName(self.tr("What was found"))
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(_NAME, _NAMES_WIDTH)
        return table

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.choose_button)
        foot.addWidget(self.print_button)
        foot.addStretch()
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for widget in (self._invite, self._progress, self.error_panel, self._verdict, self._reasons):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    # --- checking ---------------------------------------------------------------------------------------

    def _choose(self) -> None:
        if self.file_dialog is not None:
            return
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.file_dialog = dialog = QFileDialog(
            self, self.tr("Choose the signed slip"), home, self.tr("Signed slips (*.pdf *.PDF)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.check)
        dialog.finished.connect(self._on_file_dialog_closed)
        dialog.open()

    def _on_file_dialog_closed(self) -> None:
        dialog, self.file_dialog = self.file_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def check(self, path: str) -> None:
        """Look at a file; one that is being looked at is given up."""
        checking, chosen = self._checking, Path(path)
        self._stop()
        self._show_nothing()
        self._progress.begin(self.tr("Checking {0}…").format(chosen.name))
        self._job = self._runner.run(
            lambda: checking.check(chosen),
            lambda report: self._on_checked(chosen, report),
            self._on_failed,
            owner=self,
        )

    def _on_checked(self, path: Path, report: SlipReport) -> None:
        self._progress.end()
        verdict = shown_verdict(report)
        self._sections = report_sections(report, path.name, self._now())
        self._verdict.setText(f"{VERDICT_MARKS[verdict]}  {verdict_text(report)}")
        set_style_property(self._verdict, "verdict", _ROLES[verdict])
        self._reasons.setText("\n".join(reason_texts(report)))
        self._verdict.show()
        self._reasons.setVisible(bool(report.reasons))
        self._fill()
        self.table.show()
        self.print_button.setEnabled(True)
        self.table.setFocus()

    def _fill(self) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        muted = QColor(theme.current().muted)
        self.table.clearSpans()
        self.table.setRowCount(sum(1 + len(section.lines) for section in self._sections))
        row = 0
        for section in self._sections:
            heading = QTableWidgetItem(section.heading)
            heading.setFont(bold)
            self.table.setItem(row, _NAME, heading)
            self.table.setSpan(row, _NAME, 1, 2)
            row += 1
            for name, value in section.lines:
                named = QTableWidgetItem(name)
                named.setForeground(muted)
                self.table.setItem(row, _NAME, named)
                self.table.setItem(row, _VALUE, QTableWidgetItem(value))
                row += 1
        self.table.resizeRowsToContents()

    def _on_failed(self, error: OperationError) -> None:
        self._progress.end()
        self.error_panel.show_error(error)
        self.choose_button.setFocus()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._progress.end()

    def _show_nothing(self) -> None:
        self._sections = ()
        self.error_panel.clear()
        for widget in (self._verdict, self._reasons, self.table):
            widget.hide()
        self.print_button.setEnabled(False)

    # --- the report -------------------------------------------------------------------------------------

    def _show_report(self) -> None:
        if self.document_dialog is not None:
            return
        checking, sections = self._checking, self._sections
        title = self.tr("Report on a signed slip")
        self.document_dialog = dialog = DocumentDialog(
            title, "bao-cao-kiem-tra.pdf", lambda: checking.printed(title, sections), self._runner, self
        )
        dialog.finished.connect(self._on_document_closed)
        dialog.open()

    def _on_document_closed(self) -> None:
        dialog, self.document_dialog = self.document_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    # --- Qt ---------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped anywhere on the dialog."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the first file that was dropped."""
        event.acceptProposedAction()
        self.check(next(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self.table.resizeRowsToContents()

    def done(self, result: int) -> None:
        """What is looked at ends unheard."""
        self._stop()
        super().done(result)
