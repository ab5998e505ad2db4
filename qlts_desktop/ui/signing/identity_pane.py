"""*Chọn chứng thư số*: what there is to sign with, kept as it is while tokens and files come and go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.machine_port import MachinePort
from qlts_desktop.services.signing_port import FoundIdentities, Identity, KnownFile, SigningPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.machine.token_guide_dialog import TokenGuideDialog
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.signing.certificate_dialog import CertificateDialog
from qlts_desktop.ui.signing.choices import Choice, choices_of
from qlts_desktop.ui.signing.identity_list import IdentityList
from qlts_desktop.ui.signing.identity_watch import IdentityWatch
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.progress import Progress

_NOTHING = FoundIdentities((), (), (), (), 0)


class IdentityPane(QWidget):
    """The list with its buttons, and why the chosen certificate cannot sign.

    Signals:
        chosen: Another row is chosen, or the chosen one has changed (Choice, or None).
        failed: A file cannot be taken out of the list (OperationError).

        fileAdded: A certificate file was added and is chosen: its password comes next.

    Attributes:
        list: The rows.
        watch: Looks for tokens while the pane is in use.
        file_dialog: The file dialog while it is open.
        guide: How to install token drivers, while it is shown.
        details: What the chosen certificate says, while it is shown.
    """

    chosen = Signal(object)
    failed = Signal(object)
    fileAdded = Signal()

    def __init__(self, signing: SigningPort, machine: MachinePort, runner: Runner, today: date) -> None:
        super().__init__()
        self._signing = signing
        self._machine = machine
        self._runner = runner
        self._today = today
        self._found = _NOTHING
        self._added: tuple[KnownFile, ...] = ()
        self._opened: dict[Path, Identity] = {}
        self._refused: dict[Path, str] = {}
        self.file_dialog: QFileDialog | None = None
        self.guide: TokenGuideDialog | None = None
        self.details: CertificateDialog | None = None
        self.watch = IdentityWatch(signing, runner, self)
        self.list = IdentityList()
        self._looking = Progress()
        self._empty = wrapped_label(role="muted", name="identitiesEmpty")
        self._reason = wrapped_label(role="error", name="identityReason")
        for label in (self._empty, self._reason):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        self._lay_out()
        self.list.chosen.connect(self._on_chosen)
        self.watch.found.connect(self._on_found)
        self.watch.looked.connect(self._on_looked)
        self.watch.failed.connect(self._on_look_failed)

    def _lay_out(self) -> None:
        self.add_button = self._button("addFileButton", self.tr("&Add a certificate file…"), self._choose_file)
        self.forget_button = self._button("forgetFileButton", self.tr("&Take out of the list"), self._forget_file)
        self.again_button = self._button("lookAgainButton", self.tr("&Look again"), self.look_again)
        self.guide_button = self._button(
            "tokenGuideButton", self.tr("How to &install and check"), self._show_guide
        )
        self.details_button = self._button("certificateDetailsButton", self.tr("&Details"), self._show_details)
        self.forget_button.setEnabled(False)
        self.details_button.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (
            self.add_button,
            self.again_button,
            self.forget_button,
            self.details_button,
            self.guide_button,
        ):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        for widget in (self._looking, self._empty, self._reason):
            column.addWidget(widget)
        column.addLayout(buttons)

    def _button(self, name: str, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    # --- looking ----------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Look now, at drivers too that did not answer before."""
        self._looking.begin(self.tr("Looking for tokens and certificates…"), can_cancel=False)
        self._empty.hide()
        self._refused.clear()
        self._show()
        self.watch.look_again()

    def _on_found(self, found: FoundIdentities) -> None:
        self._found = found
        self._show()

    def _on_looked(self) -> None:
        self._looking.end()
        self.list.choose_first()
        self._show_empty()

    def _on_look_failed(self, error: OperationError) -> None:
        self._looking.end()
        said = error_text(error)
        self._empty.setText(f"{said.title}. {said.next_step}")
        self._empty.show()

    def _show_guide(self) -> None:
        """*Xem cách cài và kiểm tra*: what is installed meanwhile is in the list when it closes."""
        if self.guide is not None:
            return
        self.guide = guide = TokenGuideDialog(self._machine, self._runner, self)
        guide.finished.connect(self._on_guide_closed)
        guide.open()
        guide.start()

    def _on_guide_closed(self) -> None:
        guide, self.guide = self.guide, None
        if guide is not None:
            guide.deleteLater()
            self.look_again()

    def _show(self) -> None:
        known = {one.path for one in self._found.files}
        added = tuple(one for one in self._added if one.path not in known)
        shown = replace(self._found, files=(*added, *self._found.files))
        self.list.show_choices(choices_of(shown, self._opened, self._refused, self._today))

    def _show_empty(self) -> None:
        """An empty list says what was looked for, and what to do."""
        drivers = self._found.drivers_asked - len(self._found.drivers)
        way_on = self.tr("Plug the USB token in: it shows up here by itself. Or add a certificate file.")
        if drivers:
            looked = self.tr("No token is plugged in (token drivers on this computer: {0}).").format(drivers)
        elif self._found.drivers:
            looked = self.tr("No token driver on this computer works; the list says why.")
            way_on = self.tr("“How to install and check” leads on. Or add a certificate file.")
        else:
            looked = self.tr("There is no token driver on this computer.")
        self._empty.setText(f"{looked} {way_on}")
        self._empty.setVisible(not self._found.identities and not self._looking.isVisible())

    def _on_chosen(self, choice: Choice | None) -> None:
        self.show_reason(choice.reason if choice is not None else "")
        self.forget_button.setEnabled(choice is not None and choice.file is not None)
        self.details_button.setEnabled(choice is not None and choice.identity is not None)
        self.chosen.emit(choice)

    def _show_details(self) -> None:
        choice = self.list.current
        if self.details is not None or choice is None or choice.identity is None:
            return
        self.details = dialog = CertificateDialog(choice.identity, self)
        dialog.finished.connect(self._on_details_closed)
        dialog.open()

    def _on_details_closed(self) -> None:
        dialog, self.details = self.details, None
        if dialog is not None:
            dialog.deleteLater()

    def show_reason(self, text: str) -> None:
        """Say why the chosen certificate cannot be used."""
        self._reason.setText(text)
        self._reason.setVisible(bool(text))

    # --- certificate files ------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        if self.file_dialog is not None:
            return
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        last = str(self._found.files[0].path.parent) if self._found.files else home
        self.file_dialog = dialog = QFileDialog(
            self,
            self.tr("Choose the certificate file"),
            last,
            self.tr("Certificate files (*.p12 *.pfx *.pem *.P12 *.PFX *.PEM)"),
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.add_file)
        dialog.finished.connect(self._on_file_dialog_closed)
        dialog.open()

    def _on_file_dialog_closed(self) -> None:
        dialog, self.file_dialog = self.file_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def add_file(self, path: str) -> None:
        """Put a certificate file into the list and choose it; it is remembered once it has been opened."""
        added = KnownFile(Path(path), is_there=True)
        self._refused.pop(added.path, None)
        self._added = (added, *(one for one in self._added if one != added))
        self._show()
        self.list.choose(str(added.path))
        self.fileAdded.emit()

    def show_opened(self, identity: Identity) -> None:
        """A certificate file has been opened: show whose certificate it is."""
        self._opened[Path(identity.source)] = identity
        self._show()

    def refuse_chosen(self, reason: str) -> None:
        """The chosen file has turned out to be of no use; *Tìm lại* tries it again."""
        choice = self.list.current
        if choice is not None and choice.file is not None:
            self._refused[choice.file] = reason
            self._opened.pop(choice.file, None)
            self._show()

    def close_file(self, path: Path) -> None:
        """What was found in a file with another password does not hold any more."""
        if self._opened.pop(path, None) is not None:
            self._show()

    def _forget_file(self) -> None:
        choice, signing = self.list.current, self._signing
        if choice is None or choice.file is None:
            return
        path = choice.file
        self._opened.pop(path, None)
        self._added = tuple(one for one in self._added if one.path != path)
        self._found = replace(self._found, files=tuple(one for one in self._found.files if one.path != path))
        self._show()
        self._runner.run(lambda: signing.forget_file(path), lambda _none: None, self.failed.emit, owner=self)
