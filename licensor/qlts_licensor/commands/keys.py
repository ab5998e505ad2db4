"""``keys``: the offline root, signing keys, revocation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from qlts_licensor.commands.problems import CommandProblem
from qlts_licensor.licences import keys


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = commands.add_parser("keys", help="make, show and revoke keys; works offline")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    root = actions.add_parser("init-root", help="make the root key; keep the file off every server")
    root.add_argument("--out", type=Path, required=True, metavar="FILE")
    root.set_defaults(handle=_guarded(_init_root))
    issue = actions.add_parser("issue", help="make a signing key with a certificate by the root")
    issue.add_argument("--root", type=Path, required=True, metavar="FILE")
    issue.add_argument("--dir", type=Path, required=True, metavar="DIR", help="key folder to carry to the server")
    issue.add_argument("--days", type=_days, default=keys.DEFAULT_DAYS, help="validity (default: %(default)s)")
    issue.set_defaults(handle=_guarded(_issue))
    revoke = actions.add_parser("revoke", help="put a key on the list of revoked keys")
    revoke.add_argument("--root", type=Path, required=True, metavar="FILE")
    revoke.add_argument("--dir", type=Path, required=True, metavar="DIR")
    revoke.add_argument("kid")
    revoke.set_defaults(handle=_guarded(_revoke))
    show = actions.add_parser("show", help="print the public keys (what GET /keys answers)")
    show.add_argument("--dir", type=Path, required=True, metavar="DIR")
    show.set_defaults(handle=_guarded(_show))


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= keys.MOST_DAYS:
        raise argparse.ArgumentTypeError(f"from 1 to {keys.MOST_DAYS}")
    return days


def _guarded(command: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        try:
            command(arguments)
        except keys.KeyProblem as problem:
            raise CommandProblem(str(problem)) from problem
        return 0

    return run


def _init_root(arguments: argparse.Namespace) -> None:
    print(keys.init_root(arguments.out))
    _say(f"root key written to {arguments.out}; keep it off every server")


def _issue(arguments: argparse.Namespace) -> None:
    print(keys.issue(arguments.root, arguments.dir, days=arguments.days))
    _say(f"signing key written to {arguments.dir}")


def _revoke(arguments: argparse.Namespace) -> None:
    print(keys.revoke(arguments.root, arguments.dir, arguments.kid))
    _say(f"key {arguments.kid} revoked; the list has the serial above")


def _show(arguments: argparse.Namespace) -> None:
    print(json.dumps(keys.public_keys(arguments.dir), indent=2))


def _say(message: str) -> None:
    print(f"qlts-licensor: {message}", file=sys.stderr)
