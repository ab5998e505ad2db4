"""4. Thông tin thanh toán: the promised day, the promise, and then how to pay."""

from __future__ import annotations

from qlts_desktop.core.dates import format_day
from qlts_desktop.ui.messages.form import field_label
from qlts_desktop.ui.renewal.form_section import FormSection
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.choice_field import TickField
from qlts_desktop.ui.widgets.day_field import DayField
from qlts_desktop.ui.widgets.transfer_guide import TransferGuide


class PaymentSection(FormSection):
    """The payment day within the offer's limits; the consent shows the transfer guide.

    Attributes:
        guide: The transfer guide; hidden without consent.
    """

    def __init__(self, session: RenewalSession) -> None:
        super().__init__(session, "payment", "")
        self.set_heading(self.tr("4. Payment"))
        self.day = DayField(self.name_of("due_on"), field_label("/payment/due_on"), required=True)
        self.add_row(self.bind("due_on", self.day))
        self.add_row(self.bind("consent", TickField(self.name_of("consent"), field_label("/payment/consent"))))
        self.guide = TransferGuide()
        self.guide.hide()
        self.body.addWidget(self.guide)

    def show_form(self) -> None:
        """Show day and promise; the guide comes with the promise."""
        super().show_form()
        self.guide.setVisible(self.session.form.payment.consent)

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
        self.guide.show_offer(offer)
