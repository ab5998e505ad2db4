"""Runs in the installed program before anything else of it.

- The starter makes the program's folder the first in the search for libraries. That is for this process; programs
  that it starts (a browser, a mail program) must find the system's, so the setting goes back to what it was.
- An upgrade may replace the program's files while it runs. The archive of Python modules is read piece by piece,
  at places that were noted at the start; a new one has other places. So it is held open, and read through that.
"""

import os
import sys

if sys.platform == "linux":
    before = os.environ.get("LD_LIBRARY_PATH_ORIG")
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before

    from pyimod02_importers import pyz_archive

    held = f"/proc/self/fd/{os.open(pyz_archive._filename, os.O_RDONLY | os.O_CLOEXEC)}"
    if os.path.exists(held):
        pyz_archive._filename = held
