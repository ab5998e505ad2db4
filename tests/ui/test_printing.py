"""Pages reach the printer in real size, and failures are said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.print_pages import PrintProgress, paint_pages
from qlts_desktop.ui.printing import LARGEST_DPI, SlipPrinter
from tests.ui.doubles.sending import pdf

DPI = 150


def file_printer(path: Path, dpi: int = DPI) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dpi)
    return printer


def read(content: bytes) -> tuple[QPdfDocument, QBuffer]:
    document = QPdfDocument(None)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return document, buffer


def dark_box(document: QPdfDocument, page: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is dark on a page, in points."""
    size = document.pagePointSize(page).toSize()
    image = document.render(page, size)
    dark = [
        (x, y)
        for x in range(size.width())
        for y in range(size.height())
        if image.pixelColor(x, y).alpha() > 128 and image.pixelColor(x, y).lightness() < 128
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("pages", [1, 2])
def test_each_page_is_printed_in_its_place_and_size(qtbot: QtBot, tmp_path: Path, pages: int) -> None:
    source = pdf(pages)
    told: list[PrintProgress] = []
    assert paint_pages(source, file_printer(tmp_path / "out.pdf"), told.append) == pages
    assert told == [PrintProgress(page + 1, pages) for page in range(pages)]
    printed, _keep = read((tmp_path / "out.pdf").read_bytes())
    original, _keep_too = read(source)
    assert printed.pageCount() == pages
    for page in range(pages):
        assert abs(printed.pagePointSize(page).width() - original.pagePointSize(page).width()) < 1
        assert abs(printed.pagePointSize(page).height() - original.pagePointSize(page).height()) < 1
        assert dark_box(printed, page) == pytest.approx(dark_box(original, page), abs=1)


def test_only_the_pages_asked_for_are_printed(qtbot: QtBot, tmp_path: Path) -> None:
    printer = file_printer(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    told: list[PrintProgress] = []
    assert paint_pages(pdf(4), printer, told.append) == 2
    assert told == [PrintProgress(1, 2), PrintProgress(2, 2)]


def test_what_is_no_pdf_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OperationError) as failure:
        paint_pages(b"no pdf", file_printer(tmp_path / "out.pdf"), print)
    assert failure.value.code is ErrorCode.FILE_UNREADABLE


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_cannot_be_opened_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OperationError) as failure:
        paint_pages(pdf(), file_printer(tmp_path / "missing" / "out.pdf"), print)
    assert failure.value.code is ErrorCode.PRINT_FAILED


def test_without_a_printer_no_dialog_opens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    window = QWidget()
    qtbot.addWidget(window)
    printer = SlipPrinter(Runner(window), window)
    with qtbot.waitSignal(printer.failed) as failed:
        printer.ask(pdf(), "Phiếu")
    assert failed.args[0].code is ErrorCode.NO_PRINTER
    assert printer.dialog is None


def test_printing_happens_beside_the_gui_thread_and_is_reported(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    runner = Runner(window)
    printer = SlipPrinter(runner, window)
    device = file_printer(tmp_path / "out.pdf", 1200)
    with qtbot.waitSignal(printer.printed, timeout=20_000):
        printer.print_on(device, pdf())
    assert device.resolution() == LARGEST_DPI
    assert (tmp_path / "out.pdf").stat().st_size > 0
    runner.shutdown()
