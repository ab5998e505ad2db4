"""Files chosen as scans: opened, measured, made smaller where they are too large, and searched for codes.

All of it blocks and belongs into the background runner. What a file is, its content says, never its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import (
    LARGEST_FILE,
    MOST_PAGES,
    MOST_PIXELS,
    FileKind,
    dpi_on_a4,
    kind_of,
)
from qlts_desktop.services.paper_scan_port import GreyPicture, ScanFile

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

CodeReader = Callable[[GreyPicture], tuple[str, ...]]

LARGEST_READ = 100_000_000
"""Bytes of a file that is opened at all."""
_MOST_READ_PIXELS = 200_000_000
_PDF_DPI = 200
_SMALLER = QSize(3508, 3508)
"""What a picture that is too large is made to fit into: A4 at 300 dots per inch."""
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
        dpi: How many dots per inch its picture has on A4; 0 where that is not known.
        made_smaller: ``file`` is not the file as it was chosen.
        thumbnail: Its first page, small.
    """

    file: ScanFile
    codes: tuple[str, ...]
    pages: int
    dpi: int
    made_smaller: bool
    thumbnail: QImage


def read_file(path: Path, codes_in: CodeReader) -> ReadScan:
    """Open a file.

    Args:
        path: Where it is.
        codes_in: Reads codes.

    Raises:
        OperationError: file_unreadable, file_too_large, file_type_wrong; details ``path`` names it.
    """
    try:
        return read_content(path.name, _content_of(path), codes_in)
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


def read_content(name: str, content: bytes, codes_in: CodeReader) -> ReadScan:
    """As :func:`read_file`, for a file that has been read."""
    kind = kind_of(content)
    if kind is None:
        raise OperationError(ErrorCode.FILE_TYPE_WRONG)
    if kind is FileKind.PDF:
        return _read_pdf(name, content, codes_in)
    image, size = _decoded(content, kind)
    too_large = size.width() * size.height() > MOST_PIXELS or len(content) > LARGEST_FILE
    return _scan_of(name, content, image, size, codes_in, make_smaller=too_large)


def read_image(name: str, image: QImage, codes_in: CodeReader) -> ReadScan:
    """As :func:`read_file`, for a picture from the clipboard; ``name`` has no suffix."""
    content = _as_jpeg(image)
    return _scan_of(
        f"{name}.jpg", content, image, image.size(), codes_in, make_smaller=len(content) > LARGEST_FILE
    )


def _scan_of(
    name: str, content: bytes, image: QImage, size: QSize, codes_in: CodeReader, *, make_smaller: bool
) -> ReadScan:
    if make_smaller:
        image = image.scaled(
            _SMALLER, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        content, name = _as_jpeg(image), f"{Path(name).stem}.jpg"
    dpi = dpi_on_a4(image.width(), image.height()) if make_smaller else dpi_on_a4(size.width(), size.height())
    return ReadScan(ScanFile(name, content), codes_in(_grey(image)), 1, dpi, make_smaller, _thumbnail(image))


def _decoded(content: bytes, kind: FileKind) -> tuple[QImage, QSize]:
    """The picture, upright, and its size in the file; a huge JPEG is opened at a part of its size."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.value.encode("ascii")))
    reader.setAutoTransform(True)
    size = reader.size()
    pixels = size.width() * size.height()
    if not size.isValid():
        raise OperationError(ErrorCode.FILE_UNREADABLE, technical=reader.errorString())
    # A PNG can only be opened whole, and Qt opens none that needs more than this.
    whole = QImageReader.allocationLimit() * 2**20 // _BYTES_A_PIXEL if kind is FileKind.PNG else _MOST_READ_PIXELS
    if pixels > whole:
        raise OperationError(ErrorCode.FILE_TOO_LARGE, technical=f"{size.width()} x {size.height()} pixels")
    if pixels > MOST_PIXELS:
        reader.setScaledSize(size.scaled(_SMALLER, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise OperationError(ErrorCode.FILE_UNREADABLE, technical=reader.errorString())
    return image, size


def _read_pdf(name: str, content: bytes, codes_in: CodeReader) -> ReadScan:
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
            raise OperationError(ErrorCode.FILE_UNREADABLE, technical=str(document.error()))
        if document.pageCount() > MOST_PAGES:
            raise OperationError(ErrorCode.FILE_TOO_LARGE, technical=f"{document.pageCount()} pages")
        codes: list[str] = []
        first = QImage()
        for page in range(document.pageCount()):
            image = _drawn(document, page)
            codes += codes_in(_grey(image))
            first = image if page == 0 else first
        return ReadScan(
            ScanFile(name, content),
            tuple(codes),
            document.pageCount(),
            0,
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
        raise OperationError(ErrorCode.FILE_TOO_LARGE, technical=f"a page of {points.width()} x {points.height()}")
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
