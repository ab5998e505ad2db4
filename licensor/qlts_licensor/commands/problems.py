"""Why a command could not do what was asked."""

from __future__ import annotations


class CommandProblem(Exception):  # noqa: N818 - names what happened
    """The message says what happened and what to do."""
