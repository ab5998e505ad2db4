"""The files of the chosen order: each to be viewed, saved, and from the view printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from qlts_desktop.core.sent_order import Obstacle, OrderAction
from qlts_desktop.services.order_port import OrderDocument
from qlts_desktop.services.registration_port import OrderDetail, OrderFile
from qlts_desktop.ui.widgets.card import ElidedLabel

_VIEWED = frozenset({"pdf", "jpg", "jpeg", "png"})
_NOT_TO_BE_PAID = frozenset({Obstacle.PAID, Obstacle.ORDER_OVER, Obstacle.ORDER_IN_REVIEW})


class Source(StrEnum):
    """Where a file comes from."""

    DOCUMENT = "document"
    """Made or kept once for the order: ``key`` is an OrderDocument."""
    SENT = "sent"
    """``key`` is its digest."""
    RECEIPT = "receipt"
    """``key`` is the receipt, compact JWS."""
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A line of the list.

    Attributes:
        title: What the file is, in the user's words.
        name: Proposed when it is saved.
        source: Where it comes from.
        key: Which one there.
        can_view: Whether it can be shown here.
    """

    title: str
    name: str
    source: Source
    key: str = ""
    can_view: bool = True


class OrderFiles(QWidget):
    """The list of an order's files.

    Signals:
        viewRequested: A file is to be shown (FileRow).
        saveRequested: A file is to be saved (FileRow).

    Attributes:
        rows: The files shown.
        invoice: The invoice that can be shown; None while there is none.
    """

    viewRequested = Signal(object)
    saveRequested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("orderFiles")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self.rows: tuple[FileRow, ...] = ()
        self.invoice: FileRow | None = None

    def show_order(self, detail: OrderDetail) -> None:
        """Show the files of an order."""
        self.rows = tuple(self._rows_of(detail))
        invoices = [file.sha256 for file in detail.files if file.kind == "invoice"]
        self.invoice = next((row for row in self.rows if row.can_view and row.key in invoices), None)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        heading = QLabel(self.tr("Files"))
        heading.setProperty("role", "strong")
        self._grid.addWidget(heading, 0, 0, 1, 3)
        for number, row in enumerate(self.rows, start=1):
            self._grid.addWidget(ElidedLabel(row.title), number, 0)
            if row.can_view:
                self._grid.addWidget(self._link(number, row, self.tr("View"), self.viewRequested), number, 1)
            self._grid.addWidget(self._link(number, row, self.tr("Save…"), self.saveRequested), number, 2)

    def _link(self, number: int, row: FileRow, text: str, signal: Signal) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "link")
        view = signal is self.viewRequested
        button.setObjectName(f"{'viewFile' if view else 'saveFile'}{number}")
        button.setAccessibleName(f"{text.removesuffix('…')}: {row.title}")
        button.clicked.connect(lambda: (self.viewRequested if view else self.saveRequested).emit(row))
        return button

    def _rows_of(self, detail: OrderDetail) -> list[FileRow]:
        no = detail.row.no
        rows = [self._sent(no, file) for file in detail.files]
        for receipt in detail.order_receipts:
            rows.append(
                FileRow(
                    self.tr("Receipt {0}").format(receipt.receipt_no),
                    f"{receipt.receipt_no}.pdf",
                    Source.RECEIPT,
                    receipt.file,
                )
            )
        confirm = detail.standing(OrderAction.CONFIRM_PAYMENT).obstacle
        if detail.standings and confirm is not Obstacle.ORDER_OVER:
            rows.append(self._made(self.tr("Quote"), self.tr("quote-{0}.pdf").format(no), OrderDocument.QUOTE))
        if detail.standings and confirm not in _NOT_TO_BE_PAID:
            name = self.tr("payment-request-{0}.pdf").format(no)
            rows.append(self._made(self.tr("Payment request"), name, OrderDocument.PAYMENT_REQUEST))
        if detail.standings:
            name = self.tr("audit-dossier-{0}.zip").format(no)
            title = self.tr("Audit dossier (everything above in one file)")
            rows.append(FileRow(title, name, Source.DOSSIER, can_view=False))
        return rows

    def _made(self, title: str, name: str, document: OrderDocument) -> FileRow:
        return FileRow(title, name, Source.DOCUMENT, document.value)

    def _sent(self, no: str, file: OrderFile) -> FileRow:
        size = QLocale().formattedDataSize(file.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        titles = {
            "slip": self.tr("Registration slip"),
            "signature_report": self.tr("Signature report"),
            "paper_scan": self.tr("Scan of the slip: {0}").format(file.name),
            "payment_proof": self.tr("Proof of payment {0}: {1}").format(file.proof or 1, file.name),
            "invoice": self.tr("Invoice"),
            "invoice_xml": self.tr("Invoice (XML)"),
        }
        title = titles.get(file.kind, file.name)
        ending = file.name.rpartition(".")[2].casefold()
        name = file.name if file.kind != "slip" else self.tr("renewal-slip-{0}.pdf").format(no)
        return FileRow(f"{title} · {size}", name, Source.SENT, file.sha256, can_view=ending in _VIEWED)
