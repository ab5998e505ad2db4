"""The summary at the top of the form: how many fields are to be mended, and a way to each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from qlts_desktop.core.markup import escape
from qlts_desktop.core.renewal import Problem
from qlts_desktop.ui.messages.form import problem_text


class ProblemSummary(QFrame):
    """One link for each error, with the words that stand next to the field; hidden without errors.

    Signals:
        fieldChosen: The JSON pointer of the field to go to.

    Attributes:
        heading: *Có n mục cần sửa*.
    """

    fieldChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemSummary")
        self.setProperty("panel", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = QLabel()
        self.heading.setProperty("role", "strong")
        self._links: list[ProblemLink] = []
        self._shown: tuple[Problem, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(4)
        self._column.addWidget(self.heading)
        self.hide()

    def show_problems(self, errors: tuple[Problem, ...]) -> None:
        """Show these and no others."""
        if errors != self._shown:
            self._shown = errors
            self._rebuild()
        self.setVisible(bool(errors))

    def take_focus(self) -> None:
        """Have the summary read out and Tab go on to its first link."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences shown, in order."""
        return tuple(problem_text(problem) for problem in self._shown)

    def _rebuild(self) -> None:
        """Show a link for each problem; a field that had one keeps it, for this happens while somebody types."""
        former = {link.field: link for link in self._links}
        self._links = [former.pop(problem.field, None) or self._link(problem) for problem in self._shown]
        for link in former.values():
            link.hide()
            link.deleteLater()
        before: QWidget = self
        for place, (link, problem) in enumerate(zip(self._links, self._shown, strict=True), start=1):
            link.show_problem(problem)
            if self._column.indexOf(link) != place:
                self._column.insertWidget(place, link)
            QWidget.setTabOrder(before, link)
            before = link
        self.heading.setText(self.tr("%n field(s) to be mended", "", len(self._shown)))
        self.setAccessibleName(". ".join((self.heading.text(), *self.sentences)))

    def _link(self, problem: Problem) -> ProblemLink:
        link = ProblemLink(problem.field)
        link.chosen.connect(self.fieldChosen)
        return link


class ProblemLink(QLabel):
    """A sentence that leads to its field. A label, because a button does not wrap.

    Signals:
        chosen: By mouse, Enter or Space (the field's JSON pointer).

    Attributes:
        field: That pointer.
    """

    chosen = Signal(str)

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field
        self.setObjectName("problemLink" + field.replace("/", "_"))
        self.setProperty("role", "link")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.linkActivated.connect(self.chosen)

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong with the field now."""
        text = problem_text(problem)
        if self.accessibleName() != text:
            self.setText(f'<a href="{escape(self.field)}"><b>{escape(text)}</b></a>')
            self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space follow the link."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.field)
        else:
            super().keyPressEvent(event)
