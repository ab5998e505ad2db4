"""Puts the program together: the only place that constructs adapters and hands them to the interface.

Nothing imported here at the top may be heavy: this is on the way to the first window. Qt is imported inside the
functions, after the services: PySide6 reads the source text of every module that is imported after it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from getopt import GetoptError, getopt
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import msgspec

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.app_settings import KeptAppSettings, kept_way
from qlts_desktop.services.appearance_file import read_appearance
from qlts_desktop.services.credentials import Credentials, ProxyCredentials
from qlts_desktop.services.field_checks import FIELD_CHECKS
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licences import Licences
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.log_file import LogFile
from qlts_desktop.services.machine_settings import read_machine_settings
from qlts_desktop.services.ports import DemoAccount
from qlts_desktop.services.proxy import NetworkWay
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trust_root import pinned_release_key, pinned_root
from qlts_desktop.services.trusted_clock import TrustedClock, counted_seconds
from qlts_desktop.services.wire import RootKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from qlts_desktop.services.change_outbox import ChangeOutbox
    from qlts_desktop.services.checking_port import CheckingPort
    from qlts_desktop.services.machine_port import MachinePort
    from qlts_desktop.services.order_port import OrderPort
    from qlts_desktop.services.paper_scan_port import PaperScanPort
    from qlts_desktop.services.ports import NoticePort, ReminderPort
    from qlts_desktop.services.prepared_port import PreparedPort
    from qlts_desktop.services.recovery_port import RecoveryPort
    from qlts_desktop.services.registration_port import RegistrationPort
    from qlts_desktop.services.signing_port import SigningPort
    from qlts_desktop.services.signing_settings import KeptSigningSettings
    from qlts_desktop.services.update_port import UpdatePort
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
        file: A prepared registration to open.
        release: The pinned key that announces newer versions; None: they are not told of.
    """

    data: Path
    server: str
    root: RootKey | None
    trust_dirs: tuple[Path, ...]
    demo_accounts: tuple[DemoAccount, ...] = ()
    file: Path | None = None
    release: RootKey | None = None


class _Deferred:
    """Stands for an adapter that nothing needs before the first window, and makes it at its first use."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: object = None

    @property
    def is_made(self) -> bool:
        """Whether it was used."""
        return self._made is not None

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._made is None:
                self._made = self._make()
        return getattr(self._made, name)


@dataclass(frozen=True, slots=True)
class Assembly:
    """The program put together."""

    flow: AppFlow
    runner: Runner
    store: LocalStore
    api: LicensorApi
    licences: Licences
    signing: _Deferred
    way: NetworkWay

    def start(self) -> None:
        """Show the first window."""
        self.flow.start(self.store.check())

    def close(self) -> None:
        """Let running work end and close the local store."""
        self.api.close()
        self.runner.shutdown()
        if self.signing.is_made:
            self.signing.close()
        self.store.close()
        self.way.restore()


class _Manifest(msgspec.Struct):
    """The parts of ``demo.json`` that the client reads."""

    url: str
    root: RootKey
    release: RootKey
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

    app = create_application(["qlts-desktop"], read_appearance(options.data))
    instance = SingleInstance(options.data, app)
    match instance.claim(str(options.file or "")):
        case Claim.ANSWERED:
            return 0
        case Claim.SILENT:
            return _say_silent(app)
    write_log(options.data)
    assembly = assemble(app, options)
    assembly.flow.screens.window.firstPainted.connect(instance.serve)
    instance.fileRequested.connect(assembly.flow.prepared.open_path)
    if options.file is not None:
        assembly.flow.prepared.open_first(str(options.file))
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
        SystemExit: Misuse (exit code 2), after saying why on stderr.
        OperationError: A configured root key cannot be read.
        OSError, msgspec.MsgspecError: The demo's file cannot be read.
    """
    given, file = _given(arguments)
    server = given.get("--server", "")
    data = Path(given["--data"]) if "--data" in given else None
    trust = Path(__file__).parent / "_generated" / "trust"
    if "--demo" not in given:
        if data is None:
            import platformdirs

            data = Path(platformdirs.user_data_dir("qlts-desktop", appauthor=False))
        return Options(data, server, pinned_root(), (trust,), file=file, release=pinned_release_key())
    if getattr(sys, "frozen", False):
        # A shipped build takes no root key from a file that any user could write.
        raise _misuse("--demo is not for an installed program")
    manifest = Path(given["--demo"])
    demo = msgspec.json.decode(manifest.read_bytes(), type=_Manifest)
    return Options(
        data or manifest.parent / "client",
        demo.url,
        demo.root,
        (trust, Path(demo.trust_dir)),
        tuple(demo.accounts),
        file,
        demo.release,
    )


def _given(arguments: list[str]) -> tuple[dict[str, str], Path | None]:
    """The options of the command line by their names, and the file to open. Not ``argparse``: it takes 2 ms."""
    try:
        pairs, rest = getopt(arguments, "", ["server=", "data=", "demo="])
    except GetoptError as error:
        raise _misuse(str(error)) from error
    if len(rest) > 1 or (rest and not rest[0].lower().endswith(".qlts")):
        raise _misuse(f"unrecognized arguments: {' '.join(rest)}")
    # Absolute: the program that is open already has another working folder.
    return dict(pairs), Path(rest[0]).absolute() if rest else None


def _misuse(text: str) -> SystemExit:
    print(f"qlts-desktop: {text}", file=sys.stderr)
    return SystemExit(2)


@dataclass(frozen=True, slots=True)
class PcClocks:
    """The PC's clocks, for tests that set them: the time of day, and seconds that nobody can set."""

    pc: Callable[[], datetime]
    counted: Callable[[], float]


def assemble(app: QApplication, options: Options, clocks: PcClocks | None = None) -> Assembly:
    """Construct every adapter and the flow that uses them; nothing is shown yet."""
    from qlts_desktop.ui.background import Runner
    from qlts_desktop.ui.saving import set_usual_folder
    from qlts_desktop.ui.shell.flow import AppFlow

    store = LocalStore(options.data / "qlts-desktop.sqlite3")
    verifier = LicenceVerifier(options.root)
    machine_settings = read_machine_settings()
    proxies = ProxyCredentials()
    way = kept_way(store, machine_settings, proxies)
    api = LicensorApi(options.server, proxy=lambda: way.proxy)
    keeper = Credentials()
    sessions = Sessions(api, store, keeper)
    if not options.server:
        sessions.restore_server(machine_settings)
    settings = KeptAppSettings(
        options.data, _documents, store, machine_settings, sessions, api, way, proxies, options.root
    )
    own = clocks or PcClocks(lambda: datetime.now(UTC), counted_seconds)
    clock = TrustedClock(store, lambda: api.url, pc=own.pc, counted=own.counted)
    times = TimeCheck(api, verifier, clock)
    api.tell_of_wrong_clock(times.ask_plainly)
    licences = Licences(api, store, verifier, sessions, clock, times)

    set_usual_folder(app, str(settings.folders.files))

    def registrations() -> RegistrationPort:
        from qlts_desktop.services.outbox import Outbox
        from qlts_desktop.services.registrations import Registrations

        return Registrations(api, store, verifier, sessions, Outbox(api, store, licences))

    @cache
    def change_outbox() -> ChangeOutbox:
        from qlts_desktop.services.change_outbox import ChangeOutbox

        return ChangeOutbox(api, store, verifier, sessions)

    @cache
    def signing_settings() -> KeptSigningSettings:
        from qlts_desktop.services.signing_settings import KeptSigningSettings

        return KeptSigningSettings(store, options.trust_dirs, machine_settings)

    def signing() -> SigningPort:
        from qlts_desktop.services.signing.adapter import SigningService
        from qlts_desktop.services.signing.known_files import KnownFiles
        from qlts_desktop.services.signing.tokens import TokenWatch

        settings = signing_settings()
        files, watch = KnownFiles(store.database), TokenWatch(settings.drivers)
        return SigningService(settings, files, watch, clock.reading, options.data)

    def prepared() -> PreparedPort:
        from qlts_desktop.services.prepared import PreparedRegistrations

        return PreparedRegistrations(api, store, verifier, keeper, clock, signing_settings().trust_dirs)

    def recovery() -> RecoveryPort:
        from qlts_desktop.services.data_recovery import DataRecovery

        return DataRecovery(api, store, sessions)

    def scans() -> PaperScanPort:
        from qlts_desktop.services.paper_scans import PaperScans

        return PaperScans(api, change_outbox())

    def orders() -> OrderPort:
        from qlts_desktop.services.sent_orders import SentOrders

        return SentOrders(api, change_outbox(), licences, verifier)

    def reminders() -> ReminderPort:
        from qlts_desktop.services.reminders import ReminderCalendar

        return ReminderCalendar()

    def notices() -> NoticePort:
        from qlts_desktop.services.notices import ToldNotices

        return ToldNotices(api, store)

    def checking() -> CheckingPort:
        from qlts_desktop.services.checking import Checking

        return Checking(signing_settings().trust_dirs)

    def updates() -> UpdatePort:
        from qlts_desktop.services.client_updates import ClientUpdates

        return ClientUpdates(api, store, options.release, VERSION, lambda: clock.reading().day)

    def machine() -> MachinePort:
        from qlts_desktop.services.machine import Machine

        return Machine(
            options.data, api, times, store, signing_settings(), hears_of_updates=options.release is not None
        )

    signing_desk = _Deferred(signing)
    runner = Runner(app)
    flow = AppFlow(
        sessions=sessions,
        licences=licences,
        registrations=cast("RegistrationPort", _Deferred(registrations)),
        signing=cast("SigningPort", signing_desk),
        reminders=cast("ReminderPort", _Deferred(reminders)),
        notices=cast("NoticePort", _Deferred(notices)),
        checks=FIELD_CHECKS,
        runner=runner,
        clock=clock,
        demo_accounts=options.demo_accounts,
        app_version=VERSION,
        parent=app,
        recovery=cast("RecoveryPort", _Deferred(recovery)),
        prepared=cast("PreparedPort", _Deferred(prepared)),
        scans=cast("PaperScanPort", _Deferred(scans)),
        orders=cast("OrderPort", _Deferred(orders)),
        machine=cast("MachinePort", _Deferred(machine)),
        checking=cast("CheckingPort", _Deferred(checking)),
        settings=settings,
        updates=cast("UpdatePort", _Deferred(updates)) if options.release is not None else None,
    )
    return Assembly(flow, runner, store, api, licences, signing_desk, way)


def _documents() -> Path:
    import platformdirs

    return platformdirs.user_documents_path()


def write_log(folder: Path) -> None:
    """Keep a log in the user's folder: this program's own messages only, which carry symbols and no content."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        _log.warning("no log file in %s: %s", folder, error.strerror)
        return
    handler = LogFile(folder / "qlts-desktop.log")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    own = logging.getLogger("qlts_desktop")
    own.addHandler(handler)
    own.setLevel(logging.INFO)
    sys.excepthook = _log_unexpected


def _log_unexpected(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """An error nobody caught: keep it for support and go on where Qt can."""
    _log.critical("unexpected error", exc_info=(kind, error, trace))  # type: ignore[arg-type]
