"""Saving a file where the user says."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QDir, QFileInfo, QIODevice, QObject, QSaveFile, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.background import Runner


class FileSaver(QObject):
    """Asks for a place and writes there, all or nothing.

    Signals:
        saved: The file's path.
        failed: OperationError: folder_not_writable (details ``path``), disk_full.

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
        folder = self._folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
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
        self._folder = QFileInfo(path).absolutePath()
        self._runner.run(
            lambda: write_file(path, content),
            lambda _nothing: self.saved.emit(QDir.toNativeSeparators(path)),
            self.failed.emit,
            owner=self,
        )


def write_file(path: str, content: bytes) -> None:
    """Write a file in one piece: what was there before stays until the new one is complete.

    Raises:
        OperationError: folder_not_writable (details ``path``), disk_full.
    """
    file = QSaveFile(path)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OperationError(
            ErrorCode.FOLDER_NOT_WRITABLE,
            details={"path": QDir.toNativeSeparators(QFileInfo(path).absolutePath())},
            technical=file.errorString(),
        )
    if file.write(QByteArray(content)) != len(content) or not file.commit():
        raise OperationError(ErrorCode.DISK_FULL, technical=file.errorString())
