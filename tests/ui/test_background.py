"""The one runner: results on the GUI thread, only while somebody wants them."""

from __future__ import annotations

import gc
import threading
import time
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.background import Runner


@pytest.fixture
def runner(qapp):
    made = Runner()
    yield made
    made.shutdown()


class Listener(QObject):
    """Notes what comes and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[OperationError] = []
        self.progress: list[object] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, error: OperationError) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


def test_a_result_comes_back_on_the_gui_thread(qtbot, runner):
    listener = Listener()
    worked_on: list[int] = []

    def task() -> int:
        worked_on.append(threading.get_ident())
        return 5

    runner.run(task, listener.done, listener.failed, owner=listener)
    qtbot.waitUntil(lambda: listener.results == [5])
    assert listener.threads == {threading.get_ident()}
    assert worked_on != [threading.get_ident()]


def test_a_known_failure_keeps_its_code(qtbot, runner):
    listener = Listener()

    def task() -> None:
        raise OperationError(ErrorCode.NO_NETWORK, request_id="r1")

    runner.run(task, listener.done, listener.failed, owner=listener)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert listener.errors[0].code is ErrorCode.NO_NETWORK
    assert listener.errors[0].request_id == "r1"


def test_an_unforeseen_exception_becomes_unexpected_and_is_logged(qtbot, runner, caplog):
    listener = Listener()
    runner.run(lambda: 1 / 0, listener.done, listener.failed, owner=listener)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert listener.errors[0].code is ErrorCode.UNEXPECTED
    assert "ZeroDivisionError" in listener.errors[0].technical
    assert "ZeroDivisionError" in caplog.text


def test_progress_arrives_in_order_before_the_result(qtbot, runner):
    listener = Listener()

    def task(report) -> str:
        for step in range(3):
            report(step)
        return "done"

    runner.run(task, listener.done, listener.failed, owner=listener, on_progress=listener.progress.append)
    qtbot.waitUntil(lambda: listener.results == ["done"])
    assert listener.progress == [0, 1, 2]


def test_a_cancelled_job_is_not_heard(qtbot, runner):
    listener = Listener()
    go = threading.Event()
    job = runner.run(lambda: go.wait(5), listener.done, listener.failed, owner=listener)
    assert job.is_running
    job.cancel()
    go.set()
    other = Listener()
    runner.run(lambda: 1, other.done, other.failed, owner=other)
    qtbot.waitUntil(lambda: other.results == [1])
    runner.shutdown()
    assert listener.results == []
    assert not job.is_running


def test_a_result_for_a_deleted_owner_is_dropped(qtbot, runner):
    listener, heard = Listener(), []
    go = threading.Event()
    runner.run(lambda: go.wait(5), heard.append, heard.append, owner=listener)
    delete(listener)
    go.set()
    other = Listener()
    runner.run(lambda: 1, other.done, other.failed, owner=other)
    qtbot.waitUntil(lambda: other.results == [1])
    assert heard == []


def test_nothing_is_delivered_after_shutdown(qtbot, runner):
    listener = Listener()
    go = threading.Event()
    runner.run(lambda: go.wait(5), listener.done, listener.failed, owner=listener)
    runner.run(lambda: 1, listener.done, listener.failed, owner=listener)
    go.set()
    runner.shutdown()
    qtbot.wait(20)
    assert listener.results == []


def test_shutdown_does_not_wait_for_work_that_hangs(qapp, monkeypatch):
    monkeypatch.setattr("qlts_desktop.ui.background.SHUTDOWN_SECONDS", 0.05)
    hanging = Runner()
    go = threading.Event()
    owner = Listener()
    hanging.run(lambda: go.wait(30), owner.done, owner.failed, owner=owner)
    hanging.shutdown()
    assert not go.is_set()
    go.set()


def test_what_a_job_refers_to_is_let_go_on_the_gui_thread(qtbot, runner, monkeypatch):
    """A dialog that a worker was the last to know of would be deleted behind Qt's back."""
    gone_on: list[int] = []
    work = Runner._work

    def lingering(*arguments) -> None:
        work(*arguments)
        time.sleep(0.02)

    monkeypatch.setattr(Runner, "_work", lingering)

    class Asking(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.answers: list[int] = []
            weakref.finalize(self, lambda: gone_on.append(threading.get_ident()))

        def ask(self) -> None:
            runner.run(lambda: len(self.answers), self.answers.append, lambda _error: None, owner=self)

    for _ in range(10):
        asking = Asking()
        asking.ask()
        answers = asking.answers
        del asking
        qtbot.waitUntil(lambda got=answers: bool(got))
    gc.collect()
    assert gone_on == [threading.get_ident()] * 10
