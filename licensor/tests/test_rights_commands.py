"""``simulate``, ``policy``, ``move`` and ``clock``, as an administrator types them."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from qlts_licensor.__main__ import main
from qlts_licensor.clock import clock_shift, now, today
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.policy.models import PolicyVersion
from qlts_licensor.policy.rules import Policy
from qlts_licensor.units.models import Unit, User

from licensor.tests.scenarios import Caller, make_unit


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands set Django up on a folder; in this process it is set up already, and keeps the tests' database."""
    settings.DATA_DIR = tmp_path
    settings.TEST_CLOCK_ALLOWED = True
    monkeypatch.setenv("QLTS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    handlers = list(logging.root.handlers)
    yield
    # Setting Django up leads the log to this test's own stderr, which is closed after it.
    logging.root.handlers[:] = handlers


@pytest.fixture
def staff(service: None) -> User:
    return User.objects.create_superuser("mai", password="x" * 12, full_name="Mai")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    said = capsys.readouterr()
    return code, said.out, said.err


def simulate(capsys: pytest.CaptureFixture[str], day: date, unit: str = "THCS01") -> dict[str, Any]:
    code, out, _ = run(capsys, "simulate", unit, "--on", day.isoformat(), "--json")
    assert code == 0
    result: dict[str, Any] = json.loads(out)
    return result


def holds(claims: dict[str, Any], day: date) -> dict[str, Any]:
    """As any client reads a timetable."""
    begun = [entry for entry in claims["timetable"] if entry["from"] <= day.isoformat()]
    entry: dict[str, Any] = begun[-1] if begun else claims["timetable"][0]
    return entry


@pytest.mark.parametrize("offset", [-200, -51, 0, 39, 40, 41, 69, 70, 99, 100, 101, 440])
def test_simulate_says_what_the_licence_says(unit: Unit, capsys: pytest.CaptureFixture[str], offset: int) -> None:
    licence = current_licence(unit)
    assert licence is not None
    day = today() + timedelta(days=offset)
    entry = holds(claims_of(licence.file), day)
    said = simulate(capsys, day)
    assert {name: said[name] for name in ("stage", "access", "actions", "rule")} == {
        name: entry[name] for name in ("stage", "access", "actions", "rule")
    }
    assert said["policy_version"] == "2026.1"
    assert said["facts"]["days_left"] == 40 - offset


def test_simulate_names_the_numbers_that_decided(unit: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulate(capsys, today() + timedelta(days=41 + 34))["why"] == "quá hạn 35 ngày (từ 30, chưa đến 60)"
    code, text, _ = run(capsys, "simulate", "thcs01")
    assert code == 0
    assert "còn 40 ngày (≤ 90) [term_ends_soon]" in text
    assert "overdue_until_cut" in text


def test_simulate_of_a_unit_without_a_licence(service: None, capsys: pytest.CaptureFixture[str]) -> None:
    make_unit("MOI", left=None)
    assert simulate(capsys, today(), "MOI") == {"unit": "MOI", "day": today().isoformat(), "licence": False}
    assert "chưa có giấy phép" in run(capsys, "simulate", "MOI")[1]


def test_simulate_changes_nothing(unit: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    simulate(capsys, today())
    assert not unit.licence_files.exists()


def test_an_unknown_unit(service: None, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "simulate", "KHONGCO")
    assert (code, error) == (1, "qlts-licensor: no unit has the code KHONGCO\n")


@pytest.mark.parametrize("day", ["hôm nay", "2027-02-30", "01/02/2027"])
def test_a_day_that_is_none(service: None, capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit) as misuse:
        main(["simulate", "THCS01", "--on", day])
    assert misuse.value.code == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_a_policy_version_is_added_and_never_changed(service: None, capsys: pytest.CaptureFixture[str]) -> None:
    begins = (today() + timedelta(days=9)).isoformat()
    add = ("policy", "add", "2027.1", "--from", begins, "--note", "Rút ngắn", "--set", "cut_days=45")
    code, said, _ = run(capsys, *add)
    assert code == 0
    assert "stricter" in said
    assert PolicyVersion.objects.get(version="2027.1").values["cut_days"] == 45
    assert run(capsys, *add)[0] == 1
    assert "cut_days                 45" in run(capsys, "policy", "show")[1]


def test_after_the_first_order_a_policy_version_takes_two(
    accountant: Caller, staff: User, capsys: pytest.CaptureFixture[str]
) -> None:
    accountant.draft()
    User.objects.create_superuser("lan", password="x" * 12)
    begins = (today() + timedelta(days=9)).isoformat()
    add = ("policy", "add", "2027.1", "--from", begins, "--note", "Rút ngắn", "--set", "cut_days=45")
    code, _, error = run(capsys, *add)
    assert (code, "takes two people" in error) == (1, True)
    assert run(capsys, *add, "--staff", "ketoan")[0] == 1
    assert run(capsys, *add, "--staff", "mai")[0] == 0
    assert not PolicyVersion.objects.exists()
    approve = ("policy", "approve", "2027.1", "--staff")
    assert run(capsys, *approve, "mai")[0] == 1
    assert "stricter" in run(capsys, *approve, "lan")[1]
    stored = PolicyVersion.objects.get(version="2027.1")
    assert stored.change is not None
    assert (stored.change.asked_by.username, stored.change.approved_by.username) == ("mai", "lan")
    assert run(capsys, *approve, "lan")[0] == 1


def test_kinds_of_mail_are_set_with_commas(service: None, capsys: pytest.CaptureFixture[str]) -> None:
    add = ("policy", "add", "2027.1", "--from", today().isoformat(), "--note", "Thư")
    changes = ("--set", "mail_off=term_ends,paid", "--set", "mail_days=60,10", "--set", "paper_reminder_days=")
    assert run(capsys, *add, *changes)[0] == 0
    policy = Policy.from_json(PolicyVersion.objects.get(version="2027.1").values)
    assert (policy.mail_off, policy.mail_days, policy.paper_reminder_days) == (("term_ends", "paid"), (60, 10), ())
    assert "mail_days                60,10" in run(capsys, "policy", "show")[1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("cut_days=x", "whole number"),
        ("cut_days=1", "from 2 on"),
        ("late_days=60", "before cut_days"),
        ("nothing=1", "no such field"),
        ("overdue_access=often", "often"),
        ("version=x", "no such field"),
        ("mail_days=90,x", "whole number"),
        ("mail_days=0", "from 1 to 366"),
        ("mail_off=often", "names kinds of mail"),
    ],
)
def test_a_policy_that_no_rule_could_work_with(
    service: None, capsys: pytest.CaptureFixture[str], change: str, message: str
) -> None:
    begins = today().isoformat()
    code, _, error = run(capsys, "policy", "add", "x", "--from", begins, "--note", "x", "--set", change)
    assert code == 1
    assert message in error
    assert not PolicyVersion.objects.filter(version="x").exists()


def test_a_policy_does_not_begin_in_the_past(service: None, capsys: pytest.CaptureFixture[str]) -> None:
    begins = (today() - timedelta(days=1)).isoformat()
    assert run(capsys, "policy", "add", "x", "--from", begins, "--note", "x")[0] == 1


def test_staff_move_a_unit(unit: Unit, staff: User, capsys: pytest.CaptureFixture[str]) -> None:
    assert "paid" in run(capsys, "move", "THCS01", "?")[1]
    code, _, error = run(capsys, "move", "THCS01", "paid", "--staff", "mai", "--reason", "sao kê")
    assert (code, "không có đơn" in error) == (1, True)
    code, said, _ = run(capsys, "move", "THCS01", "cut_early", "--staff", "mai", "--reason", "x")
    assert (code, said) == (0, "THCS01: Cắt thuê bao trước hạn, chờ người thứ hai duyệt\n")
    assert run(capsys, "move", "THCS01", "fly", "--staff", "mai", "--reason", "x")[0] == 1
    assert run(capsys, "move", "THCS01", "paid", "--staff", "ai", "--reason", "x")[0] == 1


def test_the_test_clock_moves_the_day_and_goes_back(service: None, capsys: pytest.CaptureFixture[str]) -> None:
    real = today()
    assert run(capsys, "clock", "--forward", "40")[0] == 0
    assert today() == real + timedelta(days=40)
    run(capsys, "clock", "--forward", "-10")
    assert today() == real + timedelta(days=30)
    run(capsys, "clock", "--set", "2030-01-31")
    assert today() == date(2030, 1, 31)
    run(capsys, "clock", "--reset")
    assert (today(), clock_shift()) == (real, None)


def test_a_production_service_refuses_the_test_clock(
    service: None, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "clock", "--forward", "40")
    settings.TEST_CLOCK_ALLOWED = False
    real = now()
    code, _, error = run(capsys, "clock", "--forward", "1")
    assert (code, "QLTS_TEST_CLOCK" in error) == (1, True)
    assert now() - real < timedelta(minutes=1), "a clock left from a test does not count either"
    assert run(capsys, "clock", "--reset")[0] == 0


@pytest.mark.parametrize("content", ["", "morgen", "9" * 400, "1.5"])
def test_a_damaged_clock_is_the_real_one(settings: Any, content: str) -> None:
    (settings.DATA_DIR / "test-clock").write_text(content)
    assert clock_shift() is None
