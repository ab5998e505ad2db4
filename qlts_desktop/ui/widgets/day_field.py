"""A field for a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from qlts_desktop.core.text import storable
from qlts_desktop.ui.widgets.day_edit import DayEdit
from qlts_desktop.ui.widgets.field import Field


class DayField(Field):
    """A day.

    Signals:
        unreadable: Text that is no day.
    """

    unreadable = Signal(str)

    def __init__(self, name: str, label: str, *, required: bool = False, hint: str = "") -> None:
        self.edit = DayEdit()
        self.edit.setMaximumWidth(200)
        super().__init__(name, label, self.edit, required=required, hint=hint)
        self.edit.dayChanged.connect(self._on_day)

    def value(self) -> date | None:
        """The day; None when empty or not a day."""
        return self.edit.day

    def set_value(self, value: date | None) -> None:
        """Show a day; text that is no day stays while the form holds none: see :meth:`show_unreadable`."""
        if not (value is None and self.edit.is_unreadable):
            super().set_value(value)

    def show_unreadable(self, text: str) -> None:
        """Show text that is no day.

        Args:
            text: As it was typed; empty: there is none, and if one is shown it goes.
        """
        shown = storable(self.edit.text()) if self.edit.is_unreadable else ""
        if shown == text:
            return
        self._filling = True
        try:
            self.edit.show_text(text)
        finally:
            self._filling = False

    def _tidy(self) -> None:
        self.edit.tidy()

    def _show_value(self, value: date | None) -> None:
        self.edit.set_day(value)

    def _on_day(self) -> None:
        if self._filling:
            return
        if self.edit.is_unreadable:
            self.unreadable.emit(storable(self.edit.text()))
        else:
            self.changed.emit(self.edit.day)
