"""Asks a server as fast as it answers, over a few connections that stay open; prints how often it did."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from itertools import cycle

CONNECTIONS = 4


def main() -> None:
    """Read port, seconds, status and requests as JSON from stdin; print ``{"rate": answers a second}``."""
    wanted = json.load(sys.stdin)
    requests = [text.encode("ascii") for text in wanted["requests"]]
    expected = f"HTTP/1.1 {wanted['status']} ".encode("ascii")
    counts = [0] * CONNECTIONS
    failures: list[bytes] = []
    until = time.monotonic() + wanted["seconds"]

    def ask(place: int) -> None:
        with socket.create_connection(("127.0.0.1", wanted["port"])) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in cycle(requests[place::CONNECTIONS]):
                if time.monotonic() > until or failures:
                    return
                connection.sendall(request)
                answer = _answer(connection)
                if not answer.startswith(expected):
                    failures.append(answer)
                counts[place] += 1

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise SystemExit(failures[0].decode("utf-8", "replace"))
    print(json.dumps({"rate": sum(counts) / wanted["seconds"]}))


def _answer(connection: socket.socket) -> bytes:
    """One answer, head and body."""
    content = b""
    while b"\r\n\r\n" not in content:
        content += _more(connection)
    head, _, body = content.partition(b"\r\n\r\n")
    lowered = head.lower()
    length = int(lowered.partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
    while len(body) < length:
        body += _more(connection)
    return content


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(65_536)
    if not received:
        raise SystemExit("the server closed the connection")
    return received


if __name__ == "__main__":
    main()
