"""What may happen between the first keystroke and the sending: nothing typed is lost, and the way on is said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from PySide6.QtWidgets import QCheckBox, QSpinBox

from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.conftest import StartApp
from tests.licensor_process import Account, DemoLicensor, running_licensor

pytestmark = pytest.mark.e2e

_STATES = iter(["expiring", "active", "overdue_early", "overdue_late", "renewed", "cut_off"])


@pytest.fixture(scope="module")
def licensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoLicensor]:
    """A licensor whose tables the tests change under its hands."""
    with running_licensor(tmp_path_factory.mktemp("troubled")) as running:
        yield running


@pytest.fixture
def account(licensor: DemoLicensor) -> Account:
    """A unit of the test's own."""
    return licensor.account(next(_STATES))


def change(licensor: DemoLicensor, statement: str, *values: str) -> None:
    """Change the licensor's tables, as its staff or another process might."""
    tables = sqlite3.connect(licensor.data / "licensor.sqlite3", timeout=20)
    with tables:
        assert tables.execute(statement, values).rowcount > 0
    tables.close()


def change_account(licensor: DemoLicensor, account_no: str) -> None:
    """The receiving account becomes another one, as two of the staff have agreed."""
    change(
        licensor,
        "INSERT INTO changes_proposedchange"
        " (kind, subject, after, reason, asked_by_id, asked_at, approved_by_id, approved_at, ended_reason, secret)"
        " SELECT 'account', '', '{}', 'x', MIN(id), '2026-01-01', MAX(id), '2026-01-01', '', '' FROM units_user",
    )
    change(
        licensor,
        "UPDATE policy_receivingaccount SET account_no = ?,"
        " change_id = (SELECT MAX(id) FROM changes_proposedchange)"
        " WHERE id = (SELECT id FROM policy_receivingaccount WHERE active ORDER BY position, id LIMIT 1)",
        account_no,
    )


class OtherPc:
    """A colleague at another computer, as far as the wire sees it."""

    def __init__(self, licensor: DemoLicensor, account: Account) -> None:
        self._url = f"{licensor.url}/api/v1"
        self._token = ""
        names = {"unit_code": account.unit_code, "username": account.username, "password": account.password}
        self._token = self._call("POST", "/sessions", names)["access_token"]

    def _call(self, method: str, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
        headers |= {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        request = Request(self._url + path, json.dumps(body).encode(), headers, method=method)
        with urlopen(request) as reply:
            answer: dict[str, Any] = json.load(reply)
            return answer

    def draft(self) -> dict[str, Any]:
        """The unit's draft."""
        return self._call("PUT", "/registrations/draft", {})

    def save(self, section: str, **values: Any) -> None:
        """Change fields of the draft and save it."""
        draft = self.draft()
        draft["form"][section].update(values)
        path = f"/registrations/{draft['no']}/form"
        self._call("PUT", path, draft["form"], **{"If-Match": f'"{draft["version"]}"'})


def open_filled_in(driver: Driver, start_app: StartApp, licensor: DemoLicensor, account: Account) -> None:
    """The wizard, complete and saved at the licensor."""
    start_app(licensor)
    main_job.log_in(driver, account)
    main_job.open_wizard(driver)
    main_job.fill_in(driver)
    driver.wait_until("the draft should be saved", lambda: "Đã lưu nháp" in driver.value("draftStatus"))
    pc = OtherPc(licensor, account)
    driver.wait_until("the licensor should have it", lambda: pc.draft()["form"]["payment"]["consent"])


def send(driver: Driver, tmp_path: Path) -> None:
    main_job.go_to_review(driver)
    main_job.stamp_and_send(driver, tmp_path / "phieu.pdf")


def test_two_computers_compare_before_anything_is_overwritten(start_app, licensor, account, driver, tmp_path):
    open_filled_in(driver, start_app, licensor, account)
    other = OtherPc(licensor, account)
    other.save("unit", phone="0987 654 321", head_title="Phó hiệu trưởng")
    driver.type("unit_phone", "0912 345 679")
    driver.see("conflictBanner")
    assert other.draft()["form"]["unit"]["phone"] == "0987 654 321"
    driver.see("conflictBanner").link.click()
    driver.see("comparisonDialog")
    assert "Máy kia (" in driver.text_of(driver.see("comparisonDialog"))
    driver.choose("theirs_unit_phone")
    driver.click("applyButton")
    driver.gone("comparisonDialog")
    assert (driver.value("unit_phone"), driver.value("unit_head_title")) == ("0987 654 321", "Phó hiệu trưởng")
    send(driver, tmp_path)


def test_a_session_that_ends_is_made_good_in_place(start_app, licensor, account, driver, tmp_path):
    open_filled_in(driver, start_app, licensor, account)
    change(licensor, "DELETE FROM units_refreshtoken")
    driver.type("unit_contact_name", "Đặng Thị Ượng")
    driver.see("loginAgainDialog")
    driver.type("againPasswordEdit", account.password)
    driver.click("againLoginButton")
    driver.gone("loginAgainDialog")
    other = OtherPc(licensor, account)
    driver.wait_until(
        "what was typed should be saved", lambda: other.draft()["form"]["unit"]["contact_name"] == "Đặng Thị Ượng"
    )
    send(driver, tmp_path)


def test_a_session_that_ends_while_sending_sends_once(start_app, licensor, account, driver, tmp_path):
    open_filled_in(driver, start_app, licensor, account)
    main_job.go_to_review(driver)
    change(licensor, "DELETE FROM units_refreshtoken")
    driver.choose("stampedRadio")
    driver.click("performButton")
    driver.click("sendStampedButton")
    driver.see("loginAgainDialog")
    driver.type("againPasswordEdit", account.password)
    driver.click("againLoginButton")
    driver.gone("loginAgainDialog")
    driver.click("sendStampedButton")
    driver.see("successDialog")


def test_a_role_taken_away_is_said_and_the_draft_stays_here(start_app, licensor, account, driver):
    open_filled_in(driver, start_app, licensor, account)
    user = f"{account.unit_code}/{account.username}"
    change(licensor, "UPDATE units_user SET role = 'viewer' WHERE username = ?", user)
    driver.type("unit_contact_name", "Đặng Thị Ượng")
    panel = driver.see("saveError")
    assert "quyền" in driver.text_of(panel)
    assert "Đã lưu nháp trên máy này" in driver.value("draftStatus")
    driver.click("closeButton")
    driver.gone("renewalWizard")
    change(licensor, "UPDATE units_user SET role = 'data_admin' WHERE username = ?", user)
    main_job.open_wizard(driver)
    assert driver.value("unit_contact_name") == "Đặng Thị Ượng"


def test_a_draft_deleted_on_the_server_goes_on_as_a_new_one(start_app, licensor, account, driver, tmp_path):
    open_filled_in(driver, start_app, licensor, account)
    no = OtherPc(licensor, account).draft()["no"]
    change(
        licensor,
        "DELETE FROM registrations_event WHERE registration_id ="
        " (SELECT id FROM registrations_registration WHERE no = ?)",
        no,
    )
    change(licensor, "DELETE FROM registrations_registration WHERE no = ?", no)
    driver.type("unit_contact_name", "Đặng Thị Ượng")
    assert "Toàn bộ nội dung đã gõ vẫn còn" in driver.text_of(driver.see("draftNews"))
    assert driver.value("unit_contact_name") == "Đặng Thị Ượng"
    other = OtherPc(licensor, account)
    driver.wait_until(
        "what was typed should be saved", lambda: other.draft()["form"]["unit"]["contact_name"] == "Đặng Thị Ượng"
    )
    assert other.draft()["no"] != no
    send(driver, tmp_path)


def test_an_offer_that_changes_between_the_steps_is_consented_to_again(
    start_app, licensor, account, driver, tmp_path
):
    open_filled_in(driver, start_app, licensor, account)
    main_job.go_to_review(driver)
    before = OtherPc(licensor, account).draft()
    change_account(licensor, "9999 8888")
    driver.choose("stampedRadio")
    driver.click("performButton")
    driver.click("sendStampedButton")
    news = driver.see("draftNews")
    assert "9999 8888" in driver.text_of(news)
    assert not driver.see("payment_consent", QCheckBox).isChecked()
    assert driver.see("order_years", QSpinBox).value() == before["form"]["order"]["years"]
    driver.choose("payment_consent")
    send(driver, tmp_path)
