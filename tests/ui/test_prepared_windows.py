"""Opening a prepared registration from wherever the program stands: menus, login, command line, a second start."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.core.licence import Stage
from qlts_desktop.ui.shell.single_instance import SingleInstance
from tests.ui.doubles.gatehouse import held
from tests.ui.doubles.prepared import BEGUN, MemoryPrepared, prepared
from tests.ui.doubles.sending import SigningDesk, pdf
from tests.ui.doubles.world import World, started


@pytest.fixture
def port() -> MemoryPrepared:
    return MemoryPrepared(prepared(pdf()))


@pytest.fixture
def world(make_world, port: MemoryPrepared) -> World:
    """A program that shows the login."""
    return started(make_world(held(Stage.CUT_OFF), prepared=port))


def choose(world: World, path: str) -> None:
    """Choose a file in the open file dialog."""
    dialog = world.flow.prepared.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(path)
    dialog.reject()


def test_the_login_opens_one_without_a_login(world: World, port: MemoryPrepared, tmp_path):
    world.flow.login.view.ui.loginPreparedButton.click()
    choose(world, str(tmp_path / "phieu.qlts"))
    assert port.paths == [tmp_path / "phieu.qlts"]
    assert world.flow.prepared.registration.isVisible()
    assert world.flow.login.view is not None
    assert world.sessions.account is None


def test_the_gate_makes_room_and_comes_back(world: World, tmp_path):
    world.log_in()
    assert world.gate.isVisible()
    world.gate.findChild(QAction, "gateActionPrepared").trigger()
    assert not world.gate.isVisible()
    choose(world, str(tmp_path / "phieu.qlts"))
    window = world.flow.prepared.registration
    assert window.isVisible()
    assert not world.gate.isVisible()
    window.reject()
    assert not world.flow.prepared.is_open
    assert world.gate.isVisible()


def test_the_gate_comes_back_where_no_file_is_chosen(world: World):
    world.log_in()
    world.gate.findChild(QAction, "gateActionPrepared").trigger()
    world.flow.prepared.dialog.reject()
    assert world.gate.isVisible()


def test_a_gate_that_a_refresh_brings_waits_under_it(world: World, tmp_path):
    world.log_in()
    world.gate.findChild(QAction, "gateActionPrepared").trigger()
    choose(world, str(tmp_path / "phieu.qlts"))
    world.flow.refresh()
    assert not world.gate.isVisible()
    assert world.flow.prepared.registration.isVisible()


def test_the_menu_opens_one(make_world, port: MemoryPrepared):
    world = started(make_world(held(Stage.ACTIVE), prepared=port))
    world.log_in()
    world.window.findChild(QAction, "actionOpenPrepared").trigger()
    assert isinstance(world.flow.prepared.dialog, QFileDialog)
    world.flow.prepared.dialog.reject()


@pytest.mark.parametrize(
    "code",
    [
        ErrorCode.PREPARED_DAMAGED,
        ErrorCode.PREPARED_TOO_NEW,
        ErrorCode.PREPARED_OTHER_VENDOR,
        ErrorCode.PREPARED_EXPIRED,
        ErrorCode.FILE_UNREADABLE,
    ],
)
def test_a_file_that_cannot_be_opened_says_why_and_another_can_be_chosen(
    world: World, port: MemoryPrepared, code: ErrorCode
):
    port.fail("open_file", code)
    world.flow.prepared.open_path("/tmp/phieu.qlts")
    dialog = world.flow.prepared.dialog
    assert dialog.objectName() == "preparedOpening"
    assert dialog._error.error.code is code
    dialog.findChild(QPushButton, "preparedOtherButton").click()
    assert isinstance(world.flow.prepared.dialog, QFileDialog)
    world.flow.prepared.dialog.reject()
    assert not world.flow.prepared.is_open


def test_the_file_of_the_command_line_opens_after_the_first_paint(qtbot, make_world, port: MemoryPrepared):
    world = make_world(held(Stage.ACTIVE), prepared=port)
    world.flow.prepared.open_first("/tmp/phieu.qlts")
    started(world)
    qtbot.waitUntil(lambda: world.flow.prepared.registration is not None)
    assert [str(path) for path in port.paths] == ["/tmp/phieu.qlts"]


def test_what_was_left_unfinished_is_finished_by_the_next_start(qtbot, make_world, port: MemoryPrepared):
    port.left = (prepared(BEGUN.slip, begun=BEGUN),)
    world = started(make_world(held(Stage.ACTIVE), prepared=port))
    qtbot.waitUntil(lambda: world.flow.prepared.success is not None)
    assert port.calls == ["resume"]


def test_two_files_open_one_after_the_other(world: World, port: MemoryPrepared):
    world.flow.prepared.open_path("/tmp/one.qlts")
    world.flow.prepared.open_path("/tmp/two.qlts")
    first = world.flow.prepared.registration
    assert len(port.paths) == 1
    first.reject()
    assert [path.name for path in port.paths] == ["one.qlts", "two.qlts"]
    assert world.flow.prepared.registration is not first
    world.flow.prepared.registration.reject()


def test_signed_and_sent_from_the_login_it_ends_with_the_success_dialog(world: World, port: MemoryPrepared):
    world.flow.prepared._signing = SigningDesk()
    world.flow.prepared.open_path("/tmp/phieu.qlts")
    window = world.flow.prepared.registration
    window.findChild(QPushButton, "preparedPerformButton").click()
    dialog = window._dialog
    dialog.panel.pane.add_file("/tmp/a.p12")
    dialog.findChild(QLineEdit, "secretEdit").setText("right")
    dialog.findChild(QPushButton, "openCertificateButton").click()
    dialog.findChild(QPushButton, "signButton").click()
    success = world.flow.prepared.success
    assert success.isVisible()
    assert len(port.sent) == 1
    success.continueRequested.emit()
    success.accept()
    assert not world.flow.prepared.is_open
    assert world.flow.login.view is not None


# --- another start ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/tmp/phieu.qlts", "/tmp/Phiếu của thủ trưởng.qlts", "/tmp/a\nb.qlts", "/tmp/" + "x" * 3000 + ".qlts"]
)
def test_a_later_start_hands_its_file_over(qtbot, tmp_path, path: str):
    from PySide6.QtNetwork import QLocalSocket

    from qlts_desktop.ui.shell.single_instance import Claim, _file_request

    first = SingleInstance(tmp_path)
    assert first.claim(limit=1.0) is Claim.FIRST
    first.serve()
    qtbot.waitUntil(lambda: first._server is not None)
    later = QLocalSocket()
    later.connectToServer(first._addresses()[0])
    answer = bytearray()
    later.readyRead.connect(lambda: answer.extend(later.readAll().data()))
    with qtbot.waitSignal(first.fileRequested) as asked:
        later.write(_file_request(path))
    qtbot.waitUntil(lambda: bytes(answer) == b"forward\n")
    assert asked.args == [path]
    first.release()


@pytest.mark.parametrize("request_", [b"open !!!\n", b"open \n", b"openly\n", b"what\n"])
def test_a_request_that_is_none_opens_nothing(request_: bytes):
    from qlts_desktop.ui.shell.single_instance import _requested_file

    assert _requested_file(request_) == ""
