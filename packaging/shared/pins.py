"""What a build believes: the licensor's root key, its release key, and authorities that signatures may lead to."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.signing.trust import certificates_in
from qlts_desktop.services.trust_root import ReleaseFile, TrustFile, read_trust

CERTIFICATES = {".pem", ".crt", ".cer", ".der"}


@dataclass(frozen=True)
class Pins:
    """What is pinned.

    Attributes:
        root_key: A file that names the licensor's root key: ``GET /keys``, ``trust.json`` or ``demo.json``.
        trust: A folder of certificate authorities besides those of ``resources/trust``.
        release_key: What ``qlts-licensor release public`` prints; without it no newer version is ever told of.
    """

    root_key: Path
    trust: Path | None = None
    release_key: Path | None = None


def check_pins(pins: Pins) -> None:
    """Refuse what cannot be pinned, before anything is built.

    Raises:
        SystemExit: The file names no usable root key, or the folder holds no certificate.
    """
    _public_part(pins.root_key)
    _release_key(pins)
    _certificates(pins)


def lay_pins(pins: Pins, target: Path) -> None:
    """Lay what is pinned into the program's trust folder; of the root's file its public part only.

    Args:
        pins: What is pinned.
        target: The folder ``trust`` beside the program's own.

    Raises:
        SystemExit: As :func:`check_pins`.
    """
    target.mkdir(parents=True, exist_ok=True)
    (target / "licensor-root.json").write_bytes(msgspec.json.encode(_public_part(pins.root_key)))
    if release := _release_key(pins):
        (target / "licensor-release.json").write_bytes(msgspec.json.encode(release))
    for path in _certificates(pins):
        shutil.copy(path, target)


def _public_part(root_key: Path) -> TrustFile:
    try:
        trust = read_trust(root_key)
        LicenceVerifier(trust.root)
    except OperationError as error:
        raise SystemExit(f"{root_key} does not name a licensor's root key: {error.technical}") from error
    return trust


def _release_key(pins: Pins) -> ReleaseFile | None:
    if pins.release_key is None:
        return None
    try:
        return msgspec.json.decode(pins.release_key.read_bytes(), type=ReleaseFile)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SystemExit(f"{pins.release_key} is not what qlts-licensor release public prints: {error}") from error


def _certificates(pins: Pins) -> list[Path]:
    if pins.trust is None:
        return []
    if not certificates_in([pins.trust]):
        raise SystemExit(f"{pins.trust} holds no certificate")
    return [path for path in sorted(pins.trust.iterdir()) if path.suffix.lower() in CERTIFICATES]
