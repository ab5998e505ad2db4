"""*Đăng ký gia hạn sử dụng phần mềm*: the two steps, their header, and the bar with the buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from qlts_desktop.core.draft_comparison import DraftDifference
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.wizard import Step, WizardFacts
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.ports import Account, HeldLicence
from qlts_desktop.services.prepared_port import PreparedPort
from qlts_desktop.services.registration_port import LeftPlace, RegistrationPort, Submitted
from qlts_desktop.services.signing_port import SigningPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.comparison_dialog import ComparisonDialog
from qlts_desktop.ui.renewal.draft_notices import DraftNotices, is_not_kept, status_text
from qlts_desktop.ui.renewal.form_page import FormPage
from qlts_desktop.ui.renewal.opening_view import OpeningView
from qlts_desktop.ui.renewal.place_keeper import PlaceKeeper
from qlts_desktop.ui.renewal.preparing import Preparing
from qlts_desktop.ui.renewal.review_page import ReviewPage
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.renewal.step_header import StepHeader
from qlts_desktop.ui.renewal.steps import RenewalSteps
from qlts_desktop.ui.renewal.wizard_bar import WizardBar
from qlts_desktop.ui.widgets.unsaved_question import UnsavedQuestion

_STEPS = (Step.FORM, Step.REVIEW)
_DOES_NOT_HOLD_UP = {
    ErrorCode.NO_NETWORK,
    ErrorCode.PROXY_UNREACHABLE,
    ErrorCode.TIMEOUT,
    ErrorCode.SERVER_BUSY,
    ErrorCode.SERVER_ERROR,
}
"""Failures to save that do not matter before sending: sending says so again, with a way on."""


class RenewalWizard(QDialog):
    """The renewal from the form to the receipt.

    Signals:
        submitted: The licensor has accepted the registration (Submitted).
        closed: The window is gone; the draft, if any, is kept.
        loginNeeded: The session has ended; after a new login :meth:`go_on`.

    Attributes:
        session: The renewal that the pages share.
    """

    submitted = Signal(object)
    closed = Signal()
    loginNeeded = Signal()

    def __init__(
        self,
        registrations: RegistrationPort,
        signing: SigningPort,
        machine: MachinePort,
        checks: FieldChecks,
        runner: Runner,
        today: Callable[[], date],
        account: Account,
        held: HeldLicence | None,
        left: LeftPlace | None = None,
        parent: QWidget | None = None,
        *,
        prepared: PreparedPort,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("renewalWizard")
        self.setProperty("ground", "window")
        self.setWindowTitle(self.tr("Register a renewal – {0}").format(account.unit_name))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.setMinimumSize(500, 340)
        self.resize(1180, 760)
        tax_code = held.licence.unit.tax_code if held is not None else ""
        self.session = RenewalSession(registrations, runner, checks, today, tax_code, self)
        self._preparing = Preparing(self.session, prepared, runner, self)
        self._place = PlaceKeeper(registrations, runner, self)
        self._left = left
        self._busy = False
        self._closing = False
        self._header = StepHeader((self.tr("Fill in the information"), self.tr("Check and register")))
        self._notices = DraftNotices()
        self._comparison: ComparisonDialog | None = None
        self._opening = OpeningView()
        self._form: FormPage | None = None
        self._review: ReviewPage | None = None
        self._make_review = lambda: ReviewPage(self.session, registrations, signing, machine, runner)
        self._steps = RenewalSteps(self._facts, {Step.FORM: self._build_form, Step.REVIEW: self._build_review})
        self._stack = QStackedWidget()
        self._stack.addWidget(self._opening)
        self._stack.addWidget(self._steps)
        self._bar = WizardBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._notices)
        column.addWidget(self._preparing.bar)
        column.addWidget(self._stack, 1)
        column.addWidget(self._bar)
        self._connect()
        self._show_buttons()
        self.session.open()

    def _connect(self) -> None:
        session, bar = self.session, self._bar
        session.opened.connect(self._on_opened)
        session.openFailed.connect(self._on_open_failed)
        session.recovered.connect(self._on_submitted)
        session.statusChanged.connect(self._show_status)
        session.saveFailed.connect(self._on_save_failed)
        session.fieldErrorsApplied.connect(self._back_to_form)
        session.pricingChanged.connect(self._show_buttons)
        self._opening.retryChosen.connect(self._retry)
        session.compared.connect(self._compare)
        session.replaced.connect(self._on_replaced)
        session.consentUndone.connect(self._notices.show_consent_undone)
        session.loginNeeded.connect(self.loginNeeded)
        session.problemsChanged.connect(self._leave_review)
        self._notices.compareChosen.connect(session.join_other)
        self._steps.currentIdChanged.connect(self._on_step)
        bar.close_button.clicked.connect(self.reject)
        bar.prepare_button.clicked.connect(self._preparing.ask)
        bar.back_button.clicked.connect(self._steps.back)
        bar.next_button.clicked.connect(self._continue)
        self.finished.connect(self._on_finished)

    def _build_form(self) -> FormPage:
        self._form = FormPage(self.session)
        return self._form

    def _build_review(self) -> ReviewPage:
        self._review = review = self._make_review()
        review.submitted.connect(self._on_submitted)
        review.backRequested.connect(self._steps.back)
        review.stateChanged.connect(self._show_buttons)
        self._bar.perform_button.clicked.connect(review.perform)
        return review

    @property
    def _form_page(self) -> FormPage:
        """Step 1, which exists from the opening on."""
        if self._form is None:
            raise RuntimeError("no draft is open")
        return self._form

    # --- opening ----------------------------------------------------------------------------------------

    def _retry(self) -> None:
        self._opening.show_waiting()
        self.session.open()

    def _on_opened(self) -> None:
        self._steps.restart()
        self._stack.setCurrentWidget(self._steps)
        self._show_status()
        self._show_buttons()
        self._place.fields = self._form_page.fields
        self._place.begin()
        left, self._left = self._left, None
        draft = self.session.draft
        if draft is not None and draft.replaces:
            self._notices.show_edited(draft.replaces)
        if left is None:
            self._form_page.focus_first()
        else:
            self._go_back_to(left)

    def _go_back_to(self, left: LeftPlace) -> None:
        """The program was stopped with the wizard open: on where it stood, and say so."""
        draft = self.session.draft
        typed_at = draft.typed_at if draft is not None else None
        self._notices.show_stopped(max(left.at, typed_at or left.at))
        if left.place.step is Step.REVIEW:
            self._continue()
        elif left.place.field in self._form_page.fields:
            self._form_page.go_to(left.place.field)
        else:
            self._form_page.focus_first()

    def _on_open_failed(self, error: OperationError) -> None:
        self._opening.show_error(error)

    # --- step 1 to step 2 -------------------------------------------------------------------------------

    def _facts(self) -> WizardFacts:
        return WizardFacts(form_is_complete=self.session.can_continue)

    def _continue(self) -> None:
        """Go on when nothing is to be mended and the offer is for what the form asks."""
        self._form_page.tidy()
        if not self.session.can_continue:
            self._form_page.show_all_problems()
            return
        self._busy = True
        self._show_buttons()
        self.session.flush(self._on_flushed)

    def _on_flushed(self, error: OperationError | None, *, joined: bool = False) -> None:
        if error is not None and error.code is ErrorCode.DRAFT_CONFLICT and not joined:
            # Where nobody else has typed anything the newer version is joined and that was all.
            self.session.join_other()
            self.session.flush(lambda again: self._on_flushed(again, joined=True))
            return
        self._busy = False
        self._show_buttons()
        if error is not None and error.code not in _DOES_NOT_HOLD_UP:
            return
        if not self.session.price_is_current:
            self._form_page.go_to("/order/years")
            return
        if self.session.can_continue:
            self._steps.next()
        else:
            self._form_page.show_all_problems()

    def _back_to_form(self) -> None:
        if self._steps.step is not Step.FORM:
            self._steps.back()
            self._form_page.show_all_problems()

    def _leave_review(self) -> None:
        """Nothing can be sent that is to be mended: another version, or another day, may have made it so."""
        if self._steps.step is Step.REVIEW and not self.session.can_continue:
            self._back_to_form()

    def _on_step(self, _page: int) -> None:
        step = self._steps.step
        self._header.set_step(_STEPS.index(step))
        self._place.go_to(step)
        self.session.hold_saving(step is Step.REVIEW)
        self._show_status()
        self._show_buttons()
        if step is Step.REVIEW and self._review is not None:
            self._review.focus_way()
            if self.session.slip_bytes is None:
                self.session.make_slip()

    # --- what shows -------------------------------------------------------------------------------------

    def _show_buttons(self) -> None:
        is_open = self.session.draft is not None
        reviewing = is_open and self._steps.step is Step.REVIEW
        bar = self._bar
        bar.close_button.setVisible(not reviewing)
        bar.prepare_button.setVisible(reviewing)
        bar.back_button.setVisible(reviewing)
        bar.perform_button.setVisible(reviewing)
        bar.next_button.setVisible(is_open and not reviewing)
        bar.next_button.setEnabled(not self._busy)
        if self._review is not None:
            bar.back_button.setEnabled(not self._review.busy)
            bar.perform_button.setEnabled(self._review.valid and not self._review.busy)
            bar.prepare_button.setEnabled(bar.perform_button.isEnabled())

    def _show_status(self) -> None:
        if self.session.draft is None:
            self._bar.show_status("")
            return
        status = self.session.status
        self._notices.show_status(status)
        if self._steps.step is Step.REVIEW:
            self._bar.show_status(self.tr("The slip has not been sent"))
            return
        self._bar.show_status(status_text(status, self.session.draft), is_error=is_not_kept(status))

    def _on_save_failed(self, error: OperationError) -> None:
        """Losing the network is said quietly; what needs the user is said in a panel."""
        if error.fields:
            self.session.apply_field_errors(error.fields)
        if error.code not in _DOES_NOT_HOLD_UP | {ErrorCode.DRAFT_CONFLICT, ErrorCode.FORM_INVALID}:
            self._notices.show_error(error)

    # --- another version, another session ---------------------------------------------------------------

    def _compare(self, differences: tuple[DraftDifference, ...]) -> None:
        """Both sides have changed the draft: the user decides, line by line."""
        draft = self.session.draft
        self._comparison = dialog = ComparisonDialog(
            differences, draft.saved_by if draft is not None else "", self
        )
        dialog.decided.connect(lambda theirs: self.session.decide(differences, theirs))
        dialog.finished.connect(self._on_compared)
        dialog.open()

    def _on_compared(self) -> None:
        if self._comparison is not None:
            self._comparison.deleteLater()
        self._comparison = None

    def _on_replaced(self, no: str) -> None:
        self._notices.show_replaced(no)
        self._show_status()

    def go_on(self) -> None:
        """There is a session again."""
        if self.session.draft is None:
            self._opening.show_waiting()
        self.session.retry()

    # --- the end ----------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; what can be kept nowhere else than at the licensor is put there first."""
        if not self.session.is_at_risk:
            super().reject()
        elif not self._closing:
            self._closing = True
            self._bar.show_status(self.tr("Saving what you typed…"))
            self._bar.close_button.setEnabled(False)
            self.session.flush(self._on_last_flush)

    def _on_last_flush(self, _error: OperationError | None) -> None:
        if not self.session.is_at_risk:
            super().reject()
            return
        question = UnsavedQuestion(
            self,
            self.tr("What you typed last could not be saved"),
            self.tr(
                "This computer cannot keep it, and the vendor's server did not take it. If you close the form now,"
                " it is lost."
            ),
        )
        question.answered.connect(self._on_unsaved_answer)
        question.open()

    def _on_unsaved_answer(self, close: bool) -> None:
        self._closing = False
        self._bar.close_button.setEnabled(True)
        self._show_status()
        if close:
            super().reject()

    def _on_submitted(self, submitted: Submitted) -> None:
        self.session.finish()
        self.submitted.emit(submitted)

    def _on_finished(self) -> None:
        self._place.end()
        self.session.leave()
        self.closed.emit()
