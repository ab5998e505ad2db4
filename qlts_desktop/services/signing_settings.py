"""What the user has set for signing on this computer, kept in the local store."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.machine_settings import NOTHING_SET, MachineSettings, SettingKey
from qlts_desktop.services.signing_port import SigningSettings

_log = logging.getLogger(__name__)

_SERVER = "time_stamp_server"
_FOLDER = "trust_folder"
_NAMES = {SettingKey.TIME_STAMP_SERVER: _SERVER, SettingKey.TRUST_FOLDER: _FOLDER}
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
        machine: What the administrator has set.
    """

    def __init__(
        self, store: _Store, shipped: tuple[Path, ...] = (), machine: MachineSettings = NOTHING_SET
    ) -> None:
        self._store = store
        self._shipped = shipped
        self._machine = machine

    def read(self) -> SigningSettings:
        """What is set.

        Raises:
            OperationError: The local store's codes.
        """
        return SigningSettings(
            self._administered(SettingKey.TIME_STAMP_SERVER),
            _path(self._administered(SettingKey.TRUST_FOLDER)),
            _path(self._store.setting(_DRIVER)),
            _path(self._store.setting(_SIGNATURE)),
            _path(self._store.setting(_SEAL)),
            self._machine.locked & _NAMES.keys(),
        )

    def keep(self, settings: SigningSettings) -> None:
        """Keep all of it.

        Raises:
            OperationError: The local store's codes.
        """
        self._keep_administered(SettingKey.TIME_STAMP_SERVER, settings.time_stamp_server)
        self._keep_administered(SettingKey.TRUST_FOLDER, _text(settings.trust_folder))
        self._store.set_setting(_DRIVER, _text(settings.driver))
        self._store.set_setting(_SIGNATURE, _text(settings.signature_picture))
        self._store.set_setting(_SEAL, _text(settings.seal_picture))

    def _administered(self, key: SettingKey) -> str:
        return self._machine.value(key, self._store.setting(_NAMES[key]))

    def _keep_administered(self, key: SettingKey, value: str) -> None:
        """Keep what differs from what holds, so that what the administrator sets later still reaches this user."""
        if key not in self._machine.locked and value != self._administered(key):
            self._store.set_setting(_NAMES[key], value)

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
