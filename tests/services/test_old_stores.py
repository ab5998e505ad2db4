"""Local stores of every earlier schema version are brought to this one with all that they hold."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.change_rows import ChangeRows
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_drafts import KeptDraft
from qlts_desktop.services.local_outbox import OutboxEntry, PendingRequest
from qlts_desktop.services.local_schema import MIGRATIONS
from qlts_desktop.services.local_store import KeptLicence, LocalStore
from qlts_desktop.services.paper_scan_port import ScanFile
from qlts_desktop.services.ports import Account
from qlts_desktop.services.prepared_rows import kept_sendings
from qlts_desktop.services.signing.known_files import KnownFiles

PUBLISHED = (
    *("5a553635c12a", "bbaebb84a9b3", "172cace63ebc", "c54667d64d1a"),
    *("be2d21efae22", "36da224980db", "2678e3782b0c", "4df7a69bbb3d"),
)
"""The beginning of each script's SHA-256, as it was published."""

S, U = "https://qlts.vn", "1084512"
OWNER = Owner(S, U)
AT = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
T = AT.isoformat()
VERSIONS = range(1, len(MIGRATIONS) + 1)

ROWS: dict[int, tuple[tuple[str, tuple[object, ...]], ...]] = {
    1: (
        ("setting", ("server_url", S)),
        ("account", (S, U, "ha", "Trường Nguyễn Bỉnh Khiêm", "Trần Thu Hà", 1, T)),
        ("licence", (S, U, "l.l.l", "etag", 7, T)),
        ("draft", (S, U, "250000001", '{"tên":"Hà"}', "{}", T)),
        ("outbox", ("key-1", S, U, "250000001", "signed", 3, b"%PDF-1", T)),
        ("receipt", (S, "R-1", U, "240000001", "r.r.r", T)),
    ),
    2: (
        ("clock", (S, T, T)),
        ("notice", (S, U, "expiring", "2025-03-04")),
        ("pending_request", ("key-2", S, U, "data_recovery", "{}", T)),
    ),
    3: (
        ("wizard_place", (S, U, 1, "/unit/phone", T)),
        ("earlier_value", (S, U, "/unit/phone", "0912 345 678", T)),
    ),
    4: (("prepared_outbox", ("key-4", S, U, "250000001", 3, "sealed", b"%PDF-4", T)),),
    5: (
        ("scan_outbox", ("key-5", S, U, "250000001", T)),
        ("scan_outbox_file", ("key-5", 0, "bản quét.jpg", b"\xff\xd8")),
    ),
    6: (("certificate_file", ("/home/Kế toán/chứng thư.p12", T)),),
    7: (
        ("change_outbox", ("key-7", S, U, "250000001", "payment_proof", "{}", T)),
        ("change_outbox_file", ("key-7", 0, "ủy nhiệm chi.pdf", b"%PDF-7")),
    ),
    8: (("history_cache", (S, U, "", b"[]", T)),),
}
"""What a program of each version added, in the columns that its table had then."""


def store_of(version: int, path: Path) -> Path:
    """A store as the program of that version left it: each table filled while it was new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = sqlite3.connect(path)
    for number, script in enumerate(MIGRATIONS[:version], 1):
        raw.executescript(script)
        for table, values in ROWS[number]:
            raw.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    raw.execute(f"PRAGMA user_version = {version}")
    raw.commit()
    raw.close()
    return path


def test_what_was_published_is_never_changed() -> None:
    now = tuple(hashlib.sha256(script.encode()).hexdigest()[:12] for script in MIGRATIONS)
    assert now[: len(PUBLISHED)] == PUBLISHED
    assert len(now) == len(ROWS) == len(PUBLISHED), "add the new version's digest and rows here"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_every_version_keeps_all_that_it_holds(tmp_path: Path, version: int) -> None:
    store = LocalStore(store_of(version, tmp_path / "Dữ liệu kế toán" / "qlts-desktop.sqlite3"))
    try:
        assert store.check() is None
        assert store.setting("server_url") == S
        assert store.last_account(S) == Account(U, "Trường Nguyễn Bỉnh Khiêm", "ha", "Trần Thu Hà", can_renew=True)
        assert store.licence(OWNER) == KeptLicence("l.l.l", "etag", 7, AT)
        assert store.draft(OWNER, "250000001") == KeptDraft('{"tên":"Hà"}', "{}", AT, None)
        assert store.outbox(OWNER) == OutboxEntry("key-1", "250000001", "signed", 3, b"%PDF-1", AT)
        assert store.receipts(OWNER, "240000001") == ("r.r.r",)
        if version >= 2:
            assert store.clock(S) == (AT, AT)
            assert store.notice_told_on(OWNER, "expiring") == AT.date()
            assert store.pending_request(OWNER, "data_recovery") == PendingRequest(
                "key-2", "data_recovery", "{}", AT
            )
        if version >= 3:
            assert store.wizard_place(OWNER) == (1, "/unit/phone", AT)
            assert store.earlier_values(OWNER) == {"/unit/phone": ("0912 345 678",)}
        if version >= 4:
            (sending,) = kept_sendings(store.database)
            assert sending.entry.slip == b"%PDF-4"
        if version >= 5:
            scan = ChangeRows(store.database).waiting(OWNER, "250000001", "paper_scan")
            assert scan is not None
            assert (scan.key, scan.files) == ("key-5", (ScanFile("bản quét.jpg", b"\xff\xd8"),))
        if version >= 6:
            assert [str(file.path) for file in KnownFiles(store.database).all()] == ["/home/Kế toán/chứng thư.p12"]
        if version >= 7:
            proof = ChangeRows(store.database).waiting(OWNER, "250000001", "payment_proof")
            assert proof is not None
            assert (proof.key, proof.files) == ("key-7", (ScanFile("ủy nhiệm chi.pdf", b"%PDF-7"),))
        if version >= 8:
            with store.database.reading() as rows:
                assert rows.execute("SELECT content FROM history_cache").fetchone() == (b"[]",)
        store.keep_typed(OWNER, "250000001", "goes on", AT)
        assert store.draft(OWNER, "250000001") == KeptDraft("goes on", "{}", AT, None)
    finally:
        store.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_store_opened_twice_is_the_same(tmp_path: Path, version: int) -> None:
    path = store_of(version, tmp_path / "store.sqlite3")
    for _time in range(2):
        store = LocalStore(path)
        assert store.check() is None
        store.close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert raw.execute("SELECT count(*) FROM draft").fetchone() == (1,)
    raw.close()


def test_a_store_of_a_newer_program_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    path = store_of(len(MIGRATIONS), tmp_path / "store.sqlite3")
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE of_tomorrow (x)")
    raw.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    raw.commit()
    before = list(raw.iterdump())
    raw.close()
    store = LocalStore(path)
    problem = store.check()
    assert problem is not None
    assert problem.code is ErrorCode.STORE_TOO_NEW
    with pytest.raises(OperationError):
        store.keep_typed(OWNER, "250000001", "lost", AT)
    store.close()
    raw = sqlite3.connect(path)
    assert list(raw.iterdump()) == before
    assert raw.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
    raw.close()
    assert sorted(file.name for file in tmp_path.iterdir() if "damaged" in file.name) == []
