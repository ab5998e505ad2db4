"""Drawing a PDF onto a printer: in real size, at the printer's resolution, a strip at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QDir,
    QIODevice,
    QMarginsF,
    QPoint,
    QRect,
    QSize,
    QSizeF,
    QStorageInfo,
    QTemporaryDir,
)
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.print_queue import refusal
from qlts_desktop.ui.saving import write_file

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

POINTS_PER_INCH = 72.0
STRIP_ROWS = 256
"""Dots. An A4 page at 600 dpi takes 140 MB as one picture, and its compression would stop the interface for half a
second."""
ROOM_PER_PAGE = 8_000_000
"""Bytes that the print job of a page may take on its way; a dense page at 600 dpi takes about 2 MB."""


class PrintOutcome(Enum):
    """Where printed pages are.

    ``TAKEN``: the printer's queue has them; whether paper comes out is not known. ``WAITING``: they are in the
    queue of a printer that is stopped. ``FILE``: the "printer" was a PDF file.
    """

    TAKEN = "taken"
    WAITING = "waiting"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class PrintProgress:
    """The page being drawn, counted from 1, of how many."""

    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Printed:
    """What has come of printing.

    Attributes:
        pages: How many pages were drawn.
        outcome: Where they are.
        place: The printer's name, or the file's path.
    """

    pages: int
    outcome: PrintOutcome
    place: str


def print_pages(pdf: bytes, printer: QPrinter, report: Callable[[PrintProgress], None]) -> Printed:
    """Print a document and find out what has become of it. Blocks.

    Args:
        pdf: The document.
        printer: Chosen and set up; prints the pages it was told, or all.
        report: Told of each page before it is drawn.

    Returns:
        Where the pages are.

    Raises:
        OperationError: file_unreadable when this is no PDF, print_failed when the printer did not take it,
            disk_full where the job finds no room, folder_not_writable or file_not_writable for a printer that is
            a file.
    """
    if path := printer.outputFileName():
        return _print_to_file(pdf, printer, path, report)
    room = QStorageInfo(QDir.tempPath())
    if room.isValid() and 0 <= room.bytesAvailable() < ROOM_PER_PAGE:
        raise OperationError(ErrorCode.DISK_FULL, technical=f"{room.bytesAvailable()} bytes for the print job")
    name = printer.printerName()
    pages = paint_pages(pdf, printer, report)
    if refused := refusal():
        raise OperationError(ErrorCode.PRINT_FAILED, technical=refused)
    return Printed(pages, PrintOutcome.WAITING if _is_stopped(name) else PrintOutcome.TAKEN, name)


def _print_to_file(pdf: bytes, printer: QPrinter, path: str, report: Callable[[PrintProgress], None]) -> Printed:
    """Print aside, then write the whole: QPrinter notices neither a full disk nor what it overwrites."""
    aside = QTemporaryDir()
    if not aside.isValid():
        raise OperationError(ErrorCode.DISK_FULL, technical=aside.errorString())
    drawn = Path(aside.filePath("printed.pdf"))
    printer.setOutputFileName(str(drawn))
    pages = paint_pages(pdf, printer, report)
    content = drawn.read_bytes() if drawn.exists() else b""
    if not content.rstrip().endswith(b"%%EOF"):
        raise OperationError(ErrorCode.DISK_FULL, technical=f"{len(content)} bytes drawn, not to the end")
    write_file(path, content)
    return Printed(pages, PrintOutcome.FILE, QDir.toNativeSeparators(path))


def _is_stopped(name: str) -> bool:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    return QPrinterInfo.printerInfo(name).state() is QPrinter.PrinterState.Error


def paint_pages(pdf: bytes, printer: QPrinter, report: Callable[[PrintProgress], None]) -> int:
    """Draw every page of a PDF onto a printer, in real size.

    Args:
        pdf: The document.
        printer: Its resolution is the pictures' resolution.
        report: Told of each page before it is drawn.

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
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for number, page in enumerate(pages):
            report(PrintProgress(number + 1, len(pages)))
            if number:
                _set_page(printer, document.pagePointSize(page))
                if not printer.newPage():
                    raise OperationError(ErrorCode.PRINT_FAILED, technical=f"no sheet for page {page + 1}")
            _paint_page(document, page, painter, printer.resolution())
    finally:
        ended = painter.end()
        document.close()
    if not ended:
        raise OperationError(ErrorCode.PRINT_FAILED, technical="the printer did not take the last page")
    return len(pages)


def _paint_page(document: QPdfDocument, page: int, painter: QPainter, dpi: int) -> None:
    """Draw a page from top to bottom, a strip at a time, leaving out what is blank."""
    size = _pixels(document.pagePointSize(page), dpi)
    blank = QImage(size.width(), STRIP_ROWS, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    top = 0
    while top < size.height():
        strip = blank.copy()
        over = QPainter(strip)
        over.drawImage(0, 0, _render(document, page, size, QRect(QPoint(0, top), strip.size())))
        over.end()
        rows = _rows_to_a_gap(strip, blank) if top + STRIP_ROWS < size.height() else size.height() - top
        if strip != blank:
            painter.drawImage(0, top, strip, 0, 0, size.width(), rows)
        top += rows


def _render(document: QPdfDocument, page: int, size: QSize, part: QRect) -> QImage:
    """A part of the page's picture of a size, on transparent ground."""
    from PySide6.QtPdf import QPdfDocumentRenderOptions

    options = QPdfDocumentRenderOptions()
    options.setScaledSize(size)
    # Qt scales by the rectangle's right() and bottom(), which lie one dot inside it.
    options.setScaledClipRect(part.adjusted(0, 0, 1, 1))
    return document.render(page, part.size(), options)


def _rows_to_a_gap(strip: QImage, blank: QImage) -> int:
    """How many rows of a strip to draw, so that no letter is cut; all where no blank row is.

    Whoever scales the pages later (a driver, a viewer) rounds each strip by itself; between lines nobody sees it.
    """
    row = strip.bytesPerLine()
    drawn, white = bytes(strip.constBits()), bytes(blank.constBits()[:row])
    for rows in range(strip.height(), 0, -1):
        if drawn[(rows - 1) * row : rows * row] == white:
            return rows
    return strip.height()


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
