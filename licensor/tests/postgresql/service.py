"""Services on databases of their own, as an administrator sets them up."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from qlts_licensor.licences import keys

from licensor.tests.cluster import Cluster
from licensor.tests.scenarios import PASSWORD
from licensor.tests.test_live import Live, environment

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Service:
    """A data folder and a database, set up as an administrator does it."""

    data: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        return {**environment(), "DATABASE_URL": self.database}

    def run(self, *words: str, module: str = "qlts_licensor") -> subprocess.CompletedProcess[str]:
        """A command, to its end."""
        command = [sys.executable, "-m", module, *words, "--data", str(self.data)]
        return subprocess.run(
            command, capture_output=True, text=True, timeout=170, check=False, env=self.environment, cwd=ROOT
        )

    @contextmanager
    def served(self, workers: int = 1) -> Iterator[Live]:
        """While it is served."""
        log = (self.data / "log").open("ab")
        words = ["serve", "--data", str(self.data), "--port", "0", "--workers", str(workers)]
        process = subprocess.Popen(
            [sys.executable, "-m", "qlts_licensor", *words],
            stdout=subprocess.PIPE,
            stderr=log,
            env=self.environment,
        )
        try:
            assert process.stdout
            url = process.stdout.readline().decode().strip()
            assert url.startswith("http://"), (self.data / "log").read_text()
            live = Live(process, {"url": f"http://{urlsplit(url).netloc}"}, self.data)
            wait_for(lambda: answers(live))
            yield live
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
            log.close()


def answers(live: Live) -> bool:
    try:
        return live.call("GET", "/ready")[0] == 200
    except OSError:
        return False


def wait_for(reached: Callable[[], bool], seconds: float = 60) -> None:
    """Look again and again until something is so."""
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def token(live: Live, unit: str) -> str:
    """A session of a unit's accountant."""
    who = {"unit_code": unit, "username": "ketoan", "password": PASSWORD}
    status, _headers, body = live.call("POST", "/sessions", json.dumps(who).encode())
    assert status == 200, body
    found: dict[str, Any] = json.loads(body)
    return str(found["access_token"])


def make_service(folder: Path, cluster: Cluster, units: int) -> Service:
    """Migrated, with keys, a vendor and units ``U000``, ``U001``…"""
    service = Service(folder, cluster.create_database(f"service_{uuid.uuid4().hex}"))
    migrated = service.run("migrate")
    assert migrated.returncode == 0, migrated.stderr
    keys.init_root(folder / "root.json")
    keys.issue(folder / "root.json", folder / "keys")
    seeded = service.run(str(units), module="licensor.tests.postgresql.seed")
    assert seeded.returncode == 0, seeded.stderr
    return service
