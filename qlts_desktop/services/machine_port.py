"""What the interface may ask about this computer. See ``ports.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Area(StrEnum):
    """What was looked at, in the order in which it is shown."""

    VERSIONS = "versions"
    UPDATES = "updates"
    CLOCK = "clock"
    SIGNED_TIME = "signed_time"
    FOLDER = "folder"
    TEMPORARY = "temporary"
    DOCUMENTS = "documents"
    FONTS = "fonts"
    PROXY = "proxy"
    SERVER = "server"
    TIME_STAMP = "time_stamp"
    PRINTER = "printer"
    MODULE = "module"
    TOKEN = "token"  # noqa: S105 - a device, not a password
    CERTIFICATE = "certificate"


class State(StrEnum):
    """How it is: what cannot be known is never called good."""

    GOOD = "good"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line.

    Attributes:
        reason: A symbol, for example ``pin_locked``; which area's it is tells how to read it.
        details: Values for the sentence. Nothing secret.
    """

    area: Area
    state: State
    reason: str
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class PrinterQueue:
    """A printer as the system knows it.

    Attributes:
        stopped: It takes documents and prints none, or takes none.
    """

    name: str
    is_default: bool = False
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class TokenMaker:
    """Who issues tokens, and where the driver is had.

    Attributes:
        name: Plain text.
        page: An https address, opened in the browser.
        modules: File names of its PKCS#11 modules.
        installed: Those of this computer that were found when the list was made.
    """

    name: str
    page: str
    modules: tuple[str, ...]
    installed: tuple[str, ...] = ()


class MachinePort(Protocol):
    """Looking at this computer. Everything blocks; nothing is changed."""

    def look(self, tell: Callable[[Finding], None], is_over: Callable[[], bool]) -> tuple[Finding, ...]:
        """Look at everything.

        Args:
            tell: Gets each line as soon as it is known, whatever its place.
            is_over: Asked now and then; once it says so, what is still under way is left alone.

        Returns:
            All lines in the order of :class:`Area`.
        """

    def look_for_tokens(self) -> tuple[Finding, ...]:
        """Drivers, tokens and their certificates alone, asked again without a restart."""

    def report(self, findings: tuple[Finding, ...]) -> bytes:
        """The diagnostics file for support (ZIP): nothing secret in it."""

    def token_makers(self) -> tuple[TokenMaker, ...]:
        """The licensor's list; offline the one last had from it, else the one of this build."""
