"""One setting: its name, where it is typed or chosen, what it is for, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.line_edit import LineEdit


def locked_label(name: str) -> QLabel:
    """Says that the administrator has set something; hidden until it is so."""
    text = QCoreApplication.translate("SettingRow", "Set by the administrator")
    label = wrapped_label(text, role="strong", name=name)
    label.hide()
    return label


class SettingRow(QWidget):
    """A line that may be left empty.

    Signals:
        edited: The user has changed it.

    Attributes:
        edit: The line.
    """

    edited = Signal()

    def __init__(self, name: str, label: str, about: str) -> None:
        """Args: ``name`` is the object names' first part, ``label`` has the mnemonic, ``about`` says what for."""
        super().__init__()
        self.edit = LineEdit()
        self.edit.setObjectName(f"{name}Edit")
        title = QLabel(label)
        title.setProperty("role", "field")
        title.setBuddy(self.edit)
        self._problem = wrapped_label(role="error", name=f"{name}Problem")
        self._problem.hide()
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self.edit, 1)
        self._locked = locked_label(f"{name}Locked")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(title)
        column.addLayout(self._line)
        column.addWidget(self._locked)
        column.addWidget(self._problem)
        about_label = wrapped_label(about, role="small", name=f"{name}About")
        about_label.setVisible(bool(about))
        column.addWidget(about_label)
        self.edit.textEdited.connect(self.edited)
        self.edited.connect(self.clear_problem)

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.edit.text().strip()

    @property
    def path(self) -> Path | None:
        """What is typed, as a path; None when it is empty."""
        return Path(self.text) if self.text else None

    def lock(self) -> None:
        """The administrator has set it: it is shown, and cannot be changed."""
        self.edit.setReadOnly(True)
        self._locked.show()
        self.edit.setAccessibleDescription(self._locked.text())

    def show_problem(self, text: str, *, leads: bool = True) -> None:
        """Say what is wrong, here, and lead to it unless the user is about something else."""
        self._problem.setText(text)
        self._problem.show()
        set_style_property(self.edit, "invalid", True)
        self.edit.setAccessibleDescription(text)
        if leads:
            self.edit.setFocus()

    def clear_problem(self) -> None:
        """Nothing is wrong, or it is not known yet."""
        self._problem.hide()
        set_style_property(self.edit, "invalid", False)
        self.edit.setAccessibleDescription("")


class PathRow(SettingRow):
    """A file or a folder, typed or chosen in a dialog.

    Attributes:
        dialog: The dialog while it is open.
    """

    def __init__(self, name: str, label: str, about: str, mode: QFileDialog.FileMode, kind: str = "") -> None:
        """Args: as :class:`SettingRow`; ``kind`` is the file filter."""
        super().__init__(name, label, about)
        self._mode = mode
        self._kind = kind
        self.dialog: QFileDialog | None = None
        self._button = QPushButton(QCoreApplication.translate("PathRow", "Choose…"))
        self._button.setObjectName(f"{name}Button")
        self._button.setAutoDefault(False)
        self._button.setAccessibleName(f"{label.replace('&', '')}: {self._button.text()}")
        self._button.clicked.connect(self._choose)
        self._line.addWidget(self._button)

    def lock(self) -> None:
        """As for every setting; no other path can be chosen either."""
        super().lock()
        self._button.setEnabled(False)

    def _choose(self) -> None:
        if self.dialog is not None:
            return
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        begin = str(self.path.parent) if self.path is not None else home
        self.dialog = dialog = QFileDialog(self, self._button.accessibleName(), begin, self._kind)
        dialog.setFileMode(self._mode)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_chosen(self, path: str) -> None:
        self.edit.setText(path)
        self.edited.emit()

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
