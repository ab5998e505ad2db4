"""The real app in this process, and a driver for its widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from qlts_desktop import bootstrap
from tests.driver import Driver
from tests.e2e.app import running_app
from tests.licensor_process import DemoLicensor, running_licensor


@pytest.fixture
def driver() -> Driver:
    """Eyes and hands."""
    return Driver()


@pytest.fixture(scope="session")
def busy_licensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoLicensor]:
    """A licensor where each test registers for a unit of its own."""
    with running_licensor(tmp_path_factory.mktemp("busy")) as running:
        yield running


@pytest.fixture(scope="session")
def untouched_licensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoLicensor]:
    """A licensor where nobody sends anything, so that every unit stays in its stage."""
    with running_licensor(tmp_path_factory.mktemp("untouched")) as running:
        yield running


StartApp = Callable[[DemoLicensor], bootstrap.Assembly]


@pytest.fixture
def start_app(qapp: QApplication, tmp_path: Path) -> Iterator[StartApp]:
    """Starts the app on a data folder of the test's own; once more is a restart."""
    with ExitStack() as running:

        def start(licensor: DemoLicensor) -> bootstrap.Assembly:
            running.pop_all().close()
            return running.enter_context(running_app(qapp, licensor, tmp_path / "client"))

        yield start
