"""The slip as a picture: the very PDF that is sent, to be read, enlarged and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui import theme
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

    from qlts_desktop.ui.renewal.pdf_pages import PdfPages

ZOOM_STEP = 1.25
SMALLEST_ZOOM, LARGEST_ZOOM = 0.25, 5.0


class SlipView(QFrame):
    """A PDF with buttons to enlarge, shrink, fit and print it; so do Ctrl with + − 0 and Ctrl with the wheel.

    The page keys, Home and End move through it.

    Signals:
        printRequested: *In phiếu* was chosen.
        retryRequested: *Thử lại* after the slip could not be made.

    Attributes:
        pdf: The document shown; None while there is none.
    """

    printRequested = Signal()
    retryRequested = Signal()

    def __init__(self, waiting: str = "", name: str = "", parent: QWidget | None = None) -> None:
        """An empty view.

        Args:
            waiting: What is said until the document is there; default: that the slip is being made.
            name: The document's name for screen readers; default: the slip's.
            parent: The widget that it belongs to.
        """
        super().__init__(parent)
        self._name = name or self.tr("The slip as it will be sent")
        self.setProperty("slipGround", True)
        self.pdf: bytes | None = None
        self._document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self._view: PdfPages | None = None
        self._waiting = wrapped_label(waiting or self.tr("Making the slip…"), role="muted", name="slipWaiting")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said = wrapped_label(role="small", name="slipSaid")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setContentsMargins(12, 6, 12, 8)
        self._said.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waiting)
        self._error = ErrorPanel()
        self._error.setObjectName("slipError")
        self._stack.addWidget(self._failure())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._tools())
        column.addWidget(self._said)
        column.addWidget(self._stack, 1)
        for keys, action in (
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.fit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(action)
        self._enable(False)

    def _tools(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("bar", "top")
        self._pages = QLabel()
        self._pages.setProperty("role", "small")
        self.zoom_out_button = self._tool("zoomOutButton", "−", self.tr("Smaller (Ctrl+−)"))
        self.zoom_in_button = self._tool("zoomInButton", "+", self.tr("Larger (Ctrl++)"))
        self.fit_button = self._tool("zoomFitButton", self.tr("&Fit width"), self.tr("Fit the width (Ctrl+0)"))
        self.print_button = self._tool("printSlipButton", self.tr("&Print…"), self.tr("Print the document"))
        self.zoom_out_button.clicked.connect(self.zoom_out)
        self.zoom_in_button.clicked.connect(self.zoom_in)
        self.fit_button.clicked.connect(self.fit)
        self.print_button.clicked.connect(self.printRequested)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self._pages, 1)
        for button in (self.zoom_out_button, self.zoom_in_button, self.fit_button, self.print_button):
            row.addWidget(button)
        return bar

    def _tool(self, name: str, text: str, said: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("tool", True)
        button.setAutoDefault(False)
        button.setToolTip(said)
        button.setAccessibleName(said)
        return button

    def _failure(self) -> QWidget:
        page = QWidget()
        retry = QPushButton(self.tr("&Try again"))
        retry.setObjectName("slipRetryButton")
        retry.setAutoDefault(False)
        retry.clicked.connect(self.retryRequested)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._error)
        column.addWidget(retry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _enable(self, ready: bool) -> None:
        for button in (self.zoom_out_button, self.zoom_in_button, self.fit_button, self.print_button):
            button.setEnabled(ready)
        if not ready:
            self._pages.clear()

    # --- what is shown ----------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """A line above the document, such as how far its printing is; nothing when empty."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def show_waiting(self) -> None:
        """The document is being made or fetched."""
        self.pdf = None
        self.say("")
        self._enable(False)
        self._stack.setCurrentIndex(0)

    def show_error(self, error: OperationError) -> None:
        """The document is not there, and why."""
        self.pdf = None
        self._enable(False)
        self._error.show_error(error)
        self._stack.setCurrentIndex(1)

    def show_pdf(self, pdf: bytes) -> bool:
        """Show a document.

        Returns:
            Whether it could be read; if not, the view says so.
        """
        from PySide6.QtPdf import QPdfDocument

        view = self._make_view()
        document = QPdfDocument(self)
        buffer = QBuffer(document)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        if document.status() is not QPdfDocument.Status.Ready:
            problem = str(document.error())
            document.deleteLater()
            self.show_error(OperationError(ErrorCode.FILE_UNREADABLE, technical=problem))
            return False
        view.setDocument(document)
        if self._document is not None:
            self._document.deleteLater()
        self._document = document
        self.pdf = pdf
        self._show_page(0)
        self._enable(True)
        self._stack.setCurrentWidget(view)
        return True

    def _show_page(self, page: int) -> None:
        """Say which page is looked at, counted from 0."""
        count = self._document.pageCount() if self._document is not None else 0
        self._pages.setText(
            self.tr("1 page") if count == 1 else self.tr("Page {0} of {1}").format(page + 1, count)
        )

    def _make_view(self) -> PdfPages:
        """The viewer, loaded when the first document comes: reading PDFs is not needed before."""
        if self._view is None:
            from qlts_desktop.ui.renewal.pdf_pages import PdfPages

            self._view = view = PdfPages(self)
            view.setObjectName("slipView")
            view.setAccessibleName(self._name)
            view.setPageMode(PdfPages.PageMode.MultiPage)
            view.setZoomMode(PdfPages.ZoomMode.FitToWidth)
            view.setFrameShape(QFrame.Shape.NoFrame)
            view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            view.pageNavigator().currentPageChanged.connect(self._show_page)
            view.zoomTurned.connect(lambda larger: self._zoom(ZOOM_STEP if larger else 1 / ZOOM_STEP))
            self._stack.addWidget(view)
        # QPdfView paints its ground with this role, whatever the stylesheet says.
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(theme.current().neutral_soft))
        self._view.setPalette(palette)
        return self._view

    # --- size -------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Larger by a step."""
        self._zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Smaller by a step."""
        self._zoom(1 / ZOOM_STEP)

    def fit(self) -> None:
        """As wide as the view."""
        if self._view is not None:
            self._view.setZoomMode(self._view.ZoomMode.FitToWidth)

    @property
    def zoom(self) -> float:
        """Size of the picture; 1.0 is the paper's own size on this screen."""
        view, document = self._view, self._document
        if view is None or document is None:
            return 1.0
        if view.zoomMode() is view.ZoomMode.Custom:
            return view.zoomFactor()
        margins = view.documentMargins()
        room = view.viewport().width() - margins.left() - margins.right()
        paper = document.pagePointSize(0).width() / 72 * view.logicalDpiX()
        return max(room, 1) / max(paper, 1.0)

    def _zoom(self, factor: float) -> None:
        if self._view is None or self.pdf is None:
            return
        zoom = min(max(self.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._view.setZoomMode(self._view.ZoomMode.Custom)
        self._view.setZoomFactor(zoom)
