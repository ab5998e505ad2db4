"""Beside a prepared slip: what is wrong, what it says, who has signed it, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from qlts_desktop.core.dates import format_moment
from qlts_desktop.services.prepared_port import Prepared
from qlts_desktop.services.signing_port import SigningPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.prepared.prepared_facts import PreparedFacts
from qlts_desktop.ui.renewal.review_cards import AccountWarning
from qlts_desktop.ui.signing.found_hint import FoundHint
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel


class PreparedCards(QWidget):
    """The right column of a prepared registration.

    Signals:
        serverConfirmed: The user has ticked that the file's server is the right one, or no longer (bool).

    Attributes:
        error: What went wrong.
        server_check: Asked where the file names another server than this program uses.
        found: Whether there is something to sign with.
    """

    serverConfirmed = Signal(bool)

    def __init__(self, prepared: Prepared, signing: SigningPort, runner: Runner) -> None:
        super().__init__()
        self.setProperty("ground", "clear")
        self.error = ErrorPanel()
        self.error.setObjectName("preparedError")
        self.server_check = QCheckBox(self.tr("The server's &address has been confirmed to me"))
        self.server_check.setObjectName("preparedServerCheck")
        self.server_check.toggled.connect(self.serverConfirmed)
        self._state_card = Card(" ")
        self._state_text = wrapped_label(name="preparedBegunText")
        self._state_text.setTextFormat(Qt.TextFormat.PlainText)
        self._state_card.body.addWidget(self._state_text)
        self._way_card = Card(self.tr("Sign and send"))
        self._way_card.body.addWidget(
            wrapped_label(
                self.tr(
                    "Look through the slip, then sign it with the unit's certificate, on a USB token or in a file."
                    " It is sent at once, and the unit can use the software; no paper and no login is needed."
                    " Where this computer has no network, sign only, save the file, and give it back to be sent."
                ),
                role="small",
            )
        )
        self.found = FoundHint(signing, runner)
        self._way_card.body.addWidget(self.found)
        account = AccountWarning()
        account.show_offer(prepared.draft.offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(13)
        for widget in (self.error, self.server_check, self._state_card, account):
            column.addWidget(widget)
        for widget in (PreparedFacts(prepared), self._way_card):
            column.addWidget(widget)
        column.addStretch(1)

    def show_state(self, prepared: Prepared, *, is_over: bool) -> None:
        """Show how far it has come: to be signed, signed, perhaps sent."""
        begun, signed = prepared.begun, prepared.signed
        if begun is not None:
            self._state_card.set_heading(self.tr("Signed, and perhaps sent already"))
            self._state_text.setText(
                self.tr(
                    "The slip was signed here on {0}, and the answer to it has not been seen. Going on asks the"
                    " vendor's server first and sends the same slip again only if it did not arrive: there is"
                    " never a second registration."
                ).format(format_moment(begun.at))
            )
        elif signed is not None:
            self._state_card.set_heading(self.tr("Signed, and not sent yet"))
            self._state_text.setText(
                self.tr(
                    "Signed by {0}, {1}. Send it now, or save the signed file for whoever is to send it: with"
                    " “Open a prepared registration” it is sent from any computer with a network."
                ).format(signed.signer, format_moment(signed.signed_at))
            )
        self._state_card.setVisible((begun is not None or signed is not None) and not is_over)
        self._way_card.setVisible(begun is None and signed is None and not is_over)
        self.server_check.setVisible(bool(prepared.other_server) and begun is None and not is_over)
