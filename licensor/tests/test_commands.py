"""The command line: set-up, backup, the contract's text, a service that refuses to start unsafe."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from qlts_licensor.api.api import api
from qlts_licensor.commands import openapi
from qlts_licensor.licences import keys


def run(*arguments: str, data: Path, text: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QLTS_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "qlts_licensor", *arguments, "--data", str(data)],
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**environment, **more},
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as an administrator makes it, with a unit, its user and keys."""
    folder = tmp_path_factory.mktemp("service")
    data = folder / "data"
    assert run("migrate", data=data).returncode == 0
    made = run("create-unit", "thcs09", "Trường THCS 9", "--licence-no", "GP-9", data=data)
    assert made.returncode == 0, made.stderr
    user = ("create-user", "KeToan", "--unit", "thcs09", "--role", "data_admin")
    assert run(*user, data=data, text="mat-khau-rieng-9\n").stdout == "THCS09/ketoan\n"
    keys.init_root(folder / "root.json")
    keys.issue(folder / "root.json", data / "keys")
    return data


def rows(data: Path, query: str) -> list[tuple[Any, ...]]:
    database = sqlite3.connect(data / "licensor.sqlite3")
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def test_set_up_by_hand(prepared: Path) -> None:
    assert rows(prepared, "SELECT code FROM units_unit") == [("THCS09",)]
    assert rows(prepared, "SELECT password FROM units_user")[0][0].startswith("argon2$argon2id$")
    assert (prepared / "secret.key").stat().st_mode & 0o777 == 0o600
    assert prepared.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (("create-unit", "THCS09", "Khác", "--licence-no", "GP-10"), "", ""),
        (("create-user", "ketoan", "--unit", "THCS09"), "mat-khau-rieng-9\n", ""),
        (("create-user", "b", "--unit", "KHONGCO"), "mat-khau-rieng-9\n", "KHONGCO"),
        (("create-user", "b", "--unit", "THCS09"), "12345678\n", ""),
        (("create-user", "b", "--unit", "THCS09"), "\n", ""),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_stored(
    prepared: Path, arguments: tuple[str, ...], text: str, said: str
) -> None:
    before = rows(prepared, "SELECT (SELECT count(*) FROM units_unit), (SELECT count(*) FROM units_user)")
    refused = run(*arguments, data=prepared, text=text)
    assert refused.returncode == 1
    assert refused.stderr.startswith("qlts-licensor: ")
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    after = rows(prepared, "SELECT (SELECT count(*) FROM units_unit), (SELECT count(*) FROM units_user)")
    assert after == before


def test_it_does_not_serve_on_a_database_of_another_version(tmp_path: Path) -> None:
    refused = run("serve", "--port", "0", data=tmp_path / "new")
    assert refused.returncode == 1
    assert "qlts-licensor migrate" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_it_does_not_make_keys_by_itself(tmp_path: Path) -> None:
    run("migrate", data=tmp_path)
    refused = run("serve", "--port", "0", data=tmp_path)
    assert refused.returncode == 1
    assert "keys" in refused.stderr
    assert not (tmp_path / "keys").exists()


def test_the_demo_listens_on_this_machine_only(tmp_path: Path) -> None:
    refused = run("serve", "--demo", "--host", "0.0.0.0", data=tmp_path / "demo")
    assert refused.returncode == 1
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("words", [("serve", "--workers", "2"), ("worker",)])
def test_what_sqlite_cannot_do_is_said(prepared: Path, words: tuple[str, ...]) -> None:
    refused = run(*words, data=prepared)
    assert (refused.returncode, "DATABASE_URL" in refused.stderr) == (1, True)
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("words", "said"), [(("backup", "x.zip"), "pg_dump"), (("restore", "x.zip"), "pg_restore")]
)
def test_postgresqls_own_tools_save_its_data(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    refused = run(*words, data=tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert (refused.returncode, said in refused.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_another_database_is_refused(tmp_path: Path) -> None:
    refused = run("migrate", data=tmp_path, DATABASE_URL="mysql://nobody@127.0.0.1/none")
    assert (refused.returncode, "postgresql://" in refused.stderr) == (1, True)
    assert "Traceback" not in refused.stderr


# --- backup and restore ------------------------------------------------------------------------------------


@pytest.fixture
def backup(prepared: Path, tmp_path: Path) -> Path:
    file = tmp_path / "backup.zip"
    made = run("backup", str(file), data=prepared)
    assert made.returncode == 0, made.stderr
    return file


def test_a_backup_restored_elsewhere_is_the_same(prepared: Path, backup: Path, tmp_path: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    target = tmp_path / "elsewhere" / "data"
    restored = run("restore", str(backup), data=target)
    assert restored.returncode == 0, restored.stderr
    for query in ("SELECT code, name FROM units_unit", "SELECT username, password FROM units_user"):
        assert rows(target, query) == rows(prepared, query)
    files = sorted(path.relative_to(prepared) for path in (prepared / "keys").iterdir())
    assert sorted(path.relative_to(target) for path in (target / "keys").iterdir()) == files
    assert keys.KeyRing.load(target / "keys").keys_reply() == keys.KeyRing.load(prepared / "keys").keys_reply()
    assert (target / "secret.key").read_bytes() == (prepared / "secret.key").read_bytes()


def test_a_backup_does_not_overwrite_a_file(prepared: Path, backup: Path) -> None:
    before = backup.read_bytes()
    assert run("backup", str(backup), data=prepared).returncode == 1
    assert backup.read_bytes() == before


def test_restoring_over_data_needs_force_and_keeps_the_old(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    target.mkdir()
    (target / "licensor.sqlite3").write_bytes(b"precious")
    refused = run("restore", str(backup), data=target)
    assert (refused.returncode, "--force" in refused.stderr) == (1, True)
    assert (target / "licensor.sqlite3").read_bytes() == b"precious"
    assert run("restore", str(backup), "--force", data=target).returncode == 0
    assert rows(target, "SELECT code FROM units_unit") == [("THCS09",)]
    assert (tmp_path / "data.old-1" / "licensor.sqlite3").read_bytes() == b"precious"


@pytest.mark.parametrize("damage", ["not a zip", "changed", "outside", "no manifest"])
def test_a_bad_backup_changes_nothing(backup: Path, tmp_path: Path, damage: str) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(bad, "w") as output:
        for name in source.namelist():
            content = source.read(name)
            if damage == "changed" and name.endswith(".sqlite3"):
                content = content[:-1] + b"x"
            if damage == "outside" and name == "manifest.json":
                content = content.replace(b'"secret.key"', b'"../evil.key"')
            if damage != "no manifest" or name != "manifest.json":
                output.writestr(name, content)
    if damage == "not a zip":
        bad.write_bytes(b"hello")
    target = tmp_path / "data"
    refused = run("restore", str(bad), data=target)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert not target.exists()
    assert not (tmp_path / "evil.key").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


# --- the contract and the settings -------------------------------------------------------------------------


def test_openapi_json_is_fresh() -> None:
    assert openapi.FILE.read_text("utf-8") == openapi.text()


def test_openapi_check_notices_a_difference(tmp_path: Path) -> None:
    stale = tmp_path / "openapi.json"
    stale.write_text("{}")
    refused = run("openapi", "--check", "--out", str(stale), data=tmp_path / "data")
    assert (refused.returncode, stale.read_text()) == (1, "{}")
    assert run("openapi", "--out", str(stale), data=tmp_path / "data").returncode == 0
    assert stale.read_text("utf-8") == openapi.text()


_FILES = (
    *("signature-report", "invoice", "invoice-xml", "quote", "payment-request", "receipts", "dossier-index"),
    "files/{sha256}",
)
_CHANGES = ("payment-proofs", "extension", "cancellation", "replacement")


def test_every_call_of_the_contract_is_there() -> None:
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    calls = {f"{method.upper()} {path.removeprefix('/api/v1')}" for path, item in paths.items() for method in item}
    assert calls == {
        *("POST /sessions", "POST /sessions/refresh", "DELETE /sessions/current"),
        *("GET /licence", "GET /time", "GET /keys", "GET /health", "GET /ready", "GET /token-drivers"),
        "GET /client-release",
        *("POST /data-recovery-requests", "GET /data-recovery-requests"),
        "POST /registrations/{no}/paper-scans",
        *("POST /registrations/{no}/prepared", "DELETE /registrations/{no}/prepared"),
        *("PUT /registrations/draft", "PUT /registrations/{no}/form", "POST /registrations/{no}/submission"),
        *(
            "GET /submissions/{key}",
            "GET /registrations",
            "GET /registrations/{no}",
            "GET /registrations/{no}/slip",
        ),
        *(f"GET /registrations/{{no}}/{file}" for file in _FILES),
        *(f"POST /registrations/{{no}}/{change}" for change in _CHANGES),
    }


def test_the_deployed_settings_pass_djangos_own_check(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QLTS_", "DJANGO_"))}
    environment |= {
        "QLTS_DATA_DIR": str(tmp_path),
        "QLTS_ALLOWED_HOSTS": "qlts.example.vn",
        "DJANGO_SETTINGS_MODULE": "qlts_licensor.settings",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
