"""Which of the licensor's keys a command-line task believes."""

from __future__ import annotations

from pathlib import Path

from qlts_desktop.commands.console import MisuseError
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.trust_root import TrustFile, pinned_root, read_trust


def verifier_with(keys: Path | None) -> LicenceVerifier:
    """A verifier of the pinned root key, or of the one in a keys file with its list of revoked keys.

    Raises:
        MisuseError: The file cannot be used.
    """
    try:
        root = pinned_root() if keys is None else None
        trust = read_trust(keys) if keys is not None else (TrustFile(root) if root is not None else None)
        verifier = LicenceVerifier(None if trust is None else trust.root)
        if trust is not None and trust.revocations:
            verifier.adopt_revocations(trust.revocations)
    except OperationError as error:
        path = error.details.get("path", str(keys))
        raise MisuseError(f"Không đọc được tệp khóa công khai {path}: {error.technical or error.code}") from error
    return verifier
