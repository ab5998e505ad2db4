"""The real app on a local store that is damaged, changed or cannot be written, with the licensor and without."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QLabel

from qlts_desktop.bootstrap import Assembly
from qlts_desktop.services.credentials import Credentials
from tests.bench.file_keyring import FileKeyring
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.licensor_process import DemoLicensor, running_licensor
from tests.no_writing import fill, small_disk, unwritable
from tests.remembered import remember

pytestmark = pytest.mark.e2e

STORE = "qlts-desktop.sqlite3"
DAMAGED = "Bản giấy phép trên máy này bị hỏng"
CHANGED = "Bản giấy phép trên máy này đã bị thay đổi"


@pytest.fixture
def kept_tokens(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """A keyring of the test's own."""
    before = keyring.get_keyring()
    file = tmp_path / "keyring.json"
    monkeypatch.setenv("QLTS_BENCH_KEYRING", str(file))
    keyring.set_keyring(FileKeyring())
    yield file
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoLicensor, Path]:
    """A data folder and a keyring of a user who logged in once, and a licensor that is gone since."""
    folder = tmp_path_factory.mktemp("left")
    before = keyring.get_keyring()
    with pytest.MonkeyPatch.context() as patch, running_licensor(folder / "licensor") as licensor:
        patch.setenv("QLTS_BENCH_KEYRING", str(folder / "keyring.json"))
        keyring.set_keyring(FileKeyring())
        remember(licensor, folder / "client", Credentials())
        keyring.set_keyring(before)
    return licensor, folder


@pytest.fixture
def offline(left_behind, kept_tokens: Path, tmp_path: Path) -> tuple[DemoLicensor, Path]:
    """The licensor that is gone, and a copy of the data folder."""
    licensor, folder = left_behind
    shutil.copy(folder / "keyring.json", kept_tokens)
    return licensor, Path(shutil.copytree(folder / "client", tmp_path / "client"))


@pytest.fixture
def online(untouched_licensor: DemoLicensor, kept_tokens: Path, tmp_path: Path) -> tuple[DemoLicensor, Path]:
    """A licensor that answers, and the data folder of a user who logged in once."""
    remember(untouched_licensor, tmp_path / "client", Credentials())
    return untouched_licensor, tmp_path / "client"


def change_licence(data: Path, change: Callable[[str], str]) -> None:
    raw = sqlite3.connect(data / STORE)
    with raw:
        (file,) = raw.execute("SELECT file FROM licence").fetchone()
        raw.execute("UPDATE licence SET file = ?", (change(file),))
    raw.close()


def cut(file: str) -> str:
    return file[: len(file) // 2]


def forge(file: str) -> str:
    """Another signature of the right shape."""
    head, _dot, signature = file.rpartition(".")
    return f"{head}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"


def raise_serial(data: Path) -> None:
    """As if a newer licence had been seen: the one kept is an older one put in its place."""
    raw = sqlite3.connect(data / STORE)
    with raw:
        raw.execute("UPDATE licence SET serial = serial + 1")
    raw.close()


def all_words(assembly: Assembly) -> str:
    labels = assembly.flow.screens.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


# --- damaged, changed, first run ----------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "words"), [(cut, DAMAGED), (forge, CHANGED)])
def test_a_bad_copy_online_is_fetched_again_and_said(qapp, driver: Driver, online, change, words):
    licensor, data = online
    change_licence(data, change)
    with running_app(qapp, licensor, data) as assembly:
        assert words in all_words(assembly)
        driver.see("workspacePage")
        assert driver.see("infoBar").text.startswith(f"{words}. Giấy phép đã được tải lại")
        assert assembly.licences.cached(assembly.flow.account.unit_code) is not None
    with running_app(qapp, licensor, data) as assembly:
        driver.see("workspacePage")
        assert words not in all_words(assembly)


@pytest.mark.parametrize(("change", "words"), [(cut, DAMAGED), (forge, CHANGED)])
def test_a_bad_copy_offline_is_told_apart(qapp, driver: Driver, offline, change, words):
    licensor, data = offline
    change_licence(data, change)
    with running_app(qapp, licensor, data):
        assert driver.see("gateTitle", QLabel).text() == words
        assert driver.find("gateRefreshButton") is not None


def test_an_older_licence_than_was_seen_is_told_offline(qapp, driver: Driver, offline):
    licensor, data = offline
    raise_serial(data)
    with running_app(qapp, licensor, data):
        assert driver.see("gateTitle", QLabel).text() == CHANGED
        assert "cũ hơn" in driver.value("gateText")


def test_a_store_that_is_no_database_is_told_and_a_login_mends_it(qapp, driver: Driver, online):
    licensor, data = online
    (data / STORE).write_bytes(b"no database" * 1000)
    with running_app(qapp, licensor, data):
        driver.see("loginView")
        assert "Không đọc được dữ liệu lưu trên máy" in driver.value("errorTitle")
        main_job.log_in(driver, licensor.account("expiring"))
        driver.see("workspacePage")
    with running_app(qapp, licensor, data) as assembly:
        assert assembly.store.check() is None
    assert len(list(data.glob(f"{STORE}.damaged-*"))) == 1


@pytest.mark.parametrize("network", ["online", "offline"])
def test_a_first_run_says_nothing_of_damage(request, qapp, driver: Driver, network: str, tmp_path: Path):
    licensor, _data = request.getfixturevalue(network)
    with running_app(qapp, licensor, tmp_path / "new") as assembly:
        driver.see("loginView")
        assert not assembly.flow.login.view.error_panel.isVisible()
        main_job.log_in(driver, licensor.account("expiring"))
        driver.see("workspacePage" if network == "online" else "errorTitle")
        words = all_words(assembly)
    assert "hỏng" not in words
    assert "bị thay đổi" not in words


# --- nothing can be written ---------------------------------------------------------------------------------


def test_a_read_only_folder_takes_no_stage_away_offline(qapp, driver: Driver, offline):
    licensor, data = offline
    with unwritable(data), running_app(qapp, licensor, data):
        driver.see("workspacePage")
        assert f"thư mục {data} không cho ghi" in driver.see("machineBar").text
        driver.see("offlineLine")
        assert driver.find("gateDialog") is None


def test_a_full_disk_takes_no_stage_away_offline(qapp, driver: Driver, offline, tmp_path: Path):
    licensor, data = offline
    with small_disk(tmp_path / "disk", kibibytes=1024) as disk:
        shutil.copytree(data, disk, dirs_exist_ok=True)
        fill(disk)
        with running_app(qapp, licensor, disk):
            driver.see("workspacePage")
            assert "ổ đĩa đã đầy" in driver.see("machineBar").text


def test_what_is_typed_in_a_read_only_folder_reaches_the_licensor(
    qapp, driver: Driver, untouched_licensor, kept_tokens, tmp_path: Path
):
    data = tmp_path / "client"
    account = untouched_licensor.account("cut_off")
    with unwritable(data):
        with running_app(qapp, untouched_licensor, data):
            main_job.log_in(driver, account)
            main_job.open_wizard(driver)
            driver.type("unit_address", "So 77 pho Moi")
            driver.see("saveError")
            driver.click("closeButton")
            driver.gone("renewalWizard")
        with running_app(qapp, untouched_licensor, data):
            main_job.log_in(driver, account)
            main_job.open_wizard(driver)
            assert driver.value("unit_address") == "So 77 pho Moi"
