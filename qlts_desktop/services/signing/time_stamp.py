"""Time stamps (RFC 3161) of a server that the user has set, and none that lies is taken."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import tsp

from qlts_desktop.core.errors import ErrorCode, OperationError

SECONDS = 10.0
"""For one stamp."""
LARGEST_REPLY = 200_000
"""Bytes; a stamp with its certificates has about ten thousand."""
FARTHEST = timedelta(minutes=5)
"""From our own clock; the signer's is compared with the licensor's before."""
RESERVED = 40_000
"""Bytes of a signature with its stamp, so that no stamp has to be asked for only to measure it."""
_DIGEST_BYTES = 32


def time_stamper(address: str, now: Callable[[], datetime], seconds: float = SECONDS) -> Any:
    """A ``TimeStamper`` of pyHanko that has looked at each answer.

    Args:
        address: Of the server, http or https: the stamp's own signature vouches for it.
        now: The moment, aware.
        seconds: For one stamp.
    """
    from pyhanko.sign.timestamps.api import TimeStamper

    class CheckedTimeStamper(TimeStamper):
        """Raises ``time_stamp_failed`` for whatever is no stamp of what was asked for."""

        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            return await asyncio.to_thread(_stamped, address, req, now, seconds)

    return CheckedTimeStamper()  # type: ignore[no-untyped-call]


def try_server(stamper: Any) -> None:
    """Ask for a stamp of nothing, before a PIN is spent.

    Raises:
        OperationError: time_stamp_failed.
    """
    try:
        asyncio.run(stamper.async_timestamp(os.urandom(_DIGEST_BYTES), "sha256"))
    except OperationError:
        raise
    except Exception as error:
        # The library has errors of its own for refusals and wrong nonces.
        raise _failed(f"{type(error).__name__}: {error}") from error


def _stamped(
    address: str, request: tsp.TimeStampReq, now: Callable[[], datetime], seconds: float
) -> tsp.TimeStampResp:
    content = _reply(address, request.dump(), seconds)
    try:
        response = tsp.TimeStampResp.load(content)
        if response["status"]["status"].native not in {"granted", "granted_with_mods"}:
            raise _failed(f"refused: {response['status'].native}")
        info = response["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
        imprint, moment = info["message_imprint"], info["gen_time"].native
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _failed(f"no stamp: {error}") from error
    if imprint.native != request["message_imprint"].native:
        raise _failed("a stamp of something else")
    if abs(moment - now()) > FARTHEST:
        raise _failed(f"its clock says {moment.isoformat()}")
    return response


def _reply(address: str, body: bytes, seconds: float) -> bytes:
    import requests

    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    try:
        with requests.post(address, data=body, headers=headers, timeout=seconds, stream=True) as reply:
            reply.raise_for_status()
            content = bytes(reply.raw.read(LARGEST_REPLY + 1, decode_content=True))
    except Exception as error:
        # Of requests, and of urllib3 where a server breaks off in the middle of its answer.
        raise _failed(type(error).__name__) from error
    if len(content) > LARGEST_REPLY:
        raise _failed("its answer is too large")
    return content


def _failed(technical: str) -> OperationError:
    return OperationError(ErrorCode.TIME_STAMP_FAILED, technical=technical[:300])
