"""*Hướng dẫn chuyển khoản*: to whom, how much, with which words, each to be copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.payment import (
    SHORT_MEMO,
    NoCode,
    bare_account,
    memo_exceeds_bank_limit,
    transfer_code,
)
from qlts_desktop.core.renewal import Offer, ReceivingAccount
from qlts_desktop.ui.messages.payment import amount_words, no_code_text, payment_order_block
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.copy_row import CopyButton, CopyRow
from qlts_desktop.ui.widgets.transfer_code import TransferCode


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
        self._codes: dict[str, TransferCode] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 12, 10, 12)
        self._column.setSpacing(6)

    def show_offer(self, offer: Offer) -> None:
        """Show where and how to pay an offer."""
        if offer == self._offer:
            return
        self._offer = offer
        open_codes = {name for name, code in self._codes.items() if code.is_open}
        self._clear()
        heading = QLabel(self.tr("How to transfer"))
        heading.setProperty("role", "strong")
        self._column.addWidget(heading)
        self._add_account("transfer", offer.accounts[0])
        self._add_row("transfer_amount", self.tr("Amount"), format_vnd(offer.total), str(offer.total))
        self._column.addWidget(wrapped_label(amount_words(offer.total), role="small", name="transfer_words"))
        self._add_memo(offer.memo)
        self._add_actions("transfer", offer.accounts[0], offer)
        for number, account in enumerate(offer.accounts[1:], start=2):
            other = QLabel(self.tr("Or to this account"))
            other.setProperty("role", "strong")
            self._column.addWidget(other)
            self._add_account(f"transfer{number}", account)
            self._add_actions(f"transfer{number}", account, offer)
        for name in open_codes & set(self._codes):
            self._codes[name].open()

    def _clear(self) -> None:
        self.rows.clear()
        self._codes.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add_account(self, name: str, account: ReceivingAccount) -> None:
        self._add_row(f"{name}_receiver", self.tr("Receiver"), account.holder)
        bare = bare_account(account.account_no)
        self._add_row(f"{name}_account", self.tr("Account"), account.account_no, bare)
        self._add_row(f"{name}_bank", self.tr("At"), account.bank_name)

    def _add_row(self, name: str, label: str, shown: str, copied: str = "") -> None:
        row = CopyRow(name, label, shown, copied)
        self.rows[name] = row
        self._column.addWidget(row)

    def _add_memo(self, memo: str) -> None:
        self._add_row("transfer_memo", self.tr("Memo"), memo)
        said = [self.tr("Write exactly this memo so that the payment is confirmed quickly.")]
        if memo_exceeds_bank_limit(memo):
            said.append(
                self.tr(
                    "It has {0} characters, and some bank apps keep only the first {1}: compare it once more"
                    " before you confirm the transfer."
                ).format(len(memo), SHORT_MEMO)
            )
        self._column.addWidget(wrapped_label(" ".join(said), role="small", name="transfer_memo_note"))

    def _add_actions(self, name: str, account: ReceivingAccount, offer: Offer) -> None:
        """*Chép tất cả*, and the code or why there is none."""
        block = payment_order_block(account, offer.total, offer.memo)
        copy_all = CopyButton(f"{name}_copy_all", self.tr("Copy all"))
        copy_all.setToolTip(self.tr("All lines at once, ready for a payment order"))
        copy_all.setAccessibleDescription(copy_all.toolTip())

        def copy() -> None:
            QGuiApplication.clipboard().setText(block)
            copy_all.confirm()

        copy_all.clicked.connect(copy)
        payload = transfer_code(account.bank_bin, account.account_no, offer.total, offer.memo)
        if isinstance(payload, NoCode):
            self._column.addWidget(copy_all)
            self._column.addWidget(wrapped_label(no_code_text(payload), role="small", name=f"{name}_no_qr"))
            return
        captions = (account.bank_name, account.account_no, account.holder, format_vnd(offer.total))
        code = TransferCode(f"{name}_qr", payload, captions, offer.memo, copy_all)
        self._codes[name] = code
        self._column.addWidget(code)
