"""Newer versions of this program: the licensor hands out a manifest, the release key pinned in this build vouches.

Everything that is wrong with one is a line in the log: a user can do nothing about it, and an update is never so
urgent that anybody should be alarmed by a guess. What was had last is kept, and verified anew at each start.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.releases import (
    Platform,
    Release,
    ReleaseProblem,
    UpdateStanding,
    file_match,
    release_problem,
    standing,
    version_numbers,
)
from qlts_desktop.services import jws
from qlts_desktop.services.update_port import ComparedFile, Update
from qlts_desktop.services.wire import RootKey

_log = logging.getLogger(__name__)

UPDATE = "qlts-update+jws"
_KEPT = "client_release"
_SEEN = "client_release_seen"


class RefusedReleaseError(ValueError):
    """A manifest is not believed.

    Attributes:
        problem: Why.
    """

    def __init__(self, problem: ReleaseProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class ReleaseClaims(msgspec.Struct, frozen=True):
    """The claims of ``qlts-update+jws``."""

    platform: str
    version: str
    minimum: str
    url: str
    size: int
    sha256: str
    expires: date
    notes: str = ""


class _Kept(msgspec.Struct, frozen=True):
    """What was had last, of which licensor, and the day on which it was asked."""

    server: str
    asked_on: date
    manifest: str = ""
    etag: str = ""


class _Api(Protocol):
    """The licensor, as far as this asks it."""

    @property
    def url(self) -> str:
        """Its address."""

    def client_release(self, platform: str, etag: str) -> tuple[str | None, str]:
        """Its manifest and ETag."""


class _Settings(Protocol):
    """The local store, as far as this uses it."""

    def setting(self, name: str) -> str | None:
        """A setting's value, or None."""

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""


class ClientUpdates:
    """An ``UpdatePort``."""

    def __init__(
        self,
        api: _Api,
        store: _Settings,
        key: RootKey | None,
        own: str,
        today: Callable[[], date],
        platform: Platform | None = None,
    ) -> None:
        """Make it.

        Args:
            api: The licensor.
            store: The local store.
            key: The pinned release key; None: nothing is asked, and nothing told.
            own: The version in use.
            today: The trusted day.
            platform: Another one than this computer's.
        """
        self._api = api
        self._store = store
        self._key = key
        self._own = own
        self._today = today
        self._platform = platform or own_platform()

    def check(self) -> Update | None:
        """The newer version, if one is announced."""
        if self._key is None or self._platform is None or not self._api.url:
            return None
        try:
            manifest = self._newest(self._platform)
            if not manifest:
                return None
            release = read_release(manifest, self._key, self._platform, self._today(), self._seen())
            how = standing(release, self._own)
            self._keep(_SEEN, release.version)
        except OperationError as error:
            _log.info("newer versions cannot be asked for: %s", error.code)
            return None
        except ValueError as error:
            _log.warning("the announced version is not believed: %s", error)
            return None
        return None if how is UpdateStanding.CURRENT else Update(release, self._own, how)

    def compare(self, path: Path, release: Release) -> ComparedFile:
        """Compare a file with an announcement."""
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
        except OSError as error:
            raise OperationError(
                ErrorCode.FILE_UNREADABLE, details={"path": str(path)}, technical=str(error)
            ) from error
        return ComparedFile(file_match(release, size, digest), size)

    # --- inside -----------------------------------------------------------------------------------------

    def _newest(self, platform: Platform) -> str:
        """The manifest in force; empty where there is none. Asks at most once a day."""
        server, today = self._api.url, self._today()
        kept = self._had(server)
        if kept is not None and kept.asked_on == today:
            return kept.manifest
        try:
            manifest, etag = self._api.client_release(platform, kept.etag if kept else "")
        except OperationError as error:
            if error.code is not ErrorCode.NOT_FOUND:
                if kept is None:
                    raise
                _log.info("newer versions cannot be asked for: %s", error.code)
                return kept.manifest
            manifest, etag = "", ""
        if manifest is None:
            manifest = kept.manifest if kept else ""
        fresh = _Kept(server, today, manifest, etag)
        self._keep(_KEPT, msgspec.json.encode(fresh).decode("utf-8"))
        return manifest

    def _had(self, server: str) -> _Kept | None:
        try:
            text = self._store.setting(_KEPT)
            kept = None if text is None else msgspec.json.decode(text, type=_Kept)
        except (OperationError, msgspec.MsgspecError) as error:
            _log.warning("what was announced before cannot be read: %s", type(error).__name__)
            return None
        return kept if kept is not None and kept.server == server else None

    def _seen(self) -> str:
        """The highest version announced before; what is kept and no version says nothing."""
        seen = self._store.setting(_SEEN) or ""
        try:
            version_numbers(seen)
        except ValueError:
            return ""
        return seen

    def _keep(self, name: str, value: str) -> None:
        try:
            self._store.set_setting(name, value)
        except OperationError as error:
            _log.warning("what was announced is not kept: %s", error.code)


def own_platform() -> Platform | None:
    """The platform of this computer; None where there is no installer for it."""
    return {"win32": Platform.WINDOWS, "linux": Platform.LINUX}.get(sys.platform)


def read_release(manifest: str, key: RootKey, platform: str, today: date, seen: str = "") -> Release:
    """What a manifest says, once everything about it is right.

    Args:
        manifest: ``qlts-update+jws``.
        key: The pinned release key.
        platform: Of this program.
        today: The trusted day.
        seen: The highest version announced before, or empty.

    Raises:
        RefusedReleaseError: It is not believed.
    """
    try:
        parsed = jws.parse(manifest)
        signed = parsed.header.kid == key.kid and parsed.signed_by(jws.public_key(key.x))
    except jws.NotJwsError as error:
        raise RefusedReleaseError(ReleaseProblem.NOT_UNDERSTOOD) from error
    if not signed:
        raise RefusedReleaseError(ReleaseProblem.NOT_SIGNED)
    if parsed.header.typ != UPDATE:
        raise RefusedReleaseError(ReleaseProblem.OTHER_TYPE)
    try:
        claims = msgspec.json.decode(parsed.payload, type=ReleaseClaims)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise RefusedReleaseError(ReleaseProblem.NOT_UNDERSTOOD) from error
    release = Release(
        claims.platform,
        claims.version,
        claims.minimum,
        claims.url,
        claims.size,
        claims.sha256,
        claims.notes.strip(),
        claims.expires,
    )
    problem = release_problem(release, platform, today, seen)
    if problem is not None:
        raise RefusedReleaseError(problem)
    return release
