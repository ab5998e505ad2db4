"""The dialogs over the history: documents, scans, payment, extension, cancelling; one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.sent_order import OrderAction
from qlts_desktop.services.order_port import Changed, ChangeKind, OrderDocument, OrderPort
from qlts_desktop.services.paper_scan_port import PaperScanPort, ScanReceipt
from qlts_desktop.services.registration_port import OrderDetail, RegistrationPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.history.order_files import FileRow, Source
from qlts_desktop.ui.history.picture_pages import as_pdf
from qlts_desktop.ui.orders.cancel_dialog import CancelDialog
from qlts_desktop.ui.orders.change_dialog import ChangeDialog
from qlts_desktop.ui.orders.extension_dialog import ExtensionDialog
from qlts_desktop.ui.orders.payment_dialog import PaymentDialog, TypedProof
from qlts_desktop.ui.renewal.document_dialog import DocumentDialog
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.scans.scan_dialog import ScanDialog


class OrderDialogs(QObject):
    """Opens what the chosen order's buttons ask for.

    Signals:
        said: What has been done, in words (str).
        fetching: A file is being fetched to be saved (what to say about it; empty: no longer).
        failed: A file could not be had or saved (OperationError).
        stale: The order may have changed: it is to be fetched anew.
        changed: The licensor has a change of an order (Changed).
        editRequested: *Sửa lại đơn* (the order's number).

    Attributes:
        dialog: The dialog that is open.
        saver: Saves files.
    """

    said = Signal(str)
    fetching = Signal(str)
    failed = Signal(object)
    stale = Signal()
    changed = Signal(object)
    editRequested = Signal(str)

    def __init__(
        self,
        registrations: RegistrationPort,
        scans: PaperScanPort,
        orders: OrderPort,
        runner: Runner,
        today: Callable[[], date],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._registrations = registrations
        self._scans = scans
        self._orders = orders
        self._runner = runner
        self._today = today
        self._page = page
        self._typed: dict[str, TypedProof] = {}
        self._reasons: dict[str, str] = {}
        self._days: dict[str, date] = {}
        self.dialog: QDialog | None = None
        self._saving: Job | None = None
        self.saver = FileSaver(runner, page)
        self.saver.saved.connect(lambda path: self.said.emit(self.tr("Saved: {0}").format(path)))
        self.saver.failed.connect(self.failed)

    # --- changes ----------------------------------------------------------------------------------------

    def start(self, action: OrderAction, detail: OrderDetail) -> None:
        """Begin what a button asks for."""
        if self.dialog is not None:
            return
        window = self._page.window()
        match action:
            case OrderAction.CONFIRM_PAYMENT:
                typed = self._typed.get(detail.row.no, TypedProof())
                self._open_change(PaymentDialog(detail, self._orders, self._runner, self._today(), typed, window))
            case OrderAction.EXTEND_PAYMENT:
                later = ExtensionDialog(detail, self._orders, self._runner, window)
                later.due_on.set_value(self._days.get(detail.row.no))
                self._open_change(later)
            case OrderAction.CANCEL:
                cancelling = CancelDialog(detail, self._orders, self._runner, window)
                cancelling.reason.set_value(self._reasons.get(detail.row.no, ""))
                self._open_change(cancelling)
            case OrderAction.EDIT:
                self.editRequested.emit(detail.row.no)
            case OrderAction.ATTACH_SCAN:
                self.attach_scan(detail.row.no)

    def _open_change(self, dialog: ChangeDialog) -> None:
        self.dialog = dialog
        dialog.changed.connect(self._on_changed)
        dialog.finished.connect(lambda _result: self._on_change_closed(dialog))
        dialog.open()
        dialog.begin()

    def _on_changed(self, changed: Changed) -> None:
        for kept in (self._typed, self._reasons, self._days):
            kept.pop(changed.order_no, None)
        self.said.emit(self._done_text(changed))
        self.changed.emit(changed)

    def _done_text(self, changed: Changed) -> str:
        match changed.kind:
            case ChangeKind.PAYMENT_PROOF:
                done = self.tr("The proof of payment has been sent.")
                if changed.answer_by is not None:
                    until = self.tr("The vendor answers by {0}; meanwhile the unit goes on as usual.")
                    done = f"{done} {until.format(format_day(changed.answer_by))}"
            case ChangeKind.EXTENSION if changed.accepted and changed.due_on is not None:
                done = self.tr("The payment has been extended (second commitment). Use until the end of {0}.")
                done = done.format(format_day(changed.due_on))
            case ChangeKind.EXTENSION:
                done = self.tr("More time to pay has been asked for. The vendor looks at it and tells the result.")
            case ChangeKind.CANCELLATION:
                done = self.tr("Order {0} has been cancelled.").format(changed.order_no)
        receipt = self.tr("Receipt number: {0}").format(changed.receipt_no)
        return f"{done} {receipt}"

    def _on_change_closed(self, dialog: ChangeDialog) -> None:
        """What was typed into a dialog that was closed is there again the next time."""
        if dialog.result() == QDialog.DialogCode.Rejected:
            match dialog:
                case PaymentDialog():
                    self._typed[dialog.no] = dialog.typed
                case CancelDialog():
                    self._reasons[dialog.no] = dialog.reason.value()
                case ExtensionDialog() if (day := dialog.due_on.value()) is not None:
                    self._days[dialog.no] = day
        self._on_closed(stale=dialog.has_tried)

    # --- scans ------------------------------------------------------------------------------------------

    def attach_scan(self, no: str) -> None:
        """*Gửi bản quét phiếu*."""
        if self.dialog is not None:
            return
        self.dialog = dialog = ScanDialog(no, self._scans, self._runner, self._page.window())
        dialog.sent.connect(self._on_scan_sent)
        dialog.finished.connect(lambda result: self._on_closed(stale=dialog.has_tried and not result))
        dialog.open()

    def _on_scan_sent(self, receipt: ScanReceipt) -> None:
        self.said.emit(self.tr("The scan has been sent. Receipt number: {0}").format(receipt.receipt_no))
        self.stale.emit()

    # --- documents and files ----------------------------------------------------------------------------

    def view_slip(self, no: str) -> None:
        """*Xem phiếu*."""
        registrations = self._registrations
        name = self.tr("renewal-slip-{0}.pdf").format(no)
        self._view(self.tr("Slip {0}").format(no), name, lambda: registrations.slip(no))

    def view_label(self, no: str) -> None:
        """*Nhãn bì thư*."""
        registrations = self._registrations
        name = self.tr("envelope-label-{0}.pdf").format(no)
        title = self.tr("Envelope label of order {0}").format(no)
        self._view(title, name, lambda: registrations.cover_label(registrations.slip(no)))

    def view_file(self, no: str, row: FileRow) -> None:
        """Show a file of an order; a picture is shown on a page."""
        fetch, stem = self._fetch(no, row), row.name.rpartition(".")[0] or row.name
        self._view(row.title, f"{stem}.pdf", lambda: as_pdf(fetch()))

    def save_file(self, no: str, row: FileRow) -> None:
        """Save a file of an order as it is; a dossier takes its time, so what is fetched is said."""
        if self._saving is not None and self._saving.is_running:
            return
        self.fetching.emit(self.tr("Fetching {0}…").format(row.title))
        self._saving = self._runner.run(
            self._fetch(no, row), lambda content: self._ask(row, content), self._fail, owner=self
        )

    def stop_fetching(self) -> bool:
        """*Hủy* while a file is being fetched to be saved; whether one was."""
        is_running = self._saving is not None and self._saving.is_running
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        return is_running

    def _ask(self, row: FileRow, content: bytes) -> None:
        self.fetching.emit("")
        suffix = row.name.rpartition(".")[2]
        kind = self.tr("Files (*.{0})").format(suffix)
        self.saver.ask(self.tr("Save the file"), row.name, suffix, kind, content)

    def _fail(self, error: OperationError) -> None:
        self.fetching.emit("")
        self.failed.emit(error)

    def _fetch(self, no: str, row: FileRow) -> Callable[[], bytes]:
        orders, key = self._orders, row.key
        match row.source:
            case Source.DOCUMENT:
                return lambda: orders.document(no, OrderDocument(key))
            case Source.SENT:
                return lambda: orders.sent_file(no, key)
            case Source.RECEIPT:
                return lambda: orders.receipt_pages(key)
            case Source.DOSSIER:
                return lambda: orders.dossier(no)

    def _view(self, title: str, file_name: str, fetch: Callable[[], bytes]) -> None:
        if self.dialog is not None:
            return
        self.dialog = dialog = DocumentDialog(title, file_name, fetch, self._runner, self._page.window())
        dialog.finished.connect(lambda _result: self._on_closed())
        dialog.open()

    def _on_closed(self, *, stale: bool = False) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if stale:
            self.stale.emit()  # it may have arrived all the same, or be possible no longer
