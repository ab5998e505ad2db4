"""The wizard's pages as a bare QWizard; which step follows is decided by ``core/wizard.py``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget, QWizard, QWizardPage

from qlts_desktop.core.wizard import Step, WizardFacts, next_step

_IDS = {step: number for number, step in enumerate(Step)}


class StepPage(QWizardPage):
    """A page whose content is built when it is first shown, so that no press of a button waits for both."""

    def __init__(self, build: Callable[[], QWidget]) -> None:
        super().__init__()
        self._build = build
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def initializePage(self) -> None:
        """Build the content; with independent pages Qt calls this once."""
        if self._column.count() == 0:
            self._column.addWidget(self._build())


class RenewalSteps(QWizard):
    """Holds the pages and moves between them. Header and buttons are the window's own."""

    def __init__(self, facts: Callable[[], WizardFacts], pages: dict[Step, Callable[[], QWidget]]) -> None:
        super().__init__()
        self._facts = facts
        self.setObjectName("renewalSteps")
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setButtonLayout([])
        self.setOption(QWizard.WizardOption.IndependentPages, True)
        for step, build in pages.items():
            self.setPage(_IDS[step], StepPage(build))
        self.setStartId(_IDS[next(iter(pages))])

    @property
    def step(self) -> Step:
        """The step shown now; the first before the wizard has started."""
        return next((step for step, number in _IDS.items() if number == self.currentId()), Step.FORM)

    def nextId(self) -> int:
        """Ask the flow which page follows."""
        if self.currentId() < 0:
            return -1
        following = next_step(self.step, self._facts())
        return -1 if following is None else _IDS[following]

    def _take_bar_away(self) -> None:
        """QWizard keeps a ruler and the margins of its button row even without buttons."""
        grid = self.findChild(QGridLayout)
        if grid is None:
            return
        for row in grid.findChildren(QHBoxLayout):
            row.setContentsMargins(0, 0, 0, 0)
        for widget in (grid.itemAt(index).widget() for index in range(grid.count())):
            if widget is not None and widget.findChild(QWizardPage) is None:
                widget.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Show pages only."""
        super().showEvent(event)
        self._take_bar_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc and Enter to the window around: a QWizard would hide itself."""
        event.ignore()
