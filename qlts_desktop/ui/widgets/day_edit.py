"""A day, typed as dd/MM/yyyy or picked from a calendar; may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.typed_days import parse_day
from qlts_desktop.ui.theme import current
from qlts_desktop.ui.widgets.line_edit import LineEdit

_BUTTON_WIDTH = 30
_WEEKDAY_WIDTH = 74


class DayEdit(LineEdit):
    """A line edit for a day with a calendar at its right end.

    What is typed stays as typed: text that is no day is kept, for the form to point at.

    Signals:
        dayChanged: The text has changed; see :attr:`day` and :attr:`is_unreadable`.

    Attributes:
        weekday: The day of the week, quietly, next to a day: payments do not arrive on a Sunday.
        calendar_button: Opens the calendar; Alt+Down does the same.
    """

    dayChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: date | None = None
        self._last: date | None = None
        self._days_off: Mapping[date, str] = {}
        self._popup: QFrame | None = None
        self.setPlaceholderText(self.tr("dd/mm/yyyy"))
        self.weekday = QLabel(self)
        self.weekday.setProperty("role", "small")
        self.weekday.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.weekday.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.calendar_button = QToolButton(self)
        self.calendar_button.setProperty("kind", "calendar")
        self.calendar_button.setAccessibleName(self.tr("Choose a day from the calendar"))
        self.calendar_button.setToolTip(self.tr("Choose a day from the calendar (Alt+Down)"))
        self.calendar_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.calendar_button.clicked.connect(self.open_calendar)
        self.setTextMargins(0, 0, _BUTTON_WIDTH - 8, 0)
        self.textChanged.connect(self._on_text)

    @property
    def day(self) -> date | None:
        """The day typed; None when empty or not a day."""
        return parse_day(self.text())

    @property
    def is_unreadable(self) -> bool:
        """Whether there is text that is no day."""
        return bool(self.text().strip()) and self.day is None

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        text = "" if day is None else format_day(day)
        if self.text() != text:
            self.show_text(text)

    def set_limits(self, first: date | None, last: date | None) -> None:
        """Limit what the calendar offers; typed days are judged by the form."""
        self._first, self._last = first, last

    def set_days_off(self, names: Mapping[date, str]) -> None:
        """Colour these days like a weekend in the calendar, their names as tooltips."""
        self._days_off = names

    def tidy(self) -> None:
        """Write a day typed in another way (1/2/27) in full."""
        if self.day is not None:
            self.set_day(self.day)

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self.isReadOnly():
            return
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("card", True)
        calendar = QCalendarWidget(popup)
        calendar.setObjectName("calendar")
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(current().danger_text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
        for off, name in self._days_off.items():
            holiday = QTextCharFormat(weekend)
            holiday.setToolTip(name)
            calendar.setDateTextFormat(_to_qt(off), holiday)
        if self._first is not None and self._last is not None:
            calendar.setDateRange(_to_qt(self._first), _to_qt(self._last))
        if self.day is not None:
            calendar.setSelectedDate(_to_qt(self.day))
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(self._pick)
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(calendar)
        popup.adjustSize()
        popup.move(self._place_for(popup.sizeHint()))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    def _on_text(self) -> None:
        self.weekday.setText("" if self.day is None else self.locale().dayName(self.day.isoweekday()))
        self.dayChanged.emit()

    def _place_for(self, size: QSize) -> QPoint:
        """Under the field, or above where the screen ends."""
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        x = min(below.x(), screen.right() - size.width())
        if below.y() + size.height() <= screen.bottom():
            return QPoint(x, below.y())
        return QPoint(x, self.mapToGlobal(QPoint(0, 0)).y() - size.height() - 2)

    def _pick(self, chosen: QDate) -> None:
        if self._popup is None:
            return
        popup, self._popup = self._popup, None
        popup.close()
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        self.setFocus()

    def setObjectName(self, name: str) -> None:
        """Name the button after the field."""
        super().setObjectName(name)
        self.calendar_button.setObjectName(f"{name}_calendar")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar, as in every date field."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end, the day of the week before it."""
        super().resizeEvent(event)
        left = self.width() - _BUTTON_WIDTH - 2 - _WEEKDAY_WIDTH
        self.weekday.setGeometry(left, 1, _WEEKDAY_WIDTH, self.height() - 2)
        self.calendar_button.setGeometry(self.width() - _BUTTON_WIDTH - 2, 3, _BUTTON_WIDTH, self.height() - 6)

    def changeEvent(self, event: QEvent) -> None:
        """A read-only day has no calendar."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ReadOnlyChange, QEvent.Type.EnabledChange):
            self.calendar_button.setVisible(not self.isReadOnly())


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
