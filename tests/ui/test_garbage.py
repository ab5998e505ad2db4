"""Dead dialogs are collected on the GUI thread, never in a worker."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from qlts_desktop.ui.garbage import GuiGarbageCollector


class Cycle(QObject):
    """A dead dialog with a running timer, in a reference cycle."""

    def __init__(self) -> None:
        super().__init__()
        self.own = self
        self.timer = QTimer(self)
        self.timer.start(10_000)


def test_the_application_does_not_collect_by_itself(qapp: QApplication):
    assert qapp.findChildren(GuiGarbageCollector)
    assert not gc.isenabled()


def test_a_worker_that_allocates_leaves_dead_windows_alone(qapp: QApplication):
    gc.collect()
    dead = weakref.ref(Cycle())
    worker = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    worker.start()
    worker.join()
    assert dead() is not None


def test_the_gui_thread_collects_what_is_due(qapp: QApplication):
    gc.collect()
    dead = weakref.ref(Cycle())
    kept = [[] for _ in range(gc.get_threshold()[0] + 100)]
    (collector, *_) = qapp.findChildren(GuiGarbageCollector)
    collector.collect_when_due()
    assert dead() is None
    assert kept
