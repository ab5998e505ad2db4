"""Who issues tokens in Vietnam and where their drivers are had: the licensor's list, at hand offline too."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services import wire
from qlts_desktop.services.machine_port import TokenMaker
from qlts_desktop.services.signing.token_modules import found_modules

_log = logging.getLogger(__name__)

_SETTING = "token_drivers"
_MOST = 50
_LONGEST = 200

BUNDLED = (
    TokenMaker(
        "VNPT-CA",
        "https://kyso.vnpt-ca.vn/",
        (
            *("vnptca_p11_v10.dll", "vnptca_p11_v9.dll", "vnptca_p11_v8.dll", "vnptca_p11_v7.dll"),
            *("vnptca_p11_v6.dll", "vnpt-ca_csp11.dll", "vnpt-ca_v34.dll", "vnpt-ca_cl_v1.dll"),
        ),
    ),
    TokenMaker(
        "Viettel-CA",
        "https://viettel-ca.vn/",
        (
            *("viettel-ca_v6.dll", "viettel-ca_v5.dll", "viettel-ca_v4.dll", "viettel-ca_v3.dll"),
            *("viettel-ca_v2.dll", "viettel-ca_v1.dll", "viettel-ca.dll"),
        ),
    ),
    TokenMaker(
        "BKAV-CA",
        "https://www.bkavca.vn/",
        (
            *("BkavCA.dll", "BkavCAv2S.dll", "bkavcaetoken.dll", "BkavCAv25.dll", "BkavCAv2T.dll"),
            "st3csp11.dll",
        ),
    ),
    TokenMaker(
        "FPT-CA",
        "https://fpt-ca.com.vn/",
        (
            *("fptca_v6.dll", "fptca_v5.dll", "fptca_v4.dll", "fptca_v3.dll", "fpt-ca.dll", "fpt-ca-stx.dll"),
            "fptca_v4.so",
        ),
    ),
    TokenMaker(
        "CA2 (Nacencomm)",
        "https://ca2.vn/",
        (
            *("CA2_v34.dll", "CA2_csp11.dll", "ca2_ace_csp11.dll", "CA2CSP11_v2.dll", "ncca_csp11_v1.dll"),
            "ShuttleCsp11_3003.dll",
        ),
    ),
    TokenMaker("NewCA", "https://newca.vn/", ("NEWTEL-CA.dll", "newca_v4.dll")),
    TokenMaker(
        "SmartSign (Vina-CA)",
        "https://smartsign.com.vn/",
        ("Vina-CAv5.dll", "Vina-CAv4.dll", "Vina-CAv3.dll", "Vina-CA.dll", "vina-ca_v5.dll", "vina-ca_v3.dll"),
    ),
    TokenMaker("EFY-CA", "https://efyca.vn/", ("efy-ca_v1.dll",)),
    TokenMaker(
        "Ban Cơ yếu Chính phủ (VGCA)",
        "https://ca.gov.vn/",
        ("bit4xpki.dll", "eTPKCS11.dll", "libbit4xpki.so", "libeTPkcs11.so"),
    ),
    TokenMaker(
        "OpenSC",
        "https://github.com/OpenSC/OpenSC/releases",
        ("opensc-pkcs11.dll", "opensc-pkcs11.so"),
    ),
)
"""The list when this build was made; ``tests/services/test_token_makers.py`` holds it to the licensor's."""


class _Api(Protocol):
    """The licensor, as far as this asks it."""

    def token_drivers(self) -> wire.TokenDriversReply:
        """Its list."""


class _Settings(Protocol):
    """The local store, as far as this uses it."""

    def setting(self, name: str) -> str | None:
        """A setting's value, or None."""

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting."""


def token_makers(api: _Api, store: _Settings) -> tuple[TokenMaker, ...]:
    """The makers, each with its modules that are on this computer. Blocks."""
    reply = _asked(api, store)
    makers = () if reply is None else tuple(filter(None, map(_maker, reply.makers[:_MOST])))
    here = {path.name.casefold(): str(path) for path in found_modules()}
    return tuple(_with_installed(maker, here) for maker in makers or BUNDLED)


def _asked(api: _Api, store: _Settings) -> wire.TokenDriversReply | None:
    try:
        reply = api.token_drivers()
    except OperationError as error:
        _log.info("the list of token makers is the one had before: %s", error.code)
        return _kept(store)
    try:
        store.set_setting(_SETTING, msgspec.json.encode(reply).decode("utf-8"))
    except OperationError as error:
        _log.warning("the list of token makers is not kept: %s", error.code)
    return reply


def _kept(store: _Settings) -> wire.TokenDriversReply | None:
    try:
        kept = store.setting(_SETTING)
        return None if kept is None else msgspec.json.decode(kept, type=wire.TokenDriversReply)
    except (OperationError, msgspec.MsgspecError) as error:
        _log.warning("the kept list of token makers cannot be read: %s", type(error).__name__)
        return None


def _maker(told: wire.TokenMaker) -> TokenMaker | None:
    """A line of the list; one that leads to anything but a plain https address is left out."""
    name = " ".join(told.name.split())
    modules = tuple(one[:_LONGEST] for one in told.modules[:_MOST])
    try:
        parts = urlsplit(told.page)
        right = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        right = False
    if not right or not name or len(told.page) > _LONGEST:
        return None
    return TokenMaker(name[:_LONGEST], told.page, modules)


def _with_installed(maker: TokenMaker, here: dict[str, str]) -> TokenMaker:
    return replace(maker, installed=tuple(here[one.casefold()] for one in maker.modules if one.casefold() in here))
