"""The bar under the wizard's pages: how safe the draft is at the left, the buttons at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label


class WizardBar(QFrame):
    """One set of buttons for both steps, so that each stays where the hand expects it.

    Attributes:
        close_button: Closes the window; the draft is kept.
        prepare_button: *Lưu để thủ trưởng ký sau* of step 2.
        back_button: Step 2 to step 1.
        next_button: Step 1 to step 2.
        perform_button: *Thực hiện* of step 2.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wizardBar")
        self.setProperty("bar", "bottom")
        self._status = wrapped_label(role="small", name="draftStatus")
        self._status.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(self._status, 1)
        self.close_button = self._button("closeButton", self.tr("&Close"))
        self.prepare_button = self._button("prepareButton", self.tr("Save for the &head to sign later"))
        self.back_button = self._button("backButton", self.tr("&Back"))
        self.next_button = self._button("nextButton", self.tr("Co&ntinue"), primary=True)
        self.perform_button = self._button("performButton", self.tr("&Perform"), primary=True)
        for button in (
            *(self.close_button, self.prepare_button, self.back_button),
            *(self.next_button, self.perform_button),
        ):
            row.addWidget(button)

    def _button(self, name: str, text: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("kind", "primary" if primary else "secondary")
        # Enter in a field must not send the form on.
        button.setAutoDefault(False)
        return button

    def show_status(self, text: str, *, is_error: bool = False) -> None:
        """Say how safe the draft is."""
        self._status.setText(text)
        set_style_property(self._status, "role", "error" if is_error else "small")

    @property
    def status(self) -> str:
        """What the line at the left says."""
        return self._status.text()
