"""The way out of the unit's network: the system's proxy, one that is set here, or none.

Requests to the licensor are given it with name and password. Libraries that make requests of their own (about
revocation, for time stamps) find the address in the environment, where no password is ever put.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.machine_settings import ProxyMode

if TYPE_CHECKING:
    import requests

_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_OWN_MACHINE = "localhost,127.0.0.1,::1"


@dataclass(frozen=True, slots=True)
class ProxyLogin:
    """Who asks the proxy. Both empty: nobody in particular."""

    user: str = ""
    password: str = field(default="", repr=False)


NOBODY = ProxyLogin()


@dataclass(frozen=True, slots=True)
class Proxy:
    """A way out.

    Attributes:
        mode: Which proxy.
        address: With ``MANUAL``: ``http://host:port``.
        login: With ``MANUAL``: for a proxy that asks who it is.
    """

    mode: ProxyMode = ProxyMode.SYSTEM
    address: str = ""
    login: ProxyLogin = NOBODY


SYSTEM_PROXY = Proxy()


def parse_proxy_address(text: str) -> str:
    """A typed address in its one form; a missing scheme means http.

    Raises:
        OperationError: proxy_address_wrong for what is no host with a port, also where name and password stand
            in it: they belong into their own fields, and from there into the keyring.
    """
    typed = text.strip()
    try:
        parts = urlsplit(typed if "://" in typed else f"http://{typed}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OperationError(ErrorCode.PROXY_ADDRESS_WRONG, technical="not an address") from error
    odd = any(character.isspace() or character in "\\%<>\"'" for character in host)
    more = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme != "http" or not host or odd or not port or parts.username is not None or more:
        raise OperationError(ErrorCode.PROXY_ADDRESS_WRONG, technical="not http://host:port")
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


class NetworkWay:
    """The way out that holds now. Safe for several threads.

    Args:
        proxy: The first one; its login may be looked up at the first use.
        login: Looks a manual proxy's name and password up (by its address); blocks, so it is asked off the
            interface's thread.
    """

    def __init__(self, proxy: Proxy = SYSTEM_PROXY, login: Callable[[str], ProxyLogin] | None = None) -> None:
        self._lock = threading.Lock()
        self._proxy = proxy
        self._look_up = login if proxy.mode is ProxyMode.MANUAL and proxy.login == NOBODY else None
        self._found_environment = {name: os.environ.get(name) for name in _environment_names()}
        self._tell_libraries()

    @property
    def proxy(self) -> Proxy:
        """What holds, with its login."""
        with self._lock:
            if self._look_up is not None:
                login = self._look_up(self._proxy.address)
                self._proxy, self._look_up = Proxy(self._proxy.mode, self._proxy.address, login), None
            return self._proxy

    def use(self, proxy: Proxy) -> None:
        """Take another way from now on."""
        with self._lock:
            self._proxy, self._look_up = proxy, None
        self._tell_libraries()

    def restore(self) -> None:
        """Leave the environment as it was found."""
        _set_environment(self._found_environment)

    def _tell_libraries(self) -> None:
        match self._proxy.mode:
            case ProxyMode.SYSTEM:
                self.restore()
            case ProxyMode.NONE:
                _set_environment({"no_proxy": "*"})
            case ProxyMode.MANUAL:
                address = self._proxy.address
                _set_environment({"http_proxy": address, "https_proxy": address, "no_proxy": _OWN_MACHINE})


def _environment_names() -> tuple[str, ...]:
    return tuple(name for low in _VARIABLES for name in (low, low.upper()))


def _set_environment(values: Mapping[str, str | None]) -> None:
    for name in _environment_names():
        value = values.get(name)
        if value is None:
            os.environ.pop(name, None)
    for name, value in values.items():
        if value is not None:
            os.environ[name] = value


def send_through(session: requests.Session, proxy: Proxy, *, loopback: bool) -> None:
    """Have a session take a way out; none stands between a PC and itself."""
    session.trust_env = proxy.mode is ProxyMode.SYSTEM and not loopback
    if proxy.mode is ProxyMode.MANUAL and not loopback:
        session.proxies = {"http": proxy.address, "https": proxy.address}


def login_header(login: ProxyLogin) -> dict[str, str]:
    """``Proxy-Authorization``, in UTF-8 (RFC 7617): requests itself knows Western letters only."""
    if login == NOBODY:
        return {}
    import base64

    pair = base64.b64encode(f"{login.user}:{login.password}".encode()).decode("ascii")
    return {"Proxy-Authorization": f"Basic {pair}"}
