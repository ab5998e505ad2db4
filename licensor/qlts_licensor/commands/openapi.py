"""``openapi``: the contract's text, generated from the routes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from qlts_licensor.commands.environment import add_data_option, set_up
from qlts_licensor.commands.problems import CommandProblem

FILE = Path(__file__).resolve().parents[2] / "openapi.json"


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("openapi", help="write openapi.json, or check that it is up to date")
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 when it differs")
    parser.add_argument("--out", type=Path, default=FILE)
    add_data_option(parser)
    parser.set_defaults(handle=_handle)


def text() -> str:
    """The document, the same bytes each time; Django must be set up."""
    from qlts_licensor.api.contract import contract

    # Statuses are numbers to the framework and names in JSON: as names they sort beside each other.
    document = json.loads(json.dumps(contract()))
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _handle(arguments: argparse.Namespace) -> int:
    """Write or compare."""
    set_up(arguments.data)
    if not arguments.check:
        arguments.out.write_text(text(), "utf-8")
        return 0
    if not arguments.out.exists() or arguments.out.read_text("utf-8") != text():
        raise CommandProblem(f"{arguments.out} is out of date; run: qlts-licensor openapi")
    return 0
