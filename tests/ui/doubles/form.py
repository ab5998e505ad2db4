"""The form page as a user meets it, with a licensor in memory behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.ui.renewal.form_page import FormPage
from qlts_desktop.ui.renewal.session import RenewalSession
from tests.ui.doubles.renewal import TODAY, RenewalDesk, simple_checks
from tests.ui.doubles.step_runner import StepRunner

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Form:
    """The form page on a screen, filled by keys."""

    def __init__(self, qtbot, form: RenewalForm | None = None, desk: RenewalDesk | None = None) -> None:
        self.desk = desk or RenewalDesk(form)
        self.runner = StepRunner()
        self.session = RenewalSession(self.desk, self.runner, simple_checks(), lambda: TODAY)
        self.page = FormPage(self.session)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 640)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.session.open()
        self.runner.run_all()

    def find(self, name: str, kind: type = QWidget):
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def line(self, name: str) -> QLineEdit:
        """The line of a field that is typed into."""
        editor = self.find(name)
        if isinstance(editor, (QComboBox, QSpinBox)):
            return editor.lineEdit()
        return editor

    def text(self, name: str) -> str:
        return self.line(name).text()

    def enter(self, name: str) -> None:
        """Put the cursor at the end of a field."""
        self.find(name).setFocus()
        self.line(name).deselect()
        self.line(name).setCursorPosition(len(self.text(name)))

    def type(self, name: str, text: str) -> None:
        """Type something else into a field."""
        edit = self.find(name, QLineEdit)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        self.keys(text)

    def keys(self, text: str) -> None:
        """Type where the focus is."""
        for letter in text:
            # QTest aborts on keys for letters outside Latin-1; those come as an input method sends them.
            if letter.isascii() and letter.isprintable():
                QTest.keyClick(self.focus, letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self.focus, event)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.focus, key, modifiers)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, CTRL)

    def redo(self) -> None:
        self.press(Qt.Key.Key_Y, CTRL)

    @property
    def focus(self) -> QWidget:
        focus = self.page.focusWidget()
        assert focus is not None
        return focus

    def leave(self, name: str) -> None:
        QTest.keyClick(self.find(name), Qt.Key.Key_Tab)

    def problem(self, name: str) -> str:
        label = self.find(f"{name}_problem", QLabel)
        return label.text() if label.isVisible() else ""

    def tab_order(self) -> list[QWidget]:
        """Every widget that Tab reaches, from the field that has the focus on until it comes round."""
        seen: list[QWidget] = []
        while self.focus not in seen:
            seen.append(self.focus)
            tab = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self.focus, tab)
        return seen
