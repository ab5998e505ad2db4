"""A field: label over editor, a hint, and the problem right under it, tied together for screen readers."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.renewal import Severity
from qlts_desktop.core.text import clean
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.day_edit import DayEdit

CONTROL_HEIGHT = 34


class Field(QWidget):
    """The base of every field of the form.

    Signals:
        changed: Another value (text, number, enum member, day or None).
        left: The user has gone on to something else.

    Attributes:
        editor: The widget that has the focus while typing; carries the object name.
        label: What the field is called.
        problem: What is wrong with it; hidden while nothing is.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        editor.setObjectName(name)
        self.label = QLabel(label)
        self.label.setProperty("role", "field")
        self.label.setBuddy(editor)
        heading = QHBoxLayout()
        heading.setSpacing(4)
        heading.addWidget(self.label)
        if required:
            star = QLabel("*")
            star.setProperty("role", "required")
            heading.addWidget(star)
        heading.addStretch(1)
        self._spoken = self.tr("{0} (required)").format(label) if required else label
        editor.setAccessibleName(self._spoken)
        self.hint = wrapped_label(hint, role="small", name=f"{name}_hint")
        self.hint.setParent(self)  # without one, showing it would open a window of its own
        self.hint.setVisible(bool(hint))
        self.problem = wrapped_label(role="error", name=f"{name}_problem")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addWidget(editor)
        column.addWidget(self.hint)
        column.addWidget(self.problem)
        for part in (editor, *editor.findChildren(QLineEdit)):
            part.installEventFilter(self)
        self._filling = False

    # --- for the form -----------------------------------------------------------------------------------

    def value(self) -> Any:
        """What the editor holds."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without reporting a change; nothing moves when it is shown already."""
        if self.value() == value:
            return
        self._filling = True
        try:
            self._show_value(value)
        finally:
            self._filling = False

    def tidy(self) -> None:
        """Clean what was typed, once it is left."""

    def set_hint(self, text: str) -> None:
        """Say beforehand what is allowed."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self._describe()

    def show_problem(self, text: str, severity: Severity = Severity.ERROR, *, in_red: bool = False) -> None:
        """Say what is wrong, under the field and to screen readers.

        Args:
            text: The sentence; empty: nothing is wrong.
            severity: An error also frames the editor.
            in_red: Show a warning in the colour of errors.
        """
        role = "error" if in_red else str(severity)
        if self.problem.text() == text and self.problem.property("role") == role:
            return
        self.problem.setText(text)
        set_style_property(self.problem, "role", role)
        self.problem.setVisible(bool(text))
        set_style_property(self.editor, "invalid", bool(text) and severity is Severity.ERROR)
        self._describe()

    def focus(self) -> None:
        """Go to the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_value(self, value: Any) -> None:
        raise NotImplementedError

    def _report(self, value: Any) -> None:
        if not self._filling:
            self.changed.emit(value)

    def _describe(self) -> None:
        said = " ".join(part.text() for part in (self.problem, self.hint) if part.text())
        if self.editor.accessibleDescription() != said:
            self.editor.setAccessibleDescription(said)
            event = QAccessibleEvent(self.editor, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    # --- Qt ---------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the field is left; keep the wheel from changing what is only scrolled past."""
        if event.type() is QEvent.Type.FocusOut and not self._focus_is_inside():
            self.tidy()
            self.left.emit()
        elif (
            event.type() is QEvent.Type.Wheel
            and isinstance(self.editor, (QComboBox, QSpinBox))
            and not self._focus_is_inside()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _focus_is_inside(self) -> bool:
        """Also while a popup of the editor is open: the field is not left then."""
        if self.editor.hasFocus():
            return True
        if not isinstance(self.editor, (QComboBox, QSpinBox)):
            return False
        has_popup = isinstance(self.editor, QComboBox) and self.editor.view().isVisible()
        edit = self.editor.findChild(QLineEdit)
        return has_popup or (edit is not None and edit.hasFocus())


class TextField(Field):
    """A line of text. It is cleaned (NFC, spaces) when left, so that the cursor never jumps while typing."""

    def __init__(
        self, name: str, label: str, *, required: bool = False, hint: str = "", read_only: bool = False
    ) -> None:
        self.edit = QLineEdit()
        super().__init__(name, label, self.edit, required=required, hint=hint)
        self.set_read_only(read_only)
        self.edit.textChanged.connect(self._report)
        self.edit.textChanged.connect(self._tip)

    def set_read_only(self, read_only: bool) -> None:
        """Allow or forbid typing; a read-only field can still be reached, read and copied from."""
        if self.edit.isReadOnly() != read_only:
            self.edit.setReadOnly(read_only)

    def value(self) -> str:
        """The text as typed."""
        return self.edit.text()

    def tidy(self) -> None:
        """Normalise what was typed."""
        if not self.edit.isReadOnly() and clean(self.edit.text()) != self.edit.text():
            self.edit.setText(clean(self.edit.text()))

    def _show_value(self, value: str) -> None:
        self.edit.setText(value)
        self.edit.setCursorPosition(0)

    def _tip(self, text: str) -> None:
        """A text longer than the field is readable whole in the tooltip."""
        self.edit.setToolTip(
            text if self.edit.fontMetrics().horizontalAdvance(text) > self.edit.width() - 24 else ""
        )


class ChoiceField(Field):
    """One of a few values."""

    def __init__(
        self, name: str, label: str, choices: tuple[tuple[Any, str], ...], *, required: bool = False
    ) -> None:
        self.combo = QComboBox()
        self._values = tuple(value for value, _text in choices)
        self.combo.addItems([text for _value, text in choices])
        super().__init__(name, label, self.combo, required=required)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.currentIndexChanged.connect(lambda _index: self._report(self.value()))

    def value(self) -> Any:
        """The value chosen."""
        return self._values[max(self.combo.currentIndex(), 0)]

    def _show_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self._values.index(value))


class SuggestionField(Field):
    """A line of text with a list to choose from; other text is left as it is."""

    def __init__(self, name: str, label: str, suggestions: tuple[str, ...], *, required: bool = False) -> None:
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItems(list(suggestions))
        self.combo.setCurrentIndex(-1)
        completer = QCompleter(list(suggestions), self.combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.combo.setCompleter(completer)
        super().__init__(name, label, self.combo, required=required)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.lineEdit().setAccessibleName(self._spoken)
        self.combo.currentTextChanged.connect(self._report)

    def value(self) -> str:
        """The text as typed."""
        return self.combo.currentText()

    def tidy(self) -> None:
        """Normalise what was typed."""
        if clean(self.value()) != self.value():
            self.combo.setCurrentText(clean(self.value()))

    def _show_value(self, value: str) -> None:
        self.combo.setCurrentText(value)


class NumberField(Field):
    """A whole number between two limits."""

    def __init__(self, name: str, label: str, first: int, last: int) -> None:
        self.spin = QSpinBox()
        self.spin.setRange(first, last)
        self.spin.setMaximumWidth(120)
        self.spin.setFixedHeight(CONTROL_HEIGHT)
        self.spin.lineEdit().setTextMargins(8, 0, 0, 0)
        super().__init__(name, label, self.spin)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.spin.valueChanged.connect(self._report)

    def value(self) -> int:
        """The number."""
        return self.spin.value()

    def _show_value(self, value: int) -> None:
        self.spin.setValue(value)


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
        """Show a day; text that is no day stays while the form holds none."""
        if not (value is None and self.edit.is_unreadable):
            super().set_value(value)

    def tidy(self) -> None:
        """Write the day in full."""
        self.edit.tidy()

    def _show_value(self, value: date | None) -> None:
        self.edit.set_day(value)

    def _on_day(self) -> None:
        if self._filling:
            return
        if self.edit.is_unreadable:
            self.unreadable.emit(self.edit.text().strip())
        else:
            self.changed.emit(self.edit.day)


class TickField(Field):
    """A statement that is ticked or not; the statement is its own label."""

    def __init__(self, name: str, statement: str) -> None:
        self.tick = QCheckBox(statement)
        super().__init__(name, statement, self.tick)
        self.label.hide()
        self.tick.toggled.connect(self._report)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def _show_value(self, value: bool) -> None:
        self.tick.setChecked(value)
