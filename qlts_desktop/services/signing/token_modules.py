"""Where PKCS#11 modules may lie on this computer, and what a file is before anybody loads it."""

from __future__ import annotations

import os
import platform
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from qlts_desktop.services.signing_port import DriverFault

WINDOWS_NAMES = (
    # VNPT-CA
    *("vnptca_p11_v10.dll", "vnptca_p11_v9.dll", "vnptca_p11_v8.dll", "vnptca_p11_v7.dll", "vnptca_p11_v6.dll"),
    *("vnpt-ca_csp11.dll", "vnpt-ca_v34.dll", "vnpt-ca_cl_v1.dll"),
    # Viettel-CA
    *("viettel-ca_v6.dll", "viettel-ca_v5.dll", "viettel-ca_v4.dll", "viettel-ca_v3.dll", "viettel-ca_v2.dll"),
    *("viettel-ca_v1.dll", "viettel-ca.dll"),
    # BKAV-CA
    *("BkavCA.dll", "BkavCAv2S.dll", "bkavcaetoken.dll", "BkavCAv25.dll", "BkavCAv2T.dll", "st3csp11.dll"),
    # FPT-CA
    *("fptca_v6.dll", "fptca_v5.dll", "fptca_v4.dll", "fptca_v3.dll", "fpt-ca.dll", "fpt-ca-stx.dll"),
    # CA2, NC-CA
    *("CA2_v34.dll", "CA2_csp11.dll", "ca2_ace_csp11.dll", "CA2CSP11_v2.dll", "ncca_csp11_v1.dll"),
    "ShuttleCsp11_3003.dll",
    # NewTel-CA, NewCA
    *("NEWTEL-CA.dll", "newca_v4.dll", "nca_v9.dll", "nca_v8.dll", "nca_v7.dll", "nca_v6.dll", "nca_v5.dll"),
    *("nca_v4.dll", "nca_eps2k3a.dll", "nca_eps2k2a.dll"),
    # SmartSign, and smaller ones
    *("Vina-CAv5.dll", "Vina-CAv4.dll", "Vina-CAv3.dll", "Vina-CA.dll", "vina-ca_v5.dll", "vina-ca_v3.dll"),
    *("safe-ca.dll", "Safe-ca_v2.dll", "Safe-ca_v1.dll", "CKCA.dll", "fca_v1.dll", "efy-ca_v1.dll"),
    *("ica_csp11_v1.dll", "misaca_csp11_v2.dll"),
    # VGCA: bit4id and SafeNet; chips of any authority
    *("bit4xpki.dll", "eTPKCS11.dll", "eps2003csp11v2.dll", "eps2003csp11.dll", "IDPrimePKCS1164.dll"),
    *("wdpkcs.dll", "gclib.dll", "ngp11v211.dll", "acospkcs11.dll", "SignatureP11.dll"),
)
LINUX_NAMES = (
    "fptca_v4.so",
    "libbit4xpki.so",
    "bit4id/libbit4xpki.so",
    "libeTPkcs11.so",
    "softhsm/libsofthsm2.so",
)
OPENSC = "opensc-pkcs11.so"
P11_KIT = (Path("/usr/share/p11-kit/modules"), Path("/etc/pkcs11/modules"))
"""Where p11-kit's configuration is."""
_ENTRY = b"C_GetFunctionList"
_LARGEST = 100_000_000


def found_modules(chosen: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The modules on this computer, each once: those the user chose, well-known names, p11-kit's, OpenSC.

    Args:
        chosen: Paths that the user has set; they are listed even where no file is.
    """
    wanted = [*chosen, *(path for path in _candidates() if path.is_file())]
    seen: dict[Path, Path] = {}
    for path in wanted:
        seen.setdefault(_real(path), path)
    return tuple(seen.values())


def fault_of(path: Path) -> DriverFault | None:
    """What is wrong with a file, told from its header and its names; it is not loaded.

    Returns:
        None for a shared library of this machine that exports ``C_GetFunctionList``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError:
        return DriverFault.MISSING
    machine = _machine(content)
    if machine is None or _ENTRY not in content:
        return DriverFault.NOT_A_MODULE
    return None if machine == _own_machine() else DriverFault.WRONG_MACHINE


def _candidates() -> Iterator[Path]:
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32"
        yield from (system / name for name in WINDOWS_NAMES)
        yield Path(r"C:\Program Files\OpenSC Project\OpenSC\pkcs11\opensc-pkcs11.dll")
        return
    folders = [Path("/usr/lib"), Path(f"/usr/lib/{platform.machine()}-linux-gnu"), Path("/usr/local/lib")]
    yield from (folder / name for name in LINUX_NAMES for folder in folders)
    yield from _of_p11_kit(folders)
    yield from (folder / OPENSC for folder in folders)


def _of_p11_kit(folders: list[Path]) -> Iterator[Path]:
    """What p11-kit's configuration names; its own proxy and trust module are no tokens."""
    for place in P11_KIT:
        for file in sorted(place.glob("*.module")) if place.is_dir() else []:
            for line in file.read_text("utf-8", "replace").splitlines():
                name, _, value = line.partition(":")
                if name.strip() != "module" or value.strip() in {"p11-kit-trust.so", OPENSC}:
                    continue
                named = Path(value.strip())
                yield from [named] if named.is_absolute() else (folder / "pkcs11" / named for folder in folders)


def _real(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except OSError:
        return path


def _machine(content: bytes) -> int | None:
    """The processor that a library is made for, as its format names it; None when it is no library."""
    if content[:4] == b"\x7fELF" and len(content) > 20:
        order = "<" if content[5] == 1 else ">"
        # The class tells 32 from 64 bits, which x32 shares with x86-64.
        return (content[4] << 16) | int(struct.unpack_from(f"{order}H", content, 18)[0])
    if content[:2] == b"MZ" and len(content) > 64:
        (at,) = struct.unpack_from("<I", content, 60)
        if content[at : at + 4] == b"PE\0\0" and len(content) >= at + 6:
            return int(struct.unpack_from("<H", content, at + 4)[0])
    return None


def _own_machine() -> int | None:
    """That of the running Python."""
    with Path(sys.executable).resolve().open("rb") as file:
        return _machine(file.read(4096))
