"""Shows a page of the guide: Markdown in the program's look, pictures as wide as fits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDesktopServices,
    QFont,
    QFontDatabase,
    QImage,
    QPainter,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from qlts_desktop.ui import theme

BODY_PIXELS = 15
HEADINGS = {1: 24, 2: 18, 3: 16}
"""Pixels of headings at 100 %."""
ZOOMS = (75, 90, 100, 115, 130, 150, 175, 200)
LINE_PERCENT = 120
MARGIN = 28
LONGEST_LINE = 860
"""Pixels; a wider window leaves more room at the sides, because nobody reads longer lines."""
_RELAYOUT_MS = 60
_OBJECT = "\ufffc"
"""What stands for a picture in a text."""


class GuideBrowser(QTextBrowser):
    """A page.

    Attributes:
        percent: How large it is shown.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """Args: ``folder`` holds the pages; nothing outside it is shown."""
        super().__init__(parent)
        self._folder = folder.resolve()
        self.percent = 100
        self.setObjectName("guidePage")
        self.setAccessibleName(self.tr("Page of the guide"))
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # A bar that comes and goes would change the width that the pictures are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._relayout = QTimer(self)
        self._relayout.setSingleShot(True)
        self._relayout.setInterval(_RELAYOUT_MS)
        self._relayout.timeout.connect(self._show_again)
        self._shown_width = 0
        self._shown = QUrl()
        self.sourceChanged.connect(self._on_source)

    def show_file(self, page: str) -> None:
        """Show a page by its file below the folder."""
        self.setSource(QUrl.fromLocalFile(str(self._folder / page)))

    def shown_file(self) -> str:
        """The page shown now, by its file below the folder; empty before the first."""
        path = Path(self._shown.toLocalFile())
        return path.relative_to(self._folder).as_posix() if path.is_relative_to(self._folder) else ""

    def zoom(self, steps: int) -> None:
        """Show it larger or smaller by steps; 0: at 100 %."""
        place = ZOOMS.index(self.percent)
        self.percent = 100 if not steps else ZOOMS[max(0, min(len(ZOOMS) - 1, place + steps))]
        self._show_again()

    # --- inside -----------------------------------------------------------------------------------------

    def _on_source(self, url: QUrl) -> None:
        """A page is there; ``source()`` still names the one before."""
        self._shown = url
        self._dress()

    def _room(self) -> int:
        """Pixels for the text's lines."""
        return max(200, self.viewport().width() - 2 * self._side() - 2)

    def _side(self) -> int:
        longest = LONGEST_LINE * self.percent // 100
        return max(MARGIN, (self.viewport().width() - longest) // 2)

    def _show_again(self) -> None:
        """After a change of width, size or colours; the place on the page stays."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self.reload()
        bar.setValue(round(share * bar.maximum()))

    def _dress(self) -> None:
        """Markdown knows headings and tables; their look is ours."""
        document = self.document()
        document.setDefaultFont(self._font(BODY_PIXELS))
        tokens = theme.current()
        frame = document.rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(self._side())
        shape.setRightMargin(self._side())
        shape.setTopMargin(12)
        shape.setBottomMargin(32)
        frame.setFrameFormat(shape)
        block = document.begin()
        while block.isValid():
            self._dress_block(QTextCursor(block), QColor(tokens.text))
            block = block.next()
        for child in frame.childFrames():
            if isinstance(child, QTextTable):
                self._dress_table(child, QColor(tokens.border))
        self._shown_width = self.viewport().width()

    def _dress_block(self, cursor: QTextCursor, colour: QColor) -> None:
        block = cursor.block()
        shape = QTextBlockFormat()
        level = block.blockFormat().headingLevel()
        if _OBJECT not in block.text():  # a picture would get a fifth of its height as empty space
            shape.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        in_table = cursor.currentTable() is not None
        shape.setTopMargin({1: 8, 2: 22, 3: 14}.get(level, 0))
        shape.setBottomMargin(0 if in_table else {1: 12, 2: 6, 3: 4}.get(level, 4 if block.textList() else 10))
        cursor.mergeBlockFormat(shape)
        if level:
            letters = QTextCharFormat()
            letters.setFont(self._font(HEADINGS.get(level, BODY_PIXELS), bold=True))
            letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            letters.setForeground(QBrush(colour))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.setCharFormat(letters)
            return
        self._dress_code(cursor)

    def _dress_code(self, cursor: QTextCursor) -> None:
        """Commands and file names, in the system's fixed font at the text's size."""
        block = cursor.block()
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        is_whole = block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)
        places = []
        iterator = block.begin()
        while not iterator.atEnd():
            piece = iterator.fragment()
            if piece.charFormat().fontFixedPitch():
                places.append((piece.position(), piece.length()))
            iterator += 1
        letters = QTextCharFormat()
        letters.setFontFamilies([family, "Noto Sans"])
        letters.setProperty(QTextFormat.Property.FontPixelSize, round((BODY_PIXELS - 1) * self.percent / 100))
        letters.setBackground(QColor(theme.current().neutral_soft))
        for position, length in places:
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(letters)
        if is_whole:
            shape = QTextBlockFormat()
            shape.setBackground(QColor(theme.current().neutral_soft))
            follows = block.next().blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)
            shape.setBottomMargin(0 if follows else 12)
            shape.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
            shape.setNonBreakableLines(False)
            cursor.mergeBlockFormat(shape)

    @staticmethod
    def _dress_table(table: QTextTable, border: QColor) -> None:
        shape = table.format()
        shape.setBorder(1)
        shape.setBorderBrush(QBrush(border))
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderCollapse(True)
        shape.setCellPadding(7)
        shape.setCellSpacing(0)
        shape.setTopMargin(4)
        shape.setBottomMargin(14)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(shape)

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(pixels * self.percent / 100))
        font.setBold(bold)
        return font

    def _fitted(self, image: QImage) -> QImage:
        """A picture no wider than the text, drawn from all its pixels on a dense screen, in a thin frame."""
        shown = min(self._room(), image.width())
        pixels = min(image.width(), round(shown * self.devicePixelRatioF()))
        if pixels < image.width():
            image = image.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(pixels / shown)
        framed = image.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(framed)
        painter.setPen(QPen(QColor(theme.current().control_border), 1))
        painter.drawRect(
            QRectF(
                0,
                0,
                framed.width() / framed.devicePixelRatio() - 1,
                framed.height() / framed.devicePixelRatio() - 1,
            )
        )
        painter.end()
        return framed

    # --- Qt ---------------------------------------------------------------------------------------------

    def doSetSource(self, name: QUrl, kind: QTextDocument.ResourceType) -> None:
        """Another page here, any other address in the browser."""
        url = self._shown.resolved(name) if name.isRelative() else name
        if not url.isLocalFile():
            if url.scheme() == "https":
                QDesktopServices.openUrl(url)
            return
        if not Path(url.toLocalFile()).resolve().is_relative_to(self._folder):
            return
        super().doSetSource(url, QTextDocument.ResourceType.MarkdownResource)

    def loadResource(self, kind: int, name: QUrl) -> object:
        """Pictures fitted to the width; pages as they are."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not isinstance(found, QByteArray):
            return found
        image = QImage.fromData(found)
        return None if image.isNull() else self._fitted(image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures anew, once the width has come to rest."""
        super().resizeEvent(event)
        if self._shown_width and self.viewport().width() != self._shown_width:
            self._relayout.start()

    def changeEvent(self, event: QEvent) -> None:
        """Other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._shown_width:
            self._relayout.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl: larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for a line."""
        return QSize(LONGEST_LINE, 640)
