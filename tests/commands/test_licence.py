"""``qlts-desktop licence``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import time_machine

from qlts_desktop.__main__ import main
from qlts_desktop.commands import licence as command
from qlts_desktop.commands import trusted_keys
from qlts_desktop.core.errors import ErrorCode
from qlts_desktop.core.licence import Access, Stage
from tests.factories import make_root, make_signed_licence, make_signed_offer

ISSUER = make_root()


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    path.write_bytes(msgspec.json.encode(ISSUER.keys_reply()))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "licence.jws"
    path.write_text(make_signed_licence(ISSUER), "ascii")
    return path


@pytest.fixture(autouse=True)
def no_pinned_root(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trusted_keys, "pinned_root", lambda: None)


def licence(*arguments: object) -> int:
    return main(["licence", *map(str, arguments)])


def test_a_good_licence_tells_its_stage_and_what_will_come(
    file: Path, keys: Path, capsys: pytest.CaptureFixture[str]
):
    assert licence(file, "--keys", keys, "--on", "2027-01-05") == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert "Trường THCS Nguyễn Du (THCS-NGUYEN-DU)" in output.out
    assert "Số thứ tự tệp:     7" in output.out
    assert "01/01/2026 – 31/12/2026" in output.out
    assert "31/12/2026 (quá hạn 5 ngày)" in output.out
    assert "Ngày 05/01/2027:   quá hạn dưới 30 ngày – không vào được [overdue_early]" in output.out
    marked = [line for line in output.out.splitlines() if line.startswith("→")]
    assert marked == ["→ từ 01/01/2027: quá hạn dưới 30 ngày – không vào được [overdue_early]"]


def test_an_open_order_and_a_missing_term_are_told(tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]):
    order = {"no": "100000042", "registered_on": "2026-11-01", "round": 1, "due_on": "2027-01-30"}
    path = tmp_path / "l.jws"
    path.write_text(make_signed_licence(ISSUER, order=order, term=None), "ascii")
    assert licence(path, "--keys", keys) == 0
    output = capsys.readouterr().out
    assert "Đơn hàng:          100000042, cam kết lần 1, hạn 30/01/2027" in output
    assert "Thời hạn thuê bao: chưa có" in output


@pytest.mark.parametrize(
    ("on", "stage", "access", "left"),
    [
        ("2026-10-01", "active", "full", 91),
        ("2026-12-31", "expiring", "full", 0),
        ("2027-01-01", "overdue_early", "none", -1),
        ("2027-03-01", "cut_off", "none", -60),
    ],
)
def test_scripts_read_json(
    file: Path, keys: Path, capsys: pytest.CaptureFixture[str], on: str, stage: str, access: str, left: int
):
    assert licence("--json", file, "--keys", keys, "--on", on) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["valid"] is True
    assert (content["on"], content["stage"], content["access"], content["days_left"]) == (on, stage, access, left)
    assert [line["from"] for line in content["timetable"]] == [
        "2026-01-01",
        "2026-10-02",
        "2027-01-01",
        "2027-01-30",
        "2027-03-01",
    ]
    assert content["licence"]["serial"] == 7
    assert content["licence"]["unit"]["code"] == "THCS-NGUYEN-DU"
    assert content["licence"]["term"] == {"from": "2026-01-01", "to": "2026-12-31"}


def test_without_a_day_it_is_today_in_vietnam(file: Path, keys: Path, capsys: pytest.CaptureFixture[str]):
    with time_machine.travel(datetime.fromisoformat("2026-12-31T17:00:00+00:00"), tick=False):
        assert licence(file, "--keys", keys, "--json") == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["on"], content["stage"]) == ("2027-01-01", "overdue_early")


def test_the_pinned_root_is_used_where_no_keys_are_named(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trusted_keys, "pinned_root", lambda: ISSUER.root_key)
    assert licence(file) == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (make_signed_licence(ISSUER)[:-1] + "!", ErrorCode.LICENCE_DAMAGED),
        (make_signed_licence(ISSUER)[:-8] + "AAAAAAAA", ErrorCode.LICENCE_SIGNATURE_WRONG),
        (make_signed_licence(ISSUER).replace(".", "\u00e9", 1), ErrorCode.LICENCE_DAMAGED),
        (make_signed_offer(ISSUER), ErrorCode.LICENCE_WRONG_TYPE),
        (make_signed_licence(ISSUER, product="other"), ErrorCode.LICENCE_OTHER_PRODUCT),
        ("xin chào", ErrorCode.LICENCE_DAMAGED),
        ("", ErrorCode.LICENCE_DAMAGED),
    ],
)
def test_a_licence_that_is_not_good_says_why(
    tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str], content: str, code: ErrorCode
):
    path = tmp_path / "l.jws"
    path.write_text(content, "utf-8")
    assert licence(path, "--keys", keys, "--json") == 1
    output = capsys.readouterr()
    assert json.loads(output.out) == {"valid": False, "code": code.value}
    assert command.REASONS[code] in output.err


@pytest.mark.parametrize("with_keys", [True, False])
def test_one_byte_changed_anywhere_is_not_valid(tmp_path: Path, keys: Path, with_keys: bool):
    """Also where the issuer is not known: not valid wins over cannot be determined."""
    content = make_signed_licence(ISSUER).encode()
    path = tmp_path / "l.jws"
    for place in range(0, len(content), 97):
        for flip in (0x01, 0x20, 0x80, 0xFF):
            path.write_bytes(content[:place] + bytes([content[place] ^ flip]) + content[place + 1 :])
            assert licence(path, *(["--keys", keys] if with_keys else [])) == 1, (place, flip)


def test_a_revoked_key_is_not_valid(file: Path, tmp_path: Path):
    keys = tmp_path / "revoking.json"
    keys.write_bytes(msgspec.json.encode(ISSUER.keys_reply(ISSUER.signer.kid)))
    assert licence(file, "--keys", keys) == 1


def test_an_unknown_issuer_cannot_be_determined(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert licence(file, "--json") == 3
    output = capsys.readouterr()
    assert json.loads(output.out) == {"valid": None, "code": "licence_key_unknown"}
    assert "Không xác định được" in output.err
    foreign = tmp_path / "foreign.json"
    foreign.write_bytes(msgspec.json.encode(make_root("two").keys_reply()))
    assert licence(file, "--keys", foreign) == 3


def test_misuse_is_told_on_stderr_alone(
    file: Path, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    picture = tmp_path / "picture.png"
    picture.write_bytes(bytes(range(256)) * 10)
    bad_keys = tmp_path / "bad.json"
    bad_keys.write_bytes(msgspec.json.encode(ISSUER.keys_reply()).replace(b'"x":"', b'"x":"AAAA'))
    forged = tmp_path / "forged.json"
    reply = msgspec.structs.replace(ISSUER.keys_reply(), revocations=make_root("two").revocations())
    forged.write_bytes(msgspec.json.encode(reply))
    for arguments in (
        [],
        [file, "--wrong"],
        [file, file],
        [file, "--on"],
        [file, "--on", "31/12/2026"],
        [file, "--on", "2026-02-30"],
        [file, "--on", "2026-W01-1"],
        [tmp_path / "missing.jws"],
        [tmp_path],
        [picture],
        ["a\0b"],
        [file, "--keys", tmp_path / "missing.json"],
        [file, "--keys", file],
        [file, "--keys", bad_keys],
        [file, "--keys", forged],
    ):
        assert licence(*arguments) == 2, arguments
        output = capsys.readouterr()
        assert output.out == ""
        assert output.err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]):
    assert licence("--help") == 0
    assert "--keys" in capsys.readouterr().out


def test_an_interrupt_leaves_quietly(file: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(trusted_keys, "pinned_root", interrupted)
    assert licence(file) == 130


def process(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # type: ignore[call-overload]
        [sys.executable, "-m", "qlts_desktop", "licence", *map(str, arguments)],
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
        cwd=Path(__file__).resolve().parents[2],
        **options,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
def test_an_output_that_nobody_reads_or_holds_leaves_no_traceback(file: Path, keys: Path):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe, Path("/dev/full").open("wb") as full:
        for stdout in (pipe, full):
            result = process(file, "--keys", keys, stdout=stdout)
            assert result.returncode == 2
            assert b"Traceback" not in result.stderr


def test_vietnamese_letters_survive_an_ascii_console(file: Path, keys: Path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    result = process(file, "--keys", keys, stdout=subprocess.PIPE, env=environment)
    assert result.returncode == 0
    assert "Trường THCS Nguyễn Du" in result.stdout.decode("utf-8")


def test_every_stage_access_and_reason_has_its_words():
    assert set(command.STAGES) == set(Stage)
    assert set(command.ACCESS) == set(Access)
    reasons = {code for code in ErrorCode if code.name.startswith("LICENCE_")}
    assert reasons - set(command.REASONS) == {
        ErrorCode.LICENCE_OTHER_UNIT,
        ErrorCode.LICENCE_OLDER_SERIAL,
        ErrorCode.LICENCE_FROM_THE_FUTURE,
    }


def test_the_timetable_is_the_one_of_the_file(tmp_path: Path, keys: Path, capsys: pytest.CaptureFixture[str]):
    end = date(2030, 6, 30)
    path = tmp_path / "l.jws"
    path.write_text(make_signed_licence(ISSUER, term_end=end), "ascii")
    assert licence(path, "--keys", keys, "--on", "2030-06-30", "--json") == 0
    content = json.loads(capsys.readouterr().out)
    assert content["timetable"][2]["from"] == (end + timedelta(days=1)).isoformat()
