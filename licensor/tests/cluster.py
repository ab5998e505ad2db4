"""A PostgreSQL server of the tests' own: in a private folder, on a Unix socket, gone at the end."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

ROLE = "qlts"
_UNPRIVILEGED = ("postgres", "nobody")
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    # nothing of it outlives the tests
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "log_min_messages": "fatal",
}


class NoServer(Exception):  # noqa: N818 - names what is missing
    """PostgreSQL is not installed, or does not start."""


def binary(name: str) -> Path:
    """One of the server's programs, of the newest version installed.

    Raises:
        NoServer: There is none.
    """
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = versions[-1] if versions else Path(shutil.which(name) or "")
    if not found.is_file():
        raise NoServer(f"{name} is missing: install PostgreSQL (Debian: apt-get install postgresql), or run ./dev")
    return found


def _unprivileged() -> dict[str, Any]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam(next(name for name in _UNPRIVILEGED if name in names))
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@dataclass
class Cluster:
    """A server with its databases."""

    folder: Path
    settings: dict[str, str] = field(default_factory=lambda: dict(_SETTINGS))
    _process: subprocess.Popen[bytes] | None = None

    @classmethod
    def make(cls) -> Cluster:
        """A new, running one.

        Raises:
            NoServer: PostgreSQL is not installed, or does not start.
        """
        initdb, who = binary("initdb"), _unprivileged()
        folder = Path(tempfile.mkdtemp(prefix="qlts-pg-"))  # short: the socket's path has a limit
        if who:
            os.chown(folder, who["user"], who["group"])
        options = ["-U", ROLE, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
        made = subprocess.run(
            [initdb, "-D", folder / "data", *options],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **who,
        )
        if made.returncode:
            raise NoServer(f"initdb failed: {made.stderr}")
        cluster = cls(folder)
        cluster.start()
        return cluster

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            NoServer: It does not.
        """
        words = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        command = [binary("postgres"), "-D", self.folder / "data", "-k", self.folder, *words]
        # Should the tests be killed, the server stops too.
        watched = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*watched, *command], stdout=log, stderr=log, cwd="/", start_new_session=True, **_unprivileged()
            )
        deadline = time.monotonic() + 60
        while True:
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError as error:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise NoServer(f"it does not start: {(self.folder / 'log').read_text()}") from error
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        """Stop it, cutting every connection; its databases stay."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)
            self._process = None

    def remove(self) -> None:
        """Stop it and delete everything."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, database: str) -> psycopg.Connection[Any]:
        """A connection that commits each statement."""
        return psycopg.connect(self.url(database), autocommit=True, connect_timeout=5)

    def create_database(self, name: str) -> str:
        """A new, empty database.

        Returns:
            Its ``DATABASE_URL``.
        """
        with self.connect("postgres") as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def url(self, database: str) -> str:
        """``DATABASE_URL`` of a database."""
        return f"postgresql://{ROLE}@{quote(str(self.folder), safe='')}/{database}"


def shared_folder() -> Path:
    """The folder of the session's server: the first process that asks starts it, and removes it when it ends."""
    if "QLTS_TEST_CLUSTER" not in os.environ:
        cluster = Cluster.make()
        atexit.register(cluster.remove)
        os.environ["QLTS_TEST_CLUSTER"] = str(cluster.folder)  # the workers of pytest-xdist inherit it
    return Path(os.environ["QLTS_TEST_CLUSTER"])
