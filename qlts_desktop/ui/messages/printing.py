"""How far printing is, and where the pages are."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.ui.print_pages import Printed, PrintOutcome, PrintProgress

OUTCOME_TEXTS = {
    PrintOutcome.TAKEN: QT_TRANSLATE_NOOP(
        "messages",
        "Handed to printer {0}. If no paper comes out, look at the printer and at its queue on this computer.",
    ),
    PrintOutcome.WAITING: QT_TRANSLATE_NOOP(
        "messages",
        "Printer {0} has stopped; the pages wait in its queue. Check paper and power and start it again, or save a"
        " PDF and print it elsewhere.",
    ),
    PrintOutcome.FILE: QT_TRANSLATE_NOOP("messages", "Saved: {0}"),
}
"""The queue's word is all there is: no printer tells a program here what happened to the paper."""


def printing_text(progress: PrintProgress) -> str:
    """Which page is being printed."""
    said = QCoreApplication.translate("messages", "Printing page {0} of {1}…")
    return said.format(progress.page, progress.pages)


def printed_text(printed: Printed) -> str:
    """Where the pages are, and what to do if they are not."""
    return QCoreApplication.translate("messages", OUTCOME_TEXTS[printed.outcome]).format(printed.place)
