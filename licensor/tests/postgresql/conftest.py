"""A server to share, and one that may be stopped."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from licensor.tests.cluster import Cluster, shared_folder
from licensor.tests.paying import Paying, begin
from licensor.tests.scenarios import Caller


@pytest.fixture
def paying(accountant: Caller) -> Paying:
    """Registered now, to be paid within 60 days."""
    return begin(accountant)


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The server that the session shares."""
    assert "QLTS_TEST_CLUSTER" in os.environ
    return Cluster(shared_folder())


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A server that the test may stop."""
    made = Cluster.make()
    yield made
    made.remove()
