"""What the Linux installer is made of, without making one: ``./dev installer linux --smoke`` does that."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from linux import elf, system_libraries

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "packaging" / "linux" / "files"
PYTHON = Path(sys.executable).resolve()

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's")


def compiled(folder: Path, name: str, source: str, *options: str) -> Path:
    """A small library."""
    target = folder / name
    command = ["gcc", "-shared", "-fPIC", "-x", "c", "-", "-x", "none", "-o", target, *options]
    subprocess.run(command, input=source, text=True, check=True)
    return target


def test_what_a_library_needs_is_read(tmp_path: Path):
    library = compiled(tmp_path, "libx.so", "#include <math.h>\ndouble f(double x) { return sin(x); }", "-lm")
    needs = elf.needs_of(library)
    assert "libm.so.6" in needs.libraries
    assert (2, 2) <= needs.glibc <= (2, 35)
    assert elf.needing_newer([library], (2, 35)) == {}
    assert elf.needing_newer([library], (2, 1)) == {library: needs.glibc}


def test_the_format_that_only_newer_systems_load_is_seen(tmp_path: Path):
    """``-z pack-relative-relocs`` marks a library for glibc 2.36, whatever symbols it takes."""
    source = '#include <stdio.h>\nstatic int a; int *p = &a; int *f(void) { puts(""); return p; }'
    library = compiled(tmp_path, "libx.so", source, "-Wl,-z,pack-relative-relocs")
    if (
        "GLIBC_ABI_DT_RELR"
        not in subprocess.run(["readelf", "-V", library], capture_output=True, text=True, check=True).stdout
    ):
        pytest.skip("this linker does not make it")
    assert elf.needing_newer([library], (2, 35)) == {library: (2, 36)}


def test_binaries_are_found_by_what_they_are(tmp_path: Path):
    library = compiled(tmp_path, "libx.so.1", "int f(void) { return 1; }")
    (tmp_path / "libx.so").symlink_to(library)
    (tmp_path / "notes.so").write_text("not one", "utf-8")
    assert elf.binaries_in(tmp_path) == [library]


def test_each_library_comes_from_one_package():
    names = [name for names in system_libraries.PACKAGES.values() for name in names]
    assert len(names) == len(set(names))


def test_a_library_that_nobody_brings_stops_the_build(tmp_path: Path):
    strange = compiled(tmp_path, "libstrange.so.9", "int f(void) { return 1; }", "-Wl,-soname,libstrange.so.9")
    user = compiled(tmp_path, "user.so", "int f(void); int g(void) { return f(); }", strange)
    with pytest.raises(SystemExit, match=r"libstrange\.so\.9 \(for user\.so\)"):
        system_libraries.depends([user])
    assert system_libraries.depends([user, strange])[-2:] == ["ca-certificates", "tzdata"]


def test_the_desktop_opens_prepared_registrations_with_the_program():
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(FILES / "qlts-desktop.desktop", "utf-8")
    kind = ET.parse(FILES / "qlts-desktop.xml").getroot()[0]
    assert entry["Desktop Entry"]["MimeType"] == f"{kind.get('type')};"
    assert entry["Desktop Entry"]["Exec"] == "qlts-desktop %f"
    assert {one.get("pattern") for one in kind if one.tag.endswith("glob")} == {"*.qlts"}


@pytest.mark.parametrize("name", ["qlts-desktop.1", "qlts-desktop.vi.1"])
def test_the_man_page_names_every_task_and_option(name: str):
    from qlts_desktop.__main__ import USAGE

    page = (FILES / name).read_text("utf-8").replace("\\-", "-")
    tasks = set(re.findall(r"^qlts-desktop ([a-z]+) ", USAGE, re.MULTILINE))
    options = set(re.findall(r"(--[a-z-]+)", USAGE)) - {"--demo"}
    assert tasks
    assert {task for task in tasks if f".B {task}" not in page} == set()
    assert {option for option in options if option not in page} == set()
