"""Signed files that are what they are told to be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.checking_port import Reason, ReportSection, SlipReport, Verdict

UNSIGNED = SlipReport(Verdict.INVALID, (Reason.NOT_SIGNED,), (), None)


class MemoryChecking:
    """A ``CheckingPort``.

    Attributes:
        reports: By file name; any other one cannot be read.
        printed_sections: What was laid out.
    """

    def __init__(self, **reports: SlipReport) -> None:
        self.reports = reports
        self.printed_sections: list[tuple[ReportSection, ...]] = []

    def check(self, path: Path) -> SlipReport:
        if path.stem not in self.reports:
            raise OperationError(ErrorCode.NOT_A_PDF)
        return self.reports[path.stem]

    def printed(self, title: str, sections: Sequence[ReportSection]) -> bytes:
        from qlts_desktop.services.report_pages import report_pages

        self.printed_sections.append(tuple(sections))
        return report_pages(title, sections)
