"""The windows of a registration: the wizard, then the success dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from qlts_desktop.services.ports import Account, HeldLicence, ReminderPort, SessionPort
from qlts_desktop.ui.background import Runner

if TYPE_CHECKING:
    from qlts_desktop.core.field_checks import FieldChecks
    from qlts_desktop.core.renewal import Offer
    from qlts_desktop.services.machine_port import MachinePort
    from qlts_desktop.services.prepared_port import PreparedPort
    from qlts_desktop.services.registration_port import LeftPlace, OrderDetail, RegistrationPort, Submitted
    from qlts_desktop.services.signing_port import SigningPort
    from qlts_desktop.ui.login.login_again_dialog import LoginAgainDialog
    from qlts_desktop.ui.renewal.success_dialog import SuccessDialog
    from qlts_desktop.ui.renewal.wizard import RenewalWizard


class RegistrationWindows(QObject):
    """Opens the wizard, and the success dialog after it.

    Signals:
        wizardShown: The wizard is open (the wizard).
        successShown: The success dialog is open (the dialog).
        over: Both are closed: the new licence (HeldLicence), or None when nothing was registered.
        loggedInAgain: The session had ended under the wizard, and is good again.

    Attributes:
        wizard: The wizard, while it is open.
        success: The success dialog, while it is open.
    """

    wizardShown = Signal(object)
    successShown = Signal(object)
    over = Signal(object)
    loggedInAgain = Signal()

    def __init__(
        self,
        sessions: SessionPort,
        registrations: RegistrationPort,
        signing: SigningPort,
        machine: MachinePort,
        reminders: ReminderPort,
        checks: FieldChecks,
        runner: Runner,
        today: Callable[[], date],
        parent: QObject | None = None,
        *,
        prepared: PreparedPort,
    ) -> None:
        super().__init__(parent)
        self._prepared = prepared
        self._sessions = sessions
        self._registrations = registrations
        self._signing = signing
        self._machine = machine
        self._reminders = reminders
        self._checks = checks
        self._runner = runner
        self._today = today
        self._window: QWidget | None = None
        self._submitted: Submitted | None = None
        self.wizard: RenewalWizard | None = None
        self.success: SuccessDialog | None = None
        self._login: LoginAgainDialog | None = None

    @property
    def is_open(self) -> bool:
        """Whether one of the windows is open."""
        return self.wizard is not None or self.success is not None

    def open(
        self, account: Account, held: HeldLicence | None, window: QWidget, left: LeftPlace | None = None
    ) -> None:
        """Open the wizard over a window.

        Args:
            account: Who registers.
            held: The unit's licence; None when it has none yet.
            window: Where it opens.
            left: Where it stood when the program was stopped; it goes on there.
        """
        from qlts_desktop.ui.renewal.wizard import RenewalWizard

        self._window = window
        self._submitted = None
        self.wizard = wizard = RenewalWizard(
            self._registrations,
            self._signing,
            self._machine,
            self._checks,
            self._runner,
            self._today,
            account,
            held,
            left,
            window,
            prepared=self._prepared,
        )
        wizard.loginNeeded.connect(lambda: self.ask_for_login(account))
        wizard.submitted.connect(self._on_submitted)
        wizard.closed.connect(self._on_closed)
        wizard.open()
        self.wizardShown.emit(wizard)

    def ask_for_login(self, account: Account) -> None:
        """The session has ended: log in over what is open, so that nothing has to be closed."""
        if self._login is not None or self.wizard is None:
            return
        from qlts_desktop.ui.login.login_again_dialog import LoginAgainDialog

        top = QApplication.activeModalWidget() or self.wizard
        self._login = dialog = LoginAgainDialog(self._sessions, account, self._runner, top)
        dialog.loggedIn.connect(self._on_logged_in_again)
        dialog.finished.connect(self._on_login_closed)
        dialog.open()

    def _on_logged_in_again(self) -> None:
        self.loggedInAgain.emit()
        if self.wizard is not None:
            self.wizard.go_on()

    def _on_login_closed(self) -> None:
        dialog, self._login = self._login, None
        if dialog is not None:
            dialog.deleteLater()

    def _on_submitted(self, submitted: Submitted) -> None:
        wizard = self.wizard
        if wizard is None:
            return
        self._submitted = submitted
        draft = wizard.session.draft
        if draft is not None and draft.no == submitted.receipt.order_no:
            self._show_success(submitted, draft.offer)
            wizard.accept()
            return
        # The answer to a submission begun before: its offer is with the order.
        order_no = submitted.receipt.order_no
        registrations = self._registrations
        self._runner.run(
            lambda: registrations.order(order_no),
            self._on_order,
            lambda _error: wizard.accept(),
            owner=wizard,
        )

    def _on_order(self, detail: OrderDetail) -> None:
        if self._submitted is not None and self.wizard is not None:
            self._show_success(self._submitted, detail.offer)
            self.wizard.accept()

    def _on_closed(self) -> None:
        wizard, self.wizard = self.wizard, None
        if wizard is not None:
            wizard.deleteLater()
        if self.success is None:
            self.over.emit(self._submitted.held if self._submitted is not None else None)

    def _show_success(self, submitted: Submitted, offer: Offer) -> None:
        from qlts_desktop.ui.renewal.success_dialog import SuccessDialog

        self.success = dialog = SuccessDialog(submitted, offer, self._reminders, self._runner, self._window)
        dialog.continueRequested.connect(dialog.accept)
        dialog.finished.connect(self._on_success_closed)
        dialog.open()
        self.successShown.emit(dialog)

    def _on_success_closed(self) -> None:
        """*Tiếp tục sử dụng*, or the window closed: either way the new licence holds."""
        dialog, self.success = self.success, None
        if dialog is not None:
            dialog.deleteLater()
        if self._submitted is not None:
            self.over.emit(self._submitted.held)
