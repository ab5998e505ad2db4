"""The process that loads one vendor's PKCS#11 module; nothing else ever does.

What a vendor's code prints, leaks or breaks stays in here: the app hears only whole messages of the protocol, on
pipes of their own, and lives on when this process ends.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from qlts_desktop.services.signing.token_protocol import (
    Answer,
    ListTokens,
    LogIn,
    ProtocolError,
    Request,
    Sign,
    receive_request,
    send,
)

FLAG = "--token-host"
"""The first argument of this process; then the two pipes' numbers and the module's path."""


def run(reads: str, writes: str, module: str) -> int:
    """Answer requests until the app closes its end.

    Args:
        reads: Number of the file descriptor (on Windows: handle) that requests come on.
        writes: The same for answers.
        module: The module's path.

    Returns:
        The exit code: 0.
    """
    _leave_no_trace()
    with _opened(reads, "rb") as requests, _opened(writes, "wb") as answers:
        answer = _answering(module)
        while True:
            try:
                request = receive_request(requests)
            except ProtocolError:
                return 0
            send(answers, answer(request))


def _answering(path: str) -> Any:
    """What answers requests, whatever the module does short of ending this process."""
    from pkcs11.exceptions import PKCS11Error

    from qlts_desktop.services.signing.token_module import TokenModule, failed

    module = TokenModule(path)

    def answer(request: Request) -> Answer:
        try:
            match request:
                case ListTokens():
                    return module.tokens()
                case LogIn():
                    return module.log_in(request)
                case Sign():
                    return module.sign(request)
        except (PKCS11Error, RuntimeError, OSError, ValueError) as error:
            # The library has one for each CKR code; what a module tells may also be no text or no number.
            return failed(error)

    return answer


def _opened(number: str, mode: str) -> Any:
    descriptor = int(number)
    if sys.platform == "win32":
        import msvcrt

        descriptor = msvcrt.open_osfhandle(descriptor, os.O_RDONLY if mode == "rb" else 0)
    return os.fdopen(descriptor, mode)


def _leave_no_trace() -> None:
    """No core dump, no crash dialog: either could hold what was typed, or stand in the user's way."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(0x8003)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
