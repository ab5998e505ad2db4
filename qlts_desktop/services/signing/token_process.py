"""A token host process, from the app's side: asked with a time limit, ended when done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

from qlts_desktop.services.own_program import own_program
from qlts_desktop.services.signing.token_host import FLAG
from qlts_desktop.services.signing.token_protocol import Answer, ProtocolError, Request, receive_answer, send

_END_SECONDS = 2.0
"""For a module to let go of its token when its process ends."""


class TokenHost:
    """A process that has one vendor's module to itself. Used by one thread at a time.

    Args:
        module: The module's path.

    Attributes:
        module: The module's path.
        was_silent: It did not answer in time, and was ended.
    """

    def __init__(self, module: Path) -> None:
        self.module = module
        self.was_silent = False
        host_reads, self._requests = os.pipe()
        self._answers, host_writes = os.pipe()
        try:
            self._process = _started(module, host_reads, host_writes)
        finally:
            os.close(host_reads)
            os.close(host_writes)

    def ask(self, request: Request, seconds: float) -> Answer | None:
        """Ask and wait. What was asked is never asked again by this class.

        Returns:
            None when the host ended, or said nothing in time.
        """
        answers: list[Answer] = []

        def exchange() -> None:
            try:
                # Unbuffered: a request may hold a PIN, and is not to stay in a buffer.
                with os.fdopen(self._requests, "wb", buffering=0, closefd=False) as requests:
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

    def kill(self) -> None:
        """End it at once, from any thread; whoever waits for its answer gets none."""
        self._process.kill()

    def end(self) -> None:
        """The host ends when its requests do; a module that hangs on the way out is ended."""
        os.close(self._requests)
        os.close(self._answers)
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started(module: Path, reads: int, writes: int) -> subprocess.Popen[bytes]:
    """Start a host with nothing of ours but two pipes; whatever its module prints goes nowhere."""
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
        own_program(FLAG, *map(str, numbers), str(module)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **inherited,
    )
