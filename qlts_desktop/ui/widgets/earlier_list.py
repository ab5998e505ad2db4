"""Values used before, offered under a line of text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QStyledItemDelegate

from qlts_desktop.core.earlier_values import offered


class EarlierList(QObject):
    """Opens while something is typed that fits, or all of it with the down key. Enter takes, Escape leaves it.

    Which values fit is decided here and not by the completer, which cannot leave accents aside.

    Attributes:
        values: What may be offered, the best first.
    """

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self.values: tuple[str, ...] = ()
        self._edit = edit
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(edit)
        self._completer.activated.connect(self._take)
        edit.textEdited.connect(self._on_edited)
        edit.textChanged.connect(self._on_changed)
        edit.installEventFilter(self)

    def _on_edited(self, text: str) -> None:
        self._show(offered(self.values, text))

    def _on_changed(self, text: str) -> None:
        """What is undone or put in by the program closes the list that was about something else."""
        if self._model.rowCount() and tuple(self._model.stringList()) != offered(self.values, text):
            self._close()

    def _show(self, values: tuple[str, ...]) -> None:
        if not values:
            self._close()
            return
        if not self._model.rowCount():
            self._style(self._completer.popup())
        if self._model.stringList() != list(values):
            self._model.setStringList(list(values))
        self._completer.complete()
        # The first time the rows were placed before the stylesheet was there.
        self._completer.popup().doItemsLayout()

    @staticmethod
    def _style(popup: QAbstractItemView) -> None:
        popup.setObjectName("earlierValues")
        # The completer's own knows nothing of the stylesheet.
        popup.setItemDelegate(QStyledItemDelegate(popup))

    def _close(self) -> None:
        # Asked for its popup, the completer would make one, which takes its time.
        if self._model.rowCount():
            self._completer.popup().hide()

    def _take(self, value: str) -> None:
        self._edit.setText(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down opens the whole list."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and not self._edit.isReadOnly()
        ):
            others = tuple(value for value in self.values if value != self._edit.text())
            if others and not (self._model.rowCount() and self._completer.popup().isVisible()):
                self._show(others)
                return True
        return super().eventFilter(watched, event)
