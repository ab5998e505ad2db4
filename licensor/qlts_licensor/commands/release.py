"""``release``: the offline release key, and the signed manifest that announces a version of the program."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from qlts_licensor import releases
from qlts_licensor.commands.problems import CommandProblem
from qlts_licensor.licences.keys import KeyProblem


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    parser = commands.add_parser("release", help="announce a version of the program; works offline")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = actions.add_parser("init-key", help="make the release key; keep the file off every server")
    make.add_argument("file", type=Path)
    make.set_defaults(handle=_guarded(_init_key))
    show = actions.add_parser("public", help="print the public half, which a build pins in resources/trust/")
    show.add_argument("--key", type=Path, required=True, metavar="FILE")
    show.set_defaults(handle=_guarded(_public))
    sign = actions.add_parser("sign", help="sign the manifest of a version, to be put into the data folder")
    sign.add_argument("--key", type=Path, required=True, metavar="FILE")
    sign.add_argument("--platform", type=releases.Platform, choices=list(releases.Platform), required=True)
    sign.add_argument("--version", required=True, help="three numbers, for example 1.10.0")
    sign.add_argument("--minimum", required=True, help="the oldest version that is still looked after")
    sign.add_argument("--file", type=Path, required=True, metavar="SETUP", help="the installer: digest and size")
    sign.add_argument("--url", required=True, help="where the installer is had (https)")
    sign.add_argument("--notes", default="", help="what is new, plain text")
    sign.add_argument("--expires", type=_day, required=True, metavar="YYYY-MM-DD", help="the last day it counts")
    sign.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="folder (default: this one)")
    sign.set_defaults(handle=_guarded(_sign))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day; write YYYY-MM-DD") from error


def _guarded(command: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        try:
            command(arguments)
        except (KeyProblem, releases.ReleaseProblem) as problem:
            raise CommandProblem(str(problem)) from problem
        return 0

    return run


def _init_key(arguments: argparse.Namespace) -> None:
    print(releases.init_key(arguments.file))
    _say(f"release key written to {arguments.file}; keep it off every server")


def _public(arguments: argparse.Namespace) -> None:
    key = releases.public_key(arguments.key)
    print(json.dumps({"release": {"kid": key.kid, "x": key.x}}, indent=2))


def _sign(arguments: argparse.Namespace) -> None:
    manifest = releases.sign_release(
        arguments.key,
        arguments.file,
        platform=arguments.platform,
        version=arguments.version,
        minimum=arguments.minimum,
        url=arguments.url,
        notes=arguments.notes,
        expires=arguments.expires,
        today=date.today(),  # noqa: DTZ011 - offline, by this computer's day
    )
    target = arguments.out / releases.manifest_file(arguments.platform)
    fresh = target.with_suffix(".new")
    fresh.write_text(manifest + "\n", "ascii")
    fresh.replace(target)
    print(target)
    _say("put it into the data folder of the server; it counts at once")


def _say(message: str) -> None:
    print(f"qlts-licensor: {message}", file=sys.stderr)
