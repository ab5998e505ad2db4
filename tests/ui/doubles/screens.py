"""Stand-ins for screens that have tests of their own, so that the way between screens is tested alone."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from qlts_desktop.services.registration_port import Submitted


class WizardDouble(QDialog):
    """Opens, submits or closes when told."""

    submitted = Signal(object)
    closed = Signal()
    loginNeeded = Signal()  # noqa: N815 - the real dialog's name

    def __init__(
        self, registrations, signing, machine, checks, runner, today, account, held, left, parent, *, prepared
    ) -> None:
        super().__init__(parent)
        self.account = account
        self.held = held
        self.left = left
        self.went_on = 0
        self.session = SimpleNamespace(draft=None)
        self.finished.connect(lambda _result: self.closed.emit())

    def go_on(self) -> None:
        self.went_on += 1

    def send(self, answer: Submitted) -> None:
        self.session.draft = SimpleNamespace(no=answer.receipt.order_no, offer="offer")
        self.submitted.emit(answer)


class SuccessDouble(QDialog):
    """Shows nothing; goes on when told."""

    continueRequested = Signal()  # noqa: N815 - the real dialog's name

    def __init__(self, submitted, offer, reminders, runner, parent, *, elsewhere=False) -> None:
        super().__init__(parent)
        self.submitted = submitted
        self.offer = offer


class HistoryDouble(QWidget):
    """Notes at which order it was opened."""

    changed = Signal(object)
    editRequested = Signal(str)  # noqa: N815 - the real page's name

    def __init__(self, registrations, scans, orders, runner, today, *, can_renew) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.actions: list[object] = []

    def refresh(self) -> None:
        self.shown.append("")

    def show_order(self, order_no: str, action: object = None) -> None:
        self.shown.append(order_no)
        self.actions.append(action)
