"""The QApplication: its name, fonts, resources, language and look.

This is on the way to the first window, so nothing here may import more than QtWidgets and the theme.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from PySide6.QtCore import QLocale, QResource, QSize, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

import qlts_desktop
from qlts_desktop.core.appearance import USUAL_APPEARANCE, Appearance, Language, Theme
from qlts_desktop.ui import theme
from qlts_desktop.ui.garbage import GuiGarbageCollector

_log = logging.getLogger(__name__)

ASSETS = Path(qlts_desktop.__file__).parent / "_generated"
ICON_SIZES = (16, 32, 64, 256)
"""Pictures of ``resources/icons/app.svg``: drawing it would load Qt's SVG library before the first window."""
FONT_FAMILY = "Noto Sans"
FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
FONT_PIXELS = 14
_SCHEMES = {Theme.LIGHT: Qt.ColorScheme.Light, Theme.DARK: Qt.ColorScheme.Dark}
TRANSLATIONS = ("qlts_vi", "qtbase_vi")


def create_application(argv: list[str], appearance: Appearance = USUAL_APPEARANCE) -> QApplication:
    """Make the application, in the project's look.

    Args:
        argv: The command line, the program's name first.
        appearance: Language, theme and scale.

    Returns:
        The application. Its own children keep the translators alive.

    Raises:
        FileNotFoundError: The compiled assets are missing from the installation.
    """
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    if appearance.scale != USUAL_APPEARANCE.scale:
        # Qt reads it once, before the first window; who starts the program with one means that one.
        os.environ.setdefault("QT_SCALE_FACTOR", str(appearance.scale / 100))
    app = QApplication(argv)
    dress(app, appearance)
    return app


def dress(app: QApplication, appearance: Appearance = USUAL_APPEARANCE) -> None:
    """Give an application the program's name, language, fonts and look."""
    app.setApplicationName("qlts-desktop")
    app.setApplicationDisplayName("QLTS Desktop")
    app.setOrganizationName("QLTS")
    app.setDesktopFileName("qlts-desktop")
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    if not QResource.registerResource(str(ASSETS / "assets.rcc")):
        raise FileNotFoundError(ASSETS / "assets.rcc")
    if appearance.language is Language.VIETNAMESE:
        _install_translations(app)
    _install_fonts(app)
    app.setStyle("Fusion")
    _ask_for_scheme(app, appearance.theme)
    theme.apply(app, _SCHEMES.get(appearance.theme))
    app.setWindowIcon(_icon())
    GuiGarbageCollector(app)
    app.styleHints().colorSchemeChanged.connect(lambda scheme: theme.apply(app, scheme))


def use_theme(app: QApplication, chosen: Theme) -> None:
    """Change to another theme at once."""
    _ask_for_scheme(app, chosen)
    scheme = _SCHEMES.get(chosen)
    wanted = theme.tokens_for(app.styleHints().colorScheme() if scheme is None else scheme)
    if theme.current() is not wanted:  # a platform that tells of no change
        theme.apply(app, scheme)


def _ask_for_scheme(app: QApplication, chosen: Theme) -> None:
    """Have the system draw what it draws itself, such as a window's frame, in the same theme."""
    scheme = _SCHEMES.get(chosen)
    if scheme is not None:
        app.styleHints().setColorScheme(scheme)
    else:
        app.styleHints().unsetColorScheme()


def _icon() -> QIcon:
    icon = QIcon()
    for size in ICON_SIZES:
        icon.addFile(f":/qlts/icons/app-{size}.png", QSize(size, size))
    return icon


def _install_translations(app: QApplication) -> None:
    for name in TRANSLATIONS:
        translator = QTranslator(app)
        if translator.load(f"{name}.qm", str(ASSETS)):
            app.installTranslator(translator)
        else:
            _log.warning("translation missing: %s", name)


def _install_fonts(app: QApplication) -> None:
    """Use the shipped font, so that every machine has every Vietnamese letter; else the system's own."""
    font = QFont(app.font())
    if all(QFontDatabase.addApplicationFont(str(ASSETS / "fonts" / name)) >= 0 for name in FONT_FILES):
        font.setFamilies([FONT_FAMILY])
    else:
        _log.warning("interface font missing in %s", ASSETS / "fonts")
    font.setPixelSize(FONT_PIXELS)
    app.setFont(font)
