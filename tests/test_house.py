"""House rules that no linter knows."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from qlts_desktop.core.provinces import PROVINCES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "qlts_desktop"
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if "_generated" not in path.parts]
TEXT_FUNCTIONS = {"tr", "translate"}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def called_name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_no_f_string_is_translated():
    """``tr(f"…")`` is extracted with its braces and never matches at run time."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        for call in calls(path)
        if called_name(call) in TEXT_FUNCTIONS and any(isinstance(arg, ast.JoinedStr) for arg in call.args)
    ]
    assert found == []


def test_no_nested_event_loop():
    """``exec()`` and ``processEvents()`` nest event loops; only the application's own loop is run."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        for call in calls(path)
        if called_name(call) in {"exec", "exec_", "processEvents"} and path.name != "bootstrap.py"
    ]
    assert found == []


def test_every_form_has_its_module():
    modules = {path.stem for path in (PACKAGE / "ui").rglob("*.py")}
    forms = {path.stem for path in (ROOT / "forms").glob("*.ui")}
    assert forms
    assert forms <= modules


def test_every_folder_of_forms_and_resources_is_of_its_kind():
    assert {path.suffix for path in (ROOT / "forms").iterdir()} == {".ui"}


def messages(name: str) -> list[tuple[str, str, str]]:
    """Context, source, translation (empty where unfinished) of each message."""
    tree = ET.parse(ROOT / "resources" / "i18n" / name)
    found = []
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            text = "".join(translation.itertext()).strip()
            done = translation.get("type") != "unfinished" and text
            found.append((context.findtext("name", ""), message.findtext("source", ""), text if done else ""))
    return found


@pytest.mark.parametrize("name", ["qlts_vi.ts", "qtbase_vi.ts"])
def test_the_translation_is_complete(name: str):
    found = messages(name)
    assert found
    assert [(context, source) for context, source, text in found if not text] == []


@pytest.mark.parametrize("name", ["qlts_vi.ts", "qtbase_vi.ts"])
def test_a_translation_names_the_same_values(name: str):
    """A placeholder that is lost or made up would show braces or crash."""
    placeholder = re.compile(r"\{\w*\}|%L?\d|%n|%s")
    wrong = [
        (context, source)
        for context, source, text in messages(name)
        if set(placeholder.findall(source)) - {"%n"} != set(placeholder.findall(text)) - {"%n"}
    ]
    assert wrong == []


def test_the_translation_file_holds_every_string(tmp_path: Path):
    """Collecting the strings again finds nothing that the file does not have."""
    fresh = tmp_path / "fresh.ts"
    sources = [*(PACKAGE / "ui").rglob("*.py"), *(ROOT / "forms").glob("*.ui")]
    subprocess.run(
        [str(Path(sys.executable).parent / "pyside6-lupdate"), *map(str, sources), "-ts", str(fresh)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    wanted = {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(fresh).getroot().iter("context")
        for message in context.iter("message")
    }
    held = {(context, source) for context, source, _text in messages("qlts_vi.ts")}
    assert wanted - held == set()


def test_core_services_and_commands_run_without_qt():
    """A support script on a server has no Qt."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if path.relative_to(PACKAGE).parts[0] in {"core", "services", "commands"}
    ]
    assert len(modules) > 20
    program = (
        "import sys, importlib\nsys.modules['PySide6'] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, timeout=60)


NOT_BEFORE_THE_FIRST_WINDOW = (
    *("asyncio", "email", "email_validator", "hashlib", "html", "http", "keyring", "logging.handlers"),
    *("phonenumbers", "pikepdf", "platformdirs", "pyhanko", "reportlab", "requests", "secrets", "ssl", "urllib3"),
    *("PySide6.QtNetwork", "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtSvg"),
    *(
        "qlts_desktop.core.renewal",
        "qlts_desktop.services.registration_port",
        "qlts_desktop._generated.public_holidays",
    ),
    *("qlts_desktop.services.signing_port", "qlts_desktop.services.signing"),
    *("qlts_desktop.services.registrations", "qlts_desktop.services.outbox"),
    *("qlts_desktop.services.prepared", "qlts_desktop.services.prepared_port"),
    *("qlts_desktop.services.machine", "qlts_desktop.services.machine_port"),
    *("qlts_desktop.services.checking_port", "qlts_desktop.ui.checking.check_dialog"),
    *("qlts_desktop.ui.machine.machine_dialog", "qlts_desktop.ui.machine.token_guide_dialog"),
    *("qlts_desktop.core.releases", "qlts_desktop.services.update_port", "qlts_desktop.services.client_updates"),
    *("qlts_desktop.ui.updates.update_dialog", "qlts_desktop.ui.guide.guide_window"),
    *("qlts_desktop.ui.gate", "qlts_desktop.ui.history", "qlts_desktop.ui.login", "qlts_desktop.ui.renewal"),
)
"""Each costs the start time or memory; what needs one imports it when it is used."""


def test_the_way_to_the_first_window_is_light():
    program = (
        "import sys\nfrom qlts_desktop import bootstrap\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules), 'Qt comes after the services'\n"
        "import qlts_desktop.ui.application, qlts_desktop.ui.shell.flow\nprint(*sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    loaded = set(ran.stdout.split())
    assert "qlts_desktop.ui.shell.workspace_page" in loaded
    assert loaded.intersection(NOT_BEFORE_THE_FIRST_WINDOW) == set()


def test_a_qt_import_planted_in_core_fails_the_layers(tmp_path: Path):
    """The contracts are alive: a planted import breaks them."""
    for name in ("qlts_desktop", "licensor"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("_generated*", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "qlts_desktop" / "core" / "planted.py").write_text("import PySide6.QtCore\n", "utf-8")
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [str(linter), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{tmp_path / 'licensor'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "core is pure" in result.stdout
    assert "PySide6" in result.stdout


def test_the_wheel_holds_everything_the_program_reads(tmp_path: Path):
    source = tmp_path / "source"
    source.mkdir()
    for name in ("qlts_desktop", "forms", "resources", "docs", "pyproject.toml", "README.md"):
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("_generated*", "__pycache__"))
        else:
            shutil.copy(path, source)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, check=True, cwd=source, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    names = {name.removeprefix("qlts_desktop/_generated/") for name in zipfile.ZipFile(wheel).namelist()}
    forms = {f"ui_{path.stem}.py" for path in (ROOT / "forms").glob("*.ui")}
    fonts = {f"fonts/{path.name}" for path in (ROOT / "resources" / "fonts").iterdir()}
    docs = ROOT / "docs"
    pages = {
        f"guide/{path.relative_to(docs)}" for part in ("guide", "admin") for path in (docs / part).rglob("*.*")
    }
    wanted = {*forms, *fonts, *pages, "qlts_vi.qm", "qtbase_vi.qm", "assets.rcc", "trust/README.txt"}
    assert wanted <= names
    assert not any(name.startswith(("tests/", "licensor/")) for name in names)


def test_nothing_tracked_names_a_registry_or_a_machine():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "--index-url" not in lock


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_interface_font_has_every_letter_that_is_shown(weight: str):
    shown = set((ROOT / "resources" / "i18n" / "qlts_vi.ts").read_text("utf-8"))
    shown |= set("".join(PROVINCES)) | {chr(code) for code in (*range(0x20, 0x7F), *range(0x1EA0, 0x1EFA))}
    shown |= set("ăâđêôơưĂÂĐÊÔƠƯàáảãạ₫–—…“”‘’•›‹×")
    name = f"NotoSans-{weight}.ttf"
    whole = TTFont(ROOT / "resources" / "fonts" / name).getBestCmap()
    shipped = TTFont(ROOT / "qlts_desktop" / "_generated" / "fonts" / name).getBestCmap()
    assert {letter for letter in shown if ord(letter) in whole and ord(letter) not in shipped} == set()
    assert {
        letter for letter in "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ₫" if ord(letter) not in shipped
    } == set()
