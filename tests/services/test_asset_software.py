"""*Vào phần mềm QLTS* starts a real program and hands it the licence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.asset_software import enter_software
from tests.no_writing import unwritable

LICENCE = "eyJ0.eyJ1.c2ln"


def test_a_program_gets_the_licence_as_a_file(tmp_path: Path) -> None:
    folder, seen = tmp_path / "Dữ liệu kế toán", tmp_path / "seen"
    folder.mkdir()
    program = tmp_path / "phần mềm"
    program.write_text(f'#!/bin/sh\ncat "$1" > "{seen}.new" && mv "{seen}.new" "{seen}"\n', "utf-8")
    program.chmod(0o700)
    assert enter_software(str(program), LICENCE, folder) == ""
    until = time.monotonic() + 30
    while not seen.exists():
        assert time.monotonic() < until
        time.sleep(0.01)
    assert seen.read_text() == LICENCE


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://qlts.vn/app", "https://qlts.vn/app"),
        ("https://qlts.vn/app#licence={licence}", f"https://qlts.vn/app#licence={LICENCE}"),
    ],
)
def test_an_address_is_for_the_browser(tmp_path: Path, address: str, opened: str) -> None:
    assert enter_software(address, LICENCE, tmp_path) == opened
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OperationError) as caught:
        enter_software(str(tmp_path / "missing"), LICENCE, tmp_path)
    assert caught.value.code is ErrorCode.PROGRAM_NOT_STARTED
    assert caught.value.details == {"path": str(tmp_path / "missing")}


def test_without_write_right_nothing_is_started(tmp_path: Path) -> None:
    with unwritable(tmp_path / "data") as folder, pytest.raises(OperationError) as caught:
        enter_software("/bin/true", LICENCE, folder)
    assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE
