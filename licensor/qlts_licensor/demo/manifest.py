"""``demo.json``: how the client finds the demo, its accounts and its certificate files."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from qlts_licensor.demo.described import DemoUnit
from qlts_licensor.demo.keys import release_file
from qlts_licensor.demo.pki import TRUST, CertificateFile, certificate_files
from qlts_licensor.demo.units import PASSWORD, STAFF_NAME, demo_units
from qlts_licensor.licences.keys import PublicRoot, public_root
from qlts_licensor.releases import PublicKey, public_key

FILE_NAME = "demo.json"
START_LIMIT = 60.0
"""Seconds that a start may take."""
_PAUSE = 0.25
"""Seconds between two questions."""


class NotReady(Exception):  # noqa: N818 - names what happened
    """The service did not answer in time."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account that the login offers."""

    label: str
    unit_code: str
    username: str
    password: str
    state: str


@dataclass(frozen=True, slots=True)
class Staff:
    """How to reach the licensor's console."""

    url: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that ``demo.json`` says; the field names are its JSON names."""

    url: str
    root: PublicRoot
    release: PublicKey
    accounts: tuple[Account, ...]
    certificates: tuple[CertificateFile, ...]
    trust_dir: str
    staff: Staff


def manifest_of(data_dir: Path, url: str, today: date) -> Manifest:
    """Put the manifest together from the folder that :func:`qlts_licensor.demo.prepare` filled.

    Raises:
        KeyProblem: The folder has no keys.
    """
    units = demo_units(today)
    return Manifest(
        url=url,
        root=public_root(data_dir / "keys"),
        release=public_key(release_file(data_dir)),
        accounts=tuple(account for unit in units for account in _accounts(unit)),
        certificates=certificate_files(data_dir, units),
        trust_dir=str(data_dir / TRUST),
        staff=Staff(f"{url}/staff/", STAFF_NAME, PASSWORD),
    )


def write_manifest(data_dir: Path, manifest: Manifest) -> Path:
    """Write ``demo.json`` (0600) in one step, so that nobody reads half of it."""
    target = data_dir / FILE_NAME
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=2)
    fresh.replace(target)
    return target


def wait_until_ready(url: str, seconds: float = START_LIMIT) -> None:
    """Ask ``GET /health`` until it answers.

    Raises:
        NotReady: It did not in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        # First the pause: a server takes longer to start, and must be able to fork while this holds nothing.
        time.sleep(_PAUSE)
        try:
            with urlopen(f"{url}/api/v1/health", timeout=5) as reply:  # noqa: S310 - the demo's own loopback address
                if reply.status == 200:
                    return
        except (OSError, HTTPException):
            continue
    raise NotReady(f"{url} did not answer within {seconds:g} seconds")


def _accounts(unit: DemoUnit) -> list[Account]:
    return [
        Account(
            label=f"{unit.name} – {unit.summary}" + ("" if user.can_renew else ", không có quyền gia hạn"),
            unit_code=unit.code,
            username=user.username,
            password=PASSWORD,
            state=unit.state if user.can_renew else "viewer",
        )
        for user in unit.users
    ]
