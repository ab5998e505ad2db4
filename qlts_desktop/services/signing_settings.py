"""What the user has set for signing on this computer, kept in the local store."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.signing_port import SigningSettings

_log = logging.getLogger(__name__)

_SERVER = "time_stamp_server"
_FOLDER = "trust_folder"
_DRIVER = "token_driver"
_SIGNATURE = "signature_picture"
_SEAL = "seal_picture"


class _Store(Protocol):
    def setting(self, name: str) -> str | None:
        """A setting's value, or None."""

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""


class KeptSigningSettings:
    """The settings, read anew each time: another window may have changed them.

    Args:
        store: The local store.
        shipped: Folders of trusted authorities' certificates that come with the program or its installation.
    """

    def __init__(self, store: _Store, shipped: tuple[Path, ...] = ()) -> None:
        self._store = store
        self._shipped = shipped

    def read(self) -> SigningSettings:
        """What is set.

        Raises:
            OperationError: The local store's codes.
        """
        return SigningSettings(
            self._store.setting(_SERVER) or "",
            _path(self._store.setting(_FOLDER)),
            _path(self._store.setting(_DRIVER)),
            _path(self._store.setting(_SIGNATURE)),
            _path(self._store.setting(_SEAL)),
        )

    def keep(self, settings: SigningSettings) -> None:
        """Keep all of it.

        Raises:
            OperationError: The local store's codes.
        """
        self._store.set_setting(_SERVER, settings.time_stamp_server)
        self._store.set_setting(_FOLDER, _text(settings.trust_folder))
        self._store.set_setting(_DRIVER, _text(settings.driver))
        self._store.set_setting(_SIGNATURE, _text(settings.signature_picture))
        self._store.set_setting(_SEAL, _text(settings.seal_picture))

    def drivers(self) -> tuple[Path, ...]:
        """The driver the user has chosen, if any; none where the local store cannot be read."""
        chosen = self._known().driver
        return () if chosen is None else (chosen,)

    def trust_dirs(self) -> tuple[Path, ...]:
        """All folders of trusted authorities' certificates; the shipped ones where the store cannot be read."""
        chosen = self._known().trust_folder
        return self._shipped if chosen is None else (*self._shipped, chosen)

    def _known(self) -> SigningSettings:
        try:
            return self.read()
        except OperationError as error:
            _log.warning("the settings for signing cannot be read: %s", error.code)
            return SigningSettings()


def _path(value: str | None) -> Path | None:
    return Path(value) if value else None


def _text(path: Path | None) -> str:
    return "" if path is None else str(path)
