"""A real print server, and what goes wrong on the way to paper: nothing is said to be printed that is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.print_pages import Printed, PrintOutcome, print_pages
from tests.no_writing import fill, small_disk, unwritable
from tests.print_queue import PrintServer, printing_by, running_print_server, wait_until
from tests.ui.doubles.sending import pdf


def queue(name: str) -> QPrinter:
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def into_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def send(printer: QPrinter, pages: int = 1) -> Printed:
    printer.setResolution(150)
    return print_pages(pdf(pages), printer, lambda _: None)


def failure(printer: QPrinter) -> OperationError:
    with pytest.raises(OperationError) as raised:
        send(printer)
    return raised.value


# --- queues -------------------------------------------------------------------------------------------------


def test_a_queue_takes_the_pages_under_their_title(qapp, printers: PrintServer):
    printers.add("Trang")
    printer = queue("Trang")
    printer.setDocName("Phiếu 260001234")
    assert send(printer, 2) == Printed(2, PrintOutcome.TAKEN, "Trang")
    assert b"%PDF" in printers.sheet("Trang").read_bytes()[:8]
    assert len(printers.jobs("Trang")) == 1


def test_a_queue_that_rejects_jobs_is_no_success(qapp, printers: PrintServer):
    printers.add("Trang")
    printers.command("cupsreject", "Trang")
    error = failure(queue("Trang"))
    assert error.code is ErrorCode.PRINT_FAILED
    assert "not accepting jobs" in error.technical
    printers.command("cupsaccept", "Trang")
    assert send(queue("Trang")).outcome is PrintOutcome.TAKEN


def test_in_a_stopped_queue_the_pages_wait(qapp, printers: PrintServer):
    printers.add("Trang")
    printers.command("cupsdisable", "Trang")
    assert send(queue("Trang")) == Printed(1, PrintOutcome.WAITING, "Trang")
    assert len(printers.jobs("Trang", "not-completed")) == 1
    printers.command("cupsenable", "Trang")
    assert printers.sheet("Trang").stat().st_size > 0


def test_a_printer_removed_after_it_was_chosen_is_no_success(qapp, printers: PrintServer):
    printers.add("Trang")
    chosen = queue("Trang")
    printers.remove("Trang")
    assert failure(chosen).code is ErrorCode.PRINT_FAILED


def test_a_printer_that_jams_is_known_by_its_queue_only(qapp, printers: PrintServer):
    """The queue has taken everything when the printer fails; the next job is told to wait."""
    printers.add("Ket", "jam")
    assert send(queue("Ket")).outcome is PrintOutcome.TAKEN
    wait_until(lambda: printers.is_stopped("Ket"), "the jam was not noticed")
    assert printers.jobs("Ket", "not-completed") != []
    assert send(queue("Ket")) == Printed(1, PrintOutcome.WAITING, "Ket")


def test_a_print_server_that_is_gone_is_no_success(qapp, monkeypatch: pytest.MonkeyPatch):
    with running_print_server() as server, printing_by(server, monkeypatch):
        server.add("Trang")
        chosen = queue("Trang")
        server.stop()
        assert failure(chosen).code is ErrorCode.PRINT_FAILED


def test_no_room_for_the_job_is_said_before_it_is_sent(
    qapp, printers: PrintServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    printers.add("Trang")
    with small_disk(tmp_path / "small", 64) as small:
        monkeypatch.setenv("TMPDIR", str(small))
        assert failure(queue("Trang")).code is ErrorCode.DISK_FULL
    assert printers.jobs("Trang") == []


# --- a printer that is a file -------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_leaves_the_old_file(qapp, tmp_path: Path):
    with small_disk(tmp_path / "small", 64) as small:
        target = small / "phieu.pdf"
        target.write_bytes(b"older")
        filler = fill(small)
        assert failure(into_file(target)).code is ErrorCode.DISK_FULL
        assert target.read_bytes() == b"older"
        assert sorted(small.iterdir()) == sorted([target, filler])
        filler.unlink()
        assert send(into_file(target)) == Printed(1, PrintOutcome.FILE, str(target))
        assert target.read_bytes().startswith(b"%PDF")


def test_no_room_to_draw_is_said(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with small_disk(tmp_path / "small", 16) as small:
        fill(small)
        monkeypatch.setenv("TMPDIR", str(small))
        assert failure(into_file(tmp_path / "phieu.pdf")).code is ErrorCode.DISK_FULL
    assert not (tmp_path / "phieu.pdf").exists()


def test_a_folder_that_may_not_be_written_is_named(qapp, tmp_path: Path):
    with unwritable(tmp_path / "chỉ đọc") as folder:
        error = failure(into_file(folder / "phieu.pdf"))
    assert error.code is ErrorCode.FOLDER_NOT_WRITABLE
    assert error.details["path"] == str(folder)


def test_vietnamese_folders_and_long_paths_take_the_file(qapp, tmp_path: Path):
    folder = tmp_path / "Hồ sơ năm 2027 (đã ký)"
    while len(str(folder)) < 300:
        folder /= "Trường THCS Nguyễn Bỉnh Khiêm"
    folder.mkdir(parents=True)
    assert send(into_file(folder / "Phiếu gia hạn.pdf")).outcome is PrintOutcome.FILE
    assert (folder / "Phiếu gia hạn.pdf").stat().st_size > 0
