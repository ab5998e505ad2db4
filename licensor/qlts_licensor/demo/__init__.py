"""The demo: units for every stage, keys, and certificate files to sign with.

``qlts-licensor serve --demo`` calls :func:`prepare` with Django set up and the database migrated, and
:func:`announce` beside the starting server: whoever waits for ``demo.json`` takes it as the sign that the service
answers.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qlts_licensor import clock

# Imported here and not in announce(): that runs in a thread while the server forks its worker, and a module lock
# held at that moment would stay locked in the worker for ever.
from qlts_licensor.demo.manifest import manifest_of, wait_until_ready, write_manifest
from qlts_licensor.demo.units import demo_units


def prepare(data_dir: Path, today: date | None = None) -> None:
    """Make what the demo needs and does not have yet: keys, certificate files, rows. Safe to call at every start.

    Args:
        data_dir: The service's data folder (``QLTS_DATA_DIR``): gets ``keys/``, ``offline/``, ``certificates/``
            and ``trust/``.
        today: The Vietnam day that all the demo's days are relative to; the clock's by default.

    Raises:
        KeyProblem: Keys are there but cannot be used.
    """
    from qlts_licensor.demo.keys import ensure_keys
    from qlts_licensor.demo.pki import ensure_certificates
    from qlts_licensor.demo.seed import seed

    day = today or clock.today()
    ensure_keys(data_dir)
    ensure_certificates(data_dir, demo_units(day))
    seed(day)


def announce(data_dir: Path, url: str, today: date | None = None) -> Path:
    """Wait until the service answers, then write ``demo.json``; touches no database.

    Args:
        data_dir: The service's data folder.
        url: Where the service listens, for example ``http://127.0.0.1:40123``.
        today: As in :func:`prepare`.

    Returns:
        The file that was written.

    Raises:
        NotReady: The service did not answer in time.
    """
    wait_until_ready(url)
    return write_manifest(data_dir, manifest_of(data_dir, url, today or clock.today()))
