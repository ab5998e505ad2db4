"""Files of prepared registrations, good ones and altered ones."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.prepared_container import Members, pack
from qlts_desktop.services.slip_pdf import make_slip
from tests.factories import make_form
from tests.services.issuer import NOW, Issuer

RIGHT = "r" * 42 + "A"
SERVER = "https://qlts.example.vn"


@cache
def _slip(offer_file: str, issuer: Issuer) -> bytes:
    offer = LicenceVerifier(issuer.root).offer(offer_file)
    return make_slip(make_form(), offer, offer_file, NOW.date())


def slip(issuer: Issuer) -> bytes:
    """A real slip of the issuer's offer."""
    return _slip(issuer.offer(), issuer)


def members(issuer: Issuer, server: str = SERVER, **claims: object) -> Members:
    """What a good file holds; claims may be changed before they are signed."""
    pdf = slip(issuer)
    keys = json.dumps(issuer.keys()).encode()
    return Members(issuer.prepared(pdf, **claims), pdf, RIGHT, keys, server)  # type: ignore[arg-type]


def file(issuer: Issuer, server: str = SERVER, **claims: object) -> bytes:
    """A good file."""
    return pack(members(issuer, server, **claims))


def altered(issuer: Issuer, **changed: object) -> bytes:
    """A file with other members than the licensor sealed."""
    return pack(replace(members(issuer), **changed))  # type: ignore[arg-type]


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
