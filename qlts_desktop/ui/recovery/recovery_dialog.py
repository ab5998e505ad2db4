"""The dialog that files a request for data recovery, or shows where the last one stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from qlts_desktop._generated.ui_recovery_dialog import Ui_RecoveryDialog
from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.recovery import RecoveryWish, problems
from qlts_desktop.core.renewal import Problem, ProblemCode
from qlts_desktop.services.recovery_port import RecoveryPort, RecoveryRequest
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.form import field_label, problem_text
from qlts_desktop.ui.messages.recovery import recovery_facts, recovery_text
from qlts_desktop.ui.renewal.sending_dialog import MAY_HAVE_ARRIVED
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.badge import Badge
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.field import Field
from qlts_desktop.ui.widgets.progress import Progress
from qlts_desktop.ui.widgets.text_area import TextArea
from qlts_desktop.ui.widgets.text_field import TextField

WIDTH = 600
TALLEST = 640
"""Pixels; a window of 700 with its title bar shows it whole."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the unit's requests when the dialog opens.

    Attributes:
        latest: The newest request, if there is one.
        unfinished: What was typed into one whose answer has still not come.
        error: Why it has not.
    """

    latest: RecoveryRequest | None
    unfinished: RecoveryWish | None = None
    error: OperationError | None = None


def look(recovery: RecoveryPort) -> Standing:
    """Finish what was begun before, then ask where the unit's requests stand. Blocks."""
    unfinished = recovery.unfinished()
    try:
        resumed = recovery.resume()
    except OperationError as error:
        if error.code is not ErrorCode.RECOVERY_OPEN:
            return Standing(None, unfinished, error)
        resumed = None
    if resumed is not None:
        return Standing(resumed)
    requests = recovery.requests()
    return Standing(requests[0] if requests else None)


class RecoveryDialog(QDialog):
    """Asks for the data of a subscription that was cut.

    Signals:
        filed: The licensor has a request of this dialog (RecoveryRequest).

    Attributes:
        error_panel: What went wrong, in place.
        progress: What is being waited for.
        fields: The form's fields by JSON pointer.
    """

    filed = Signal(object)

    def __init__(
        self,
        recovery: RecoveryPort,
        runner: Runner,
        checks: FieldChecks,
        typed: RecoveryWish,
        vendor_phone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ui = Ui_RecoveryDialog()
        self.ui.setupUi(self)
        self.setObjectName("recoveryDialog")
        self._recovery = recovery
        self._runner = runner
        self._checks = checks
        self._vendor_phone = vendor_phone
        self._job: Job | None = None
        self._sending = False
        self._form_title = self.ui.recoveryTitle.text()
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("recoveryError")
        self.progress = Progress()
        self.ui.statusSlot.addWidget(self.progress)
        self.ui.statusSlot.addWidget(self.error_panel)
        self.ui.statusSlot.addStretch(1)
        self.fields = self._make_fields(typed)
        self._badge = Badge(parent=self)
        self._badge.setObjectName("recoveryState")
        self.ui.statusColumn.insertWidget(0, self._badge)
        self.ui.recoverySendButton.clicked.connect(self._send)
        self.ui.recoveryCloseButton.clicked.connect(self.reject)
        self.ui.recoveryAgainButton.clicked.connect(self.show_form)
        self.progress.cancelled.connect(self._stop_waiting)
        self._look()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._job is not None and self._job.is_running

    def typed(self) -> RecoveryWish:
        """What the form holds now."""
        return RecoveryWish(*(field.value() for field in self.fields.values()))

    # --- what is shown ----------------------------------------------------------------------------------

    def show_form(self) -> None:
        """Show the form, with what it holds."""
        self._show_part(form=True)
        self.ui.recoveryTitle.setText(self._form_title)
        self.ui.recoverySendButton.setText(self.tr("&Send the request"))
        empty = [field for field in self.fields.values() if not field.value()]
        (empty or list(self.fields.values()))[0].focus()
        self._fit()

    def show_request(self, request: RecoveryRequest) -> None:
        """Show where a request stands; a decided one leaves room for another."""
        self.error_panel.clear()
        self._show_part(status=True)
        said = recovery_text(request, self._vendor_phone)
        self.ui.recoveryTitle.setText(said.title)
        self._badge.set_state(said.state, said.tone)
        self.ui.recoveryNextStep.setText(said.next_step)
        self._fill_facts(request)
        self.ui.recoveryAgainButton.setVisible(not request.is_open)
        self.setAccessibleDescription(f"{said.title}. {said.state}. {said.next_step}")
        self.ui.recoveryCloseButton.setFocus()
        self._fit()

    def show_failure(self, error: OperationError) -> None:
        """Say what went wrong, next to its field where it belongs to one. What was typed stays."""
        self._show_fields([self._reported(one) for one in error.fields if one.field in self.fields])
        self.error_panel.show_error(error)
        if error.code in MAY_HAVE_ARRIVED:
            self._say_again()
        if not error.fields:
            self.ui.recoverySendButton.setFocus()
        self._fit()

    def _show_part(self, *, form: bool = False, status: bool = False) -> None:
        ui = self.ui
        ui.recoveryForm.setVisible(form)
        ui.recoveryIntro.setVisible(not status)
        ui.recoverySendButton.setVisible(form)
        ui.recoveryStatus.setVisible(status)
        ui.recoveryNextStep.setVisible(status)
        ui.recoveryAgainButton.setVisible(False)
        ui.recoveryNote.clear()
        # The one primary button: to send, or, when nothing is left to do here, to close.
        set_style_property(ui.recoveryCloseButton, "kind", "primary" if status else "secondary")
        (ui.recoveryCloseButton if status else ui.recoverySendButton).setDefault(True)

    def _fill_facts(self, request: RecoveryRequest) -> None:
        grid = self.ui.factsGrid
        while (item := grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (label, value) in enumerate(recovery_facts(request)):
            name = wrapped_label(label, "small")
            shown = wrapped_label(value)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setAccessibleName(f"{label}: {value}")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, row, 1)
            # A visible parent shows new children only later, and _fit() needs them now.
            name.show()
            shown.show()
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)

    def _say_again(self) -> None:
        self.ui.recoverySendButton.setText(self.tr("Send &again"))
        self.ui.recoveryNote.setText(self.tr("Sending again never makes a second request."))

    def _fit(self) -> None:
        """Tall enough for what is shown, at the width it has; what is taller than a small screen scrolls."""
        layout, area = self.layout(), self.ui.recoveryStatus
        if layout is None:
            return
        width = max(self.width(), WIDTH)
        margins = layout.contentsMargins()
        frame = 2 * area.frameWidth()
        inside = self.ui.statusColumn.totalHeightForWidth(width - margins.left() - margins.right() - frame)
        area.setFixedHeight(inside + frame)
        layout.activate()
        too_tall = max(0, layout.totalHeightForWidth(width) - TALLEST) if area.isVisibleTo(self) else 0
        area.setFixedHeight(inside + frame - too_tall)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if too_tall else Qt.FocusPolicy.NoFocus)
        layout.activate()
        self.resize(width, layout.totalHeightForWidth(width))

    # --- the form ---------------------------------------------------------------------------------------

    def _make_fields(self, typed: RecoveryWish) -> dict[str, Field]:
        contact = TextField("recoveryContact", field_label("/contact"), required=True)
        phone = TextField("recoveryPhone", field_label("/phone"), required=True)
        period = TextArea(
            "recoveryPeriod",
            field_label("/period"),
            required=True,
            hint=self.tr("As exactly as possible, in up to 400 characters."),
            example=self.tr(
                "For example: the fixed assets and tools of 2024 and 2025, with the depreciation books and the "
                "stocktaking of 31/12/2025"
            ),
        )
        grid = self.ui.fieldGrid
        grid.addWidget(contact, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(phone, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(period, 1, 0, 1, 2)
        fields: dict[str, Field] = {"/contact": contact, "/phone": phone, "/period": period}
        self._fill(fields, typed)
        for pointer, field in fields.items():
            field.changed.connect(lambda _value, one=field: self._clear_problem(one))
            field.left.connect(lambda at=pointer: self._check_left(at))
        for first, second in ((contact, phone), (phone, period)):
            QWidget.setTabOrder(first.editor, second.editor)
        QWidget.setTabOrder(period.editor, self.ui.recoverySendButton)
        return fields

    @staticmethod
    def _fill(fields: dict[str, Field], wish: RecoveryWish) -> None:
        for field, text in zip(fields.values(), (wish.contact, wish.phone, wish.period), strict=True):
            field.set_value(text)

    def _clear_problem(self, field: Field) -> None:
        if field.problem.text():
            field.show_problem("")
            self._fit()

    def _check_left(self, pointer: str) -> None:
        """A field that was filled is looked at when it is left; an empty one only when all is sent."""
        field = self.fields[pointer]
        found = [one for one in problems(self.typed().cleaned(), self._checks) if one.field == pointer]
        if found and field.value():
            field.show_problem(problem_text(found[0]))
            self._fit()

    def _show_fields(self, found: list[Problem]) -> None:
        """Say each problem under its field and go to the first."""
        by_field = {problem.field: problem_text(problem) for problem in reversed(found)}
        for pointer, field in self.fields.items():
            field.show_problem(by_field.get(pointer, ""))
        first = next((field for pointer, field in self.fields.items() if pointer in by_field), None)
        if first is not None:
            first.focus()
        self._fit()

    def _reported(self, error: FieldError) -> Problem:
        """The licensor's finding; a sentence that names a count comes from this side's own check."""
        own = problems(self.typed().cleaned(), self._checks)
        for problem in own:
            if (problem.field, str(problem.code)) == (error.field, error.code):
                return problem
        known = {str(code): code for code in ProblemCode if code is not ProblemCode.TOO_LONG}
        details = (("message", error.message),) if error.message else ()
        return Problem(error.field, known.get(error.code, ProblemCode.BAD_VALUE), details=details)

    # --- asking and sending -----------------------------------------------------------------------------

    def _look(self) -> None:
        self._show_part()
        self._wait(self.tr("Looking for requests of the unit…"))
        recovery = self._recovery
        self._job = self._runner.run(lambda: look(recovery), self._on_standing, self._on_not_known, owner=self)

    def _on_standing(self, standing: Standing) -> None:
        self._rest()
        if standing.latest is not None:
            self.show_request(standing.latest)
            return
        if standing.unfinished is not None:
            self._fill(self.fields, standing.unfinished)
        self.show_form()
        if standing.error is not None:
            self.show_failure(standing.error)

    def _on_not_known(self, error: OperationError) -> None:
        """Nobody knows whether one is open: the form is there all the same, and the licensor sees to it."""
        self._rest()
        self.show_form()
        self.error_panel.show_error(error)
        self._fit()

    def _send(self) -> None:
        if self.is_busy:
            return
        for field in self.fields.values():
            field.tidy()
        wish = self.typed().cleaned()
        found = list(problems(wish, self._checks))
        self._show_fields(found)
        if found:
            return
        self.ui.recoveryNote.clear()
        self._sending = True
        self._wait(self.tr("Sending the request…"))
        recovery = self._recovery
        self._job = self._runner.run(lambda: recovery.request(wish), self._on_filed, self._on_failed, owner=self)

    def _on_filed(self, request: RecoveryRequest) -> None:
        self._rest()
        if self.typed().cleaned().period == request.period:
            # Another request would be about other data; for the same person to call.
            self._fill(self.fields, RecoveryWish(request.contact, request.phone))
        self.show_request(request)
        self.filed.emit(request)

    def _on_failed(self, error: OperationError) -> None:
        self._rest()
        if error.code is ErrorCode.RECOVERY_OPEN:
            # Somebody else of the unit was first: what they asked for is what is to be seen.
            self._look()
            return
        self.show_failure(error)

    def _stop_waiting(self) -> None:
        """*Hủy*: the answer is no longer waited for; what was sent stays kept until it comes."""
        sending = self._sending
        if self._job is not None:
            self._job.cancel()
        self._rest()
        if sending:
            self._say_again()
            self.ui.recoverySendButton.setFocus()
            self._fit()
        else:
            self.show_form()

    def _wait(self, text: str) -> None:
        self.error_panel.clear()
        self.ui.recoveryForm.setEnabled(False)
        self.ui.recoverySendButton.setEnabled(False)
        self.ui.recoveryCloseButton.hide()
        self.progress.begin(text)
        self.progress.cancel_button.setFocus()
        self._fit()

    def _rest(self) -> None:
        """Nothing is under way."""
        self._job = None
        self._sending = False
        self.progress.end()
        self.ui.recoveryCloseButton.show()
        self.ui.recoveryForm.setEnabled(True)
        self.ui.recoverySendButton.setEnabled(True)

    # --- Qt ---------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; while something is sent, Escape first stops the wait."""
        if self._sending:
            self._stop_waiting()
            return
        if self._job is not None:
            self._job.cancel()
            self._rest()
        super().reject()
