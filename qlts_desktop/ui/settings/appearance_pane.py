"""Language, theme and scale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from qlts_desktop.core.appearance import SCALES, Appearance, Language, Theme
from qlts_desktop.ui.widgets.card import wrapped_label

_CHOICE_WIDTH = 260


class AppearancePane(QWidget):
    """Three choices.

    Signals:
        edited: The user has chosen something else.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = QComboBox()
        self._language.addItem("Tiếng Việt", Language.VIETNAMESE.value)
        self._language.addItem("English", Language.ENGLISH.value)
        self._theme = QComboBox()
        for theme, text in (
            (Theme.SYSTEM, self.tr("As this computer is set")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
        ):
            self._theme.addItem(text, theme.value)
        self._scale = QComboBox()
        for scale in SCALES:
            self._scale.addItem(f"{scale} %", scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, text, combo, about in (
            ("language", self.tr("&Language"), self._language, ""),
            ("theme", self.tr("&Colours"), self._theme, self.tr("Hold as soon as they are saved.")),
            ("scale", self.tr("Si&ze of text and pictures"), self._scale, self.tr("On top of the system's own.")),
        ):
            label = QLabel(text)
            label.setProperty("role", "field")
            label.setBuddy(combo)
            combo.setObjectName(f"{name}Combo")
            combo.setMaximumWidth(_CHOICE_WIDTH)
            combo.currentIndexChanged.connect(lambda _index: self.edited.emit())
            column.addWidget(label)
            column.addWidget(combo)
            if about:
                column.addWidget(wrapped_label(about, role="small"))
            column.addSpacing(12)
        self._restart = wrapped_label(
            self.tr("Language and size hold after the program has been started again."),
            role="warning",
            name="restartHint",
        )
        self._restart.hide()
        column.addWidget(self._restart)

    @property
    def chosen(self) -> Appearance:
        """What is chosen."""
        return Appearance(
            Language(self._language.currentData()), Theme(self._theme.currentData()), self._scale.currentData()
        )

    def show_chosen(self, appearance: Appearance) -> None:
        """Show what holds."""
        for combo, value in (
            (self._language, appearance.language.value),
            (self._theme, appearance.theme.value),
            (self._scale, appearance.scale),
        ):
            combo.setCurrentIndex(combo.findData(value))

    def show_restart(self, before: Appearance) -> None:
        """Say that a start is needed, where it is."""
        self._restart.setVisible(self.chosen.needs_restart(before))
