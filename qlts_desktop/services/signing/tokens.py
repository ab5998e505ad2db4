"""Asks token hosts for the tokens that are plugged in: one process a module, each with a time limit."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Any

from qlts_desktop.services.signing.token_host import FLAG
from qlts_desktop.services.signing.token_modules import fault_of, found_modules
from qlts_desktop.services.signing.token_protocol import (
    Answer,
    ListTokens,
    ProtocolError,
    Token,
    Tokens,
    receive_answer,
    send,
)

_log = logging.getLogger(__name__)

LIST_SECONDS = 10.0
"""For a module to load and list its tokens; a slow reader takes two."""
_AT_ONCE = 8


class ModuleState(StrEnum):
    """What came of asking a module."""

    ANSWERED = "answered"
    MISSING = "missing"
    WRONG_MACHINE = "wrong_machine"
    NOT_A_MODULE = "not_a_module"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ModuleReport:
    """A module and its tokens.

    Attributes:
        technical: With ``FAILED``: the module's own word.
    """

    path: Path
    state: ModuleState
    tokens: tuple[Token, ...] = ()
    technical: str = ""


def look_for_tokens(chosen: Iterable[Path] = (), seconds: float = LIST_SECONDS) -> tuple[ModuleReport, ...]:
    """All modules of this computer with their tokens. Blocks for up to ``seconds``, however many there are.

    Args:
        chosen: Modules that the user has set.
        seconds: How long each may take.
    """
    modules = found_modules(chosen)
    if not modules:
        return ()
    with ThreadPoolExecutor(min(_AT_ONCE, len(modules))) as pool:
        return tuple(pool.map(lambda path: report_of(path, seconds), modules))


def report_of(path: Path, seconds: float = LIST_SECONDS) -> ModuleReport:
    """One module with its tokens."""
    if fault := fault_of(path):
        return ModuleReport(path, ModuleState(fault.value))
    host = _Host(path)
    try:
        answer = host.ask(ListTokens(), seconds)
    finally:
        host.end()
    match answer:
        case Tokens(tokens):
            return ModuleReport(path, ModuleState.ANSWERED, tuple(tokens))
        case None:
            state = ModuleState.TIMED_OUT if host.was_silent else ModuleState.CRASHED
            _log.warning("token module %s: %s", path.name, state)
            return ModuleReport(path, state)
    return ModuleReport(path, ModuleState.FAILED, technical=answer.error)


class _Host:
    """A token host process, from this side.

    Attributes:
        was_silent: It did not answer in time.
    """

    def __init__(self, module: Path) -> None:
        host_reads, self._requests = os.pipe()
        self._answers, host_writes = os.pipe()
        self.was_silent = False
        try:
            self._process = _started(module, host_reads, host_writes)
        finally:
            os.close(host_reads)
            os.close(host_writes)

    def ask(self, request: ListTokens, seconds: float) -> Answer | None:
        """Ask and wait; None when the host ended, or said nothing in time."""
        answers: list[Answer] = []

        def exchange() -> None:
            try:
                with os.fdopen(self._requests, "wb", closefd=False) as requests:
                    send(requests, request)
                with os.fdopen(self._answers, "rb", closefd=False) as stream:
                    answers.append(receive_answer(stream))
            except (ProtocolError, OSError):
                pass  # the host has ended, or says what is no answer; either way there is none

        thread = Thread(target=exchange, daemon=True)
        thread.start()
        thread.join(seconds)
        self.was_silent = thread.is_alive()
        if self.was_silent:
            self._process.kill()
            thread.join()
        return answers[0] if answers else None

    def end(self) -> None:
        """The host ends when its requests do; a module that hangs on the way out is ended."""
        os.close(self._requests)
        os.close(self._answers)
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started(module: Path, reads: int, writes: int) -> subprocess.Popen[bytes]:
    """Start a host with nothing of ours but two pipes; whatever its module prints goes nowhere."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "qlts_desktop"]
    inherited: dict[str, Any] = {"pass_fds": (reads, writes)}
    numbers = [reads, writes]
    if sys.platform == "win32":
        import msvcrt

        numbers = [msvcrt.get_osfhandle(number) for number in numbers]
        for number in numbers:
            os.set_handle_inheritable(number, True)
        startup = subprocess.STARTUPINFO(lpAttributeList={"handle_list": numbers})
        inherited = {"startupinfo": startup, "creationflags": subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(
        [*program, FLAG, *map(str, numbers), str(module)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **inherited,
    )
