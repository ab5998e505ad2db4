"""The look: colours named once, light and dark, and the one stylesheet filled with them.

Every text colour has a contrast of at least 4.5 on its ground, which
``tests/ui/test_theme.py`` measures.
"""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from PySide6.QtCore import QFile, QIODevice, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

STYLESHEET = ":/qlts/style.qss"
OWN_FONTS_OF_WINDOWS = "QMenuBar, QMenu, QAbstractItemView, QToolTip, QMessageBox, QStatusBar"
"""Kinds of widgets that Windows has fonts of its own for, which would count above the application's."""


class Tokens(NamedTuple):
    """The colours of a theme, as ``#RRGGBB``. ``*_soft`` is a ground, ``*_text`` is text on that ground."""

    background: str
    surface: str
    border: str
    control_border: str
    disabled: str
    text: str
    muted: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    link: str
    focus: str
    selection: str
    banner: str
    banner_border: str
    banner_text: str
    info_soft: str
    info_border: str
    info_text: str
    danger: str
    danger_soft: str
    danger_text: str
    warning: str
    warning_soft: str
    warning_text: str
    success: str
    success_soft: str
    success_text: str
    neutral_soft: str
    neutral_text: str
    icons: str
    """Folder of the icons drawn for this theme."""


LIGHT = Tokens(
    background="#F6F7F9",
    surface="#FFFFFF",
    border="#D9DEE5",
    control_border="#B9C1CC",
    disabled="#EFF1F4",
    text="#1B2430",
    muted="#5A6675",
    primary="#0B63CE",
    primary_hover="#0957B6",
    primary_pressed="#084A9B",
    on_primary="#FFFFFF",
    link="#0B55B0",
    focus="#0B63CE",
    selection="#CFE2F9",
    banner="#FFF4C2",
    banner_border="#E3B505",
    banner_text="#4A3B00",
    info_soft="#E8F1FC",
    info_border="#A9CBF2",
    info_text="#123E73",
    danger="#D93025",
    danger_soft="#FDECEA",
    danger_text="#B3261E",
    warning="#E8710A",
    warning_soft="#FDEEDF",
    warning_text="#8A4100",
    success="#1E8E4A",
    success_soft="#E4F4EA",
    success_text="#14652F",
    neutral_soft="#EDF0F3",
    neutral_text="#465160",
    icons=":/qlts/icons/light",
)

DARK = Tokens(
    background="#14181E",
    surface="#1D232B",
    border="#353E4A",
    control_border="#526071",
    disabled="#262D37",
    text="#E8ECF1",
    muted="#A3AFBD",
    primary="#2470CC",
    primary_hover="#2B76D1",
    primary_pressed="#1C60B3",
    on_primary="#FFFFFF",
    link="#82B7F7",
    focus="#82B7F7",
    selection="#2B4A70",
    banner="#3B3107",
    banner_border="#A98A0F",
    banner_text="#FFEBA3",
    info_soft="#1A2C42",
    info_border="#33567F",
    info_text="#BBD8FA",
    danger="#E5554B",
    danger_soft="#3B1D1B",
    danger_text="#FF9D95",
    warning="#F0893A",
    warning_soft="#3A2615",
    warning_text="#FFBE88",
    success="#35A765",
    success_soft="#173322",
    success_text="#8ADDAB",
    neutral_soft="#2B333E",
    neutral_text="#C1CAD5",
    icons=":/qlts/icons/dark",
)


def tokens_for(scheme: Qt.ColorScheme) -> Tokens:
    """The colours of a colour scheme; light where the system names none."""
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def current() -> Tokens:
    """The colours in use now, for what is painted by hand."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window == QColor(DARK.background) else LIGHT


def fill(template: str, tokens: Tokens) -> str:
    """Put the colours into the stylesheet.

    Raises:
        KeyError: The stylesheet names a colour that does not exist.
    """
    values = tokens._asdict()
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match.group(1)], template)


def palette(tokens: Tokens) -> QPalette:
    """The colours for everything that no stylesheet rule names."""
    roles = {
        QPalette.ColorRole.Window: tokens.background,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.background,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.on_primary,
        QPalette.ColorRole.Highlight: tokens.primary,
        QPalette.ColorRole.HighlightedText: tokens.on_primary,
        QPalette.ColorRole.Link: tokens.link,
        QPalette.ColorRole.LinkVisited: tokens.link,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.disabled,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.Dark: tokens.control_border,
        QPalette.ColorRole.Shadow: tokens.control_border,
        QPalette.ColorRole.Accent: tokens.primary,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return result


def apply(app: QApplication, scheme: Qt.ColorScheme | None = None) -> Tokens:
    """Dress the application in the theme of the system's colour scheme.

    Args:
        app: The application, its resources registered.
        scheme: Another scheme than the system's.

    Returns:
        The colours in use.
    """
    tokens = tokens_for(app.styleHints().colorScheme() if scheme is None else scheme)
    app.setPalette(palette(tokens))
    font = app.font()
    own = f"{OWN_FONTS_OF_WINDOWS} {{ font-family: '{font.family()}'; font-size: {font.pixelSize()}px; }}\n"
    app.setStyleSheet((own if sys.platform == "win32" else "") + fill(_template(), tokens))
    return tokens


def restyle(widget: QWidget) -> None:
    """Have a widget's rules looked up again after one of its style properties has changed.

    A widget that was never shown has not looked them up yet, and need not do so twice.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the stylesheet selects by, and restyle when it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def _template() -> str:
    file = QFile(STYLESHEET)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Text):
        raise FileNotFoundError(STYLESHEET)
    try:
        return file.readAll().data().decode("utf-8")
    finally:
        file.close()
