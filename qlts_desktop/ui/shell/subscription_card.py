"""*Thông tin thuê bao*: the licence's facts, when they were last confirmed, and *Cập nhật tài nguyên*."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.licence import Licence, stage_on
from qlts_desktop.core.reminders import reminders_on
from qlts_desktop.services.ports import HeldLicence, ReminderPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.licence import refreshed_text, stage_text, stage_tone, term_text
from qlts_desktop.ui.widgets.badge import Badge
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from qlts_desktop.ui.reminders import ReminderSaver

LABEL_WIDTH = 150


class SubscriptionCard(Card):
    """The subscription as the licence states it.

    Signals:
        refreshRequested: *Cập nhật tài nguyên*.
        refreshCancelled: The user does not want to wait for it.
        enterRequested: *Vào phần mềm QLTS*.

    Attributes:
        reminders: Saves the licence's days as a calendar file, once it has been asked for.
    """

    refreshRequested = Signal()
    refreshCancelled = Signal()
    enterRequested = Signal()

    def __init__(self, reminders: ReminderPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("", parent, role="title")
        self._licence: Licence | None = None
        self._today = date.min
        self._calendar = reminders
        self._runner = runner
        self.reminders: ReminderSaver | None = None
        self.set_heading(self.tr("Subscription"))
        self._refreshed = QLabel()
        self._refreshed.setProperty("role", "small")
        self._refresh = QPushButton(self.tr("&Update resources"))
        self._refresh.setObjectName("workspaceRefreshButton")
        self._refresh.setProperty("kind", "link")
        self._refresh.setProperty("small", True)
        self._refresh.clicked.connect(self.refreshRequested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._refreshed)
        row.addWidget(self._refresh)
        row.addStretch()
        self.body.addLayout(row)
        self._offline = wrapped_label(role="small", name="offlineLine")
        self._offline.setTextFormat(Qt.TextFormat.RichText)
        self._result = wrapped_label(role="strong", name="refreshResult")
        self._error = ErrorPanel()
        self._error.setObjectName("refreshError")
        self._progress = Progress()
        self._progress.cancelled.connect(self._on_cancelled)
        for widget in (self._offline, self._progress, self._result, self._error):
            widget.hide()
            self.body.addWidget(widget)
        self._licence_no = self._value("licenceNo")
        self._package = self._value("licencePackage")
        self._term = self._value("licenceTerm")
        self._term.setWordWrap(False)
        self._order = self._value("licenceOrder")
        self._badge = Badge()
        self._badge.setObjectName("stageBadge")
        term_row = QHBoxLayout()
        term_row.setSpacing(8)
        term_row.addWidget(self._term)
        term_row.addWidget(self._badge)
        term_row.addStretch()
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for index, (label, value) in enumerate(
            (
                (self.tr("Licence number"), self._licence_no),
                (self.tr("Package"), self._package),
                (self.tr("Subscription term"), term_row),
                (self.tr("Latest renewal order"), self._order),
            )
        ):
            grid.addWidget(wrapped_label(label, "muted"), index, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(value, QHBoxLayout):
                grid.addLayout(value, index, 1)
            else:
                grid.addWidget(value, index, 1)
        self.body.addLayout(grid)
        self._enter = QPushButton(self.tr("Enter the &QLTS software"))
        self._enter.setObjectName("enterSoftwareButton")
        self._enter.clicked.connect(self.enterRequested)
        self._enter.hide()
        self.body.addWidget(self._enter, 0, Qt.AlignmentFlag.AlignLeft)
        self._save_reminders = QPushButton(self.tr("&Save the reminders (.ics)"))
        self._save_reminders.setObjectName("saveRemindersButton")
        self._save_reminders.setProperty("kind", "link")
        self._save_reminders.setProperty("small", True)
        self._save_reminders.setToolTip(
            self.tr("A file for your calendar program: it recalls the last day of use and the payment day.")
        )
        self._save_reminders.clicked.connect(self._on_save_reminders)
        self.body.addWidget(self._save_reminders, 0, Qt.AlignmentFlag.AlignLeft)

    def offer_entry(self, offered: bool) -> None:
        """Offer *Vào phần mềm QLTS*, where the administrator has set what it opens."""
        self._enter.setVisible(offered)

    def show_licence(self, held: HeldLicence, today: date) -> None:
        """Show a licence as it stands on a day."""
        licence = held.licence
        self._licence, self._today = licence, today
        self._refreshed.setText(refreshed_text(held.refreshed_at))
        self._licence_no.setText(licence.licence_no)
        self._package.setText(self.tr("{0} · {1} users").format(licence.package, f"{licence.users:02d}"))
        if licence.term is None:
            self._term.setText(self.tr("No term yet"))
        else:
            self._term.setText(term_text(licence.term.first_day, licence.term.last_day))
        stage = stage_on(licence, today)
        self._badge.set_state(stage_text(stage), stage_tone(stage))
        self._order.setText(self._order_words(licence))
        self._save_reminders.setVisible(bool(reminders_on(licence, today)))

    def set_waiting(self, text: str) -> None:
        """Say what is being waited for; empty ends the wait."""
        self._refresh.setEnabled(not text)
        if text:
            self._result.hide()
            self._error.clear()
            self._progress.begin(text)
        else:
            self._progress.end()

    def show_result(self, text: str) -> None:
        """Say what a refresh has brought. Plain text; empty takes it away."""
        self._error.clear()
        self._result.setText(text)
        self._result.setVisible(bool(text))

    def show_error(self, error: OperationError) -> None:
        """Say why a refresh did not happen."""
        self._result.hide()
        self._error.show_error(error)

    def set_offline(self, text: str) -> None:
        """One quiet line while the licensor cannot be reached; empty takes it away. Rich text."""
        self._offline.setText(text)
        self._offline.setVisible(bool(text))

    def _order_words(self, licence: Licence) -> str:
        if licence.order is None:
            return self.tr("No order for the coming term")
        return self.tr("{0}, payment day {1}").format(licence.order.no, format_day(licence.order.due_on))

    def _value(self, name: str) -> QLabel:
        label = wrapped_label(name=name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _on_save_reminders(self) -> None:
        if self._licence is None:
            return
        if self.reminders is None:
            from qlts_desktop.ui.reminders import ReminderSaver

            self.reminders = ReminderSaver(self._calendar, self._runner, self)
            self.reminders.saved.connect(lambda path: self.show_result(self.tr("Saved: {0}").format(path)))
            self.reminders.failed.connect(self.show_error)
        self.reminders.ask(self._licence, self._today)

    def _on_cancelled(self) -> None:
        self.set_waiting("")
        self.refreshCancelled.emit()
