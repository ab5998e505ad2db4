"""Asks token hosts for the tokens that are plugged in: one process a module, each with a time limit."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from qlts_desktop.services.signing.token_modules import fault_of, found_modules
from qlts_desktop.services.signing.token_process import TokenHost
from qlts_desktop.services.signing.token_protocol import Failed, Fault, ListTokens, Token, Tokens
from qlts_desktop.services.signing_port import DriverFault

_log = logging.getLogger(__name__)

LIST_SECONDS = 10.0
"""For a module to load and list its tokens; a slow reader takes two."""
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class ModuleReport:
    """A module and its tokens.

    Attributes:
        fault: Why it told nothing; None when it has answered.
        technical: With ``FAILED``: the module's own word.
    """

    path: Path
    fault: DriverFault | None
    tokens: tuple[Token, ...] = ()
    technical: str = ""


def look_for_tokens(chosen: Iterable[Path] = (), seconds: float = LIST_SECONDS) -> tuple[ModuleReport, ...]:
    """All modules of this computer with their tokens. Blocks for up to ``seconds``, however many there are.

    Args:
        chosen: Modules that the user has set.
        seconds: How long each may take.
    """
    watch = TokenWatch(lambda: tuple(chosen), seconds)
    try:
        return watch.look()
    finally:
        watch.rest()


class TokenWatch:
    """Looks for tokens again and again, with hosts that stay: to look once more costs next to nothing.

    A module that crashed, hung or is none is not asked again until :meth:`forget`: the next look would only wait
    for it once more. Methods may be called from any thread.

    Args:
        chosen: Modules that the user has set.
        seconds: How long each may take.
    """

    def __init__(self, chosen: Callable[[], Iterable[Path]] = tuple, seconds: float = LIST_SECONDS) -> None:
        self._chosen = chosen
        self._seconds = seconds
        self._lock = Lock()
        self._hosts: dict[Path, TokenHost] = {}
        self._faulty: dict[Path, ModuleReport] = {}
        self._closed = False

    def look(
        self, report: Callable[[tuple[ModuleReport, ...]], None] = lambda _reports: None
    ) -> tuple[ModuleReport, ...]:
        """Ask all modules.

        Args:
            report: Gets what is known so far, each time that one more has answered.

        Returns:
            All, in the order of :func:`found_modules`.
        """
        with self._lock:
            modules = () if self._closed else found_modules(self._chosen())
            if not modules:
                return ()
            found: dict[Path, ModuleReport] = {}
            with ThreadPoolExecutor(min(_AT_ONCE, len(modules))) as pool:
                asked = {pool.submit(self._report_of, path): path for path in modules}
                for one in as_completed(asked):
                    found[asked[one]] = one.result()
                    report(tuple(found[path] for path in modules if path in found))
            return tuple(found[path] for path in modules)

    def forget(self) -> None:
        """Begin anew at the next look: ask modules again that did not answer, read all tokens again."""
        self.rest()
        with self._lock:
            self._faulty.clear()

    def rest(self) -> None:
        """Let go of all tokens; the next look begins anew."""
        with self._lock:
            hosts, self._hosts = self._hosts, {}
        for host in hosts.values():
            host.end()

    def close(self) -> None:
        """The program ends: end all hosts, also one that hangs, and start none any more."""
        self._closed = True
        for host in tuple(self._hosts.values()):
            host.kill()
        self.rest()

    def _report_of(self, path: Path) -> ModuleReport:
        if path in self._faulty:
            return self._faulty[path]
        if path not in self._hosts:
            if fault := fault_of(path):
                return self._remembered(ModuleReport(path, fault))
            self._hosts[path] = TokenHost(path)
        host = self._hosts[path]
        answer = host.ask(ListTokens(), self._seconds)
        match answer:
            case Tokens(tokens):
                return ModuleReport(path, None, tuple(tokens))
            case Failed(error, Fault.NOT_LOADED):
                return ModuleReport(path, DriverFault.NOT_LOADED, technical=error)
            case Failed(error):
                return ModuleReport(path, DriverFault.FAILED, technical=error)
        lost = DriverFault.TIMED_OUT if host.was_silent else DriverFault.CRASHED
        _log.warning("token module %s: %s", path.name, lost)
        self._hosts.pop(path).end()
        return self._remembered(ModuleReport(path, lost))

    def _remembered(self, report: ModuleReport) -> ModuleReport:
        self._faulty[report.path] = report
        return report
