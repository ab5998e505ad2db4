"""The licence file: kept on this machine, fetched from the licensor, verified each time before it is believed."""

from __future__ import annotations

import base64
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Licence
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import KeptLicence, LocalStore, Owner
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.services.sessions import Sessions

_log = logging.getLogger(__name__)

_REVOCATIONS_SETTING = "revocations"
_NONCE_BYTES = 16
_SIGNED_TIME_LIMIT = 60.0
"""Seconds for which an answer's signed time counts, so that an old one cannot be replayed."""


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
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._store = store
        self._sessions = sessions
        self._now = now
        self._monotonic = monotonic
        self._kept_revocations_read = False
        self.verifier = verifier

    def cached(self, unit_code: str) -> HeldLicence | None:
        """The last good licence from the local store, verified anew; None on a first run."""
        kept = self._store.licence(Owner(self._api.url, unit_code))
        if kept is None:
            return None
        self._read_kept_revocations()
        licence = self.verifier.licence(kept.file, unit_code=unit_code, min_serial=kept.serial)
        return HeldLicence(licence, kept.file, kept.refreshed_at)

    def refresh(self) -> HeldLicence:
        """Fetch the licence from the licensor, verify it and keep it."""
        owner = self._sessions.owner()
        self._read_kept_revocations()
        kept = self._kept(owner)
        etag = kept.etag if kept is not None and self._still_good(owner, kept) else ""
        import secrets

        nonce = base64.urlsafe_b64encode(secrets.token_bytes(_NONCE_BYTES)).rstrip(b"=").decode("ascii")
        begun = self._monotonic()
        answer = self._api.licence(nonce, etag)
        in_time = self._monotonic() - begun <= _SIGNED_TIME_LIMIT
        self._fetch_revocations()
        if answer.file is not None:
            file = answer.file
        elif kept is not None and etag:
            file = kept.file
        else:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="304 without having asked for it")
        licence = self._verified(owner, file, kept)
        confirmed_at = self._signed_time(answer.signed_time, nonce) if in_time else None
        return self._keep(owner, licence, file, answer.etag, confirmed_at or self._now())

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
        return self._keep(owner, licence, file, "", self._now())

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

    def _signed_time(self, file: str, nonce: str) -> datetime | None:
        """The licensor's own time, when it is signed over this request's nonce."""
        if not file:
            return None
        try:
            claims = self.verifier.time(file)
        except OperationError as error:
            _log.warning("the licensor's signed time is not used: %s", error.code)
            return None
        return claims.now if claims.nonce == nonce else None

    def _keep(self, owner: Owner, licence: Licence, file: str, etag: str, at: datetime) -> HeldLicence:
        """Keep a verified licence. It holds for this run even where it cannot be kept."""
        try:
            self._store.keep_licence(owner, KeptLicence(file, etag, licence.serial, at))
        except OperationError as error:
            _log.warning("the licence is not kept: %s", error.code)
        return HeldLicence(licence, file, at)
