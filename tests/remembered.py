"""A data folder as a user leaves it who has logged in once with *Ghi nhớ đăng nhập*."""

from __future__ import annotations

from pathlib import Path

from qlts_desktop.services.credentials import TokenKeeper
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licences import Licences
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trusted_clock import TrustedClock
from qlts_desktop.services.wire import RootKey
from tests.licensor_process import Account, DemoLicensor


def remember(
    licensor: DemoLicensor, data: Path, keeper: TokenKeeper, account: Account | None = None, url: str = ""
) -> None:
    """Log in once, so that account and licence are kept.

    Args:
        licensor: The licensor.
        data: The client's data folder.
        keeper: Where the refresh token goes.
        account: Who logs in; the demo's first one where none is given.
        url: How the client reaches the licensor; where nothing is said, directly.
    """
    who = account or licensor.account("expiring")
    store = LocalStore(data / "qlts-desktop.sqlite3")
    api = LicensorApi(url or licensor.url)
    sessions = Sessions(api, store, keeper)
    sessions.log_in(who.unit_code, who.username, who.password, remember=True)
    verifier = LicenceVerifier(RootKey(**licensor.root))
    clock = TrustedClock(store, lambda: api.url)
    Licences(api, store, verifier, sessions, clock, TimeCheck(api, verifier, clock)).refresh()
    api.close()
    store.close()
