"""Saving a file: whole or not at all, wherever; a refusal says why and leaves the way to another place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.saving import FileSaver, write_file
from tests.no_writing import fill, small_disk, unwritable
from tests.ui.inline_runner import InlineRunner

CONTENT = b"%PDF-1.7 " + b"slip " * 20_000


def refused(path: Path) -> OperationError:
    with pytest.raises(OperationError) as raised:
        write_file(str(path), CONTENT)
    return raised.value


def test_a_disk_that_fills_up_keeps_the_old_file_and_no_half_one(qapp, tmp_path: Path):
    with small_disk(tmp_path / "small", 64) as small:
        target = small / "phieu.pdf"
        target.write_bytes(b"older")
        error = refused(target)
        # Looked at while the error is still held, as a panel that shows it does.
        assert [path.name for path in small.iterdir()] == ["phieu.pdf"]
        assert target.read_bytes() == b"older"
        assert error.code is ErrorCode.DISK_FULL
        assert "of 100009 bytes" in error.technical


def test_a_disk_without_any_room_is_full(qapp, tmp_path: Path):
    with small_disk(tmp_path / "small", 64) as small:
        filler = fill(small)
        assert refused(small / "phieu.pdf").code is ErrorCode.DISK_FULL
        assert list(small.iterdir()) == [filler]


@pytest.mark.parametrize("old", [None, b"older"])
def test_a_read_only_folder_is_named(qapp, tmp_path: Path, old: bytes | None):
    folder = tmp_path / "Hồ sơ chỉ đọc"
    folder.mkdir()
    if old is not None:
        (folder / "phieu.pdf").write_bytes(old)
    with unwritable(folder):
        error = refused(folder / "phieu.pdf")
    assert error.code is ErrorCode.FOLDER_NOT_WRITABLE
    assert error.details["path"] == str(folder)


def test_a_missing_folder_is_named(qapp, tmp_path: Path):
    error = refused(tmp_path / "missing" / "phieu.pdf")
    assert (error.code, error.details["path"]) == (ErrorCode.FOLDER_NOT_WRITABLE, str(tmp_path / "missing"))


@pytest.mark.parametrize("name", ["ế" * 84 + ".pdf", "x" * 252 + ".pdf"])
def test_a_name_that_is_too_long_is_no_full_disk(qapp, tmp_path: Path, name: str):
    error = refused(tmp_path / name)
    assert (error.code, error.details["path"]) == (ErrorCode.FILE_NOT_WRITABLE, str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []
    assert "ngắn hơn" in error_text(error).next_step


def test_a_folder_of_that_name_stays(qapp, tmp_path: Path):
    (tmp_path / "phieu.pdf").mkdir()
    assert refused(tmp_path / "phieu.pdf").code is ErrorCode.FILE_NOT_WRITABLE
    assert (tmp_path / "phieu.pdf").is_dir()


def test_vietnamese_names_and_paths_beyond_260_letters_are_ordinary(qapp, tmp_path: Path):
    folder = tmp_path / "Hồ sơ năm 2027 (đã ký)"
    while len(str(folder)) < 300:
        folder /= "Trường THCS Nguyễn Bỉnh Khiêm"
    folder.mkdir(parents=True)
    target = folder / "Phiếu gia hạn 260001234.pdf"
    write_file(str(target), CONTENT)
    assert target.read_bytes() == CONTENT
    assert list(folder.iterdir()) == [target]


def test_another_place_can_be_chosen_after_a_refusal(qtbot: QtBot, tmp_path: Path):
    window = QWidget()
    qtbot.addWidget(window)
    saver = FileSaver(InlineRunner(), window)
    kind = "PDF (*.pdf)"
    good, bad = tmp_path / "tốt", tmp_path / "missing"
    good.mkdir()

    def choose(path: Path) -> str:
        saver.ask("Lưu", "phieu.pdf", "pdf", kind, CONTENT)
        assert saver.dialog is not None
        folder = saver.dialog.directory().absolutePath()
        saver.dialog.fileSelected.emit(str(path))
        saver.dialog.reject()
        return folder

    choose(good / "một.pdf")
    with qtbot.waitSignal(saver.failed):
        choose(bad / "hai.pdf")
    with qtbot.waitSignal(saver.saved) as saved:
        # The dialog opens where it last went well, not where it failed.
        assert choose(good / "hai.pdf") == str(good)
    assert saved.args == [str(good / "hai.pdf")]
    assert (good / "hai.pdf").read_bytes() == CONTENT
