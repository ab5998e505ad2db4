"""What the print server (CUPS) says of itself and of a job handed to it.

Qt hands a job over and does not look at the answer: a queue that rejects it, a printer removed meanwhile and a
server that is gone all look like success. The library that Qt has used keeps the answer for each thread, so it can
be asked here. Where there is no CUPS (Windows), nothing is known and nothing is said.
"""

from __future__ import annotations

import ctypes
import sys

from qlts_desktop.services.machine_port import PrinterQueue

_LIBRARY = "libcups.so.2"
_FIRST_FAILURE = 0x100
"""IPP statuses below this one are kinds of success."""
_STOPPED = b"5"
"""``printer-state``: 3 idle, 4 printing, 5 stopped."""


def wait_for_server() -> None:
    """Come back when the print server answers, or when there is none.

    Qt asks the server with Python held meanwhile: one that hangs would stop the whole interface, whatever the
    thread. This call holds nothing, so it goes first, beside the GUI thread.
    """
    cups = _library()
    if cups is None:
        return
    found = ctypes.c_void_p()
    count = cups.cupsGetDests(ctypes.byref(found))
    cups.cupsFreeDests(count, found)


def refusal() -> str:
    """Why the print server has not taken the job that this thread has just handed to it; empty when it has."""
    cups = _library()
    if cups is None or cups.cupsLastError() < _FIRST_FAILURE:
        return ""
    return cups.cupsLastErrorString().decode("utf-8", "replace") or "the print server refused the job"


def queues() -> list[PrinterQueue]:
    """The system's printers. Waits for the print server, however long it takes."""
    cups = _library()
    if cups is None:
        return _by_qt()
    found = ctypes.POINTER(_Destination)()
    count = cups.cupsGetDests(ctypes.cast(ctypes.byref(found), ctypes.POINTER(ctypes.c_void_p)))
    try:
        return [_queue(found[place]) for place in range(count)]
    finally:
        cups.cupsFreeDests(count, found)


def print_queues() -> int:
    """Write :func:`queues` to standard output as JSON, for the process that asked; returns the exit code."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(queues()))
    return 0


class _Option(ctypes.Structure):
    """``cups_option_t``."""

    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Destination(ctypes.Structure):
    """``cups_dest_t``."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


def _queue(destination: _Destination) -> PrinterQueue:
    said = {}
    for place in range(destination.num_options):
        option = destination.options[place]
        said[option.name] = option.value
    stopped = said.get(b"printer-state") == _STOPPED or said.get(b"printer-is-accepting-jobs") == b"false"
    return PrinterQueue(destination.name.decode("utf-8", "replace"), bool(destination.is_default), stopped)


def _by_qt() -> list[PrinterQueue]:
    """Where there is no CUPS (Windows), Qt asks the system; it needs an application for that."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    application = QGuiApplication(["qlts-desktop", "-platform", "offscreen"])
    failed = QPrinter.PrinterState.Error
    printers = QPrinterInfo.availablePrinters()
    found = [PrinterQueue(one.printerName(), one.isDefault(), one.state() is failed) for one in printers]
    del application
    return found


def _library() -> ctypes.CDLL | None:
    try:
        cups = ctypes.CDLL(_LIBRARY)
    except OSError:
        return None
    cups.cupsGetDests.argtypes = [ctypes.POINTER(ctypes.c_void_p)]
    cups.cupsFreeDests.argtypes = [ctypes.c_int, ctypes.c_void_p]
    cups.cupsFreeDests.restype = None
    cups.cupsLastErrorString.restype = ctypes.c_char_p
    return cups
