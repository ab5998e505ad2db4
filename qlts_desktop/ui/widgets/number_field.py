"""A field for a whole number between two limits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QValidator
from PySide6.QtWidgets import QSpinBox

from qlts_desktop.core.text import plain_digits
from qlts_desktop.ui.widgets.field import CONTROL_HEIGHT, Field
from qlts_desktop.ui.widgets.line_edit import LineEdit
from qlts_desktop.ui.widgets.undoing import line_menu


class NumberEdit(QSpinBox):
    """A spin box that lets anything be typed, so that what does not fit can be named instead of swallowed.

    Text that is no number within the limits leaves the value alone and gives way to it when the box is left.

    Attributes:
        line: The line that is typed into.
    """

    def __init__(self, first: int, last: int) -> None:
        super().__init__()
        self.line = LineEdit()
        self.setLineEdit(self.line)
        self.setRange(first, last)

    def number(self, text: str) -> int | None:
        """The number that text says, in digits of any script; None when it is none within the limits."""
        plain = plain_digits(text).strip()
        number = int(plain) if plain.isdecimal() and len(plain) < 10 else None
        return number if number is not None and self.minimum() <= number <= self.maximum() else None

    @property
    def is_pending(self) -> bool:
        """Whether the text is something else than the value."""
        return self.number(self.line.text()) != self.value()

    # --- Qt ---------------------------------------------------------------------------------------------

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Whether text is a value already; nothing is refused while typing."""
        fits = self.number(text) is not None
        return (QValidator.State.Acceptable if fits else QValidator.State.Intermediate, text, position)

    def valueFromText(self, text: str) -> int:
        """The number that text says."""
        number = self.number(text)
        return self.value() if number is None else number

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the line."""
        menu = line_menu(self.line, self.line.history)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class NumberField(Field):
    """A whole number between two limits. What is typed beside them changes nothing, and the field says so."""

    def __init__(self, name: str, label: str, first: int, last: int) -> None:
        self.spin = NumberEdit(first, last)
        self.spin.setMaximumWidth(120)
        self.spin.setFixedHeight(CONTROL_HEIGHT)
        self.spin.line.setTextMargins(8, 0, 0, 0)
        super().__init__(name, label, self.spin)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_edited = False
        self.spin.valueChanged.connect(self._on_value)
        self.spin.line.textEdited.connect(self._on_edited)
        self.spin.line.textChanged.connect(self._on_text)

    def value(self) -> int:
        """The number."""
        return self.spin.value()

    def _show_value(self, value: int) -> None:
        self.spin.setValue(value)

    def _take_back(self) -> bool:
        if not self.spin.is_pending:
            return False
        self.spin.line.setText(str(self.spin.value()))
        self.note("")
        return True

    def _on_value(self, value: int) -> None:
        self.note("")
        self._report(value)

    def _on_edited(self) -> None:
        self._is_edited = True

    def _on_text(self) -> None:
        """Name what does not fit, once the box has looked at it; the sentence outlives the text it is about."""
        if not self._is_edited:
            return
        self._is_edited = False
        limits = self.tr("A number from {0} to {1}, please; {2} stays until then")
        spin = self.spin
        self.note(limits.format(spin.minimum(), spin.maximum(), spin.value()) if spin.is_pending else "")
