"""4. Thông tin thanh toán: the promised day, the promise, and then how to pay."""

from __future__ import annotations

from datetime import date

from qlts_desktop.core.dates import format_day
from qlts_desktop.ui.messages.form import field_label
from qlts_desktop.ui.messages.payment import day_off_text
from qlts_desktop.ui.renewal.form_section import FormSection
from qlts_desktop.ui.renewal.plan_line import PlanLine
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.choice_field import TickField
from qlts_desktop.ui.widgets.day_field import DayField
from qlts_desktop.ui.widgets.transfer_guide import TransferGuide
from qlts_desktop.ui.work_calendar import work_calendar


class PaymentSection(FormSection):
    """The payment day within the offer's limits; the consent shows the transfer guide.

    Attributes:
        guide: The transfer guide; hidden without consent.
    """

    def __init__(self, session: RenewalSession) -> None:
        super().__init__(session, "payment", "")
        self.set_heading(self.tr("4. Payment"))
        self.day = DayField(self.name_of("due_on"), field_label("/payment/due_on"), required=True)
        holidays = work_calendar().holidays
        self.day.edit.set_days_off({day: day_off_text(day_off) for day, day_off in holidays.items()})
        self.add_row(self.bind("due_on", self.day))
        self._plan = PlanLine(work_calendar())
        self._plan.dayChosen.connect(self._take_day)
        self.body.addWidget(self._plan)
        self.add_row(self.bind("consent", TickField(self.name_of("consent"), field_label("/payment/consent"))))
        self.guide = TransferGuide()
        self.guide.hide()
        self.body.addWidget(self.guide)

    def show_form(self) -> None:
        """Show day and promise; the guide comes with the promise."""
        super().show_form()
        self.guide.setVisible(self.session.form.payment.consent)
        self._show_plan()

    def show_offer(self) -> None:
        """Say the limits beforehand and fill the guide."""
        offer = self.session.offer
        self.day.edit.set_limits(offer.due_from, offer.due_to)
        days = (offer.due_to - self.session.today).days
        self.day.set_hint(
            self.tr("{0} at the latest ({1} days from the registration day)").format(
                format_day(offer.due_to), days
            )
        )
        self._show_plan()
        self.guide.show_offer(offer)

    def _show_plan(self) -> None:
        if self.session.draft is not None:
            self._plan.show_plan(self.session.form.payment.due_on, self.session.offer, self.session.today)

    def _take_day(self, day: date) -> None:
        """As if it had been typed: it is saved and checked like any other."""
        self.day.edit.set_day(day)
        self.day.focus()
