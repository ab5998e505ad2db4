"""One renewal while the wizard is open: the draft, the form as typed, the offer, the problems, the slip.

The pages share it and never each other. It knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from qlts_desktop.core.draft_comparison import DraftDifference, merged_form, pointers, with_value, with_values_of
from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.field_checks import FieldChecks
from qlts_desktop.core.form_history import Edit, EditKind
from qlts_desktop.core.offer_changes import changes_undoing_consent
from qlts_desktop.core.renewal import NOTHING_ASIDE, Offer, Problem, RenewalForm, Severity, TypedForm
from qlts_desktop.core.renewal_checks import MIRRORED, mirror_invoice, problems, unreadable_day
from qlts_desktop.services.registration_port import Draft, RegistrationPort, SavedForm, Submitted
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.draft_saving import DraftSaving, FlushDone, PriceRequest
from qlts_desktop.ui.renewal.draft_status import DraftState, DraftStatus
from qlts_desktop.ui.renewal.form_history import FormHistory
from qlts_desktop.ui.renewal.form_values import copying, still_aside, text_at, with_values
from qlts_desktop.ui.renewal.reported_problems import reported_problem
from qlts_desktop.ui.renewal.slip_making import SlipMaking

PRICE_AFTER_MS = 350
"""A new price is asked for once the number has rested this long."""


class RenewalSession(QObject):
    """The renewal that the wizard's pages work on.

    Signals:
        opened: Draft and offer are there.
        openFailed: They are not (OperationError).
        recovered: An earlier submission turned out to have arrived (Submitted).
        compared: The draft was changed on both sides: what differs (tuple of DraftDifference). Nothing is saved
            until :meth:`decide`.
        replaced: The licensor had the draft no longer; what is typed goes on in a new one (its number).
        consentUndone: The offer is no longer the one that was consented to: what is worse in it (tuple of
            OfferChange). The consent has been taken back.
        loginNeeded: The session has ended; after a new login :meth:`retry`.
        formChanged: Some value of ``form`` is another.
        offerChanged: Price, term or limits are others.
        pricingChanged: Whether a new price is awaited.
        pricingFailed: It did not come (OperationError); the old offer stands.
        problemsChanged: ``problems`` may be others.
        fieldErrorsApplied: The licensor found problems in single fields.
        statusChanged: ``status`` is another.
        saved: The licensor has stored the form (datetime).
        saveFailed: Storing failed (OperationError).
        slipReady: ``slip_bytes`` is the slip of the form as it is now.
        slipFailed: It could not be made (OperationError).
        earlierValuesKnown: ``earlier_values`` are there.

    Attributes:
        draft: The draft with its current version; None until opened.
        form: What is typed, cleaned when a field is left.
        aside: What is typed and the form cannot hold.
        history: What can be undone of it.
        earlier_values: What this unit sent before in each field, by its pointer.
        licence_tax_code: The unit's tax code as the licence names it; empty when there is no licence.
    """

    opened = Signal()
    openFailed = Signal(object)
    recovered = Signal(object)
    compared = Signal(object)
    replaced = Signal(str)
    consentUndone = Signal(object)
    loginNeeded = Signal()
    formChanged = Signal()
    offerChanged = Signal()
    pricingChanged = Signal(bool)
    pricingFailed = Signal(object)
    problemsChanged = Signal()
    fieldErrorsApplied = Signal()
    statusChanged = Signal()
    saved = Signal(object)
    saveFailed = Signal(object)
    slipReady = Signal()
    slipFailed = Signal(object)
    earlierValuesKnown = Signal()

    def __init__(
        self,
        registrations: RegistrationPort,
        runner: Runner,
        checks: FieldChecks,
        today: Callable[[], date],
        licence_tax_code: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.licence_tax_code = licence_tax_code
        self._registrations = registrations
        self._runner = runner
        self._checks = checks
        self._today = today
        self._draft: Draft | None = None
        self.form = RenewalForm()
        self._slip = SlipMaking(registrations, runner, self)
        self._slip.ready.connect(self.slipReady)
        self._slip.failed.connect(self.slipFailed)
        self.aside = NOTHING_ASIDE
        self.history = FormHistory(lambda: self._typed, self._restore, self)
        self.earlier_values: Mapping[str, tuple[str, ...]] = {}
        self._found_by_licensor: dict[str, Problem] = {}
        self._saving = DraftSaving(registrations, runner, lambda: self.form, lambda: self.aside, self)
        self._saving.statusChanged.connect(self.statusChanged)
        self._saving.saved.connect(self._on_saved)
        self._saving.failed.connect(self._on_save_failed)
        self._saving.repriced.connect(self._on_repriced)
        self._saving.pricingChanged.connect(self.pricingChanged)
        self._saving.pricingFailed.connect(self._on_pricing_failed)
        self._price_timer = QTimer(self)
        self._price_timer.setSingleShot(True)
        self._price_timer.setInterval(PRICE_AFTER_MS)
        self._price_timer.timeout.connect(self._reprice)

    # --- what the pages read ----------------------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        """The draft, its version and form as they are now."""
        if self._draft is None:
            return None
        return replace(self._draft, version=self._saving.version, form=self.form)

    @property
    def offer(self) -> Offer:
        """The offer in force.

        Raises:
            RuntimeError: The draft is not open yet.
        """
        if self._draft is None:
            raise RuntimeError("no draft is open")
        return self._draft.offer

    @property
    def today(self) -> date:
        """Today's day in Vietnam."""
        return self._today()

    @property
    def status(self) -> DraftStatus:
        """How safe the typed content is."""
        return self._saving.status

    @property
    def slip_bytes(self) -> bytes | None:
        """The slip of ``form``; None until made."""
        return self._slip.pdf

    @property
    def letters_replaced(self) -> tuple[str, ...]:
        """Letters of ``form`` that the slip cannot show."""
        return self._slip.replaced

    @property
    def is_at_risk(self) -> bool:
        """Whether something typed is neither on this machine nor at the licensor, and cannot be kept here."""
        return self._saving.is_at_risk

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is to be looked at, in the order of the form's fields as the checks give them."""
        if self._draft is None:
            return ()
        found = self._without_echoes(problems(self.form, self.offer, self._checks, self.today))
        unreadable = tuple(unreadable_day(field, text) for field, text in self.aside.unreadable)
        # An unreadable day is also a missing one; one sentence a field is enough.
        own = (*(one for one in found if not self.aside.text_of(one.field)), *unreadable)
        known = {one.field for one in own if one.severity is Severity.ERROR}
        return (*own, *(one for field, one in self._found_by_licensor.items() if field not in known))

    def _without_echoes(self, found: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Leave out what a mirrored field of the invoice only repeats of section 1: it is mended there."""
        if not self.form.invoice.copy_from_licence:
            return found
        echoes = {f"/invoice/{name}" for name in MIRRORED}
        return tuple(one for one in found if one.field not in echoes)

    @property
    def can_continue(self) -> bool:
        """Whether no error is left; warnings do not block."""
        return self._draft is not None and not any(one.severity is Severity.ERROR for one in self.problems)

    # --- opening ----------------------------------------------------------------------------------------

    def open(self) -> None:
        """Make or reopen the draft; finish an earlier submission first whose answer was never seen."""
        self._runner.run(self._open, self._on_opened, self._on_open_failed, owner=self)

    def _open(self) -> Draft | Submitted:
        if self._registrations.unfinished_submission() is not None:
            submitted = self._registrations.resume_submission(lambda _stage: None)
            if submitted is not None:
                return submitted
        draft = self._registrations.open_draft()
        # The checks' number tables load on first use; better here than under the first field that is left.
        self._checks.phone_ok(draft.form.unit.phone)
        self._checks.email_ok(draft.form.unit.email)
        return draft

    def _on_opened(self, result: Draft | Submitted) -> None:
        if isinstance(result, Submitted):
            self.recovered.emit(result)
            return
        self._take(result)
        self._runner.run(
            self._registrations.earlier_values, self._on_earlier_values, lambda _error: None, owner=self
        )
        self.opened.emit()
        self._tell_of_consent(result)
        self._compare(result)

    def _on_open_failed(self, error: OperationError) -> None:
        self.openFailed.emit(error)
        self._ask_for_login(error)

    def _on_earlier_values(self, values: Mapping[str, tuple[str, ...]]) -> None:
        self.earlier_values = values
        self.earlierValuesKnown.emit()

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self.form = mirror_invoice(draft.form)
        self.aside = still_aside(draft.aside, self.form)
        self.history.clear()
        self._found_by_licensor.clear()
        self._saving.start(draft)
        self.formChanged.emit()
        self.offerChanged.emit()
        self.problemsChanged.emit()

    # --- typing -----------------------------------------------------------------------------------------

    def set_value(self, section: str, name: str, value: Any, kind: EditKind = EditKind.PUT) -> None:
        """Take what was typed into a field.

        Args:
            section: ``unit``, ``invoice``, ``order`` or ``payment``.
            name: The field's JSON name.
            value: Text, number, flag, day or None, as the section's dataclass has it.
            kind: How it came about.
        """
        pointer = f"/{section}/{name}"
        form, aside = self.form, self.aside.with_text(pointer, "")
        if getattr(getattr(form, section), name) != value:
            form = with_values(form, section, **{name: value})
        if form != self.form and pointer == "/invoice/copy_from_licence":
            form, aside = copying(form, aside)
        self._edit(pointer, TypedForm(mirror_invoice(form), aside), kind)

    def set_unreadable(self, pointer: str, text: str, kind: EditKind = EditKind.PUT) -> None:
        """A day field holds text that is no day; the form's value is empty until it is one."""
        section, name = pointer.strip("/").split("/")
        form = with_values(self.form, section, **{name: None})
        self._edit(pointer, TypedForm(form, self.aside.with_text(pointer, text)), kind)

    @property
    def _typed(self) -> TypedForm:
        return TypedForm(self.form, self.aside)

    def _edit(self, pointer: str, typed: TypedForm, kind: EditKind) -> None:
        before = self._typed
        if typed == before:
            return
        self._found_by_licensor.pop(pointer, None)
        said = text_at(before, pointer)
        self._restore(typed)
        self.history.record(Edit(pointer, kind, said, text_at(typed, pointer)), before)

    def _restore(self, typed: TypedForm) -> None:
        """Take everything typed at once, as a change of the form and of what stands aside of it."""
        order = self.form.order
        self.aside = typed.aside
        self._set_form(mirror_invoice(typed.form))
        if self.form.order != order:
            self._price_timer.start()

    def _set_form(self, form: RenewalForm) -> None:
        if form != self.form:
            self.form = form
            self._slip.forget()
        self._saving.changed()
        self.formChanged.emit()
        self.problemsChanged.emit()

    # --- price ------------------------------------------------------------------------------------------

    def _reprice(self) -> None:
        self._saving.reprice(self._price_request())

    def _price_request(self) -> PriceRequest:
        due_on = self.form.payment.due_on
        offer = self.offer
        in_limits = due_on is not None and offer.due_from <= due_on <= offer.due_to
        order = self.form.order
        return PriceRequest(order.years, order.extra_users, due_on if in_limits else None)

    def _on_repriced(self, draft: Draft, asked_with: RenewalForm) -> None:
        """Take the new offer, and what a colleague has saved meanwhile in fields that rested here."""
        before = self.offer
        self._draft = draft
        self._slip.forget()
        form = mirror_invoice(merged_form(self.form, asked_with, draft.form))
        if form.payment.consent and changes_undoing_consent(before, draft.offer):
            # Ticked here and not yet at the licensor, which else has undone it itself.
            form = with_values(form, "payment", consent=False)
            draft = replace(draft, consented_offer=before)
        if form != self.form:
            self._set_form(form)
        self.offerChanged.emit()
        self.problemsChanged.emit()
        self._tell_of_consent(draft)
        self._compare(draft)

    def _tell_of_consent(self, draft: Draft) -> None:
        if draft.consented_offer is not None and not self.form.payment.consent:
            self.consentUndone.emit(changes_undoing_consent(draft.consented_offer, draft.offer))

    def _on_pricing_failed(self, error: OperationError) -> None:
        self.pricingFailed.emit(error)
        self._ask_for_login(error)

    @property
    def price_is_current(self) -> bool:
        """Whether the offer is for the years and users that the form asks for."""
        order = self.form.order
        return (self.offer.years, self.offer.extra_users) == (order.years, order.extra_users)

    # --- saving -----------------------------------------------------------------------------------------

    def flush(self, on_done: FlushDone) -> None:
        """Store the newest form here and at the licensor, then call back with the error or None."""
        if self._price_timer.isActive() or not self.price_is_current:
            self._price_timer.stop()
            self._reprice()
        self._saving.flush(on_done)

    def store(self, on_done: FlushDone) -> None:
        """As :meth:`flush`, also where nothing was typed since the opening: the licensor may not have it all."""
        self._saving.changed()
        self.flush(on_done)

    def hold_saving(self, held: bool) -> None:
        """Send nothing unasked while step 2 is open."""
        self._saving.hold(held)

    def finish(self) -> None:
        """The draft has been sent: it is an order now."""
        self._saving.stop()

    def leave(self) -> None:
        """The wizard closes; the draft stays."""
        self._saving.leave()

    def _on_save_failed(self, error: OperationError) -> None:
        if error.code is ErrorCode.NOT_FOUND:
            self.replace_draft()
            return
        self.saveFailed.emit(error)
        self._ask_for_login(error)

    def _ask_for_login(self, error: OperationError) -> None:
        if error.code is ErrorCode.SESSION_EXPIRED:
            self.loginNeeded.emit()

    def retry(self) -> None:
        """Go on with what a missing login held up."""
        if self._draft is None:
            self.open()
        elif not self.price_is_current:
            self._reprice()
        else:
            self._saving.retry()

    # --- another version, or none -----------------------------------------------------------------------

    def join_other(self) -> None:
        """After a conflict: fetch the newer version; ``compared`` follows where the two differ."""
        self._saving.reprice(self._price_request())

    def _compare(self, draft: Draft) -> None:
        if self._saving.status.state is DraftState.CONFLICT and draft.changed_elsewhere:
            self.compared.emit(draft.differences)

    def decide(self, differences: tuple[DraftDifference, ...], theirs: frozenset[str]) -> None:
        """Settle a comparison.

        Args:
            differences: What was compared.
            theirs: The fields (JSON pointers) that take the licensor's value; the others take this machine's.
        """
        form = self.form
        for one in differences:
            form = with_value(form, one.field, one.theirs if one.field in theirs else one.mine)
        self._set_form(mirror_invoice(form))
        self._saving.decided()
        if not self.price_is_current:
            self._reprice()

    def replace_draft(self) -> None:
        """The licensor has the draft no longer: put what is typed into a new one."""
        self._runner.run(self._registrations.open_draft, self._on_replaced, self._on_not_replaced, owner=self)

    def _on_not_replaced(self, error: OperationError) -> None:
        self.saveFailed.emit(error)
        self._ask_for_login(error)

    def _on_replaced(self, draft: Draft) -> None:
        typed = [one for one in pointers() if one not in ("/unit/name", "/unit/licence_no")]
        self._draft = draft
        self._saving.start(draft)
        self._set_form(mirror_invoice(with_values_of(draft.form, self.form, typed)))
        self.offerChanged.emit()
        self.problemsChanged.emit()
        self.replaced.emit(draft.no)
        if not self.price_is_current:
            self._reprice()

    def apply_field_errors(self, errors: tuple[FieldError, ...]) -> None:
        """Show the licensor's problems at their fields until those are changed."""
        self._found_by_licensor = {
            error.field: reported_problem(error, self.form, self.offer, self._checks, self.today)
            for error in errors
        }
        self.problemsChanged.emit()
        self.fieldErrorsApplied.emit()

    def _on_saved(self, saved: SavedForm) -> None:
        self.saved.emit(saved.saved_at)

    # --- the slip ---------------------------------------------------------------------------------------

    def make_slip(self) -> None:
        """Make the slip of the form as it is now; ``slipReady`` or ``slipFailed`` follows."""
        if self._draft is None:
            raise RuntimeError("no draft is open")
        self._slip.make(self.form, self._draft, self.today)
