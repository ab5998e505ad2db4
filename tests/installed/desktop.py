"""A screen, a window manager and the accessibility bus, outside the system that the program is installed on.

So that system holds what the package declares to need and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.installed.chroot import NOBODY

_LIMIT = 30.0


@contextmanager
def desktop(run_time: Path) -> Iterator[dict[str, str]]:
    """Run a desktop; the environment that programs on it need.

    Args:
        run_time: The user's folder for its sockets; its path must be the same for the program.
    """
    bus = run_time / "bus"
    environment = {
        "XDG_RUNTIME_DIR": str(run_time),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        # The reader asks of things that have gone meanwhile; Qt says so each time.
        "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",
    }
    with ExitStack() as running:

        def start(*command: str, pass_fds: tuple[int, ...] = ()) -> None:
            process = subprocess.Popen(
                command,
                user=NOBODY,
                group=NOBODY,
                extra_groups=[],
                env={"PATH": "/usr/bin:/bin", "HOME": str(run_time), "LANG": "C.UTF-8", **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                pass_fds=pass_fds,
            )
            running.callback(process.wait)
            running.callback(process.terminate)

        reads, writes = os.pipe()
        screen = ("-screen", "0", "1280x1000x24", "-nolisten", "tcp")
        start("Xvfb", "-displayfd", str(writes), *screen, pass_fds=(writes,))
        os.close(writes)
        with os.fdopen(reads) as chosen:
            environment["DISPLAY"] = f":{chosen.readline().strip()}"
        start("dbus-daemon", "--session", "--nofork", f"--address=unix:path={bus}")
        _wait_for(bus)
        start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        start("openbox")
        yield environment


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + _LIMIT
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} did not come"
        time.sleep(0.05)
