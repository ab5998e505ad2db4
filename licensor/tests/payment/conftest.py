from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from licensor.tests.paying import Paying, begin
from licensor.tests.scenarios import Caller


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=False) as traveller:
        yield traveller


@pytest.fixture
def paying(noon: Any, accountant: Caller) -> Paying:
    """Registered today, 40 days before the term's end, to be paid within 60 days."""
    return begin(accountant)
