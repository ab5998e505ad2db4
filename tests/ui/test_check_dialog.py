"""*Kiểm tra phiếu đã ký*: real files, and every verdict and reason read on the screen."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.services.checking import Checking
from qlts_desktop.services.checking_port import CheckingPort, Reason, SlipReport, Verdict
from qlts_desktop.services.slip_pdf import make_slip
from qlts_desktop.ui.checking.check_dialog import CheckDialog
from qlts_desktop.ui.messages.checking import REASONS, reason_texts, report_sections
from tests.factories import make_form, make_offer, make_signed_offer
from tests.services.signing.pki import PASSWORD, make_authority, write_p12
from tests.services.signing.service import signing_service
from tests.ui.doubles.checking import UNSIGNED, MemoryChecking
from tests.ui.inline_runner import HeldRunner, InlineRunner

NOW = datetime(2026, 11, 22, 1, 33, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``trust/``, and files that are worth something or not."""
    folder = tmp_path_factory.mktemp("check")
    authority = make_authority()
    trust = authority.write_root(folder / "trust")
    slip = make_slip(make_form(), make_offer(), make_signed_offer(), date(2026, 11, 22))
    service = signing_service(folder, trust)
    identity = service.open_file(write_p12(folder / "x.p12", authority), PASSWORD)
    signed = service.sign(slip, identity, PASSWORD, make_form()).pdf
    (folder / "unsigned.pdf").write_bytes(slip)
    (folder / "signed.pdf").write_bytes(signed)
    changed = bytearray(signed)
    changed[len(slip) // 2] ^= 1
    (folder / "changed.pdf").write_bytes(changed)
    (folder / "text.pdf").write_bytes(b"no PDF at all")
    (folder / "cut.pdf").write_bytes(signed[: len(slip) // 2])
    with pikepdf.new() as plain:
        plain.add_blank_page()
        plain.save(folder / "plain.pdf")
        plain.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    return folder


class Page:
    """The dialog as a user sees it."""

    def __init__(
        self, qtbot: QtBot, checking: CheckingPort, runner: InlineRunner | HeldRunner | None = None
    ) -> None:
        self.dialog = CheckDialog(checking, runner or InlineRunner(), lambda: NOW)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def says(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChild(QPushButton, name)

    @property
    def lines(self) -> dict[str, str]:
        table = self.dialog.findChild(QTableWidget, "checkTable")
        rows = [(table.item(row, 0), table.item(row, 1)) for row in range(table.rowCount())]
        return {name.text(): value.text() if value is not None else "" for name, value in rows}


@pytest.mark.parametrize(
    ("name", "trusts", "verdict"),
    [
        ("signed", True, "✓  Hợp lệ"),
        ("signed", False, "?  Không xác định được"),
        ("changed", True, "✕  Không hợp lệ"),
        ("unsigned", True, "✕  Chưa ký"),
        ("plain", True, "✕  Chưa ký"),
    ],
)
def test_a_file_is_told_in_large_words_with_its_reasons(
    qtbot: QtBot, folder: Path, name: str, trusts: bool, verdict: str
) -> None:
    checking = Checking(lambda: (folder / "trust",) if trusts else ())
    page = Page(qtbot, checking)
    page.dialog.check(str(folder / f"{name}.pdf"))
    assert page.says("checkVerdict") == verdict
    report = checking.check(folder / f"{name}.pdf")
    assert page.says("checkReasons") == "\n".join(reason_texts(report))
    assert page.button("checkPrintButton").isEnabled()


def test_a_signed_slip_shows_signer_certificate_time_and_registration(qtbot: QtBot, folder: Path) -> None:
    page = Page(qtbot, Checking(lambda: (folder / "trust",)))
    page.dialog.check(str(folder / "signed.pdf"))
    lines = page.lines
    assert lines["Người ký"] == "Nguyễn Văn An"
    assert lines["Nơi cấp"].startswith("QLTS Test Root")
    assert lines["Mã số thuế"] == "0101243150"
    assert lines["Mức chữ ký"] == "PAdES B-B"
    assert "máy của người ký" in lines["Ký lúc"]
    assert lines["Đơn hàng"] == "100000042"


@pytest.mark.parametrize("name", ["text", "cut", "locked", "missing"])
def test_what_cannot_be_read_is_said_and_another_file_can_be_chosen(qtbot: QtBot, folder: Path, name: str) -> None:
    page = Page(qtbot, Checking(tuple))
    page.dialog.check(str(folder / f"{name}.pdf"))
    assert page.dialog.error_panel.isVisible()
    assert not page.says("checkVerdict")
    assert not page.button("checkPrintButton").isEnabled()
    page.dialog.check(str(folder / "signed.pdf"))
    assert not page.dialog.error_panel.isVisible()
    assert page.says("checkVerdict")


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_sentence(qtbot: QtBot, reason: Reason) -> None:
    report = SlipReport(Verdict.INVALID, (reason,), (), None)
    page = Page(qtbot, MemoryChecking(x=report))
    page.dialog.check("/tmp/x.pdf")
    (sentence,) = reason_texts(report)
    assert sentence
    assert sentence != REASONS[reason]  # it is in Vietnamese
    assert page.says("checkReasons") == sentence


def test_of_a_file_that_is_no_slip_the_signatures_count(qtbot: QtBot) -> None:
    report = SlipReport(Verdict.INVALID, (Reason.REGISTRATION_MISSING,), (), None)
    page = Page(qtbot, MemoryChecking(x=report))
    page.dialog.check("/tmp/x.pdf")
    assert page.says("checkVerdict") == "✓  Hợp lệ"
    assert page.says("checkReasons")


def test_a_file_is_chosen_or_dropped(qtbot: QtBot, folder: Path) -> None:
    page = Page(qtbot, Checking(lambda: (folder / "trust",)))
    page.button("checkChooseButton").click()
    dialog = page.dialog.findChild(QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(folder / "signed.pdf"))
    QTest.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)
    assert page.says("checkVerdict") == "✓  Hợp lệ"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "changed.pdf"))])
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    page.dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, no_buttons, no_keys))
    assert page.says("checkVerdict") == "✕  Không hợp lệ"


def test_looking_can_be_given_up(qtbot: QtBot) -> None:
    runner = HeldRunner()
    page = Page(qtbot, MemoryChecking(x=UNSIGNED), runner)
    page.dialog.check("/tmp/x.pdf")
    page.button("progressCancelButton").click()
    runner.let_go()
    assert not page.says("checkVerdict")


def test_the_report_is_shown_to_be_printed(qtbot: QtBot, folder: Path) -> None:
    checking = MemoryChecking(signed=Checking(lambda: (folder / "trust",)).check(folder / "signed.pdf"))
    page = Page(qtbot, checking)
    page.dialog.check("/tmp/signed.pdf")
    page.button("checkPrintButton").click()
    assert page.dialog.document_dialog is not None
    (sections,) = checking.printed_sections
    assert sections == report_sections(checking.reports["signed"], "signed.pdf", NOW)


def test_the_printed_report_says_all_of_it_however_long(folder: Path, tmp_path: Path) -> None:
    checking = Checking(lambda: (folder / "trust",))
    report = checking.check(folder / "signed.pdf")
    name = "Trường Trung học cơ sở " * 18
    report = replace(report, signatures=(replace(report.signatures[0], signer=name.strip()),) * 3)
    sections = report_sections(report, "phiếu.pdf", NOW)
    content = checking.printed("Báo cáo", sections)
    assert content == checking.printed("Báo cáo", sections)
    (tmp_path / "report.pdf").write_bytes(content)
    told = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    )
    words = " ".join(told.stdout.split())
    assert words.count(name.strip()) == 3
    for section in sections:
        assert section.heading in words
    assert len(pikepdf.open(BytesIO(content)).pages) >= 2
