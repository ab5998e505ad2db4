"""A QR code drawn so that every camera reads it from the screen, with what it says printed under it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qlts_desktop.services.qr_code import qr_rows

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""
SYMBOL_SIDE = 160
"""Least side of the code itself in device-independent pixels: 4.2 cm on a screen of 96 dots an inch."""
_GAP = 4
_PADDING = 12
_FONT_PIXELS = 12
_COPY_RATIO = 2.0


class QrPicture(QWidget):
    """A white card with a code and captions, the same in every theme.

    A module is always a whole number of the screen's own pixels, and its edges lie between them, so that nothing
    is smoothed or uneven at any scale.

    Attributes:
        payload: What the code says.
        captions: The lines under it.
    """

    def __init__(self, payload: str, captions: tuple[str, ...]) -> None:
        super().__init__()
        self.payload = payload
        self.captions = captions
        rows = qr_rows(payload)
        self._code = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
        self._code.fill(Qt.GlobalColor.white)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    self._code.setPixelColor(x, y, Qt.GlobalColor.black)
        self._font = QFont(self.font())
        self._font.setPixelSize(_FONT_PIXELS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def module_pixels(self, ratio: float) -> int:
        """The side of a module in the screen's own pixels.

        Args:
            ratio: Those pixels to a device-independent one.
        """
        return ceil(SYMBOL_SIDE * ratio / self._code.width())

    def image(self) -> QImage:
        """The card as a picture of its own, to be pasted elsewhere."""
        size = self._size(_COPY_RATIO)
        image = QImage(size * _COPY_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_COPY_RATIO)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._draw(painter, size, _COPY_RATIO)
        painter.end()
        return image

    def _size(self, ratio: float) -> QSize:
        side = ceil(self._side(ratio)) + 1  # a pixel to move the code to where the screen's pixels begin
        return QSize(side, side + ceil(sum(box.height() + _GAP for box in self._boxes(side))) + _PADDING)

    def _side(self, ratio: float) -> float:
        return (self._code.width() + 2 * QUIET_ZONE) * self.module_pixels(ratio) / ratio

    def _boxes(self, width: float) -> list[QRectF]:
        metrics = QFontMetricsF(self._font)
        room = QRectF(0, 0, width - 2 * _PADDING, 10_000)
        return [metrics.boundingRect(room, _CAPTION, text) for text in self.captions]

    def _draw(self, painter: QPainter, size: QSize, ratio: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()), 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        module = self.module_pixels(ratio)
        code = self._code.scaledToWidth(self._code.width() * module, Qt.TransformationMode.FastTransformation)
        code.setDevicePixelRatio(ratio)
        margin = QUIET_ZONE * module / ratio
        wanted = painter.deviceTransform().map(QPointF(margin, margin))
        on_pixels = QPointF(ceil(wanted.x() - 0.01), ceil(wanted.y() - 0.01))
        painter.drawImage(QPointF(margin, margin) + (on_pixels - wanted) / ratio, code)
        painter.setFont(self._font)
        painter.setPen(QColor(Qt.GlobalColor.black))
        top = float(size.width())
        for text, box in zip(self.captions, self._boxes(size.width()), strict=True):
            room = QRectF(_PADDING, top, size.width() - 2 * _PADDING, box.height())
            painter.drawText(room, _CAPTION, text)
            top += box.height() + _GAP

    # --- Qt ---------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As large as the code needs to be on this screen."""
        return self._size(self.devicePixelRatioF())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw for the screen as it is now."""
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        self._draw(painter, self._size(ratio), ratio)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Another screen may have other pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.updateGeometry()
        return super().event(event)


_CAPTION = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
