"""A version announced by the vendor, end to end: signed offline, served, shown, and a downloaded file compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.e2e.guide_shots import announce
from tests.licensor_process import running_licensor

pytestmark = pytest.mark.e2e


def test_from_the_offline_key_to_the_compared_file(start_app: StartApp, driver: Driver, tmp_path: Path) -> None:
    with running_licensor(tmp_path / "licensor") as licensor:
        installer = announce(licensor, tmp_path, minimum="0.2.0")
        start_app(licensor)
        main_job.log_in(driver, licensor.account("expiring"))
        driver.see("updateBar")
        assert "1.0.0" in driver.text_of(driver.see("updateBar"))
        assert driver.see("cornerButton").isEnabled(), "a version that is too old may still renew"
        driver.click("updateBarLink")
        driver.see("updateDialog")
        for name, content, said in (
            ("xong.deb", installer.read_bytes(), "Đúng tệp cài đặt của nhà cung cấp"),
            ("dở.deb", installer.read_bytes()[:-1], "Tệp tải chưa xong"),
            ("đổi.deb", installer.read_bytes()[:-1] + b"x", "Tệp đã bị đổi hoặc hỏng"),
        ):
            (tmp_path / name).write_bytes(content)
            driver.click("updateCompareButton")
            driver.give_path(tmp_path / name)
            driver.wait_until(
                f"{name} should be compared",
                lambda name=name, said=said: (
                    driver.find("updateVerdict") is not None and driver.value("updateVerdict") == f"{name}: {said}"
                ),
            )
        driver.click("updateCloseButton")
