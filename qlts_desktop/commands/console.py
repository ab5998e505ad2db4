"""What every command-line task keeps to: exit codes, messages on stderr, never a traceback."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from io import TextIOWrapper
from typing import NoReturn


class Exit(IntEnum):
    """Exit codes of ``check`` and ``licence``. Where two fit, not valid wins over cannot be determined."""

    VALID = 0
    NOT_VALID = 1
    MISUSE = 2
    UNDETERMINED = 3
    INTERRUPTED = 130


class MisuseError(Exception):
    """The task cannot begin: arguments that are wrong, or a file that cannot be read. The message says which."""


class Arguments(argparse.ArgumentParser):
    """Arguments whose errors are :class:`MisuseError`."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and how they are meant."""
        raise MisuseError(f"Tham số không đúng: {message}\n{self.format_usage().rstrip()}")


def guarded(task: Callable[[], int]) -> int:
    """Do a task and turn whatever happens into an exit code.

    Args:
        task: Prints its findings and returns its exit code.

    Returns:
        The task's code; 2 for misuse and for output that could not be written.
    """
    _write_every_letter()
    try:
        code = task()
        if sys.stdout is not None:  # closed by the caller
            sys.stdout.flush()
    except MisuseError as error:
        say(str(error))
    except SystemExit as leaving:  # argparse, after --help
        return int(leaving.code or 0)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _lead_output_nowhere()  # the reader had enough
    except OSError as error:
        _lead_output_nowhere()
        say(f"Không ghi được kết quả: {error.strerror or error}")
    else:
        return code
    return Exit.MISUSE


def _lead_output_nowhere() -> None:
    """The interpreter writes what is left once more at its end, and would end with a code of its own."""
    with suppress(OSError, ValueError):  # closed, or not a file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """A message for the person at the console."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)


def _write_every_letter() -> None:
    """Vietnamese text must not fail on a console or pipe with another encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
