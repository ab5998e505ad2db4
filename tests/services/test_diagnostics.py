"""The diagnostics file: enough for support, and no secret of the user's, wherever it was planted."""

from __future__ import annotations

import io
import json
import logging
import string
import zipfile
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.services.diagnostics import LOGS, clean_log, diagnostics
from qlts_desktop.services.machine_port import Area, Finding, State
from tests.services.issuer import Issuer

AT = datetime(2026, 11, 23, 8, 29, 30, tzinfo=UTC)
HOME = Path("/srv/nha/Nguyễn Lan")
RECORD = "2026-11-23 08:29:00,123 WARNING qlts_desktop.services.sessions"
VERSIONS = Finding(
    Area.VERSIONS, State.GOOD, "versions", {"program": "0.1.0", "system": "Linux-6.1.0-x86_64-with-glibc2.36"}
)

# Letters and digits no word of the file's own has; long enough not to come up by chance.
secrets = st.text(string.ascii_letters + string.digits, min_size=12, max_size=40).map(lambda text: f"Zq{text}9w")


def opened(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def made(folder: Path, *findings: Finding, server: str = "https://qlts.example.vn") -> dict[str, str]:
    return opened(diagnostics(findings or (VERSIONS,), folder, server, AT, HOME))


def test_the_file_holds_lines_versions_settings_and_logs(tmp_path: Path) -> None:
    for name in LOGS:
        (tmp_path / name).write_text(f"{RECORD} token module x.so: crashed\n", "utf-8")
    missing = Finding(Area.FONTS, State.FAILED, "missing", {"name": "LiberationSerif-Regular.ttf"})
    parts = made(tmp_path, VERSIONS, missing)
    assert set(parts) == {"findings.json", "versions.json", "settings.json", *(f"logs/{name}" for name in LOGS)}
    assert json.loads(parts["findings.json"])[1] == {
        "area": "fonts",
        "state": "failed",
        "reason": "missing",
        "details": {"name": "LiberationSerif-Regular.ttf"},
    }
    assert json.loads(parts["versions.json"]) == VERSIONS.details
    assert json.loads(parts["settings.json"])["server"] == "https://qlts.example.vn"
    assert RECORD in parts["logs/qlts-desktop.log"]


def test_only_log_files_are_taken(tmp_path: Path) -> None:
    for name in ("qlts-desktop.sqlite3", "licence.jws", "qlts-desktop.log.4", "qlts-desktop.log.bak", "x.log"):
        (tmp_path / name).write_text("bí mật", "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text(f"{RECORD} elsewhere\n", "utf-8")
    (tmp_path / "qlts-desktop.log").symlink_to(elsewhere)
    assert set(made(tmp_path)) == {"findings.json", "versions.json", "settings.json"}


def test_of_a_great_log_the_end_is_taken(tmp_path: Path) -> None:
    line = f"{RECORD} refreshed\n"
    (tmp_path / "qlts-desktop.log").write_text(line * 30_000 + f"{RECORD} last\n", "utf-8")
    log = made(tmp_path)["logs/qlts-desktop.log"]
    assert len(log) < 1_000_001
    assert log.endswith(" last\n")


@pytest.mark.parametrize(
    "line",
    [
        "{record} Bearer {secret}",
        "{record} Authorization: Prepared {secret}",
        "{record} password={secret}",
        "{record} PIN: {secret} and {secret}",
        "{record} mật khẩu: {secret}",
        "{record} proxy http://lan:{secret}@proxy.vn:3128",
        "{record} proxy https://lan:x/{secret}@proxy.vn",
        "ValueError: {secret}",
        "qlts_desktop.core.errors.OperationError: {secret}",
        "KeyError: 'a\n{secret}\n{secret} c'",
        "    name = {secret!r}",
        "{secret}",
        '{{"unit": "{secret}"}}',
        "2026-11-23 08:29:00,123 INFO requests.sessions {secret}",
    ],
)
@given(secret=secrets)
def test_no_secret_of_a_log_gets_through(line: str, secret: str) -> None:
    log = line.format(record=RECORD, secret=secret)
    assert secret not in clean_log(f"{RECORD} begun\n{log}\n{RECORD} ended\n", HOME)


@given(
    secret=secrets,
    place=st.sampled_from(["label", "serial", "subject", "tax_code", "password", "pin", "anything"]),
    area=st.sampled_from(list(Area)),
)
def test_only_named_values_of_a_line_are_written(
    secret: str, place: str, area: Area, tmp_path_factory: pytest.TempPathFactory
) -> None:
    parts = made(Path("/nowhere"), Finding(area, State.GOOD, "x", {place: secret, "days": "3"}))
    assert secret not in "".join(parts.values())
    assert json.loads(parts["findings.json"])[0]["details"] == {"days": "3"}


@given(secret=secrets)
def test_an_address_in_a_line_loses_its_login(secret: str) -> None:
    line = Finding(
        Area.SERVER, State.FAILED, "x", {"server": f"https://lan:{secret}@qlts.vn", "error": secret * 2}
    )
    parts = made(Path("/nowhere"), line, server=f"https://lan:{secret}@qlts.vn")
    assert secret not in "".join(parts.values())
    assert "qlts.vn" in parts["settings.json"]


def test_signed_files_do_not_get_through() -> None:
    licence = Issuer().licence()
    cleaned = clean_log(f"{RECORD} got {licence}\n", HOME)
    assert not any(part in cleaned for part in licence.split("."))


@pytest.mark.parametrize("home", ["/srv/nha/Nguyễn Lan", "/home/lan", "/root", "/Users/Lan Nguyen"])
def test_the_users_folder_is_written_as_a_tilde(home: str, tmp_path: Path) -> None:
    (tmp_path / "qlts-desktop.log").write_text(
        f"{RECORD} no log file in {home}/x: denied\n{RECORD} unexpected error\n"
        f'Traceback (most recent call last):\n  File "{home}/a b/c.py", line 3, in run\n    x\nOSError: {home}\n',
        "utf-8",
    )
    folder = Finding(Area.FOLDER, State.GOOD, "writable", {"path": f"{home}/.local/share/qlts"})
    parts = opened(diagnostics((folder,), tmp_path, "", AT, Path(home)))
    assert home not in "".join(parts.values())
    assert json.loads(parts["findings.json"])[0]["details"] == {"path": "~/.local/share/qlts"}
    assert 'File "~/a b/c.py", line 3, in run\nOSError\n' in parts["logs/qlts-desktop.log"]


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\Nguyen Van An\AppData\x.log",
        r"c:\users\an\x",
        "C:/Users/an/x",
        r"C:\\Users\\an\\x",
        "/home/an/x",
        "/Users/an/x",
    ],
)
def test_no_other_user_is_named_either(path: str) -> None:
    cleaned = clean_log(f'  File "{path}", line 3, in run\n', HOME)
    assert "an\\" not in cleaned.casefold()
    assert "/an/" not in cleaned
    assert "nguyen" not in cleaned.casefold()


def test_a_windows_home_is_found_however_it_is_written() -> None:
    home = PureWindowsPath(r"D:\Nha\Lan")
    for way in (r"D:\Nha\Lan\x.py", "d:/nha/lan/x.py", r"D:\\Nha\\Lan\\x.py"):
        assert "lan" not in clean_log(f'  File "{way}", line 3, in run\n', home).casefold()  # type: ignore[arg-type]


def test_a_folder_that_only_begins_alike_is_another() -> None:
    assert "/srv/lanh/x" in clean_log(f"{RECORD} /srv/lanh/x\n", Path("/srv/lan"))


def test_paths_of_drivers_stay_readable(tmp_path: Path) -> None:
    path = "/usr/lib/x86_64-linux-gnu/pkcs11/opensc-pkcs11.so"
    parts = made(tmp_path, Finding(Area.MODULE, State.GOOD, "answered", {"path": path, "error": ""}))
    assert json.loads(parts["findings.json"])[0]["details"]["path"] == path


def test_an_unexpected_error_of_the_program_leaves_its_places_only(tmp_path: Path) -> None:
    """As the log really writes it."""
    handler = logging.FileHandler(tmp_path / "qlts-desktop.log", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("qlts_desktop.test")
    logger.addHandler(handler)
    try:
        int("Trường THCS Lê Lợi\n0312345678")
    except ValueError:
        logger.exception("unexpected failure in %s", "task")
    finally:
        logger.removeHandler(handler)
        handler.close()
    log = made(tmp_path)["logs/qlts-desktop.log"]
    assert log.splitlines()[-1] == "ValueError"
    assert "test_diagnostics.py" in log
    assert "Lê Lợi" not in log
    assert "0312345678" not in log
