"""The ``SettingsPort`` of the program: server, way out, appearance, folders."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.machine_settings import IniProblem, MachineSettings, ProxyMode, SettingKey
from qlts_desktop.services.appearance_file import keep_appearance, read_appearance
from qlts_desktop.services.credentials import ProxyCredentials
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.proxy import NOBODY, NetworkWay, Proxy, ProxyLogin, parse_proxy_address
from qlts_desktop.services.server_address import parse_server_address
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.settings_port import AppSettings, Connection, Folders, RootCheck
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.wire import RootKey

_log = logging.getLogger(__name__)

_MODE = "proxy_mode"
_ADDRESS = "proxy_address"
_FILES = "files_folder"


class ProxyKeeper(Protocol):
    """Where a proxy's name and password are kept."""

    def login(self, address: str) -> ProxyLogin:
        """What is kept for a proxy; raises keyring_unavailable."""

    def keep(self, address: str, login: ProxyLogin) -> None:
        """Keep it, nobody's removes it; raises keyring_unavailable."""


def kept_way(store: LocalStore, machine: MachineSettings, keeper: ProxyKeeper) -> NetworkWay:
    """The way out that was set last; the system's where that cannot be read.

    Args:
        store: The local store.
        machine: What the administrator has set.
        keeper: Asked for name and password when the first connection is made.
    """

    def login(address: str) -> ProxyLogin:
        try:
            return keeper.login(address)
        except OperationError as error:
            _log.warning("the proxy's password is not to be had: %s", error.code)
            return NOBODY

    try:
        return NetworkWay(_kept_proxy(store, machine), login)
    except OperationError as error:
        _log.warning("the proxy that is set cannot be used: %s", error.code)
        return NetworkWay()


def _kept_proxy(store: LocalStore, machine: MachineSettings) -> Proxy:
    """Without its login."""
    mode = machine.value(SettingKey.PROXY_MODE, store.setting(_MODE))
    address = machine.value(SettingKey.PROXY_ADDRESS, store.setting(_ADDRESS))
    if not mode:  # an address alone is meant to be used
        mode = ProxyMode.MANUAL if address else ProxyMode.SYSTEM
    if ProxyMode(mode) is not ProxyMode.MANUAL:
        return Proxy(ProxyMode(mode))
    return Proxy(ProxyMode.MANUAL, parse_proxy_address(address))


class KeptAppSettings:
    """A ``SettingsPort``.

    Args:
        data: The data folder.
        documents: Where files go when nothing else is set.
        root: The pinned root key.
        pc: Stands in for the PC's clock.
    """

    def __init__(
        self,
        data: Path,
        documents: Callable[[], Path],
        store: LocalStore,
        machine: MachineSettings,
        sessions: Sessions,
        api: LicensorApi,
        way: NetworkWay,
        keeper: ProxyKeeper | None = None,
        root: RootKey | None = None,
        pc: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._data = data
        self._documents = documents
        self._store = store
        self._machine = machine
        self._sessions = sessions
        self._api = api
        self._way = way
        self._keeper = keeper or ProxyCredentials()
        self._root = root
        self._pc = pc

    @property
    def locked(self) -> frozenset[SettingKey]:
        """What the administrator has locked."""
        return self._machine.locked

    @property
    def problems(self) -> tuple[IniProblem, ...]:
        """Lines of ``qlts.ini`` that could not be used."""
        return self._machine.problems

    @property
    def program(self) -> str:
        """What *Vào phần mềm QLTS* opens."""
        return self._machine.values.get(SettingKey.PROGRAM, "")

    def enter_software(self, licence: str) -> str:
        """*Vào phần mềm QLTS*."""
        from qlts_desktop.services.asset_software import enter_software

        return enter_software(self.program, licence, self._data)

    @property
    def folders(self) -> Folders:
        """Where things lie."""
        return Folders(self._data, self._files_folder() or self._documents())

    def read(self) -> AppSettings:
        """What holds now."""
        return AppSettings(self._api.url, self._way.proxy, read_appearance(self._data), self._files_folder())

    def keep(self, settings: AppSettings) -> None:
        """Use other settings from now on, and keep them.

        What can be wrong is looked at first, and the server comes last: it ends the session. What cannot be kept
        holds for this run all the same, and is told when everything else is done.
        """
        proxy = self._proxy_to_use(settings.proxy)
        before, troubles = self.read(), _Troubles()
        if settings.server != before.server:
            parse_server_address(settings.server)
        with troubles:
            if settings.appearance != before.appearance:
                keep_appearance(self._data, settings.appearance)
        with troubles:
            if settings.files_folder != before.files_folder:
                self._store.set_setting(_FILES, str(settings.files_folder or ""))
        if proxy != before.proxy:
            self._way.use(proxy)
            self._api.reconnect()
            with troubles:
                self._keep_proxy(proxy)
            with troubles:
                self._keep_login(proxy, before.proxy)
        if settings.server != before.server and SettingKey.SERVER not in self.locked:
            self._sessions.use_server(settings.server)
        if troubles.first is not None:
            raise troubles.first

    def try_connection(self, server: str, proxy: Proxy) -> Connection:
        """Ask a server through a proxy, keeping nothing."""
        way = self._proxy_to_use(proxy)
        api = LicensorApi(server, proxy=lambda: way)
        try:
            version = api.check_service()
            root = self._checked_root(api)
            return Connection(api.url, version, root, self._clock_minutes(api), self._through(way, api.url))
        finally:
            api.close()

    # --- inside -----------------------------------------------------------------------------------------

    def _proxy_to_use(self, proxy: Proxy) -> Proxy:
        """In its one form, with what is locked as the administrator has set it."""
        mode, address = proxy.mode, proxy.address
        if SettingKey.PROXY_MODE in self.locked or SettingKey.PROXY_ADDRESS in self.locked:
            set_by_administrator = _kept_proxy(self._store, self._machine)
            if SettingKey.PROXY_MODE in self.locked:
                mode = set_by_administrator.mode
            if SettingKey.PROXY_ADDRESS in self.locked:
                address = self._machine.value(SettingKey.PROXY_ADDRESS, None)
        if mode is not ProxyMode.MANUAL:
            return Proxy(mode)
        return Proxy(mode, parse_proxy_address(address), proxy.login)

    def _files_folder(self) -> Path | None:
        try:
            kept = self._store.setting(_FILES)
        except OperationError as error:
            _log.warning("the folder for files is not known: %s", error.code)
            return None
        return Path(kept) if kept else None

    def _keep_proxy(self, proxy: Proxy) -> None:
        for key, name, value in (
            (SettingKey.PROXY_MODE, _MODE, proxy.mode.value),
            (SettingKey.PROXY_ADDRESS, _ADDRESS, proxy.address),
        ):
            if key not in self.locked:
                self._store.set_setting(name, value)

    def _keep_login(self, proxy: Proxy, before: Proxy) -> None:
        """Into the keyring, and only what has changed: a computer without one is asked for nothing."""
        is_same = proxy.login == before.login and proxy.address == before.address
        if proxy.mode is not ProxyMode.MANUAL or is_same:
            return
        try:
            self._keeper.keep(proxy.address, proxy.login)
        except OperationError:
            if proxy.login != NOBODY:
                raise

    def _checked_root(self, api: LicensorApi) -> RootCheck:
        if self._root is None:
            return RootCheck.NOT_PINNED
        return RootCheck.AGREES if api.keys().root == self._root else RootCheck.DIFFERS

    def _clock_minutes(self, api: LicensorApi) -> int | None:
        from qlts_desktop.services.machine_network import look_at_signed_time

        times = TimeCheck(api, LicenceVerifier(self._root), _NoClock())
        found = look_at_signed_time(api, times, self._pc)
        if "minutes" not in found.details:
            return None
        return int(found.details["minutes"]) * (-1 if found.reason == "slow" else 1)

    def _through(self, way: Proxy, server: str) -> str:
        from qlts_desktop.services.machine_network import look_at_proxy

        if server.startswith(("http://127.", "http://localhost", "http://[::1]")):
            return ""
        match way.mode:
            case ProxyMode.MANUAL:
                return way.address.removeprefix("http://")
            case ProxyMode.SYSTEM:
                return look_at_proxy(server).details.get("address", "")
            case ProxyMode.NONE:
                return ""


class _NoClock:
    """A try keeps nothing, and so confirms no clock either."""

    def confirm(self, signed: datetime) -> None:
        """Nothing."""


class _Troubles:
    """Goes on after what could not be kept, and remembers the first."""

    def __init__(self) -> None:
        self.first: OperationError | None = None

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, OperationError):
            return False
        self.first = self.first or error
        return True
