"""The flow between screens, with doubles behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import shiboken6

from qlts_desktop.ui.shell.flow import AppFlow
from tests.print_queue import PrintServer, printing_by, running_print_server
from tests.ui.doubles.checking import MemoryChecking
from tests.ui.doubles.gatehouse import ACCOUNTANT, DayClock, MemoryLicences, MemoryOutbox, MemorySessions
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.notices import MemoryNotices
from tests.ui.doubles.orders import MemoryOrders
from tests.ui.doubles.prepared import MemoryPrepared
from tests.ui.doubles.recovery import MemoryRecovery
from tests.ui.doubles.reminders import NotedReminders
from tests.ui.doubles.renewal import simple_checks
from tests.ui.doubles.scans import MemoryScans
from tests.ui.doubles.screens import HistoryDouble, SuccessDouble, WizardDouble
from tests.ui.doubles.settings import MemorySettings
from tests.ui.doubles.signing import NoSigning
from tests.ui.doubles.world import World
from tests.ui.inline_runner import InlineRunner


@pytest.fixture(scope="session")
def print_server() -> Iterator[PrintServer]:
    """A print server of this worker's own, shared by its tests; each adds the queues that it needs."""
    with running_print_server() as server:
        yield server


@pytest.fixture
def printers(print_server: PrintServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    """The print server without any queue yet, and this process prints by it alone."""
    with printing_by(print_server, monkeypatch):
        yield print_server
        print_server.clear()


@pytest.fixture
def other_screens(monkeypatch):
    for name, classes in (
        ("qlts_desktop.ui.renewal.wizard", {"RenewalWizard": WizardDouble}),
        ("qlts_desktop.ui.renewal.success_dialog", {"SuccessDialog": SuccessDouble}),
        ("qlts_desktop.ui.history.history_page", {"HistoryPage": HistoryDouble}),
    ):
        monkeypatch.setitem(sys.modules, name, SimpleNamespace(**classes))


@pytest.fixture
def make_world(qtbot, other_screens):
    made: list[World] = []

    def make(
        fresh,
        cache=None,
        *,
        account=ACCOUNTANT,
        remembered=None,
        outbox=None,
        runner=None,
        notices=None,
        prepared=None,
        settings=None,
        updates=None,
    ) -> World:
        sessions = MemorySessions(account, remembered=remembered)
        licences = MemoryLicences(fresh, cache)
        box = outbox or MemoryOutbox()
        clock = DayClock()
        used = runner or InlineRunner()
        told = notices or MemoryNotices()
        desk = prepared or MemoryPrepared()
        flow = AppFlow(
            sessions,
            licences,
            box,
            NoSigning(),
            MemoryRecovery(),
            NotedReminders(),
            told,
            simple_checks(),
            used,
            clock,
            (),
            "0.1.0",
            prepared=desk,
            scans=MemoryScans(),
            orders=MemoryOrders(),
            machine=MemoryMachine(),
            checking=MemoryChecking(),
            settings=settings or MemorySettings(),
            updates=updates,
        )
        qtbot.addWidget(flow.screens.window)
        world = World(sessions, licences, box, used, flow, clock, desk)
        made.append(world)
        return world

    yield make
    for world in made:
        world.flow.screens.forget_session()
        if world.flow.guide.guide is not None:
            shiboken6.delete(world.flow.guide.guide)
        shiboken6.delete(world.flow)
