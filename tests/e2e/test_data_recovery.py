"""From the blocking dialog of a unit that was cut to a request that the licensor holds."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.e2e.test_main_job import api
from tests.licensor_process import DemoLicensor, running_licensor

pytestmark = pytest.mark.e2e

PERIOD = "Sổ tài sản cố định năm 2024 và 2025"


@pytest.fixture
def licensor_of_its_own(tmp_path):
    with running_licensor(tmp_path / "licensor") as running:
        yield running


def open_recovery(driver: Driver, licensor: DemoLicensor) -> None:
    main_job.log_in(driver, licensor.account("cut_off"))
    driver.see("gateDialog")
    driver.click("gateRecoveryButton")
    driver.see("recoveryDialog")


def test_a_cut_unit_asks_for_its_data_and_finds_the_request_again(
    start_app: StartApp, licensor_of_its_own: DemoLicensor, driver: Driver
) -> None:
    licensor = licensor_of_its_own
    start_app(licensor)
    open_recovery(driver, licensor)
    driver.see("recoveryPeriod", QPlainTextEdit)
    contact = driver.value("recoveryContact")
    assert contact == "Trịnh Xuân Thủy"
    driver.type("recoveryPhone", "0917 890 12")
    driver.type("recoveryPeriod", PERIOD)
    driver.click("recoverySendButton")
    driver.see("recoveryPhone_problem")
    assert json.loads(api(licensor, "cut_off", "/data-recovery-requests"))["items"] == []
    driver.type("recoveryPhone", "0917 890 123")
    driver.click("recoverySendButton")
    driver.see("recoveryState")

    (filed,) = json.loads(api(licensor, "cut_off", "/data-recovery-requests"))["items"]
    assert (filed["state"], filed["contact"], filed["phone"]) == ("sent", contact, "0917 890 123")
    assert filed["period"] == PERIOD
    assert filed["no"] in driver.text_of(driver.see("recoveryDialog"))
    driver.click("recoveryCloseButton")
    driver.gone("recoveryDialog")
    assert filed["no"] in driver.value("gateResult")

    start_app(licensor)
    open_recovery(driver, licensor)
    driver.see("recoveryState")
    assert driver.value("recoveryState") == "Đã gửi"
    assert filed["no"] in driver.text_of(driver.see("recoveryDialog"))
