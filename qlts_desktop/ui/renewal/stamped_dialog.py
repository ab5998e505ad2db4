"""*Gửi đăng ký kèm phiếu gia hạn đóng dấu*: print or save the slip, send the registration, post the paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.registration_port import RegistrationPort, SendStage
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.printing import SlipPrinter
from qlts_desktop.ui.renewal.document_dialog import DocumentDialog
from qlts_desktop.ui.renewal.sending import DraftDesk, Registration
from qlts_desktop.ui.renewal.sending_dialog import SendingDialog
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.copy_row import CopyRow
from qlts_desktop.ui.widgets.error_panel import ErrorPanel

STAGES = (SendStage.SAVING, SendStage.SENDING, SendStage.RECEIPT)


class StampedDialog(SendingDialog):
    """The stamped way.

    Attributes:
        printer: Prints the slip.
        saver: Saves it as a PDF.
    """

    def __init__(
        self,
        registration: Registration,
        registrations: RegistrationPort,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(registration, DraftDesk(registrations), runner, STAGES, parent)
        self._registrations = registrations
        self._runner = runner
        self.setObjectName("stampedDialog")
        self.setWindowTitle(self.tr("Stamped slip of order {0}").format(registration.draft.no))
        self.resize(680, 520)
        self.printer = SlipPrinter(runner, self)
        self.printer.said.connect(self._say_result)
        self.printer.failed.connect(self._show_output_error)
        self.saver = FileSaver(runner, self)
        self.saver.saved.connect(lambda path: self._say_result(self.tr("Saved: {0}").format(path)))
        self.saver.failed.connect(self._show_output_error)
        self.error_panel.setObjectName("stampedError")
        self.send_button.setObjectName("sendStampedButton")
        self.cancel_button.setObjectName("stampedCancelButton")
        self.send_button.setText(self.tr("Send the &registration"))
        self.send_button.clicked.connect(self._send)
        self._fill()

    def _fill(self) -> None:
        offer = self.registration.draft.offer
        self.print_button = self._button("printButton", self.tr("&Print the slip…"))
        self.save_button = self._button("saveSlipButton", self.tr("Save as P&DF…"))
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self._result = wrapped_label(role="small", name="outputResult")
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.hide()
        self._output_error = ErrorPanel()
        self._output_error.setObjectName("outputError")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        body = self.body
        body.addWidget(self.heading(self.tr("1. Print the slip, have it signed and stamped")))
        how = self.tr(
            "One copy. The head signs above the name; the seal goes over the left third of the signature. A slip"
            " of two pages is printed on both sides of one sheet, or sealed across the edges of its sheets."
        )
        body.addWidget(wrapped_label(how))
        body.addLayout(row)
        body.addWidget(self._result)
        body.addWidget(self._output_error)
        body.addSpacing(8)
        body.addWidget(self.heading(self.tr("2. Send the registration now")))
        body.addWidget(
            wrapped_label(
                self.tr(
                    "The unit can use the software as soon as the registration has been received. The paper need"
                    " not have been posted yet."
                )
            )
        )
        body.addSpacing(8)
        body.addWidget(self.heading(self.tr("3. Post the stamped slip")))
        address = ", ".join(part for part in (offer.vendor_name, offer.postal_address) if part)
        body.addWidget(CopyRow("postal", self.tr("Address"), address))
        self.label_button = self._button("coverLabelButton", self.tr("&Envelope label…"))
        self.label_button.clicked.connect(self._view_label)
        body.addWidget(self.label_button, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        self.print_button.setFocus()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def show_input(self, enabled: bool) -> None:
        """Print and save only while nothing is being sent."""
        self.print_button.setEnabled(enabled)
        self.save_button.setEnabled(enabled)

    def _send(self) -> None:
        self.send()

    def _print(self) -> None:
        self._output_error.clear()
        self.printer.ask(self.registration.slip, self._title())

    def _save(self) -> None:
        self._output_error.clear()
        self.saver.ask(
            self.tr("Save the slip"),
            self.tr("renewal-slip-{0}.pdf").format(self.registration.draft.no),
            "pdf",
            self.tr("PDF file (*.pdf)"),
            self.registration.slip,
        )

    def _view_label(self) -> None:
        no, slip, registrations = self.registration.draft.no, self.registration.slip, self._registrations
        title = self.tr("Envelope label of order {0}").format(no)
        name = self.tr("envelope-label-{0}.pdf").format(no)
        dialog = DocumentDialog(title, name, lambda: registrations.cover_label(slip), self._runner, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _title(self) -> str:
        return self.tr("Slip {0}").format(self.registration.draft.no)

    def _say_result(self, text: str) -> None:
        self._output_error.clear()
        self._result.setText(text)
        set_style_property(self._result, "role", "small")
        self._result.setVisible(bool(text))

    def _show_output_error(self, error: OperationError) -> None:
        self._result.hide()
        self._output_error.show_error(error)
        self.save_button.setFocus()
