"""Compile forms, resources and translations into ``qlts_desktop/_generated``.

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
from pathlib import Path

_SOURCES = ("forms", "resources")


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


def _subset_for_stamp(source: Path, target: Path) -> None:
    """Write the letters a visible signature may need, without layout tables.

    pyHanko decompiles GSUB and GPOS of the whole font for each signature otherwise (270 ms against 5 ms).
    """
    from fontTools import subset
    from fontTools.ttLib.scaleUpem import scale_upem

    options = subset.Options(
        layout_features=[], drop_tables=["GSUB", "GPOS", "GDEF", "kern", "FFTM"], name_IDs=["*"]
    )
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    # Latin, Latin-1, Latin Extended-A/B, combining marks, Vietnamese block, punctuation, đồng sign.
    ranges = ((0x20, 0x24F), (0x300, 0x36F), (0x1EA0, 0x1EFF), (0x2010, 0x2044), (0x20AB, 0x20AB))
    subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    subsetter.subset(font)
    # pyHanko writes glyph widths in the font's own units where a PDF means thousandths of an em.
    scale_upem(font, 1000)
    # The licence reserves the original's name for the original.
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = "QLTSStamp" if record.nameID == 6 else "QLTS Stamp"
    font["head"].modified = font["head"].created
    subset.save_font(font, str(target), options)


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
    _run("rcc", "--binary", "-o", work / "assets.rcc", resources / "resources.qrc")
    shutil.copytree(resources / "fonts", work / "fonts")
    shutil.copytree(resources / "trust", work / "trust")
    shutil.copy(resources / "sRGB.icc", work / "sRGB.icc")
    _subset_for_stamp(resources / "fonts" / "LiberationSerif-Regular.ttf", work / "fonts" / "stamp.ttf")
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
