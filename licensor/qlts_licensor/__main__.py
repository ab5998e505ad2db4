"""``qlts-licensor``: the service's command line.

Key commands work offline and touch no database; the others set Django up on a data folder first.
"""

from __future__ import annotations

import argparse
import sys

from django.db import DatabaseError

from qlts_licensor.commands import (
    audit,
    backup,
    clock,
    create_unit,
    create_user,
    keys,
    move,
    nightly,
    openapi,
    policy,
    release,
    restore,
    serve,
    simulate,
    worker,
)
from qlts_licensor.commands.problems import CommandProblem


def main(argv: list[str] | None = None) -> int:
    """Run one command.

    Returns:
        0, or 1 when the command could not do what was asked (the reason is on stderr), or 2 for misuse.
    """
    parser = argparse.ArgumentParser(prog="qlts-licensor", description="The licensor's service for QLTS Desktop.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    people, data = (
        (create_unit, create_user, move, simulate, policy),
        (audit, clock, nightly, backup, restore, openapi),
    )
    for module in (serve, worker, keys, release, *people, *data):
        module.add_parser(commands)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.handle(arguments)
    except CommandProblem as problem:
        print(f"qlts-licensor: {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"qlts-licensor: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1
    except DatabaseError as error:
        print(f"qlts-licensor: the database cannot be used ({error}); try: qlts-licensor migrate", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
