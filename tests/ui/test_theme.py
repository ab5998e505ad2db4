"""The look: every colour named once, readable in both themes, and Qt's own words in Vietnamese."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontInfo, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QWizard, QWizardPage

from qlts_desktop.ui import application, theme
from qlts_desktop.ui.widgets.card import wrapped_label

STYLE = Path(__file__).resolve().parents[2] / "resources" / "style.qss"
THEMES = {"light": theme.LIGHT, "dark": theme.DARK}


def luminance(colour: str) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "background"),
        ("text", "surface"),
        ("text", "selection"),
        ("muted", "background"),
        ("muted", "surface"),
        ("muted", "disabled"),
        ("link", "surface"),
        ("link", "background"),
        ("link", "banner"),
        ("link", "info_soft"),
        ("on_primary", "primary"),
        ("on_primary", "primary_hover"),
        ("on_primary", "primary_pressed"),
        ("banner_text", "banner"),
        ("info_text", "info_soft"),
        ("danger_text", "surface"),
        ("danger_text", "danger_soft"),
        ("warning_text", "surface"),
        ("warning_text", "warning_soft"),
        ("success_text", "surface"),
        ("success_text", "success_soft"),
        ("neutral_text", "neutral_soft"),
        ("neutral_text", "disabled"),
        ("text", "danger_soft"),
    ],
)
def test_text_is_readable_on_its_ground(name: str, text: str, ground: str):
    tokens = THEMES[name]._asdict()
    assert contrast(tokens[text], tokens[ground]) >= 4.5


def test_the_stylesheet_names_colours_only_by_token():
    text = STYLE.read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text) == []
    for tokens in THEMES.values():
        assert "{{" not in theme.fill(text, tokens)


def test_a_colour_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        theme.fill("QLabel { color: {{no_such_colour}}; }", theme.LIGHT)


def test_each_theme_has_its_own_icons():
    root = STYLE.parent / "icons"
    assert {p.name for p in (root / "light").iterdir()} == {p.name for p in (root / "dark").iterdir()}


def test_the_system_colour_scheme_decides(qapp):
    assert theme.tokens_for(Qt.ColorScheme.Dark) is theme.DARK
    assert theme.tokens_for(Qt.ColorScheme.Light) is theme.LIGHT
    assert theme.tokens_for(Qt.ColorScheme.Unknown) is theme.LIGHT
    try:
        assert theme.apply(qapp, Qt.ColorScheme.Dark) is theme.DARK
        assert theme.current() is theme.DARK
    finally:
        theme.apply(qapp, Qt.ColorScheme.Light)
    assert theme.current() is theme.LIGHT


def test_a_changed_property_is_looked_up_anew(qtbot):
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    plain = label.fontInfo().pixelSize()
    theme.set_style_property(label, "role", "title")
    assert label.fontInfo().pixelSize() == 20 != plain


def test_the_shipped_font_draws_every_vietnamese_letter(qapp):
    assert QFontInfo(qapp.font()).family() == "Noto Sans"
    assert qapp.font().pixelSize() == 14


def test_the_program_speaks_vietnamese(qapp):
    assert QLocale() == QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)


def test_qts_own_buttons_are_vietnamese(qtbot):
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    kinds = QDialogButtonBox.StandardButton
    wanted = {
        kinds.Ok: "Đồng ý",
        kinds.Cancel: "Hủy",
        kinds.Close: "Đóng",
        kinds.Save: "Lưu",
        kinds.Yes: "&Có",
        kinds.No: "&Không",
        kinds.Retry: "Thử lại",
        kinds.Discard: "Bỏ",
        kinds.Help: "Trợ giúp",
    }
    assert {kind: box.addButton(kind).text() for kind in wanted} == wanted


def test_qts_wizard_is_vietnamese(qtbot):
    wizard = QWizard()
    qtbot.addWidget(wizard)
    wizard.addPage(QWizardPage())
    wizard.show()
    buttons = QWizard.WizardButton
    assert wizard.button(buttons.BackButton).text() == "< &Quay lại"
    assert wizard.button(buttons.FinishButton).text() == "&Hoàn tất"
    assert wizard.button(buttons.CancelButton).text() == "Hủy"


def test_qts_context_menu_is_vietnamese(qtbot):
    edit = QLineEdit("x")
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert words == ["&Hoàn tác", "&Làm lại", "&Cắt", "&Sao chép", "&Dán", "Xóa", "Chọn tất cả"]


def test_starting_the_interface_imports_nothing_heavy():
    program = (
        "import sys\n"
        "from qlts_desktop.ui.application import create_application\n"
        "import qlts_desktop.ui.shell.flow\n"
        "heavy = {'requests', 'keyring', 'pyhanko', 'reportlab', 'pikepdf', 'phonenumbers', 'zxingcpp',\n"
        "         'icalendar', 'PySide6.QtPdf', 'PySide6.QtPdfWidgets', 'PySide6.QtPrintSupport',\n"
        "         'PySide6.QtNetwork'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("size", application.ICON_SIZES)
def test_the_programs_icon_is_the_picture_of_its_drawing(qapp, size: int):
    drawn = QImage(size, size, QImage.Format.Format_ARGB32)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(str(STYLE.parent / "icons" / "app.svg")).render(painter)
    painter.end()
    kept = qapp.windowIcon().pixmap(size, size).toImage()
    assert kept.size() == drawn.size()
    for x, y in ((0, 0), (size // 2, size // 8), (size // 2, size // 2), (size // 2, size // 4 + size // 16)):
        assert abs(kept.pixelColor(x, y).lightness() - drawn.pixelColor(x, y).lightness()) < 16


def test_the_text_of_a_label_can_be_selected_under_the_mouse_without_moving_anything(qtbot):
    label = wrapped_label("Chuyển khoản số tiền 12.345.678 đồng không muộn hơn ngày 23/11/2026.", "small")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint(), [label.heightForWidth(width) for width in (90, 150, 287, 333)]
    QApplication.sendEvent(label, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert label.textInteractionFlags() == Qt.TextInteractionFlag.TextSelectableByMouse
    assert (label.sizeHint(), [label.heightForWidth(width) for width in (90, 150, 287, 333)]) == before
