"""The main job, step by step, with real widgets: what e2e tests assert on and what the shots photograph."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QTableView, QWidget

from tests.driver import Driver
from tests.licensor_process import Account, Certificate

Photograph = Callable[[str], None]
"""Called with a step's name whenever there is something to look at."""

REQUIRED_BUT_OFTEN_EMPTY = {
    "unit_address": "Số 12 đường Lê Lợi, phường Hồng Bàng, thành phố Hải Phòng",
    "unit_head_name": "Lê Quang Minh",
    "unit_head_title": "Hiệu trưởng",
    "unit_contact_name": "Trần Thu Hà",
    "unit_phone": "0912 345 678",
    "unit_email": "ketoan@thcsnbk.edu.vn",
    "invoice_email": "ketoan@thcsnbk.edu.vn",
}


def nobody_looks(_step: str) -> None:
    """For tests that take no pictures."""


def log_in(driver: Driver, account: Account, photograph: Photograph = nobody_looks) -> None:
    """Type an account into the login and enter."""
    driver.see("loginView")
    driver.type("unitCodeEdit", account.unit_code)
    driver.type("usernameEdit", account.username)
    driver.type("passwordEdit", account.password)
    photograph("login-filled")
    driver.click("loginButton")


def open_wizard(driver: Driver) -> None:
    """From wherever the login led: the blocking dialog's button, or the corner button."""
    driver.wait_until(
        "the gate or the workspace should be seen",
        lambda: driver.find("gateDialog") is not None or driver.find("cornerButton") is not None,
    )
    driver.click("gateRegisterButton" if driver.find("gateDialog") else "cornerButton")
    driver.see("renewalWizard")
    driver.see("unit_address")


def fill_in(driver: Driver, due_on: date | None = None) -> None:
    """Complete what the prefill left open, promise a payment day (60 days on) and consent."""
    promised = due_on or date.today() + timedelta(days=60)  # noqa: DTZ011
    for name, text in REQUIRED_BUT_OFTEN_EMPTY.items():
        if not driver.value(name):
            driver.type(name, text)
    driver.type("payment_due_on", promised.strftime("%d/%m/%Y"))
    driver.choose("payment_consent")


def go_to_review(driver: Driver) -> None:
    """*Tiếp tục*, and wait for the slip's picture."""
    driver.click("nextButton")
    driver.see("reviewPage")
    driver.see("slipView")


def open_certificate(driver: Driver, certificate: Certificate) -> None:
    """Add the certificate file to the list and open it with its password."""
    driver.click("addFileButton")
    driver.give_path(certificate.path)
    driver.see("secretEdit")
    driver.type("secretEdit", certificate.password)
    driver.click("openCertificateButton")


def sign_and_send(driver: Driver, certificate: Certificate, photograph: Photograph = nobody_looks) -> None:
    """The electronic way: certificate file, password, preflight, sign and send."""
    driver.choose("signedRadio")
    driver.click("performButton")
    driver.see("signingDialog")
    open_certificate(driver, certificate)
    driver.wait_until(
        "the preflight should be shown",
        lambda: (button := driver.find("signButton")) is not None and button.isEnabled(),
    )
    photograph("signing-preflight")
    driver.click("signButton")
    driver.see("successDialog")


def stamp_and_send(driver: Driver, target: Path, photograph: Photograph = nobody_looks) -> None:
    """The stamped way: save the slip, then send."""
    driver.choose("stampedRadio")
    driver.click("performButton")
    driver.see("stampedDialog")
    photograph("stamped-dialog")
    driver.click("saveSlipButton")
    driver.give_path(target)
    driver.wait_until("the slip should be saved", lambda: target.exists() and target.stat().st_size > 0)
    driver.click("sendStampedButton")
    driver.see("successDialog")


def continue_to_workspace(driver: Driver) -> QWidget:
    """*Tiếp tục sử dụng*: into the workspace without a new login."""
    driver.click("continueButton")
    driver.gone("successDialog")
    return driver.see("workspacePage")


def open_history(driver: Driver) -> QTableView:
    """*Lịch sử đăng ký gia hạn*, with its rows."""
    driver.trigger("actionHistory")
    table = driver.see("historyTable", QTableView)
    driver.wait_until("the history should have a row", lambda: table.model().rowCount() > 0)
    return table
