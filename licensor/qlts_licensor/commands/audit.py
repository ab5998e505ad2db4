"""``audit``: look at the log, sign where it stands, verify it."""

from __future__ import annotations

import argparse

from qlts_licensor.commands.environment import add_data_option, set_up
from qlts_licensor.commands.problems import CommandProblem


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    audit = commands.add_parser("audit", help="the log of all that was done: show, checkpoint, verify")
    actions = audit.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="the newest entries, or those about one thing")
    add_data_option(show)
    show.add_argument("--subject", default="", help="for example 'order 261234567' or 'unit THCS01'")
    show.add_argument("--last", type=int, default=50, metavar="N", help="how many (default: 50)")
    show.set_defaults(handle=_show)
    checkpoint = actions.add_parser("checkpoint", help="sign where the log stands today, outside the database")
    add_data_option(checkpoint)
    checkpoint.set_defaults(handle=_checkpoint)
    verify = actions.add_parser("verify", help="recompute the whole chain and compare it with all checkpoints")
    add_data_option(verify)
    verify.set_defaults(handle=_verify)


def _show(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from qlts_licensor.audit.models import AuditEntry

    rows = AuditEntry.objects.order_by("-seq")
    if arguments.subject:
        rows = rows.filter(subject=arguments.subject)
    for entry in reversed(rows[: max(arguments.last, 0)]):
        reason = (entry.content or {}).get("reason", "")
        who = "(erased)" if entry.actor is None else entry.actor
        print(f"{entry.seq:>8}  {entry.at}  {entry.action:<22} {entry.subject:<20} {who}  {reason}".rstrip())
    return 0


def _checkpoint(arguments: argparse.Namespace) -> int:
    folder = set_up(arguments.data)
    from qlts_licensor.audit.checkpoints import write_checkpoint
    from qlts_licensor.clock import today
    from qlts_licensor.licences.keys import KeyProblem

    try:
        path = write_checkpoint(folder, today())
    except KeyProblem as problem:
        raise CommandProblem(str(problem)) from problem
    print(path or "the log is empty")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    """0 good; 1 broken, with the first place."""
    folder = set_up(arguments.data)
    from qlts_licensor.audit.chain import verify
    from qlts_licensor.audit.checkpoints import BadCheckpoint, read_checkpoints
    from qlts_licensor.licences.keys import KeyProblem

    try:
        points = list(read_checkpoints(folder))
    except BadCheckpoint as error:
        raise CommandProblem(f"a checkpoint cannot be trusted: {error}") from error
    except KeyProblem as problem:
        raise CommandProblem(str(problem)) from problem
    seen = verify(points)
    if seen.fault:
        raise CommandProblem(f"the log is broken at entry {seen.seq}: {seen.fault}")
    print(f"{seen.count} entries, {seen.erased} erased, {len(points)} checkpoints: the chain is whole")
    return 0
