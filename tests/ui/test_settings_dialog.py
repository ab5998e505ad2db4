"""*Cài đặt* and the first start: tried, saved, cancelled, locked; with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qlts_desktop.core.appearance import Appearance, Language, Theme
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage
from qlts_desktop.core.machine_settings import IniFault, IniProblem, ProxyMode, SettingKey
from qlts_desktop.services.proxy import Proxy, ProxyLogin
from qlts_desktop.services.settings_port import AppSettings, RootCheck
from qlts_desktop.services.signing_port import FoundIdentities, KnownFile, SigningSettings
from qlts_desktop.ui import theme
from qlts_desktop.ui.application import use_theme
from qlts_desktop.ui.login.first_start_view import FirstStartView
from qlts_desktop.ui.messages.settings import Tone, connection_text
from qlts_desktop.ui.saving import FileSaver, set_usual_folder
from qlts_desktop.ui.settings.settings_dialog import SettingsDialog
from qlts_desktop.ui.signing.signing_settings_dialog import SigningSettingsDialog
from tests.ui.doubles.gatehouse import ACCOUNTANT, held
from tests.ui.doubles.renewal import complete_form
from tests.ui.doubles.sending import SigningDesk
from tests.ui.doubles.settings import ANSWERS, HELD, MemorySettings
from tests.ui.doubles.signing import NoSigning
from tests.ui.inline_runner import InlineRunner

LOGIN = ProxyLogin("kế toán", "mật khẩu")


@pytest.fixture
def settings() -> MemorySettings:
    return MemorySettings()


@pytest.fixture
def dialog(qtbot: QtBot, settings: MemorySettings) -> SettingsDialog:
    return dialog_of(qtbot, settings)


def dialog_of(qtbot: QtBot, settings: MemorySettings, signing: NoSigning | None = None) -> SettingsDialog:
    made = SettingsDialog(settings, signing or NoSigning(), "Trường THCS Nguyễn Bỉnh Khiêm", InlineRunner())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(autouse=True)
def usual(qapp: QApplication) -> Iterator[None]:
    yield
    set_usual_folder(qapp, "")
    use_theme(qapp, Theme.SYSTEM)


def typed(view: QWidget, name: str, text: str) -> None:
    """Type over what stands in a line."""
    edit = view.findChild(QLineEdit, name)
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)


def press(view: QWidget, name: str) -> None:
    view.findChild(QPushButton, name).click()


def said(view: QWidget, name: str) -> str:
    """What a label says; empty where it is not shown."""
    label = view.findChild(QLabel, name)
    return label.text() if label.isVisibleTo(view) else ""


def choose(view: QWidget, name: str, index: int) -> None:
    view.findChild(QComboBox, name).setCurrentIndex(index)


def by_hand(view: QWidget) -> None:
    view.findChild(QRadioButton, "proxyMode_manual").click()


def test_what_holds_is_shown_and_saving_nothing_closes(dialog: SettingsDialog, settings: MemorySettings) -> None:
    assert dialog.findChild(QLineEdit, "settingsServerEdit").text() == HELD.server
    assert dialog.findChild(QRadioButton, "proxyMode_system").isChecked()
    press(dialog, "settingsSaveButton")
    assert not dialog.isVisible()
    assert settings.kept == []


def test_everything_can_be_changed_and_saved(
    qtbot: QtBot, dialog: SettingsDialog, settings: MemorySettings, tmp_path: Path
) -> None:
    typed(dialog, "settingsServerEdit", "other.example.vn")
    by_hand(dialog)
    typed(dialog, "proxyAddressEdit", "proxy.vn:3128")
    dialog.findChild(QLineEdit, "proxyUserEdit").setText(LOGIN.user)
    dialog.findChild(QLineEdit, "proxyPasswordEdit").setText(LOGIN.password)
    choose(dialog, "languageCombo", 1)
    choose(dialog, "scaleCombo", 2)
    typed(dialog, "filesFolderEdit", str(tmp_path))
    with qtbot.waitSignal(dialog.serverChanged):
        press(dialog, "settingsSaveButton")
    assert not dialog.isVisible()
    assert settings.kept == [
        AppSettings(
            "other.example.vn",
            Proxy(ProxyMode.MANUAL, "proxy.vn:3128", LOGIN),
            Appearance(Language.ENGLISH, Theme.SYSTEM, 125),
            tmp_path,
        )
    ]


def test_a_theme_holds_as_soon_as_it_is_saved(dialog: SettingsDialog) -> None:
    choose(dialog, "themeCombo", 2)
    assert theme.current() is theme.LIGHT
    assert said(dialog, "restartHint") == ""
    press(dialog, "settingsSaveButton")
    assert theme.current() is theme.DARK


@pytest.mark.parametrize("name", ["languageCombo", "scaleCombo"])
def test_what_needs_a_restart_says_so(dialog: SettingsDialog, name: str) -> None:
    dialog.pages.setCurrentRow(2)
    choose(dialog, name, 1)
    assert "sau khi mở lại" in said(dialog, "restartHint")
    choose(dialog, name, 0)
    assert said(dialog, "restartHint") == ""


def test_files_are_proposed_in_the_folder_that_is_set(
    qtbot: QtBot, dialog: SettingsDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "Phiếu đăng ký"
    folder.mkdir()
    typed(dialog, "filesFolderEdit", str(folder))
    press(dialog, "settingsSaveButton")
    window = QWidget()
    qtbot.addWidget(window)
    saver = FileSaver(InlineRunner(), window)
    saver.ask("Lưu", "phieu.pdf", "pdf", "PDF (*.pdf)", b"x")
    assert saver.dialog is not None
    assert Path(saver.dialog.directory().absolutePath()) == folder
    assert saver.dialog.fileMode() is QFileDialog.FileMode.AnyFile
    saver.dialog.reject()


# --- cancelling ---------------------------------------------------------------------------------------------


def test_cancelling_without_a_change_closes(dialog: SettingsDialog, settings: MemorySettings) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert settings.kept == []


@pytest.mark.parametrize("leaves", [True, False])
def test_unsaved_changes_are_asked_about(dialog: SettingsDialog, settings: MemorySettings, leaves: bool) -> None:
    typed(dialog, "settingsServerEdit", "other.vn")
    dialog.close()
    assert dialog.isVisible()
    question = dialog.question
    assert question is not None
    role = QMessageBox.ButtonRole.DestructiveRole if leaves else QMessageBox.ButtonRole.RejectRole
    next(button for button in question.buttons() if question.buttonRole(button) is role).click()
    assert dialog.isVisible() is not leaves
    assert settings.kept == []
    if not leaves:
        assert dialog.findChild(QLineEdit, "settingsServerEdit").text() == "other.vn"
        typed(dialog, "settingsServerEdit", HELD.server)
        dialog.close()
        assert not dialog.isVisible()


# --- what goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "where", "words"),
    [
        (ErrorCode.SERVER_ADDRESS_WRONG, "settingsServerProblem", "Địa chỉ máy chủ chưa đúng"),
        (ErrorCode.PLAIN_HTTP_REFUSED, "settingsServerProblem", "https://"),
        (ErrorCode.PROXY_ADDRESS_WRONG, "proxyAddressProblem", "proxy.example.vn:8080"),
    ],
)
def test_what_is_not_taken_is_said_at_its_line(
    dialog: SettingsDialog, settings: MemorySettings, code: ErrorCode, where: str, words: str
) -> None:
    settings.keep_error = OperationError(code)
    typed(dialog, "settingsServerEdit", "x")
    by_hand(dialog)
    dialog.pages.setCurrentRow(3)
    press(dialog, "settingsSaveButton")
    assert dialog.isVisible()
    assert dialog.pages.currentRow() == 0
    assert words in said(dialog, where)
    assert dialog.is_changed


@pytest.mark.parametrize("code", [ErrorCode.FOLDER_NOT_WRITABLE, ErrorCode.STORE_TOO_NEW])
def test_what_could_not_be_kept_holds_and_is_said(
    dialog: SettingsDialog, settings: MemorySettings, code: ErrorCode
) -> None:
    settings.keep_error, settings.holds = OperationError(code, details={"path": "/dữ liệu"}), True
    choose(dialog, "themeCombo", 2)
    press(dialog, "settingsSaveButton")
    assert dialog.error_panel.error is settings.keep_error
    assert not dialog.is_changed
    assert theme.current() is theme.DARK


def test_without_a_keyring_the_password_holds_for_this_run(
    dialog: SettingsDialog, settings: MemorySettings
) -> None:
    settings.keep_error, settings.holds = OperationError(ErrorCode.KEYRING_UNAVAILABLE), True
    by_hand(dialog)
    typed(dialog, "proxyAddressEdit", "p.vn:1")
    typed(dialog, "proxyPasswordEdit", "x")
    press(dialog, "settingsSaveButton")
    assert "đến khi đóng chương trình" in said(dialog, "settingsSaved")
    dialog.close()
    assert not dialog.isVisible()


# --- trying -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "tone", "words"),
    [
        (ANSWERS, Tone.SUCCESS, ("phiên bản 1.2.3", "Không qua proxy", "khớp")),
        (replace(ANSWERS, clock_minutes=5), Tone.SUCCESS, ("khớp",)),
        (replace(ANSWERS, clock_minutes=6), Tone.WARNING, ("nhanh 6 phút",)),
        (replace(ANSWERS, clock_minutes=-6, through="p.vn:1"), Tone.WARNING, ("chậm 6 phút", "qua proxy p.vn:1")),
        (replace(ANSWERS, clock_minutes=None), Tone.WARNING, ("Chưa so được",)),
        (replace(ANSWERS, root=RootCheck.DIFFERS), Tone.ERROR, ("nhà cung cấp khác", "Khóa gốc")),
        (replace(ANSWERS, root=RootCheck.NOT_PINNED), Tone.WARNING, ("chưa xác minh được", "bộ cài")),
    ],
)
def test_a_try_is_told_in_words(
    dialog: SettingsDialog, settings: MemorySettings, found: object, tone: Tone, words: tuple[str, ...]
) -> None:
    settings.answer = found  # type: ignore[assignment]
    by_hand(dialog)
    typed(dialog, "proxyAddressEdit", "p.vn:1")
    press(dialog, "connectionTryButton")
    shown = f"{said(dialog, 'connectionVerdict')} {said(dialog, 'connectionLines')}"
    assert all(word in shown for word in words), shown
    assert dialog.findChild(QLabel, "connectionVerdict").property("verdict") == tone.value
    assert connection_text(found).tone is tone  # type: ignore[arg-type]
    assert settings.tried == [(HELD.server, Proxy(ProxyMode.MANUAL, "p.vn:1"))]
    assert settings.kept == []
    typed(dialog, "proxyAddressEdit", "p.vn:2")
    assert said(dialog, "connectionVerdict") == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ErrorCode.PROXY_UNREACHABLE, "Proxy không trả lời"),
        (ErrorCode.PROXY_LOGIN_NEEDED, "Proxy yêu cầu tên và mật khẩu"),
        (ErrorCode.CERTIFICATE_UNTRUSTED, "không đáng tin cậy"),
        (ErrorCode.NO_NETWORK, "Không kết nối được máy chủ"),
    ],
)
def test_a_try_that_fails_says_why(
    dialog: SettingsDialog, settings: MemorySettings, code: ErrorCode, words: str
) -> None:
    settings.answer = OperationError(code)
    press(dialog, "connectionTryButton")
    assert words in dialog.connection.findChild(QLabel, "errorTitle").text()


def test_a_wrong_address_is_said_at_its_line(dialog: SettingsDialog, settings: MemorySettings) -> None:
    settings.answer = OperationError(ErrorCode.SERVER_ADDRESS_WRONG)
    press(dialog, "connectionTryButton")
    assert "Không có dịch vụ" in said(dialog, "settingsServerProblem") or said(dialog, "settingsServerProblem")


# --- the administrator --------------------------------------------------------------------------------------


def test_what_is_locked_is_shown_and_cannot_be_changed(qtbot: QtBot, settings: MemorySettings) -> None:
    settings.locked = frozenset(SettingKey)
    settings.held = replace(HELD, proxy=Proxy(ProxyMode.MANUAL, "http://p.vn:1"))
    dialog = dialog_of(qtbot, settings)
    for name in ("settingsServerLocked", "proxyModeLocked", "proxyAddressLocked"):
        assert said(dialog, name) == "Do quản trị viên đặt"
    for name in ("settingsServerEdit", "proxyAddressEdit"):
        assert dialog.findChild(QLineEdit, name).isReadOnly()
    assert not dialog.findChild(QRadioButton, "proxyMode_none").isEnabled()
    assert dialog.findChild(QRadioButton, "proxyMode_manual").isChecked()
    assert not dialog.findChild(QLineEdit, "proxyUserEdit").isReadOnly()


def test_what_is_locked_for_signing_is_shown_there(qtbot: QtBot) -> None:
    signing = SigningDesk()
    signing.kept = SigningSettings(
        "http://tsa.vn", locked=frozenset({SettingKey.TIME_STAMP_SERVER, SettingKey.TRUST_FOLDER})
    )
    dialog = SigningSettingsDialog(signing, complete_form(), "LÊ QUANG MINH", InlineRunner())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.server_row.edit.isReadOnly()
    assert not dialog.findChild(QPushButton, "trustFolderButton").isEnabled()
    assert said(dialog, "timeStampLocked") == "Do quản trị viên đặt"
    assert not dialog.driver_row.edit.isReadOnly()


@pytest.mark.parametrize("fault", IniFault)
def test_a_line_of_the_administrators_that_is_left_out_is_named(
    qtbot: QtBot, settings: MemorySettings, fault: IniFault
) -> None:
    settings.problems = (IniProblem("/etc/qlts-desktop/qlts.ini", 3, fault, "adress"),)
    shown = said(dialog_of(qtbot, settings), "iniProblems")
    assert "/etc/qlts-desktop/qlts.ini" in shown
    assert "vẫn có hiệu lực" in shown
    whole_file = fault in (IniFault.NOT_TEXT, IniFault.NOT_READABLE)
    assert whole_file or ("dòng 3" in shown and "adress" in shown)


# --- signing ------------------------------------------------------------------------------------------------


class Remembering(NoSigning):
    """Two certificate files, until they are forgotten."""

    def __init__(self) -> None:
        self.paths = [Path("/home/Kế toán/chứng thư.p12"), Path("/b.p12")]

    def look(self, report: object, *, anew: bool) -> FoundIdentities:
        files = tuple(KnownFile(path, is_there=True) for path in self.paths)
        return FoundIdentities((), files, (), (), 0)

    def forget_file(self, path: Path) -> None:
        self.paths.remove(path)


def test_remembered_certificate_files_are_listed_and_forgotten(qtbot: QtBot, settings: MemorySettings) -> None:
    signing = Remembering()
    dialog = dialog_of(qtbot, settings, signing)
    dialog.pages.setCurrentRow(1)
    files = dialog.findChild(QListWidget, "settingsCertificateFiles")
    assert [files.item(row).text() for row in range(files.count())] == ["/home/Kế toán/chứng thư.p12", "/b.p12"]
    files.setCurrentRow(0)
    press(dialog, "settingsForgetFileButton")
    assert signing.paths == [Path("/b.p12")]
    assert files.count() == 1


def test_the_way_to_the_signing_settings(qtbot: QtBot, settings: MemorySettings) -> None:
    dialog = dialog_of(qtbot, settings, SigningDesk())  # type: ignore[arg-type]
    dialog.pages.setCurrentRow(1)
    press(dialog, "settingsSigningButton")
    assert dialog.signing.dialog is not None
    dialog.signing.dialog.reject()
    assert dialog.signing.dialog is None


# --- the keyboard -------------------------------------------------------------------------------------------


def test_the_keyboard_alone_reaches_everything(dialog: SettingsDialog, settings: MemorySettings) -> None:
    dialog.pages.setFocus()
    reached: set[str] = set()
    for row in range(dialog.pages.count()):
        dialog.pages.setFocus()
        while dialog.pages.currentRow() < row:
            QTest.keyClick(dialog.pages, Qt.Key.Key_Down)
        for _step in range(20):
            focused = QApplication.focusWidget()
            assert focused is not None
            reached.add(focused.objectName())
            QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached >= {
        *("settingsPages", "settingsServerEdit", "connectionTryButton", "settingsSigningButton"),
        *("languageCombo", "themeCombo", "scaleCombo", "filesFolderEdit", "filesFolderButton"),
        *("dataFolderOpenButton", "settingsCancelButton", "settingsSaveButton"),
    }
    typed(dialog, "settingsServerEdit", "new.vn")
    QTest.keyClick(dialog.findChild(QLineEdit, "settingsServerEdit"), Qt.Key.Key_Return)
    assert [kept.server for kept in settings.kept] == ["new.vn"]


# --- the first start ----------------------------------------------------------------------------------------


@pytest.fixture
def first(qtbot: QtBot, settings: MemorySettings) -> FirstStartView:
    settings.held = AppSettings()
    made = FirstStartView(settings, InlineRunner())
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_start_asks_tries_and_goes_on(
    qtbot: QtBot, first: FirstStartView, settings: MemorySettings
) -> None:
    typed(first, "settingsServerEdit", "qlts.example.vn")
    press(first, "connectionTryButton")
    assert "Đã kết nối được" in said(first, "connectionVerdict")
    with qtbot.waitSignal(first.done):
        QTest.keyClick(first.form.server_row.edit, Qt.Key.Key_Return)
    assert settings.kept == [AppSettings("qlts.example.vn")]


def test_the_first_start_does_not_go_on_without_an_address(
    first: FirstStartView, settings: MemorySettings
) -> None:
    press(first, "firstStartNextButton")
    assert said(first, "settingsServerProblem")
    settings.keep_error = OperationError(ErrorCode.PLAIN_HTTP_REFUSED)
    typed(first, "settingsServerEdit", "http://qlts.example.vn")
    press(first, "firstStartNextButton")
    assert "https://" in said(first, "settingsServerProblem")
    assert settings.kept == []


def test_where_nothing_can_be_kept_the_first_start_goes_on(
    qtbot: QtBot, first: FirstStartView, settings: MemorySettings
) -> None:
    settings.keep_error, settings.holds = OperationError(ErrorCode.FOLDER_NOT_WRITABLE), True
    typed(first, "settingsServerEdit", "qlts.example.vn")
    with qtbot.waitSignal(first.done) as done:
        press(first, "firstStartNextButton")
    assert done.args == [settings.keep_error]


# --- in the program -----------------------------------------------------------------------------------------


def test_the_flow_asks_for_the_server_once(qtbot: QtBot, make_world) -> None:
    world = make_world(held(Stage.ACTIVE))
    world.sessions.server_url = ""
    world.flow.start()
    assert world.flow.login.view is None
    view = world.flow.login.first_start
    assert view is not None
    typed(view, "settingsServerEdit", "https://qlts.example.vn")
    world.sessions.server_url = "https://qlts.example.vn"
    press(view, "firstStartNextButton")
    assert world.flow.login.first_start is None
    assert world.flow.login.view is not None


def test_another_server_in_the_settings_leads_to_its_login(qtbot: QtBot, make_world) -> None:
    world = make_world(held(Stage.ACTIVE), held(Stage.ACTIVE), remembered=ACCOUNTANT)
    world.flow.start()
    window = world.flow.screens.window
    window.firstPainted.emit()
    window.findChild(QAction, "actionSettings").trigger()
    dialog = world.flow.settings.dialog
    assert dialog is not None
    typed(dialog, "settingsServerEdit", "https://other.vn")
    press(dialog, "settingsSaveButton")
    assert world.flow.settings.dialog is None
    assert world.flow.login.view is not None
    assert "máy chủ khác" in world.flow.login.view.ui.loginMessage.text()


def test_over_a_blocking_dialog_the_settings_cover_it_and_bring_it_back(qtbot: QtBot, make_world) -> None:
    world = make_world(held(Stage.CUT_OFF))
    world.flow.start()
    world.log_in()
    gate = world.flow.screens.gate
    assert gate is not None
    gate.findChild(QAction, "gateActionSettings").trigger()
    assert not gate.isVisible()
    dialog = world.flow.settings.dialog
    assert dialog is not None
    dialog.reject()
    assert gate.isVisible()


def test_from_the_login_the_settings_are_reached(qtbot: QtBot, make_world) -> None:
    world = make_world(held(Stage.ACTIVE))
    world.flow.start()
    view = world.flow.login.view
    assert view is not None
    view.ui.serverButton.click()
    press(view, "loginSettingsButton")
    assert world.flow.settings.dialog is not None
    world.flow.settings.close()


# --- the asset software -------------------------------------------------------------------------------------


def test_the_workspace_hands_the_licence_to_what_the_administrator_has_set(make_world) -> None:
    settings = MemorySettings()
    settings.program = "/opt/qlts/qlts"
    world = make_world(held(Stage.ACTIVE), settings=settings)
    world.flow.start()
    world.log_in()
    button = world.window.findChild(QPushButton, "enterSoftwareButton")
    assert button.isVisible()
    button.click()
    assert settings.handed == [held(Stage.ACTIVE).file]
    settings.enter_error = OperationError(ErrorCode.PROGRAM_NOT_STARTED, details={"path": settings.program})
    button.click()
    assert "/opt/qlts/qlts" in world.words("errorText")


def test_without_any_program_set_there_is_no_way_into_it(make_world) -> None:
    world = make_world(held(Stage.ACTIVE))
    world.flow.start()
    world.log_in()
    assert not world.window.findChild(QPushButton, "enterSoftwareButton").isVisible()
