"""The real app, assembled in this process on a data folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qlts_desktop import bootstrap
from tests.driver import Driver
from tests.licensor_process import DemoLicensor


@contextmanager
def running_app(
    app: QApplication, licensor: DemoLicensor, data: Path, clocks: bootstrap.PcClocks | None = None
) -> Iterator[bootstrap.Assembly]:
    """Start the app as ``qlts-desktop --demo … --data …`` does, and close it afterwards."""
    options = bootstrap.read_options(["--demo", str(licensor.manifest), "--data", str(data)])
    assembly = bootstrap.assemble(app, options, clocks)
    assembly.start()
    try:
        yield assembly
    finally:
        # A window with something typed in it saves before it goes, and those behind it wait for that.
        Driver().wait_until("all windows should close", lambda: all_closed(app))
        assembly.close()
        assembly.flow.deleteLater()


def all_closed(app: QApplication) -> bool:
    """Ask every window to close; whether none is left."""
    for window in app.topLevelWidgets():
        window.close()
    return not any(window.isVisible() for window in app.topLevelWidgets())
