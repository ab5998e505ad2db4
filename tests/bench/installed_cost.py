"""P11, and P1 of the installed program: against a bare window, frozen in the same way.

When a window is drawn is read from outside, from Qt's own log, in both alike.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import ROOT
from tests.licensor_process import DemoLicensor

sys.path.insert(0, str(ROOT / "packaging"))

_DRAWN = re.compile(rb"qt\.widgets\.painting: Flushing")
_LIMIT = 60.0


@dataclass(frozen=True)
class Frozen:
    """Both programs.

    Attributes:
        own: The folder with ours, as it is installed.
        bare: The folder with the bare window.
    """

    own: Path
    bare: Path

    def start_own(self, data: Path, server: str) -> float:
        """Milliseconds from the start to the first window of a remembered user: what the licence allows today."""
        arguments = ("--data", str(data), "--server", server)
        return first_drawn(self.own / "qlts-desktop", b'"workspacePage"', *arguments)

    def start_bare(self) -> float:
        """Milliseconds from the start to the bare window."""
        return first_drawn(self.bare / "bare_frozen", b"QMainWindow")


def freeze_both(licensor: DemoLicensor, work: Path) -> Frozen:
    """Make both, as the installer does."""
    from linux.elf import binaries_in, strip
    from shared.frozen import freeze, freeze_other, open_workshop
    from shared.pins import Pins

    workshop = open_workshop(work)
    made = Frozen(
        freeze(workshop, Pins(licensor.manifest, licensor.trust_dir)),
        freeze_other(workshop, Path(__file__).with_name("bare_frozen.py")),
    )
    for folder in (made.own, made.bare):
        strip(binaries_in(folder))
    return made


def installed_size(folder: Path) -> int:
    """Bytes of all files; a link counts nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def first_drawn(program: Path, widget: bytes, *arguments: str) -> float:
    """Milliseconds from just before the process is made until a widget of it is on the screen.

    Raises:
        RuntimeError: Something else is drawn first, or nothing.
    """
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "qt.widgets.painting.info=true",
    }
    began = time.monotonic_ns()
    process = subprocess.Popen([program, *arguments], env=environment, stderr=subprocess.PIPE)
    assert process.stderr is not None
    seen = b""
    try:
        for line in process.stderr:
            seen += line
            if _DRAWN.search(line) and widget in seen:
                return (time.monotonic_ns() - began) / 1e6
            if (time.monotonic_ns() - began) / 1e9 > _LIMIT:
                break
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
    raise RuntimeError(f"{program.name} has drawn nothing:\n{seen.decode(errors='replace')}")
