"""Pictures as pages, so that one window shows, enlarges and prints whatever a file is."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QImage, QImageReader, QPageLayout, QPageSize, QPainter, QPdfWriter

from qlts_desktop.core.errors import ErrorCode, OperationError

_DPI = 150


def as_pdf(content: bytes) -> bytes:
    """A PDF stays as it is; a picture is drawn on an A4 page, upright. Blocks.

    Raises:
        OperationError: file_damaged, when the picture cannot be opened.
    """
    if content.startswith(b"%PDF-"):
        return content
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise OperationError(ErrorCode.FILE_DAMAGED, technical=reader.errorString())
    return _page(image)


def _page(image: QImage) -> bytes:
    output = QBuffer()
    output.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(output)
    wide = image.width() > image.height()
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, orientation, QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter))
    writer.setResolution(_DPI)
    painter = QPainter(writer)
    room = painter.viewport().size()
    fitted = image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter.drawImage((room.width() - fitted.width()) // 2, 0, fitted)
    painter.end()
    return bytes(output.data().data())
