"""The first start: where the vendor's server is, and how to get there. Asked once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.settings_port import AppSettings, SettingsPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.settings.connection_form import NOT_TAKEN, ConnectionForm
from qlts_desktop.ui.widgets.card import Card, wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.growing import bring_into_view

WIDTH = 520


class FirstStartView(QScrollArea):
    """Takes the place of the login while no server is known.

    Signals:
        done: A server is set (the OperationError of what could not be kept, or None).
        preparedRequested, machineRequested: What takes no login.

    Attributes:
        form: Address, proxy, test.
        error_panel: What is wrong with this machine.
    """

    done = Signal(object)
    preparedRequested = Signal()
    machineRequested = Signal()

    def __init__(self, settings: SettingsPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstStartView")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settings = settings
        self._runner = runner
        self._job: Job | None = None
        self._before = AppSettings()
        self.form = ConnectionForm(settings, runner)
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("firstStartError")
        self.next_button = QPushButton(self.tr("&Continue to the login"))
        self.next_button.setObjectName("firstStartNextButton")
        self.next_button.setProperty("kind", "primary")
        self.next_button.clicked.connect(self.go_on)
        self._lay_out()
        for edit in (self.form.server_row.edit, self.form.proxy_row.edit):
            edit.returnPressed.connect(self.go_on)
        self.form.told.connect(lambda said: bring_into_view(self, said))
        runner.run(settings.read, self._on_read, self.error_panel.show_error, owner=self)

    def go_on(self) -> None:
        """Keep what is entered; the login comes next."""
        if self._job is not None:
            return
        self.form.stop()
        if not self.form.server:
            self.form.show_error(OperationError(ErrorCode.SERVER_ADDRESS_WRONG, technical="empty"))
            return
        self.error_panel.clear()
        before = self._before
        entered = AppSettings(self.form.server, self.form.proxy, before.appearance, before.files_folder)
        settings = self._settings
        self.next_button.setEnabled(False)
        job = self._runner.run(lambda: settings.keep(entered), self._on_kept, self._on_not_kept, owner=self)
        self._job = job if job.is_running else None

    def show_error(self, error: OperationError) -> None:
        """Say what is wrong with this machine."""
        self.error_panel.show_error(error)

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        card = Card(self.tr("Welcome to QLTS Desktop"), role="title")
        card.setMaximumWidth(WIDTH)
        card.body.addWidget(
            wrapped_label(
                self.tr(
                    "Before the first login the program has to know the vendor's server. This is asked only once;"
                    " it can be changed later in the settings."
                ),
                role="muted",
            )
        )
        card.body.addWidget(self.form)
        card.body.addWidget(self.error_panel)
        card.body.addWidget(self.next_button)
        for text, name, signal in (
            (self.tr("&Open a prepared registration…"), "firstStartPreparedButton", self.preparedRequested),
            (self.tr("Check this co&mputer…"), "firstStartMachineButton", self.machineRequested),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setProperty("kind", "link")
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        ground = QWidget()
        ground.setProperty("ground", "clear")
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card, 4)
        line.addStretch(1)
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)
        self.setWidget(ground)

    def _on_read(self, settings: AppSettings) -> None:
        self._before = settings
        if not self.form.server:
            self.form.show_settings(settings.server, settings.proxy)
        self.form.server_row.edit.setFocus()

    def _on_kept(self, _none: object) -> None:
        self._job = None
        self.next_button.setEnabled(True)
        self.done.emit(None)

    def _on_not_kept(self, error: OperationError) -> None:
        self._job = None
        self.next_button.setEnabled(True)
        if error.code in NOT_TAKEN:
            self.form.show_error(error)
        else:
            self.done.emit(error)
