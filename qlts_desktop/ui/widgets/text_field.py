"""A field for a line of text."""

from __future__ import annotations

from collections.abc import Callable

from qlts_desktop.core.text import clean, cleaned_position, storable
from qlts_desktop.ui.widgets.earlier_list import EarlierList
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.line_edit import LONGEST, LineEdit

_TIP_AT_MOST = 1_000
"""Characters; a longer text is no tip and takes long to measure."""


class TextField(Field):
    """A line of text. It is cleaned when left, so that the cursor never jumps while typing.

    Attributes:
        edit: The line.
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        required: bool = False,
        hint: str = "",
        read_only: bool = False,
        cleaning: Callable[[str], str] = clean,
    ) -> None:
        """Make the field.

        Args:
            name: The line's object name.
            label: What the field is called.
            required: Whether it must be filled in.
            hint: What is said beforehand.
            read_only: Whether it can only be read.
            cleaning: What makes the text uniform when the field is left.
        """
        self.edit = LineEdit()
        self._cleaning = cleaning
        self._earlier: EarlierList | None = None
        super().__init__(name, label, self.edit, required=required, hint=hint)
        self.set_read_only(read_only)
        self.edit.textChanged.connect(self._on_text)
        self.edit.inputRejected.connect(self._on_rejected)

    def set_read_only(self, read_only: bool) -> None:
        """Allow or forbid typing; a read-only field can still be reached, read and copied from."""
        if self.edit.isReadOnly() != read_only:
            self.edit.setReadOnly(read_only)

    def offer_earlier(self, values: tuple[str, ...]) -> None:
        """Offer values that were used before, while typing and with the down key."""
        if self._earlier is None and values:
            self._earlier = EarlierList(self.edit)
        if self._earlier is not None:
            self._earlier.values = values

    def value(self) -> str:
        """The text as typed."""
        return storable(self.edit.text())

    def _tidy(self) -> None:
        text = self.edit.text()
        cleaned = self._cleaning(text)
        if not self.edit.isReadOnly() and cleaned != text:
            self.edit.replace_text(cleaned, cleaned_position(text, self.edit.cursorPosition(), self._cleaning))

    def _show_value(self, value: str) -> None:
        self.edit.show_text(value)

    def _on_text(self, text: str) -> None:
        if len(text) < LONGEST:
            self.note("")
        self._report(storable(text))
        self._tip(text)

    def _tip(self, text: str) -> None:
        """A text longer than the field is readable whole in the tooltip."""
        if len(text) > _TIP_AT_MOST:
            self.edit.setToolTip(f"{text[:_TIP_AT_MOST]}…")
            return
        fits = self.edit.fontMetrics().horizontalAdvance(text) <= self.edit.width() - 24
        self.edit.setToolTip("" if fits else text)

    def _on_rejected(self) -> None:
        limit = f"{LONGEST:,}".replace(",", ".")
        self.note(self.tr("Only the first {0} characters fit in here; the rest was left out").format(limit))
