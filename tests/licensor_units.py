"""Many more units in a demo licensor: tests that register a hundred times need a hundred units.

Each stands as the demo's first one does (45 days are left, the same tax code, so that the same certificate signs
for it), with one user who may renew.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.licensor_process import Account, DemoLicensor

MODEL = "expiring"
"""State of the demo's unit that the others are made after."""
_CALLS = itertools.count()
"""A licensor may outlive the fixture that adds units to it, and meet it again."""


def add_units(licensor: DemoLicensor, prefix: str, count: int) -> tuple[Account, ...]:
    """Add units to a running licensor.

    Args:
        licensor: The licensor.
        prefix: What the units' codes begin with; a number that no other call has follows.
        count: How many.

    Returns:
        The account of each unit's user.
    """
    model = licensor.account(MODEL)
    prefix = f"{prefix}{next(_CALLS)}X"
    made = subprocess.run(
        [sys.executable, "-m", "tests.licensor_units", str(licensor.data), model.unit_code, prefix, str(count)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).resolve().parents[1],
    )
    assert made.returncode == 0, made.stderr
    return tuple(replace(model, unit_code=code) for code in made.stdout.split())


def main(data: Path, model_code: str, prefix: str, count: int) -> None:
    """Add the units to the database of a data folder and print their codes."""
    from qlts_licensor.commands.environment import set_up

    set_up(data)
    from django.db import transaction
    from qlts_licensor.clock import today
    from qlts_licensor.licences.models import Subscription
    from qlts_licensor.units.models import Unit, User

    model = User.objects.select_related("unit").get(username=User.stored_name(model_code, "ketoan"))
    unit = model.unit
    for number in range(count):
        with transaction.atomic():
            unit.pk, unit.code = None, f"{prefix}{number:03d}"
            unit.save(force_insert=True)
            Subscription.objects.create(
                unit=Unit.objects.get(pk=unit.pk),
                licence_no=f"GP-{unit.code}",
                package="Chuẩn",
                users=5,
                term_start=today() - timedelta(days=320),
                term_end=today() + timedelta(days=45),
            )
            model.pk, model.unit_id, model.username = None, unit.pk, User.stored_name(unit.code, "ketoan")
            model.save(force_insert=True)  # the password's hash goes along
        print(unit.code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
