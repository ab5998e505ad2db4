"""``demo.json`` appears when the service answers, and not before."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from qlts_licensor import demo
from qlts_licensor.demo.keys import ensure_keys
from qlts_licensor.demo.manifest import FILE_NAME, NotReady, wait_until_ready


class Health(BaseHTTPRequestHandler):
    """Unavailable at first, then well."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(503 if len(self.asked) < 3 else 200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Tests print nothing."""


@pytest.fixture
def starting() -> Iterator[tuple[str, list[str]]]:
    """A service that answers from the third question on: its address, and what it was asked."""
    asked: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Handler", (Health,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_waits_until_the_service_is_well(tmp_path: Path, starting: tuple[str, list[str]]) -> None:
    url, asked = starting
    ensure_keys(tmp_path)
    path = demo.announce(tmp_path, url, date(2026, 6, 15))
    assert asked == ["/api/v1/health"] * 3
    assert path == tmp_path / FILE_NAME
    assert url in path.read_text("utf-8")


def test_it_gives_up_and_writes_nothing(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(NotReady, match="did not answer"):
        wait_until_ready("http://127.0.0.1:9", seconds=0.3)
    assert time.monotonic() - began < 5
    assert not (tmp_path / FILE_NAME).exists()
