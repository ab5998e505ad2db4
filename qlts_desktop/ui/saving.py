"""Saving a file where the user says."""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QDir,
    QFileDevice,
    QFileInfo,
    QIODevice,
    QObject,
    QSaveFile,
    QStandardPaths,
    Signal,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.background import Runner


class FileSaver(QObject):
    """Asks for a place and writes there, all or nothing.

    Signals:
        saved: The file's path.
        failed: OperationError: folder_not_writable or file_not_writable (details ``path``), disk_full.

    Attributes:
        dialog: The file dialog while it is open.
    """

    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._folder = ""
        self.dialog: QFileDialog | None = None

    def ask(self, title: str, name: str, suffix: str, kind: str, content: bytes) -> None:
        """Let the user choose a place, then save.

        Args:
            title: The dialog's title.
            name: Proposed file name without folder.
            suffix: Added when the typed name has none, for example ``pdf``.
            kind: The file filter, for example ``PDF (*.pdf)``.
            content: What is written.
        """
        if self.dialog is not None:
            return
        folder = self._folder or _usual_folder()
        self.dialog = dialog = QFileDialog(self._window, title, folder, kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.save(path, content))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def save(self, path: str, content: bytes) -> None:
        """Write to a path that is already chosen."""
        self._runner.run(
            lambda: write_file(path, content),
            lambda _nothing: self._on_saved(path),
            self.failed.emit,
            owner=self,
        )

    def _on_saved(self, path: str) -> None:
        self._folder = QFileInfo(path).absolutePath()  # the next one goes beside it
        self.saved.emit(QDir.toNativeSeparators(path))


_FOLDER = "filesFolder"
"""A property of the application: whichever window saves, it proposes the same folder."""


def set_usual_folder(app: QApplication, folder: str) -> None:
    """Propose another folder from now on; empty: Documents."""
    app.setProperty(_FOLDER, folder)


def _usual_folder() -> str:
    app = QApplication.instance()
    chosen = str(app.property(_FOLDER) or "") if app is not None else ""
    if chosen and QFileInfo(chosen).isDir():
        return chosen
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def write_file(path: str, content: bytes) -> None:
    """Write a file in one piece: what was there before stays until the new one is complete.

    Raises:
        OperationError: folder_not_writable or file_not_writable (details ``path``), disk_full.
    """
    file = QSaveFile(path)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        full = file.error() is QFileDevice.FileError.ResourceError
        raise OperationError(ErrorCode.DISK_FULL) if full else _protected(path, file.errorString())
    written = file.write(QByteArray(content))
    if written != len(content):
        file.cancelWriting()
    # Also after a failure: this removes the part that was written, which else stays as long as the file object.
    if not file.commit():
        # Only the last step can find the name too long, or the old file held open by another program.
        if file.error() in (QFileDevice.FileError.RenameError, QFileDevice.FileError.PermissionsError):
            raise _protected(path, file.errorString())
        technical = f"{written} of {len(content)} bytes written; {file.errorString()}"
        raise OperationError(ErrorCode.DISK_FULL, technical=technical)


def _protected(path: str, technical: str) -> OperationError:
    """Nothing may be written there: to the whole folder, or to this one file."""
    folder = QFileInfo(QFileInfo(path).absolutePath())
    whole = not folder.isDir() or not folder.isWritable()
    code = ErrorCode.FOLDER_NOT_WRITABLE if whole else ErrorCode.FILE_NOT_WRITABLE
    named = folder.filePath() if whole else path
    return OperationError(code, details={"path": QDir.toNativeSeparators(named)}, technical=technical)
