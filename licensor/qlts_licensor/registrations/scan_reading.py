"""Reads the codes in a scan. What is sent in is opened in a process of its own, with little memory and time."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

_log = logging.getLogger(__name__)

SECONDS = 10
"""For one file."""


class Unreadable(Exception):  # noqa: N818 - names what it is
    """The file is broken, locked, or larger inside than anybody's scan."""


def codes_in(content: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in a picture or PDF. Blocks for up to :data:`SECONDS`.

    Raises:
        Unreadable: It could not be opened within its limits.
    """
    # Isolated mode: nothing of the service's environment or folder can be imported over the libraries.
    command = [sys.executable, "-I", "-m", "qlts_licensor.registrations.scan_child"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False, env={})
    except subprocess.TimeoutExpired as error:
        raise Unreadable("it takes too long") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        _log.info("a scan could not be read: exit code %s", done.returncode)
        raise Unreadable(said[-1] if said else "it ended the reader")
    return tuple(json.loads(done.stdout))
