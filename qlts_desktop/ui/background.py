"""The one place where work leaves the GUI thread.

Every call that may block (network, keyring, PDF, signing) goes through :meth:`Runner.run`; nothing else in the
interface starts a thread. Results come back on the GUI thread, and only while somebody still wants them.
"""

from __future__ import annotations

import inspect
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from qlts_desktop.core.errors import ErrorCode, OperationError

_log = logging.getLogger(__name__)

T = TypeVar("T")

SHUTDOWN_SECONDS = 2.0
"""How long :meth:`Runner.shutdown` waits for work that is under way."""


class Job:
    """A piece of work under way.

    Attributes:
        owner: The object that asked; once it is gone, so is the interest in the result.
        task: The blocking call.
    """

    def __init__(
        self,
        owner: QObject,
        task: Callable[..., Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[OperationError], None],
        on_progress: Callable[[Any], None] | None,
    ) -> None:
        self.owner = owner
        self.task = task
        self._on_done = on_done
        self._on_error = on_error
        self._on_progress = on_progress
        self._cancelled = False
        self._finished = False

    @property
    def is_running(self) -> bool:
        """Whether a result may still come."""
        return not (self._finished or self._cancelled)

    def cancel(self) -> None:
        """Drop whatever comes of this job. The work itself runs to its end unheard."""
        self._cancelled = True

    def _is_wanted(self) -> bool:
        return not self._cancelled and isValid(self.owner)

    def deliver_progress(self, value: object) -> None:
        """Hand a progress report on, on the GUI thread."""
        if self._on_progress is not None and self._is_wanted():
            self._on_progress(value)

    def deliver(self, result: object, error: OperationError | None) -> None:
        """Hand the outcome on, on the GUI thread."""
        self._finished = True
        if not self._is_wanted():
            return
        if error is None:
            self._on_done(result)
        else:
            self._on_error(error)


class Runner(QObject):
    """Runs blocking calls beside the GUI thread.

    Signals:
        _outcome: Job, result, error; sent from a worker thread, received on the GUI thread.
        _progress: Job, value.
    """

    _outcome = Signal(object, object, object)
    _progress = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = threading.Event()
        # Held here until their threads are gone: a dialog whose last reference a worker dropped would be deleted
        # behind Qt's back, perhaps a second time.
        self._threads: dict[Job, threading.Thread] = {}
        self._outcome.connect(self._on_outcome, Qt.ConnectionType.QueuedConnection)
        self._progress.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        task: Callable[..., T],
        on_done: Callable[[T], None],
        on_error: Callable[[OperationError], None],
        *,
        owner: QObject,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Job:
        """Run a task and hand its result to one of two callbacks, on the GUI thread.

        Args:
            task: The blocking call. Without ``on_progress`` it takes no argument, with it a callable that
                reports a value.
            on_done: Gets the result.
            on_error: Gets the failure. An exception that is no OperationError becomes ``unexpected`` and is
                logged.
            owner: Whoever asks. Results are dropped once it is deleted.
            on_progress: Gets the reported values.

        Returns:
            The job, to cancel it.
        """
        job = Job(owner, task, on_done, on_error, on_progress)
        # A daemon: a call that hangs in the network must not keep a closed program alive.
        self._threads[job] = threading.Thread(target=self._work, args=(job, on_progress is not None), daemon=True)
        self._threads[job].start()
        return job

    def shutdown(self) -> None:
        """Let nothing be delivered any more; wait shortly for what is under way."""
        self._closed.set()
        until = time.monotonic() + SHUTDOWN_SECONDS
        for thread in self._threads.values():
            thread.join(max(0.0, until - time.monotonic()))

    def _work(self, job: Job, reports: bool) -> None:
        result, error = perform(job.task, (lambda value: self._send_progress(job, value)) if reports else None)
        if not self._closed.is_set():
            self._outcome.emit(job, result, error)

    def _send_progress(self, job: Job, value: object) -> None:
        if not self._closed.is_set():
            self._progress.emit(job, value)

    @Slot(object, object, object)
    def _on_outcome(self, job: Job, result: object, error: OperationError | None) -> None:
        if not self._closed.is_set():
            self._threads.pop(job).join()  # it has nothing left to do but to let go of the job
            job.deliver(result, error)

    @Slot(object, object)
    def _on_progress(self, job: Job, value: object) -> None:
        if not self._closed.is_set():
            job.deliver_progress(value)


def perform(
    task: Callable[..., T], report: Callable[[Any], None] | None
) -> tuple[T | None, OperationError | None]:
    """Call a task and turn whatever it raises into an :class:`OperationError`.

    Args:
        task: The blocking call.
        report: Handed to the task when given.

    Returns:
        The result and None, or None and the error.
    """
    try:
        return (task() if report is None else task(report)), None
    except OperationError as error:
        return None, error
    except Exception as error:
        where = getattr(task, "__qualname__", None) or inspect.getmodule(task)
        _log.exception("unexpected failure in %s", where)
        return None, OperationError(ErrorCode.UNEXPECTED, technical=f"{type(error).__name__}: {error}")
