"""The head signs with a certificate of their own, then the unit's seal: real widgets, certificates, licensor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.e2e.test_main_job import api
from tests.licensor_process import Certificate, running_licensor
from tests.services.signing.pki import PASSWORD, make_authority, write_p12

pytestmark = pytest.mark.e2e


def test_two_sign_and_it_is_sent_once(qapp: QApplication, driver: Driver, tmp_path: Path):
    data = tmp_path / "licensor"
    with running_licensor(data) as licensor:
        authority = make_authority("CA của thủ trưởng")
        (authority.write_root(tmp_path / "root") / "root.pem").rename(data / "trust" / "ca-thu-truong.pem")
        head = write_p12(tmp_path / "thu-truong.p12", authority, subject="Phạm Thị Thủ Trưởng", tax_code="")
        account = licensor.account("expiring")
        before = json.loads(api(licensor, "expiring", "/registrations"))["items"]
        with running_app(qapp, licensor, tmp_path / "app"):
            main_job.log_in(driver, account)
            main_job.open_wizard(driver)
            main_job.fill_in(driver)
            main_job.go_to_review(driver)
            driver.choose("signedRadio")
            driver.click("performButton")
            driver.see("signingDialog")
            driver.choose("anotherSignerCheck")
            main_job.open_certificate(driver, Certificate("Thủ trưởng", head, PASSWORD))
            driver.wait_until("the first can sign", lambda: driver.see("signButton").isEnabled())
            driver.click("signButton")
            assert "Phạm Thị Thủ Trưởng đã ký" in driver.value("firstSigner")
            assert json.loads(api(licensor, "expiring", "/registrations"))["items"] == before
            main_job.open_certificate(driver, licensor.certificate_for(account.unit_code))
            driver.wait_until("the second can sign", lambda: driver.see("signButton").isEnabled())
            driver.click("signButton")
            driver.see("successDialog")
        order = json.loads(api(licensor, "expiring", "/registrations"))["items"][0]
        assert (order["method"], order["order_state"]) == ("signed", "accepted")
        detail = json.loads(api(licensor, "expiring", f"/registrations/{order['no']}"))
        assert detail["signer"].startswith("Phạm Thị Thủ Trưởng, ")
