"""A signing service with a local store of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from qlts_desktop.core.clock import Reading
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.known_files import KnownFiles
from qlts_desktop.services.signing.tokens import TokenWatch
from qlts_desktop.services.signing_settings import KeptSigningSettings


def signing_service(
    folder: Path,
    *trust_dirs: Path,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    pc: Callable[[], datetime] | None = None,
    watch: TokenWatch | None = None,
    kept_in: Path | None = None,
) -> SigningService:
    """As the program makes it.

    Args:
        folder: Where the local store is made, in a folder of its own.
        trust_dirs: Folders of trusted authorities' certificates.
        now: The moment.
        pc: What the computer's own clock says; None where it is right.
        watch: Finds tokens; None for those of this computer.
        kept_in: Where signed slips are kept; None for ``folder``.
    """
    store = LocalStore(Path(mkdtemp(dir=folder)) / "store.sqlite3")
    settings = KeptSigningSettings(store, trust_dirs)

    def reading() -> Reading:
        moment = now()
        return Reading(moment, pc=(pc or now)(), is_pc_wrong=False)

    watch = watch or TokenWatch(settings.drivers)
    return SigningService(settings, KnownFiles(store.database), watch, reading, kept_in or folder)


def signed_directly(slip: bytes, p12: Path, password: str, now: datetime) -> bytes:
    """Signed as the program does, without all that it looks at before and after."""
    from qlts_desktop.services.signing.appearance import appearance_of
    from qlts_desktop.services.signing.certificate_file import open_key
    from qlts_desktop.services.signing.pictures import Pictures
    from qlts_desktop.services.signing.sign import sign_slip
    from qlts_desktop.services.signing.signature_place import next_place

    key = open_key(p12, password)
    place = next_place(slip, key.certificate, sealed=False)
    return sign_slip(slip, key, place, appearance_of("Người ký", "Đơn vị", now, Pictures()), now)
