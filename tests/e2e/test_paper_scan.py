"""The stamped way to its end: registered, printed, stamped, scanned, and the scan kept by a real licensor."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QListWidget

from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.e2e.test_main_job import api
from tests.licensor_process import DemoLicensor, running_licensor
from tests.ui.scan_pages import stamped_page

pytestmark = pytest.mark.e2e

STATE = "expiring"


@pytest.fixture
def licensor_of_its_own(tmp_path):
    with running_licensor(tmp_path / "licensor") as running:
        yield running


def scanned(slip: Path, folder: Path) -> Path:
    """The printed slip with a stamp on it, photographed a little askew."""
    subprocess.run(["pdftoppm", "-r", "200", "-singlefile", "-png", slip, folder / "printed"], check=True)
    with Image.open(folder / "printed.png") as opened:
        page = opened.convert("RGB")
    ImageDraw.Draw(page).ellipse((1000, 1800, 1290, 2090), outline=(200, 20, 30), width=8)
    taken = folder / "Phiếu đã ký, đóng dấu.jpg"
    page.rotate(3, expand=True, fillcolor=(120, 118, 110)).save(taken, quality=70)
    return taken


def test_a_scan_is_matched_sent_and_seen_in_the_history(
    start_app: StartApp, licensor_of_its_own: DemoLicensor, driver: Driver, tmp_path: Path
) -> None:
    licensor = licensor_of_its_own
    start_app(licensor)
    main_job.log_in(driver, licensor.account(STATE))
    main_job.open_wizard(driver)
    main_job.fill_in(driver)
    main_job.go_to_review(driver)
    main_job.stamp_and_send(driver, tmp_path / "phieu.pdf")
    main_job.continue_to_workspace(driver)
    main_job.open_history(driver)
    order = json.loads(api(licensor, STATE, "/registrations"))["items"][0]["no"]
    driver.click("attachScanButton")
    driver.see("scanDialog")

    stamped_page(tmp_path).save(tmp_path / "phiếu khác.png")
    driver.click("chooseScanButton")
    driver.give_path(tmp_path / "phiếu khác.png")
    rows = driver.see("scanList", QListWidget)
    driver.wait_until("the other slip should be listed", lambda: rows.count() == 1)
    assert "100000042" in driver.value("scanMatch")
    driver.click("removeScanButton")

    scan = scanned(tmp_path / "phieu.pdf", tmp_path)
    driver.click("chooseScanButton")
    driver.give_path(scan)
    driver.wait_until("the scan should be listed", lambda: rows.count() == 1)
    assert driver.value("scanMatch") == f"Đã đọc được mã trên giấy: đúng phiếu của đơn {order}."
    driver.click("sendScanButton")
    driver.gone("scanDialog")
    assert f"BN-{order}-2" in driver.value("orderNews")

    detail = json.loads(api(licensor, STATE, f"/registrations/{order}"))
    (kept,) = [file for file in detail["files"] if file["kind"] == "paper_scan"]
    assert kept["sha256"] == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert detail["summary"]["paper_state"] == "awaited"
    assert [(event["code"], event["detail"]) for event in detail["events"]][-1] == (
        "paper_scan_attached",
        "matched",
    )
    driver.wait_until(
        "the history should tell of the scan",
        lambda: "Đã gửi bản quét phiếu đóng dấu" in driver.text_of(driver.see("historyDetail")),
    )

    driver.click("coverLabelButton")
    driver.see("slipView")
    label = driver.see("documentDialog")
    assert label.windowTitle() == f"Nhãn bì thư của đơn {order}"
    driver.click("closeDocumentButton")
