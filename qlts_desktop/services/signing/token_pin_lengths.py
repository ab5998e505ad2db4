"""How long a token's PIN may be: the one thing that python-pkcs11 does not tell."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

_ULONG = ctypes.c_ulong
_UNKNOWN = 2**32 - 1
"""CK_UNAVAILABLE_INFORMATION, in 32 bits."""


class _TokenInfo(ctypes.Structure):
    """CK_TOKEN_INFO of PKCS#11 2.40; packed to the byte on Windows."""

    _pack_ = 1 if sys.platform == "win32" else ctypes.sizeof(_ULONG)
    _layout_ = "ms"
    _fields_ = (
        ("label", ctypes.c_char * 32),
        ("manufacturer", ctypes.c_char * 32),
        ("model", ctypes.c_char * 16),
        ("serial", ctypes.c_char * 16),
        ("flags", _ULONG),
        ("session_counts", _ULONG * 4),
        ("longest_pin", _ULONG),
        ("shortest_pin", _ULONG),
        ("memory", _ULONG * 4),
        ("versions_and_time", ctypes.c_ubyte * 20),
    )


class _Functions(ctypes.Structure):
    """The beginning of CK_FUNCTION_LIST, as far as C_GetTokenInfo."""

    _pack_ = _TokenInfo._pack_
    _layout_ = "ms"
    _fields_ = (
        ("version", ctypes.c_ubyte * (2 if sys.platform == "win32" else ctypes.sizeof(_ULONG))),
        ("before", ctypes.c_void_p * 6),
        ("get_token_info", ctypes.CFUNCTYPE(_ULONG, _ULONG, ctypes.POINTER(_TokenInfo))),
    )


def pin_lengths(module: str, slot: int) -> tuple[int, int]:
    """The shortest and the longest PIN of the token in a slot, of a module that has been initialised.

    Returns:
        Both 0 where the token does not say.
    """
    information = _TokenInfo()
    if _functions(module).contents.get_token_info(slot, ctypes.byref(information)) != 0:
        return 0, 0
    shortest, longest = information.shortest_pin & _UNKNOWN, information.longest_pin & _UNKNOWN
    if longest == _UNKNOWN or shortest > longest:
        return 0, 0
    return shortest, longest


@cache
def _functions(module: str) -> Any:
    """The functions of a module that this process has loaded already."""
    functions = ctypes.POINTER(_Functions)()
    ctypes.CDLL(module).C_GetFunctionList(ctypes.byref(functions))
    return functions
