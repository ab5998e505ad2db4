"""A real licensor process on a free loopback port, for tests, shots and benchmarks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_START_LIMIT = 90.0
"""Seconds; the first start makes keys, certificates and a database."""


@dataclass(frozen=True)
class Account:
    """A demo account, as ``demo.json`` names it."""

    label: str
    unit_code: str
    username: str
    password: str
    state: str


@dataclass(frozen=True)
class Certificate:
    """A demo certificate file."""

    label: str
    path: Path
    password: str


@dataclass(frozen=True)
class DemoLicensor:
    """Where the licensor listens and what its demo offers."""

    url: str
    manifest: Path
    root: dict[str, str]
    accounts: tuple[Account, ...]
    certificates: tuple[Certificate, ...]
    trust_dir: Path
    data: Path
    process_group: int

    def kill(self) -> None:
        """End the service at once, with all its processes, wherever it is; it starts again on its data."""
        with suppress(ProcessLookupError):
            os.killpg(self.process_group, signal.SIGKILL)

    def run(self, *arguments: str, text: str = "") -> str:
        """A command of the licensor on the same data folder; what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "qlts_licensor", *arguments, "--data", str(self.data)],
            input=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "QLTS_TEST_CLOCK": "1"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def account(self, state: str) -> Account:
        """The first account of a unit in a stage."""
        return next(account for account in self.accounts if account.state == state)

    def certificate_for(self, unit_code: str) -> Certificate:
        """The valid certificate file of a unit that may register."""
        return next(c for c in self.certificates if c.path.stem.lower() == unit_code.lower())


@contextmanager
def running_licensor(data: Path, *, test_clock: bool = False) -> Iterator[DemoLicensor]:
    """Start ``qlts-licensor serve --demo`` on a data folder and stop it afterwards.

    Args:
        data: The data folder.
        test_clock: Let the service's day be moved.
    """
    data.mkdir(parents=True, exist_ok=True)
    manifest = data / "demo.json"
    manifest.unlink(missing_ok=True)
    log = (data / "licensor.log").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", "qlts_licensor", "serve", "--demo", "--data", str(data), "--port", "0"],
        stdout=log,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "QLTS_TEST_CLOCK": "1" if test_clock else ""},
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + _START_LIMIT
        while not manifest.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the licensor did not start:\n" + (data / "licensor.log").read_text("utf-8"))
            time.sleep(0.05)
        content = json.loads(manifest.read_text("utf-8"))
        yield DemoLicensor(
            url=content["url"],
            manifest=manifest,
            root=content["root"],
            accounts=tuple(Account(**account) for account in content["accounts"]),
            certificates=tuple(
                Certificate(item["label"], Path(item["path"]), item["password"])
                for item in content["certificates"]
            ),
            trust_dir=Path(content["trust_dir"]),
            data=data,
            process_group=process.pid,
        )
    finally:
        process.terminate()
        process.wait(20)
        log.close()


class RestartingLicensor:
    """A licensor that can be killed and started again at the same address, in the middle of anything.

    Attributes:
        now: The one that runs.
    """

    def __init__(self, data: Path, running: ExitStack) -> None:
        self._data = data
        self._running = running
        self.now = running.enter_context(running_licensor(data))

    def restart(self) -> None:
        """Kill it and start it again; back when it answers."""
        before = self.now
        before.kill()
        self._running.pop_all().close()
        self.now = self._running.enter_context(running_licensor(self._data))
        assert self.now.url == before.url, "its port was taken meanwhile"


@contextmanager
def restarting_licensor(data: Path) -> Iterator[RestartingLicensor]:
    """As :func:`running_licensor`, for tests that kill it."""
    with ExitStack() as running:
        yield RestartingLicensor(data, running)
