"""A document of an order, to be read, saved and printed: its slip, or the label for its envelope."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.renewal.slip_view import SlipView
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel


class DocumentDialog(QDialog):
    """Fetches or makes a document beside the GUI thread and shows it, to be enlarged, saved and printed.

    Attributes:
        view: The picture.
        printer: Prints it.
        saver: Saves it.
    """

    def __init__(
        self,
        title: str,
        file_name: str,
        fetch: Callable[[], bytes],
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        """Open it and fetch.

        Args:
            title: The dialog's title, and the document's name in the printer's queue.
            file_name: Proposed when it is saved.
            fetch: Brings the PDF; blocks.
            runner: Runs it.
            parent: The window that it belongs to.
        """
        super().__init__(parent)
        self._file_name = file_name
        self._get = fetch
        self._runner = runner
        self.setObjectName("documentDialog")
        self.setWindowTitle(title)
        self.resize(760, 680)
        self.view = SlipView(self.tr("Fetching the document…"), title)
        self.view.print_button.setText(self.tr("&Print…"))
        self.view.printRequested.connect(self._print)
        self.view.retryRequested.connect(self._fetch)
        self.printer = SlipPrinter(runner, self)
        self.printer.said.connect(self._say)
        self.printer.failed.connect(self._show_error)
        self.saver = FileSaver(runner, self)
        self.saver.saved.connect(lambda path: self._say(self.tr("Saved: {0}").format(path)))
        self.saver.failed.connect(self._show_error)
        self._error = ErrorPanel()
        self._error.setObjectName("documentError")
        self._result = wrapped_label(role="small", name="outputResult")
        self.save_button = QPushButton(self.tr("Save as P&DF…"))
        self.save_button.setObjectName("saveDocumentButton")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._save)
        close = QPushButton(self.tr("&Close"))
        close.setObjectName("closeDocumentButton")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._result, 1)
        foot.addWidget(self.save_button)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.view, 1)
        column.addWidget(self._error)
        column.addLayout(foot)
        self._fetch()

    def _fetch(self) -> None:
        self.view.show_waiting()
        self.save_button.setEnabled(False)
        self._runner.run(self._get, self._on_document, self.view.show_error, owner=self)

    def _on_document(self, pdf: bytes) -> None:
        self.save_button.setEnabled(self.view.show_pdf(pdf))

    def _save(self) -> None:
        if self.view.pdf is not None:
            self._error.clear()
            kind = self.tr("PDF file (*.pdf)")
            self.saver.ask(self.tr("Save the document"), self._file_name, "pdf", kind, self.view.pdf)

    def _print(self) -> None:
        if self.view.pdf is not None:
            self._error.clear()
            self.printer.ask(self.view.pdf, self.windowTitle())

    def _say(self, text: str) -> None:
        self._error.clear()
        self._result.setText(text)

    def _show_error(self, error: OperationError) -> None:
        self._result.clear()
        self._error.show_error(error)
