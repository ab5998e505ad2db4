"""Who issues tokens in Vietnam, and where their drivers are had.

Pages move; a vendor puts the right ones into ``token-drivers.json`` of the data folder, which then counts instead.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

_log = logging.getLogger(__name__)

FILE = "token-drivers.json"
"""A list of ``{"name": …, "page": "https://…", "modules": […]}``."""


@dataclass(frozen=True, slots=True)
class TokenMaker:
    """Who issues tokens.

    Attributes:
        page: Where the driver is had; https.
        modules: File names of the PKCS#11 modules.
    """

    name: str
    page: str
    modules: tuple[str, ...]


KNOWN = (
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


def token_makers() -> tuple[TokenMaker, ...]:
    """The list of the data folder, or the one of this version where there is none that can be read."""
    path = settings.DATA_DIR / FILE
    if not path.is_file():
        return KNOWN
    try:
        return tuple(map(_maker, json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _log.error("%s cannot be used: %s", path, error)
        return KNOWN


def _maker(told: dict[str, object]) -> TokenMaker:
    name, page, modules = told["name"], told["page"], told["modules"]
    if not isinstance(name, str) or not isinstance(page, str) or not isinstance(modules, list):
        raise TypeError("name and page are texts, modules is a list")
    if urlsplit(page).scheme != "https":
        raise ValueError(f"{page} is no https address")
    return TokenMaker(name, page, tuple(map(str, modules)))
