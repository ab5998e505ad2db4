"""*Cài đặt*: pages beside a list; what is changed holds from *Lưu* on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.settings_port import AppSettings, SettingsPort
from qlts_desktop.services.signing_port import SigningPort
from qlts_desktop.ui.application import use_theme
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.messages.settings import ini_problems_text
from qlts_desktop.ui.saving import set_usual_folder
from qlts_desktop.ui.settings.appearance_pane import AppearancePane
from qlts_desktop.ui.settings.connection_form import NOT_TAKEN, ConnectionForm
from qlts_desktop.ui.settings.folders_pane import FoldersPane
from qlts_desktop.ui.settings.signing_pane import SigningPane
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.growing import bring_into_view
from qlts_desktop.ui.widgets.progress import Progress
from qlts_desktop.ui.widgets.unsaved_question import UnsavedQuestion

WIDTH, HEIGHT = 860, 640
"""Pixels; a window of 1024 by 700 shows it whole."""
LIST_WIDTH = 190
ROW_HEIGHT = 36


class SettingsDialog(QDialog):
    """Server and proxy, signing, appearance, folders.

    Signals:
        serverChanged: Another licensor is used from now on; the session with the former one has ended.

    Attributes:
        connection, signing, appearance, folders: The pages.
        pages: The list of them.
        question: Asks whether changes are to be lost, while it is open.
    """

    serverChanged = Signal()

    def __init__(
        self,
        settings: SettingsPort,
        signing: SigningPort,
        unit_name: str,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        """Args: ``unit_name`` stands in the preview of a signature; empty before the login."""
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._runner = runner
        self._job: Job | None = None
        self._held: AppSettings | None = None
        self.question: UnsavedQuestion | None = None
        self.connection = ConnectionForm(settings, runner)
        self.signing = SigningPane(signing, unit_name, runner)
        self.appearance = AppearancePane()
        self.folders = FoldersPane(settings.folders)
        self.pages = QListWidget()
        self.pages.setObjectName("settingsPages")
        self.pages.setAccessibleName(self.tr("Pages of the settings"))
        self.pages.setFixedWidth(LIST_WIDTH)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        for title, page in (
            (self.tr("Server and proxy"), self.connection),
            (self.tr("Digital signing"), self.signing),
            (self.tr("Appearance"), self.appearance),
            (self.tr("Folders"), self.folders),
        ):
            item = QListWidgetItem(title, self.pages)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self._stack.addWidget(_scrolled(title, page))
        self._problems = wrapped_label(ini_problems_text(settings.problems), role="warning", name="iniProblems")
        self._problems.setTextFormat(Qt.TextFormat.PlainText)
        self._problems.setVisible(bool(settings.problems))
        self._saved = wrapped_label(role="strong", name="settingsSaved")
        self._saved.hide()
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("settingsError")
        self._progress = Progress()
        self.save_button = QPushButton(self.tr("&Save"))
        self.save_button.setObjectName("settingsSaveButton")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setObjectName("settingsCancelButton")
        self.cancel_button.setAutoDefault(False)
        self._lay_out()
        self.pages.currentRowChanged.connect(self._show_page)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        for page in (self.connection, self.appearance, self.folders):
            page.edited.connect(self._show_state)
        self.connection.told.connect(self._bring_into_view)
        self.pages.setCurrentRow(0)
        self._run_read()

    @property
    def entered(self) -> AppSettings:
        """What is chosen now."""
        held = self._held or AppSettings()
        return AppSettings(
            self.connection.server or held.server,
            self.connection.proxy,
            self.appearance.chosen,
            self.folders.chosen,
        )

    @property
    def is_changed(self) -> bool:
        """Whether something is chosen that does not hold yet."""
        return self._held is not None and self.entered != self._shown_held

    def save(self) -> None:
        """*Lưu*: use what is chosen, and close."""
        if self._job is not None:
            return
        if not self.is_changed:
            self.accept()
            return
        self.connection.stop()
        self.error_panel.clear()
        entered, settings = self.entered, self._settings
        self._progress.begin(self.tr("Saving…"), can_cancel=False)
        self.save_button.setEnabled(False)
        job = self._runner.run(lambda: settings.keep(entered), self._on_kept, self._on_not_kept, owner=self)
        self._job = job if job.is_running else None

    def reject(self) -> None:
        """*Hủy*, Escape: asks first where changes would be lost."""
        if self._job is not None:
            return
        if not self.is_changed:
            super().reject()
            return
        if self.question is not None:
            return
        self.question = question = UnsavedQuestion(
            self,
            self.tr("The changed settings are not saved."),
            self.tr("When this window is closed, the former settings go on to hold."),
        )
        question.answered.connect(self._on_answered)
        question.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button asks too."""
        if self.is_changed or self._job is not None:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def done(self, result: int) -> None:
        """What is under way ends unheard."""
        self.connection.stop()
        self.signing.stop()
        super().done(result)

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.pages)
        body.addWidget(self._stack, 1)
        rule = QFrame()
        rule.setProperty("line", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._problems)
        column.addLayout(body, 1)
        for widget in (self._progress, self.error_panel, self._saved, rule):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(WIDTH, HEIGHT)

    def _run_read(self) -> None:
        self._progress.begin(self.tr("Reading the settings…"), can_cancel=False)
        self._stack.setEnabled(False)
        self._runner.run(self._settings.read, self._on_read, self._on_not_read, owner=self)

    def _on_read(self, held: AppSettings) -> None:
        self._progress.end()
        self._stack.setEnabled(True)
        self._held = held
        self.connection.show_settings(held.server, held.proxy)
        self.appearance.show_chosen(held.appearance)
        self.folders.show_chosen(held.files_folder)
        self._shown_held = self.entered
        self._show_state()

    def _on_not_read(self, error: OperationError) -> None:
        self._progress.end()
        self.error_panel.show_error(error)
        self.save_button.setEnabled(False)

    def _show_page(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        if self._stack.currentIndex() == 1:
            self.signing.look()

    def _bring_into_view(self, said: QWidget) -> None:
        area = self._stack.widget(0)
        if isinstance(area, QScrollArea):
            bring_into_view(area, said)

    def _show_state(self) -> None:
        before = self._held
        if before is not None:
            self.appearance.show_restart(before.appearance)
        self._saved.hide()

    def _on_kept(self, _none: object) -> None:
        self._rest()
        self._take_over()
        self.accept()

    def _on_not_kept(self, error: OperationError) -> None:
        self._rest()
        if error.code is ErrorCode.KEYRING_UNAVAILABLE:
            self._take_over()
            self._saved.setText(
                self.tr(
                    "Saved. This computer keeps no passwords, so the proxy's password holds until the program"
                    " ends."
                )
            )
            self._saved.show()
            self.cancel_button.setText(self.tr("Close"))
        elif error.code in NOT_TAKEN:
            self.pages.setCurrentRow(0)
            self.connection.show_error(error)
        else:
            self._take_over()
            self.error_panel.show_error(error)

    def _take_over(self) -> None:
        """What was entered holds now."""
        before, now = self._held or AppSettings(), self.entered
        self._held = replace(now)
        self._shown_held = now
        app = QApplication.instance()
        if isinstance(app, QApplication):
            if now.appearance.theme is not before.appearance.theme:
                use_theme(app, now.appearance.theme)
            set_usual_folder(app, str(now.files_folder or ""))
        if now.server != before.server:
            self.serverChanged.emit()

    def _rest(self) -> None:
        self._job = None
        self._progress.end()
        self.save_button.setEnabled(True)

    def _on_answered(self, leaves: bool) -> None:
        self.question = None
        if leaves:
            super().reject()


def _scrolled(title: str, page: QWidget) -> QScrollArea:
    """A page under its heading, which scrolls where the window is small or the scale great."""
    ground = QWidget()
    ground.setProperty("ground", "clear")
    column = QVBoxLayout(ground)
    column.setContentsMargins(4, 0, 12, 4)
    column.setSpacing(12)
    column.addWidget(wrapped_label(title, role="title"))
    column.addWidget(page)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(ground)
    return area
