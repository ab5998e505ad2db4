"""Where nothing can be written, what was kept can still be read, and every write says why it did not happen."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_drafts import KeptDraft
from qlts_desktop.services.local_outbox import OutboxEntry
from qlts_desktop.services.local_schema import MIGRATIONS
from qlts_desktop.services.local_store import KeptLicence, LocalStore
from qlts_desktop.services.ports import Account
from tests.no_writing import as_nobody, fill, small_disk, unwritable

NOW = datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)
OWNER = Owner("https://qlts.example.vn", "DEMO01")
ACCOUNT = Account("DEMO01", "Sở Tài chính", "ketoan", "Nguyễn Thị Ánh", can_renew=True)
LICENCE = KeptLicence("a.b.c", '"7"', 7, NOW)
ENTRY = OutboxEntry("key-1", "123456789", "signed", 4, b"%PDF \x00\xff", NOW)
NAME = "store.sqlite3"

WRITES: list[Callable[[LocalStore], object]] = [
    lambda store: store.set_setting("a", "c"),
    lambda store: store.remember_account(OWNER.server, ACCOUNT, NOW),
    lambda store: store.keep_licence(OWNER, LICENCE),
    lambda store: store.keep_typed(OWNER, "123456789", "{}", NOW),
    lambda store: store.put_in_outbox(OWNER, ENTRY),
    lambda store: store.remove_from_outbox("key-1"),
]


def put_everything(store: LocalStore) -> None:
    store.set_setting("a", "b")
    store.remember_account(OWNER.server, ACCOUNT, NOW)
    store.keep_licence(OWNER, LICENCE)
    store.keep_typed(OWNER, "123456789", "typed", NOW)
    store.finish_submission(OWNER, ENTRY, "R-1", "r.r.r", NOW)
    store.keep_typed(OWNER, "123456789", "typed", NOW)
    store.put_in_outbox(OWNER, ENTRY)


def reads_everything(store: LocalStore) -> bool:
    assert store.setting("a") == "b"
    assert store.last_account(OWNER.server) == ACCOUNT
    assert store.licence(OWNER) == LICENCE
    assert store.draft(OWNER, "123456789") == KeptDraft("typed", None, NOW)
    assert store.outbox(OWNER) == ENTRY
    assert store.receipts(OWNER, "123456789") == ("r.r.r",)
    return True


def refused(store: LocalStore) -> set[ErrorCode]:
    """What every way of writing is answered with."""
    codes = set()
    for write in WRITES:
        with pytest.raises(OperationError) as caught:
            write(store)
        codes.add(caught.value.code)
    return codes


def problem(store: LocalStore) -> ErrorCode | None:
    found = store.check()
    return None if found is None else found.code


def write_store(folder: Path, *, killed: bool = False) -> None:
    """A store with everything in it, closed in order or left by a killed process with its journal."""
    folder.mkdir(parents=True, exist_ok=True)
    ending = "os._exit(9)" if killed else "store.close()"
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from tests.services.test_store_without_writing import NAME, LocalStore, put_everything\n"
        f"store = LocalStore(Path(sys.argv[1]) / NAME)\nput_everything(store)\n{ending}\n"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=False, cwd=Path.cwd())
    assert (folder / f"{NAME}-wal").exists() == killed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened() -> Iterator[Callable[[Path], LocalStore]]:
    stores: list[LocalStore] = []

    def start(folder: Path) -> LocalStore:
        stores.append(LocalStore(folder / NAME))
        return stores[-1]

    yield start
    for store in stores:
        store.close()


# --- a folder that cannot be written ------------------------------------------------------------------------


@pytest.mark.parametrize("killed", [False, True])
def test_in_a_read_only_folder_everything_can_be_read(opened, folder: Path, killed: bool):
    write_store(folder, killed=killed)
    with unwritable(folder):
        store = opened(folder)
        assert problem(store) is ErrorCode.FOLDER_NOT_WRITABLE
        assert reads_everything(store)
        assert refused(store) == {ErrorCode.FOLDER_NOT_WRITABLE}
        assert reads_everything(store)
    assert problem(store) is None
    store.set_setting("a", "written again")
    assert store.setting("a") == "written again"


def test_a_journal_whose_index_is_gone_is_read_too(opened, folder: Path):
    write_store(folder, killed=True)
    (folder / f"{NAME}-shm").unlink()
    with unwritable(folder):
        assert reads_everything(opened(folder))


def test_an_empty_read_only_folder_is_a_store_with_nothing_in_it(opened, folder: Path):
    folder.mkdir()
    with unwritable(folder):
        store = opened(folder)
        assert problem(store) is ErrorCode.FOLDER_NOT_WRITABLE
        assert store.last_account(OWNER.server) is None
        assert store.licence(OWNER) is None
        assert refused(store) == {ErrorCode.FOLDER_NOT_WRITABLE}


def test_an_older_programs_store_is_read_without_being_migrated(opened, folder: Path):
    folder.mkdir()
    raw = sqlite3.connect(folder / NAME)
    raw.executescript(MIGRATIONS[0])
    raw.execute("INSERT INTO setting VALUES ('a', 'b')")
    raw.execute("PRAGMA user_version = 1")
    raw.commit()
    raw.close()
    with unwritable(folder):
        store = opened(folder)
        assert store.setting("a") == "b"
        with store._database.reading() as rows:
            assert rows.execute("SELECT count(*) FROM clock").fetchone() == (0,)


def test_a_damaged_file_in_a_read_only_folder_is_not_called_empty(opened, folder: Path):
    folder.mkdir()
    (folder / NAME).write_bytes(b"not a database at all" * 500)
    with unwritable(folder):
        store = opened(folder)
        with pytest.raises(OperationError):
            store.licence(OWNER)
        assert problem(store) is ErrorCode.FOLDER_NOT_WRITABLE
    assert problem(store) is ErrorCode.STORE_DAMAGED


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another owner")
@pytest.mark.parametrize("mode", [0o644, 0o600])
def test_another_owners_file_is_read_where_it_may_be(opened, mode: int):
    shared = Path(tempfile.mkdtemp())
    try:
        write_store(shared)
        shared.chmod(0o755)
        (shared / NAME).chmod(mode)
        store = opened(shared)
        with as_nobody():
            assert refused(store) == {ErrorCode.FOLDER_NOT_WRITABLE}
            if mode == 0o644:
                assert reads_everything(store)
            else:
                with pytest.raises(OperationError) as caught:
                    store.licence(OWNER)
                assert caught.value.code is ErrorCode.FOLDER_NOT_WRITABLE
    finally:
        shutil.rmtree(shared)


# --- a full disk --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("killed", [False, True])
def test_on_a_full_disk_everything_can_be_read_and_writing_goes_on_with_space(opened, tmp_path, killed):
    write_store(tmp_path / "made", killed=killed)
    with small_disk(tmp_path / "disk", kibibytes=1024) as disk:
        shutil.copytree(tmp_path / "made", disk, dirs_exist_ok=True)
        filler = fill(disk)
        store = opened(disk)
        assert problem(store) is ErrorCode.DISK_FULL
        assert reads_everything(store)
        with pytest.raises(OperationError) as caught:
            store.keep_typed(OWNER, "987654321", "x" * 300_000, NOW)
        assert caught.value.code is ErrorCode.DISK_FULL
        assert reads_everything(store)
        filler.unlink()
        assert problem(store) is None
        store.set_setting("a", "written again")
        assert store.setting("a") == "written again"
        store.close()


def test_a_disk_that_fills_up_while_the_program_runs(opened, tmp_path: Path):
    with small_disk(tmp_path / "disk", kibibytes=1024) as disk:
        store = opened(disk)
        put_everything(store)
        assert problem(store) is None
        filler = fill(disk)
        with pytest.raises(OperationError) as caught:
            store.keep_typed(OWNER, "987654321", "x" * 300_000, NOW)
        assert caught.value.code is ErrorCode.DISK_FULL
        assert problem(store) is ErrorCode.DISK_FULL
        assert reads_everything(store)
        filler.unlink()
        store.keep_typed(OWNER, "987654321", "x", NOW)
        assert problem(store) is None
        store.close()
