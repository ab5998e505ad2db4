"""Days down a line with a dot each: what was, is and will be."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qlts_desktop.ui import theme
from qlts_desktop.ui.widgets.badge import Tone
from qlts_desktop.ui.widgets.card import wrapped_label

DAY_WIDTH = 92
ROW_GAP = 16
DOT_WIDTH = 24
DOT_TOP = 10.0
DOT_RADIUS = 5.0


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One dot with its words, plain text."""

    day: str
    title: str
    detail: str
    tone: Tone
    filled: bool = False
    """A filled dot is what has come true, a ring is still to come."""
    above_day: str = ""
    """A bold word over the day, for example *Hôm nay*."""


class Timeline(QWidget):
    """A column of :class:`TimelineRow`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def set_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show other rows."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for index, row in enumerate(rows):
            self._column.addWidget(_Row(row, is_first=index == 0, is_last=index == len(rows) - 1))


class _Dot(QWidget):
    """The dot of a row on the line from the row before to the next one."""

    def __init__(self, tone: Tone, *, filled: bool, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self._tone = tone
        self._filled = filled
        self._is_first = is_first
        self._is_last = is_last
        self.setFixedWidth(DOT_WIDTH)

    def _colour(self) -> QColor:
        tokens = theme.current()
        return QColor(
            {
                Tone.SUCCESS: tokens.primary,
                Tone.INFO: tokens.primary,
                Tone.WARNING: tokens.banner_border,
                Tone.DANGER: tokens.danger,
                Tone.NEUTRAL: tokens.control_border,
            }[self._tone]
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the dot over it."""
        tokens = theme.current()
        centre = QPointF(self.width() / 2, DOT_TOP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = centre.y() if self._is_first else 0.0
        bottom = centre.y() if self._is_last else float(self.height())
        painter.setPen(QPen(QColor(tokens.border), 2))
        painter.drawLine(QPointF(centre.x(), top), QPointF(centre.x(), bottom))
        painter.setPen(QPen(self._colour(), 2))
        painter.setBrush(self._colour() if self._filled else QColor(tokens.surface))
        painter.drawEllipse(centre, DOT_RADIUS, DOT_RADIUS)
        painter.end()


class _Row(QWidget):
    def __init__(self, row: TimelineRow, *, is_first: bool, is_last: bool) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        day = QVBoxLayout()
        day.setSpacing(0)
        if row.above_day:
            day.addWidget(wrapped_label(row.above_day, "field"))
        day.addWidget(wrapped_label(row.day, "small"))
        day.addStretch()
        day.setContentsMargins(0, 0, 0, 0 if is_last else ROW_GAP)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, 0, 0, 0 if is_last else ROW_GAP)
        title = wrapped_label(row.title, "strong")
        words.addWidget(title)
        if row.detail:
            words.addWidget(wrapped_label(row.detail, "small"))
        words.addStretch()
        for column in (day, words):
            for index in range(column.count()):
                label = column.itemAt(index).widget()
                if label is not None:
                    label.setTextFormat(Qt.TextFormat.PlainText)
        grid.addLayout(day, 0, 0)
        grid.addWidget(_Dot(row.tone, filled=row.filled, is_first=is_first, is_last=is_last), 0, 1)
        grid.addLayout(words, 0, 2)
        grid.setColumnMinimumWidth(0, DAY_WIDTH)
        grid.setColumnStretch(2, 1)
        said = (row.above_day, row.day, row.title, row.detail)
        self.setAccessibleName(", ".join(part for part in said if part))
