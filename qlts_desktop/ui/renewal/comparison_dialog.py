"""The same draft changed on two computers: each field that differs, and which of the two is to hold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qlts_desktop.core.draft_comparison import DraftDifference, FieldValue
from qlts_desktop.ui.messages.form import field_label, value_text
from qlts_desktop.ui.widgets.card import wrapped_label


class ComparisonDialog(QDialog):
    """Two values a line, one of them chosen; at first the one that was changed last on its side.

    Signals:
        decided: The fields (frozenset of JSON pointers) that take the other computer's value.
    """

    decided = Signal(object)

    def __init__(
        self, differences: tuple[DraftDifference, ...], saved_by: str = "", parent: QWidget | None = None
    ) -> None:
        """Show what differs.

        Args:
            differences: The fields, in the form's order.
            saved_by: Who has saved the other version; empty where that is not known.
            parent: The window below.
        """
        super().__init__(parent)
        self.setObjectName("comparisonDialog")
        self.setWindowTitle(self.tr("Compare the draft"))
        self.resize(860, 520)
        self._theirs: dict[str, QRadioButton] = {}
        self._mine: dict[str, QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(wrapped_label(self.tr("The draft was changed on two computers"), role="heading"))
        column.addWidget(
            wrapped_label(
                self.tr(
                    "Nothing has been overwritten. Choose what is to hold in each line; everything else is the"
                    " same on both."
                ),
                name="comparisonText",
            )
        )
        column.addWidget(self._table(differences, saved_by), 1)
        column.addLayout(self._buttons())

    def _table(self, differences: tuple[DraftDifference, ...], saved_by: str) -> QScrollArea:
        content = QWidget()
        content.setProperty("ground", "clear")
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for number, stretch in enumerate((3, 5, 5)):
            grid.setColumnStretch(number, stretch)
        other = self.tr("The other computer")
        if saved_by:
            other = self.tr("The other computer ({0})").format(saved_by)
        for number, heading in enumerate((self.tr("This computer"), other), start=1):
            grid.addWidget(wrapped_label(heading, role="strong"), 0, number)
        for row, one in enumerate(differences, start=1):
            grid.addWidget(wrapped_label(field_label(one.field), role="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            name = one.field.strip("/").replace("/", "_")
            mine = self._choice(f"mine_{name}", self.tr("This computer"), one.field, one.mine)
            theirs = self._choice(f"theirs_{name}", self.tr("The other computer"), one.field, one.theirs)
            group = QButtonGroup(self)
            for at, (radio, value) in enumerate(((mine, one.mine), (theirs, one.theirs)), start=1):
                group.addButton(radio)
                grid.addLayout(self._cell(radio, value), row, at)
            (mine if one.changed_here else theirs).setChecked(True)
            self._mine[one.field], self._theirs[one.field] = mine, theirs
        grid.setRowStretch(len(differences) + 1, 1)
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _choice(self, name: str, side: str, field: str, value: FieldValue) -> QRadioButton:
        radio = QRadioButton()
        radio.setObjectName(name)
        radio.setAccessibleName(f"{field_label(field)}, {side}: {value_text(value)}")
        return radio

    def _cell(self, radio: QRadioButton, value: FieldValue) -> QHBoxLayout:
        """A radio button whose text wraps; pressing the text chooses it too."""
        text = _ChoiceText(value_text(value), radio)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self) -> QHBoxLayout:
        all_mine = self._button("allMineButton", self.tr("All of &this computer"))
        all_theirs = self._button("allTheirsButton", self.tr("All of the &other computer"))
        later = self._button("laterButton", self.tr("&Later"))
        apply = self._button("applyButton", self.tr("&Use this choice"))
        apply.setProperty("kind", "primary")
        all_mine.clicked.connect(lambda: self._choose_all(self._mine))
        all_theirs.clicked.connect(lambda: self._choose_all(self._theirs))
        later.clicked.connect(self.reject)
        apply.clicked.connect(self._apply)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(all_mine)
        row.addWidget(all_theirs)
        row.addStretch(1)
        row.addWidget(later)
        row.addWidget(apply)
        return row

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    @staticmethod
    def _choose_all(side: dict[str, QRadioButton]) -> None:
        for radio in side.values():
            radio.setChecked(True)

    def _apply(self) -> None:
        theirs = frozenset(field for field, radio in self._theirs.items() if radio.isChecked())
        self.accept()
        self.decided.emit(theirs)


class _ChoiceText(QLabel):
    """The text of a radio button, which does not wrap by itself; pressing it chooses."""

    def __init__(self, text: str, radio: QRadioButton) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._radio = radio

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Choose."""
        self._radio.setFocus()
        self._radio.setChecked(True)
