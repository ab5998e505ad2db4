"""Has newer versions looked for, once a day after the first paint, and tells of one in the workspace."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.ports import NoticePort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from qlts_desktop.services.update_port import Update, UpdatePort
    from qlts_desktop.ui.updates.update_dialog import UpdateDialog

_log = logging.getLogger(__name__)


class UpdateWatch(QObject):
    """Whether there is a newer version.

    Signals:
        looked: It was asked for (Update, or None).

    Attributes:
        update: The newer version, once it is known.
        dialog: The dialog, while it is open.
    """

    looked = Signal(object)

    def __init__(
        self,
        updates: UpdatePort | None,
        notices: NoticePort,
        runner: Runner,
        today: Callable[[], date],
        window: MainWindow,
    ) -> None:
        """Args: ``updates`` is None where the build pins no release key: then nothing is asked or told."""
        super().__init__(window)
        self._updates = updates
        self._notices = notices
        self._runner = runner
        self._today = today
        self._window = window
        self._unit_code = ""
        self._begun = False
        self._looked_on: date | None = None
        self.update: Update | None = None
        self.dialog: UpdateDialog | None = None
        window.firstPainted.connect(self._begin)
        window.updateRequested.connect(self.open)

    @property
    def is_open(self) -> bool:
        """Whether the dialog is open."""
        return self.dialog is not None

    @property
    def hears(self) -> bool:
        """Whether newer versions can be announced to this build at all."""
        return self._updates is not None

    def consider(self, unit_code: str) -> None:
        """A stage is shown to a user of a unit: a good moment to look, once a day."""
        self._unit_code = unit_code
        self._look()

    def open(self) -> None:
        """*Xem*: the newer version."""
        from qlts_desktop.ui.updates.update_dialog import UpdateDialog

        if self.dialog is not None or self.update is None or self._updates is None:
            return
        self.dialog = dialog = UpdateDialog(self.update, self._updates, self._runner, self._window)
        dialog.putOff.connect(self._put_off)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    # --- inside -----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._begun = True
        self._look()

    def _look(self) -> None:
        updates, notices, unit, today = self._updates, self._notices, self._unit_code, self._today()
        if updates is None or not self._begun or not unit or self._looked_on == today:
            return
        self._looked_on = today

        def look() -> tuple[Update | None, bool]:
            update = updates.check()
            return update, update is not None and _is_put_off(update, notices, unit, today)

        self._runner.run(look, lambda found: self._on_looked(*found), _nobody_is_told, owner=self)

    def _on_looked(self, update: Update | None, is_put_off: bool) -> None:
        from qlts_desktop.ui.messages.updates import update_notice

        self.update = update
        self._window.show_update(None if update is None or is_put_off else update_notice(update))
        self.looked.emit(update)

    def _put_off(self) -> None:
        from qlts_desktop.core.releases import notice_key

        self._window.show_update(None)
        if self.update is None:
            return
        notices, unit, key, today = self._notices, self._unit_code, notice_key(self.update.release), self._today()
        self._runner.run(
            lambda: notices.keep_told(unit, key, today),
            lambda _nothing: None,
            lambda error: _log.warning("it is not kept that a version was put off: %s", error.code),
            owner=self,
        )

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _is_put_off(update: Update, notices: NoticePort, unit: str, today: date) -> bool:
    """Whether a user has asked not to hear of this version today; a version that is too old is told of always."""
    from qlts_desktop.core.releases import UpdateStanding, notice_key

    if update.standing is UpdateStanding.TOO_OLD:
        return False
    try:
        return notices.told_on(unit, notice_key(update.release)) == today
    except OperationError:
        return False


def _nobody_is_told(error: OperationError) -> None:
    """A user can do nothing about it."""
    _log.warning("newer versions cannot be looked for: %s", error.code)
