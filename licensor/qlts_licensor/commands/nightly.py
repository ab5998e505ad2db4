"""``nightly``: what is due when a day begins, now; the service and the worker do it by themselves at its time."""

from __future__ import annotations

import argparse

from qlts_licensor.commands.environment import add_data_option, set_up


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    nightly = commands.add_parser(
        "nightly", help="mails that the day asks for, the log's checkpoint, lists of invoices; safe to run again"
    )
    add_data_option(nightly)
    nightly.set_defaults(handle=_nightly)


def _nightly(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from django.conf import settings

    from qlts_licensor.clock import today
    from qlts_licensor.jobs.nightly import night

    day = today()
    done = night()
    mails = done.mails
    print(f"{day.isoformat()}: {mails.looked_at} units looked at, {mails.asked} mails asked for")
    print(f"sent again: {mails.retried}, still not sent: {mails.failed}")
    if not settings.MAIL_ON:
        print("mail to units is off: QLTS_MAIL_HOST is not set")
    print(f"checkpoint: {done.checkpoint or 'none'}")
    for path in done.invoice_lists:
        print(f"invoices: {path}")
    return 0
