"""A signing service with a local store of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from qlts_desktop.services.local_database import LocalDatabase
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.known_files import KnownFiles
from qlts_desktop.services.signing.tokens import TokenWatch


def signing_service(
    folder: Path, *trust_dirs: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> SigningService:
    """As the program makes it.

    Args:
        folder: Where the local store is made, in a folder of its own.
        trust_dirs: Folders of trusted authorities' certificates.
        now: The moment.
    """
    database = LocalDatabase(Path(mkdtemp(dir=folder)) / "store.sqlite3")
    return SigningService(trust_dirs, KnownFiles(database), TokenWatch(), now)
