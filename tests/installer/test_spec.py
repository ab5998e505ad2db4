"""What the spec leaves out is really not needed, and what it names is really there."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = ast.parse((ROOT / "build_installer.spec").read_text("utf-8"))


def table(name: str) -> dict[str, str]:
    """A table of the spec."""
    for node in SPEC.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            found: dict[str, str] = ast.literal_eval(node.value)
            return found
    raise AssertionError(f"the spec has no {name}")


@pytest.mark.parametrize("name", ["MODULES_LEFT_OUT", "FILES_LEFT_OUT", "HOOKS_LEFT_OUT"])
def test_whatever_is_left_out_has_its_reason(name: str):
    left_out = table(name)
    assert left_out
    assert [key for key, reason in left_out.items() if len(reason) < 5] == []


def test_the_patterns_for_files_are_patterns():
    for pattern in table("FILES_LEFT_OUT"):
        re.compile(pattern)


def imports() -> set[str]:
    """Everything that the client's sources import, at the top or inside functions, for this system."""
    found = set()
    for path in (ROOT / "qlts_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return found - {"msvcrt", "winreg"}  # Windows'


def test_everything_still_imports_without_what_is_left_out():
    program = (
        "import sys, json, importlib\n"
        "from pathlib import Path\n"
        f"for name in {sorted(table('MODULES_LEFT_OUT'))!r}: sys.modules[name] = None\n"
        "failed = {}\n"
        f"for name in {sorted(imports())!r}:\n"
        "    try:\n"
        "        importlib.import_module(name)\n"
        "    except ImportError as error:\n"
        "        failed[name] = str(error)\n"
        "print(json.dumps(failed))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, timeout=120
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {}


def test_what_is_left_out_of_dependencies_is_there_to_be_left_out():
    """A name that no longer exists would be a reason for nothing."""
    packages = Path(sys.executable).parents[1] / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    inside = [name for name in table("MODULES_LEFT_OUT") if "." in name]
    gone = [
        name
        for name in inside
        if not list(packages.glob(name.replace(".", "/") + ".*"))
        and not (packages / name.replace(".", "/")).is_dir()
    ]
    assert gone == []
