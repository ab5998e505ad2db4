"""A real proxy on loopback: it opens ways (CONNECT) and passes plain requests on, for who may."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_BUFFER = 64 * 1024


@dataclass
class ConnectProxy:
    """What the proxy does and has done.

    Attributes:
        address: ``http://127.0.0.1:port``.
        target: Where every way leads, whatever name is asked for; None: nowhere, which it says.
        login: ``name:password`` that it wants; empty: it lets everybody through.
        asked: The request lines that it has let through.
        refused: Those that it has not.
    """

    address: str = ""
    target: tuple[str, int] | None = None
    login: str = ""
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def serve(self, client: socket.socket) -> None:
        """One connection."""
        with client:
            head = b""
            while b"\r\n\r\n" not in head:
                chunk = client.recv(_BUFFER)
                if not chunk:
                    return
                head += chunk
            lines = head.decode("latin-1").split("\r\n")
            method, address, _version = lines[0].split(" ")
            headers = {
                name.lower(): value.strip() for name, _colon, value in (x.partition(":") for x in lines[1:])
            }
            if self.login and headers.get("proxy-authorization") != f"Basic {_base64(self.login)}":
                self.refused.append(lines[0])
                client.sendall(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                    b'Proxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
                )
                return
            self.asked.append(lines[0])
            if self.target is None:
                client.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            with socket.create_connection(self.target) as server:
                if method == "CONNECT":
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    parts = urlsplit(address)
                    first = f"{method} {parts.path}{f'?{parts.query}' if parts.query else ''} HTTP/1.1"
                    server.sendall(head.replace(lines[0].encode("latin-1"), first.encode("latin-1"), 1))
                back = threading.Thread(target=_pass_on, args=(server, client), daemon=True)
                back.start()
                _pass_on(client, server)
                back.join()


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(_BUFFER):
            sink.sendall(chunk)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def running_proxy(target: tuple[str, int] | None, login: str = "") -> Iterator[ConnectProxy]:
    """Serve on a free loopback port until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = ConnectProxy(f"http://127.0.0.1:{listener.getsockname()[1]}", target, login)

        def accept() -> None:
            while True:
                try:
                    client, _address = listener.accept()
                except OSError:
                    return
                threading.Thread(target=proxy.serve, args=(client,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield proxy
        finally:
            listener.shutdown(socket.SHUT_RDWR)
    thread.join()
