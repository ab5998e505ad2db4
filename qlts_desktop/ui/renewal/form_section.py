"""What the four sections of the form have in common: fields in rows, tied to the session."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qlts_desktop.core.text import clean_code, clean_number
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.card import Card
from qlts_desktop.ui.widgets.day_field import DayField
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.text_field import TextField

COLUMN_GAP = 16
CLEANING = {
    "tax_code": clean_code,
    "budget_code": clean_code,
    "phone": clean_number,
    "account_no": clean_number,
}
"""What makes a field's text uniform, by its JSON name; the others are ordinary text."""


class FormSection(Card):
    """One card of the form.

    Signals:
        fieldLeft: The JSON pointer of the field that was left.

    Attributes:
        fields: The section's fields by JSON pointer.
    """

    fieldLeft = Signal(str)

    def __init__(self, session: RenewalSession, section: str, heading: str) -> None:
        super().__init__(heading)
        self.setObjectName(f"{section}Section")
        self.session = session
        self.section = section
        self.fields: dict[str, Field] = {}

    def bind(self, name: str, field: Field) -> Field:
        """Tie a field to the session's value of that name."""
        pointer = f"/{self.section}/{name}"
        self.fields[pointer] = field
        field.use_history(self.session.history)
        field.changed.connect(lambda value: self.session.set_value(self.section, name, value, field.kind))
        field.left.connect(lambda: self._on_left(pointer))
        if isinstance(field, DayField):
            field.unreadable.connect(lambda text: self.session.set_unreadable(pointer, text, field.kind))
        return field

    def add_row(self, *widgets: QWidget) -> None:
        """Put fields side by side, each as wide as the others."""
        row = QHBoxLayout()
        row.setSpacing(COLUMN_GAP)
        for widget in widgets:
            row.addWidget(widget, 1)
            row.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def name_of(self, name: str) -> str:
        """The object name of a field's editor."""
        return f"{self.section}_{name}"

    def show_form(self) -> None:
        """Show the session's values; a field that shows its value already is left alone."""
        values = getattr(self.session.form, self.section)
        for pointer, field in self.fields.items():
            field.set_value(getattr(values, pointer.rsplit("/", 1)[1]))
            if isinstance(field, DayField):
                field.show_unreadable(self.session.aside.text_of(pointer))

    def show_earlier_values(self) -> None:
        """Let the texts offer what was sent in them before."""
        for pointer, field in self.fields.items():
            if isinstance(field, TextField):
                field.offer_earlier(self.session.earlier_values.get(pointer, ()))

    def _on_left(self, pointer: str) -> None:
        self.session.history.seal()
        self.fieldLeft.emit(pointer)
