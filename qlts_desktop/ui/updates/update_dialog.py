"""A newer version: what is new, where it is had, and whether a downloaded file is really it.

It opens the link in the browser or copies it; it never downloads or runs anything.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.releases import UpdateStanding
from qlts_desktop.services.update_port import ComparedFile, Update, UpdatePort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.updates import match_text, match_tone, size_text, standing_text
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.badge import Tone
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.copy_row import CopyRow
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress

WIDTH, HEIGHT = 720, 680
NOTES_LINES = 6
_MAY_BREAK = "\u200b"
_VERDICTS = {Tone.SUCCESS: "success", Tone.WARNING: "warning", Tone.DANGER: "error"}


class UpdateDialog(QDialog):
    """*Phiên bản mới*.

    Signals:
        putOff: *Để sau*: not to be told of again today.

    Attributes:
        file_dialog: Asks for the downloaded file, while it is open.
    """

    putOff = Signal()

    def __init__(self, update: Update, updates: UpdatePort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("updateDialog")
        self.setWindowTitle(self.tr("New version {0}").format(update.release.version))
        self._update = update
        self._updates = updates
        self._runner = runner
        self._job: Job | None = None
        self.file_dialog: QFileDialog | None = None
        self._progress = Progress()
        self._progress.cancelled.connect(self._stop)
        self._error = ErrorPanel()
        self._error.setObjectName("updateError")
        self._verdict = wrapped_label(role="strong", name="updateVerdict")
        self._advice = wrapped_label(name="updateAdvice")
        for label in (self._verdict, self._advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
        self._lay_out()
        self.resize(WIDTH, HEIGHT)
        self.finished.connect(lambda _result: self._stop())

    def compare(self, path: str) -> None:
        """Compare a downloaded file with the signed notice."""
        updates, release, chosen = self._updates, self._update.release, Path(path)
        self._stop()
        self._error.clear()
        self._verdict.hide()
        self._advice.hide()
        self._progress.begin(self.tr("Comparing {0}…").format(chosen.name))
        self._job = self._runner.run(
            lambda: updates.compare(chosen, release),
            lambda compared: self._on_compared(chosen.name, compared),
            self._on_failed,
            owner=self,
        )

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        release = self._update.release
        inner = QWidget()
        inner.setProperty("ground", "clear")
        content = QVBoxLayout(inner)
        content.setContentsMargins(0, 0, 4, 0)
        content.setSpacing(12)
        content.addWidget(wrapped_label(self.tr("Version {0}").format(release.version), "title", "updateTitle"))
        said = wrapped_label(standing_text(self._update), name="updateStanding")
        said.setTextFormat(Qt.TextFormat.PlainText)
        content.addWidget(said)
        if release.notes:
            content.addWidget(self._notes_card(release.notes))
        content.addWidget(self._download_card())
        content.addWidget(self._compare_card())
        content.addStretch()
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch()
        if self._update.standing is UpdateStanding.NEWER:
            foot.addWidget(self._button("updateLaterButton", self.tr("&Not today"), self._put_off))
        foot.addWidget(self._button("updateCloseButton", self.tr("&Close"), self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def _notes_card(self, text: str) -> Card:
        card = Card(self.tr("What is new"))
        notes = QPlainTextEdit(text)
        notes.setObjectName("updateNotes")
        notes.setAccessibleName(self.tr("What is new"))
        notes.setReadOnly(True)
        notes.setTabChangesFocus(True)
        line = notes.fontMetrics().lineSpacing()
        notes.setFixedHeight(line * min(NOTES_LINES, max(2, text.count("\n") + 1)) + 30)
        card.body.addWidget(notes)
        return card

    def _download_card(self) -> Card:
        release = self._update.release
        card = Card(self.tr("Where it is had"))
        card.body.addWidget(
            wrapped_label(
                self.tr(
                    "This program downloads and runs nothing. Open the link, or copy it for whoever installs."
                ),
                "muted",
            )
        )
        card.body.addWidget(
            CopyRow("updateLink", self.tr("Link"), _in_pieces(release.url, 16, _MAY_BREAK), release.url)
        )
        open_button = self._button("updateOpenButton", self.tr("&Open the link in the browser"), self._open)
        open_button.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.addWidget(open_button)
        row.addStretch()
        card.body.addLayout(row)
        return card

    def _compare_card(self) -> Card:
        release = self._update.release
        card = Card(self.tr("Before it is installed: compare"))
        about = self.tr(
            "Choose the downloaded file: its size and digest are compared with the notice, which the vendor has "
            "signed. A file that is half there or altered is recognised."
        )
        card.body.addWidget(wrapped_label(about, "muted"))
        card.body.addWidget(CopyRow("updateSize", self.tr("Size"), size_text(release.size), str(release.size)))
        card.body.addWidget(CopyRow("updateDigest", "SHA-256", _in_pieces(release.sha256, 8, " "), release.sha256))
        until = self.tr("Notice valid until {0}.").format(format_day(release.expires))
        card.body.addWidget(wrapped_label(until, "small", "updateExpires"))
        row = QHBoxLayout()
        row.addWidget(self._button("updateCompareButton", self.tr("C&heck the downloaded file…"), self._choose))
        row.addStretch()
        card.body.addLayout(row)
        for widget in (self._progress, self._error, self._verdict, self._advice):
            card.body.addWidget(widget)
        return card

    def _button(self, name: str, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._update.release.url, QUrl.ParsingMode.StrictMode))

    def _put_off(self) -> None:
        self.putOff.emit()
        self.accept()

    def _choose(self) -> None:
        if self.file_dialog is not None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        self.file_dialog = dialog = QFileDialog(self, self.tr("Choose the downloaded file"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.compare)
        dialog.finished.connect(self._on_file_dialog_closed)
        dialog.open()

    def _on_file_dialog_closed(self) -> None:
        dialog, self.file_dialog = self.file_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _on_compared(self, name: str, compared: ComparedFile) -> None:
        self._job = None
        self._progress.end()
        heading, advice = match_text(compared, self._update.release.size)
        self._verdict.setText(f"{name}: {heading}")
        set_style_property(self._verdict, "verdict", _VERDICTS[match_tone(compared.match)])
        self._advice.setText(advice)
        self._verdict.show()
        self._advice.show()
        # Once it is laid out.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._advice))

    def _on_failed(self, error: OperationError) -> None:
        self._job = None
        self._progress.end()
        self._error.show_error(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._progress.end()


def _in_pieces(text: str, length: int, between: str) -> str:
    """Text without spaces, so that it wraps."""
    return between.join(text[place : place + length] for place in range(0, len(text), length))
