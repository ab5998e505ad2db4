"""One running program for each data folder, seen from real processes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.app_process import AppProcess, app_processes
from tests.no_writing import unwritable

Start = Callable[..., AppProcess]
LOCK = "qlts-desktop.lock"


@pytest.fixture
def start() -> Iterator[Start]:
    with app_processes() as started:
        yield started


def test_a_second_start_brings_the_first_to_the_front_and_ends(start: Start, tmp_path: Path):
    first = start(tmp_path)
    first.wait_until_open()
    first.tell("minimise")
    first.wait_until("it should be minimised", lambda look: look["minimised"])
    second = start(tmp_path)
    assert second.ended() == 0
    first.wait_until("it should come back", lambda look: look["answered"] == 1 and not look["minimised"])
    assert first.look["active"] == "mainWindow"
    assert second.has_shown == set()
    assert second.errors == []


def test_an_open_dialog_comes_up_with_its_window(start: Start, tmp_path: Path):
    first = start(tmp_path)
    first.wait_until_open()
    first.tell("dialog")
    first.wait_until("a dialog should be open", lambda look: "dialogAbove" in look["windows"])
    first.tell("minimise")
    first.wait_until("it should be minimised", lambda look: look["minimised"])
    assert start(tmp_path).ended() == 0
    first.wait_until("it should come back", lambda look: look["answered"] == 1 and not look["minimised"])
    assert first.look["active"] == "dialogAbove"


def test_a_start_right_after_a_kill_is_a_first_one(start: Start, tmp_path: Path):
    first = start(tmp_path)
    first.wait_until_open()
    first.process.send_signal(signal.SIGKILL)
    first.ended()
    assert (tmp_path / LOCK).exists()
    second = start(tmp_path)
    second.wait_until_open()
    assert start(tmp_path).ended() == 0
    second.wait_until("the new first one should answer", lambda look: look["answered"] == 1)


def test_two_starts_at_the_same_moment_open_one_window(start: Start, tmp_path: Path):
    both = [start(tmp_path), start(tmp_path)]
    while all(one.process.poll() is None for one in both):
        time.sleep(0.02)
    ended, stays = sorted(both, key=lambda one: one.process.poll() is None)
    assert ended.ended() == 0
    stays.wait_until("the other should have come forward", lambda look: look["answered"] == 1)
    assert "mainWindow" in stays.has_shown
    assert ended.has_shown == set()


def test_an_ended_program_leaves_the_folder_to_the_next(start: Start, tmp_path: Path):
    first = start(tmp_path)
    first.wait_until_open()
    first.tell("close")
    assert first.ended() == 0
    assert not (tmp_path / LOCK).exists()
    start(tmp_path).wait_until_open()


def test_another_folder_is_another_program(start: Start, tmp_path: Path):
    start(tmp_path / "one").wait_until_open()
    start(tmp_path / "two").wait_until_open()


@pytest.mark.parametrize("has_lock", [True, False])
def test_a_program_that_hangs_is_told_and_nothing_is_opened(start: Start, tmp_path: Path, has_lock: bool):
    with nullcontext(tmp_path / "data") if has_lock else unwritable(tmp_path / "data") as folder:
        first = start(folder)
        first.wait_until_listening(folder)
        first.process.send_signal(signal.SIGSTOP)
        second = start(folder, limit=1.5)
        code = second.ended()
        first.process.send_signal(signal.SIGCONT)
    assert code == 1
    assert "đang mở nhưng không phản hồi" in "".join(second.errors)
    assert second.has_shown == {"silentInstanceMessage"}


def test_a_start_while_the_first_is_still_starting_waits_for_it(start: Start, tmp_path: Path):
    """The lock is there before the window, and the window before the server."""
    first = start(tmp_path)
    while not (tmp_path / LOCK).exists():
        time.sleep(0.005)
    assert start(tmp_path).ended() == 0
    first.wait_until("it should have come forward", lambda look: look["answered"] == 1)


def test_a_lock_whose_number_is_another_process_is_taken_over(start: Start, tmp_path: Path):
    """After a power cut the number may belong to another program of the same name."""
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = Path(f"/proc/{stranger.pid}/exe").resolve().name
    (tmp_path / LOCK).write_text(f"{stranger.pid}\n{name}\n{socket.gethostname()}\n\n\n")
    start(tmp_path, limit=1.0).wait_until_open()
    stranger.communicate(b"\n")


def test_where_no_lock_can_be_made_the_program_starts_and_a_second_still_finds_it(start: Start, tmp_path: Path):
    with unwritable(tmp_path / "data") as folder:
        first = start(folder)
        first.wait_until_open()
        assert list(folder.iterdir()) == []
        assert start(folder).ended() == 0
        first.wait_until("it should come forward", lambda look: look["answered"] == 1)


def test_a_file_given_to_a_second_start_is_opened_by_the_first(start: Start, tmp_path: Path):
    folder = tmp_path / "data"
    first = start(folder)
    first.wait_until_listening(folder)
    missing = tmp_path / "phiếu của thủ trưởng.qlts"
    assert start(folder, str(missing)).ended() == 0
    first.wait_until("it should say what is wrong with it", lambda look: "preparedOpening" in look["windows"])


def test_a_file_given_to_the_first_start_is_opened_over_its_window(start: Start, tmp_path: Path):
    first = start(tmp_path / "data", "phieu.qlts")
    first.wait_until("it should be opened", lambda look: {"mainWindow", "preparedOpening"} <= set(look["windows"]))


def test_an_argument_that_is_no_prepared_registration_is_misuse(start: Start, tmp_path: Path):
    assert start(tmp_path / "data", "phieu.docx").ended() == 2
