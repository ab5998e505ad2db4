"""``create-unit``: a new unit, without a term until its first order is accepted."""

from __future__ import annotations

import argparse

from qlts_licensor.commands.environment import add_data_option, day_argument, set_up
from qlts_licensor.commands.problems import CommandProblem


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("create-unit", help="add a unit with its subscription")
    parser.add_argument("code", help="unit code, as it is typed at login")
    parser.add_argument("name")
    parser.add_argument("--licence-no", required=True)
    parser.add_argument("--package", default="Chuẩn")
    parser.add_argument("--users", type=int, default=1)
    parser.add_argument("--tax-code", default="")
    parser.add_argument("--budget-code", default="")
    parser.add_argument("--address", default="")
    parser.add_argument(
        "--term", nargs=2, type=day_argument, metavar=("FROM", "TO"), help="a term paid before, both days included"
    )
    add_data_option(parser)
    parser.set_defaults(handle=_handle)


def _handle(arguments: argparse.Namespace) -> int:
    """Add the unit."""
    set_up(arguments.data)
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from qlts_licensor.licences.models import Subscription
    from qlts_licensor.units.models import Unit

    if arguments.term and arguments.term[0] > arguments.term[1]:
        raise CommandProblem("a term ends on or after its first day")
    unit = Unit(
        code=arguments.code.strip().upper(),
        name=arguments.name,
        tax_code=arguments.tax_code,
        budget_code=arguments.budget_code,
        address=arguments.address,
    )
    try:
        with transaction.atomic():
            unit.full_clean()
            unit.save()
            first, last = arguments.term or (None, None)
            subscription = Subscription(
                unit=unit,
                licence_no=arguments.licence_no,
                package=arguments.package,
                users=arguments.users,
                term_start=first,
                term_end=last,
            )
            subscription.full_clean()
            subscription.save()
    except ValidationError as error:
        raise CommandProblem("; ".join(error.messages)) from error
    print(f"{unit.code} {unit.name}")
    return 0
