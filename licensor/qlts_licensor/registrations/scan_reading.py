"""Reads what units send in. It is opened in a process of its own, with little memory and time."""

from __future__ import annotations

import base64
import json
import logging
import subprocess
import sys
from typing import Any

_log = logging.getLogger(__name__)

SECONDS = 10
"""For one file."""


class Unreadable(Exception):  # noqa: N818 - names what it is
    """The file is broken, locked, or larger inside than anybody's scan."""


def codes_in(content: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in a picture or PDF. Blocks for up to :data:`SECONDS`; so do the others.

    Raises:
        Unreadable: It could not be opened within its limits.
    """
    return tuple(_asked(content, "codes"))


def pages_in(content: bytes) -> int:
    """How many pages a PDF has; 1 for a picture. Each of them can be drawn.

    Raises:
        Unreadable: It could not be opened within its limits.
    """
    return int(_asked(content, "pages"))


def drawn_page(content: bytes, number: int, width: int) -> bytes:
    """A page as PNG, upright, without the place and time that a camera writes beside a picture.

    Args:
        content: A picture or PDF.
        number: The page, counted from 0.
        width: Pixels at most.

    Raises:
        Unreadable: It could not be opened within its limits, or has no such page.
    """
    return base64.b64decode(_asked(content, "page", str(number), str(width)))


def _asked(content: bytes, *words: str) -> Any:
    # Isolated mode: nothing of the service's environment or folder can be imported over the libraries.
    command = [sys.executable, "-I", "-m", "qlts_licensor.registrations.scan_child", *words]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False, env={})
    except subprocess.TimeoutExpired as error:
        raise Unreadable("it takes too long") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        _log.info("a file could not be read: exit code %s", done.returncode)
        raise Unreadable(said[-1] if said else "it ended the reader")
    return json.loads(done.stdout)
