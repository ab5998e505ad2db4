"""The workspace: subscription, what to do, and what will happen when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.licence import Stage, days_left, stage_on
from qlts_desktop.services.ports import HeldLicence, ReminderPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.licence import timetable_rows
from qlts_desktop.ui.messages.notices import coming_policy_texts
from qlts_desktop.ui.shell.subscription_card import SubscriptionCard
from qlts_desktop.ui.shell.tasks import Task, TaskKind, may_register, tasks_on
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.timeline import Timeline

MARGIN = 24
GAP = 20


class WorkspacePage(QScrollArea):
    """What an accountant sees while the licence is good.

    Signals:
        registerRequested: *Đăng ký gia hạn* beside a task.
        orderRequested: *Xem đơn*, with the order's number.

    Attributes:
        subscription: The subscription's card, which also shows refreshing.
    """

    registerRequested = Signal()
    orderRequested = Signal(str)

    def __init__(self, reminders: ReminderPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspacePage")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Workspace"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("ground", "clear")
        # While it is empty: this shows the ground, and showing looks up the style of everything in it.
        self.setWidget(ground)
        self.subscription = SubscriptionCard(reminders, runner)
        self._tasks_card = Card(self.tr("What to do"))
        self._shown_tasks: tuple[Task, ...] | None = None
        self._tasks = QVBoxLayout()
        self._tasks.setSpacing(0)
        self._tasks_card.body.addLayout(self._tasks)
        self._tasks_card.body.addStretch()
        self._timetable_card = Card(self.tr("What will happen, and when"))
        self._timeline = Timeline()
        self._timeline.setObjectName("timetable")
        self._advice = wrapped_label(role="small", name="timetableAdvice")
        self._timetable_card.body.addWidget(self._timeline)
        self._coming = wrapped_label(role="small", name="comingPolicies")
        self._coming.setTextFormat(Qt.TextFormat.PlainText)
        self._timetable_card.body.addWidget(self._coming)
        self._timetable_card.body.addWidget(self._advice)
        self._timetable_card.body.addStretch()
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self.subscription)
        left.addWidget(self._tasks_card, 1)
        columns = QHBoxLayout(ground)
        columns.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        columns.setSpacing(GAP)
        columns.addLayout(left, 1)
        columns.addWidget(self._timetable_card, 1)

    def show_licence(self, held: HeldLicence, today: date, *, can_renew: bool) -> None:
        """Show a licence as it stands on a day, for a user."""
        self.subscription.show_licence(held, today)
        self._show_tasks(tasks_on(held.licence, today, can_renew=can_renew))
        self._show_timetable(held, today, can_renew=can_renew)

    def _show_tasks(self, tasks: tuple[Task, ...]) -> None:
        if tasks == self._shown_tasks:
            return
        self._shown_tasks = tasks
        while (item := self._tasks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        if not tasks:
            self._tasks.addWidget(wrapped_label(self.tr("Nothing needs to be done now."), "muted"))
        for task in tasks:
            self._tasks.addWidget(self._task_row(task))

    def _task_row(self, task: Task) -> QWidget:
        row = QFrame()
        line = QHBoxLayout()
        line.setSpacing(12)
        label = QLabel()
        label.setWordWrap(True)
        button = QPushButton()
        if task.kind is TaskKind.REGISTER:
            label.setText(self.tr("Register the renewal for the term from {0}").format(format_day(task.day)))
            button.setText(self.tr("&Register a renewal"))
            button.setObjectName("taskRegisterButton")
            button.clicked.connect(self.registerRequested)
        else:
            label.setText(
                self.tr("Transfer the payment for order {0} no later than {1}").format(
                    task.order_no, format_day(task.day)
                )
            )
            button.setText(self.tr("&See the order"))
            button.setObjectName("taskOrderButton")
            button.clicked.connect(lambda: self.orderRequested.emit(task.order_no))
        line.addWidget(label, 1)
        line.addWidget(button)
        rule = QFrame()
        rule.setProperty("line", True)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(rule)
        return row

    def _show_timetable(self, held: HeldLicence, today: date, *, can_renew: bool) -> None:
        self._timeline.set_rows(timetable_rows(held.licence, today))
        coming = coming_policy_texts(held.licence)
        self._coming.setText("\n".join(coming))
        self._coming.setVisible(bool(coming))
        licence = held.licence
        advises = (
            may_register(licence, today, can_renew=can_renew)
            and stage_on(licence, today) in (Stage.ACTIVE, Stage.EXPIRING)
            and days_left(licence, today) >= 0
        )
        self._advice.setText(
            self.tr(
                "Register the renewal no later than {0} to avoid an interruption; after that the unit goes on "
                "using the software until its payment day."
            ).format(format_day(licence.access_until))
        )
        self._advice.setVisible(advises)
