"""Fixtures for all tests of the desktop client."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.licensor_process import DemoLicensor, running_licensor

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept-pictures``: the slips' pictures of today become those that later ones are compared with."""
    parser.addoption("--accept-pictures", action="store_true", help="take the slips' pictures as they are now")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None]:
    """A window that a test has closed is gone before the next test looks for one of the same name."""
    yield
    if QCoreApplication.instance() is not None:
        # Without an event loop of its own, a test never gets to what `deleteLater` put off.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        visible = (window for window in QApplication.topLevelWidgets() if window.isVisible())
        left = [window.objectName() or repr(window) for window in visible]
        assert not left, f"windows that the test has left open: {left}"


@pytest.fixture(scope="session")
def qapp() -> Any:
    """The application as users get it: the real fonts, look and language. One a process."""
    from qlts_desktop.ui.application import create_application

    return create_application(["qlts-desktop"])


@pytest.fixture(scope="session")
def licensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoLicensor]:
    """A licensor process with the demo's units, shared by a worker's tests."""
    with running_licensor(tmp_path_factory.mktemp("licensor")) as running:
        yield running
