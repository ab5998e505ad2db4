"""Fixtures for all tests of the desktop client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.licensor_process import DemoLicensor, running_licensor


@pytest.fixture(scope="session")
def licensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoLicensor]:
    """A licensor process with the demo's units, shared by a worker's tests."""
    with running_licensor(tmp_path_factory.mktemp("licensor")) as running:
        yield running


@pytest.fixture
def fresh_licensor(tmp_path: Path) -> Iterator[DemoLicensor]:
    """A licensor process of one's own, for tests that change a unit's state."""
    with running_licensor(tmp_path / "licensor") as running:
        yield running
