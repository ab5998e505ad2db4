"""Prepared on one PC, signed and sent on another without a login: real widgets, files, licensor, certificates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTableView

from qlts_desktop import bootstrap
from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.services.licensor_api import LicensorApi
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.e2e.test_main_job import api
from tests.licensor_process import Account, DemoLicensor, running_licensor

pytestmark = pytest.mark.e2e


@pytest.fixture
def own_licensor(tmp_path: Path) -> Iterator[DemoLicensor]:
    """A licensor of the test's own: every test uses up its unit's registration."""
    with running_licensor(tmp_path / "licensor") as running:
        yield running


@contextmanager
def pc(qapp: QApplication, licensor: DemoLicensor, data: Path) -> Iterator[bootstrap.Assembly]:
    """A start of the program on a PC's data folder."""
    with running_app(qapp, licensor, data) as assembly:
        yield assembly


def prepare(driver: Driver, licensor: DemoLicensor, state: str, target: Path) -> None:
    """As the account of a stage: log in, fill in the form, and save it for the head."""
    prepare_as(driver, licensor.account(state), target)


def prepare_as(driver: Driver, account: Account, target: Path) -> None:
    """Log in, fill in the form, and save it for the head."""
    main_job.log_in(driver, account)
    main_job.open_wizard(driver)
    main_job.fill_in(driver)
    main_job.go_to_review(driver)
    driver.click("prepareButton")
    driver.see("prepareDialog")
    driver.click("savePreparedButton")
    driver.give_path(target)
    driver.see("preparePlace")
    assert target.stat().st_size > 0


def open_file(driver: Driver, path: Path) -> None:
    """*Mở phiếu đã chuẩn bị* on the login screen."""
    driver.click("loginPreparedButton")
    driver.give_path(path)
    driver.wait_until(
        "the file should be checked",
        lambda: driver.find("preparedWindow") is not None or driver.find("preparedOtherButton") is not None,
    )


def sign(driver: Driver, licensor: DemoLicensor, state: str) -> None:
    """The head's certificate, up to *Ký và gửi*."""
    certificate = licensor.certificate_for(licensor.account(state).unit_code)
    driver.click("preparedPerformButton")
    driver.see("signingDialog")
    main_job.open_certificate(driver, certificate)
    driver.wait_until(
        "the preflight should be shown",
        lambda: (button := driver.find("signButton")) is not None and button.isEnabled(),
    )
    driver.click("signButton")


def orders(licensor: DemoLicensor, state: str) -> list[dict[str, object]]:
    items: list[dict[str, object]] = json.loads(api(licensor, state, "/registrations"))["items"]
    return [order for order in items if order["method"]]


def test_prepared_here_signed_there_and_seen_in_the_history_here(
    qapp: QApplication, own_licensor: DemoLicensor, driver: Driver, tmp_path: Path
):
    file = tmp_path / "phieu.qlts"
    before = len(orders(own_licensor, "overdue_early"))
    with pc(qapp, own_licensor, tmp_path / "accountant"):
        prepare(driver, own_licensor, "overdue_early", file)
    with pc(qapp, own_licensor, tmp_path / "head") as head:
        driver.see("loginView")
        open_file(driver, file)
        assert driver.value("preparedBy")
        sign(driver, own_licensor, "overdue_early")
        driver.see("successDialog")
        driver.see("elsewhereLine")
        driver.click("continueButton")
        driver.gone("successDialog")
        assert driver.find("loginView") is not None
        assert head.flow.account is None
    sent = orders(own_licensor, "overdue_early")
    assert len(sent) == before + 1
    assert (sent[0]["method"], sent[0]["order_state"]) == ("signed", "accepted")
    with pc(qapp, own_licensor, tmp_path / "accountant"):
        main_job.log_in(driver, own_licensor.account("overdue_early"))
        driver.see("workspacePage")
        table = main_job.open_history(driver)
        assert isinstance(table, QTableView)
        assert str(sent[0]["no"]) in {
            table.model().index(row, 0).data() for row in range(table.model().rowCount())
        }
    with pc(qapp, own_licensor, tmp_path / "head"):
        open_file(driver, file)
        sign(driver, own_licensor, "overdue_early")
        driver.see("preparedError")
        assert "đã được gửi" in driver.text_of(driver.see("preparedError"))
    assert len(orders(own_licensor, "overdue_early")) == before + 1


def test_a_form_edited_after_preparing_makes_the_file_void(
    qapp: QApplication, own_licensor: DemoLicensor, driver: Driver, tmp_path: Path
):
    file = tmp_path / "phieu.qlts"
    before = len(orders(own_licensor, "expiring"))
    with pc(qapp, own_licensor, tmp_path / "accountant"):
        prepare(driver, own_licensor, "expiring", file)
        driver.click("prepareCloseButton")
        driver.click("backButton")
        driver.wait_until("a good file should be told", lambda: "không còn dùng được" in bar(driver))
        driver.type("unit_contact_name", "Đặng Thị Ượng")
        driver.wait_until("its end should be told", lambda: "không còn dùng được. Lưu lại" in bar(driver))
        driver.click("closeButton")
    with pc(qapp, own_licensor, tmp_path / "head"):
        open_file(driver, file)
        sign(driver, own_licensor, "expiring")
        said = driver.text_of(driver.see("preparedError"))
        assert "không còn dùng được" in said
        assert "chuẩn bị lại phiếu" in said
        assert driver.find("preparedPerformButton") is None
    assert len(orders(own_licensor, "expiring")) == before


def bar(driver: Driver) -> str:
    found = driver.find("preparedBar")
    return driver.text_of(found) if found is not None else ""


def test_a_revoked_file_is_refused_in_its_own_words(
    qapp: QApplication, own_licensor: DemoLicensor, driver: Driver, tmp_path: Path
):
    file = tmp_path / "phieu.qlts"
    with pc(qapp, own_licensor, tmp_path / "accountant"):
        prepare(driver, own_licensor, "active", file)
        driver.click("prepareCloseButton")
        driver.click("revokeButton")
        driver.wait_until("the revocation should be told", lambda: "Đã thu hồi" in bar(driver))
    with pc(qapp, own_licensor, tmp_path / "head"):
        open_file(driver, file)
        sign(driver, own_licensor, "active")
        assert "thu hồi" in driver.text_of(driver.see("preparedError"))


@pytest.mark.parametrize("arrived", [True, False])
def test_killed_between_signing_and_the_receipt_opening_the_file_again_completes_it(
    qapp: QApplication,
    own_licensor: DemoLicensor,
    driver: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arrived: bool,
):
    """The program ends after the slip was signed and kept: before a byte left, or before the answer came."""
    file = tmp_path / "phieu.qlts"
    before = len(orders(own_licensor, "cut_off"))
    with pc(qapp, own_licensor, tmp_path / "accountant"):
        prepare(driver, own_licensor, "cut_off", file)

    def cut(self: LicensorApi, call, kind):
        from qlts_desktop.core.errors import OperationError

        if call.scheme == "Prepared":
            if arrived and call.method == "POST":
                ask(self, call, kind)
            raise OperationError(ErrorCode.NO_NETWORK)
        return ask(self, call, kind)

    ask = LicensorApi.ask
    with monkeypatch.context() as patched, pc(qapp, own_licensor, tmp_path / "head"):
        patched.setattr(LicensorApi, "ask", cut)
        open_file(driver, file)
        sign(driver, own_licensor, "cut_off")
        driver.see("signingError")
        driver.click("signingCancelButton")
        driver.see("preparedBegunText")
    assert len(orders(own_licensor, "cut_off")) == before + arrived
    with pc(qapp, own_licensor, tmp_path / "head"):
        # Where this machine has a keyring, the next start asks by itself; else the file is opened again.
        driver.wait_until(
            "it should be asked for, or for the file",
            lambda: driver.find("successDialog") is not None or driver.find("preparedError") is not None,
        )
        if driver.find("successDialog") is None:
            assert "mở lại" in driver.text_of(driver.see("preparedError")).lower()
            driver.click("preparedPerformButton")
            driver.give_path(file)
        driver.see("successDialog")
        driver.click("continueButton")
    sent = orders(own_licensor, "cut_off")
    assert len(sent) == before + 1
    assert sent[0]["order_state"] == "accepted"


def test_signed_where_there_is_no_network_and_sent_by_the_one_who_prepared_it(
    qapp: QApplication,
    own_licensor: DemoLicensor,
    driver: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    file, signed = tmp_path / "phieu.qlts", tmp_path / "phieu-da-ky.qlts"
    state = "overdue_late"
    before = len(orders(own_licensor, state))
    with pc(qapp, own_licensor, tmp_path / "accountant"):
        prepare(driver, own_licensor, state, file)
    asked = []

    def unplugged(self: LicensorApi, call, kind):
        from qlts_desktop.core.errors import OperationError

        asked.append(call)
        raise OperationError(ErrorCode.NO_NETWORK)

    with monkeypatch.context() as patched, pc(qapp, own_licensor, tmp_path / "head"):
        patched.setattr(LicensorApi, "ask", unplugged)
        open_file(driver, file)
        asked.clear()
        driver.click("preparedSignButton")
        driver.see("signingDialog")
        main_job.open_certificate(driver, own_licensor.certificate_for(own_licensor.account(state).unit_code))
        driver.wait_until("it should be checked", lambda: driver.see("signButton").isEnabled())
        driver.click("signButton")
        assert "đã ký" in driver.value("preparedBegunText")
        driver.click("preparedSaveButton")
        driver.give_path(signed)
        driver.wait_until("it should be saved", lambda: "Đã lưu" in driver.value("preparedStatus"))
        driver.click("preparedCloseButton")
        driver.gone("preparedWindow")
        assert asked == []
    assert len(orders(own_licensor, state)) == before
    with pc(qapp, own_licensor, tmp_path / "accountant"):
        open_file(driver, signed)
        assert "đã ký" in driver.value("preparedBegunText")
        driver.click("preparedPerformButton")
        driver.see("successDialog")
        driver.click("continueButton")
    sent = orders(own_licensor, state)
    assert len(sent) == before + 1
    assert (sent[0]["method"], sent[0]["order_state"]) == ("signed", "accepted")
    with pc(qapp, own_licensor, tmp_path / "head"):
        open_file(driver, signed)
        driver.click("preparedPerformButton")
        assert "đã được gửi" in driver.text_of(driver.see("preparedError"))
        assert driver.find("preparedPerformButton") is None
    assert len(orders(own_licensor, state)) == before + 1
