"""The ``.deb``: the frozen program under /usr/lib, and what desktop, ``man`` and dpkg want to know about it."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

from linux.elf import binaries_in, needing_newer, strip
from linux.system_libraries import OLDEST_GLIBC, depends

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).with_name("files")
ICONS = ROOT / "resources" / "icons"
NAME = "qlts-desktop"
MAINTAINER = "QLTS Desktop <support@qlts.example>"
SUMMARY = "renew the licence of the QLTS asset management software"
DESCRIPTION = """\
 QLTS Desktop checks the licence of a unit, renews it, signs the registration
 slip with a token or a certificate file, and sends it to the licensor.
 .
 Administrators may pin the licensor's root key for a machine in
 /etc/qlts-desktop/licensor-root.json.
"""


def make_deb(frozen: Path, work: Path, out: Path, version: str, built: datetime, *, small: bool = True) -> Path:
    """Make the package.

    Args:
        frozen: The folder with the program; its binaries are stripped.
        work: A folder for what is made on the way.
        out: Where the package goes.
        version: Debian's version of it.
        built: When; stands in the changelog.
        small: Pack it well; a package that is only tried out is made sooner without.

    Returns:
        The package's path.

    Raises:
        SystemExit: A bundled binary needs a newer glibc than the oldest supported, or a library nobody brings.
    """
    binaries = binaries_in(frozen)
    strip(binaries)
    if newer := needing_newer(binaries, OLDEST_GLIBC):
        lines = [f"  {path.relative_to(frozen)}: {major}.{minor}" for path, (major, minor) in newer.items()]
        raise SystemExit("\n".join(["these need a newer glibc than 2.35:", *lines]))
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / "usr/lib" / NAME, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    _lay_desktop_files(tree)
    _lay_documents(tree, version, built)
    _write_control(tree, version, depends(binaries))
    _set_rights(tree)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{NAME}_{version}_amd64.deb"
    _build(tree, target, small=small)
    return target


def with_another_version(deb: Path, work: Path, out: Path, version: str) -> Path:
    """The same package as a later version, its archive of modules at other places: for the test of an upgrade."""
    tree = work / "later"
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run(["dpkg-deb", "-R", deb, tree], check=True)
    control = tree / "DEBIAN/control"
    lines = control.read_text("utf-8").splitlines(keepends=True)
    control.write_text(
        "".join(f"Version: {version}\n" if line.startswith("Version:") else line for line in lines), "utf-8"
    )
    program, section = tree / "usr/lib" / NAME / NAME, work / "pydata"
    subprocess.run(["objcopy", "--dump-section", f"pydata={section}", program, work / "unused"], check=True)
    section.write_bytes(bytes(4096) + section.read_bytes())  # found from its end, so it still is one
    subprocess.run(["objcopy", "--update-section", f"pydata={section}", program], check=True)
    target = out / f"{NAME}_{version}_amd64.deb"
    _build(tree, target, small=False)
    return target


def _lay_desktop_files(tree: Path) -> None:
    """Menu entry, kind of file, icons."""
    _copy(FILES / "qlts-desktop.desktop", tree / "usr/share/applications/qlts-desktop.desktop")
    _copy(FILES / "qlts-desktop.xml", tree / "usr/share/mime/packages/qlts-desktop.xml")
    icons = tree / "usr/share/icons/hicolor"
    for size in (16, 32, 64, 256):
        _copy(ICONS / f"app-{size}.png", icons / f"{size}x{size}/apps/qlts-desktop.png")
    _copy(ICONS / "app.svg", icons / "scalable/apps/qlts-desktop.svg")


def _lay_documents(tree: Path, version: str, built: datetime) -> None:
    """Man pages, copyright, changelog, and why lintian is overridden."""
    documents = tree / "usr/share/doc" / NAME
    _copy(FILES / "copyright", documents / "copyright")
    changelog = (
        f"{NAME} ({version}) stable; urgency=medium\n\n  * Release {version}.\n\n"
        f" -- {MAINTAINER}  {format_datetime(built)}\n"
    )
    _write_packed(documents / "changelog.gz", changelog.encode())
    _write_packed(tree / "usr/share/man/man1/qlts-desktop.1.gz", (FILES / "qlts-desktop.1").read_bytes())
    _write_packed(tree / "usr/share/man/vi/man1/qlts-desktop.1.gz", (FILES / "qlts-desktop.vi.1").read_bytes())
    _copy(FILES / "lintian-overrides", tree / "usr/share/lintian/overrides" / NAME)


def _write_control(tree: Path, version: str, packages: list[str]) -> None:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    fields = {
        "Package": NAME,
        "Version": version,
        "Architecture": "amd64",
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(packages),
        "Recommends": "gnome-keyring | org.freedesktop.secrets, xdg-utils",
        "Suggests": "opensc, cups",
        "Section": "misc",
        "Priority": "optional",
        "Description": f"{SUMMARY}\n{DESCRIPTION}".rstrip("\n"),
    }
    control = tree / "DEBIAN/control"
    control.parent.mkdir()
    control.write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), "utf-8")
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in sorted((tree / "usr").rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    (tree / "DEBIAN/md5sums").write_text("".join(sums), "utf-8")


def _set_rights(tree: Path) -> None:
    """Everybody reads, nobody but root writes; only the program itself is run."""
    program = tree / "usr/lib" / NAME / NAME
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)


def _build(tree: Path, target: Path, *, small: bool) -> None:
    packing = ["-Zxz", "-z6"] if small else ["-Zgzip", "-z1"]
    subprocess.run(["dpkg-deb", "--root-owner-group", *packing, "--build", tree, target], check=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write_packed(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))
