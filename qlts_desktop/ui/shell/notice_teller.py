"""Tells a topic once: in the window to a user who is looking at it, else in the tray."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.licence import Licence
from qlts_desktop.core.notices import (
    SHOWN_IN_THE_WINDOW_ONLY,
    SHOWN_ONCE,
    NoticeTopic,
    is_due,
    topic_key,
    topic_on,
)
from qlts_desktop.services.ports import Account, NoticePort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.outside import outside_text, outside_title
from qlts_desktop.ui.shell.tray import Tray

_log = logging.getLogger(__name__)

LOOKING_MS = 3000
"""How long a notice has to stand in the window to count as seen, and a hidden window stays untold."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is to be told, on which day."""

    unit_code: str
    key: str
    day: date
    topic: NoticeTopic


class NoticeTeller(QObject):
    """Holds today's matter and sees to it that it is told.

    Signals:
        owed: A matter that is shown once ever has not been shown yet.

    Attributes:
        tray: Where it is told to a user who is not looking.
        is_owed: Whether today's matter is known to be still untold.
    """

    owed = Signal()

    def __init__(
        self,
        notices: NoticePort,
        runner: Runner,
        tray: Tray,
        is_looking: Callable[[], bool] = lambda: QApplication.activeWindow() is not None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._runner = runner
        self._is_looking = is_looking
        self._begun = False
        self._matter: _Matter | None = None
        self._words = ("", "")
        self._job: Job | None = None
        self.tray = tray
        self.is_owed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        # Queued: which window is active is settled only after this signal.
        QApplication.instance().focusWindowChanged.connect(
            self._on_focus_moved, Qt.ConnectionType.QueuedConnection
        )

    def begin(self) -> None:
        """Begin telling; before the first window is painted nothing is read."""
        if not self._begun:
            self._begun = True
            self._take_up()

    def consider(self, account: Account, licence: Licence, today: date) -> None:
        """A stage is shown: take up what it has to tell this user."""
        topic = topic_on(licence, today, can_renew=account.can_renew)
        if topic is None:
            self.forget()
            return
        self._words = (outside_title(licence, today), outside_text(topic, licence, today))
        matter = _Matter(account.unit_code, topic_key(topic, licence), today, topic)
        if matter != self._matter:
            self.forget()
            self._matter = matter
            self._take_up()

    def forget(self) -> None:
        """The matter is settled, or its user gone."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._timer.stop()
        self._matter = None
        self.is_owed = False
        self.tray.withdraw()

    def _take_up(self) -> None:
        """What is shown once is looked up at once, to be shown; what the banner says anyway can wait."""
        if self._matter is None or not self._begun:
            return
        if self._matter.topic in SHOWN_ONCE:
            self._ask(self._matter)
        else:
            self._timer.start(LOOKING_MS)

    def _ask(self, matter: _Matter) -> None:
        notices = self._notices
        self._job = self._runner.run(
            lambda: notices.told_on(matter.unit_code, matter.key),
            lambda told_on: self._on_told_on(matter, told_on),
            lambda error: self._on_unknown(matter, error),
            owner=self,
        )

    def _on_unknown(self, matter: _Matter, error: OperationError) -> None:
        """A store that cannot be read: better told twice than never."""
        _log.warning("whether %s was told is not known: %s", matter.topic, error.code)
        self._on_told_on(matter, None)

    def _on_told_on(self, matter: _Matter, told_on: date | None) -> None:
        if not is_due(matter.topic, told_on, matter.day):
            return
        self.is_owed = True
        if matter.topic in SHOWN_ONCE:
            self._timer.start(LOOKING_MS)
            self.owed.emit()
        else:
            self._tell(matter)

    def _on_focus_moved(self) -> None:
        if self._is_looking():
            self.tray.withdraw()
        if self.is_owed or self._timer.isActive():
            self._timer.start(LOOKING_MS)

    def _on_time(self) -> None:
        if self._matter is None:
            return
        if self.is_owed:
            self._tell(self._matter)
        else:
            self._ask(self._matter)

    def _tell(self, matter: _Matter) -> None:
        # Without a tray it stays owed until the user comes back.
        if self._is_looking() or (matter.topic not in SHOWN_IN_THE_WINDOW_ONLY and self.tray.tell(*self._words)):
            self._keep_told(matter)

    def _keep_told(self, matter: _Matter) -> None:
        self.is_owed = False
        notices = self._notices
        self._runner.run(
            lambda: notices.keep_told(matter.unit_code, matter.key, matter.day),
            lambda _nothing: None,
            lambda error: _log.warning("it is not kept that %s was told: %s", matter.topic, error.code),
            owner=self,
        )
