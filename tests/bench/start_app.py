"""P1 and P2: the app of a remembered user with a cached licence, until its first paint or until refreshed.

What is imported, and in which order, is as in ``qlts_desktop/__main__.py``.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qlts_desktop import bootstrap

_REFRESH_LIMIT = 20.0
"""Seconds."""


def main(arguments: list[str]) -> None:
    """Arguments: as ``qlts-desktop``'s; with ``--until-refreshed`` first, wait for the licensor too."""
    gc.disable()
    from qlts_desktop import bootstrap

    wait = arguments[:1] == ["--until-refreshed"]
    options = bootstrap.read_options(arguments[1:] if wait else arguments)
    from qlts_desktop.ui.application import create_application

    app = create_application(["qlts-desktop"])
    from qlts_desktop.ui.shell.single_instance import Claim, SingleInstance

    instance = SingleInstance(options.data, app)
    if instance.claim() is not Claim.FIRST:
        raise SystemExit("another program is open on the folder")
    bootstrap.write_log(options.data)
    assembly = bootstrap.assemble(app, options)
    from PySide6.QtCore import QTimer

    from tests.bench.first_paint import FirstPaint

    stages: list[object] = []
    assembly.flow.stageShown.connect(stages.append)
    assembly.flow.screens.window.firstPainted.connect(instance.serve)
    watch = FirstPaint(assembly.flow.screens.window, (lambda: None) if wait else app.quit)
    began = time.time()
    look = QTimer(app)
    if wait:
        look.timeout.connect(lambda: app.quit() if is_refreshed(assembly, began) else None)
        look.start(100)
    assembly.start()
    app.exec()
    if not stages:
        raise SystemExit("the stage was not known at the first paint")
    watch.values["refreshed_kib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    watch.print_values()
    assembly.close()
    instance.release()


def is_refreshed(assembly: bootstrap.Assembly, began: float) -> bool:
    """Whether the licensor has confirmed the licence since the start.

    Raises:
        SystemExit: It takes too long.
    """
    if time.time() - began > _REFRESH_LIMIT:
        raise SystemExit("the licence was not refreshed in time")
    account = assembly.flow.account
    held = assembly.licences.cached(account.unit_code) if account else None
    # The licensor tells its time in whole seconds.
    return held is not None and held.refreshed_at.timestamp() > began - 1


if __name__ == "__main__":
    main(sys.argv[1:])
