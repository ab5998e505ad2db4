"""The other end of a connection, for faults that no well-behaved licensor shows."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Seen:
    """A request as it arrived. Header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """An answer, whole or not.

    Attributes:
        cut_after: Bytes of the body after which the connection is reset; None sends all of it.
        hang: Say nothing until the test is over.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    cut_after: int | None = None
    hang: bool = False


def json_reply(content: object, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps(content).encode(), {"Content-Type": "application/json", **named})


def problem(status: int, code: str, **members: object) -> Reply:
    content = {"code": code, "title": code, "status": status, **members}
    headers = {"Content-Type": "application/problem+json", "X-Request-Id": "req-1"}
    return Reply(status, json.dumps(content).encode(), headers)


Answering = Callable[[Seen], Reply]


class HttpDouble:
    """A server whose answers a test decides one by one or by a function."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.seen: list[Seen] = []
        self.arrived = threading.Event()
        self.over = threading.Event()
        self._queue: list[Reply] = []
        self._answering: Answering | None = None

    def answers(self, *replies: Reply) -> None:
        """Give these replies in order; the last one again and again."""
        self._queue = list(replies)

    def answers_by(self, answering: Answering) -> None:
        """Work out each reply from its request."""
        self._answering = answering

    def reply_to(self, seen: Seen) -> Reply:
        self.seen.append(seen)
        self.arrived.set()
        if self._answering is not None:
            return self._answering(seen)
        return self._queue.pop(0) if len(self._queue) > 1 else self._queue[0]


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, *args: Any) -> None:
        self._open: list[socket.socket] = []
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.append(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        """End connections that clients keep alive."""
        for request in self._open:
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is what many tests are about."""


@contextmanager
def http_double(tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[HttpDouble]:
    """Serve on a free loopback port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10
        wbufsize = 64 * 1024

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = double.reply_to(Seen(self.command, self.path, headers, self.rfile.read(length)))
            if reply.hang:
                double.over.wait(30)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status not in {204, 304}:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.status in {204, 304}:
                return
            if reply.cut_after is None:
                self.wfile.write(reply.body)
                return
            self.wfile.write(reply.body[: reply.cut_after])
            self.wfile.flush()
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - http.server's names

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    server = _QuietServer((host, 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "https" if tls is not None else "http"
    double = HttpDouble(f"{scheme}://localhost:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield double
    finally:
        double.over.set()
        server.shutdown()
        server.hang_up()
        server.server_close()
        thread.join()


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
