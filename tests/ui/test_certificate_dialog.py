"""*Chi tiết*: every fact of a certificate, readable, and copied as it is."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qlts_desktop.services.signing_port import FoundIdentities
from tests.ui.doubles.sending import on_token
from tests.ui.test_signing_dialog import Page


def test_the_chosen_certificate_is_told_whole(qtbot: QtBot) -> None:
    page = Page(qtbot)
    button = page.button("certificateDetailsButton")
    assert not button.isEnabled()
    page.signing.found = FoundIdentities((on_token(),), (), (), (), 1)
    page.dialog.panel.pane.look_again()
    button.click()
    dialog = page.dialog.panel.pane.details
    said = {
        name: dialog.findChild(QLabel, f"certificate{name}").text().replace("\u200b", "")
        for name in ("Subject", "TaxCode", "Issuer", "From", "To", "Serial", "Key", "Sha256", "Place")
    }
    assert said["Serial"] == "05:40:11:0B:B9"
    assert said["Sha256"] == ":".join(["AB"] * 32)
    assert said["Place"] == "USB token VNPT-CA, số 0123456789"
    assert (said["Subject"], said["TaxCode"], said["Issuer"]) == ("LÊ QUANG MINH", "0200731649", "VNPT-CA")
    assert (said["Key"], said["To"]) == ("RSA 2048", "07:00 ngày 14/08/2027")
    dialog.findChild(QPushButton, "certificateCopy").click()
    copied = QGuiApplication.clipboard().text()
    assert all(value in copied for value in said.values())
    dialog.reject()
    assert page.dialog.panel.pane.details is None


def test_a_file_that_is_not_open_has_no_details_yet(qtbot: QtBot) -> None:
    page = Page(qtbot)
    page.dialog.panel.pane.add_file("/tmp/chung-thu.p12")
    assert not page.button("certificateDetailsButton").isEnabled()
    page.open()
    assert page.button("certificateDetailsButton").isEnabled()
