"""The first start against a real licensor: from qlts.ini, by hand, without write right, in a Vietnamese folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from qlts_desktop import bootstrap
from tests.app_process import AppProcess, app_processes
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import all_closed, running_app
from tests.e2e.test_prepared import prepare_as
from tests.licensor_process import DemoLicensor
from tests.licensor_units import add_units
from tests.no_writing import unwritable

pytestmark = pytest.mark.e2e

PERSON = "Nguyễn Thị Ánh Tuyết"


@contextmanager
def installed_app(
    app: QApplication, driver: Driver, licensor: DemoLicensor, data: Path
) -> Iterator[bootstrap.Assembly]:
    """An installed program: it has pinned the licensor's root key, and knows no address."""
    demo = bootstrap.read_options(["--demo", str(licensor.manifest), "--data", str(data)])
    assembly = bootstrap.assemble(app, replace(demo, server="", demo_accounts=()))
    assembly.start()
    try:
        yield assembly
    finally:
        driver.wait_until("all windows should close", lambda: all_closed(app))
        assembly.close()
        assembly.flow.deleteLater()


def ini(folder: Path, text: str) -> Path:
    (folder / "qlts-desktop").mkdir(parents=True)
    (folder / "qlts-desktop" / "qlts.ini").write_text(text, "utf-8")
    return folder


def test_asked_once_tried_and_then_never_again(
    qapp: QApplication, driver: Driver, untouched_licensor: DemoLicensor, tmp_path: Path
) -> None:
    data = tmp_path / PERSON / "Dữ liệu"
    with installed_app(qapp, driver, untouched_licensor, data):
        driver.see("firstStartView")
        driver.see("settingsServerEdit", QLineEdit).insert(untouched_licensor.url)
        driver.click("connectionTryButton")
        driver.see("connectionVerdict")
        assert driver.see("connectionVerdict", QLabel).text() == "Đã kết nối được máy chủ của nhà cung cấp"
        assert "khớp" in driver.see("connectionLines", QLabel).text()
        driver.click("firstStartNextButton")
        main_job.log_in(driver, untouched_licensor.account("expiring"))
        driver.see("workspacePage")
    with installed_app(qapp, driver, untouched_licensor, data):
        driver.see("loginView")
        assert driver.find("firstStartView") is None


def test_another_vendors_server_is_told_by_its_root_key(
    qapp: QApplication, driver: Driver, untouched_licensor: DemoLicensor, tmp_path: Path
) -> None:
    demo = bootstrap.read_options(["--demo", str(untouched_licensor.manifest), "--data", str(tmp_path / "data")])
    assert demo.root is not None
    from tests.factories import make_root

    assembly = bootstrap.assemble(qapp, replace(demo, server="", root=make_root().root_key, demo_accounts=()))
    assembly.start()
    driver.see("settingsServerEdit", QLineEdit).insert(untouched_licensor.url)
    driver.click("connectionTryButton")
    assert "nhà cung cấp khác" in driver.see("connectionVerdict", QLabel).text()
    driver.wait_until("all windows should close", lambda: all_closed(qapp))
    assembly.close()
    assembly.flow.deleteLater()


def test_without_write_right_the_first_start_goes_on_and_says_so(
    qapp: QApplication, driver: Driver, untouched_licensor: DemoLicensor, tmp_path: Path
) -> None:
    with (
        unwritable(tmp_path / PERSON / "Dữ liệu") as data,
        installed_app(qapp, driver, untouched_licensor, data),
    ):
        driver.see("firstStartError")
        driver.see("settingsServerEdit", QLineEdit).insert(untouched_licensor.url)
        driver.click("firstStartNextButton")
        driver.see("loginView")
        main_job.log_in(driver, untouched_licensor.account("expiring"))
        driver.see("workspacePage")
        bar = driver.see("machineBar")
        assert any(PERSON in label.text() for label in bar.findChildren(QLabel))


def test_an_installation_with_qlts_ini_begins_at_the_login(tmp_path: Path) -> None:
    shared = ini(tmp_path / "cấu hình", "[server]\naddress = https://qlts.example.vn\n")
    with app_processes() as start:
        first = start(tmp_path / PERSON / "a", environment={"XDG_CONFIG_DIRS": str(shared)})
        first.wait_until("the login should be shown", lambda look: look["views"] == ["loginView"])
        without = start(tmp_path / PERSON / "b", environment={"XDG_CONFIG_DIRS": ""})
        without.wait_until("the server should be asked for", lambda look: look["views"] == ["firstStartView"])


@pytest.mark.parametrize("text", ["[server]\nrác\n[màu]\nx=y\n", "[server]\naddress = ftp://x\n"])
def test_a_broken_qlts_ini_stops_nothing(tmp_path: Path, text: str) -> None:
    shared = ini(tmp_path / "shared", text)
    with app_processes() as start:
        app: AppProcess = start(tmp_path / "data", environment={"XDG_CONFIG_DIRS": str(shared)})
        app.wait_until("the server should be asked for", lambda look: look["views"] == ["firstStartView"])


def test_a_prepared_file_with_a_vietnamese_and_relative_path_opens_at_its_step_in_the_first_program(
    qapp: QApplication, driver: Driver, busy_licensor: DemoLicensor, tmp_path: Path
) -> None:
    folder = tmp_path / PERSON / "Phiếu chờ ký"
    folder.mkdir(parents=True)
    file = folder / "phiếu của thủ trưởng.qlts"
    with running_app(qapp, busy_licensor, tmp_path / "accountant"):
        (account,) = add_units(busy_licensor, "NP", 1)
        prepare_as(driver, account, file)
    demo = ("--demo", str(busy_licensor.manifest))
    with app_processes() as start:
        data = tmp_path / PERSON / "Dữ liệu"
        first = start(data, *demo)
        first.wait_until_listening(data)
        first.tell("minimise")
        first.wait_until("it should be minimised", lambda look: look["minimised"])
        second = start(data, *demo, file.name, folder=folder)
        assert second.ended() == 0
        first.wait_until(
            "it should come forward with the slip",
            lambda look: look["answered"] >= 1 and "preparedWindow" in look["windows"],
        )
        assert not first.look["minimised"]
        assert first.look["active"] == "preparedWindow"
        assert second.has_shown == set()
