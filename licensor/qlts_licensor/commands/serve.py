"""``serve`` and ``migrate``."""

from __future__ import annotations

import argparse
import ipaddress
import json
import multiprocessing
import os
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from qlts_licensor.commands.environment import add_data_option, on_postgresql, set_up
from qlts_licensor.commands.problems import CommandProblem
from qlts_licensor.commands.worker import check_migrated, run_daily_jobs

BLOCKING_THREADS = 4
MOST_WORKERS = 64
LAST_PORT = "last-port"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    serve = commands.add_parser("serve", help="serve the API and the staff console")
    add_data_option(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument("--port", type=int, default=8000, help="port; 0 takes a free one (default: 8000)")
    serve.add_argument(
        "--workers", type=_workers, default=1, help="processes; more than one only with PostgreSQL (default: 1)"
    )
    serve.add_argument("--demo", action="store_true", help="with keys, units and certificates to try it with")
    serve.set_defaults(handle=_serve)
    migrate = commands.add_parser("migrate", help="bring the database to this version")
    add_data_option(migrate)
    migrate.set_defaults(handle=_migrate)


def _migrate(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    loopback = _is_loopback(arguments.host)
    if arguments.demo and not loopback:
        raise CommandProblem("the demo listens on this machine only; its passwords are known to everybody")
    if arguments.demo:
        os.environ.setdefault("QLTS_MAIL_CONSOLE", "1")
    folder = set_up(arguments.data, plain_http=loopback and not os.environ.get("QLTS_PROXY"))
    if arguments.workers > 1 and not on_postgresql():
        raise CommandProblem("--workers needs PostgreSQL (DATABASE_URL): SQLite has one writer")
    port = arguments.port or _free_port(arguments.host, folder / LAST_PORT)
    _check_free(arguments.host, port)
    url = f"http://{arguments.host}:{port}"
    if arguments.demo:
        _prepare_demo(folder)
    else:
        check_migrated()
    _check_keys()
    _check_clock()
    print(f"{url}/api/v1", flush=True)
    _say_mail()
    if not on_postgresql() and not arguments.demo:  # the demo's units stay as they were made
        threading.Thread(target=run_daily_jobs, name="daily jobs", daemon=True).start()
    announce = partial(_announce, folder, url) if arguments.demo else None
    return _run_server(arguments.host, port, arguments.workers, announce)


def _check_clock() -> None:
    """A moved clock is either allowed, and said, or stops the start."""
    from qlts_licensor.clock import clock_may_be_moved, clock_shift, now

    if clock_shift() is None:
        return
    if not clock_may_be_moved():
        raise CommandProblem("a test clock is set for this data folder; end it with: qlts-licensor clock --reset")
    print(f"test clock: {now().isoformat()}", flush=True)


def _say_mail() -> None:
    """Mail that is off is no surprise to whoever started the service."""
    from django.conf import settings

    if not settings.MAIL_ON:
        print("mail to units is off: QLTS_MAIL_HOST is not set", file=sys.stderr, flush=True)


def _workers(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"1 to {MOST_WORKERS}")
    return number


def _run_server(host: str, port: int, workers: int, on_starting: Callable[[], None] | None) -> int:
    """Serve until SIGTERM or Ctrl+C."""
    from django.db import connections

    connections.close_all()  # the processes that serve have connections of their own
    # A fork would inherit this process's database connection, and locks that its threads hold.
    multiprocessing.set_start_method("spawn")
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "qlts_licensor.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        respawn_failed_workers=True,
        blocking_threads=BLOCKING_THREADS,
        log_level=LogLevels.warning,
    )
    if on_starting is not None:
        server.on_startup(threading.Thread(target=on_starting, name="announce", daemon=True).start)
    server.serve()
    return 0


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _free_port(host: str, remembered: Path) -> int:
    """A free port; the last one again where it is still free, because clients keep their data by address."""
    try:
        wanted = [int(remembered.read_text("ascii")), 0]
    except (OSError, ValueError):
        wanted = [0]
    for candidate in wanted:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except (OSError, OverflowError):
                continue
            port: int = probe.getsockname()[1]
            remembered.write_text(str(port), "ascii")
            return port
    raise CommandProblem(f"no port is free on {host}")


def _check_free(host: str, port: int) -> None:
    """The server itself would share a taken port silently, and two services one database."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandProblem(f"port {port} on {host} cannot be used: {error}") from error


def _check_keys() -> None:
    from qlts_licensor.licences.keys import KeyProblem
    from qlts_licensor.licences.signing import key_ring

    try:
        key_ring()
    except KeyProblem as problem:
        raise CommandProblem(str(problem)) from problem


def _prepare_demo(folder: Path) -> None:
    from django.core.management import call_command

    from qlts_licensor import demo

    call_command("migrate", interactive=False, verbosity=0)
    demo.prepare(folder)


def _announce(folder: Path, url: str) -> None:
    """Write ``demo.json`` once the server answers, and say how the staff log in."""
    from qlts_licensor import demo

    manifest = json.loads(demo.announce(folder, url).read_text("utf-8"))
    staff = manifest["staff"]
    print(f"staff console: {staff['url']} (login {staff['username']}, password {staff['password']})", flush=True)
    certificate = manifest["certificates"][0]
    print(
        f"certificate files: {Path(certificate['path']).parent} (password {certificate['password']})", flush=True
    )
