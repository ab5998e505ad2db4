"""WORKAROUND for PySide6 6.12 on Python 3.11: calls that drop a reference to None, True or False.

Measured with PySide6 6.12.0 on CPython 3.11.2: each ``Signal.emit()`` from Python takes one reference from
``True``, and some methods without a result (``QAbstractButton.setChecked``) one from ``None``. When the count
reaches zero the interpreter aborts ("bool_dealloc: deallocating True or False"), after some hundred signals. From
Python 3.12 on these objects are immortal (PEP 683) and nothing happens; until then their counts are set far out of
reach.
"""

from __future__ import annotations

import sys

_OUT_OF_REACH = 1 << 40


def keep_constants_alive() -> None:
    """Make None, True and False outlive every lost reference; call it once, before the first signal."""
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for constant in (None, True, False):
        # The reference count is an object's first field in every CPython before 3.12.
        ctypes.c_ssize_t.from_address(id(constant)).value += _OUT_OF_REACH
