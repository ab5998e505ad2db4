"""A fresh system to install on: Debian 12 with nothing but its base, thrown away afterwards.

Everything here needs root, and happens in a namespace of mounts of its own (see ``__main__``): none stays.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

SUITE = "bookworm"
NOBODY = 65534
"""The user of the tests: without rights, and of the same number inside and outside."""
HOME = Path("/home/Nguyễn Thị Ánh")
SCREENS = Path("/tmp/.X11-unix")
"""Where X servers have their sockets."""
_KEPT_BY_APT = ("var/lib/dpkg", "var/lib/apt", "var/log", "var/cache", "run", "proc", "sys", "dev", "tmp")
"""Where files come and go with every package; what the package itself leaves is looked for everywhere else."""


class Chroot:
    """A system of its own.

    Attributes:
        root: Its root folder, seen from outside.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def inside(self, path: Path) -> Path:
        """From outside, where a path of the inside is."""
        return self.root / path.relative_to("/")

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command inside, as root."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
        done = subprocess.run(
            ["/usr/sbin/chroot", self.root, *command], capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0 or not check, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
        return done

    def start(self, environment: Mapping[str, str], *command: str) -> subprocess.Popen[str]:
        """Start a program inside, as the user without rights."""
        return subprocess.Popen(
            ["/usr/sbin/chroot", f"--userspec={NOBODY}:{NOBODY}", self.root, *command],
            env={"HOME": str(HOME), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def install_dependencies(self, package: Path) -> None:
        """Install what the package declares to need, and no more."""
        declared = subprocess.run(
            ["dpkg-deb", "-f", package, "Depends"], check=True, capture_output=True, text=True
        ).stdout
        self.run("apt-get", "update", "-qq")
        self.run("apt-get", "satisfy", "-y", "-qq", "--no-install-recommends", declared.strip())

    def install(self, package: Path) -> None:
        """Install a package with ``dpkg``: whatever it needs must be there."""
        shutil.copy(package, self.root / "tmp/package.deb")
        self.run("dpkg", "-i", "/tmp/package.deb")

    def files(self) -> set[str]:
        """Everything there outside the user's own folder and what the package tools keep for themselves."""
        skipped = {*_KEPT_BY_APT, str(HOME.relative_to("/"))}
        found = set()
        for folder, names, files in os.walk(self.root):
            here = Path(folder).relative_to(self.root)
            names[:] = [name for name in names if str(here / name) not in skipped]
            found.update(str(here / name) for name in (*names, *files))
        return found

    def move_home_of_nobody(self) -> None:
        """A home with Vietnamese letters and blanks, as on many PCs."""
        users = self.root / "etc/passwd"
        text = users.read_text("utf-8").replace(":/nonexistent:", f":{HOME}:")
        users.write_text(text, "utf-8")
        home = self.inside(HOME)
        home.mkdir(parents=True)
        os.chown(home, NOBODY, NOBODY)


@contextmanager
def fresh_system(base: Path, work: Path, downloads: Path) -> Iterator[Chroot]:
    """A system of its own for a while.

    Args:
        base: The base system; it is not written to.
        work: An empty folder.
        downloads: Where packages that were fetched once are kept.
    """
    root, changes, scratch = work / "root", work / "changes", work / "scratch"
    for folder in (root, changes, scratch, downloads):
        folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as mounted:

        def mount(target: Path, *arguments: str | Path) -> None:
            target.mkdir(parents=True, exist_ok=True)
            _run("mount", *arguments, target)
            mounted.callback(_run, "umount", "--lazy", target)

        mount(root, "-t", "overlay", "overlay", "-o", f"lowerdir={base},upperdir={changes},workdir={scratch}")
        mount(root / "proc", "-t", "proc", "proc")
        # Never the machine's own /dev: whoever clears this folder away would clear that.
        mount(root / "dev", "-t", "tmpfs", "-o", "mode=755", "tmpfs")
        for name, number in (("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9)):
            os.mknod(root / "dev" / name, 0o666 | stat.S_IFCHR, os.makedev(1, number))
            (root / "dev" / name).chmod(0o666)
        (root / "dev/shm").mkdir()
        (root / "dev/shm").chmod(0o1777)
        (root / "dev/fd").symlink_to("/proc/self/fd")
        mount(root / "var/cache/apt/archives", "--bind", downloads)
        for folder in (SCREENS, work.parent / "run"):
            mount(root / folder.relative_to("/"), "--bind", folder)
        system = Chroot(root)
        system.move_home_of_nobody()
        yield system


def base_system(cache: Path) -> Path:
    """The base that is laid under each fresh system; made once."""
    base = cache / SUITE
    if not base.exists():
        unfinished = cache / f"{SUITE}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        cache.mkdir(parents=True, exist_ok=True)
        _run("debootstrap", "--variant=minbase", SUITE, unfinished, stdout=subprocess.DEVNULL)
        unfinished.rename(base)
    return base


def _run(*command: str | Path, stdout: int | None = None) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=stdout)
