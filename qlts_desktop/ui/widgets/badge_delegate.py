"""Draws a state in a table as a badge: the word, on a ground of its colour."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qlts_desktop.ui import theme
from qlts_desktop.ui.widgets.badge import TONE_ROLE, Tone

_FONT_PIXELS = 12
_HEIGHT = 20
_PADDING = 8
_MARGIN = 8
"""As far from the edge as the header's words."""


class BadgeDelegate(QStyledItemDelegate):
    """The painter of a column of states; a cell has its tone under ``TONE_ROLE``."""

    def _font(self, option: QStyleOptionViewItem) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(_FONT_PIXELS)
        font.setBold(True)
        return font

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell's own ground, then the badge on it."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        if not text:
            return
        tokens = theme.current()
        ground, ink = {
            Tone.SUCCESS: (tokens.success_soft, tokens.success_text),
            Tone.WARNING: (tokens.banner, tokens.banner_text),
            Tone.DANGER: (tokens.danger_soft, tokens.danger_text),
            Tone.INFO: (tokens.info_soft, tokens.info_text),
            Tone.NEUTRAL: (tokens.neutral_soft, tokens.neutral_text),
        }[Tone(index.data(TONE_ROLE))]
        font = self._font(option)
        metrics = QFontMetrics(font)
        room = option.rect.width() - 2 * _MARGIN - 2 * _PADDING
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        box = QRectF(
            option.rect.left() + _MARGIN,
            option.rect.center().y() + 1 - _HEIGHT / 2,
            metrics.horizontalAdvance(shown) + 2 * _PADDING,
            _HEIGHT,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the badge and its margins."""
        metrics = QFontMetrics(self._font(option))
        width = metrics.horizontalAdvance(str(index.data() or "")) + 2 * (_PADDING + _MARGIN)
        return QSize(width, _HEIGHT + 12)
