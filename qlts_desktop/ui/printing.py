"""Printing a document: the system's dialog, then the pages beside the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.printing import printed_text, printing_text
from qlts_desktop.ui.print_pages import Printed, PrintProgress, print_pages
from qlts_desktop.ui.print_queue import wait_for_server

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

LARGEST_DPI = 600
"""Dots per inch; finer dots add nothing to a page of text but take four times the time."""


class SlipPrinter(QObject):
    """Asks for a printer and prints a document on it, beside the GUI thread.

    A job cannot be called back once its pages are being drawn (Qt's engine knows no abort, and a page takes less
    than half a second); what waits in a queue is cancelled there, with the system's means.

    Signals:
        started: The pages are on their way.
        said: A sentence on how far it is, and at the end where the pages are; empty when the last one is void.
        printed: The printer's queue, or the chosen file, has them.
        failed: It has not (OperationError: no_printer, print_failed, file_unreadable; for want of space disk_full;
            for a printer that is a file also folder_not_writable, file_not_writable).

    Attributes:
        dialog: The system's print dialog while it is open.
    """

    started = Signal()
    said = Signal(str)
    printed = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._printer: QPrinter | None = None
        self._is_busy = False
        self.dialog: QPrintDialog | None = None

    def ask(self, pdf: bytes, title: str) -> None:
        """Let the user choose a printer, then print.

        Args:
            pdf: The document.
            title: Its name in the printer's queue.
        """
        if self.dialog is not None or self._is_busy:
            return
        self._is_busy = True
        self.said.emit(self.tr("Looking for printers…"))
        self._runner.run(wait_for_server, lambda _: self._open(pdf, title), self._on_failed, owner=self)

    def _open(self, pdf: bytes, title: str) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        self._is_busy = False
        self.said.emit("")
        if not QPrinterInfo.availablePrinterNames():
            self.failed.emit(OperationError(ErrorCode.NO_PRINTER))
            return
        if not self._window.isVisible():
            return  # a print server that took long; the user is elsewhere by now
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        self._printer = printer
        self.dialog = dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(title)
        dialog.finished.connect(lambda result: self._on_chosen(result, pdf))
        # The dialog looks at its printer until it is gone, which is after the user has closed it.
        dialog.destroyed.connect(lambda *_gone, _kept=printer: None)
        QDialog.open(dialog)  # QPrintDialog's own open() asks for an old-style slot

    def _on_chosen(self, result: int, pdf: bytes) -> None:
        dialog, self.dialog = self.dialog, None
        printer, self._printer = self._printer, None
        if dialog is not None:
            dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted.value and printer is not None:
            self.print_on(printer, pdf)

    def print_on(self, printer: QPrinter, pdf: bytes) -> None:
        """Print on a printer that is already chosen."""
        printer.setResolution(min(printer.resolution(), LARGEST_DPI))
        self._is_busy = True
        self.started.emit()
        self._runner.run(
            lambda report: print_pages(pdf, printer, report),
            self._on_printed,
            self._on_failed,
            owner=self,
            on_progress=self._on_progress,
        )

    def _on_progress(self, progress: PrintProgress) -> None:
        self.said.emit(printing_text(progress))

    def _on_printed(self, printed: Printed) -> None:
        self._is_busy = False
        self.said.emit(printed_text(printed))
        self.printed.emit()

    def _on_failed(self, error: OperationError) -> None:
        self._is_busy = False
        self.said.emit("")
        self.failed.emit(error)
