"""A database, keys and a caller for each test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from qlts_licensor.licences import keys
from qlts_licensor.units.models import Unit

from licensor.tests.scenarios import Caller, make_unit, make_vendor
from licensor.tests.settings import ON_POSTGRESQL


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    keys.init_root(folder / "root.json")
    keys.issue(folder / "root.json", folder / "keys")
    return folder / "keys"


@pytest.fixture
def trust_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "trust"
    folder.mkdir()
    return folder


@pytest.fixture
def service(settings: Any, key_folder: Path, trust_folder: Path, db: None) -> None:
    """The service as it runs on loopback, with keys and a vendor."""
    settings.KEY_DIR, settings.TRUST_DIR = key_folder, trust_folder
    settings.SECURE_SSL_REDIRECT = False
    make_vendor()


@pytest.fixture
def unit(service: None) -> Unit:
    """A unit with 40 days left."""
    return make_unit()


@pytest.fixture
def anyone(service: None) -> Caller:
    """A caller who is not logged in; an uncaught error in the service is a 500, as in production."""
    return Caller(Client(raise_request_exception=False))


@pytest.fixture
def accountant(unit: Unit, anyone: Caller) -> Caller:
    """The unit's Quản trị dữ liệu, logged in."""
    assert anyone.log_in().status_code == 200
    return anyone


# --- which database -----------------------------------------------------------------------------------------

collect_ignore = [] if ON_POSTGRESQL else ["postgresql"]
"""What only PostgreSQL can show."""

_ALSO_ON_POSTGRESQL = (
    *("jobs", "postgresql", "payment", "audit"),
    *("test_submission.py", "test_sessions.py", "test_drafts.py", "test_recovery.py", "test_walks.py"),
)
"""What ``./dev test`` runs on both databases; ``./dev test --full`` runs everything on both."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and {*item.path.relative_to(here).parts} & {*_ALSO_ON_POSTGRESQL}:
            item.add_marker(pytest.mark.postgresql)
