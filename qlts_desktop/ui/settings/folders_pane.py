"""Where things lie, each with a way there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.services.settings_port import Folders
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.setting_row import PathRow


class FoldersPane(QWidget):
    """Files that are saved, the program's own data, its log.

    Signals:
        edited: The user has chosen another folder.
    """

    edited = Signal()

    def __init__(self, folders: Folders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files_row = PathRow(
            "filesFolder",
            self.tr("Slips and other files are &saved in"),
            self.tr("Proposed when a file is saved; another one can be chosen each time. Empty: Documents."),
            QFileDialog.FileMode.Directory,
        )
        self.files_row.edit.setPlaceholderText(QDir.toNativeSeparators(str(folders.files)))
        self.files_row.edited.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.files_row)
        column.addSpacing(12)
        self._add(
            column,
            "dataFolder",
            self.tr("Program &data and log"),
            folders.data,
            self.tr(
                "Drafts, what is still to be sent, the licence and the history kept for offline use, and the log"
                " (qlts-desktop.log). Back it up as it is; do not change anything in it."
            ),
        )

    @property
    def chosen(self) -> Path | None:
        """The folder for files; None: Documents."""
        return self.files_row.path

    def show_chosen(self, folder: Path | None) -> None:
        """Show what holds."""
        self.files_row.edit.setText("" if folder is None else QDir.toNativeSeparators(str(folder)))

    def _add(self, column: QVBoxLayout, name: str, text: str, folder: Path, about: str) -> None:
        edit = QLineEdit(QDir.toNativeSeparators(str(folder)))
        edit.setObjectName(f"{name}Edit")
        edit.setReadOnly(True)
        edit.setCursorPosition(0)
        label = QLabel(text)
        label.setProperty("role", "field")
        label.setBuddy(edit)
        button = QPushButton(self.tr("&Open the folder"))
        button.setObjectName(f"{name}OpenButton")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._open(folder))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(edit, 1)
        line.addWidget(button)
        column.addWidget(label)
        column.addLayout(line)
        self._trouble = wrapped_label(role="error", name=f"{name}Problem")
        self._trouble.setTextFormat(Qt.TextFormat.PlainText)
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addWidget(wrapped_label(about, role="small"))

    def _open(self, folder: Path) -> None:
        opened = folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._trouble.setText(self.tr("This computer cannot show the folder. Its path is above, to be copied."))
        self._trouble.setVisible(not opened)
