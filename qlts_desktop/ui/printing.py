"""Printing a slip at the printer's own resolution, and at its real size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QRect, QSize, QSizeF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.background import Runner

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

POINTS_PER_INCH = 72.0
LARGEST_DPI = 600
"""Dots per inch; finer dots add nothing to a page of text but take four times the memory."""


def paint_pages(pdf: bytes, printer: QPrinter) -> int:
    """Draw every page of a PDF onto a printer, in real size.

    Args:
        pdf: The document.
        printer: Its resolution is the pictures' resolution.

    Returns:
        How many pages were drawn.

    Raises:
        OperationError: file_unreadable when this is no PDF, print_failed when the printer does not take it.
    """
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument(None)
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready or document.pageCount() == 0:
        raise OperationError(ErrorCode.FILE_UNREADABLE, technical=str(document.error()))
    pages = _asked_pages(printer, document.pageCount())
    _set_page(printer, document.pagePointSize(pages[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise OperationError(ErrorCode.PRINT_FAILED, technical="the printer could not be opened")
    try:
        for number, page in enumerate(pages):
            if number:
                _set_page(printer, document.pagePointSize(page))
                if not printer.newPage():
                    raise OperationError(ErrorCode.PRINT_FAILED, technical=f"no sheet for page {page + 1}")
            size = _pixels(document.pagePointSize(page), printer.resolution())
            painter.drawImage(QRect(0, 0, size.width(), size.height()), document.render(page, size))
    finally:
        ended = painter.end()
        document.close()
    if not ended:
        raise OperationError(ErrorCode.PRINT_FAILED, technical="the printer did not take the last page")
    return len(pages)


def _asked_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages that the print dialog asked for, counted from 0; all when it named none that exist."""
    first, last = printer.fromPage(), printer.toPage()
    if first <= 0 or first > count:
        return list(range(count))
    return list(range(first - 1, min(last or first, count)))


def _set_page(printer: QPrinter, points: QSizeF) -> None:
    landscape = points.width() > points.height()
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    layout = QPageLayout(
        QPageSize(upright, QPageSize.Unit.Point),
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait,
        QMarginsF(),
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def _pixels(points: QSizeF, dpi: int) -> QSize:
    return QSize(
        round(points.width() / POINTS_PER_INCH * dpi),
        round(points.height() / POINTS_PER_INCH * dpi),
    )


class SlipPrinter(QObject):
    """Asks for a printer and prints a document on it, beside the GUI thread.

    Signals:
        started: The pages are on their way.
        printed: The printer has taken them.
        failed: It has not (OperationError: no_printer, print_failed, file_unreadable).

    Attributes:
        dialog: The system's print dialog while it is open.
    """

    started = Signal()
    printed = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._printer: QPrinter | None = None
        self.dialog: QPrintDialog | None = None

    def ask(self, pdf: bytes, title: str) -> None:
        """Let the user choose a printer, then print.

        Args:
            pdf: The document.
            title: Its name in the printer's queue.
        """
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if self.dialog is not None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.failed.emit(OperationError(ErrorCode.NO_PRINTER))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        self._printer = printer
        self.dialog = dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(title)
        dialog.finished.connect(lambda result: self._on_chosen(result, pdf))
        dialog.open()

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
        self.started.emit()
        self._runner.run(
            lambda: paint_pages(pdf, printer),
            lambda _pages: self.printed.emit(),
            self.failed.emit,
            owner=self,
        )
