"""The main job with a token: found by itself, one PIN entry, accepted by a real licensor."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableWidget

from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.e2e.test_main_job import api
from tests.licensor_process import DemoLicensor, running_licensor
from tests.services.signing.soft_token import PIN, CountingModule, SoftTokens

pytestmark = pytest.mark.e2e
SOON = 6.0
"""Seconds until a token is shown, on a busy machine; one second on one that is not."""
LONGEST_STALL = 1.0
"""Seconds that the window may stand still, on a busy machine; P4 in ``./dev bench`` has the narrow bar."""


@dataclass
class TokenDrawer:
    """Tokens behind the counting module, for certificates of the demo."""

    tokens: SoftTokens
    module: CountingModule
    folder: Path

    def plug_in(self, licensor: DemoLicensor, unit_code: str) -> str:
        file = licensor.certificate_for(unit_code)
        opened = load_pkcs12(file.path.read_bytes(), file.password.encode())
        assert opened.cert is not None
        certificate = self.folder / "certificate.der"
        certificate.write_bytes(opened.cert.certificate.public_bytes(Encoding.DER))
        serial = self.tokens.plug_in("Kế toán")
        self.tokens.put(serial, b"\x01", "Chứng thư", certificate)
        self.tokens.put_key(serial, b"\x01", opened.key, self.folder)
        return serial


@pytest.fixture(scope="module")
def token_licensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoLicensor]:
    """A licensor of these tests' own: each registers for another of its units."""
    with running_licensor(tmp_path_factory.mktemp("tokens")) as running:
        yield running


@pytest.fixture
def drawer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TokenDrawer:
    folder = tmp_path / "drawer"
    folder.mkdir()
    tokens = SoftTokens.make(folder)
    monkeypatch.setenv("SOFTHSM2_CONF", str(tokens.configuration))
    module = CountingModule.make(folder / "module")
    monkeypatch.setattr("qlts_desktop.services.signing.token_modules._candidates", lambda: iter((module.path,)))
    return TokenDrawer(tokens, module, folder)


class Heartbeat:
    """Measures how long the GUI thread stands still."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> float:
        self._timer.stop()
        return self.longest


def to_the_signing_dialog(driver: Driver, licensor: DemoLicensor, state: str) -> None:
    main_job.log_in(driver, licensor.account(state))
    main_job.open_wizard(driver)
    main_job.fill_in(driver)
    main_job.go_to_review(driver)
    driver.choose("signedRadio")
    driver.click("performButton")
    driver.see("signingDialog")


def rows(driver: Driver) -> int:
    return driver.see("identityList", QTableWidget).rowCount()


def can_sign(driver: Driver) -> bool:
    button = driver.find("signButton")
    return button is not None and button.isEnabled()


def test_a_token_is_found_by_itself_and_its_signature_accepted(
    drawer: TokenDrawer, start_app: StartApp, token_licensor: DemoLicensor, driver: Driver
):
    licensor = token_licensor
    start_app(licensor)
    to_the_signing_dialog(driver, licensor, "expiring")
    assert rows(driver) == 0
    serial = drawer.plug_in(licensor, licensor.account("expiring").unit_code)
    driver.wait_until("the token should show up", lambda: rows(driver) == 1, seconds=10)
    driver.wait_until("it should be checked", lambda: can_sign(driver))
    assert serial in driver.value("secretLabel")
    driver.type("secretEdit", "000000")
    driver.click("signButton")
    driver.wait_until("the wrong PIN should be said", lambda: driver.find("secretProblem") is not None)
    driver.wait_until("it can be entered again", lambda: can_sign(driver))
    assert driver.value("secretEdit") == ""
    assert drawer.module.count("login") == 1
    driver.type("secretEdit", PIN)
    driver.click("signButton")
    driver.see("successDialog")
    assert (drawer.module.count("login"), drawer.module.count("sign")) == (2, 1)
    order = json.loads(api(licensor, "expiring", "/registrations"))["items"][0]
    assert (order["method"], order["order_state"]) == ("signed", "accepted")


@pytest.mark.parametrize(("behaviour", "state"), [("crash", "active"), ("hang", "overdue_early")])
def test_a_driver_that_breaks_while_signing_leaves_the_window_alive(
    drawer: TokenDrawer,
    start_app: StartApp,
    token_licensor: DemoLicensor,
    driver: Driver,
    monkeypatch: pytest.MonkeyPatch,
    behaviour: str,
    state: str,
):
    from qlts_desktop.services.signing import token_key

    monkeypatch.setattr(token_key, "LOG_IN_SECONDS", 2.0)
    licensor = token_licensor
    start_app(licensor)
    drawer.plug_in(licensor, licensor.account(state).unit_code)
    to_the_signing_dialog(driver, licensor, state)
    began = time.perf_counter()
    driver.wait_until("the token should be shown", lambda: rows(driver) == 1)
    assert time.perf_counter() - began < SOON
    driver.wait_until("it should be checked", lambda: can_sign(driver))
    drawer.module.tell("login", behaviour)
    driver.type("secretEdit", PIN)
    heartbeat = Heartbeat()
    driver.click("signButton")
    driver.wait_until("the fault should be said", lambda: driver.find("signingError") is not None)
    assert heartbeat.stop() < LONGEST_STALL
    assert drawer.module.count("login") == 1
    assert QApplication.activeModalWidget() is not None
    driver.wait_until("it can be tried again", lambda: can_sign(driver))
