"""*Gửi bản quét phiếu đã đóng dấu*: choose the scan, see whose slip it is, send it once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.paper_scan import Match
from qlts_desktop.services.paper_scan_port import PaperScanPort, ScanReceipt
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.scans import match_text
from qlts_desktop.ui.renewal.sending_dialog import MAY_HAVE_ARRIVED
from qlts_desktop.ui.scans.file_picker import FilePicker, paths_of
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress


class ScanDialog(QDialog):
    """Attaches a scan to an order.

    Signals:
        sent: The licensor has it (ScanReceipt).

    Attributes:
        error_panel: What went wrong, in place.
        progress: What is being waited for.
        picker: The chosen files.
        has_tried: Something may have reached the licensor, or was refused there: the order may have changed.
    """

    sent = Signal(object)

    def __init__(self, no: str, scans: PaperScanPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._no = no
        self._scans = scans
        self._runner = runner
        self._job: Job | None = None
        self._expected = ""
        self._sending = False
        self.has_tried = False
        self.setObjectName("scanDialog")
        self.setWindowTitle(self.tr("Scan of the stamped slip of order {0}").format(no))
        self.setAcceptDrops(True)
        self.resize(640, 520)
        self.progress = Progress()
        self.progress.cancelled.connect(self._stop)
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("scanError")
        self._intro = wrapped_label(
            self.tr(
                "Scan or photograph the slip with its signature and stamp: whole pages, 200 dpi or more. The paper"
                " itself is still posted to the vendor."
            )
        )
        self.picker = FilePicker(scans, runner, self.tr("Choose the scan"))
        self.picker.begun.connect(lambda name: self._wait(self.tr("Opening {0}…").format(name)))
        self.picker.opened.connect(self._on_opened)
        self.picker.takenOut.connect(self._on_taken_out)
        self._said = wrapped_label(name="scanMatch")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._intro)
        column.addWidget(self.picker, 1)
        column.addWidget(self._said)
        column.addWidget(self.progress)
        column.addWidget(self.error_panel)
        column.addLayout(self._foot())
        self.picker.accept_paste(self)
        self.picker.nothingPasted.connect(self._note.setText)
        self.picker.changed.connect(self._show_state)
        self._show_state()
        self._look()

    # --- lay-out ----------------------------------------------------------------------------------------

    def _foot(self) -> QHBoxLayout:
        self._note = wrapped_label(role="small", name="scanNote")
        self.send_button = self._button("sendScanButton", self.tr("&Send the scan"))
        self.send_button.setProperty("kind", "primary")
        self.send_button.clicked.connect(self._send)
        self.close_button = self._button("closeScanButton", self.tr("&Close"))
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._note, 1)
        row.addWidget(self.send_button)
        row.addWidget(self.close_button)
        return row

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    # --- choosing ---------------------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened, asked for or sent."""
        return self.picker.is_opening or (self._job is not None and self._job.is_running)

    def _on_opened(self, error: OperationError | None, left_out: str) -> None:
        self._rest()
        self._note.setText(left_out)
        if error is not None:
            self.error_panel.show_error(error)
            self.picker.choose_button.setFocus()
        else:
            (self.send_button if self.send_button.isEnabled() else self.picker.list).setFocus()

    def _on_taken_out(self) -> None:
        self.error_panel.clear()
        self._note.clear()
        self._show_state()
        (self.picker.choose_button if self.picker.list.is_empty else self.picker.list).setFocus()

    # --- asking and sending -----------------------------------------------------------------------------

    def _look(self) -> None:
        """Finish what was begun before; else learn what the code on the paper must say."""
        scans, no = self._scans, self._no

        def look() -> ScanReceipt | str:
            return scans.resume(no) or scans.expected_code(no)

        self._wait(self.tr("Asking the vendor about this order…"))
        self._job = self._runner.run(look, self._on_looked, self._on_failed, owner=self)

    def _on_looked(self, found: ScanReceipt | str) -> None:
        if isinstance(found, ScanReceipt):
            self._on_sent(found)
            return
        self._expected = found
        self._rest()
        self.picker.choose_button.setFocus()

    def _send(self) -> None:
        if self.is_busy:
            return
        if not self._expected:
            self._look()
            return
        self.error_panel.clear()
        self._note.clear()
        self._sending = self.has_tried = True
        scans, no, files = self._scans, self._no, self.picker.list.files
        self._wait(self.tr("Sending the scan…"))
        self._job = self._runner.run(lambda: scans.send(no, files), self._on_sent, self._on_failed, owner=self)

    def _on_sent(self, receipt: ScanReceipt) -> None:
        self._rest()
        self.accept()
        self.sent.emit(receipt)

    def _on_failed(self, error: OperationError) -> None:
        self._rest()
        self.has_tried = True
        self.error_panel.show_error(error)
        if error.code in MAY_HAVE_ARRIVED:
            self._say_again()
        complained_of = self.picker.list.choose_named(error.fields)
        if complained_of:
            self._note.setText(self.tr("This is about {0}").format(complained_of))
        self.send_button.setFocus()

    def _stop(self) -> None:
        """*Hủy*: the answer is no longer waited for; a scan that was sent stays kept until its answer comes."""
        sending = self._sending
        if self._job is not None:
            self._job.cancel()
        self.picker.stop()
        self._rest()
        if sending:
            self._say_again()

    def _say_again(self) -> None:
        if self._expected:
            self.send_button.setText(self.tr("Send &again"))
            self._note.setText(self.tr("Sending again never makes a second scan."))

    # --- what is shown ----------------------------------------------------------------------------------

    def _wait(self, text: str) -> None:
        self.error_panel.clear()
        self.progress.begin(text)
        self.picker.set_free(False)
        self.send_button.setEnabled(False)
        self.progress.cancel_button.setFocus()

    def _rest(self) -> None:
        """Nothing is under way."""
        self._job = None
        self._sending = False
        self.progress.end()
        self.picker.set_free(True)

    def _show_state(self) -> None:
        """What the codes say, and what can be done now."""
        compared = self.picker.list.compared(self._expected)
        known = bool(self._expected) and not self.picker.list.is_empty
        said = match_text(compared, self._no)
        self._say(said.text if known else "", said.role)
        may_send = known and compared.may_be_sent
        self.send_button.setEnabled(not self.is_busy and (may_send or not self._expected))
        if known and compared.match is Match.UNREAD:
            self.send_button.setText(self.tr("&Send as it is"))
        elif self._expected:
            self.send_button.setText(self.tr("&Send the scan"))
        else:
            self.send_button.setText(self.tr("&Try again"))

    def _say(self, text: str, role: str) -> None:
        """Show what the codes say, and have screen readers say it."""
        is_new = bool(text) and text != self._said.text()
        self._said.setText(text)
        set_style_property(self._said, "role", role)
        self._said.setVisible(bool(text))
        if is_new:
            QAccessible.updateAccessibility(QAccessibleEvent(self._said, QAccessible.Event.Alert))

    # --- Qt ---------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the dialog."""
        if self.picker.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.picker.add(paths_of(event.mimeData().urls()))

    def reject(self) -> None:
        """Close; while something is under way, Escape first stops waiting for it."""
        if self.is_busy:
            self._stop()
            return
        super().reject()
