"""Keeping the draft: on this machine at once, at the licensor when it can be reached.

Everything sent to the licensor for one draft goes through one lane, one request at a time, so that no save can
run into the version of an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import Aside, RenewalForm
from qlts_desktop.services.registration_port import Draft, RegistrationPort, SavedForm
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.draft_status import DraftState, DraftStatus
from qlts_desktop.ui.renewal.ordered_writes import OrderedWrites

KEEP_AFTER_MS = 120
"""A change is on its way to the local store this long after it; kept well within the promised 300 ms."""
SEND_AFTER_MS = 1_200
"""The licensor gets a change once typing has rested this long."""
RETRY_AFTER_MS = 15_000
"""How long after a failed sending it is tried again."""

_NEEDS_THE_USER = {
    ErrorCode.SESSION_EXPIRED,
    ErrorCode.ROLE_NOT_ALLOWED,
    ErrorCode.NOT_FOUND,
    ErrorCode.ORDER_OPEN,
}
"""Failures that trying again by itself does not cure: a new login, a role, a draft that is gone or was sent."""

FlushDone = Callable[[OperationError | None], None]


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """The values that decide the price."""

    years: int
    extra_users: int
    due_on: date | None


class DraftSaving(QObject):
    """Stores the newest form; never two writes of a kind at once.

    Signals:
        statusChanged: The status line has something else to say.
        saved: The licensor has stored the form (SavedForm).
        failed: Storing failed (OperationError); network failures are in the status only.
        repriced: The licensor has made a new offer (Draft, and the RenewalForm kept when it was asked for). Where
            the two sides differ and a person has to decide, ``status`` is a conflict until :meth:`decided`.
        pricingFailed: It could not (OperationError).
        pricingChanged: Whether a new price is awaited.

    Attributes:
        status: What the status line says now.
        version: The draft's version that the licensor told last.
    """

    statusChanged = Signal()
    saved = Signal(object)
    failed = Signal(object)
    repriced = Signal(object, object)
    pricingFailed = Signal(object)
    pricingChanged = Signal(bool)

    def __init__(
        self,
        registrations: RegistrationPort,
        runner: Runner,
        current: Callable[[], RenewalForm],
        aside: Callable[[], Aside],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._registrations = registrations
        self._runner = runner
        self._current = current
        self._aside = aside
        self._writes = OrderedWrites()
        self._no = ""
        self.version = 0
        self.status = DraftStatus(DraftState.UNTOUCHED)
        self._held = False
        self._stopped = False
        self._unkept = False
        self._keeping = False
        self._cannot_keep = False
        self._unsent = False
        self._sending = False
        self._price_request: PriceRequest | None = None
        self._waiting: list[FlushDone] = []
        self._keep_timer = self._make_timer(KEEP_AFTER_MS, self._keep)
        self._send_timer = self._make_timer(SEND_AFTER_MS, self._pump)
        self._retry_timer = self._make_timer(RETRY_AFTER_MS, self._pump)

    def _make_timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer

    @property
    def is_at_risk(self) -> bool:
        """Whether something typed is neither on this machine nor at the licensor, and cannot be kept here."""
        return self._cannot_keep and not self._stopped and (self._unsent or self._sending)

    # --- what the session says --------------------------------------------------------------------------

    def start(self, draft: Draft) -> None:
        """Begin with a draft just opened; one that collides with what was typed here waits for a decision."""
        self._no = draft.no
        self.version = draft.version
        self._stopped = False
        if draft.collides:
            self._unsent = True
            self._set_status(DraftState.CONFLICT, draft.typed_at)
        elif self.status.state is DraftState.CONFLICT:
            self._set_status(DraftState.UNTOUCHED, None)

    def changed(self) -> None:
        """The form has changed."""
        self._unkept = True
        self._unsent = True
        # Not restarted by further keystrokes: steady typing must not put the keeping off.
        if not self._keep_timer.isActive():
            self._keep_timer.start()
        if self.status.state is not DraftState.CONFLICT:
            self._send_timer.start()

    def reprice(self, request: PriceRequest) -> None:
        """Ask for a new price as soon as the lane is free; a newer request replaces a waiting one."""
        self._price_request = request
        self.pricingChanged.emit(True)
        self._pump()

    def flush(self, on_done: FlushDone) -> None:
        """Store the newest form here and at the licensor now.

        Args:
            on_done: Called once the lane is idle, with what went wrong or None.
        """
        self._keep()
        self._waiting.append(on_done)
        self._pump()

    def decided(self) -> None:
        """The conflict is settled: what the form holds now is to be saved over the licensor's version."""
        self._unsent = True
        if self.status.state is DraftState.CONFLICT:
            state = DraftState.NOT_KEPT if self._cannot_keep else DraftState.KEPT
            self._set_status(state, self.status.at, self.status.error if self._cannot_keep else None)
        self._pump()

    def retry(self) -> None:
        """Try at once what could not be sent, for example after a new login."""
        if self._unsent:
            self._pump()

    def hold(self, held: bool) -> None:
        """While held nothing is sent unasked: a submission must not meet a save of its own draft."""
        self._held = held
        if not held and self._unsent:
            # At once: a submission may have saved the form meanwhile, and the licensor tells the version anew.
            self._pump()

    def stop(self) -> None:
        """The draft has become an order: nothing may be saved any more."""
        self._stopped = True
        self._unkept = self._unsent = False
        for timer in (self._keep_timer, self._send_timer, self._retry_timer):
            timer.stop()

    def leave(self) -> None:
        """The window closes: put what is typed into safety without waiting for an answer."""
        if self._unkept and not self._stopped:
            # Also while an earlier keeping is under way: its answer may come when nobody listens any more.
            self._start_keeping()
        self._send_timer.stop()
        self._retry_timer.stop()

    # --- this machine -----------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._keep_timer.stop()
        if self._keeping or not self._unkept or self._stopped:
            return
        self._start_keeping()

    def _start_keeping(self) -> None:
        self._keeping = True
        self._unkept = False
        no, form, aside = self._no, self._current(), self._aside()
        write = self._writes.next(lambda: self._registrations.keep_locally(no, form, aside))
        self._runner.run(write, self._on_kept, self._on_not_kept, owner=self)

    def _on_kept(self, at: datetime | None) -> None:
        self._keeping = self._cannot_keep = False
        if self._stopped or at is None:
            return
        if self.status.state in (DraftState.LOCAL_ONLY, DraftState.CONFLICT):
            self._set_status(self.status.state, at, self.status.error)
        else:
            is_sent = not self._unsent and not self._sending
            self._set_status(DraftState.SAVED if is_sent else DraftState.KEPT, at)
        if self._unkept:
            self._keep()
        elif self._price_request is not None:
            self._pump()

    def _on_not_kept(self, error: OperationError) -> None:
        self._keeping = False
        self._unkept = self._cannot_keep = True
        if self.status.state is DraftState.CONFLICT:
            self._set_status(DraftState.CONFLICT, None, error)
        else:
            self._set_status(DraftState.NOT_KEPT, self.status.at, error)
        self.failed.emit(error)
        self._pump()

    # --- the licensor -----------------------------------------------------------------------------------

    def _pump(self) -> None:
        """Send whatever waits, if nothing is under way."""
        if self._sending or self._stopped:
            return
        if self._price_request is not None:
            # The answer joins what is kept here with what the licensor holds, so the newest must be kept first.
            if self._unkept and not self._cannot_keep:
                self._keep()
            elif not self._keeping:
                self._send_price_request(self._price_request)
        elif self._unsent and self.status.state is not DraftState.CONFLICT and (self._waiting or not self._held):
            self._send_form()
        else:
            in_conflict = self.status.state is DraftState.CONFLICT
            self._finish_waiting(OperationError(ErrorCode.DRAFT_CONFLICT) if in_conflict else None)

    def _send_form(self) -> None:
        self._send_timer.stop()
        self._retry_timer.stop()
        self._sending = True
        self._unsent = False
        no, version, form = self._no, self.version, self._current()
        self._runner.run(
            lambda: self._registrations.save_form(no, version, form), self._on_sent, self._on_not_sent, owner=self
        )

    def _on_sent(self, saved: SavedForm) -> None:
        self._sending = False
        self.version = saved.version
        if self._stopped:
            return
        if self.status.state is not DraftState.NOT_KEPT:
            self._set_status(DraftState.SAVED, saved.saved_at)
        self.saved.emit(saved)
        if self._waiting or self._price_request is not None:
            self._pump()

    def _on_not_sent(self, error: OperationError) -> None:
        self._sending = False
        self._unsent = True
        if self._stopped:
            return
        if error.code is ErrorCode.DRAFT_CONFLICT:
            self._set_status(DraftState.CONFLICT, None if self._cannot_keep else self.status.at, error)
        else:
            if self.status.state is not DraftState.NOT_KEPT:
                self._set_status(DraftState.LOCAL_ONLY, self.status.at, error)
            if error.code not in _NEEDS_THE_USER:
                self._retry_timer.start()
        self.failed.emit(error)
        self._finish_waiting(error)
        if self._price_request is not None:
            self._pump()

    def _send_price_request(self, request: PriceRequest) -> None:
        self._sending = True
        self._price_request = None
        form = self._current()
        self._runner.run(
            lambda: self._registrations.open_draft(
                years=request.years, extra_users=request.extra_users, due_on=request.due_on
            ),
            lambda draft: self._on_repriced(draft, form),
            self._on_not_repriced,
            owner=self,
        )

    def _on_repriced(self, draft: Draft, asked_with: RenewalForm) -> None:
        self._sending = False
        self.version = draft.version
        if draft.collides:
            self._unsent = True
            self._set_status(DraftState.CONFLICT, None if self._cannot_keep else draft.typed_at, self.status.error)
        elif self.status.state is DraftState.CONFLICT and not draft.changed_elsewhere:
            state = DraftState.NOT_KEPT if self._cannot_keep else DraftState.KEPT
            self._set_status(state, None if self._cannot_keep else self.status.at)
        if self._price_request is None:
            self.pricingChanged.emit(False)
        self.repriced.emit(draft, asked_with)
        self._pump()

    def _on_not_repriced(self, error: OperationError) -> None:
        self._sending = False
        if self._price_request is None:
            self.pricingChanged.emit(False)
            self.pricingFailed.emit(error)
            self._finish_waiting(error)
        self._pump()

    def _finish_waiting(self, error: OperationError | None) -> None:
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done(error)

    def _set_status(self, state: DraftState, at: datetime | None, error: OperationError | None = None) -> None:
        self.status = DraftStatus(state, at, error)
        self.statusChanged.emit()
