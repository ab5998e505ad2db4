"""Step 1, *Khai báo thông tin*: the four sections, and what is wrong with them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from qlts_desktop.core.renewal import Problem, ProblemCode, Severity
from qlts_desktop.ui.messages.form import problem_text
from qlts_desktop.ui.renewal.form_section import FormSection
from qlts_desktop.ui.renewal.invoice_section import InvoiceSection
from qlts_desktop.ui.renewal.order_section import OrderSection
from qlts_desktop.ui.renewal.payment_section import PaymentSection
from qlts_desktop.ui.renewal.problem_summary import ProblemSummary
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.renewal.unit_section import UnitSection
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.undoing import is_redo, is_undo

ONE_COLUMN_BELOW = 900
"""Narrower than this (in device-independent pixels) the sections stand under each other."""
_SAID_AT_ONCE = {ProblemCode.INVOICE_DAY_FINAL, ProblemCode.BAD_VALUE}


class FormPage(QScrollArea):
    """The form. A field's problem shows once the field has been left, all of them after *Tiếp tục*.

    Attributes:
        summary: The summary of errors at the top.
        fields: All fields by JSON pointer.
    """

    def __init__(self, session: RenewalSession) -> None:
        super().__init__()
        self.setObjectName("formPage")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._session = session
        self._visited: set[str] = set()
        self._all_shown = False
        self.summary = ProblemSummary()
        self.summary.fieldChosen.connect(self.go_to)
        self._unit = UnitSection(session)
        self._invoice = InvoiceSection(session)
        self._order = OrderSection(session)
        self._payment = PaymentSection(session)
        self._sections: tuple[FormSection, ...] = (self._unit, self._invoice, self._order, self._payment)
        self.fields: dict[str, Field] = {}
        for section in self._sections:
            self.fields.update(section.fields)
            section.fieldLeft.connect(self._on_left)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        session.formChanged.connect(self._show_form)
        session.offerChanged.connect(self._show_offer)
        session.problemsChanged.connect(self._show_problems)
        session.fieldErrorsApplied.connect(self._on_field_errors)
        session.earlierValuesKnown.connect(self._show_earlier_values)
        session.history.aboutToChange.connect(self.go_to)
        if session.draft is not None:
            self._show_form()
            self._show_offer()
            self._show_problems()
            self._show_earlier_values()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("ground", "clear")
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, widgets in (
            (left, (self.summary, self._unit, self._invoice)),
            (right, (self._order, self._payment)),
        ):
            column.setSpacing(13)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        self._columns.setContentsMargins(24, 18, 24, 18)
        self._columns.setSpacing(20)
        self._columns.addLayout(left, 8)
        self._columns.addLayout(right, 5)
        content.setLayout(self._columns)
        self.setWidget(content)

    # --- for the wizard ---------------------------------------------------------------------------------

    def tidy(self) -> None:
        """Clean every field, also the one that still has the focus."""
        for field in self.fields.values():
            field.tidy()

    def show_all_problems(self) -> None:
        """Show every problem; the summary takes the focus when there is an error."""
        self._all_shown = True
        self._show_problems()
        if self.summary.isVisibleTo(self):
            self.verticalScrollBar().setValue(0)
            self.summary.take_focus()

    def focus_first(self) -> None:
        """Start at the first field that can be typed into."""
        self._unit.fields["/unit/tax_code"].focus()

    def go_to(self, pointer: str) -> None:
        """Put the cursor into a field and bring it into view."""
        field = self.fields.get(pointer)
        if field is None:
            return
        field.focus()
        self.ensureWidgetVisible(field, 0, 60)

    # --- showing ----------------------------------------------------------------------------------------

    def _on_left(self, pointer: str) -> None:
        self._visited.add(pointer)
        self._show_problems()

    def _on_field_errors(self) -> None:
        self._visited.update(problem.field for problem in self._session.problems)
        self.show_all_problems()

    def _show_form(self) -> None:
        for section in self._sections:
            section.show_form()

    def _show_offer(self) -> None:
        self._order.show_offer()
        self._payment.show_offer()
        self._invoice.show_limits()

    def _show_earlier_values(self) -> None:
        for section in self._sections:
            section.show_earlier_values()

    def _show_problems(self) -> None:
        found = self._session.problems
        first: dict[str, Problem] = {}
        for problem in sorted(found, key=lambda one: one.severity is not Severity.ERROR):
            first.setdefault(problem.field, problem)
        for pointer, field in self.fields.items():
            worst = first.get(pointer)
            if worst is not None and self._is_due(worst):
                loud = worst.code is ProblemCode.INVOICE_DAY_FINAL
                field.show_problem(problem_text(worst), worst.severity, in_red=loud)
            else:
                field.show_problem("")
        errors = tuple(first[pointer] for pointer in self.fields if _is_error(first.get(pointer)))
        self.summary.show_problems(errors if self._all_shown else ())

    def _is_due(self, problem: Problem) -> bool:
        if problem.code is ProblemCode.BAD_VALUE and self.fields[problem.field].editor.hasFocus():
            return self._all_shown or problem.field in self._visited
        return self._all_shown or problem.field in self._visited or problem.code in _SAID_AT_ONCE

    # --- Qt ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo also where no field has the focus."""
        if is_undo(event):
            self._session.history.undo()
        elif is_redo(event):
            self._session.history.redo()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be cramped."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < ONE_COLUMN_BELOW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() is not direction:
            self._columns.setDirection(direction)


def _is_error(problem: Problem | None) -> bool:
    return problem is not None and problem.severity is Severity.ERROR
