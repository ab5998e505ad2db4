"""*Lưu để thủ trưởng ký sau*: what it is, where it is saved, what to know about the file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from qlts_desktop.core.dates import format_moment
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.prepared_port import PreparedFile, PreparedPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.sending_dialog import ABOUT_THE_FORM
from qlts_desktop.ui.renewal.session import RenewalSession
from qlts_desktop.ui.saving import FileSaver
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

_SENDS_BACK = ABOUT_THE_FORM | {ErrorCode.SESSION_EXPIRED}


class PrepareDialog(QDialog):
    """Saves the draft as one file that the head opens on another computer.

    Signals:
        prepared: The licensor has sealed it (PreparedSummary).
        revoked: It was not saved, so the right in it has been taken back.
        sentBack: The form must change first, or a login is needed (OperationError); the dialog has closed.

    Attributes:
        saver: Asks where to save and writes the file.
    """

    prepared = Signal(object)
    revoked = Signal()
    sentBack = Signal(object)

    def __init__(
        self, session: RenewalSession, port: PreparedPort, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("prepareDialog")
        self.setWindowTitle(self.tr("Save for the head to sign later"))
        self.resize(620, 360)
        self._session = session
        self._port = port
        self._runner = runner
        self._file: PreparedFile | None = None
        self._is_saved = False
        self.saver = FileSaver(runner, self)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(self._on_failed)
        self._lay_out()

    # --- lay-out ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("One file, to be signed on another computer"))
        heading.setProperty("role", "heading")
        self._intro = wrapped_label(
            self.tr(
                "The registration is saved as it is now. The head of the unit opens the file on their own"
                " computer, signs it there and sends it. They need no account and no login."
            ),
            name="prepareIntro",
        )
        self._place = wrapped_label(role="strong", name="preparePlace")
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._place.hide()
        self._until = wrapped_label(name="prepareUntil")
        self._until.hide()
        self._progress = Progress()
        self._progress.cancelled.connect(self.reject)
        self._error = ErrorPanel()
        self._error.setObjectName("prepareError")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for widget in (heading, self._intro, self._place, self._until, *self._points()):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._progress)
        column.addWidget(self._error)
        column.addLayout(self._buttons())

    def _points(self) -> tuple[QLabel, ...]:
        texts = (
            self.tr(
                "To open it: QLTS Desktop on the head's computer, “Open a prepared registration” in the menu"
                " Renewal or on the login screen."
            ),
            self.tr("Changing the form, or saving a new file, makes this file void."),
            self.tr(
                "Whoever has the file can sign and send with the unit's certificate. Hand it over safely: on a USB"
                " stick, or to the head's own mailbox. It can be revoked at any time."
            ),
        )
        points = []
        for text in texts:
            label = wrapped_label(f"•  {text}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            points.append(label)
        return tuple(points)

    def _buttons(self) -> QHBoxLayout:
        self._save = QPushButton(self.tr("&Save the file…"))
        self._save.setObjectName("savePreparedButton")
        self._save.setProperty("kind", "primary")
        self._save.setDefault(True)
        self._save.clicked.connect(self._on_save)
        self._close = QPushButton(self.tr("&Close"))
        self._close.setObjectName("prepareCloseButton")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self._save)
        row.addWidget(self._close)
        return row

    # --- preparing --------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        """Ask where; before the first time the form is saved and the licensor seals it."""
        self._error.clear()
        if self._file is not None:
            self._ask_where(self._file)
            return
        self._save.setEnabled(False)
        self._progress.begin(self.tr("The vendor's server is sealing the registration…"))
        self._session.store(self._on_stored)

    def _on_stored(self, error: OperationError | None) -> None:
        if not isValid(self) or not self.isVisible():
            return
        draft, slip = self._session.draft, self._session.slip_bytes
        if error is not None:
            self._on_failed(error)
        elif draft is None or slip is None:
            self._on_failed(OperationError(ErrorCode.FORM_CHANGED))
        else:
            port = self._port
            self._runner.run(lambda: port.prepare(draft, slip), self._on_prepared, self._on_failed, owner=self)

    def _on_prepared(self, file: PreparedFile) -> None:
        self._file = file
        self._rest()
        self.prepared.emit(file.summary)
        self._ask_where(file)

    def _ask_where(self, file: PreparedFile) -> None:
        self.saver.ask(
            self.tr("Save the prepared registration"),
            file.name,
            "qlts",
            self.tr("Prepared registration (*.qlts)"),
            file.content,
        )

    def _on_saved(self, path: str) -> None:
        self._is_saved = True
        self._error.clear()
        if self._file is None:
            return
        self._intro.hide()
        self._place.setText(self.tr("Saved: {0}").format(path))
        self._until.setText(
            self.tr("The head can sign and send it until {0}.").format(
                format_moment(self._file.summary.expires_at)
            )
        )
        self._place.show()
        self._until.show()
        self._save.setText(self.tr("&Save another copy…"))
        set_style_property(self._save, "kind", "secondary")
        set_style_property(self._close, "kind", "primary")
        self._close.setDefault(True)
        self._close.setFocus()

    def _on_failed(self, error: OperationError) -> None:
        self._rest()
        if error.code in _SENDS_BACK:
            self.reject()
            self.sentBack.emit(error)
            return
        self._error.show_error(error)
        self._save.setFocus()

    def _rest(self) -> None:
        self._progress.end()
        self._save.setEnabled(True)

    # --- Qt ---------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """A file that was sealed and not saved is of no use to anybody: its right is taken back."""
        if self._file is not None and not self._is_saved:
            port, no = self._port, self._session.offer.order_no
            self._file = None
            self._runner.run(lambda: port.revoke(no), lambda _none: None, lambda _error: None, owner=self._session)
            self.revoked.emit()
        super().done(result)
