"""The planner's line under *Hạn thanh toán*: a proposed day, when to hand in the Ủy nhiệm chi, days off."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.payment_plan import PaymentPlan, hand_in_day, nearest_working_day, plan_payment
from qlts_desktop.core.renewal import Offer
from qlts_desktop.core.workdays import DayOff, DayOffReason, WorkCalendar
from qlts_desktop.ui.messages.payment import day_off_warning, provisional_text, weekday_text
from qlts_desktop.ui.widgets.card import wrapped_label

_WEEKEND = {DayOffReason.SATURDAY, DayOffReason.SUNDAY}


class PlanLine(QWidget):
    """Says what is best, warns of a day off; blocks nothing.

    Signals:
        dayChosen: The proposed day is to be taken (date).
    """

    dayChosen = Signal(object)

    def __init__(self, calendar: WorkCalendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._plan: PaymentPlan | None = None
        self._shown: tuple[date | None, Offer, date] | None = None
        self._warning = wrapped_label(role="warning", name="planWarning")
        self._text = wrapped_label(role="small", name="planText")
        self._use = QPushButton(self.tr("Choose this day"))
        self._use.setObjectName("planUse")
        self._use.setProperty("kind", "link")
        self._use.setProperty("small", True)
        self._use.setAutoDefault(False)
        self._use.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._use.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._warning, self._text, self._use):
            column.addWidget(part)

    def show_plan(self, chosen: date | None, offer: Offer, today: date) -> None:
        """Say what there is to say about a day.

        Args:
            chosen: The payment day as the form has it.
            offer: Its limits, and the term that is paid now.
            today: Today in Vietnam.
        """
        if self._shown == (chosen, offer, today):
            return
        self._shown = (chosen, offer, today)
        term_end = offer.old_term.last_day if offer.old_term is not None else None
        self._plan = plan_payment(today, offer.due_from, offer.due_to, term_end, self._calendar)
        within = chosen if chosen is not None and offer.due_from <= chosen <= offer.due_to else None
        self._show_warning(self._warning_for(within, offer))
        self._show(self._text, self._sentences(within, today))
        plan = self._plan
        self._use.setVisible(plan is not None and plan.pay_on != chosen)
        if plan is not None:
            self._use.setAccessibleName(self.tr("Choose {0} as the payment day").format(format_day(plan.pay_on)))

    def _show_warning(self, text: str) -> None:
        """Show it, and have a screen reader say it: it comes while the day is typed."""
        is_new = bool(text) and text != self._warning.text()
        self._show(self._warning, text)
        if is_new:
            QAccessible.updateAccessibility(QAccessibleEvent(self._warning, QAccessible.Event.Alert))

    def _warning_for(self, chosen: date | None, offer: Offer) -> str:
        day_off = None if chosen is None else self._calendar.day_off(chosen)
        if chosen is None or day_off is None:
            return ""
        working = nearest_working_day(chosen, offer.due_from, offer.due_to, self._calendar)
        said = day_off_warning(chosen, day_off, working)
        return f"{said} {provisional_text(chosen.year)}" if self._is_provisional(chosen, day_off) else said

    def _is_provisional(self, day: date, day_off: DayOff) -> bool:
        return day_off.reason not in _WEEKEND and self._calendar.is_provisional(day)

    def _sentences(self, chosen: date | None, today: date) -> str:
        plan = self._plan
        if plan is None:
            return ""
        said = []
        is_proposed = chosen == plan.pay_on
        if chosen is not None and self._calendar.is_working(chosen) and not is_proposed:
            hand_in = hand_in_day(chosen, today, self._calendar)
            if hand_in is not None:
                said.append(
                    self.tr("For the chosen day, hand in the payment order on {0} at the latest.").format(
                        format_day(hand_in)
                    )
                )
        if is_proposed:
            said.append(
                self.tr("Hand in the payment order on {0} at the latest.").format(format_day(plan.hand_in_on))
            )
        else:
            said.append(
                self.tr("Suggested payment day: {0} ({1}), payment order handed in on {2} at the latest.").format(
                    format_day(plan.pay_on), weekday_text(plan.pay_on), format_day(plan.hand_in_on)
                )
            )
        if plan.provisional:
            said.append(provisional_text(plan.pay_on.year))
        return " ".join(said)

    def _show(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _choose(self) -> None:
        if self._plan is not None:
            self.dayChosen.emit(self._plan.pay_on)
