"""From the registration to the official licence, on both sides of the wire: the app, and the staff's browser."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QTableView

from licensor.tests.scan_pictures import as_file, paper
from qlts_desktop.core.dates import vietnam_day
from qlts_desktop.ui.history.history_model import Column
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.e2e.test_main_job import api
from tests.licensor_process import DemoLicensor, running_licensor
from tests.staff_browser import Staff, browser

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

STATE = "expiring"


@pytest.fixture
def licensor_of_its_own(tmp_path: Path):
    with running_licensor(tmp_path / "licensor") as running:
        yield running


def register(driver: Driver, licensor: DemoLicensor, folder: Path, due_on: date | None = None) -> str:
    main_job.log_in(driver, licensor.account(STATE))
    main_job.open_wizard(driver)
    main_job.fill_in(driver, due_on)
    main_job.go_to_review(driver)
    main_job.stamp_and_send(driver, folder / "phieu.pdf")
    main_job.continue_to_workspace(driver)
    main_job.open_history(driver)
    return str(json.loads(api(licensor, STATE, "/registrations"))["items"][0]["no"])


def prove(driver: Driver, memo: str, amount: str, picture: Path) -> None:
    """*Xác nhận thanh toán*, as the accountant does it."""
    driver.click("confirm_paymentButton")
    driver.see("paymentDialog")
    driver.type("proofMemo", memo)
    driver.type("proofDay", vietnam_day(datetime.now(UTC)).strftime("%d/%m/%Y"))
    driver.type("proofAmount", amount)
    driver.click("chooseScanButton")
    driver.give_path(picture)
    rows = driver.see("scanList", QListWidget)
    driver.wait_until("the paper should be listed", lambda: rows.count() == 1)
    driver.click("confirmChangeButton")
    driver.gone("paymentDialog")


def sees(driver: Driver, words: str) -> None:
    """The chosen order tells of something, once it is looked at again."""
    driver.wait_until(
        f"the history should say {words}", lambda: words in driver.text_of(driver.see("historyDetail"))
    )


def refresh(driver: Driver) -> None:
    """*Cập nhật tài nguyên*, once it can be asked for."""
    action = driver.see("mainWindow").findChild(QAction, "actionRefreshLicence")
    driver.wait_until("it can be asked for", action.isEnabled)
    action.trigger()


def look_again(driver: Driver) -> None:
    driver.click("backButton")
    main_job.open_history(driver)


def test_rejected_short_paid_and_the_success_notice(
    start_app: StartApp, licensor_of_its_own: DemoLicensor, driver: Driver, tmp_path: Path
) -> None:
    licensor = licensor_of_its_own
    start_app(licensor)
    no = register(driver, licensor, tmp_path)
    picture = tmp_path / "ủy nhiệm chi.png"
    picture.write_bytes(as_file(paper().resize((600, 849))))
    manifest = json.loads(licensor.manifest.read_text("utf-8"))["staff"]
    total = json.loads(api(licensor, STATE, f"/registrations/{no}"))["summary"]["total"]
    with browser(manifest["url"]) as staff:
        staff.log_in(manifest["username"], manifest["password"])
        prove(driver, "Thanh toán đơn hàng 260001243", str(total), picture)
        sees(driver, "Đã gửi chứng từ thanh toán")
        assert staff_sees(staff, no, 1, "Nội dung ghi số 260001243.")
        staff.decide(f"order/{no}/proof/1/", "proof_rejected", "Chứng từ của đơn khác")
        look_again(driver)
        sees(driver, "Chứng từ của đơn khác")

        prove(driver, f"Thanh toan don hang {no}", str(total - 500_000), picture)
        sees(driver, "Đã gửi chứng từ thanh toán; nhà cung cấp đang duyệt.")
        staff.decide(f"order/{no}/proof/2/", "proof_short", "Còn thiếu", received=str(total - 500_000))
        look_again(driver)
        sees(driver, "Còn phải thanh toán: 500.000 đ")

        prove(driver, f"Thanh toan don hang {no}", "500000", picture)
        staff.decide(f"order/{no}/proof/3/", "paid", "Đã nhận đủ", received="500.000")
        staff.open(f"order/{no}/")
        staff.shoot("order-paid")
        assert "Đã thanh toán" in staff.page.locator("body").inner_text()
    look_again(driver)
    sees(driver, "Đã xác nhận thanh toán")
    driver.click("backButton")
    refresh(driver)
    driver.wait_until(
        "the renewal should be told", lambda: "Gia hạn thành công" in driver.text_of(driver.see("mainWindow"))
    )


def test_extended_by_the_staff_and_then_paid(
    start_app: StartApp, licensor_of_its_own: DemoLicensor, driver: Driver, tmp_path: Path
) -> None:
    """Under a policy that has the staff look at each extension: asked, in review, approved, paid, told."""
    licensor = licensor_of_its_own
    let_staff_extend(licensor)
    start_app(licensor)
    first = vietnam_day(datetime.now(UTC)) + timedelta(10)
    later = first + timedelta(40)
    no = register(driver, licensor, tmp_path, first)
    summary = json.loads(api(licensor, STATE, f"/registrations/{no}"))["summary"]
    picture = tmp_path / "ủy nhiệm chi.png"
    picture.write_bytes(as_file(paper().resize((600, 849))))
    manifest = json.loads(licensor.manifest.read_text("utf-8"))["staff"]
    with browser(manifest["url"]) as staff:
        staff.log_in(manifest["username"], manifest["password"])
        ask_for_more_time(driver, later)
        driver.wait_until("it waits for the staff", lambda: payment_of(driver) == "Chờ duyệt gia hạn thanh toán")
        assert driver.value("orderNews").startswith("Đã gửi đề nghị gia hạn thanh toán.")
        assert not driver.see("confirm_paymentButton").isEnabled(), "nothing else while it is looked at"
        driver.click("backButton")
        waits = f"Đã gửi đề nghị gia hạn thanh toán của đơn {no}. "
        driver.wait_until("the window says so too", lambda: waits in driver.text_of(driver.see("mainWindow")))

        staff.open("queue/extensions/").get_by_role("link", name=no).click()
        staff.shoot("extension")
        said = staff.decide(f"order/{no}/", "extension_accepted", "Đồng ý theo công văn")
        assert "Duyệt gia hạn thanh toán: đã ghi nhận." in said
        refresh(driver)
        told = f"Đã gia hạn thanh toán đơn {no}. Sử dụng đến hết {later:%d/%m/%Y}."
        driver.wait_until("the decision is told", lambda: told in driver.text_of(driver.see("mainWindow")))
        main_job.open_history(driver)
        driver.wait_until("the order waits for the money again", lambda: payment_of(driver) == "Chờ thanh toán")
        sees(driver, f"{later:%d/%m/%Y}")
        assert table_text(driver, Column.DUE) == f"{later:%d/%m/%Y} (lần 2)"
        assert f"{first:%d/%m/%Y}" not in table_text(driver, Column.DUE)
        assert not driver.see("extend_paymentButton").isEnabled(), "once only"

        prove(driver, f"Thanh toan don hang {no}", str(summary["total"]), picture)
        driver.wait_until("the proof waits", lambda: payment_of(driver) == "Chờ xác nhận thanh toán")
        staff.decide(f"order/{no}/proof/1/", "paid", "Đã nhận đủ", received=str(summary["total"]))
    look_again(driver)
    sees(driver, "Đã xác nhận thanh toán")
    assert payment_of(driver) == "Đã thanh toán"
    assert "chính thức" in table_text(driver, Column.RESOURCES)
    driver.click("backButton")
    refresh(driver)
    driver.wait_until(
        "the renewal should be told", lambda: "Gia hạn thành công" in driver.text_of(driver.see("mainWindow"))
    )


def test_the_stamped_slip_is_received_by_its_code_and_the_unit_sees_it(
    start_app: StartApp, licensor_of_its_own: DemoLicensor, driver: Driver, tmp_path: Path
) -> None:
    licensor = licensor_of_its_own
    start_app(licensor)
    no = register(driver, licensor, tmp_path)
    manifest = json.loads(licensor.manifest.read_text("utf-8"))["staff"]
    (code,) = codes_on(tmp_path / "phieu.pdf", tmp_path)
    with browser(manifest["url"], dark=True) as staff:
        staff.log_in(manifest["username"], manifest["password"])
        page = staff.open("paper/")
        page.get_by_label("Quét mã QR trên phiếu").press_sequentially(code)
        page.keyboard.press("Enter")
        page.get_by_text(f"Đã nhận phiếu giấy của đơn {no}").wait_for()
        staff.shoot("paper")
        staff.open(f"order/{no}/")
        staff.shoot("order")
    look_again(driver)
    sees(driver, "Nhà cung cấp đã nhận phiếu giấy")


def test_a_cut_takes_two_people_and_closes_the_program(
    start_app: StartApp, licensor_of_its_own: DemoLicensor, driver: Driver
) -> None:
    licensor = licensor_of_its_own
    account = licensor.account(STATE)
    start_app(licensor)
    main_job.log_in(driver, account)
    driver.see("workspacePage")
    manifest = json.loads(licensor.manifest.read_text("utf-8"))["staff"]
    licensor.run("create-user", "lan", "--staff", "--full-name", "Lan", text="mat-khau-cua-lan-1\n")
    today = vietnam_day(datetime.now(UTC)).isoformat()
    path = f"unit/{account.unit_code}/"
    with browser(manifest["url"]) as first:
        first.log_in(manifest["username"], manifest["password"])
        said = first.decide(path, "cut_early", "Vi phạm hợp đồng", day=today)
        assert "cần một người khác duyệt" in said
        first.shoot("unit")
    refresh(driver)
    assert driver.find("gateDialog") is None
    with browser(manifest["url"]) as second:
        second.log_in("lan", "mat-khau-cua-lan-1")
        assert "đã ghi nhận" in second.decide(path, "cut_early", "Đồng ý", day=today)
    refresh(driver)
    driver.see("gateDialog")
    assert driver.value("gateTitle") == "Thuê bao đã bị cắt"


def let_staff_extend(licensor: DemoLicensor) -> None:
    """A policy under which the staff decide on each extension, proposed by one and approved by another."""
    today = vietnam_day(datetime.now(UTC)).isoformat()
    policy = ("policy", "add", "2026.2", "--from", today, "--note", "Nhân viên duyệt gia hạn thanh toán")
    licensor.run("create-user", "lan", "--staff", text="mat-khau-cua-lan-1\n")
    licensor.run(*policy, "--set", "extension=reviewed", "--staff", "nhanvien")
    licensor.run("policy", "approve", "2026.2", "--staff", "lan")


def ask_for_more_time(driver: Driver, day: date) -> None:
    """*Gia hạn thanh toán*, as the accountant does it in the history."""
    driver.click("extend_paymentButton")
    driver.see("extensionDialog")
    driver.type("extensionDay", f"{day:%d/%m/%Y}")
    driver.choose("extensionConsent")
    driver.click("confirmChangeButton")
    driver.gone("extensionDialog")


def payment_of(driver: Driver) -> str:
    """The state of payment of the order on top of the history."""
    return table_text(driver, Column.PAYMENT)


def table_text(driver: Driver, column: Column) -> str:
    """What the history's first row says in a column."""
    return str(driver.see("historyTable", QTableView).model().index(0, column).data())


def codes_on(slip: Path, folder: Path) -> list[str]:
    """The codes on a printed slip, read by another reader than the programs' own."""
    subprocess.run(["pdftoppm", "-r", "200", "-png", slip, folder / "page"], check=True)
    pages = sorted(folder.glob("page*.png"))
    done = subprocess.run(["zbarimg", "-q", "--raw", *pages], capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if line.startswith("QLTS1:")]


def staff_sees(staff: Staff, no: str, number: int, words: str) -> bool:
    """A proof in the queue, opened, with its picture drawn."""
    page = staff.open()
    page.locator("#queue-proofs").click()
    staff.shoot("queue-proofs")
    page.get_by_role("link", name=f"{no} · lần {number}").click()
    picture = page.locator(".q-viewer img").first
    picture.wait_for()
    page.wait_for_function("() => document.querySelector('.q-viewer img').naturalWidth > 0")
    staff.shoot("proof")
    return words in page.locator("body").inner_text()
