"""``create-user``: a unit's user, or one of the licensor's staff. The password is typed or comes from stdin."""

from __future__ import annotations

import argparse
import getpass
import sys

from qlts_licensor.commands.environment import add_data_option, set_up
from qlts_licensor.commands.problems import CommandProblem

_JOBS = {"sales": "Kinh doanh", "accountant": "Kế toán", "support": "Hỗ trợ", "supervisor": "Giám sát"}


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("create-user", help="add a unit's user, or with --staff one of the licensor's")
    parser.add_argument("username")
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--unit", help="the unit's code")
    who.add_argument("--staff", action="store_true", help="may log in to the staff console")
    parser.add_argument(
        "--job", choices=tuple(_JOBS), default="", help="with --staff: one job; without it, all (superuser)"
    )
    parser.add_argument("--role", choices=("data_admin", "viewer"), default="viewer")
    parser.add_argument("--full-name", default="")
    parser.add_argument("--email", default="")
    parser.add_argument("--phone", default="")
    add_data_option(parser)
    parser.set_defaults(handle=_handle)


def _handle(arguments: argparse.Namespace) -> int:
    """Add the user."""
    set_up(arguments.data)
    from django.contrib.auth.models import Group
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from qlts_licensor.audit.chain import record
    from qlts_licensor.clock import now
    from qlts_licensor.units.models import Unit, User

    user = User(full_name=arguments.full_name, email=arguments.email, phone=arguments.phone)
    if arguments.staff:
        user.username = arguments.username
        user.is_staff = True
        user.is_superuser = not arguments.job
    else:
        unit = Unit.objects.filter(code=arguments.unit.strip().upper()).first()
        if unit is None:
            raise CommandProblem(f"there is no unit {arguments.unit}")
        user.unit, user.role = unit, arguments.role
        user.username = User.stored_name(unit.code, arguments.username.strip().lower())
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, user)
        user.set_password(password)
        user.full_clean()
    except ValidationError as error:
        raise CommandProblem("; ".join(error.messages)) from error
    with transaction.atomic():
        user.save()
        if arguments.job:
            user.groups.set(Group.objects.filter(name=_JOBS[arguments.job]))
        if arguments.staff:
            content = {"user": user.username, "after": {"job": _JOBS.get(arguments.job, "all")}}
            record("staff_created", f"user {user.pk}", "qlts-licensor create-user", now(), content)
    print(user.username)
    return 0
