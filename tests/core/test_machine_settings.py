"""``qlts.ini``: what is read, what is left out and named, and what wins."""

from __future__ import annotations

import pytest

from qlts_desktop.core.machine_settings import (
    NO_FILE,
    NOTHING_SET,
    IniFault,
    IniProblem,
    MachineFile,
    SettingKey,
    merge,
    parse_ini,
)

PATH = "/etc/qlts-desktop/qlts.ini"
WHOLE = """\
; cấu hình chung của Sở
[server]
address = https://qlts.example.vn/cổng
[Proxy]
MODE = Manual
address=http://proxy.example.vn:8080
[signing]
trust_folder = C:\\Chứng thư gốc
time_stamp_server = http://tsa.example.vn/?a=b
# dòng trống ở dưới

[program]
open = C:\\Program Files\\QLTS\\qlts.exe
[locked]
keys = server, proxy.mode
"""


def test_everything_that_may_be_set_is_read() -> None:
    read = parse_ini(WHOLE, PATH)
    assert read.problems == ()
    assert read.values == {
        SettingKey.SERVER: "https://qlts.example.vn/cổng",
        SettingKey.PROXY_MODE: "manual",
        SettingKey.PROXY_ADDRESS: "http://proxy.example.vn:8080",
        SettingKey.TRUST_FOLDER: "C:\\Chứng thư gốc",
        SettingKey.TIME_STAMP_SERVER: "http://tsa.example.vn/?a=b",
        SettingKey.PROGRAM: "C:\\Program Files\\QLTS\\qlts.exe",
    }
    assert read.locked == {SettingKey.SERVER, SettingKey.PROXY_MODE}


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    assert parse_ini("\ufeff" + WHOLE.replace("\n", "\r\n"), PATH) == parse_ini(WHOLE, PATH)


@pytest.mark.parametrize("key", SettingKey)
def test_every_key_can_be_set_and_locked(key: SettingKey) -> None:
    section, _dot, name = key.value.partition(".")
    value = "none" if key is SettingKey.PROXY_MODE else "x"
    read = parse_ini(f"[{section}]\n{name}={value}\n[locked]\nkeys={key.value}", PATH)
    assert read == MachineFile({key: value}, frozenset({key}))


@pytest.mark.parametrize(
    ("text", "line", "fault", "named"),
    [
        ("address = https://a.vn", 1, IniFault.NO_SECTION, "address"),
        ("[server]\naddress", 2, IniFault.NOT_A_SETTING, "address"),
        ("[server]\nhttps://mật:khẩu@a.vn x", 2, IniFault.NOT_A_SETTING, "https://mật:khẩu@a.vn"),
        ("[server\naddress = https://a.vn", 1, IniFault.NOT_A_SETTING, "[server"),
        ("\n[máy chủ]\nđịa chỉ = x", 2, IniFault.UNKNOWN_SECTION, "[máy chủ]"),
        ("[server]\nadress = https://a.vn", 2, IniFault.UNKNOWN_KEY, "adress"),
        ("[server]\naddress = a\n; b\naddress = c", 4, IniFault.TWICE, "address"),
        ("[proxy]\nmode = auto", 2, IniFault.WRONG_VALUE, "mode"),
        ("[locked]\nkeys = server, màu", 2, IniFault.WRONG_VALUE, "keys"),
        ("[server]\n= x", 2, IniFault.NOT_A_SETTING, "="),
    ],
)
def test_a_line_that_cannot_be_used_is_named(text: str, line: int, fault: IniFault, named: str) -> None:
    assert parse_ini(text, PATH).problems[0] == IniProblem(PATH, line, fault, named)


def test_a_bad_line_takes_no_good_one_with_it() -> None:
    read = parse_ini("[server]\nrác\naddress = https://a.vn\n[proxy]\nmode = ?\naddress = p:1", PATH)
    assert read.values == {SettingKey.SERVER: "https://a.vn", SettingKey.PROXY_ADDRESS: "p:1"}
    assert [problem.line for problem in read.problems] == [2, 5]


def test_a_problem_never_repeats_a_value() -> None:
    (problem,) = parse_ini("[proxy]\npassword = bí mật", PATH).problems
    assert problem.text == "password"


MACHINE = MachineFile({SettingKey.SERVER: "https://machine.vn"}, frozenset())
BESIDE = MachineFile(
    {SettingKey.SERVER: "https://beside.vn", SettingKey.TIME_STAMP_SERVER: "http://tsa.vn"}, frozenset()
)
LOCKING = MachineFile({}, frozenset({SettingKey.SERVER}))


@pytest.mark.parametrize(
    ("files", "own", "counts"),
    [
        ((NO_FILE, NO_FILE), None, ""),
        ((NO_FILE, NO_FILE), "https://own.vn", "https://own.vn"),
        ((MACHINE, NO_FILE), None, "https://machine.vn"),
        ((NO_FILE, BESIDE), None, "https://beside.vn"),
        ((MACHINE, BESIDE), None, "https://machine.vn"),
        ((MACHINE, BESIDE), "https://own.vn", "https://own.vn"),
        ((MACHINE, BESIDE), "", ""),
        ((MACHINE, BESIDE, LOCKING), "https://own.vn", "https://machine.vn"),
        ((LOCKING, BESIDE), "https://own.vn", "https://beside.vn"),
        ((LOCKING, NO_FILE), "https://own.vn", ""),
    ],
)
def test_the_users_own_wins_unless_locked_then_the_machines_then_the_one_beside(
    files: tuple[MachineFile, ...], own: str | None, counts: str
) -> None:
    assert merge(*files).value(SettingKey.SERVER, own) == counts


def test_files_add_up() -> None:
    merged = merge(MACHINE, BESIDE, LOCKING)
    assert merged.value(SettingKey.TIME_STAMP_SERVER, None) == "http://tsa.vn"
    assert merged.locked == {SettingKey.SERVER}
    assert NOTHING_SET.value(SettingKey.SERVER, None) == ""
