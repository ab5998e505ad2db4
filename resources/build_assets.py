"""Compile forms, resources, translations, the guide and the table of holidays into ``qlts_desktop/_generated``.

Run as hatchling's build hook (wheel, sdist and editable installs) and by ``./dev assets``, which also rebuilds
when a source is newer than the result. Services read the copied fonts and trust folder as plain files; the
interface loads ``assets.rcc``.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

_SOURCES = ("forms", "resources", "docs/guide", "docs/admin")


def _qt_tool(name: str) -> str:
    """Path of a Qt tool that comes with PySide6_Essentials (``uic`` and ``rcc`` live in libexec)."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("PySide6_Essentials is not installed; run ./dev first")
    package = Path(next(iter(spec.submodule_search_locations)))
    for candidate in (package / "Qt" / "libexec" / name, package / name, package / f"{name}.exe"):
        if candidate.is_file():
            return str(candidate)
    raise SystemExit(f"{name} was not found in {package}")


def _run(tool: str, *args: str | Path) -> None:
    # The tools print progress on stdout; only what goes wrong is of interest.
    subprocess.run([_qt_tool(tool), *map(str, args)], check=True, stdout=subprocess.DEVNULL)


# Latin with all its marks, the Vietnamese block, punctuation, currencies, letter-like signs, arrows, shapes.
_SCREEN_RANGES = (
    *((0x20, 0x24F), (0x2B0, 0x36F), (0x1E00, 0x1EFF), (0x2000, 0x20CF), (0x2100, 0x22FF), (0x25A0, 0x25FF)),
    (0xFB00, 0xFB06),
)


def _subset_for_screen(path: Path) -> None:
    """Leave in an interface font what the interface shows; other scripts come from the system's own fonts.

    The whole file is held in memory from the first window on, so half of it is megabytes less.
    """
    from fontTools import subset

    options = subset.Options(layout_features=["*"], name_IDs=["*"], hinting=True, notdef_outline=True)
    font = subset.load_font(str(path), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _SCREEN_RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    subset.save_font(font, str(path), options)


FIRST_HOLIDAY_YEAR = 2026
LAST_ANNOUNCED_YEAR = 2026
"""The last year whose schedule the Government has announced and the table below holds: Thông báo 9441/TB-BNV (Tết,
Quốc khánh), Công văn 12729/VPCP-KGVX (Tết Dương lịch), Công văn 3383/BNV-CVL (30/4: no swap). What the library
computes for later years is shown as *dự kiến*. To be raised together with the library, once it has the notices."""
YEARS_AHEAD = 5
_SWAPS = {date(2026, 1, 2): date(2026, 1, 10)}
"""Days off and the Saturdays worked instead that the library does not have (Công văn 12729/VPCP-KGVX)."""
_HOLIDAY_REASONS = {
    "New Year's Day": "new_year",
    "Lunar New Year": "lunar_new_year",
    "Hung Kings' Commemoration Day": "hung_kings",
    "Liberation Day/Reunification Day": "victory",
    "International Labor Day": "labour",
    "National Day": "national",
    "Vietnam Cultural Day": "culture",
    "Day off (substituted from ": "swapped",
}
"""How a name of the library's contains the symbol's of ``qlts_desktop.core.workdays``; the first that fits."""


def build_year() -> int:
    """The year of the build; ``SOURCE_DATE_EPOCH`` makes it repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).year


def holiday_table(last_year: int) -> str:
    """The Python source of the table of Vietnam's public holidays.

    Args:
        last_year: Up to which year, included.

    Raises:
        SystemExit: The library knows a holiday that has no symbol yet.
    """
    import holidays

    years = range(FIRST_HOLIDAY_YEAR, last_year + 1)
    found = holidays.country_holidays("VN", years=years, language="en_US")
    table = {day: _holiday_reason(name) for day, name in found.items() if day.year in years}
    table |= dict.fromkeys(_SWAPS, ("swapped", False))
    worked = {day for day in (*found.weekend_workdays, *_SWAPS.values()) if day.year in years}
    lines = [
        f'"""Public holidays of Vietnam; made by resources/build_assets.py (holidays {holidays.__version__})."""',
        f"FINAL_YEAR = {LAST_ANNOUNCED_YEAR}",
        f"LAST_YEAR = {last_year}",
        "HOLIDAYS = (",
        *(f'    ("{day}", "{reason}", {in_lieu}),' for day, (reason, in_lieu) in sorted(table.items())),
        ")",
        "WORKED_WEEKENDS = (",
        *(f'    "{day}",' for day in sorted(worked)),
        ")",
    ]
    return "\n".join(lines) + "\n"


def _holiday_reason(name: str) -> tuple[str, bool]:
    """The symbol of a holiday's name, and whether the day makes up for it."""
    for part, reason in _HOLIDAY_REASONS.items():
        if part in name:
            return reason, name.endswith("(observed)")
    raise SystemExit(f"the library names a holiday that has no symbol in core/workdays.py: {name}")


def compile_assets(root: Path) -> Path:
    """Build everything into a fresh folder and swap it in, so that an interrupted build leaves the old one.

    Args:
        root: The repository's folder.

    Returns:
        The folder ``qlts_desktop/_generated``.

    Raises:
        SystemExit: A Qt tool is missing.
        subprocess.CalledProcessError: A source does not compile.
    """
    out = root / "qlts_desktop" / "_generated"
    work = Path(tempfile.mkdtemp(prefix="_generated.", dir=out.parent))
    work.chmod(0o755)
    (work / "__init__.py").write_text('"""Compiled assets; made by resources/build_assets.py."""\n', "utf-8")
    resources = root / "resources"
    for ui in sorted((root / "forms").glob("*.ui")):
        _run("uic", "-g", "python", "-o", work / f"ui_{ui.stem}.py", ui)
    for ts in sorted((resources / "i18n").glob("*.ts")):
        _run("lrelease", "-silent", ts, "-qm", work / f"{ts.stem}.qm")
    # zlib, because Qt builds without zstd exist (the oldest that the Windows build is made with).
    _run("rcc", "--binary", "--compress-algo", "zlib", "-o", work / "assets.rcc", resources / "resources.qrc")
    shutil.copytree(resources / "fonts", work / "fonts")
    shutil.copytree(resources / "trust", work / "trust")
    shutil.copy(resources / "sRGB.icc", work / "sRGB.icc")
    for part in ("guide", "admin"):
        shutil.copytree(root / "docs" / part, work / "guide" / part)
    (work / "public_holidays.py").write_text(holiday_table(build_year() + YEARS_AHEAD), "utf-8")
    for weight in ("Regular", "Bold"):
        _subset_for_screen(work / "fonts" / f"NotoSans-{weight}.ttf")
    (work / ".stamp").touch()
    if out.exists():
        old = Path(tempfile.mkdtemp(prefix="_generated.", dir=out.parent))
        os.replace(out, old / "old")
        os.replace(work, out)
        shutil.rmtree(old)
    else:
        os.replace(work, out)
    return out


def out_of_date(root: Path) -> bool:
    """Whether a source is newer than the compiled assets, or they are gone."""
    stamp = root / "qlts_desktop" / "_generated" / ".stamp"
    if not stamp.exists():
        return True
    built = stamp.stat().st_mtime
    folders = [root / name for name in _SOURCES]
    # A removed source changes its folder's time, so folders count too.
    return any(path.stat().st_mtime > built for folder in folders for path in (folder, *folder.rglob("*")))


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run as a script where hatchling is not installed
    pass
else:

    class AssetsHook(BuildHookInterface):
        """Compile the assets before a wheel (also an editable one) is put together."""

        def initialize(self, version: str, build_data: dict) -> None:
            """Called by hatchling before the build."""
            if self.target_name == "wheel":
                compile_assets(Path(self.root))
                build_data["artifacts"].append("/qlts_desktop/_generated/**")


if __name__ == "__main__":
    repository = Path(__file__).resolve().parents[1]
    if "--if-needed" not in sys.argv or out_of_date(repository):
        compile_assets(repository)
