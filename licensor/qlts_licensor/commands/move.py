"""``move``: a named transition by staff, from the command line."""

from __future__ import annotations

import argparse

from qlts_licensor.commands.environment import add_data_option, day_argument, set_up, staff_called, unit_called
from qlts_licensor.commands.problems import CommandProblem


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    move = commands.add_parser(
        "move", help="move a unit's order or licence by a named transition; with '?' for its name: list them"
    )
    add_data_option(move)
    move.add_argument("unit", metavar="UNIT", help="the unit's code")
    move.add_argument("name", metavar="TRANSITION", help="for example paid, extension_accepted, cut_early")
    move.add_argument("--staff", metavar="USER", default="", help="who decides it: a staff account")
    move.add_argument("--reason", default="", help="why; kept in the history")
    move.add_argument("--day", type=day_argument, metavar="DAY", help="YYYY-MM-DD: of a cut, deletion, extension")
    move.add_argument("--remaining", type=int, metavar="DONG", help="still to be paid (proof_short)")
    move.add_argument(
        "--received", type=int, metavar="DONG", help="what has come (paid); default: all that was due"
    )
    move.add_argument("--order", metavar="NO", default="", help="the order's number; default: the unit's last one")
    move.add_argument("--invoice", metavar="NUMBER", default="", help="the invoice's number (invoice_issued)")
    move.set_defaults(handle=_move)


def _move(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from qlts_licensor.transitions import desk
    from qlts_licensor.transitions.table import TABLE, Name, NotAllowed

    unit = unit_called(arguments.unit)
    if arguments.name == "?":
        for name in desk.STAFF_MOVES:
            row = TABLE[name]
            print(f"{name.value:<22} {row.says}{' (hai người duyệt)' if row.approvals > 1 else ''}")
        return 0
    try:
        name = Name(arguments.name)
    except ValueError as error:
        raise CommandProblem(f"no transition is called {arguments.name}; list them with '?'") from error
    staff = staff_called(arguments.staff)
    wanted = desk.Wanted(
        *(name, arguments.reason, arguments.day, arguments.remaining, arguments.received),
        order_no=arguments.order,
        invoice_no=arguments.invoice,
    )
    try:
        done = desk.perform(unit, staff, wanted)
    except NotAllowed as refusal:
        raise CommandProblem(str(refusal)) from refusal
    print(
        f"{unit.code}: {TABLE[name].says}" if done else f"{unit.code}: {TABLE[name].says}, chờ người thứ hai duyệt"
    )
    return 0
