"""Files chosen as scans: opened, measured, made smaller where they are too large, and searched for codes.

All of it blocks and belongs into the background runner. What a file is, its content says, never its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import (
    LARGEST_FILE,
    MOST_OPENED_PIXELS,
    MOST_PAGES,
    MOST_PIXELS,
    FileKind,
    dpi_on_a4,
    kind_of,
)
from qlts_desktop.services.paper_scan_port import GreyPicture, ScanFile, ScanReading

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

LARGEST_READ = 100_000_000
"""Bytes of a file that is opened at all."""
_PDF_DPI = 200
_FINE = QSize(3508, 3508)
"""A4 at 300 dots per inch: what a picture that is too large is made to fit into, and all that is looked at to find
codes. More would take hundreds of megabytes and stall the window."""
_QUALITY = 85
_THUMBNAIL = QSize(96, 128)
_BYTES_A_PIXEL = 4


@dataclass(frozen=True, slots=True)
class ReadScan:
    """A file that was opened.

    Attributes:
        file: What is sent: the file as it is, or a smaller picture of it.
        codes: The texts of all codes on it.
        pages: How many it has.
        dpi: How many dots per inch its coarsest page has on A4; 0 where that is not known.
        made_smaller: ``file`` is not the file as it was chosen.
        thumbnail: Its first page, small.
    """

    file: ScanFile
    codes: tuple[str, ...]
    pages: int
    dpi: int
    made_smaller: bool
    thumbnail: QImage


def read_file(path: Path, reading: ScanReading) -> ReadScan:
    """Open a file.

    Args:
        path: Where it is.
        reading: Reads codes and measures PDFs.

    Raises:
        OperationError: file_unreadable, file_too_large, file_empty, file_type_wrong, file_damaged,
            too_many_pixels, too_many_pages; details ``path`` names it.
    """
    try:
        return read_content(path.name, _content_of(path), reading)
    except OSError as error:
        raise OperationError(
            ErrorCode.FILE_UNREADABLE, details={"path": str(path)}, technical=str(error)
        ) from error
    except OperationError as error:
        error.details["path"] = str(path)
        raise


def _content_of(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_READ:
        raise OperationError(ErrorCode.FILE_TOO_LARGE)
    return path.read_bytes()


def read_content(name: str, content: bytes, reading: ScanReading) -> ReadScan:
    """As :func:`read_file`, for a file that has been read."""
    if not content:
        raise OperationError(ErrorCode.FILE_EMPTY)
    kind = kind_of(content)
    if kind is None:
        raise OperationError(ErrorCode.FILE_TYPE_WRONG)
    if kind is FileKind.PDF:
        return _read_pdf(name, content, reading)
    return _scan_of(name, content, *_decoded(content, kind), reading)


def read_image(name: str, image: QImage, reading: ScanReading) -> ReadScan:
    """As :func:`read_file`, for a picture from the clipboard; ``name`` has no suffix."""
    return _scan_of(f"{name}.jpg", _as_jpeg(image), _fine(image), image.size(), reading)


def _scan_of(name: str, content: bytes, image: QImage, size: QSize, reading: ScanReading) -> ReadScan:
    """What is sent of a picture.

    Args:
        name: The file's.
        content: The file.
        image: The picture, at most ``_FINE``.
        size: Of the picture in the file.
        reading: Reads codes.
    """
    make_smaller = size.width() * size.height() > MOST_PIXELS or len(content) > LARGEST_FILE
    if make_smaller:
        content, name, size = _as_jpeg(image), f"{Path(name).stem}.jpg", image.size()
    dpi = dpi_on_a4(size.width(), size.height())
    return ReadScan(
        ScanFile(name, content), reading.codes_in(_grey(image)), 1, dpi, make_smaller, _thumbnail(image)
    )


def _fine(image: QImage) -> QImage:
    """The picture, no larger than ``_FINE``; a small one stays as it is."""
    if image.size().boundedTo(_FINE) == image.size():
        return image
    return image.scaled(_FINE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _decoded(content: bytes, kind: FileKind) -> tuple[QImage, QSize]:
    """The picture, upright and at most ``_FINE``, and its size in the file."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.value.encode("ascii")))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise OperationError(ErrorCode.FILE_DAMAGED, technical=reader.errorString())
    # A PNG can only be opened whole, and Qt opens none that needs more than this.
    most_png = QImageReader.allocationLimit() * 2**20 // _BYTES_A_PIXEL
    if size.width() * size.height() > (most_png if kind is FileKind.PNG else MOST_OPENED_PIXELS):
        raise OperationError(ErrorCode.TOO_MANY_PIXELS, technical=f"{size.width()} x {size.height()} pixels")
    if kind is FileKind.JPEG and size.boundedTo(_FINE) != size:
        reader.setScaledSize(size.scaled(_FINE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise OperationError(ErrorCode.FILE_DAMAGED, technical=reader.errorString())
    return _fine(image), size


def _read_pdf(name: str, content: bytes, reading: ScanReading) -> ReadScan:
    from PySide6.QtPdf import QPdfDocument

    if len(content) > LARGEST_FILE:
        raise OperationError(ErrorCode.FILE_TOO_LARGE)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    try:
        if document.status() is not QPdfDocument.Status.Ready or document.pageCount() == 0:
            raise OperationError(ErrorCode.FILE_DAMAGED, technical=str(document.error()))
        if document.pageCount() > MOST_PAGES:
            raise OperationError(ErrorCode.TOO_MANY_PAGES, technical=f"{document.pageCount()} pages")
        codes: list[str] = []
        first = QImage()
        for page in range(document.pageCount()):
            image = _drawn(document, page)
            codes += reading.codes_in(_grey(image))
            first = image if page == 0 else first
        return ReadScan(
            ScanFile(name, content),
            tuple(codes),
            document.pageCount(),
            reading.dpi_of_pdf(content),
            made_smaller=False,
            thumbnail=_thumbnail(first),
        )
    finally:
        document.close()


def _drawn(document: QPdfDocument, page: int) -> QImage:
    """A page on white paper."""
    points = document.pagePointSize(page)
    size = QSize(round(points.width() / 72 * _PDF_DPI), round(points.height() / 72 * _PDF_DPI))
    if size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        raise OperationError(ErrorCode.TOO_MANY_PIXELS, technical=f"{points.width()} x {points.height()} points")
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return paper


def _grey(image: QImage) -> GreyPicture:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return GreyPicture(grey.width(), grey.height(), grey.bytesPerLine(), bytes(grey.constBits()))


def _thumbnail(image: QImage) -> QImage:
    return image.scaled(_THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _as_jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # On white: a JPEG has no transparency, and what was behind a window's picture would come out black.
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    flat.save(buffer, "JPEG", _QUALITY)
    return bytes(buffer.data().data())
