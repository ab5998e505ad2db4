"""Sending a registration in the background, and the point from which it cannot be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm, SendMethod
from qlts_desktop.services.registration_port import Draft, RegistrationPort, SendStage, Submitted
from qlts_desktop.services.signing_port import SignatureLevel, SignedSlip
from qlts_desktop.ui.background import Job, Runner


@dataclass(frozen=True, slots=True)
class Registration:
    """What is to be sent."""

    draft: Draft
    form: RenewalForm
    slip: bytes
    """The slip without a signature."""
    method: SendMethod


class SendingDesk(Protocol):
    """Who takes a registration."""

    def save(self, registration: Registration, report: Callable[[SendStage], None]) -> Registration:
        """Bring the form to where the slip will be compared with it; the registration with its version there."""

    def submit(self, registration: Registration, slip: bytes, report: Callable[[SendStage], None]) -> Submitted:
        """Send the slip once, whatever happens to the connection."""


class DraftDesk:
    """Sends the user's own draft."""

    def __init__(self, registrations: RegistrationPort) -> None:
        self._registrations = registrations

    def save(self, registration: Registration, report: Callable[[SendStage], None]) -> Registration:
        """Save the form, unless an earlier attempt is to be finished first."""
        if self._registrations.unfinished_submission() is not None:
            return registration
        report(SendStage.SAVING)
        draft = registration.draft
        saved = self._registrations.save_form(draft.no, draft.version, registration.form)
        return replace(registration, draft=replace(draft, version=saved.version))

    def submit(self, registration: Registration, slip: bytes, report: Callable[[SendStage], None]) -> Submitted:
        """Send the slip."""
        return self._registrations.submit(registration.draft, registration.form, slip, registration.method, report)


class _Course:
    """One attempt: it is stopped, or it passes the point of no return, never both."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped = False
        self._committed = False

    def stop(self) -> bool:
        with self._lock:
            self._stopped = not self._committed
            return self._stopped

    def check(self) -> None:
        with self._lock:
            if self._stopped:
                raise OperationError(ErrorCode.CANCELLED)

    def commit(self) -> None:
        with self._lock:
            if self._stopped:
                raise OperationError(ErrorCode.CANCELLED)
            self._committed = True


class Sending(QObject):
    """Saves, signs if asked to, sends, and waits for the receipt.

    A signed slip is kept for the next attempt: the same bytes under the same key are one registration, however
    often they are sent.

    Signals:
        stageReached: A stage has begun (SendStage).
        done: The licensor has the registration (Submitted).
        failed: It has not, or its answer was not seen (OperationError).
        signedOnly: It was asked to sign, and nothing else (SignedSlip).

    Attributes:
        signed: The signed slip of an earlier attempt, or None.
    """

    stageReached = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    signedOnly = Signal(object)

    def __init__(self, desk: SendingDesk, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._job: Job | None = None
        self._course = _Course()
        self.signed: SignedSlip | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an attempt is under way."""
        return self._job is not None and self._job.is_running

    def start(self, registration: Registration, sign: Callable[[], SignedSlip] | None = None) -> None:
        """Begin an attempt.

        Args:
            registration: What is sent.
            sign: Signs the slip; not called when an earlier attempt has signed it.
        """
        if self.is_busy:
            return
        self._course = course = _Course()
        desk, kept = self._desk, self.signed

        def task(report: Callable[[object], None]) -> Submitted:
            stored = desk.save(registration, report)
            course.check()
            signed = kept
            if sign is not None and signed is None:
                report(SendStage.SIGNING)
                signed = sign()
                report(signed)
            course.commit()
            report(SendStage.SENDING)
            slip = registration.slip if signed is None else signed.pdf
            submitted = desk.submit(stored, slip, report)
            if signed is None:
                return submitted
            is_stamped = signed.level is not SignatureLevel.B_B
            return replace(submitted, signer=signed.signer, signed_at=signed.signed_at, is_stamped=is_stamped)

        self._job = self._runner.run(
            task, self._on_done, self._on_failed, owner=self, on_progress=self._on_progress
        )

    def sign(self, sign: Callable[[], SignedSlip]) -> None:
        """Sign, and send nothing."""
        if self.is_busy:
            return
        self._course = course = _Course()

        def task() -> SignedSlip:
            signed = sign()
            course.check()
            return signed

        self.stageReached.emit(SendStage.SIGNING)
        self._job = self._runner.run(task, self.signedOnly.emit, self._on_failed, owner=self)

    def stop(self) -> bool:
        """Give up, unless the point of no return has passed.

        Returns:
            True when nothing will be sent.
        """
        if not self._course.stop():
            return False
        if self._job is not None:
            self._job.cancel()
        return True

    def keep_signature(self, signed: SignedSlip) -> None:
        """Send this one."""
        self.signed = signed

    def forget_signature(self) -> None:
        """What was signed does not hold any more."""
        self.signed = None

    def _on_progress(self, value: object) -> None:
        if isinstance(value, SignedSlip):
            self.signed = value
        else:
            self.stageReached.emit(value)

    def _on_done(self, submitted: Submitted) -> None:
        self.done.emit(submitted)

    def _on_failed(self, error: OperationError) -> None:
        self.failed.emit(error)
