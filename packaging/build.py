"""Make an installer: ``./dev installer linux`` or, with Wine, ``./dev installer windows``.

It pins the licensor's root key, and there is no build without one: the body of the licensor's ``GET /keys``, or
``trust.json`` of its key folder.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from shared.frozen import ROOT, freeze, open_workshop
from shared.pins import Pins, check_pins

if TYPE_CHECKING:
    from windows.wine import WineRoom

WORK = ROOT / "build" / "installer"


def main(arguments: list[str]) -> int:
    """Make the installer and print where it is."""
    parser = argparse.ArgumentParser(prog="./dev installer", description=__doc__)
    parser.add_argument("system", choices=["linux", "windows"])
    parser.add_argument(
        "--root-key", type=Path, metavar="FILE", help="names the licensor's root key; its public part ships"
    )
    parser.add_argument(
        "--trust", type=Path, metavar="DIR", help="authorities to trust besides those of resources/trust"
    )
    parser.add_argument(
        "--release-key", type=Path, metavar="FILE", help="what qlts-licensor release public prints"
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist", metavar="DIR", help="where it goes (default: dist/)"
    )
    parser.add_argument(
        "--version-suffix", default="", metavar="TEXT", help="for builds that are no release: ~test"
    )
    given = parser.parse_args(arguments)
    if given.root_key is None:
        parser.error(
            "--root-key FILE is missing: an installed program believes only the licensor whose root key it pins."
            " FILE is trust.json of the licensor's key folder (./dev licensor keys); to try one out: --smoke"
        )
    pins = Pins(given.root_key, given.trust, given.release_key)
    check_pins(pins)
    if given.system == "linux":
        print(make(pins, given.out, given.version_suffix))
        return 0
    from windows.wine import open_room, screen

    with screen() as display:
        print(make_for_windows(open_room(display), pins, given.out))
    return 0


def make(pins: Pins, out: Path, version_suffix: str = "") -> Path:
    """Make the Linux installer.

    Args:
        pins: What the program believes.
        out: Where it goes.
        version_suffix: What is added to the project's version.
    """
    from linux.deb import make_deb

    workshop = open_workshop(WORK)
    frozen = freeze(workshop, pins)
    return make_deb(
        frozen, WORK, out, f"{version('qlts-desktop')}{version_suffix}", commit_time(), small=not version_suffix
    )


def make_for_windows(room: WineRoom, pins: Pins, out: Path) -> Path:
    """Make the Windows installer with Wine.

    Args:
        room: Where Wine is.
        pins: What the program believes.
        out: Where it goes.
    """
    from windows.setup import make_setup
    from windows.wine import WORK as WINDOWS_WORK
    from windows.wine import freeze_under_wine

    frozen = freeze_under_wine(room, WINDOWS_WORK, pins)
    return make_setup(frozen, WINDOWS_WORK, out, version("qlts-desktop"))


def commit_time() -> datetime:
    """When what is built was committed, so that the same sources give the same dates."""
    log = ["git", "log", "-1", "--format=%ct"]
    answer = subprocess.run(log, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return datetime.fromtimestamp(int(answer), UTC) if answer else datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
