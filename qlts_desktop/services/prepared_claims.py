"""The claims of ``qlts-prepared+jws``: a form and its slip, sealed by the licensor to be signed elsewhere."""

from __future__ import annotations

from datetime import datetime

import msgspec

from qlts_desktop.services.wire import FormBody

VERSION = 1
"""The version that this program reads."""


class VersionClaims(msgspec.Struct, kw_only=True, frozen=True):
    """What every version has."""

    version: int
    issued_at: datetime


class PreparedClaims(msgspec.Struct, kw_only=True, frozen=True):
    """Payload of version 1."""

    version: int
    order_no: str
    unit: str
    """The unit's code."""
    unit_name: str
    tax_code: str
    """Of the unit; may be empty."""
    form_version: int
    form: FormBody
    form_sha256: str
    """Of the registration document that the slip carries."""
    slip_sha256: str
    """Of the slip without a signature."""
    offer: str
    """Compact JWS, ``qlts-offer+jws``."""
    prepared_by: str
    """Full name."""
    issued_at: datetime
    expires_at: datetime


version_claims = msgspec.json.Decoder(VersionClaims)
prepared_claims = msgspec.json.Decoder(PreparedClaims)
