"""What stands between client and licensor and harms messages on demand: real sockets, one thread a connection.

A message is one HTTP request with its answer. The proxy numbers them as they arrive and asks a plan what to do to
each.
"""

from __future__ import annotations

import http.client
import re
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO
from urllib.parse import urlsplit

_UPSTREAM_SECONDS = 30.0
_NAMES = re.compile(r"/(?:\d{9}|[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)")
"""Order numbers and idempotency keys in paths."""


class Fault(StrEnum):
    """What may happen to a message."""

    DROPPED = "dropped"
    """It never arrives."""
    LOST = "lost"
    """It arrives; its answer never does."""
    CUT = "cut"
    """It arrives; its answer ends in the middle."""
    LATE = "late"
    """It arrives; the client gives up before the answer comes."""
    TWICE = "twice"
    """It arrives twice, one after the other; the second answer comes back."""
    TWICE_AT_ONCE = "twice_at_once"
    """It arrives twice at the same time; the answer that is there last comes back."""
    RESTARTED = "restarted"
    """The service is killed while it has the message, and started again; no answer comes."""


class Moment(StrEnum):
    """How far a message has come."""

    ARRIVED = "arrived"
    """The proxy has all of the request, the licensor nothing."""
    ANSWERED = "answered"
    """The licensor has answered, the client has nothing of it."""
    PASSED = "passed"
    """The client has the answer."""


@dataclass(frozen=True)
class Message:
    """A request as it arrived.

    Attributes:
        number: Counted from 0 in the order of arrival.
        call: Method and path without its query; order numbers and keys are left out.
    """

    number: int
    call: str


@dataclass(frozen=True)
class _Request:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class _Answer:
    head: bytes
    body: bytes


Plan = Callable[[Message], Fault | None]
"""What is done to a message; None: it goes through."""


def harm(call: str, fault: Fault, times: int, *, first: int = 0) -> Plan:
    """A plan: the next messages of a call.

    Args:
        call: As :attr:`Message.call`.
        fault: What happens to them.
        times: To how many.
        first: Those with a lower number go through.
    """
    left = [times]

    def plan(message: Message) -> Fault | None:
        if message.number < first or message.call != call or not left[0]:
            return None
        left[0] -= 1
        return fault

    return plan


class FaultyProxy:
    """A proxy that is running.

    Attributes:
        url: Where clients connect.
        plan: Says what is done to a message; by default nothing.
        watch: Told of every moment of every message, in the connection's thread.
        restart: Kills the service and starts it again; needed for that fault only.
        seen: All messages so far.
    """

    def __init__(self, url: str, upstream: str) -> None:
        self.url = url
        self._upstream = urlsplit(upstream)
        self.plan: Plan = lambda _message: None
        self.watch: Callable[[Message, Moment], None] = lambda _message, _moment: None
        self.restart: Callable[[], None] | None = None
        self.seen: list[Message] = []
        self._lock = threading.Lock()

    @property
    def calls(self) -> list[str]:
        """What was asked so far."""
        return [message.call for message in self.seen]

    def handle(self, connection: socket.socket, stream: BinaryIO) -> None:
        """Serve one connection of a client until one of the two ends it."""
        while (request := _read_request(stream)) is not None:
            with self._lock:
                path = _NAMES.sub("/…", urlsplit(request.target).path.removeprefix("/api/v1"))
                message = Message(len(self.seen), f"{request.method} {path}")
                self.seen.append(message)
            fault = self.plan(message)
            self.watch(message, Moment.ARRIVED)
            answer = None if fault is Fault.DROPPED else self._asked(request, fault)
            self.watch(message, Moment.ANSWERED)
            if fault is Fault.LATE:
                # Until the client has hung up; then nobody is there for the answer.
                connection.settimeout(_UPSTREAM_SECONDS)
                with suppress(OSError):
                    stream.read(1)
                answer = None
            if answer is None or fault is Fault.LOST:
                _reset(connection)
                return
            if fault is Fault.CUT:
                connection.sendall(answer.head + answer.body[: len(answer.body) // 2])
                _reset(connection)
                return
            connection.sendall(answer.head + answer.body)
            self.watch(message, Moment.PASSED)

    def _asked(self, request: _Request, fault: Fault | None) -> _Answer | None:
        """The licensor's answer; None where none came."""
        match fault:
            case Fault.TWICE:
                self._forward(request)
                return self._forward(request)
            case Fault.TWICE_AT_ONCE:
                answers: list[_Answer | None] = []
                both = [threading.Thread(target=lambda: answers.append(self._forward(request))) for _ in "12"]
                for one in both:
                    one.start()
                for one in both:
                    one.join()
                return answers[-1]
            case Fault.RESTARTED:
                assert self.restart is not None, "nobody said how to restart"
                on_its_way = threading.Thread(target=self._forward, args=(request,))
                on_its_way.start()
                self.restart()
                on_its_way.join()
                return None
        return self._forward(request)

    def _forward(self, request: _Request) -> _Answer | None:
        connection = http.client.HTTPConnection(
            self._upstream.hostname or "", self._upstream.port, timeout=_UPSTREAM_SECONDS
        )
        try:
            connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers:
                connection.putheader(name, value)
            connection.endheaders(request.body or None)
            reply = connection.getresponse()
            body = reply.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        hop = {"connection", "keep-alive", "transfer-encoding", "content-length"}
        lines = [f"HTTP/1.1 {reply.status} {reply.reason}"]
        lines += [f"{name}: {value}" for name, value in reply.getheaders() if name.lower() not in hop]
        if reply.status not in {204, 304}:
            lines.append(f"Content-Length: {len(body)}")
        return _Answer(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"), body)


def _read_request(stream: BinaryIO) -> _Request | None:
    """The next whole request of a connection; None when the client has ended it."""
    with suppress(OSError, ValueError):
        first = stream.readline().decode("latin-1").split()
        if len(first) == 3:
            headers = []
            while line := stream.readline().decode("latin-1").strip():
                name, _, value = line.partition(":")
                headers.append((name, value.strip()))
            length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
            body = stream.read(length)
            if len(body) == length:
                return _Request(first[0], first[1], tuple(headers), body)
    return None


def _reset(connection: socket.socket) -> None:
    """End a connection as a broken line does."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, *arguments: Any) -> None:
        self.open: list[socket.socket] = []
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.append(request)
        super().process_request(request, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """Broken connections are what this is for."""


@contextmanager
def faulty_proxy(upstream: str) -> Iterator[FaultyProxy]:
    """Stand before a licensor, on a free loopback port, until the block ends."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with self.request.makefile("rb") as stream:
                proxy.handle(self.request, stream)

    server = _Server(("127.0.0.1", 0), Handler)
    proxy = FaultyProxy(f"http://127.0.0.1:{server.server_address[1]}", upstream)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        for connection in server.open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        server.server_close()
        thread.join()
