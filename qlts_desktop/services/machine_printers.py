"""What *Kiểm tra máy* finds of printers.

They are asked in a process of its own: a print server that hangs takes the thread that asks it with it.
"""

from __future__ import annotations

import subprocess

import msgspec

from qlts_desktop.services.machine_port import Area, Finding, PrinterQueue, State
from qlts_desktop.services.own_program import own_program

FLAG = "--list-printers"
"""The program's own argument for that process."""
PRINTER_SECONDS = 10.0
"""For the print server to answer; a slow network printer takes three."""


def look_at_printers(seconds: float = PRINTER_SECONDS) -> tuple[Finding, ...]:
    """The system's printers.

    Args:
        seconds: How long the print server may take.
    """
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            own_program(FLAG),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
            creationflags=flags,
        )
        queues = msgspec.json.decode(done.stdout, type=list[PrinterQueue])
    except subprocess.TimeoutExpired:
        return (Finding(Area.PRINTER, State.WARNING, "no_answer", {}),)
    except (subprocess.SubprocessError, OSError, msgspec.MsgspecError):
        return (Finding(Area.PRINTER, State.WARNING, "not_known", {}),)
    if not queues:
        return (Finding(Area.PRINTER, State.WARNING, "none", {}),)
    return tuple(map(_said, queues))


def _said(queue: PrinterQueue) -> Finding:
    if queue.stopped:
        return Finding(Area.PRINTER, State.WARNING, "stopped", {"name": queue.name})
    return Finding(Area.PRINTER, State.GOOD, "default" if queue.is_default else "ready", {"name": queue.name})
