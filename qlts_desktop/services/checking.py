"""The ``CheckingPort`` of the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.checking_port import ReportSection, SlipReport


class Checking:
    """Looks at signed files. pyHanko is imported at the first use, in the background runner.

    Args:
        trust_dirs: Names the folders of trusted authorities' certificates.
    """

    def __init__(self, trust_dirs: Callable[[], tuple[Path, ...]]) -> None:
        self._trust_dirs = trust_dirs

    def check(self, path: Path) -> SlipReport:
        """Look at everything in a PDF."""
        from qlts_desktop.services.signing.validate import LARGEST, NotPdfError, validate_slip

        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            raise OperationError(
                ErrorCode.FILE_UNREADABLE, details={"path": str(path)}, technical=str(error)
            ) from error
        if len(content) > LARGEST:
            raise OperationError(ErrorCode.PDF_TOO_LARGE, details={"path": str(path)})
        try:
            return validate_slip(content, self._trust_dirs())
        except NotPdfError as error:
            raise OperationError(ErrorCode.NOT_A_PDF, details={"path": str(path)}) from error

    def printed(self, title: str, sections: Sequence[ReportSection]) -> bytes:
        """A report as a PDF."""
        from qlts_desktop.services.report_pages import report_pages

        return report_pages(title, sections)
