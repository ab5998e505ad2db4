"""A flow with the doubles behind it, for tests of the way between screens."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel

from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.shell.flow import AppFlow
from tests.ui.doubles.gatehouse import DayClock, MemoryLicences, MemoryOutbox, MemorySessions
from tests.ui.doubles.prepared import MemoryPrepared


@dataclass
class World:
    """A flow with the doubles behind it."""

    sessions: MemorySessions
    licences: MemoryLicences
    outbox: MemoryOutbox
    runner: Runner
    flow: AppFlow
    clock: DayClock
    prepared: MemoryPrepared

    @property
    def window(self):
        return self.flow.screens.window

    @property
    def gate(self):
        return self.flow.screens.gate

    def log_in(self, password: str = "right") -> None:
        ui = self.flow.login.view.ui
        ui.unitCodeEdit.setText("1084512")
        ui.usernameEdit.setText("ha")
        ui.passwordEdit.setText(password)
        ui.loginButton.click()

    def page_name(self) -> str:
        return self.window.current_page().objectName()

    def words(self, name: str) -> str:
        root = self.gate if self.gate is not None else self.window
        return " ".join(label.text() for label in root.findChildren(QLabel, name) if label.isVisible())


def started(world: World) -> World:
    """Start the program."""
    world.flow.start()
    return world
