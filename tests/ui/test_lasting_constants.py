"""A day's worth of signals must not take the interpreter's constants away."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import qlts_desktop.ui
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    said = Signal(object)

sender = Sender()
sender.said.connect(lambda value: None)
for _ in range(20_000):
    sender.said.emit(None)
print("alive")
"""


def test_twenty_thousand_signals_leave_the_interpreter_alive():
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stdout.strip(), result.stderr) == (0, "alive", "")
