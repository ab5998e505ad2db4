"""The staff's console in a real browser: a whole day's work, two people where two are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console_walk import walk
from tests.licensor_process import running_licensor

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.mark.parametrize("dark", [False, True])
def test_a_day_at_the_console(tmp_path: Path, dark: bool) -> None:
    with running_licensor(tmp_path / "licensor") as licensor:
        walk(licensor, dark=dark)
        assert "the chain is whole" in licensor.run("audit", "verify")
