"""The log in the user's folder."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from qlts_desktop.services.log_file import LogFile


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("qlts_desktop.x", logging.WARNING, __file__, 1, text, None, None)


def test_the_first_record_opens_the_file(tmp_path: Path):
    path = tmp_path / "qlts-desktop.log"
    handler = LogFile(path)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    assert not path.exists()
    handler.handle(record("một"))
    handler.handle(record("hai"))
    handler.close()
    assert path.read_text("utf-8") == "WARNING một\nWARNING hai\n"


def test_a_file_that_cannot_be_opened_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    handler = LogFile(tmp_path / "missing" / "qlts-desktop.log")
    handler.handle(record("một"))
    handler.close()
    assert "FileNotFoundError" in capsys.readouterr().err
