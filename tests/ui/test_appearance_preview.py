"""What the signature will show, drawn by the real service while its pictures are chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.services.signing_port import SigningSettings
from qlts_desktop.services.slip_signature import ROOM_HEIGHT, ROOM_WIDTH
from qlts_desktop.ui.signing.appearance_preview import SHAPE
from qlts_desktop.ui.signing.signing_settings_dialog import SigningSettingsDialog
from tests.services.signing.service import signing_service
from tests.ui.doubles.renewal import complete_form
from tests.ui.inline_runner import InlineRunner

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
RED = (210, 20, 30, 255)


@pytest.fixture
def seal(tmp_path: Path) -> Path:
    path = tmp_path / "con dấu.png"
    Image.new("RGBA", (400, 400), RED).save(path)
    return path


class Desk:
    """The dialog over the real service."""

    def __init__(self, qtbot: QtBot, folder: Path, settings: SigningSettings | None = None) -> None:
        self.service = signing_service(folder, now=lambda: NOON)
        if settings is not None:
            self.service.change_settings(settings)
        self.dialog = SigningSettingsDialog(self.service, complete_form(), "LÊ QUANG MINH", InlineRunner())
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    @property
    def picture(self) -> QImage:
        return self.dialog.findChild(QLabel, "appearancePreview").pixmap().toImage()

    @property
    def problem(self) -> str:
        label = self.dialog.findChild(QLabel, "sealPictureProblem")
        return label.text() if label.isVisible() else ""

    def type_seal(self, path: str) -> None:
        edit = self.dialog.findChild(QLineEdit, "sealPictureEdit")
        edit.setText(path)
        edit.textEdited.emit(path)


def is_red(color: QColor) -> bool:
    return abs(color.red() - 210) < 10 and color.green() < 40


def seal_shown(picture: QImage) -> bool:
    return not picture.isNull() and is_red(picture.pixelColor(picture.width() // 5, picture.height() // 2))


def test_the_kept_pictures_are_drawn_at_once(qtbot: QtBot, seal: Path, tmp_path: Path) -> None:
    desk = Desk(qtbot, tmp_path, SigningSettings(seal_picture=seal))
    assert seal_shown(desk.picture)
    corner = desk.picture.pixelColor(desk.picture.width() - 1, 0)
    assert corner == QColor("white")


def test_a_chosen_picture_is_drawn_once_typing_rests(qtbot: QtBot, seal: Path, tmp_path: Path) -> None:
    desk = Desk(qtbot, tmp_path)
    assert not seal_shown(desk.picture)
    desk.type_seal(str(seal))
    qtbot.waitUntil(lambda: seal_shown(desk.picture))
    desk.dialog.findChild(QPushButton, "signingSettingsSaveButton").click()
    assert desk.service.settings().seal_picture == seal
    assert not desk.dialog.isVisible()


def test_what_is_no_picture_is_said_at_its_line_and_not_kept(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, tmp_path)
    other = tmp_path / "báo cáo.png"
    other.write_bytes(b"%PDF-1.7")
    desk.type_seal(str(other))
    qtbot.waitUntil(lambda: bool(desk.problem))
    assert "PNG" in desk.problem
    assert desk.picture.isNull()
    desk.dialog.findChild(QPushButton, "signingSettingsSaveButton").click()
    assert desk.dialog.isVisible()
    assert desk.service.settings() == SigningSettings()
    desk.type_seal("")
    qtbot.waitUntil(lambda: not desk.picture.isNull())
    assert not desk.problem


def test_the_preview_has_the_shape_of_the_place_on_the_slip() -> None:
    assert pytest.approx(ROOM_WIDTH / ROOM_HEIGHT, abs=0.01) == SHAPE
