"""Fixtures of the adapters' tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.change_outbox import ChangeOutbox
from qlts_desktop.services.data_recovery import DataRecovery
from qlts_desktop.services.http_transport import Limits
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licences import Licences
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.outbox import Outbox
from qlts_desktop.services.paper_scans import PaperScans
from qlts_desktop.services.registrations import Registrations
from qlts_desktop.services.sent_orders import SentOrders
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trusted_clock import TrustedClock
from tests.services.http_double import HttpDouble, http_double
from tests.services.issuer import Issuer
from tests.services.licensor_double import LicensorDouble

QUICK = Limits(connect=1.0, read=0.4, whole=2.0, reply_bytes=200_000)


class FixedAccess:
    """An ``AccessSource`` with tokens ``one``, then ``two``."""

    def __init__(self) -> None:
        self.renewals: list[str] = []

    def current_access(self) -> str:
        return "two" if self.renewals else "one"

    def renewed_access(self, refused: str) -> str:
        self.renewals.append(refused)
        return "two"


@pytest.fixture
def double() -> Iterator[HttpDouble]:
    with http_double() as running:
        yield running


@pytest.fixture
def pauses() -> list[float]:
    """How long the API waited between attempts."""
    return []


@pytest.fixture
def access() -> FixedAccess:
    return FixedAccess()


@pytest.fixture
def api(double: HttpDouble, pauses: list[float], access: FixedAccess) -> Iterator[LicensorApi]:
    """The API with short limits, connected to the double, waiting for nothing."""
    made = LicensorApi(double.url, limits=QUICK, jitter=lambda: 0.5, pause=pauses.append)
    made.authorise_with(access)
    yield made
    made.close()


NOW_UTC = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class MemoryKeeper:
    """A ``TokenKeeper`` in memory; ``broken`` makes every use of it fail as a locked keyring does."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str, str], str] = {}
        self.broken = False

    def _look(self) -> None:
        if self.broken:
            raise OperationError(ErrorCode.KEYRING_UNAVAILABLE, technical="locked")

    def token(self, server: str, unit_code: str, username: str) -> str | None:
        self._look()
        return self.held.get((server, unit_code, username))

    def keep(self, server: str, unit_code: str, username: str, token: str) -> None:
        self._look()
        self.held[server, unit_code, username] = token

    def forget(self, server: str, unit_code: str, username: str) -> None:
        self._look()
        self.held.pop((server, unit_code, username), None)


@dataclass
class PcDouble:
    """The PC's clocks, set by the test: the time of day, and seconds counted."""

    now: datetime = NOW_UTC
    seconds: float = 1000.0


@dataclass
class Client:
    """The client's services on one store, as one start of the program fits them together."""

    api: LicensorApi
    store: LocalStore
    keeper: MemoryKeeper
    sessions: Sessions
    licences: Licences
    outbox: Outbox
    registrations: Registrations
    clock: TrustedClock
    pc: PcDouble

    @property
    def recovery(self) -> DataRecovery:
        return DataRecovery(self.api, self.store, self.sessions, now=lambda: NOW_UTC)

    @property
    def scans(self) -> PaperScans:
        return PaperScans(self.api, self.change_outbox)

    @property
    def orders(self) -> SentOrders:
        return SentOrders(self.api, self.change_outbox, self.licences, self.licences.verifier)

    @property
    def change_outbox(self) -> ChangeOutbox:
        return ChangeOutbox(self.api, self.store, self.licences.verifier, self.sessions, now=lambda: NOW_UTC)

    def log_in(self) -> Client:
        self.sessions.log_in("DEMO01", "ketoan", "x", remember=True)
        return self


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def licensor_double(double: HttpDouble, issuer: Issuer) -> LicensorDouble:
    made = LicensorDouble(issuer)
    double.answers_by(made.reply_to)
    return made


@pytest.fixture
def pc() -> PcDouble:
    """The PC's clocks; every start of the program in a test sees the same ones."""
    return PcDouble()


@pytest.fixture
def keeper() -> MemoryKeeper:
    return MemoryKeeper()


@pytest.fixture
def start(
    double: HttpDouble,
    issuer: Issuer,
    keeper: MemoryKeeper,
    tmp_path: Path,
    licensor_double: LicensorDouble,
    pc: PcDouble,
) -> Iterator[Callable[[], Client]]:
    """Start the program's services; called again, they find what the first start left on the disk."""
    started: list[Client] = []

    def begin() -> Client:
        api = LicensorApi(double.url, limits=QUICK, jitter=lambda: 0.0, pause=lambda _seconds: None)
        store = LocalStore(tmp_path / "data" / "store.sqlite3")
        verifier = LicenceVerifier(issuer.root)
        sessions = Sessions(api, store, keeper, now=lambda: NOW_UTC)
        clock = TrustedClock(store, lambda: api.url, pc=lambda: pc.now, counted=lambda: pc.seconds)
        times = TimeCheck(api, verifier, clock, counted=lambda: pc.seconds)
        licences = Licences(api, store, verifier, sessions, clock, times)
        outbox = Outbox(api, store, licences, now=lambda: NOW_UTC)
        registrations = Registrations(api, store, verifier, sessions, outbox, now=lambda: NOW_UTC)
        client = Client(api, store, keeper, sessions, licences, outbox, registrations, clock, pc)
        started.append(client)
        return client

    yield begin
    for client in started:
        client.api.close()
        client.store.close()


@pytest.fixture
def client(start: Callable[[], Client]) -> Client:
    return start()
