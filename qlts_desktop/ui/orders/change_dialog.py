"""The frame of the dialogs that change a sent order: once, with progress, what was begun before first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.errors import FieldError, OperationError
from qlts_desktop.services.order_port import Changed, ChangeKind, OrderPort
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.renewal.sending_dialog import MAY_HAVE_ARRIVED
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.error_panel import ErrorPanel
from qlts_desktop.ui.widgets.progress import Progress


class ChangeDialog(QDialog):
    """Asks for what a change needs and sends it.

    Signals:
        changed: The licensor has it (Changed).

    Attributes:
        no: The order's number.
        error_panel: What went wrong, in place.
        progress: What is being waited for.
        confirm_button: Sends it.
        has_tried: Something may have reached the licensor, or was refused there: the order may have changed.
    """

    changed = Signal(object)

    def __init__(self, no: str, orders: OrderPort, runner: Runner, confirm: str, parent: QWidget | None) -> None:
        """Lay it out; subclasses fill :attr:`body`, and who opens it calls :meth:`begin`.

        Args:
            no: The order's number.
            orders: Sends the change.
            runner: Does it in the background.
            confirm: Text of the primary button.
            parent: The window under it.
        """
        super().__init__(parent)
        self.no = no
        self._orders = orders
        self._runner = runner
        self._job: Job | None = None
        self._sending = False
        self.has_tried = False
        self.progress = Progress()
        self.progress.cancelled.connect(self._stop)
        self.error_panel = ErrorPanel()
        self.error_panel.setObjectName("changeError")
        self.note = wrapped_label(role="small", name="changeNote")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        inner = QWidget()
        inner.setProperty("ground", "clear")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(24, 20, 24, 8)
        self.body.setSpacing(12)
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = inner
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(self._foot(confirm))

    def _foot(self, confirm: str) -> QVBoxLayout:
        self.confirm_button = QPushButton(confirm)
        self.confirm_button.setObjectName("confirmChangeButton")
        self.confirm_button.setProperty("kind", "primary")
        self.confirm_button.setAutoDefault(False)
        self.confirm_button.clicked.connect(self._on_confirm)
        self.close_button = QPushButton(self.tr("&Close"))
        self.close_button.setObjectName("closeChangeButton")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.confirm_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 20)
        foot.setSpacing(12)
        foot.addWidget(self.progress)
        foot.addWidget(self.error_panel)
        foot.addLayout(buttons)
        return foot

    # --- for the dialogs --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Look on this machine whether something was begun before, and finish it first; typing goes on."""
        orders, no = self._orders, self.no
        self.confirm_button.setEnabled(False)
        self.first_widget().setFocus()
        self._job = self._runner.run(lambda: orders.unfinished(no), self._on_looked, self._on_failed, owner=self)

    def _on_looked(self, begun: ChangeKind | None) -> None:
        self._job = None
        if begun is None:
            self.confirm_button.setEnabled(True)
            return
        orders, no = self._orders, self.no
        self._wait(self.tr("Finishing what was begun before…"))
        self._job = self._runner.run(lambda: orders.resume(no), self._on_resumed, self._on_failed, owner=self)

    def wanted(self) -> Callable[[], Changed] | None:
        """What is to be done, as a task; None when something has to be filled in first, which is then shown."""
        raise NotImplementedError

    def first_widget(self) -> QWidget:
        """Where typing begins."""
        return self.confirm_button

    def show_refused_fields(self, fields: tuple[FieldError, ...]) -> bool:
        """Show what the licensor complains of next to the fields; whether any is on this dialog."""
        return False

    def set_free(self, is_free: bool) -> None:
        """Whether anything may be typed and sent now."""
        self._inner.setEnabled(is_free)
        self.confirm_button.setEnabled(is_free)

    @property
    def is_busy(self) -> bool:
        """Whether something is being asked for or sent."""
        return self._job is not None and self._job.is_running

    # --- sending ----------------------------------------------------------------------------------------

    def _on_confirm(self) -> None:
        if self.is_busy:
            return
        task = self.wanted()
        if task is None:
            return
        self.note.clear()
        self._sending = self.has_tried = True
        self._wait(self.tr("Sending…"))
        self._job = self._runner.run(task, self._on_changed, self._on_failed, owner=self)

    def _on_resumed(self, changed: Changed | None) -> None:
        if changed is not None:
            self.has_tried = True
            self._on_changed(changed)
            return
        self._rest()
        self.first_widget().setFocus()

    def _on_changed(self, changed: Changed) -> None:
        self._rest()
        self.accept()
        self.changed.emit(changed)

    def _on_failed(self, error: OperationError) -> None:
        self._rest()
        self.has_tried = True
        self.error_panel.show_error(error)
        if error.code in MAY_HAVE_ARRIVED:
            self._say_again()
        if not (error.fields and self.show_refused_fields(error.fields)):
            self.confirm_button.setFocus()

    def _stop(self) -> None:
        """*Hủy*: the answer is no longer waited for; what was sent stays kept until its answer comes."""
        sending = self._sending
        if self._job is not None:
            self._job.cancel()
        self._rest()
        if sending:
            self._say_again()

    def _say_again(self) -> None:
        self.note.setText(self.tr("Pressing it again never does it twice."))

    def _wait(self, text: str) -> None:
        self.error_panel.clear()
        self.progress.begin(text)
        self.set_free(False)
        self.progress.cancel_button.setFocus()

    def _rest(self) -> None:
        """Nothing is under way."""
        self._job = None
        self._sending = False
        self.progress.end()
        self.set_free(True)

    # --- Qt ---------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; while something is under way, Escape first stops waiting for it."""
        if self.is_busy:
            self._stop()
            return
        super().reject()
