"""Opens chosen files one after the other, beside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.paper_scan_port import ScanReading
from qlts_desktop.ui.background import Job, Runner
from qlts_desktop.ui.scans.scan_pictures import ReadScan, read_file, read_image


@dataclass(frozen=True, slots=True)
class NotOpened:
    """A file that was left out, and why."""

    name: str
    error: OperationError


class Opening(QObject):
    """A queue of files; one that cannot be opened does not keep the others out.

    Signals:
        begun: A file is being opened (its name).
        finished: None is left (list of NotOpened).
    """

    begun = Signal(str)
    finished = Signal(object)

    def __init__(
        self, reading: ScanReading, runner: Runner, take: Callable[[ReadScan], None], parent: QObject
    ) -> None:
        """Prepare it.

        Args:
            reading: Reads codes and measures PDFs.
            runner: Does it in the background.
            take: Gets each file; raises OperationError where it has no room for it.
            parent: Whose queue it is.
        """
        super().__init__(parent)
        self._reading = reading
        self._runner = runner
        self._take = take
        self._waiting: list[tuple[str, Path | QImage]] = []
        self._left_out: list[NotOpened] = []
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        """Whether a file is being opened."""
        return self._job is not None and self._job.is_running

    def start(self, chosen: Sequence[Path | QImage], number: int) -> None:
        """Open files or pictures.

        Args:
            chosen: Paths, and pictures from the clipboard.
            number: What the first picture without a name is called by.
        """
        self._left_out = []
        self._waiting = [
            (one.name if isinstance(one, Path) else self.tr("pasted-picture-{0}").format(number + offset), one)
            for offset, one in enumerate(chosen)
        ]
        self._next()

    def stop(self) -> None:
        """Open no more; what was taken stays."""
        if self._job is not None:
            self._job.cancel()
        self._waiting = []

    def _next(self) -> None:
        if not self._waiting:
            self.finished.emit(self._left_out)
            return
        name, source = self._waiting.pop(0)
        reading = self._reading

        def read() -> ReadScan:
            return read_file(source, reading) if isinstance(source, Path) else read_image(name, source, reading)

        def on_read(scan: ReadScan) -> None:
            try:
                self._take(scan)
            except OperationError as error:
                self._left_out.append(NotOpened(name, error))
            self._next()

        def on_error(error: OperationError) -> None:
            self._left_out.append(NotOpened(name, error))
            self._next()

        self.begun.emit(name)
        self._job = self._runner.run(read, on_read, on_error, owner=self)
