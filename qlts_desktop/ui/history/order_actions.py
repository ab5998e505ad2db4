"""What may be done with the chosen order now; what may not says why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from qlts_desktop.core.sent_order import Obstacle, OrderAction, Standing
from qlts_desktop.services.registration_port import OrderDetail
from qlts_desktop.ui.messages.orders import obstacle_text
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label

_OFFERED = (OrderAction.CONFIRM_PAYMENT, OrderAction.EXTEND_PAYMENT, OrderAction.EDIT, OrderAction.CANCEL)
_NEVER_AGAIN = frozenset({Obstacle.ORDER_OVER, Obstacle.PAID})
"""Nothing is left to do with such an order, and a row of grey buttons would only ask to be read."""


class OrderActions(QWidget):
    """A row of buttons, with the reasons of those that are grey under it.

    Signals:
        chosen: Something is to be done (OrderAction).

    Attributes:
        buttons: The buttons by their action.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {action: self._button(action) for action in _OFFERED}
        self._why = wrapped_label(role="small", name="orderActionsWhy")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, button in enumerate(self.buttons.values()):
            grid.addWidget(button, place // 2, place % 2)
        grid.addWidget(self._why, 2, 0, 1, 2)

    def _button(self, action: OrderAction) -> QPushButton:
        button = QPushButton(self._text(action))
        button.setObjectName(f"{action.value}Button")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.chosen.emit(action))
        return button

    def _text(self, action: OrderAction) -> str:
        match action:
            case OrderAction.CONFIRM_PAYMENT:
                return self.tr("&Confirm payment…")
            case OrderAction.EXTEND_PAYMENT:
                return self.tr("&Extend payment…")
            case OrderAction.EDIT:
                return self.tr("E&dit the order…")
            case _:
                return self.tr("Cancel the &order…")

    def show_order(self, detail: OrderDetail, *, can_renew: bool) -> None:
        """Offer what may be done with an order.

        Args:
            detail: The order.
            can_renew: Whether the user may do anything with it.
        """
        standings = {action: detail.standing(action) for action in _OFFERED}
        over = standings[OrderAction.CONFIRM_PAYMENT].obstacle in _NEVER_AGAIN or not detail.standings
        self.setVisible(not over)
        again = any(proof.state in {"rejected", "short"} for proof in detail.proofs)
        confirm = self.buttons[OrderAction.CONFIRM_PAYMENT]
        confirm.setText(self.tr("&Send again…") if again else self._text(OrderAction.CONFIRM_PAYMENT))
        reasons = dict[str, list[str]]()
        for action, button in self.buttons.items():
            standing = standings[action] if can_renew else Standing(Obstacle.ROLE)
            why = "" if standing.obstacle is None else obstacle_text(standing.obstacle, standing.day, action)
            button.setEnabled(standing.is_allowed)
            button.setToolTip(why)
            button.setAccessibleDescription(why)
            if why:
                reasons.setdefault(why, []).append(_plain(button.text()))
        primary = standings[OrderAction.CONFIRM_PAYMENT].is_allowed and can_renew
        set_style_property(confirm, "kind", "primary" if primary else "")
        said = (f"{', '.join(names)}: {why}" if can_renew else why for why, names in reasons.items())
        self._why.setText("\n".join(said))
        self._why.setVisible(bool(reasons))


def _plain(text: str) -> str:
    """A button's text without its mnemonic and dots."""
    return text.replace("&", "").removesuffix("…")
