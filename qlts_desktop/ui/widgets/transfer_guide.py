"""*Hướng dẫn chuyển khoản*: to whom, how much, with which words, each to be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from qlts_desktop.core.money import amount_in_words, format_vnd
from qlts_desktop.core.payment import vietqr_payload
from qlts_desktop.core.renewal import Offer, ReceivingAccount
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.copy_row import CopyRow

QR_PIXELS = 180


class TransferGuide(QFrame):
    """The first of the offer's accounts with amount and memo; the other accounts follow below it.

    Attributes:
        rows: The copy rows by their object name.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("transferGuide")
        self.setProperty("inset", True)
        self.rows: dict[str, CopyRow] = {}
        self._offer: Offer | None = None
        self._qr_button: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 12, 10, 12)
        self._column.setSpacing(6)

    def show_offer(self, offer: Offer) -> None:
        """Show where and how to pay an offer."""
        if offer == self._offer:
            return
        self._offer = offer
        shows_qr = self._qr_button is not None and self._qr_button.isChecked()
        self._clear()
        heading = QLabel(self.tr("How to transfer"))
        heading.setProperty("role", "strong")
        self._column.addWidget(heading)
        self._add_account("transfer", offer.accounts[0])
        self._add_row("transfer_amount", self.tr("Amount"), format_vnd(offer.total), str(offer.total))
        self._column.addWidget(wrapped_label(amount_in_words(offer.total), role="small", name="transfer_words"))
        self._add_row("transfer_memo", self.tr("Memo"), offer.memo)
        self._column.addWidget(
            wrapped_label(
                self.tr("Write exactly this memo so that the payment is confirmed quickly."), role="small"
            )
        )
        self._add_qr(offer)
        if self._qr_button is not None:
            self._qr_button.setChecked(shows_qr)
        for number, account in enumerate(offer.accounts[1:], start=2):
            other = QLabel(self.tr("Or to this account"))
            other.setProperty("role", "strong")
            self._column.addWidget(other)
            self._add_account(f"transfer{number}", account)

    def _clear(self) -> None:
        self.rows.clear()
        self._qr_button = None
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add_account(self, name: str, account: ReceivingAccount) -> None:
        self._add_row(f"{name}_receiver", self.tr("Receiver"), account.holder)
        self._add_row(f"{name}_account", self.tr("Account"), account.account_no, _bare(account))
        self._add_row(f"{name}_bank", self.tr("At"), account.bank_name)

    def _add_row(self, name: str, label: str, shown: str, copied: str = "") -> None:
        row = CopyRow(name, label, shown, copied)
        self.rows[name] = row
        self._column.addWidget(row)

    def _add_qr(self, offer: Offer) -> None:
        """A button for the QR; an account at the State Treasury has none."""
        account = offer.accounts[0]
        if not account.bank_bin or not _bare(account).isalnum():
            return
        button = QPushButton(self.tr("&QR code"))
        button.setObjectName("transfer_qr")
        button.setProperty("kind", "link")
        button.setProperty("small", True)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        picture = QLabel()
        picture.setObjectName("transfer_qr_picture")
        picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        picture.hide()

        def toggle(shown: bool) -> None:
            if shown and picture.pixmap().isNull():
                picture.setPixmap(_qr(account, offer.total, offer.memo, self.devicePixelRatioF()))
                picture.setAccessibleName(self.tr("QR code of the transfer: {0}").format(offer.memo))
            picture.setVisible(shown)

        button.toggled.connect(toggle)
        self._qr_button = button
        self._column.addWidget(button)
        self._column.addWidget(picture)


def _bare(account: ReceivingAccount) -> str:
    """The account number as a bank's form takes it."""
    return account.account_no.replace(" ", "").replace(".", "").replace("-", "")


def _qr(account: ReceivingAccount, amount: int, memo: str, ratio: float) -> QPixmap:
    """The VietQR of a transfer, black on white in every theme."""
    import io

    import segno  # a tenth of a second to import; only who asks for the code waits for it

    payload = vietqr_payload(account.bank_bin, _bare(account), amount, memo)
    buffer = io.BytesIO()
    segno.make_qr(payload, error="m").save(buffer, kind="png", scale=8, border=4)
    pixmap = QPixmap()
    pixmap.loadFromData(buffer.getvalue(), "PNG")
    side = round(QR_PIXELS * ratio)
    pixmap = pixmap.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
    )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
