"""Chooses up to five files to be sent: by the file dialog, dragging, or pasting; and opens each to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import LARGEST_FILE, LARGEST_TOGETHER, MOST_FILES
from qlts_desktop.services.paper_scan_port import ScanReading
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.scans.opening import NotOpened, Opening
from qlts_desktop.ui.scans.scan_list import ScanList
from qlts_desktop.ui.scans.scan_pictures import ReadScan
from qlts_desktop.ui.widgets.card import wrapped_label


class FilePicker(QWidget):
    """The list of chosen files with its buttons.

    Signals:
        changed: A file came or went, or another one is current.
        begun: A file is being opened (its name).
        opened: None is left to be opened (the first error, or None; what to say about files left out).
        takenOut: A file was taken out.
        nothingPasted: There was neither picture nor file to paste (what to say).

    Attributes:
        list: The files.
        file_dialog: The file dialog, while it is open.
    """

    changed = Signal()
    begun = Signal(str)
    opened = Signal(object, str)
    takenOut = Signal()
    nothingPasted = Signal(str)

    def __init__(self, reading: ScanReading, runner: Runner, title: str, parent: QWidget | None = None) -> None:
        """Make it.

        Args:
            reading: Reads codes and measures PDFs.
            runner: Opens files in the background.
            title: Of the file dialog.
            parent: Where it stands; dropping and pasting work anywhere on it once :meth:`accept_paste` was called.
        """
        super().__init__(parent)
        self._title = title
        self._is_free = True
        self._too_many = ""
        self.file_dialog: QFileDialog | None = None
        self._opening = Opening(reading, runner, self._take, self)
        self._opening.begun.connect(self.begun)
        self._opening.finished.connect(self._on_opened)
        self.choose_button = self._button("chooseScanButton", self.tr("Choose &files…"))
        self.choose_button.clicked.connect(self.choose)
        self.list = ScanList()
        self.list.currentRowChanged.connect(lambda _row: self._show_state())
        self.list.takenOut.connect(self._on_taken_out)
        self.remove_button = self._button("removeScanButton", self.tr("&Take out"))
        self.remove_button.clicked.connect(self.list.take_out)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.choose_button)
        row.addWidget(self.remove_button)
        row.addWidget(wrapped_label(self.tr("or drag files here, or paste a picture (Ctrl+V)"), role="small"), 1)
        limits = self.tr(
            "JPEG, PNG, PDF; at most {0} files, {1} MB each and {2} MB together; a large picture is made smaller."
        )
        limits = limits.format(MOST_FILES, LARGEST_FILE // 1_000_000, LARGEST_TOGETHER // 1_000_000)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(wrapped_label(limits, role="small", name="fileLimits"))
        column.addWidget(self.list, 1)
        self._show_state()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def accept_paste(self, window: QWidget) -> None:
        """Take what is pasted anywhere in a window; a field in it, made before, keeps what is text."""
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), window)
        paste.activated.connect(self.paste)
        for kind in (QLineEdit, QPlainTextEdit):
            for field in window.findChildren(kind):
                field.installEventFilter(self)

    @property
    def is_opening(self) -> bool:
        """Whether a file is being opened."""
        return self._opening.is_running

    def set_free(self, is_free: bool) -> None:
        """Whether files may come and go now."""
        self._is_free = is_free
        self.list.setEnabled(is_free)
        self._show_state()

    def stop(self) -> None:
        """Open no more; what was taken stays."""
        self._opening.stop()

    # --- choosing ---------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Let the user choose files."""
        if self.file_dialog is not None or not self._may_add:
            return
        self.file_dialog = dialog = QFileDialog(self.window(), self._title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Scans (*.jpg *.jpeg *.png *.pdf)"))
        dialog.filesSelected.connect(lambda paths: self.add([Path(path) for path in paths]))
        dialog.finished.connect(self._on_file_dialog_closed)
        dialog.open()

    def _on_file_dialog_closed(self) -> None:
        dialog, self.file_dialog = self.file_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def add(self, chosen: Iterable[Path | QImage]) -> None:
        """Open files or pictures, one after the other, and add them."""
        wanted = list(chosen)
        if not self._may_add or not wanted:
            return
        room = self.list.room
        self._too_many = (
            self.tr("At most {0} files are sent together.").format(MOST_FILES) if len(wanted) > room else ""
        )
        self._opening.start(wanted[:room], self.list.count() + 1)

    def paste(self) -> None:
        """Add a picture, or files, from the clipboard; where there is none, say so."""
        content = QGuiApplication.clipboard().mimeData()
        paths = paths_of(content.urls()) if content is not None else []
        if paths:
            self.add(paths)
        elif content is not None and content.hasImage():
            self.add([QGuiApplication.clipboard().image()])
        elif self._may_add:
            self.nothingPasted.emit(self.tr("There is no picture and no file to paste: copy one first."))

    def takes(self, content: QMimeData) -> bool:
        """Whether what is dragged over the window may be dropped."""
        return content.hasUrls() and self._may_add

    @property
    def _may_add(self) -> bool:
        return self._is_free and not self.is_opening

    def _take(self, scan: ReadScan) -> None:
        """Add an opened file.

        Raises:
            OperationError: file_too_large, when there is no room for it beside the others; file_chosen_twice.
        """
        if scan.file.content in (file.content for file in self.list.files):
            raise OperationError(ErrorCode.FILE_CHOSEN_TWICE, details={"path": scan.file.name})
        if sum(len(file.content) for file in (*self.list.files, scan.file)) > LARGEST_TOGETHER:
            raise OperationError(ErrorCode.FILE_TOO_LARGE, details={"path": scan.file.name})
        self.list.add(scan)

    def _on_opened(self, left_out: list[NotOpened]) -> None:
        said = self._too_many
        if left_out:
            said = self.tr("Not added: {0}").format("; ".join(_left_out_lines(left_out)))
        self._show_state()
        self.opened.emit(left_out[0].error if left_out else None, said)

    def _on_taken_out(self) -> None:
        self._show_state()
        self.takenOut.emit()

    def _show_state(self) -> None:
        self.choose_button.setEnabled(self._may_add and self.list.room > 0)
        self.remove_button.setEnabled(self._may_add and self.list.currentRow() >= 0)
        self.changed.emit()

    # --- Qt ---------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field takes every paste for itself, also of a picture, and would then do nothing with it."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and not QGuiApplication.clipboard().mimeData().hasText()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def paths_of(urls: Iterable[QUrl]) -> list[Path]:
    """The files among addresses."""
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _left_out_lines(left_out: list[NotOpened]) -> list[str]:
    """Their names; each with its reason where not all have the one that is said in full."""
    if len({one.error.code for one in left_out}) == 1:
        return [one.name for one in left_out]
    return [f"{one.name} ({error_text(one.error).title})" for one in left_out]
