"""Each reason in the list of certificates, from a real certificate, token or driver, read on the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from qlts_desktop.core.dates import vietnam_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.tokens import TokenWatch
from qlts_desktop.services.signing_port import DriverFault, IdentityProblem
from qlts_desktop.services.slip_pdf import make_slip
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.errors import error_text
from qlts_desktop.ui.signing.identity_pane import IdentityPane
from tests.factories import make_form, make_offer, make_signed_offer
from tests.services.signing.pki import PASSWORD, Authority, key, make_authority, write_p12
from tests.services.signing.service import signing_service
from tests.services.signing.soft_token import PIN, CountingModule, SoftTokens, bad_module
from tests.services.signing.test_token_signing import OBJECT_ID, Bench
from tests.services.signing.test_tokens import elf, pe
from tests.ui import test_signing_dialog
from tests.ui.doubles.machine import MemoryMachine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM2 as Debian has it")
Show = Callable[[SigningService], IdentityPane]
OpenFile = Callable[[Path, str], QWidget]
SIGNER = "Nguyễn Văn An"
LABEL = "Kế toán Trường Nguyễn Du"
_STATE = 3
_LOOKED_MS = 60_000
"""For all drivers to answer, on a busy machine."""

# --- what is to be read: badge and reason -------------------------------------------------------------------

PROBLEM_WORDS = {
    IdentityProblem.EXPIRED: (
        "Đã hết hạn",
        "Chứng thư này đã hết hạn. Gia hạn với nơi cấp hoặc chọn chứng thư khác.",
    ),
    IdentityProblem.NOT_YET_VALID: (
        "Chưa có hiệu lực",
        "Chứng thư này chưa có hiệu lực. Kiểm tra ngày giờ của máy hoặc chọn chứng thư khác.",
    ),
    IdentityProblem.NOT_FOR_SIGNING: (
        "Không dùng để ký",
        "Chứng thư này không được cấp để ký văn bản. Chọn chứng thư khác.",
    ),
    IdentityProblem.KEY_TOO_WEAK: (
        "Khóa yếu",
        "Khóa của chứng thư này quá yếu. Đề nghị nơi cấp đổi chứng thư mới.",
    ),
    IdentityProblem.DIGEST_TOO_WEAK: (
        "SHA-1",
        "Chứng thư này được cấp bằng SHA-1, nay không còn giá trị. Đề nghị nơi cấp đổi chứng thư mới.",
    ),
    IdentityProblem.PIN_LOCKED: (
        "PIN bị khóa",
        "Mã PIN của token này đã bị khóa. Liên hệ nơi cấp để mở khóa, hoặc chọn chứng thư khác.",
    ),
}
FAULT_WORDS = {
    DriverFault.MISSING: ("Không thấy", "Trình điều khiển token này không còn trên máy. Hãy cài lại."),
    DriverFault.WRONG_MACHINE: (
        "Sai loại máy",
        "Trình điều khiển token này dành cho loại máy khác (ví dụ bản 32-bit). Hãy cài bản 64-bit.",
    ),
    DriverFault.NOT_A_MODULE: (
        "Sai tệp",
        "Tệp này không phải trình điều khiển token, hoặc đã hỏng. Hãy cài lại trình điều khiển.",
    ),
    DriverFault.NOT_LOADED: (
        "Thiếu thành phần",
        "Trình điều khiển token này không nạp được vì thiếu thành phần đi kèm (ví dụ Visual C++)."
        " Hãy cài lại trọn bộ của nhà cung cấp.",
    ),
    DriverFault.CRASHED: (
        "Bị dừng",
        "Trình điều khiển token này dừng đột ngột. Hãy cài lại, hoặc hỏi nhà cung cấp bản mới hơn.",
    ),
    DriverFault.TIMED_OUT: (
        "Không trả lời",
        "Trình điều khiển token này không trả lời. Rút token ra cắm lại, rồi bấm Tìm lại.",
    ),
    DriverFault.FAILED: (
        "Lỗi",
        "Trình điều khiển token này báo lỗi. Rút token ra cắm lại; chương trình tự tìm lại.",
    ),
}
EMPTY = ("Trống", "Token này chưa có chứng thư số. Liên hệ nơi cấp để nạp chứng thư, hoặc dùng token khác.")
GONE = ("Không thấy", "Tệp chứng thư không còn ở đó. Cắm lại ổ đĩa có tệp, hoặc thêm lại tệp.")
USABLE = ("Dùng được", "")
NOT_USABLE = "Không dùng được"
UNUSABLE_FILE = (
    "Tệp chứng thư không dùng được. Tệp bị hỏng hoặc không phải tệp .p12, .pfx."
    " Chọn tệp khác, hoặc xin lại tệp từ nơi cấp."
)

# --- where it comes from ------------------------------------------------------------------------------------

CERTIFICATES: dict[IdentityProblem, dict[str, object]] = {
    IdentityProblem.EXPIRED: {"begins": -400, "ends": -1},
    IdentityProblem.NOT_YET_VALID: {"begins": 1, "ends": 400},
    IdentityProblem.NOT_FOR_SIGNING: {"for_signing": False},
    IdentityProblem.KEY_TOO_WEAK: {"kind": "rsa1024"},
    IdentityProblem.DIGEST_TOO_WEAK: {"sha1": True},
}
TOKEN_FLAGS = {IdentityProblem.PIN_LOCKED: "0x40000"}
"""CKF_USER_PIN_LOCKED, put in by the counting module: SoftHSM2 never locks a PIN."""

DRIVERS: dict[str, tuple[DriverFault, str | bytes | None]] = {
    "no file": (DriverFault.MISSING, None),
    "32-bit": (DriverFault.WRONG_MACHINE, elf(3, 1)),
    "32-bit for Windows": (DriverFault.WRONG_MACHINE, pe(0x14C)),
    "a text": (DriverFault.NOT_A_MODULE, "đây là văn bản".encode()),
    "another library": (DriverFault.NOT_A_MODULE, elf(62, 2, b"")),
    "aborts when loaded": (
        DriverFault.CRASHED,
        "return 5; } __attribute__((constructor)) static void begin(void) { abort();",
    ),
    "aborts when asked": (DriverFault.CRASHED, "abort();"),
    "no functions": (DriverFault.CRASHED, "*list = 0; return 0;"),
    "ends the process": (DriverFault.CRASHED, "_exit(0);"),
    "writes garbage": (DriverFault.CRASHED, 'for (int at = 3; at < 64; at++) write(at, "\\377rac", 4); return 5;'),
    "hangs": (DriverFault.TIMED_OUT, "for (;;) pause();"),
    "error": (DriverFault.FAILED, "return 5;"),
    "lacks a library": (DriverFault.NOT_LOADED, "extern int of_another; return of_another;"),
}
"""The file's content, or what a compiled module does when it is asked for its functions."""


def make_driver(folder: Path, made_of: str | bytes | None) -> Path:
    if isinstance(made_of, str):
        return bad_module(folder, "trình điều khiển", made_of)
    path = folder / "trình điều khiển.so"
    if made_of is not None:
        path.write_bytes(made_of)
    return path


# --- reading ------------------------------------------------------------------------------------------------


def says(root: QWidget, name: str) -> str:
    """A label's words; empty where it is not on the screen."""
    label = root.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def rows(root: QWidget) -> QTableWidget:
    return root.findChild(QTableWidget, "identityList")


def read(root: QWidget, begins: str) -> tuple[str, str]:
    """Click the one row that begins so, and read its badge and the reason below the list."""
    table = rows(root)
    (row,) = [row for row in range(table.rowCount()) if table.item(row, 0).text().startswith(begins)]
    return read_row(root, row)


def read_row(root: QWidget, row: int) -> tuple[str, str]:
    table = rows(root)
    table.scrollToItem(table.item(row, 0))
    place = table.visualItemRect(table.item(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    state = table.item(row, _STATE)
    badge, reason = state.text(), says(root, "identityReason")
    assert table.sizeHintForColumn(_STATE) <= table.columnWidth(_STATE), f"{badge} is cut off"
    aloud = state.data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == ". ".join(part for part in (badge, reason) if part)
    return badge, reason


# --- the screen ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority()


@pytest.fixture(autouse=True)
def _no_driver_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qlts_desktop.services.signing.token_modules._candidates", lambda: iter(()))


@pytest.fixture
def bench(authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A drawer of tokens, and a service that finds them."""
    tokens = SoftTokens.make(tmp_path)
    monkeypatch.setenv("SOFTHSM2_CONF", str(tokens.configuration))
    module = CountingModule.make(tmp_path / "module")
    service = signing_service(tmp_path, watch=TokenWatch(lambda: (module.path,), 30))
    return Bench(tmp_path, authority, tokens, module, service)


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """The list as the signing dialog shows it, after its first look."""
    runner = Runner()
    shown: list[tuple[IdentityPane, SigningService]] = []

    def made(service: SigningService) -> IdentityPane:
        pane = IdentityPane(service, MemoryMachine(), runner, vietnam_day(datetime.now(UTC)))
        shown.append((pane, service))
        qtbot.addWidget(pane)
        pane.resize(800, 400)
        pane.show()
        pane.look_again()
        qtbot.waitUntil(lambda: not says(pane, "progressText"), timeout=_LOOKED_MS)
        return pane

    yield made
    for pane, service in shown:
        pane.watch.pause()
        service.close()
    runner.shutdown()


@pytest.fixture
def open_file(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFile]:
    """The signing dialog with the real service behind it, after a file was added and opened."""
    service = signing_service(tmp_path)
    monkeypatch.setattr(test_signing_dialog, "SigningDesk", lambda: service)

    def opened(path: Path, password: str) -> QWidget:
        dialog = test_signing_dialog.Page(qtbot).dialog
        dialog.findChild(IdentityPane).add_file(str(path))
        dialog.findChild(QLineEdit, "secretEdit").setText(password)
        dialog.findChild(QPushButton, "openCertificateButton").click()
        assert not dialog.findChild(QPushButton, "signButton").isEnabled()
        return dialog

    yield opened
    service.close()


# --- certificates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("problem", CERTIFICATES)
def test_a_certificate_on_a_token_says_why_it_cannot_sign(bench: Bench, show: Show, problem: IdentityProblem):
    bench.plug_in(**CERTIFICATES[problem])
    assert read(show(bench.service), SIGNER) == PROBLEM_WORDS[problem]


@pytest.mark.parametrize("problem", CERTIFICATES)
def test_a_certificate_in_a_file_says_why_it_cannot_sign(
    open_file: OpenFile, authority: Authority, tmp_path: Path, problem: IdentityProblem
):
    path = write_p12(tmp_path / "chứng thư.p12", authority, **CERTIFICATES[problem])
    assert read(open_file(path, PASSWORD), SIGNER) == PROBLEM_WORDS[problem]


@pytest.mark.parametrize("problem", TOKEN_FLAGS)
def test_what_a_token_says_of_itself_stands_at_its_certificate(bench: Bench, show: Show, problem: IdentityProblem):
    bench.plug_in()
    bench.module.tell("flags", TOKEN_FLAGS[problem])
    assert read(show(bench.service), SIGNER) == PROBLEM_WORDS[problem]


@pytest.mark.parametrize("with_key", [False, True])
def test_a_token_without_a_certificate_is_empty(bench: Bench, show: Show, with_key: bool):
    serial = bench.tokens.plug_in(LABEL)
    if with_key:
        bench.tokens.put_key(serial, OBJECT_ID, key("rsa2048", 2), bench.folder)
    assert read(show(bench.service), LABEL) == EMPTY


def test_that_a_certificate_has_no_key_is_told_when_it_is_to_sign(bench: Bench, show: Show):
    bench.plug_in(with_key=False)
    pane = show(bench.service)
    assert read(pane, SIGNER) == USABLE
    form = make_form()
    slip = make_slip(form, make_offer(), make_signed_offer(), date(2026, 11, 22))
    with pytest.raises(OperationError) as refused:
        bench.service.sign(slip, pane.list.current.identity, PIN, form)
    assert error_text(refused.value).title == "Token không có khóa bí mật của chứng thư này"


def test_tokens_of_one_label_are_told_by_their_numbers(bench: Bench, show: Show):
    serials = {bench.plug_in(label=LABEL), bench.plug_in(label=LABEL)}
    pane = show(bench.service)
    assert rows(pane).rowCount() == 2
    for row in range(2):
        assert read_row(pane, row) == USABLE
        serial = pane.list.current.identity.token.serial
        assert rows(pane).item(row, 1).text() == f"QLTS Test Root\nUSB token {LABEL}, số {serial}"
        serials.remove(serial)
    assert not serials


def test_a_token_alone_is_named_by_its_label(bench: Bench, show: Show):
    bench.plug_in(label=LABEL)
    assert rows(show(bench.service)).item(0, 1).text() == f"QLTS Test Root\nUSB token {LABEL}"


def test_empty_tokens_of_one_label_are_told_by_their_numbers(bench: Bench, show: Show):
    serials = {bench.tokens.plug_in(LABEL), bench.tokens.plug_in(LABEL)}
    pane = show(bench.service)
    shown = {rows(pane).item(row, 0).text() for row in range(rows(pane).rowCount())}
    assert shown == {f"{LABEL}\nSố {serial}" for serial in serials}
    assert [read_row(pane, row) for row in range(2)] == [EMPTY, EMPTY]


# --- certificate files --------------------------------------------------------------------------------------


def test_a_known_file_that_is_gone_says_so(show: Show, authority: Authority, tmp_path: Path):
    service = signing_service(tmp_path)
    path = write_p12(tmp_path / "chứng thư.p12", authority)
    service.open_file(path, PASSWORD)
    path.unlink()
    assert read(show(service), "chứng thư.p12") == GONE


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (Path.unlink, "Không đọc được tệp. Tệp không còn, đang được dùng, hoặc không có quyền đọc. Chọn lại tệp."),
        (lambda path: os.truncate(path, 0), UNUSABLE_FILE),
        (lambda path: os.truncate(path, 1000), UNUSABLE_FILE),
        (lambda path: os.truncate(path, 100_000_000), UNUSABLE_FILE),
    ],
    ids=["gone", "empty", "cut", "100 MB"],
)
def test_a_file_that_is_not_whole_says_so(
    open_file: OpenFile, authority: Authority, tmp_path: Path, spoil: Callable[[Path], None], said: str
):
    path = write_p12(tmp_path / "chứng thư.p12", authority)
    spoil(path)
    assert says(open_file(path, PASSWORD), "identityReason") == said


def test_a_file_without_its_key_says_so(open_file: OpenFile, authority: Authority, tmp_path: Path):
    path = write_p12(tmp_path / "chứng thư.p12", authority, with_key=False)
    said = says(open_file(path, PASSWORD), "identityReason")
    assert said == ("Tệp không có khóa bí mật. Tệp chỉ xem được, không ký được. Chọn đúng tệp được cấp để ký.")


def test_a_wrong_password_is_said_where_it_was_typed(open_file: OpenFile, authority: Authority, tmp_path: Path):
    path = write_p12(tmp_path / "chứng thư.p12", authority)
    dialog = open_file(path, "mật khẩu khác")
    assert says(dialog, "secretProblem") == "Mật khẩu chứng thư chưa đúng. Nhập lại mật khẩu."
    assert read(dialog, "chứng thư.p12") == ("Cần mật khẩu", "")


# --- drivers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", DRIVERS)
def test_a_driver_that_tells_nothing_says_why(show: Show, tmp_path: Path, kind: str):
    fault, made_of = DRIVERS[kind]
    path = make_driver(tmp_path, made_of)
    seconds = 1.5 if fault is DriverFault.TIMED_OUT else 30
    pane = show(signing_service(tmp_path, watch=TokenWatch(lambda: (path,), seconds)))
    assert read(pane, f"{path.name}\n{path.parent}") == FAULT_WORDS[fault]
    assert rows(pane).rowCount() == 1


# --- the tables ---------------------------------------------------------------------------------------------


def test_no_reason_is_left_out():
    assert {*CERTIFICATES, *TOKEN_FLAGS} == set(PROBLEM_WORDS) == set(IdentityProblem)
    assert {fault for fault, _made_of in DRIVERS.values()} == set(FAULT_WORDS) == set(DriverFault)
    told = [reason for _badge, reason in (*PROBLEM_WORDS.values(), *FAULT_WORDS.values(), EMPTY, GONE)]
    assert len(set(told)) == len(told)
