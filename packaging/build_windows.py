"""Make the Windows installer, on Windows: ``python packaging/build_windows.py --root-key FILE``.

Needs the development environment (requirements.lock and this project) and NSIS. On Linux the same script is run by
``./dev installer windows`` with Wine, in a workshop that ``windows/wine.py`` has prepared; that packs what it has
frozen.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

from shared.frozen import ROOT, Workshop, freeze, open_workshop
from shared.pins import Pins, check_pins

WORK = ROOT / "build" / "installer-windows"


def main(arguments: list[str]) -> int:
    """Make the installer and print where it is."""
    parser = argparse.ArgumentParser(prog="build_windows.py", description=__doc__)
    parser.add_argument(
        "--root-key", type=Path, metavar="FILE", required=True, help="names the licensor's root key"
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
    parser.add_argument("--workshop", type=Path, metavar="DIR", help="a prepared one; nothing is packed then")
    given = parser.parse_args(arguments)
    pins = Pins(given.root_key, given.trust, given.release_key)
    check_pins(pins)
    if given.workshop is not None:
        print(freeze(Workshop(given.workshop, given.workshop / "environment" / "Scripts" / "python.exe"), pins))
        return 0
    from windows.setup import make_setup

    frozen = freeze(open_workshop(WORK), pins)
    print(make_setup(frozen, WORK, given.out, version("qlts-desktop")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
