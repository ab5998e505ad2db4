"""Which packages bring the libraries that are not carried along: the installer's ``Depends``.

Names are Debian 12's and Ubuntu 22.04's; later ones, renamed with 64-bit time, come first.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from linux.elf import needs_of

OLDEST_GLIBC = (2, 35)
"""Ubuntu 22.04's; Debian 12 has 2.36."""

PACKAGES = {
    "libc6 (>= 2.35)": ("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2"),
    "libgcc-s1": ("libgcc_s.so.1",),
    "libstdc++6": ("libstdc++.so.6",),
    # Python's
    "libbz2-1.0": ("libbz2.so.1.0",),
    "libexpat1": ("libexpat.so.1",),
    "libffi8": ("libffi.so.8",),
    "liblzma5": ("liblzma.so.5",),
    "libsqlite3-0": ("libsqlite3.so.0",),
    "libssl3t64 | libssl3": ("libssl.so.3", "libcrypto.so.3"),
    "libuuid1": ("libuuid.so.1",),
    "zlib1g": ("libz.so.1",),
    # Qt's
    "libbrotli1": ("libbrotlidec.so.1", "libbrotlicommon.so.1"),
    "libcups2t64 | libcups2": ("libcups.so.2",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "libegl1": ("libEGL.so.1",),
    "libfontconfig1": ("libfontconfig.so.1",),
    "libfreetype6": ("libfreetype.so.6",),
    "libgl1": ("libGL.so.1",),
    "libglib2.0-0t64 | libglib2.0-0": ("libglib-2.0.so.0", "libgthread-2.0.so.0"),
    "libgssapi-krb5-2": ("libgssapi_krb5.so.2",),
    "libx11-6": ("libX11.so.6",),
    "libx11-xcb1": ("libX11-xcb.so.1",),
    "libxcb-cursor0": ("libxcb-cursor.so.0",),
    "libxcb-icccm4": ("libxcb-icccm.so.4",),
    "libxcb-image0": ("libxcb-image.so.0",),
    "libxcb-keysyms1": ("libxcb-keysyms.so.1",),
    "libxcb-randr0": ("libxcb-randr.so.0",),
    "libxcb-render-util0": ("libxcb-render-util.so.0",),
    "libxcb-render0": ("libxcb-render.so.0",),
    "libxcb-shape0": ("libxcb-shape.so.0",),
    "libxcb-shm0": ("libxcb-shm.so.0",),
    "libxcb-sync1": ("libxcb-sync.so.1",),
    "libxcb-util1": ("libxcb-util.so.1",),
    "libxcb-xfixes0": ("libxcb-xfixes.so.0",),
    "libxcb-xkb1": ("libxcb-xkb.so.1",),
    "libxcb1": ("libxcb.so.1",),
    "libxkbcommon-x11-0": ("libxkbcommon-x11.so.0",),
    "libxkbcommon0": ("libxkbcommon.so.0",),
    "libzstd1": ("libzstd.so.1",),
}
"""A package and the libraries that are taken from it, by the names that the loader looks for."""

NOT_LIBRARIES = ("ca-certificates", "tzdata")
"""What else the program reads of the system: the authorities it trusts for HTTPS, and time zones."""

_LOADER = "ld-linux-x86-64.so.2"


def depends(binaries: Iterable[Path]) -> list[str]:
    """The packages that some binaries need besides each other.

    Raises:
        SystemExit: A library is neither among them nor in the table.
    """
    binaries = list(binaries)
    carried = {binary.name for binary in binaries} | {_LOADER}
    wanted = {name: binary for binary in binaries for name in needs_of(binary).libraries if name not in carried}
    origin = {name: package for package, names in PACKAGES.items() for name in names}
    if unknown := sorted(set(wanted) - set(origin)):
        lines = [f"  {name} (for {wanted[name].name})" for name in unknown]
        raise SystemExit("\n".join(["libraries that no package is known for:", *lines]))
    found = {origin[name] for name in wanted}
    return [package for package in (*PACKAGES, *NOT_LIBRARIES) if package in found or package in NOT_LIBRARIES]
