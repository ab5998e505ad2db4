"""The window of the guide: contents and search at the left, a page at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.ui.guide.guide_browser import GuideBrowser
from qlts_desktop.ui.guide.guide_pages import GUIDE, GuidePage, found_pages, read_pages

WIDTH, HEIGHT = 1080, 720
CONTENTS_WIDTH = 270
_FILE = Qt.ItemDataRole.UserRole


class GuideWindow(QWidget):
    """*Hướng dẫn*.

    It stands beside the other windows, also while a dialog is open, and does not keep the program running.

    Attributes:
        browser: The page.
        contents: The list of pages; with a search those that have the words.
        search: The words that are looked for.
    """

    def __init__(self, folder: Path = GUIDE) -> None:
        super().__init__()
        self.setObjectName("guideWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setMinimumSize(640, 420)
        self.resize(WIDTH, HEIGHT)
        self._pages = read_pages(folder)
        self._titles = {page.page.value: page.title for page in self._pages}
        self.search = QLineEdit()
        self.search.setObjectName("guideSearch")
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._find_next)
        self._nothing = QLabel(self.tr("No page has all these words."))
        self._nothing.setObjectName("guideNothing")
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self.contents = QListWidget()
        self.contents.setObjectName("guideContents")
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setWordWrap(True)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.browser = GuideBrowser(folder)
        self.browser.sourceChanged.connect(self._on_shown)
        self._lay_out()
        self._list("")
        for keys, act in (
            ("Alt+Left", self.browser.backward),
            ("Alt+Right", self.browser.forward),
            ("Ctrl++", lambda: self.browser.zoom(1)),
            ("Ctrl+=", lambda: self.browser.zoom(1)),
            ("Ctrl+-", lambda: self.browser.zoom(-1)),
            ("Ctrl+0", lambda: self.browser.zoom(0)),
            ("Ctrl+F", self.search.setFocus),
            ("F3", self._find_next),
            ("Escape", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_guide(self, page: GuidePage) -> None:
        """Show a page, and bring the window to the front."""
        if self.search.text():
            self.search.clear()
        self.browser.show_file(page.value)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.activateWindow()
        self.browser.setFocus()

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._back = self._button("guideBackButton", "‹", self.tr("Back (Alt+Left)"), self.browser.backward)
        self._forward = self._button(
            "guideForwardButton", "›", self.tr("Forward (Alt+Right)"), self.browser.forward
        )
        smaller = self._button(
            "guideSmallerButton", "−", self.tr("Smaller (Ctrl+-)"), lambda: self.browser.zoom(-1)
        )
        larger = self._button("guideLargerButton", "+", self.tr("Larger (Ctrl++)"), lambda: self.browser.zoom(1))
        self._back.setEnabled(False)
        self._forward.setEnabled(False)
        self.browser.backwardAvailable.connect(self._back.setEnabled)
        self.browser.forwardAvailable.connect(self._forward.setEnabled)
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.setSpacing(8)
        for button in (self._back, self._forward):
            top.addWidget(button)
        top.addStretch()
        for button in (smaller, larger):
            top.addWidget(button)
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(0, 0, 0, 0)
        right_column.setSpacing(0)
        right_column.addLayout(top)
        right_column.addWidget(self.browser, 1)
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(12, 10, 4, 12)
        left_column.setSpacing(8)
        left_column.addWidget(self.search)
        left_column.addWidget(self._nothing)
        left_column.addWidget(self.contents, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([CONTENTS_WIDTH, WIDTH - CONTENTS_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def _button(self, name: str, text: str, what: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setToolTip(what)
        button.setAccessibleName(what)
        button.setFixedWidth(40)
        button.clicked.connect(lambda _checked=False: pressed())
        return button

    def _list(self, words: str) -> None:
        """List the pages that have the words, under their two headings."""
        found = found_pages(self._pages, words)
        self.contents.blockSignals(True)
        self.contents.clear()
        groups = ((False, self.tr("For users")), (True, self.tr("For administrators")))
        for is_admin, heading in groups:
            pages = [page for page in found if page.page.is_for_administrators is is_admin]
            if pages:
                head = QListWidgetItem(heading)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self.contents.addItem(head)
            for page in pages:
                item = QListWidgetItem(page.title)
                item.setData(_FILE, page.page.value)
                self.contents.addItem(item)
        self._mark_shown()
        self.contents.blockSignals(False)
        self._nothing.setVisible(not found)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_FILE):
            self.browser.show_file(item.data(_FILE))
            if self.search.text():
                self._find_first()

    def _on_shown(self) -> None:
        title = self._titles.get(self.browser.shown_file(), "")
        self.setWindowTitle(self.tr("Guide: {0}").format(title) if title else self.tr("Guide"))
        self.contents.blockSignals(True)
        self._mark_shown()
        self.contents.blockSignals(False)

    def _mark_shown(self) -> None:
        shown = self.browser.shown_file()
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_FILE) == shown:
                self.contents.setCurrentRow(row)
                return
        self.contents.setCurrentItem(None)

    def _find_first(self) -> None:
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        self._find_next()

    def _find_next(self) -> None:
        """The next place of the words on this page, from the top again after the last; else on the first page."""
        words = self.search.text().strip()
        if not words:
            return
        if self.browser.find(words):
            return
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        if self.browser.find(words):
            return
        first = next((row for row in range(self.contents.count()) if self.contents.item(row).data(_FILE)), None)
        if first is not None and self.contents.currentItem() is None:
            self.contents.setCurrentRow(first)
