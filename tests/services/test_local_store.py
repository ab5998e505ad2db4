"""What was kept is there after a crash; what cannot be kept says so; a damaged file stops nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_drafts import EARLIER_VALUES_AT_MOST, KeptDraft
from qlts_desktop.services.local_outbox import OutboxEntry
from qlts_desktop.services.local_schema import MIGRATIONS
from qlts_desktop.services.local_store import KeptLicence, LocalStore
from qlts_desktop.services.ports import Account

NOW = datetime(2026, 11, 23, 1, 2, 3, 456000, tzinfo=UTC)
TOLD_ON = date(2026, 11, 23)
OWNER = Owner("https://qlts.example.vn", "DEMO01")
OTHER_UNIT = Owner("https://qlts.example.vn", "DEMO02")
OTHER_SERVER = Owner("https://other.example.vn", "DEMO01")
ENTRY = OutboxEntry("key-1", "123456789", "signed", 4, b"%PDF \x00\xff", NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "store.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[LocalStore]:
    made = LocalStore(path, now=lambda: NOW)
    yield made
    made.close()


def reopened(path: Path) -> LocalStore:
    return LocalStore(path, now=lambda: NOW)


def code(caught: pytest.ExceptionInfo[OperationError]) -> ErrorCode:
    return caught.value.code


# --- what is kept -------------------------------------------------------------------------------------------


def test_everything_is_there_when_opened_again(store: LocalStore, path: Path):
    account = Account("DEMO01", "Sở Tài chính", "ketoan", "Nguyễn Thị Ánh", can_renew=True)
    store.set_setting("server_url", OWNER.server)
    store.remember_account(OWNER.server, account, NOW)
    store.keep_licence(OWNER, KeptLicence("a.b.c", '"7"', 7, NOW))
    store.keep_typed(OWNER, "123456789", '{"unit":{}}', NOW)
    store.put_in_outbox(OWNER, ENTRY)
    store.keep_notice_told(OWNER, "term_ends", TOLD_ON)
    store.close()

    again = reopened(path)
    assert again.setting("server_url") == OWNER.server
    assert again.last_account(OWNER.server) == account
    assert again.licence(OWNER) == KeptLicence("a.b.c", '"7"', 7, NOW)
    assert again.draft(OWNER, "123456789") == KeptDraft('{"unit":{}}', None, NOW)
    assert again.outbox(OWNER) == ENTRY
    assert again.notice_told_on(OWNER, "term_ends") == TOLD_ON
    again.close()


def test_nothing_is_there_at_first(store: LocalStore):
    assert store.check() is None
    assert store.setting("server_url") is None
    assert store.last_account(OWNER.server) is None
    assert store.licence(OWNER) is None
    assert store.draft(OWNER, "1") is None
    assert store.outbox(OWNER) is None
    assert store.receipts(OWNER, "1") == ()
    assert store.notice_told_on(OWNER, "term_ends") is None


@pytest.mark.parametrize("other", [OTHER_UNIT, OTHER_SERVER])
def test_units_and_servers_are_kept_apart(store: LocalStore, other: Owner):
    store.keep_licence(OWNER, KeptLicence("a.b.c", "", 7, NOW))
    store.keep_typed(OWNER, "123456789", "{}", NOW)
    store.put_in_outbox(OWNER, ENTRY)
    store.finish_submission(OWNER, ENTRY, "R-1", "r.r.r", NOW)
    store.keep_notice_told(OWNER, "term_ends", TOLD_ON)
    assert store.notice_told_on(other, "term_ends") is None
    assert store.licence(other) is None
    assert store.draft(other, "123456789") is None
    assert store.outbox(other) is None
    assert store.receipts(other, "123456789") == ()


def test_the_last_to_log_in_is_the_one_remembered(store: LocalStore):
    first = Account("DEMO01", "A", "ketoan", "Ánh", can_renew=True)
    second = Account("DEMO02", "B", "xem", "Bình", can_renew=False)
    store.remember_account(OWNER.server, second, NOW)
    store.remember_account(OWNER.server, first, NOW + timedelta(hours=1))
    assert store.last_account(OWNER.server) == first
    store.forget_account(OWNER.server, first)
    assert store.last_account(OWNER.server) == second
    assert store.last_account(OTHER_SERVER.server) is None


def test_the_last_day_of_each_topic_is_kept(store: LocalStore):
    store.keep_notice_told(OWNER, "term_ends", TOLD_ON)
    store.keep_notice_told(OWNER, "term_ends", TOLD_ON + timedelta(days=1))
    store.keep_notice_told(OWNER, "renewed:2027-12-31", TOLD_ON)
    assert store.notice_told_on(OWNER, "term_ends") == TOLD_ON + timedelta(days=1)
    assert store.notice_told_on(OWNER, "renewed:2027-12-31") == TOLD_ON


def test_a_serial_never_falls(store: LocalStore):
    newer = KeptLicence("newer", "", 8, NOW)
    store.keep_licence(OWNER, newer)
    store.keep_licence(OWNER, KeptLicence("older", "", 7, NOW))
    assert store.licence(OWNER) == newer
    again = KeptLicence("newer", '"8"', 8, NOW + timedelta(days=1))
    store.keep_licence(OWNER, again)
    assert store.licence(OWNER) == again


def test_typed_and_base_do_not_touch_each_other(store: LocalStore):
    store.keep_typed(OWNER, "1", "typed", NOW)
    store.keep_base(OWNER, "1", "base", NOW + timedelta(seconds=1))
    assert store.draft(OWNER, "1") == KeptDraft("typed", "base", NOW)
    store.keep_typed(OWNER, "1", "typed more", NOW + timedelta(seconds=2))
    assert store.draft(OWNER, "1") == KeptDraft("typed more", "base", NOW + timedelta(seconds=2))


def test_what_stands_aside_is_kept_with_what_is_typed(store: LocalStore):
    store.keep_typed(OWNER, "1", "typed", NOW, "aside")
    store.keep_base(OWNER, "1", "base", NOW)
    assert store.draft(OWNER, "1") == KeptDraft("typed", "base", NOW, "aside")
    kept = store.update_draft(OWNER, "1", lambda draft: draft or KeptDraft(None, None, NOW))
    assert store.draft(OWNER, "1") == kept
    store.keep_typed(OWNER, "1", "typed more", NOW)
    assert store.draft(OWNER, "1") == KeptDraft("typed more", "base", NOW, None)


def test_values_sent_before_come_back_the_last_used_first_and_of_the_unit_only(store: LocalStore):
    for number, name in enumerate(("Ánh", "Bình", "Ánh", "Châu")):
        at = NOW + timedelta(days=number)
        store.finish_submission(OWNER, ENTRY, f"R-{number}", "r.r.r", at, [("/unit/contact_name", name)])
    assert store.earlier_values(OWNER) == {"/unit/contact_name": ("Châu", "Ánh", "Bình")}
    assert store.earlier_values(OTHER_UNIT) == {}
    assert store.earlier_values(OTHER_SERVER) == {}


def test_of_each_field_the_values_used_last_stay(store: LocalStore):
    for number in range(EARLIER_VALUES_AT_MOST + 3):
        values = [("/unit/phone", str(number)), ("/unit/email", "a@b.vn")]
        store.finish_submission(OWNER, ENTRY, f"R-{number}", "r.r.r", NOW + timedelta(days=number), values)
    found = store.earlier_values(OWNER)
    assert len(found["/unit/phone"]) == EARLIER_VALUES_AT_MOST
    assert found["/unit/phone"][-1] == "3"
    assert found["/unit/email"] == ("a@b.vn",)


def test_a_store_of_the_version_before_keeps_its_drafts(tmp_path: Path):
    path = tmp_path / "older.sqlite3"
    raw = sqlite3.connect(path)
    for script in MIGRATIONS[:2]:
        raw.executescript(script)
    raw.execute("INSERT INTO draft VALUES (?, ?, '1', 'typed', 'base', ?)", (*astuple(OWNER), NOW.isoformat()))
    raw.execute("PRAGMA user_version = 2")
    raw.commit()
    raw.close()
    older = LocalStore(path)
    assert older.draft(OWNER, "1") == KeptDraft("typed", "base", NOW, None)
    assert older.earlier_values(OWNER) == {}
    older.close()


def test_a_second_submission_of_a_unit_cannot_be_put_in(store: LocalStore):
    store.put_in_outbox(OWNER, ENTRY)
    with pytest.raises(OperationError):
        store.put_in_outbox(OWNER, OutboxEntry("key-2", "123456789", "signed", 4, b"%PDF", NOW))
    assert store.outbox(OWNER) == ENTRY


def test_a_finished_submission_leaves_its_receipt_only(store: LocalStore):
    store.keep_typed(OWNER, "123456789", "{}", NOW)
    store.put_in_outbox(OWNER, ENTRY)
    store.finish_submission(OWNER, ENTRY, "R-1", "r.r.r", NOW)
    store.finish_submission(OWNER, ENTRY, "R-1", "r.r.r", NOW)
    assert store.outbox(OWNER) is None
    assert store.draft(OWNER, "123456789") is None
    assert store.receipts(OWNER, "123456789") == ("r.r.r",)


def test_text_that_looks_like_sql_is_text(store: LocalStore):
    name = "'; DROP TABLE setting; --"
    store.set_setting(name, name)
    assert store.setting(name) == name


def test_nobody_else_on_the_pc_can_read_it(store: LocalStore, path: Path):
    store.set_setting("a", "b")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


# --- crashes and company ------------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_store import LocalStore
store = LocalStore(Path(sys.argv[1]))
for number in range(1000):
    store.keep_typed(Owner("s", "u"), "1", str(number), datetime.now(UTC))
    print(number, flush=True)
"""


def test_what_was_kept_survives_a_kill(path: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            if int(line) == 30:
                process.send_signal(signal.SIGKILL)
                break
        process.wait()
    store = reopened(path)
    draft = store.draft(Owner("s", "u"), "1")
    store.close()
    assert draft is not None
    assert draft.typed is not None
    assert int(draft.typed) >= 30


def test_many_threads_and_a_second_program_write_at_once(store: LocalStore, path: Path):
    second = reopened(path)
    failures: list[BaseException] = []

    def write(which: LocalStore, number: int) -> None:
        try:
            for step in range(10):
                which.set_setting(f"{number}-{step}", "x")
        except BaseException as error:
            failures.append(error)

    threads = [
        threading.Thread(target=write, args=(which, number)) for number, which in enumerate((store, store, second))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert failures == []
    assert all(store.setting(f"{number}-{step}") == "x" for number in range(3) for step in range(10))


def test_a_change_that_fails_changes_nothing(store: LocalStore):
    store.keep_typed(OWNER, "1", "typed", NOW)

    def failing(_kept: KeptDraft | None) -> KeptDraft:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the very exception raised above
        store.update_draft(OWNER, "1", failing)
    store.set_setting("after", "works")
    assert store.draft(OWNER, "1") == KeptDraft("typed", None, NOW)


# --- damage -------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_database_is_moved_aside(path: Path):
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 500)
    store = reopened(path)
    problem = store.check()
    assert problem is not None
    assert problem.code is ErrorCode.STORE_DAMAGED
    aside = Path(problem.details["path"])
    assert aside.name == "store.sqlite3.damaged-20261123T010203.456000Z"
    assert aside.read_bytes().startswith(b"not a database")
    store.set_setting("a", "b")
    assert store.setting("a") == "b"
    assert store.check() is problem
    store.close()


def test_damage_inside_the_file_is_found(path: Path):
    store = reopened(path)
    for number in range(200):
        store.set_setting(f"name {number}", "x" * 200)
    store.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
    path.write_bytes(content)
    problem = store.check()
    assert problem is not None
    assert problem.code is ErrorCode.STORE_DAMAGED
    assert store.setting("name 1") is None
    store.close()


def test_damage_while_running_is_told_once(store: LocalStore, path: Path):
    store.keep_typed(OWNER, "1", "typed", NOW)
    store.close()
    path.write_bytes(b"\x00garbage" * 3000)
    with pytest.raises(OperationError) as caught:
        store.keep_typed(OWNER, "1", "typed again", NOW)
    assert code(caught) is ErrorCode.STORE_DAMAGED
    store.keep_typed(OWNER, "1", "typed again", NOW)
    assert store.draft(OWNER, "1") == KeptDraft("typed again", None, NOW)
    assert store.check() is caught.value


def test_a_store_of_a_newer_program_is_left_alone(store: LocalStore, path: Path):
    store.set_setting("a", "b")
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(OperationError) as caught:
        store.setting("a")
    assert code(caught) is ErrorCode.STORE_TOO_NEW
    assert [file.name for file in path.parent.iterdir() if "damaged" in file.name] == []
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT value FROM setting").fetchone() == ("b",)
    raw.close()


# --- no place to write --------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "in the way").write_text("a file")
    store = LocalStore(tmp_path / "in the way" / "store.sqlite3")
    with pytest.raises(OperationError) as caught:
        store.set_setting("a", "b")
    assert code(caught) is ErrorCode.FOLDER_NOT_WRITABLE
    assert caught.value.details["path"] == str(tmp_path / "in the way")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path):
    store = LocalStore(tmp_path)
    with pytest.raises(OperationError) as caught:
        store.set_setting("a", "b")
    assert code(caught) is ErrorCode.FOLDER_NOT_WRITABLE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(store: LocalStore, path: Path):
    path.parent.mkdir()
    path.parent.chmod(0o500)
    with pytest.raises(OperationError) as caught:
        store.set_setting("a", "b")
    path.parent.chmod(0o700)
    assert code(caught) is ErrorCode.FOLDER_NOT_WRITABLE


def test_a_full_disk_is_told_and_loses_nothing(store: LocalStore):
    store.keep_typed(OWNER, "1", "typed", NOW)
    with store._database.transaction() as rows:
        rows.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size: the disk is full from here on
    with pytest.raises(OperationError) as caught:
        store.put_in_outbox(OWNER, OutboxEntry("key-1", "1", "signed", 4, b"x" * 1_000_000, NOW))
    assert code(caught) is ErrorCode.DISK_FULL
    assert store.outbox(OWNER) is None
    assert store.draft(OWNER, "1") == KeptDraft("typed", None, NOW)
