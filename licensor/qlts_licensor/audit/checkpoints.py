"""Signed points of the chain, kept outside the database: whoever rewrites the database does not reach them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from qlts_licensor.audit.chain import Checkpoint
from qlts_licensor.audit.models import AuditHead
from qlts_licensor.licences import jws
from qlts_licensor.licences.keys import KEY, KeyRing
from qlts_licensor.licences.signing import key_ring

FOLDER = "checkpoints"
KIND = "checkpoint"
_TYP = "qlts-receipt+jws"


class BadCheckpoint(Exception):  # noqa: N818 - names what it is
    """A file is no checkpoint that this service's root vouches for; the message names it."""


def write_checkpoint(folder: Path, day: date) -> Path | None:
    """Sign where the chain stands, once a day; a later call of the day takes the place of an earlier one.

    Returns:
        The file; None while the chain is empty.
    """
    head = AuditHead.objects.first()
    if head is None or not head.seq:
        return None
    claims = {"kind": KIND, "day": day.isoformat(), "seq": head.seq, "hash": head.hash}
    target = folder / FOLDER / f"{day.isoformat()}.jws"
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = target.with_suffix(".part")
    fresh.write_text(key_ring().sign(_TYP, claims), "ascii")
    fresh.replace(target)
    return target


def read_checkpoints(folder: Path) -> Iterator[Checkpoint]:
    """All checkpoints of a data folder, the oldest first.

    Raises:
        BadCheckpoint: One was changed, or is not signed by a key of this service's root.
    """
    ring = key_ring()
    for path in sorted((folder / FOLDER).glob("*.jws")):
        try:
            claims = _verified(path.read_text("ascii"), ring)
            yield Checkpoint(path.name, int(claims["seq"]), str(claims["hash"]))
        except (jws.BadToken, ValueError, KeyError, OSError) as error:
            raise BadCheckpoint(f"{path.name}: {error}") from error


def _verified(token: str, ring: KeyRing) -> dict[str, Any]:
    """A checkpoint's claims, signed by a key that the root has certified."""
    header = jws.header_of(token)
    root = Ed25519PublicKey.from_public_bytes(jws.from_base64url(ring.root.x))
    certificate = jws.verify(str(header.get("key", "")), root, KEY)
    key = Ed25519PublicKey.from_public_bytes(jws.from_base64url(str(certificate["x"])))
    claims = jws.verify(token, key, _TYP)
    if claims.get("kind") != KIND:
        raise jws.BadToken("not a checkpoint")
    return claims
