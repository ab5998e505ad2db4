"""A field for an amount in đồng: typed or pasted in any usual way, shown with dots once it is left."""

from __future__ import annotations

from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.payment_proof import typed_amount
from qlts_desktop.ui.widgets.text_field import TextField


class AmountField(TextField):
    """An amount. ``value()`` is the text; :meth:`amount` is what it says."""

    def __init__(self, name: str, label: str, *, required: bool = False) -> None:
        super().__init__(name, label, required=required, cleaning=_tidied)

    def amount(self) -> int | None:
        """Đồng; None when nothing is typed.

        Raises:
            ValueError: What is typed is no amount.
        """
        return typed_amount(self.value())


def _tidied(text: str) -> str:
    try:
        amount = typed_amount(text)
    except ValueError:
        return text.strip()
    return "" if amount is None else format_vnd(amount)
