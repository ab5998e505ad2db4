"""What the four sections of the form have in common: fields in rows, tied to the session."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.widgets.card import Card
from qlts_desktop.ui.widgets.field import DayField, Field

COLUMN_GAP = 16


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
        field.changed.connect(lambda value: self.session.set_value(self.section, name, value))
        field.left.connect(lambda: self.fieldLeft.emit(pointer))
        if isinstance(field, DayField):
            field.unreadable.connect(lambda text: self.session.set_unreadable(pointer, text))
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
