"""Fixtures for all tests of the desktop client."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.licensor_process import DemoLicensor, running_licensor

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
