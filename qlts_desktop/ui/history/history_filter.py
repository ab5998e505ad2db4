"""*Lọc*: which registrations the table shows, by state of payment and by year."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qlts_desktop.core.dates import vietnam_day
from qlts_desktop.core.text import vietnamese_order
from qlts_desktop.services.registration_port import HistoryRow
from qlts_desktop.ui.history.history_model import payment_of


class HistoryFilter(QPushButton):
    """A button with a menu of states and years; several of a kind mean any of them.

    Signals:
        changed: What is wanted is another.

    Attributes:
        states: The wanted states of payment, in words; none: all.
        years: The wanted years of registration; none: all.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyFilterButton")
        self.states: set[str] = set()
        self.years: set[int] = set()
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._show_count()

    def offer(self, rows: Iterable[HistoryRow]) -> None:
        """Offer the states and years that there are; what is wanted stays wanted while it is among them."""
        rows = tuple(rows)
        states = sorted({payment_of(row)[0] for row in rows}, key=vietnamese_order)
        years = sorted({vietnam_day(row.registered_at).year for row in rows}, reverse=True)
        self.states &= set(states)
        self.years &= set(years)
        self._menu.clear()
        self._menu.addSection(self.tr("Payment"))
        for state in states:
            self._entry(state, state in self.states, self._toggle_state)
        self._menu.addSection(self.tr("Year of registration"))
        for year in years:
            self._entry(str(year), year in self.years, self._toggle_year)
        self._menu.addSeparator()
        clear = self._menu.addAction(self.tr("Show all"))
        clear.setObjectName("historyFilterClear")
        clear.triggered.connect(self.clear)
        self._show_count()

    def _entry(self, text: str, checked: bool, toggle: object) -> None:
        entry = QAction(text, self._menu)
        entry.setCheckable(True)
        entry.setChecked(checked)
        entry.toggled.connect(lambda on: toggle(text, on))  # type: ignore[operator]
        self._menu.addAction(entry)

    def clear(self) -> None:
        """Want all."""
        self.states.clear()
        self.years.clear()
        for entry in self._menu.actions():
            entry.setChecked(False)
        self._tell()

    @property
    def is_used(self) -> bool:
        """Whether anything is left out."""
        return bool(self.states or self.years)

    @property
    def words(self) -> str:
        """What is wanted, in words."""
        return ", ".join((*sorted(self.states, key=vietnamese_order), *map(str, sorted(self.years, reverse=True))))

    def _toggle_state(self, state: str, on: bool) -> None:
        (self.states.add if on else self.states.discard)(state)
        self._tell()

    def _toggle_year(self, year: str, on: bool) -> None:
        (self.years.add if on else self.years.discard)(int(year))
        self._tell()

    def _tell(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        wanted = len(self.states) + len(self.years)
        self.setText(self.tr("Fi&lter ({0})").format(wanted) if wanted else self.tr("Fi&lter"))
