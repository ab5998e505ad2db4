"""A field: label over editor, a hint, and the problem right under it, tied together for screen readers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from qlts_desktop.core.form_history import EditKind
from qlts_desktop.core.renewal import Severity
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.line_edit import LineEdit
from qlts_desktop.ui.widgets.undoing import UndoHistory, is_redo, is_undo

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
        line: The line that is typed into; None where there is none.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, name: str, label: str, editor: QWidget, *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.line = self._line_of(editor)
        self._history: UndoHistory | None = None
        self._filling = False
        self._tidying = False
        self._note = ""
        self._spoken_beside = ""
        self._told: tuple[str, Severity, bool] = ("", Severity.ERROR, False)
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
        # What was typed may stand in the sentence, and must never be taken for markup.
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
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
        self._tidying = True
        try:
            self._tidy()
        finally:
            self._tidying = False

    @property
    def kind(self) -> EditKind:
        """How the change that is being reported comes about."""
        if self._tidying:
            return EditKind.TIDIED
        return EditKind.TYPED if self.line is not None and self.line.is_typing else EditKind.PUT

    def use_history(self, history: UndoHistory) -> None:
        """Let the keys and the menu entries for undo and redo go to a history that several fields share."""
        self._history = history
        if self.line is not None:
            self.line.history = history

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
        self._told = (text, severity, in_red)
        self._show_sentence()

    def note(self, text: str) -> None:
        """Say what became of something that the field did not take; a problem goes before it.

        Args:
            text: The sentence; empty: there is nothing to say any more.
        """
        if text != self._note:
            self._note = text
            self._show_sentence()

    def _show_sentence(self) -> None:
        text, severity, in_red = self._told
        if not text:
            text, severity, in_red = self._note, Severity.WARNING, False
        role = "error" if in_red else str(severity)
        if self.problem.text() == text and self.problem.property("role") == role:
            return
        self.problem.setText(text)
        set_style_property(self.problem, "role", role)
        self.problem.setVisible(bool(text))
        set_style_property(self.editor, "invalid", bool(text) and severity is Severity.ERROR)
        self._describe()

    def describe(self, text: str) -> None:
        """Let screen readers say with the field what stands beside it in a label of its own. Plain text."""
        self._spoken_beside = text
        self._describe()

    def focus(self) -> None:
        """Go to the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_value(self, value: Any) -> None:
        raise NotImplementedError

    def _tidy(self) -> None:
        """Clean the text; what changes is reported."""

    def _take_back(self) -> bool:
        """Take back what stands in the editor and has not become a value yet; whether there was such."""
        return False

    @staticmethod
    def _line_of(editor: QWidget) -> LineEdit | None:
        return editor if isinstance(editor, LineEdit) else editor.findChild(LineEdit)

    def _report(self, value: Any) -> None:
        if not self._filling:
            self.changed.emit(value)

    def _describe(self) -> None:
        parts = (self.problem.text(), self._spoken_beside, self.hint.text())
        said = " ".join(part for part in parts if part)
        if self.editor.accessibleDescription() != said:
            self.editor.setAccessibleDescription(said)
            event = QAccessibleEvent(self.editor, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    # --- Qt ---------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice undo and that the field is left; keep the wheel from changing what is only scrolled past."""
        if self._history is not None and self._undoes(event):
            return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and not self._focus_is_inside(event):
            self.tidy()
            self.left.emit()
        elif (
            event.type() is QEvent.Type.Wheel
            and isinstance(self.editor, (QComboBox, QSpinBox))
            and not self._focus_is_inside(None)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _undoes(self, event: QEvent) -> bool:
        """Let the form's history have its keys, before the editor's own history does."""
        if not isinstance(event, QKeyEvent) or event.type() is QEvent.Type.KeyRelease or self._history is None:
            return False
        undoes = is_undo(event)
        if not undoes and not is_redo(event):
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            # What an input method is still composing is typed first, so that it can be taken back too.
            QGuiApplication.inputMethod().commit()
            if undoes and not self._take_back():
                self._history.undo()
            elif not undoes:
                self._history.redo()
        return True

    def _focus_is_inside(self, event: QFocusEvent | None) -> bool:
        """Also while a popup, a menu or the calendar is open: the field is not left then."""
        if self.editor.hasFocus() or (event and event.reason() == Qt.FocusReason.PopupFocusReason):
            return True
        if not isinstance(self.editor, (QComboBox, QSpinBox)):
            return False
        has_popup = isinstance(self.editor, QComboBox) and self.editor.view().isVisible()
        edit = self.editor.findChild(QLineEdit)
        return has_popup or (edit is not None and edit.hasFocus())
