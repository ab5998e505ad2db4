"""The process that loads one vendor's PKCS#11 module; nothing else ever does.

What a vendor's code prints, leaks or breaks stays in here: the app hears only whole messages of the protocol, on
pipes of their own, and lives on when this process ends.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from qlts_desktop.services.signing.token_protocol import (
    Failed,
    ProtocolError,
    Token,
    TokenCertificate,
    Tokens,
    receive_request,
    send,
)

FLAG = "--token-host"
"""The first argument of this process; then the two pipes' numbers and the module's path."""
_MOST_CERTIFICATES = 64
"""Of one token; a token has a handful."""


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
        while True:
            try:
                receive_request(requests)
            except ProtocolError:
                return 0
            send(answers, _listed(module))


def _listed(path: str) -> Tokens | Failed:
    import pkcs11
    from pkcs11.exceptions import PKCS11Error

    try:
        library = pkcs11.lib(path)
        tokens = [_token(slot) for slot in library.get_slots(token_present=True)]
    except (PKCS11Error, RuntimeError, OSError) as error:
        # The library has one exception for each CKR code, and a plain one for what it cannot even load.
        return Failed(f"{type(error).__name__}: {error}"[:300])
    return Tokens([token for token in tokens if token is not None])


def _token(slot: Any) -> Token | None:
    """A token; None for one that nobody has set up yet."""
    from pkcs11.constants import TokenFlag

    token = slot.get_token()
    flags = token.flags
    if not flags & TokenFlag.TOKEN_INITIALIZED:
        return None
    return Token(
        slot=slot.slot_id,
        label=token.label,
        manufacturer=_text(token.manufacturer_id),
        model=_text(token.model),
        serial=_text(token.serial),
        pin_count_low=bool(flags & TokenFlag.USER_PIN_COUNT_LOW),
        pin_final_try=bool(flags & TokenFlag.USER_PIN_FINAL_TRY),
        pin_locked=bool(flags & TokenFlag.USER_PIN_LOCKED),
        has_pin_pad=bool(flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH),
        certificates=_certificates(token),
    )


def _certificates(token: Any) -> list[TokenCertificate]:
    """Those that are seen without a login."""
    from pkcs11 import Attribute, ObjectClass

    found = []
    with token.open() as session:
        for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
            found.append(TokenCertificate(bytes(item[Attribute.ID]), item[Attribute.LABEL], item[Attribute.VALUE]))
            if len(found) == _MOST_CERTIFICATES:
                break
    return found


def _text(value: bytes | str) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text.strip("\0 ")


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
