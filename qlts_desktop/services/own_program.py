"""How this program starts a process of itself: for what may hang or crash, and must not take the window with it.

An installed program has no Python to hand ``-m`` to: there it is its own interpreter, and ``__main__`` reads the
same arguments. Everything that starts a child of the program asks here, so that it works in both.
"""

from __future__ import annotations

import sys


def own_program(*arguments: str) -> list[str]:
    """The command line that runs this program with some arguments.

    Args:
        arguments: As ``qlts_desktop.__main__`` takes them.
    """
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "qlts_desktop"]
    return [*program, *arguments]
