"""What *Kiểm tra máy* finds on the network: proxy, server, the licensor's signed time, time-stamp server."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.machine_port import Area, Finding, State
from qlts_desktop.services.time_check import TimeCheck

_log = logging.getLogger(__name__)

SMALL_DIFFERENCE = timedelta(minutes=5)
"""What nobody has to put right."""
GREAT_DIFFERENCE = timedelta(hours=24)
"""From here on the program goes by the licensor's day, not by the PC's."""
_ANY_SERVER = "https://example.vn"
_TIME_STAMP_SECONDS = (5.0, 10.0)
"""To connect, and between two reads."""
_LARGEST_STAMP = 100_000


def look_at_proxy(server: str) -> Finding:
    """The proxy that requests to the licensor go through, without the names and passwords its address may hold.

    Args:
        server: The licensor's address; empty while none is set.
    """
    from requests.utils import get_environ_proxies, select_proxy

    address = server or _ANY_SERVER
    chosen = select_proxy(address, get_environ_proxies(address, no_proxy=None))
    if not chosen:
        return Finding(Area.PROXY, State.GOOD, "none", {})
    try:
        parts = urlsplit(chosen if "://" in chosen else f"http://{chosen}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    # A "/" or "@" where none belongs: a part of the password would pass for the host.
    if not host or chosen.count("@") > 1 or "@" in parts.path + parts.query + parts.fragment:
        return Finding(Area.PROXY, State.FAILED, "damaged", {})
    return Finding(Area.PROXY, State.GOOD, "used", {"address": f"{host}:{port}" if port else host})


def look_at_server(api: LicensorApi) -> Finding:
    """Whether a licensor answers."""
    if not api.url:
        return Finding(Area.SERVER, State.WARNING, "not_set", {})
    try:
        api.check_service()
    except OperationError as error:
        return Finding(Area.SERVER, State.FAILED, error.code.value, {"server": api.url})
    return Finding(Area.SERVER, State.GOOD, "answers", {"server": api.url})


def look_at_signed_time(
    api: LicensorApi, times: TimeCheck, pc: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Finding:
    """The PC's clock against the licensor's, whose signature vouches for it.

    Args:
        api: The licensor.
        times: Checks what it has signed.
        pc: Stands in for the PC's clock.
    """
    if not api.url:
        return Finding(Area.SIGNED_TIME, State.WARNING, "not_asked", {})
    request = times.begin()
    try:
        file = _asked_time(api, request.nonce)
    except OperationError as error:
        return Finding(Area.SIGNED_TIME, State.WARNING, "not_asked", {"error": error.code.value})
    signed, here = times.signed_time(file, request), pc()
    if signed is None:
        return Finding(Area.SIGNED_TIME, State.WARNING, "not_confirmed", {})
    difference = here - signed
    minutes = str(round(abs(difference).total_seconds() / 60))
    details = {"time": signed.astimezone().strftime("%d/%m/%Y %H:%M:%S"), "minutes": minutes}
    if abs(difference) <= SMALL_DIFFERENCE:
        return Finding(Area.SIGNED_TIME, State.GOOD, "agrees", details)
    state = State.FAILED if abs(difference) >= GREAT_DIFFERENCE else State.WARNING
    return Finding(Area.SIGNED_TIME, state, "fast" if difference > timedelta() else "slow", details)


def _asked_time(api: LicensorApi, nonce: str) -> str:
    """A clock that is far off breaks TLS; the signed time may then come over plain http, and nothing else may."""
    try:
        return api.signed_time(nonce)
    except OperationError as error:
        if error.code is not ErrorCode.CLOCK_BREAKS_TLS:
            raise
        return api.time_over_plain_http(nonce)


def look_at_time_stamps(address: str) -> Finding:
    """Whether a time-stamp server (RFC 3161) stamps what it is sent.

    Args:
        address: Empty while none is set, which is fine.
    """
    if not address:
        return Finding(Area.TIME_STAMP, State.GOOD, "none", {})
    details = {"server": urlsplit(address).hostname or "?"}
    import requests

    nonce = int.from_bytes(os.urandom(8), "big")
    try:
        with requests.post(
            address,
            data=_stamp_request(nonce),
            headers={"Content-Type": "application/timestamp-query"},
            timeout=_TIME_STAMP_SECONDS,
            stream=True,
        ) as answer:
            body = answer.raw.read(_LARGEST_STAMP, decode_content=True)
    except (requests.RequestException, OSError, ValueError) as error:
        _log.info("the time-stamp server does not answer: %s", type(error).__name__)
        return Finding(Area.TIME_STAMP, State.FAILED, "no_answer", details)
    return Finding(Area.TIME_STAMP, *_stamp_verdict(body, nonce), details)


def _stamp_request(nonce: int) -> bytes:
    from asn1crypto import algos, tsp

    imprint = tsp.MessageImprint(
        {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": bytes(32)}
    )
    asked = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    content: bytes = asked.dump()
    return content


def _stamp_verdict(body: bytes, nonce: int) -> tuple[State, str]:
    from asn1crypto import cms, core, tsp

    class Reply(core.Sequence):  # type: ignore[misc]
        """``TimeStampResp``; the library's own wants a token in a refusal too."""

        _fields = [("status", tsp.PKIStatusInfo), ("token", cms.ContentInfo, {"optional": True})]

    try:
        reply = Reply.load(body, strict=True)
        if reply["status"]["status"].native not in {"granted", "granted_with_mods"}:
            return State.FAILED, "refused"
        stamped = reply["token"]["content"]["encap_content_info"]["content"].parsed
        right = stamped["nonce"].native == nonce
    except (ValueError, TypeError, KeyError, AttributeError):
        return State.FAILED, "not_understood"
    return (State.GOOD, "stamps") if right else (State.FAILED, "not_understood")
