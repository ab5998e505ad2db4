"""A computer that finds what it is told to."""

from __future__ import annotations

from collections.abc import Callable

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.machine_port import Area, Finding, State, TokenMaker

GOOD = Finding(Area.FONTS, State.GOOD, "complete", {})
NO_PRINTER = Finding(Area.PRINTER, State.WARNING, "none", {})
DISK_FULL = Finding(Area.FOLDER, State.FAILED, "full", {"path": "/dữ liệu", "free_mb": "0"})
DRIVER = Finding(Area.MODULE, State.GOOD, "answered", {"path": "/usr/lib/fptca_v4.so", "error": ""})
MAKERS = (
    TokenMaker("VNPT-CA", "https://kyso.vnpt-ca.vn/", ("vnptca_p11_v10.dll",)),
    TokenMaker("FPT-CA", "https://fpt-ca.com.vn/", ("fptca_v4.so",), ("/usr/lib/fptca_v4.so",)),
)


class MemoryMachine:
    """A ``MachinePort``.

    Attributes:
        lines: What every look finds, in the order in which it is told.
        failure: Raised by ``report``.
        reported: The lines of each report that was made.
        looks: How often everything was looked at.
    """

    def __init__(self, *lines: Finding) -> None:
        self.lines = lines or (NO_PRINTER, GOOD)
        self.failure: OperationError | None = None
        self.reported: list[tuple[Finding, ...]] = []
        self.looks = 0

    def look(self, tell: Callable[[Finding], None], is_over: Callable[[], bool]) -> tuple[Finding, ...]:
        self.looks += 1
        for line in self.lines:
            if is_over():
                break
            tell(line)
        return self.lines

    def look_for_tokens(self) -> tuple[Finding, ...]:
        return (DRIVER,)

    def report(self, findings: tuple[Finding, ...]) -> bytes:
        if self.failure is not None:
            raise self.failure
        self.reported.append(findings)
        return b"PK report"

    def token_makers(self) -> tuple[TokenMaker, ...]:
        return MAKERS
