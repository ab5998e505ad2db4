"""``clock``: the test clock, which moves the service's day for tests and demos."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta

from qlts_licensor.commands.environment import add_data_option, day_argument, set_up
from qlts_licensor.commands.problems import CommandProblem


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    clock = commands.add_parser("clock", help="show the service's time, or move it (tests and demos only)")
    add_data_option(clock)
    how = clock.add_mutually_exclusive_group()
    how.add_argument("--set", type=day_argument, metavar="DAY", help="YYYY-MM-DD, at the present time of day")
    how.add_argument("--forward", type=int, metavar="DAYS", help="so many days on from where it stands")
    how.add_argument("--reset", action="store_true", help="back to the real time")
    clock.set_defaults(handle=_clock)


def _clock(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from django.utils import timezone

    from qlts_licensor.clock import ClockMoveRefused, clock_shift, move_clock, now

    real = timezone.localtime(timezone.now())
    try:
        if arguments.reset:
            move_clock(None)
        elif arguments.set is not None:
            move_clock(datetime.combine(arguments.set, real.time(), real.tzinfo) - real)
        elif arguments.forward is not None:
            move_clock((clock_shift() or timedelta()) + timedelta(days=arguments.forward))
    except ClockMoveRefused as refusal:
        raise CommandProblem(
            "a production service keeps the real time; for a test set QLTS_TEST_CLOCK=1 (service and command)"
        ) from refusal
    except OverflowError as error:
        raise CommandProblem("so far the calendar does not reach") from error
    print(now().isoformat())
    return 0
