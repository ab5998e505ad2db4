"""What the print server (CUPS) says of itself and of a job handed to it.

Qt hands a job over and does not look at the answer: a queue that rejects it, a printer removed meanwhile and a
server that is gone all look like success. The library that Qt has used keeps the answer for each thread, so it can
be asked here. Where there is no CUPS (Windows), nothing is known and nothing is said.
"""

from __future__ import annotations

import ctypes

_LIBRARY = "libcups.so.2"
_FIRST_FAILURE = 0x100
"""IPP statuses below this one are kinds of success."""


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
