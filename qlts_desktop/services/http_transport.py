"""One HTTP exchange with the licensor: system trust store and proxies, time limits, size limit.

``requests`` and ``truststore`` are imported when the first call is made, off the interface's thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.http_errors import connection_error
from qlts_desktop.services.proxy import NOBODY, SYSTEM_PROXY, Proxy, ProxyLogin, login_header, send_through
from qlts_desktop.services.server_address import ServerAddress

if TYPE_CHECKING:
    import requests

_CHUNK = 64 * 1024
USER_AGENT = "qlts-desktop"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a multipart body."""

    name: str
    file_name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of the licensor. ``token`` is never shown."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    json: bytes | None = field(default=None, repr=False)
    fields: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    token: str = field(default="", repr=False)
    scheme: str = "Bearer"
    """What the token is: of a session, or the right to send one prepared registration."""
    plain: bool = False
    """Over plain http, for what its own signature vouches for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one exchange: seconds to connect, between two reads, in all; bytes of a reply."""

    connect: float = 5.0
    read: float = 30.0
    whole: float = 180.0
    reply_bytes: int = 20_000_000
    plain_port: int = 80
    """Where the licensor answers plain http."""


DEFAULT_LIMITS = Limits()


class HttpTransport:
    """Sends calls to one address. May be used by several threads at once.

    A ``requests.Session`` is used by one thread at a time: it is taken from a small stock and put back, so
    that connections are kept alive though the interface's worker threads come and go.
    """

    def __init__(
        self,
        address: ServerAddress,
        limits: Limits = DEFAULT_LIMITS,
        proxy: Callable[[], Proxy] = lambda: SYSTEM_PROXY,
    ) -> None:
        """Args: ``proxy`` tells the way out whenever a connection is made; it may block."""
        self._address = address
        self._proxy = proxy
        self._limits = limits
        self._has_answered = False
        self._lock = threading.Lock()
        self._idle: list[requests.Session] = []
        self._closed = threading.Event()

    def exchange(self, call: Call) -> Answer:
        """Send a call once and read the whole answer, whatever its status.

        Raises:
            OperationError: The network codes, reply_too_large, cancelled after :meth:`close`.
        """
        from requests import exceptions
        from urllib3 import exceptions as urllib3_exceptions

        with self._session() as session:
            try:
                with self._send(session, call) as response:
                    answer = Answer(
                        response.status_code,
                        {name.lower(): value for name, value in response.headers.items()},
                        self._body(response),
                    )
            except (exceptions.RequestException, urllib3_exceptions.HTTPError, OSError, UnicodeError) as error:
                self._refuse_when_closed()
                raise self._told(connection_error(error)) from error
        self._has_answered = True
        return answer

    def _told(self, error: OperationError) -> OperationError:
        """An address that has answered before is not wrong: the service behind it is down for a while."""
        if error.code is ErrorCode.SERVER_ADDRESS_WRONG and self._has_answered:
            return OperationError(ErrorCode.SERVER_BUSY, technical=error.technical)
        return error

    def pause(self, seconds: float) -> None:
        """Wait between two attempts; ended by :meth:`close`."""
        self._closed.wait(seconds)
        self._refuse_when_closed()

    def close(self) -> None:
        """Give up what is under way at its next step, and all connections."""
        self._closed.set()
        with self._lock:
            idle, self._idle = self._idle, []
        for session in idle:
            session.close()

    def _refuse_when_closed(self) -> None:
        if self._closed.is_set():
            raise OperationError(ErrorCode.CANCELLED)

    @contextmanager
    def _session(self) -> Iterator[requests.Session]:
        self._refuse_when_closed()
        with self._lock:
            session = self._idle.pop() if self._idle else None
        if session is None:
            session = _new_session(self._address, self._proxy())
        try:
            yield session
        finally:
            with self._lock:
                kept = not self._closed.is_set()
                if kept:
                    self._idle.append(session)
            if not kept:
                session.close()

    def _send(self, session: requests.Session, call: Call) -> requests.Response:
        headers = {"Accept": "application/json, application/problem+json, application/pdf", **dict(call.headers)}
        if call.json is not None:
            headers["Content-Type"] = "application/json"
        if call.token:
            headers["Authorization"] = f"{call.scheme} {call.token}"
        return session.request(
            call.method,
            self._url(call),
            params=list(call.query),
            headers=headers,
            data=list(call.fields) if call.parts else call.json,
            files=[(part.name, (part.file_name, part.content, part.media_type)) for part in call.parts] or None,
            auth=_as_it_is,
            timeout=(self._limits.connect, self._limits.read),
            allow_redirects=False,
            stream=True,
        )

    def _url(self, call: Call) -> str:
        if call.plain:
            return self._address.plain_call(call.path, self._limits.plain_port)
        return self._address.call(call.path)

    def _body(self, response: requests.Response) -> bytes:
        """Read the body counting, so that neither a huge nor an endlessly slow reply holds the program."""
        give_up_at = time.monotonic() + self._limits.whole
        body = bytearray()
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            body += chunk
            self._refuse_when_closed()
            if len(body) > self._limits.reply_bytes:
                raise OperationError(
                    ErrorCode.REPLY_TOO_LARGE, details={"megabytes": str(self._limits.reply_bytes // 1_000_000)}
                )
            if time.monotonic() > give_up_at:
                raise OperationError(ErrorCode.TIMEOUT, technical="the reply did not end in time")
        return bytes(body)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Given as ``auth`` so that requests does not put a ``.netrc`` login in the place of the token."""
    return request


def _new_session(address: ServerAddress, proxy: Proxy) -> requests.Session:
    import requests
    from requests.cookies import RequestsCookieJar

    session = requests.Session()
    send_through(session, proxy, loopback=address.loopback)
    session.headers = requests.structures.CaseInsensitiveDict(
        # identity: a reply's size is what travels, and nothing can unpack to more.
        {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Accept-Language": "vi"}
    )
    session.cookies = RequestsCookieJar(policy=_no_cookies())
    for scheme in ("https://", "http://"):
        session.mount(scheme, _adapter(proxy.login))
    return session


def _no_cookies() -> Any:
    from http.cookiejar import DefaultCookiePolicy

    return DefaultCookiePolicy(allowed_domains=[])


@cache
def _adapter_class() -> type[requests.adapters.HTTPAdapter]:
    """The adapter's class, made at first use because its base class is imported late."""
    import ssl

    import truststore
    from requests.adapters import HTTPAdapter

    class Adapter(HTTPAdapter):
        """Checks certificates against the system's trust store, and against nothing else.

        requests would add the bundle of certifi, or the one that an environment variable names.
        """

        proxy_login = NOBODY

        def proxy_headers(self, proxy: str) -> Any:
            return login_header(self.proxy_login) or super().proxy_headers(proxy)

        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
            super().init_poolmanager(*args, **kwargs, ssl_context=_context())

        def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
            return super().proxy_manager_for(proxy, **kwargs, ssl_context=_context())

        def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
            return super().build_connection_pool_key_attributes(request, True, None)

        def close(self) -> None:
            # urllib3 closes connections only when nothing refers to their pool any more, and the traceback of an
            # error does for long.
            for manager in (self.poolmanager, *self.proxy_manager.values()):
                for key in list(manager.pools.keys()):
                    pool = manager.pools.get(key)
                    if pool is not None:
                        pool.close()
            super().close()

        def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
            conn.cert_reqs = "CERT_REQUIRED"

    def _context() -> ssl.SSLContext:
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    return Adapter


def _adapter(login: ProxyLogin) -> requests.adapters.HTTPAdapter:
    adapter = _adapter_class()()
    adapter.proxy_login = login  # type: ignore[attr-defined]
    return adapter
