"""*Cập nhật tài nguyên › Từ tệp…*: a licence file that somebody has brought."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qlts_desktop.services.ports import HeldLicence, LicencePort
from qlts_desktop.ui.background import Runner


class LicenceFiles(QObject):
    """Lets the user choose a licence file and has it checked and kept.

    Signals:
        taken: The licence that holds now (HeldLicence).
        refused: Why the file is not used (OperationError).

    Attributes:
        dialog: The file dialog while it is open.
    """

    taken = Signal(object)
    refused = Signal(object)

    def __init__(self, licences: LicencePort, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._licences = licences
        self._runner = runner
        self.dialog: QFileDialog | None = None

    def ask(self, unit_code: str, window: QWidget) -> None:
        """Open the file dialog over a window; the file must be of this unit."""
        if self.dialog is not None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        kinds = self.tr("Licence files (*.jws *.txt);;All files (*)")
        self.dialog = dialog = QFileDialog(window, self.tr("Choose the licence file"), folder, kinds)
        dialog.setObjectName("licenceFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take(path, unit_code))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def take(self, path: str, unit_code: str) -> None:
        """Check a file and keep what it says."""
        licences = self._licences

        def task() -> HeldLicence:
            return licences.take_file(Path(path), unit_code)

        self._runner.run(task, self.taken.emit, self.refused.emit, owner=self)

    def close(self) -> None:
        """The session is over."""
        if self.dialog is not None:
            self.dialog.reject()

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
