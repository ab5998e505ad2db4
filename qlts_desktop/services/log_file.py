"""The log in the user's folder."""

from __future__ import annotations

import logging
from pathlib import Path

_LARGEST = 500_000
"""Bytes of one file."""
_KEPT = 3
"""Full files kept beside it."""


class LogFile(logging.Handler):
    """A rotating file, opened with its first record: a start that has nothing to say is not slowed by it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; where the file cannot be opened, the record goes the way of ``handleError``."""
        try:
            if self._file is None:
                self._file = self._opened()
        except OSError:
            self.handleError(record)
        else:
            self._file.emit(record)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(self._path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
        file.setFormatter(self.formatter)
        return file
