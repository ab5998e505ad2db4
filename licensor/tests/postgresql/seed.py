"""Units for a service under load: ``python -m licensor.tests.postgresql.seed COUNT --data DIR``."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path

from qlts_licensor.commands.environment import set_up


def seed(count: int) -> None:
    """A vendor and units with 40 days left, ``U000`` on, all with the same password."""
    from django.contrib.auth.hashers import make_password
    from qlts_licensor.clock import today
    from qlts_licensor.licences.models import Subscription
    from qlts_licensor.units.models import Role, Unit, User

    from licensor.tests.scenarios import PASSWORD, TAX_CODE, make_vendor

    make_vendor()
    password, end = make_password(PASSWORD), today() + timedelta(days=40)
    units = Unit.objects.bulk_create(
        Unit(
            code=f"U{number:03}",
            name=f"Trường THCS {number}",
            tax_code=TAX_CODE,
            address="Số 12 đường Lê Lợi",
            province="Hải Phòng",
            head_name="Lê Quang Minh",
            head_title="Hiệu trưởng",
        )
        for number in range(count)
    )
    Subscription.objects.bulk_create(
        Subscription(
            unit=unit,
            licence_no=f"GP-{unit.code}",
            package="Chuẩn",
            users=3,
            term_start=end - timedelta(days=364),
            term_end=end,
        )
        for unit in units
    )
    User.objects.bulk_create(
        User(
            username=User.stored_name(unit.code, "ketoan"),
            unit=unit,
            role=Role.DATA_ADMIN,
            full_name="Trần Thu Hà",
            phone="0912345678",
            email="ketoan@thcs.edu.vn",
            password=password,
        )
        for unit in units
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    set_up(arguments.data)
    seed(arguments.count)
