"""What a build believes, and that nothing secret gets into it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qlts_desktop.services.own_program import own_program
from qlts_desktop.services.trust_root import read_trust
from shared import frozen
from shared.pins import Pins, check_pins, lay_pins
from tests.factories import make_root

ROOT = Path(__file__).resolve().parents[2]
ISSUER = make_root()


def root_file(folder: Path, **more: object) -> Path:
    path = folder / "root.json"
    path.write_text(json.dumps({"root": {"kid": ISSUER.root.kid, "x": ISSUER.root.x}, **more}), "utf-8")
    return path


def test_only_the_public_part_is_pinned(tmp_path: Path):
    root = root_file(tmp_path, private="secret", accounts=[{"password": "demo1234"}])
    lay_pins(Pins(root), tmp_path / "trust")
    (pinned,) = (tmp_path / "trust").iterdir()
    assert pinned.name == "licensor-root.json"
    assert read_trust(pinned).root == ISSUER.root_key
    assert "secret" not in pinned.read_text("utf-8")
    assert "demo1234" not in pinned.read_text("utf-8")


@pytest.mark.parametrize(
    "content", ["", "{}", '{"root": {"kid": "a", "x": "b"}}', '{"kind": "qlts-root", "d": "x"}']
)
def test_a_file_without_a_usable_root_key_is_refused(tmp_path: Path, content: str):
    path = tmp_path / "root.json"
    path.write_text(content, "utf-8")
    with pytest.raises(SystemExit, match="does not name"):
        check_pins(Pins(path))


def test_a_trust_folder_without_a_certificate_is_refused(tmp_path: Path):
    (tmp_path / "notes.pem").write_text("none", "utf-8")
    with pytest.raises(SystemExit, match="holds no certificate"):
        check_pins(Pins(root_file(tmp_path), tmp_path))


def test_there_is_no_installer_without_a_root_key():
    command = [sys.executable, "packaging/build.py", "linux"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--root-key FILE is missing" in done.stderr


def test_what_ships_is_locked_with_its_hashes_and_holds_no_tool():
    names = frozen.names_in("pyproject.toml")
    assert {"pyside6-essentials", "pyhanko", "keyring"} <= set(names)
    assert set(names).isdisjoint({"pytest", "pyinstaller", "ruff", "django", "hatchling"})
    assert all("--hash=sha256:" in frozen.locked(name) for name in names)
    with pytest.raises(SystemExit, match=r"not in requirements\.lock"):
        frozen.locked("no-such-package")


def test_a_child_of_the_program_is_started_with_what_there_is(monkeypatch: pytest.MonkeyPatch):
    """From sources by Python's ``-m``; an installed program has no Python to ask, and is its own."""
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    assert own_program("--list-printers") == ["/usr/bin/python3", "-m", "qlts_desktop", "--list-printers"]
    monkeypatch.setattr(sys, "executable", "/usr/lib/qlts-desktop/qlts-desktop")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_program("--list-printers") == ["/usr/lib/qlts-desktop/qlts-desktop", "--list-printers"]


def test_nothing_else_starts_the_interpreter():
    """``own_program`` is the one place that knows how a child is started."""
    starting = "[sys.executable"
    sources = [path for path in (ROOT / "qlts_desktop").rglob("*.py") if starting in path.read_text("utf-8")]
    assert [path.name for path in sources] == ["own_program.py"]
