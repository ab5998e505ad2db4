"""P8: answers a second to ``GET /licence``, against a view with one ``.get()`` in the same process."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qlts_licensor.commands.serve import BLOCKING_THREADS

from tests.bench.measure import ROOT
from tests.licensor_process import Account, running_licensor
from tests.licensor_units import add_units

UNITS = 40
SECONDS = 1.5
NONCE = "A" * 22
"""Sixteen bytes, as each client sends: the answer carries signed time."""


@dataclass(frozen=True)
class Asked:
    """A unit's requests.

    Attributes:
        whole: Gets the file.
        unchanged: Asks whether it has changed.
        bare: The view that it is measured against.
    """

    whole: str
    unchanged: str
    bare: str


class LicenceRate:
    """A running server, and requests of many units."""

    def __init__(self, port: int, accounts: tuple[Account, ...]) -> None:
        self._port = port
        self._asked = [self._requests(account) for account in accounts]

    def whole(self) -> float:
        """Files a second."""
        return self._rate([one.whole for one in self._asked], 200)

    def unchanged(self) -> float:
        """Answers a second that nothing has changed."""
        return self._rate([one.unchanged for one in self._asked], 304)

    def bare(self) -> float:
        """Answers a second of the bare view."""
        return self._rate([one.bare for one in self._asked], 200)

    def _requests(self, account: Account) -> Asked:
        body = {"unit_code": account.unit_code, "username": account.username, "password": account.password}
        token = self._call("POST", "/api/v1/sessions", json.dumps(body))[1]["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        path = f"/api/v1/licence?nonce={NONCE}"
        tag = self._call("GET", path, **headers)[0]["ETag"]
        return Asked(
            whole=_request(path, headers),
            unchanged=_request(path, {**headers, "If-None-Match": tag}),
            bare=_request(f"/api/bare/units/{account.unit_code}", headers),
        )

    def _call(self, method: str, path: str, body: str = "", **headers: str) -> tuple[Any, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        connection.request(method, path, body, {"Content-Type": "application/json", **headers})
        reply = connection.getresponse()
        content = json.loads(reply.read())
        connection.close()
        assert reply.status == 200, content
        return reply.headers, content

    def _rate(self, requests: list[str], status: int) -> float:
        wanted = {"port": self._port, "seconds": SECONDS, "status": status, "requests": requests}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.load"],
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return float(json.loads(done.stdout)["rate"])


@contextmanager
def licence_rate(folder: Path) -> Iterator[LicenceRate]:
    """Units with a licence, and the server that answers for them, as ``qlts-licensor serve`` runs it."""
    with running_licensor(folder) as licensor:
        accounts = add_units(licensor, "BENCH", UNITS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--log-level", "warning"]
    server += ["--blocking-threads", str(BLOCKING_THREADS), "--port", str(port)]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "qlts_licensor.settings",
        "QLTS_DATA_DIR": str(folder),
        "QLTS_PLAIN_HTTP": "1",
    }
    process = subprocess.Popen([*server, "tests.bench.beside_licence:application"], cwd=ROOT, env=environment)
    try:
        _wait_for(port)
        yield LicenceRate(port, accounts)
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _request(path: str, headers: dict[str, str]) -> str:
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""])
