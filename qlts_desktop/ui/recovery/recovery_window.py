"""Opens the dialog for data recovery, and keeps what was typed into it while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qlts_desktop.core.licence import Licence
from qlts_desktop.services.ports import Account
from qlts_desktop.ui.background import Runner

if TYPE_CHECKING:
    from qlts_desktop.core.field_checks import FieldChecks
    from qlts_desktop.core.recovery import RecoveryWish
    from qlts_desktop.services.recovery_port import RecoveryPort
    from qlts_desktop.ui.recovery.recovery_dialog import RecoveryDialog


class RecoveryWindow(QObject):
    """The one dialog for data recovery.

    Signals:
        filed: The licensor has a new request (RecoveryRequest).
        closed: The dialog is gone.

    Attributes:
        dialog: The dialog, while it is open.
    """

    filed = Signal(object)
    closed = Signal()

    def __init__(
        self, recovery: RecoveryPort, checks: FieldChecks, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._recovery = recovery
        self._checks = checks
        self._runner = runner
        self._typed: dict[Account, RecoveryWish] = {}
        self.dialog: RecoveryDialog | None = None

    @property
    def is_open(self) -> bool:
        """Whether the dialog is open."""
        return self.dialog is not None

    def open(self, account: Account, licence: Licence, over: QWidget) -> None:
        """Open the dialog over another window, with what this account typed last."""
        from qlts_desktop.ui.recovery.recovery_dialog import RecoveryDialog

        if self.dialog is not None:
            return
        typed = self._typed.get(account) or _known_of(account, licence)
        self.dialog = dialog = RecoveryDialog(
            self._recovery, self._runner, self._checks, typed, licence.vendor.phone, over
        )
        dialog.filed.connect(self.filed)
        dialog.finished.connect(lambda _result: self._on_closed(account))
        dialog.open()

    def close(self) -> None:
        """The session is over; what was typed is there again when the same account opens the dialog."""
        if self.dialog is not None:
            self.dialog.done(0)

    def _on_closed(self, account: Account) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self._typed[account] = dialog.typed()
            dialog.deleteLater()
            self.closed.emit()


def _known_of(account: Account, licence: Licence) -> RecoveryWish:
    """Whom to call, as far as the licence names this user's number."""
    from qlts_desktop.core.recovery import RecoveryWish

    phones = [contact.phone for contact in licence.renewal_contacts if contact.name == account.full_name]
    return RecoveryWish(account.full_name, phones[0] if phones else "")
