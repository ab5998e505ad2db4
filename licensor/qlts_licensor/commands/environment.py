"""Sets Django up on a data folder."""

from __future__ import annotations

import argparse
import os
import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qlts_licensor.commands.problems import CommandProblem

if TYPE_CHECKING:
    from qlts_licensor.units.models import Unit, User

DATABASE = "licensor.sqlite3"
KEYS = "keys"
TRUST = "trust"
SECRET = "secret.key"  # noqa: S105 - the name of a file


def data_folder(data: Path | None) -> Path:
    """Where the service's data are."""
    folder = data or Path(os.environ.get("QLTS_DATA_DIR") or Path.home() / ".local" / "share" / "qlts-licensor")
    return folder.expanduser().resolve()


def add_data_option(parser: object) -> None:
    """``--data DIR``, shared by the commands that need the database."""
    parser.add_argument(  # type: ignore[attr-defined]
        "--data",
        type=Path,
        metavar="DIR",
        help="data folder (default: $QLTS_DATA_DIR or ~/.local/share/qlts-licensor)",
    )


def set_up(data: Path | None, *, plain_http: bool = False) -> Path:
    """Make the folder with its secret (0600) where it is missing, and start Django on it.

    Returns:
        The data folder.
    """
    os.umask(0o077)  # whatever the folder's own mode, what is written into it is for this user only
    folder = data_folder(data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["QLTS_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "qlts_licensor.settings"
    if plain_http:
        os.environ["QLTS_PLAIN_HTTP"] = "1"
    secret = folder / SECRET
    if not os.environ.get("QLTS_SECRET_KEY") and not secret.exists():
        descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CommandProblem(str(error)) from error
    return folder


def on_postgresql() -> bool:
    """Whether the service's data are in PostgreSQL (``DATABASE_URL``) and not in the data folder."""
    return bool(os.environ.get("DATABASE_URL"))


def day_argument(text: str) -> date:
    """A day on the command line, ``YYYY-MM-DD``.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD") from error


def unit_called(code: str) -> Unit:
    """The unit of a code; Django is set up.

    Raises:
        CommandProblem: There is none.
    """
    from qlts_licensor.units.models import Unit

    unit = Unit.objects.filter(code__iexact=code.strip()).first()
    if unit is None:
        raise CommandProblem(f"no unit has the code {code}")
    return unit


def staff_called(name: str) -> User:
    """The one of the staff who has a name; Django is set up.

    Raises:
        CommandProblem: There is none.
    """
    from qlts_licensor.units.models import User

    staff = User.objects.filter(username=name, is_staff=True, unit=None).first()
    if staff is None:
        raise CommandProblem("--staff must name a staff account")
    return staff
