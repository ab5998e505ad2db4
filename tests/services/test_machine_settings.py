"""Where ``qlts.ini`` is looked for, and what a file that is no text does."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from qlts_desktop.core.machine_settings import IniFault, IniProblem, SettingKey
from qlts_desktop.services import machine_settings
from qlts_desktop.services.machine_settings import read_machine_settings, settings_files


def written(folder: Path, content: bytes) -> Path:
    folder.mkdir(parents=True)
    path = folder / "qlts.ini"
    path.write_bytes(content)
    return path


def server(name: str) -> bytes:
    return f"[server]\naddress = https://{name}.vn\n".encode()


def test_the_machines_folder_comes_before_the_shared_ones_and_before_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, other = tmp_path / "cấu hình chung", tmp_path / "other"
    monkeypatch.setattr(machine_settings, "machine_configuration", lambda: tmp_path / "etc")
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{shared}:relative:{other}")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program" / "qlts-desktop"))
    files = (
        written(tmp_path / "etc", server("etc")),
        written(shared / "qlts-desktop", server("shared")),
        written(other / "qlts-desktop", server("other")),
        written(tmp_path / "program", server("beside")),
    )
    assert settings_files() == files
    for file in files:
        assert read_machine_settings().values[SettingKey.SERVER] == file.read_text("utf-8").split()[-1]
        file.unlink()
    assert read_machine_settings().values == {}


def test_beside_an_interpreter_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_DIRS", raising=False)
    assert settings_files() == (Path("/etc/qlts-desktop/qlts.ini"),)


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    path = written(tmp_path / "a", b"\xef\xbb\xbf" + server("bom"))
    assert read_machine_settings((path,)).values == {SettingKey.SERVER: "https://bom.vn"}


@pytest.mark.parametrize("content", ["[server]\naddress=https://sở.vn".encode("utf-16"), b"[server]\n\xff"])
def test_a_file_in_another_coding_is_named_and_the_next_one_holds(tmp_path: Path, content: bytes) -> None:
    broken, good = written(tmp_path / "a", content), written(tmp_path / "b", server("b"))
    read = read_machine_settings((broken, good))
    assert read.problems == (IniProblem(str(broken), 0, IniFault.NOT_TEXT),)
    assert read.values[SettingKey.SERVER] == "https://b.vn"


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "qlts.ini"
    os.mkdir(folder)
    assert read_machine_settings((folder,)).problems == (IniProblem(str(folder), 0, IniFault.NOT_READABLE),)


@pytest.mark.parametrize("line", ["[server]\naddress = http://far.vn", "[proxy]\naddress = a:b@p.vn:1"])
def test_an_address_that_is_none_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    path = written(tmp_path / "a", line.encode())
    read = read_machine_settings((path,))
    assert read.problems == (IniProblem(str(path), 2, IniFault.WRONG_VALUE, "address"),)
    assert read.values == {}


def test_the_example_for_administrators_sets_everything_there_is() -> None:
    read = read_machine_settings((Path(__file__).parents[2] / "docs" / "qlts.ini",))
    assert read.problems == ()
    assert set(read.values) == set(SettingKey)
    assert read.locked == {SettingKey.SERVER, SettingKey.PROXY_MODE}
