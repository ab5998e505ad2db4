"""The real program in a process of its own, for tests that start it twice, stop it or kill it.

What the process shows comes as lines of JSON on its standard output; a line on its standard input is a command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_LIMIT = 60.0
"""Seconds; long, because a test machine may be busy."""


class AppProcess:
    """A start of the program.

    Attributes:
        looks: What it has told so far, one object a line.
        errors: The lines of its standard error.
        listener: Called with each line told, in a thread of its own; to be set by whoever must act at once.
    """

    def __init__(
        self,
        data: Path,
        *arguments: str,
        limit: float = 10.0,
        module: str = "tests.app_process",
        environment: Mapping[str, str] | None = None,
        folder: Path = ROOT,
    ) -> None:
        self.listener: Callable[[dict[str, Any]], None] = lambda _look: None
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, str(limit), "--data", str(data), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env={
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONPATH": str(ROOT),
                **(environment or {}),
            },
        )
        self.looks: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._read_looks, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def _read_looks(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.endswith("\n"):
                return  # killed in the middle of a word
            self.looks.append(json.loads(line))
            self.listener(self.looks[-1])

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        self.errors.extend(self.process.stderr)

    @property
    def look(self) -> dict[str, Any]:
        """What is shown now."""
        return self.looks[-1] if self.looks else {"windows": [], "minimised": False, "answered": 0, "views": []}

    def wait_until(self, what: str, condition: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until what is shown is as it should be."""
        deadline = time.monotonic() + _LIMIT
        while not condition(self.look):
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise AssertionError(f"{what}; shown: {self.looks}; said: {self.errors}")
            time.sleep(0.02)

    def wait_until_open(self) -> None:
        """Wait for the main window."""
        self.wait_until("the window should open", lambda look: "mainWindow" in look["windows"])

    def wait_until_listening(self, folder: Path) -> None:
        """Wait until it answers later starts; one is made and comes to its end."""
        self.wait_until_open()
        assert AppProcess(folder).ended_and_closed() == 0

    def tell(self, command: str) -> None:
        """Give a command: ``minimise``, ``dialog`` or ``close``."""
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def ended(self) -> int:
        """The exit code, once the program has ended."""
        code = self.process.wait(_LIMIT)
        for reader in self._readers:
            reader.join()
        return code

    def ended_and_closed(self) -> int:
        """The exit code, with nothing left behind."""
        try:
            return self.ended()
        finally:
            self.stop()

    @property
    def has_shown(self) -> set[str]:
        """Every window that was ever on the screen."""
        return {name for look in self.looks for name in look["windows"]}

    def stop(self) -> None:
        """Leave nothing behind."""
        self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()


@contextmanager
def app_processes() -> Iterator[Callable[..., AppProcess]]:
    """Start the program, as often as wanted; whatever still runs at the end is stopped."""
    started: list[AppProcess] = []

    def start(data: Path, *arguments: str, limit: float = 10.0, **more: Any) -> AppProcess:
        started.append(AppProcess(data, *arguments, limit=limit, **more))
        return started[-1]

    try:
        yield start
    finally:
        for one in started:
            one.stop()


_VIEWS = ("firstStartView", "loginView")


def _has_view(window: Any, name: str) -> bool:
    from PySide6.QtWidgets import QWidget

    view = window.findChild(QWidget, name)
    return view is not None and view.isVisible()


# --- inside the process -------------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Run the program and tell what it shows. Arguments: the limit for an answer, then ``qlts-desktop``'s."""
    from PySide6.QtCore import QSocketNotifier, QTimer
    from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

    from qlts_desktop import bootstrap
    from qlts_desktop.ui import application
    from qlts_desktop.ui.shell import single_instance

    limit = float(arguments[0])
    original_claim, original_create = single_instance.SingleInstance.claim, application.create_application
    original_forward = single_instance.come_forward
    state = {"answered": 0, "last": ""}

    def come_forward() -> None:
        original_forward()
        state["answered"] += 1

    def tell() -> None:
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        active = QApplication.activeWindow()
        look = {
            "windows": sorted(w.objectName() for w in shown),
            "minimised": any(w.isMinimized() for w in shown),
            "active": active.objectName() if active is not None else "",
            "answered": state["answered"],
            "views": sorted(name for name in _VIEWS if any(_has_view(w, name) for w in shown)),
        }
        if (line := json.dumps(look)) != state["last"]:
            state["last"] = line
            print(line, flush=True)
        for box in shown:
            if isinstance(box, QMessageBox):
                box.accept()

    def obey() -> None:
        window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "mainWindow")
        match sys.stdin.readline().strip():
            case "minimise":
                window.showMinimized()
            case "dialog":
                dialog = QDialog(window)
                dialog.setObjectName("dialogAbove")
                dialog.open()
            case "close":
                window.close()

    def create_application(*given: Any) -> QApplication:
        app = original_create(*given)
        look = QTimer(app)
        look.timeout.connect(tell)
        look.start(20)
        QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, app).activated.connect(obey)
        return app

    application.create_application = create_application
    single_instance.come_forward = come_forward
    single_instance.SingleInstance.claim = lambda self, file="": original_claim(self, file, limit)
    return bootstrap.run(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
