"""The cards of step 2 beside the slip: the facts to check, and the warning about another account."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.renewal import Offer
from qlts_desktop.services.registration_port import Draft
from qlts_desktop.ui.renewal.review_facts import Changed, Difference, differences
from qlts_desktop.ui.widgets.card import Card, wrapped_label

_LABEL_WIDTH = 150
_LETTERS_NAMED = 20


class AccountWarning(QFrame):
    """Says loudly that the receiving account is another than the last order's; hidden otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("accountWarning")
        self.setProperty("panel", "error")
        self._text = wrapped_label(name="accountWarningText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(wrapped_label(self.tr("The receiving account has changed"), role="strong"))
        column.addWidget(self._text)
        self.hide()

    def show_offer(self, offer: Offer) -> None:
        """Warn, if this offer needs it."""
        self.setVisible(offer.account_changed)
        if not offer.account_changed:
            return
        account = offer.accounts[0]
        text = self.tr(
            "The vendor's account differs from the last order's. It is now {0}, {1}, {2}. Before"
            " transferring, call the vendor on a number you already know and have it confirmed."
        ).format(account.account_no, account.holder, account.bank_name)
        self._text.setText(text)
        self.setAccessibleName(text)


class LettersWarning(QFrame):
    """Names the letters that the slip has a question mark for; hidden without any."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lettersWarning")
        self.setProperty("panel", "warning")
        self._text = wrapped_label(name="lettersWarningText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(wrapped_label(self.tr("Some letters cannot be printed"), role="strong"))
        column.addWidget(self._text)
        self.hide()

    def show_letters(self, letters: tuple[str, ...]) -> None:
        """Name these letters, the first ones where there are many."""
        self.setVisible(bool(letters))
        named = "  ".join(letters[:_LETTERS_NAMED]) + (" …" if len(letters) > _LETTERS_NAMED else "")
        text = self.tr(
            "The slip has a question mark in place of: {0}. The data that is sent keeps them. Go back and write"
            " them in another way if the slip should show them."
        ).format(named)
        self._text.setText(text)
        self.setAccessibleName(text)


class FactsCard(Card):
    """*Kiểm tra lại*.

    Signals:
        changeChosen: *Quay lại sửa* was chosen.
    """

    changeChosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_heading(self.tr("Check once more"))
        self._facts: dict[str, QLabel] = {}
        rows = QFormLayout()
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, text, role in (
            ("newTerm", self.tr("New term"), ""),
            ("total", self.tr("Amount"), "strong"),
            ("dueOn", self.tr("Payment day"), ""),
            ("differences", self.tr("Unlike last year"), ""),
        ):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setMinimumWidth(_LABEL_WIDTH)
            value = wrapped_label(role=role, name=name)
            value.setTextFormat(Qt.TextFormat.PlainText)
            self._facts[name] = value
            rows.addRow(label, value)
        self.body.addLayout(rows)
        change = QPushButton(self.tr("&Go back and change"))
        change.setObjectName("changeButton")
        change.setProperty("kind", "link")
        change.setAutoDefault(False)
        change.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        change.clicked.connect(self.changeChosen)
        self.body.addWidget(change)

    def show_draft(self, draft: Draft) -> None:
        """Show the facts of a draft."""
        offer, due_on = draft.offer, draft.form.payment.due_on
        found = differences(draft.previous, draft.form, offer)
        texts = {
            "newTerm": self.tr("{0} – {1}").format(
                format_day(offer.new_term.first_day), format_day(offer.new_term.last_day)
            ),
            "total": format_vnd(offer.total),
            "dueOn": self.tr("{0} at the latest").format(format_day(due_on)) if due_on else "",
            "differences": self._differences_text(found, first=draft.previous is None),
        }
        for name, text in texts.items():
            self._facts[name].setText(text)

    def _differences_text(self, found: tuple[Changed, ...], *, first: bool) -> str:
        if first:
            return self.tr("The first order of the unit")
        if not found:
            return self.tr("Nothing")
        text = "; ".join(self._difference_text(one) for one in found)
        return text[:1].upper() + text[1:]

    def _difference_text(self, changed: Changed) -> str:
        match changed.what:
            case Difference.DEARER:
                return self.tr("{0} a year more").format(format_vnd(changed.amount))
            case Difference.CHEAPER:
                return self.tr("{0} a year less").format(format_vnd(changed.amount))
            case Difference.YEARS:
                return self.tr("%n year(s) last time", "", changed.amount)
            case Difference.ADDRESS:
                return self.tr("the address has changed (it was: {0})").format(changed.before or "–")
            case Difference.ACCOUNT:
                return self.tr("the receiving account has changed (it was: {0})").format(changed.before or "–")
