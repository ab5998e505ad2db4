"""The QApplication: its name, fonts, resources, language and look.

This is on the way to the first window, so nothing here may import more than QtWidgets and the theme.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLocale, QResource, QSize, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

import qlts_desktop
from qlts_desktop.ui import theme
from qlts_desktop.ui.garbage import GuiGarbageCollector

_log = logging.getLogger(__name__)

ASSETS = Path(qlts_desktop.__file__).parent / "_generated"
ICON_SIZES = (16, 32, 64, 256)
"""Pictures of ``resources/icons/app.svg``: drawing it would load Qt's SVG library before the first window."""
FONT_FAMILY = "Noto Sans"
FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
FONT_PIXELS = 14
TRANSLATIONS = ("qlts_vi", "qtbase_vi")


def create_application(argv: list[str]) -> QApplication:
    """Make the application: Vietnamese, in the project's look.

    Args:
        argv: The command line, the program's name first.

    Returns:
        The application. Its own children keep the translators alive.

    Raises:
        FileNotFoundError: The compiled assets are missing from the installation.
    """
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(argv)
    dress(app)
    return app


def dress(app: QApplication) -> None:
    """Give an application the program's name, language, fonts and look."""
    app.setApplicationName("qlts-desktop")
    app.setApplicationDisplayName("QLTS Desktop")
    app.setOrganizationName("QLTS")
    app.setDesktopFileName("qlts-desktop")
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    if not QResource.registerResource(str(ASSETS / "assets.rcc")):
        raise FileNotFoundError(ASSETS / "assets.rcc")
    _install_translations(app)
    _install_fonts(app)
    app.setStyle("Fusion")
    theme.apply(app)
    app.setWindowIcon(_icon())
    GuiGarbageCollector(app)
    app.styleHints().colorSchemeChanged.connect(lambda scheme: theme.apply(app, scheme))


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
