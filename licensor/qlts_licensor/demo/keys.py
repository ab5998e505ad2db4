"""The demo's own keys, made on the first start; a real service gets its keys from the offline root by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from qlts_licensor import releases
from qlts_licensor.licences import keys

_HISTORY = timedelta(days=6 * 365)
"""The seeded history has signed offers of years ago, so the demo's key must have been valid then."""
_AHEAD = timedelta(days=2 * 365)


def ensure_keys(data_dir: Path) -> None:
    """Make a root, a release key and a signing key, unless they are there.

    Root and release key lie in ``offline/``, apart from ``keys/``, the only folder that the service reads.

    Raises:
        KeyProblem: Keys are there but cannot be used.
    """
    root_file, folder = data_dir / "offline" / "root.json", data_dir / "keys"
    if not root_file.exists():
        keys.init_root(root_file)
    if not release_file(data_dir).exists():
        releases.init_key(release_file(data_dir))
    if not keys.has_usable_key(folder):
        now = datetime.now(UTC)
        keys.issue(root_file, folder, days=(_HISTORY + _AHEAD).days, now=now - _HISTORY)


def release_file(data_dir: Path) -> Path:
    """The demo's release key, to sign an update notice with (``qlts-licensor release sign``)."""
    return data_dir / "offline" / "release.json"
