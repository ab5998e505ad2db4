"""Fields that are chosen instead of typed, or typed with a list at hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter

from qlts_desktop.core.text import clean, cleaned_position, storable
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.line_edit import LineEdit


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
        self._edit = LineEdit()
        self.combo.setLineEdit(self._edit)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItems(list(suggestions))
        self.combo.setCurrentIndex(-1)
        completer = QCompleter(list(suggestions), self.combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.combo.setCompleter(completer)
        super().__init__(name, label, self.combo, required=required)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._edit.setAccessibleName(self._spoken)
        self.combo.currentTextChanged.connect(lambda text: self._report(storable(text)))

    def value(self) -> str:
        """The text as typed."""
        return storable(self.combo.currentText())

    def _tidy(self) -> None:
        text = self._edit.text()
        if clean(text) != text:
            self._edit.replace_text(clean(text), cleaned_position(text, self._edit.cursorPosition(), clean))

    def _show_value(self, value: str) -> None:
        self._edit.show_text(value)


class TickField(Field):
    """A statement that is ticked or not; the statement is its own label."""

    def __init__(self, name: str, statement: str) -> None:
        self.tick = QCheckBox(statement)
        super().__init__(name, statement.replace("&", ""), self.tick)
        self.label.hide()
        self.tick.toggled.connect(self._report)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def _show_value(self, value: bool) -> None:
        self.tick.setChecked(value)
