"""The licensor's address as an administrator types it, brought to one form."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from qlts_desktop.core.errors import ErrorCode, OperationError

_API_PATH = "/api/v1"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a licensor listens.

    Attributes:
        url: Scheme, host, port and path prefix without a slash at the end, for example ``https://qlts.example.vn``.
        loopback: True on this machine itself: the only place where plain http is allowed, and no proxy is asked.
    """

    url: str
    loopback: bool

    def call(self, path: str) -> str:
        """The full address of a call, for example ``/licence``."""
        return f"{self.url}{_API_PATH}{path}"

    def plain_call(self, path: str, port: int) -> str:
        """The address of a call that needs no secrecy, over plain http.

        Args:
            path: For example ``/time``.
            port: Where the licensor answers plain http; a loopback address keeps its own.
        """
        if self.loopback and self.url.startswith("http:"):
            return self.call(path)
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"http://{host}{'' if port == 80 else f':{port}'}{parts.path}{_API_PATH}{path}"


def parse_server_address(text: str) -> ServerAddress:
    """Read a typed address; a missing scheme means https.

    Raises:
        OperationError: server_address_wrong for what is no address of a service, plain_http_refused for
            ``http://`` to another machine (the password would travel readable).
    """
    typed = text.strip()
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OperationError(ErrorCode.SERVER_ADDRESS_WRONG, technical=str(error)) from error
    if parts.scheme not in {"http", "https"} or not _host_ok(host) or parts.username is not None:
        raise OperationError(ErrorCode.SERVER_ADDRESS_WRONG, technical="not an http(s) address")
    if parts.query or parts.fragment:
        raise OperationError(ErrorCode.SERVER_ADDRESS_WRONG, technical="an address has no query or fragment")
    loopback = _is_loopback(host)
    if parts.scheme == "http" and not loopback:
        raise OperationError(ErrorCode.PLAIN_HTTP_REFUSED, details={"host": host})
    shown_host = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/").removesuffix(_API_PATH)
    return ServerAddress(f"{parts.scheme}://{shown_host}{f':{port}' if port else ''}{path}", loopback)


def _host_ok(host: str) -> bool:
    return bool(host) and not any(character.isspace() or character in "\\%<>\"'" for character in host)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
