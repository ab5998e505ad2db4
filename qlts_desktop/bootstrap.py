"""Puts the program together: the only place that constructs adapters and hands them to the interface.

Nothing imported here at the top may be heavy: this is on the way to the first window.
"""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import platformdirs

from qlts_desktop.core.dates import vietnam_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.ports import DemoAccount
from qlts_desktop.services.wire import RootKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from qlts_desktop.services.licences import Licences
    from qlts_desktop.services.licensor_api import LicensorApi
    from qlts_desktop.services.local_store import LocalStore
    from qlts_desktop.ui.background import Runner
    from qlts_desktop.ui.shell.flow import AppFlow

VERSION = "0.1.0"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for.

    Attributes:
        data: The folder of the local store and the log.
        server: The licensor's address; empty takes the remembered one.
        root: The pinned root key; None when this build and this machine know none.
        trust_dirs: Folders of certificate authorities that signatures may lead to.
        demo_accounts: What the login offers in the demo.
    """

    data: Path
    server: str
    root: RootKey | None
    trust_dirs: tuple[Path, ...]
    demo_accounts: tuple[DemoAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """The program put together."""

    flow: AppFlow
    runner: Runner
    store: LocalStore
    api: LicensorApi
    licences: Licences

    def start(self) -> None:
        """Show the first window."""
        self.flow.start(self.store.check())

    def close(self) -> None:
        """Let running work end and close the local store."""
        self.api.close()
        self.runner.shutdown()
        self.store.close()


class _Manifest(msgspec.Struct):
    """The parts of ``demo.json`` that the client reads."""

    url: str
    root: RootKey
    trust_dir: str
    accounts: list[DemoAccount]


def run(arguments: list[str]) -> int:
    """Open the app and stay until it is closed.

    Returns:
        The exit code: 0 also where the program was open already and has come to the front; 1 when that one does
        not answer; 2 when the arguments cannot be used.
    """
    try:
        options = read_options(arguments)
    except (OperationError, OSError, msgspec.MsgspecError) as error:
        print(f"qlts-desktop: {error}", file=sys.stderr)
        return 2
    from qlts_desktop.ui.application import create_application
    from qlts_desktop.ui.shell.single_instance import Claim, SingleInstance

    app = create_application(["qlts-desktop"])
    instance = SingleInstance(options.data, app)
    match instance.claim():
        case Claim.ANSWERED:
            return 0
        case Claim.SILENT:
            return _say_silent(app)
    write_log(options.data)
    assembly = assemble(app, options)
    assembly.flow.screens.window.firstPainted.connect(instance.serve)
    assembly.start()
    code = app.exec()
    assembly.close()
    instance.release()
    return code


def _say_silent(app: QApplication) -> int:
    """Another program holds the data folder and does not answer: say so, and open nothing."""
    from qlts_desktop.ui.shell.single_instance import silent_message

    message = silent_message()
    print(f"qlts-desktop: {message.text()}. {message.informativeText()}", file=sys.stderr)
    message.open()
    app.exec()
    return 1


def read_options(arguments: list[str]) -> Options:
    """The command line, with what it leaves open filled in.

    Raises:
        SystemExit: Misuse (exit code 2); argparse has said why.
        OperationError: A configured root key cannot be read.
        OSError, msgspec.MsgspecError: The demo's file cannot be read.
    """
    from qlts_desktop.services.trust_root import pinned_root

    parser = argparse.ArgumentParser(prog="qlts-desktop", add_help=False)
    parser.add_argument("--server", default="")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--demo", type=Path)
    given = parser.parse_args(arguments)
    trust = Path(__file__).parent / "_generated" / "trust"
    if given.demo is None:
        data = given.data or Path(platformdirs.user_data_dir("qlts-desktop", appauthor=False))
        return Options(data, given.server, pinned_root(), (trust,))
    if getattr(sys, "frozen", False):
        # A shipped build takes no root key from a file that any user could write.
        parser.error("--demo is not for an installed program")
    demo = msgspec.json.decode(given.demo.read_bytes(), type=_Manifest)
    data = given.data or given.demo.parent / "client"
    return Options(data, demo.url, demo.root, (trust, Path(demo.trust_dir)), tuple(demo.accounts))


def assemble(app: QApplication, options: Options) -> Assembly:
    """Construct every adapter and the flow that uses them; nothing is shown yet."""
    from qlts_desktop.services.credentials import Credentials
    from qlts_desktop.services.field_checks import FIELD_CHECKS
    from qlts_desktop.services.licence_verifier import LicenceVerifier
    from qlts_desktop.services.licences import Licences
    from qlts_desktop.services.licensor_api import LicensorApi
    from qlts_desktop.services.local_store import LocalStore
    from qlts_desktop.services.outbox import Outbox
    from qlts_desktop.services.registrations import Registrations
    from qlts_desktop.services.sessions import Sessions
    from qlts_desktop.services.signing.adapter import SigningService
    from qlts_desktop.ui.background import Runner
    from qlts_desktop.ui.shell.flow import AppFlow

    store = LocalStore(options.data / "qlts-desktop.sqlite3")
    verifier = LicenceVerifier(options.root)
    api = LicensorApi(options.server)
    sessions = Sessions(api, store, Credentials())
    if not options.server:
        sessions.restore_server()
    licences = Licences(api, store, verifier, sessions)
    registrations = Registrations(api, store, verifier, sessions, Outbox(api, store, licences))
    runner = Runner(app)
    flow = AppFlow(
        sessions=sessions,
        licences=licences,
        registrations=registrations,
        signing=SigningService(options.trust_dirs),
        checks=FIELD_CHECKS,
        runner=runner,
        today=vietnam_today,
        demo_accounts=options.demo_accounts,
        app_version=VERSION,
        parent=app,
    )
    return Assembly(flow, runner, store, api, licences)


def vietnam_today() -> date:
    """The calendar day in Vietnam by this machine's clock."""
    return vietnam_day(datetime.now(UTC))


def write_log(folder: Path) -> None:
    """Keep a log in the user's folder: this program's own messages only, which carry symbols and no content."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "qlts-desktop.log", maxBytes=500_000, backupCount=3, encoding="utf-8"
        )
    except OSError as error:
        _log.warning("no log file in %s: %s", folder, error.strerror)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    own = logging.getLogger("qlts_desktop")
    own.addHandler(handler)
    own.setLevel(logging.INFO)
    sys.excepthook = _log_unexpected


def _log_unexpected(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """An error nobody caught: keep it for support and go on where Qt can."""
    _log.critical("unexpected error", exc_info=(kind, error, trace))  # type: ignore[arg-type]
