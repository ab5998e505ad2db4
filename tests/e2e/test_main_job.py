"""The product's main job, from the login to the receipt, with real widgets, a real licensor and real PDF files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from qlts_desktop.core.licence import Stage
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.licensor_process import DemoLicensor

pytestmark = pytest.mark.e2e

WAYS = [
    ("expiring", "signed"),
    ("active", "stamped"),
    ("overdue_early", "signed"),
    ("overdue_late", "stamped"),
    ("cut_off", "signed"),
    ("renewed", "stamped"),
    ("history", "signed"),
    ("no_licence", "stamped"),
]
"""Every stage that may register, and a way to send."""


def api(licensor: DemoLicensor, state: str, path: str) -> bytes:
    """Ask the licensor directly, as the account of a stage."""
    account = licensor.account(state)
    names = {"unit_code": account.unit_code, "username": account.username, "password": account.password}
    login = Request(
        f"{licensor.url}/api/v1/sessions", json.dumps(names).encode(), {"Content-Type": "application/json"}
    )
    with urlopen(login) as reply:
        token = json.load(reply)["access_token"]
    with urlopen(Request(f"{licensor.url}/api/v1{path}", headers={"Authorization": f"Bearer {token}"})) as reply:
        content: bytes = reply.read()
        return content


@pytest.mark.parametrize(("state", "way"), WAYS)
def test_from_login_to_receipt(
    state: str,
    way: str,
    start_app: StartApp,
    busy_licensor: DemoLicensor,
    driver: Driver,
    tmp_path: Path,
):
    licensor = busy_licensor
    assembly = start_app(licensor)
    main_job.log_in(driver, licensor.account(state))
    main_job.open_wizard(driver)
    main_job.fill_in(driver)
    main_job.go_to_review(driver)
    if way == "signed":
        main_job.sign_and_send(driver, licensor.certificate_for(licensor.account(state).unit_code))
    else:
        main_job.stamp_and_send(driver, tmp_path / "phieu.pdf")
    main_job.continue_to_workspace(driver)
    table = main_job.open_history(driver)

    order = json.loads(api(licensor, state, "/registrations"))["items"][0]
    assert order["method"] == way
    assert (order["order_state"], order["payment_state"], order["resource_state"]) == (
        "accepted",
        "awaiting",
        "provisional",
    )
    assert order["paper_state"] == ("not_needed" if way == "signed" else "awaited")
    assert table.model().rowCount() >= 1
    assert order["no"] in driver.value("cornerButton")
    held = assembly.licences.cached(licensor.account(state).unit_code)
    assert held is not None
    assert held.licence.order is not None
    assert held.licence.order.no == order["no"]
    slip = api(licensor, state, f"/registrations/{order['no']}/slip")
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(slip)
    if way == "signed":
        checked = subprocess.run(
            [sys.executable, "-m", "qlts_desktop", "check", str(kept), "--trust", str(licensor.trust_dir)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
    else:
        assert slip == (tmp_path / "phieu.pdf").read_bytes()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.UNKNOWN])
def test_every_stage_leads_where_the_timetable_says(
    stage: Stage, start_app: StartApp, untouched_licensor: DemoLicensor, driver: Driver
):
    """Blocked stages show the gate, all others the workspace; the corner button leads to the open order."""
    account = untouched_licensor.account(stage.value)
    start_app(untouched_licensor)
    main_job.log_in(driver, account)
    blocked = stage in {Stage.OVERDUE_EARLY, Stage.OVERDUE_LATE, Stage.CUT_OFF, Stage.COMMITMENT_LAPSED}
    driver.see("gateDialog" if blocked else "workspacePage")
    assert (driver.find("gateDialog") is not None) is blocked


def test_wrong_password_is_said_beside_the_login_and_loses_nothing(
    start_app: StartApp, untouched_licensor: DemoLicensor, driver: Driver
):
    account = untouched_licensor.account("payment_in_review")
    start_app(untouched_licensor)
    driver.see("loginView")
    driver.type("unitCodeEdit", account.unit_code)
    driver.type("usernameEdit", account.username)
    driver.type("passwordEdit", "sai-mat-khau")
    driver.click("loginButton")
    driver.see("loginError")
    assert "mật khẩu" in driver.text_of(driver.see("loginError"))
    assert driver.value("unitCodeEdit") == account.unit_code


def test_who_may_not_renew_sees_whom_to_ask(start_app: StartApp, untouched_licensor: DemoLicensor, driver: Driver):
    start_app(untouched_licensor)
    main_job.log_in(driver, untouched_licensor.account("viewer"))
    driver.see("workspacePage")
    window = driver.see("mainWindow")
    driver.wait_until("the contact should be named", lambda: "Trần Thu Hà" in driver.text_of(window))
    assert driver.find("cornerButton") is None or not driver.see("cornerButton").isEnabled()


def test_the_draft_is_there_after_a_restart(start_app: StartApp, untouched_licensor: DemoLicensor, driver: Driver):
    start_app(untouched_licensor)
    main_job.log_in(driver, untouched_licensor.account("expiring"))
    main_job.open_wizard(driver)
    driver.type("unit_contact_name", "Đặng Thị Ượng")
    driver.wait_until("the draft should be saved", lambda: "Đã lưu nháp" in driver.value("draftStatus"))
    start_app(untouched_licensor)
    main_job.log_in(driver, untouched_licensor.account("expiring"))
    main_job.open_wizard(driver)
    assert driver.value("unit_contact_name") == "Đặng Thị Ượng"
