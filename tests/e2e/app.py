"""The real app, assembled in this process on a data folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qlts_desktop import bootstrap
from tests.licensor_process import DemoLicensor


@contextmanager
def running_app(app: QApplication, licensor: DemoLicensor, data: Path) -> Iterator[bootstrap.Assembly]:
    """Start the app as ``qlts-desktop --demo … --data …`` does, and close it afterwards."""
    options = bootstrap.read_options(["--demo", str(licensor.manifest), "--data", str(data)])
    assembly = bootstrap.assemble(app, options)
    assembly.flow.start()
    try:
        yield assembly
    finally:
        for window in app.topLevelWidgets():
            window.close()
        assembly.close()
        assembly.flow.deleteLater()
