"""The licence file: kept on this machine, fetched from the licensor, verified each time before it is believed."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Licence
from qlts_desktop.services.licence_file import read_licence_file
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_store import KeptLicence, LocalStore
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trusted_clock import TrustedClock

_log = logging.getLogger(__name__)

_REVOCATIONS_SETTING = "revocations"
_ISSUED_AHEAD = timedelta(hours=24)
"""How far past the time signed in the same reply a licence may have been issued."""


class Licences:
    """A ``LicencePort``.

    Attributes:
        verifier: Checks signed files against the pinned root.
    """

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        verifier: LicenceVerifier,
        sessions: Sessions,
        clock: TrustedClock,
        times: TimeCheck,
    ) -> None:
        self._api = api
        self._store = store
        self._sessions = sessions
        self._clock = clock
        self._times = times
        self._kept_revocations_read = False
        self.verifier = verifier

    def cached(self, unit_code: str) -> HeldLicence | None:
        """The last good licence from the local store, verified anew; None on a first run."""
        kept = self._store.licence(Owner(self._api.url, unit_code))
        if kept is None:
            return None
        self._read_kept_revocations()
        licence = self.verifier.licence(kept.file, unit_code=unit_code, min_serial=kept.serial)
        self._clock.licence_held(licence.issued_at)
        return HeldLicence(licence, kept.file, kept.refreshed_at)

    def refresh(self) -> HeldLicence:
        """Fetch the licence from the licensor, verify it and keep it."""
        try:
            return self._refresh(self._sessions.owner())
        finally:
            self._clock.remember()

    def note_run(self) -> None:
        """Note on disk that the program runs at this time."""
        self._clock.remember()

    def take_file(self, path: Path, unit_code: str) -> HeldLicence:
        """Take a licence file that somebody has brought; the same one again changes nothing."""
        self._read_kept_revocations()
        owner = Owner(self._api.url, unit_code)
        kept = self._kept(owner)
        file = read_licence_file(path)
        licence = self._verified(owner, file, kept)
        if kept is not None and kept.serial == licence.serial and (held := self._still_good(owner, kept)):
            return HeldLicence(held, kept.file, kept.refreshed_at)
        return self._keep(owner, licence, file, "", licence.issued_at)

    def _refresh(self, owner: Owner) -> HeldLicence:
        self._read_kept_revocations()
        kept = self._kept(owner)
        is_good = self._still_good(owner, kept) is not None
        etag = kept.etag if kept is not None and is_good else ""
        request = self._times.begin()
        answer = self._api.licence(request.nonce, etag)
        signed = self._times.signed_time(answer.signed_time, request)
        self._fetch_revocations()
        if answer.file is not None:
            file = answer.file
        elif kept is not None and etag:
            file = kept.file
        else:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="304 without having asked for it")
        # A kept serial counts with a good file under it; else it may be damaged itself and would lock the unit
        # out for ever. Then what the licensor answers here and now is the newest there is.
        heals = signed is not None and not is_good
        licence = self._verified(owner, file, None if heals else kept)
        if signed is not None and licence.issued_at > signed + _ISSUED_AHEAD:
            raise OperationError(
                ErrorCode.LICENCE_FROM_THE_FUTURE,
                technical=f"issued {licence.issued_at.isoformat()}, signed time {signed.isoformat()}",
            )
        at = signed or self._clock.reading().now
        return self._keep(owner, licence, file, answer.etag, at, heals=heals)

    def adopt(self, owner: Owner, file: str) -> HeldLicence:
        """Take a licence that came with another reply; where a newer one is held already, that one stays."""
        kept = self._kept(owner)
        try:
            licence = self._verified(owner, file, kept)
        except OperationError as error:
            if error.code is not ErrorCode.LICENCE_OLDER_SERIAL:
                raise
            newer = self._still_good(owner, kept)
            if kept is None or newer is None:
                raise
            return HeldLicence(newer, kept.file, kept.refreshed_at)
        return self._keep(owner, licence, file, "", self._clock.reading().now)

    def held_after(self, owner: Owner, file: str) -> HeldLicence:
        """The licence that came with an answer; a fresh one where its key has been revoked since."""
        try:
            return self.adopt(owner, file)
        except OperationError as error:
            if error.code is not ErrorCode.LICENCE_KEY_REVOKED:
                raise
            return self.refresh()

    def _fetch_revocations(self) -> None:
        """Learn which keys the root has revoked. Without the newest list the last one holds."""
        try:
            revocations = self._api.keys().revocations
            self.verifier.adopt_revocations(revocations)
            self._store.set_setting(_REVOCATIONS_SETTING, revocations)
        except OperationError as error:
            _log.warning("no newer list of revoked keys: %s", error.code)

    def _read_kept_revocations(self) -> None:
        if self._kept_revocations_read:
            return
        self._kept_revocations_read = True
        try:
            kept = self._store.setting(_REVOCATIONS_SETTING)
            if kept:
                self.verifier.adopt_revocations(kept)
        except OperationError as error:
            _log.warning("the kept list of revoked keys is not used: %s", error.code)

    def _verified(self, owner: Owner, file: str, kept: KeptLicence | None) -> Licence:
        floor = 0 if kept is None else kept.serial
        return self.verifier.licence(file, unit_code=owner.unit, min_serial=floor)

    def _kept(self, owner: Owner) -> KeptLicence | None:
        """What is kept; a store that cannot be read takes nobody's right away, so it counts as empty."""
        try:
            return self._store.licence(owner)
        except OperationError as error:
            _log.warning("the kept licence cannot be read: %s", error.code)
            return None

    def _still_good(self, owner: Owner, kept: KeptLicence | None) -> Licence | None:
        """The kept licence, when it still verifies; a damaged file is fetched anew instead of being confirmed."""
        if kept is None:
            return None
        try:
            return self._verified(owner, kept.file, kept)
        except OperationError as error:
            _log.warning("the kept licence is not used: %s", error.code)
            return None

    def _keep(
        self, owner: Owner, licence: Licence, file: str, etag: str, at: datetime, *, heals: bool = False
    ) -> HeldLicence:
        """Keep a verified licence. It holds for this run even where it cannot be kept."""
        self._clock.licence_held(licence.issued_at)
        try:
            self._store.keep_licence(owner, KeptLicence(file, etag, licence.serial, at), heals=heals)
        except OperationError as error:
            _log.warning("the licence is not kept: %s", error.code)
        return HeldLicence(licence, file, at)
