"""*Xem phiếu*: the slip of an order as the licensor keeps it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.registration_port import RegistrationPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.renewal.slip_view import SlipView
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel


class SlipDialog(QDialog):
    """Fetches a slip and shows it, to be enlarged, saved and printed.

    Attributes:
        slip: The picture.
        printer: Prints it.
        saver: Saves it.
    """

    def __init__(
        self, no: str, registrations: RegistrationPort, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._no = no
        self._registrations = registrations
        self._runner = runner
        self.setObjectName("slipDialog")
        self.setWindowTitle(self.tr("Slip {0}").format(no))
        self.resize(760, 680)
        self.slip = SlipView()
        self.slip.printRequested.connect(self._print)
        self.slip.retryRequested.connect(self._fetch)
        self.printer = SlipPrinter(runner, self)
        self.printer.printed.connect(lambda: self._say(self.tr("The slip has gone to the printer.")))
        self.printer.failed.connect(self._show_error)
        self.saver = FileSaver(runner, self)
        self.saver.saved.connect(lambda path: self._say(self.tr("Saved: {0}").format(path)))
        self.saver.failed.connect(self._show_error)
        self._error = ErrorPanel()
        self._error.setObjectName("slipDialogError")
        self._result = wrapped_label(role="small", name="outputResult")
        self.save_button = QPushButton(self.tr("Save as P&DF…"))
        self.save_button.setObjectName("saveSlipButton")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._save)
        close = QPushButton(self.tr("&Close"))
        close.setObjectName("closeSlipButton")
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
        column.addWidget(self.slip, 1)
        column.addWidget(self._error)
        column.addLayout(foot)
        self._fetch()

    def _fetch(self) -> None:
        self.slip.show_waiting()
        self.save_button.setEnabled(False)
        registrations, no = self._registrations, self._no
        self._runner.run(lambda: registrations.slip(no), self._on_slip, self.slip.show_error, owner=self)

    def _on_slip(self, pdf: bytes) -> None:
        self.save_button.setEnabled(self.slip.show_pdf(pdf))

    def _save(self) -> None:
        if self.slip.pdf is not None:
            self._error.clear()
            name = self.tr("renewal-slip-{0}.pdf").format(self._no)
            self.saver.ask(self.tr("Save the slip"), name, "pdf", self.tr("PDF file (*.pdf)"), self.slip.pdf)

    def _print(self) -> None:
        if self.slip.pdf is not None:
            self._error.clear()
            self.printer.ask(self.slip.pdf, self.tr("Slip {0}").format(self._no))

    def _say(self, text: str) -> None:
        self._error.clear()
        self._result.setText(text)

    def _show_error(self, error: OperationError) -> None:
        self._result.clear()
        self._error.show_error(error)
