"""The file of a prepared registration: written for somebody else, and checked before anything in it is believed.

Everything can be checked offline, against the root key that this build has pinned. What the licensor has not
signed, the right and the address, is only used at the licensor, which knows them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import Offer
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.prepared_claims import VERSION, PreparedClaims, prepared_claims, version_claims
from qlts_desktop.services.prepared_container import LARGEST, Members, NotContainerError, pack, sealed_part, unpack
from qlts_desktop.services.server_address import parse_server_address
from qlts_desktop.services.wire import KeysReply

T = TypeVar("T")

_RIGHT = re.compile(r"[A-Za-z0-9_-]{43}")
"""256 bits in base64url."""
_ENDING = re.compile(rb"(%%EOF)[\r\n]{0,2}")
_MOST_REVISIONS = 10
"""Two signatures, each with what issuers say of it, are four more than the slip."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that has passed every check.

    Attributes:
        sealed: The compact JWS.
        claims: What the licensor has sealed.
        offer: The offer in it.
        slip: The PDF without a signature.
        signed: The same with signatures, where somebody has signed it and handed it back; else empty.
        right: The one-time right to send it, a secret.
        server: The licensor's address in its one form.
        keys: The body of ``GET /keys``.
    """

    sealed: str = field(repr=False)
    claims: PreparedClaims
    offer: Offer
    slip: bytes = field(repr=False)
    signed: bytes = field(repr=False)
    right: str = field(repr=False)
    server: str
    keys: bytes = field(repr=False)


def read_file(path: Path) -> bytes:
    """The bytes of a file that somebody has brought.

    Raises:
        OperationError: file_unreadable; prepared_damaged for one that is larger than any may be.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise OperationError(ErrorCode.FILE_UNREADABLE, technical=str(error.strerror)) from error
    if len(content) > LARGEST:
        raise _damaged("larger than 20 MB")
    return content


def file_content(sealed: str, slip: bytes, right: str, keys: bytes, server: str) -> bytes:
    """The file's bytes; ``keys`` is the body of ``GET /keys``."""
    return pack(Members(sealed, slip, right, keys, server))


def check_file(content: bytes, verifier: LicenceVerifier) -> CheckedFile:
    """Check a file, all but its days: those need a clock.

    Raises:
        OperationError: prepared_damaged, prepared_too_new, prepared_other_vendor.
    """
    try:
        check_version(sealed_part(content), verifier)
        members = unpack(content)
    except NotContainerError as error:
        raise _damaged(str(error)) from error
    try:
        keys = msgspec.json.decode(members.keys, type=KeysReply)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(f"keys: {error}") from error
    _in_words_of_files(lambda: verifier.adopt_revocations(keys.revocations))
    claims, offer = check_seal(members.sealed, verifier)
    unsigned = _unsigned(members.slip, claims.slip_sha256)
    if unsigned is None:
        raise _damaged("another slip")
    from qlts_desktop.services.slip_pdf import embedded_document

    try:
        document = embedded_document(unsigned)
    except ValueError as error:
        raise _damaged(str(error)) from error
    if document is None or hashlib.sha256(document).hexdigest() != claims.form_sha256:
        raise _damaged("the slip carries another form")
    if not _RIGHT.fullmatch(members.right):
        raise _damaged("the right is none")
    try:
        server = parse_server_address(members.server).url
    except OperationError as error:
        raise _damaged(f"server: {error}") from error
    signed = members.slip if len(members.slip) > len(unsigned) else b""
    return CheckedFile(members.sealed, claims, offer, unsigned, signed, members.right, server, members.keys)


def _unsigned(slip: bytes, digest: str) -> bytes | None:
    """The sealed slip: signatures are appended, so that it is how a signed one begins."""
    for ending in islice(_ENDING.finditer(slip), _MOST_REVISIONS):
        for end in range(ending.end(1), ending.end() + 1):
            if hashlib.sha256(slip[:end]).hexdigest() == digest:
                return slip[:end]
    return None


def check_version(sealed: str, verifier: LicenceVerifier) -> None:
    """Refuse what a newer program has made, which this one cannot judge.

    Raises:
        OperationError: As :func:`check_file`.
    """
    claims = _in_words_of_files(lambda: verifier.prepared(sealed, version_claims, lambda claims: claims.issued_at))
    if claims.version != VERSION:
        raise OperationError(ErrorCode.PREPARED_TOO_NEW, details={"version": str(claims.version)})


def check_seal(sealed: str, verifier: LicenceVerifier) -> tuple[PreparedClaims, Offer]:
    """What the licensor has sealed, and the offer in it.

    Raises:
        OperationError: As :func:`check_file`.
    """
    check_version(sealed, verifier)
    claims = _in_words_of_files(
        lambda: verifier.prepared(sealed, prepared_claims, lambda claims: claims.issued_at)
    )
    if claims.expires_at.tzinfo is None:
        raise _damaged("a time without its zone")
    offer = _in_words_of_files(lambda: verifier.offer(claims.offer))
    if (offer.order_no, offer.unit_code) != (claims.order_no, claims.unit):
        raise _damaged("the offer is for another order")
    return claims, offer


def _in_words_of_files(check: Callable[[], T]) -> T:
    """The verifier's findings as a user who opens a file is told them."""
    try:
        return check()
    except OperationError as error:
        if error.code is ErrorCode.LICENCE_KEY_UNKNOWN:
            raise OperationError(ErrorCode.PREPARED_OTHER_VENDOR, technical=error.technical) from error
        raise _damaged(str(error)) from error


def _damaged(why: str) -> OperationError:
    return OperationError(ErrorCode.PREPARED_DAMAGED, technical=why[:300])
