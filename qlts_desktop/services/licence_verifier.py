"""Verifies what the licensor signs: licence files, offers, receipts, signed time.

Each file carries the certificate of the key that signed it; the certificate is signed by the root key that this
build has pinned. So a file verifies alone, offline, on any PC.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Licence
from qlts_desktop.services import jws
from qlts_desktop.services.claims import licence_of
from qlts_desktop.services.signed_claims import (
    ChangeReceiptClaims,
    DossierClaims,
    KeyClaims,
    LicenceClaims,
    OfferClaims,
    ReceiptClaims,
    RevocationClaims,
    TimeClaims,
)
from qlts_desktop.services.wire import RootKey

if TYPE_CHECKING:
    from qlts_desktop.core.renewal import Offer

PRODUCT = "qlts"

LICENCE = "qlts-licence+jws"
OFFER = "qlts-offer+jws"
RECEIPT = "qlts-receipt+jws"
TIME = "qlts-time+jws"
PREPARED = "qlts-prepared+jws"
KEY = "qlts-key+jws"
REVOCATIONS = "qlts-revocations+jws"

C = TypeVar("C", bound=msgspec.Struct)

_key_claims = msgspec.json.Decoder(KeyClaims)
_revocation_claims = msgspec.json.Decoder(RevocationClaims)
_licence_claims = msgspec.json.Decoder(LicenceClaims)
_offer_claims = msgspec.json.Decoder(OfferClaims)
_receipt_claims = msgspec.json.Decoder(ReceiptClaims)
_time_claims = msgspec.json.Decoder(TimeClaims)


@dataclass(frozen=True, slots=True)
class _Certificate:
    """A key certificate: as it was signed, and the key it is about."""

    signed: jws.Jws
    claims: KeyClaims
    key: Ed25519PublicKey


class LicenceVerifier:
    """Checks signed files against one root key.

    It remembers key certificates that the root has signed, so that a second file by the same key takes one
    signature check.

    A file that was changed after it was signed is told from one whose issuer is not known: the signature is
    compared with the key that the file itself carries before anyone is asked who vouches for that key.

    Args:
        root: The pinned root key; None when none is known: then no file is good, but a changed one is found out.

    Raises:
        OperationError: licence_key_unknown, when the root key itself cannot be read.
    """

    def __init__(self, root: RootKey | None) -> None:
        self._root_kid, self._root = _root_of(root)
        self._known: dict[str, _Certificate] = {}
        self._revocation_serial = 0
        self._revoked: frozenset[str] = frozenset()

    def adopt_revocations(self, file: str) -> None:
        """Believe a root-signed list of revoked keys; one older than the list already held is left aside.

        Raises:
            OperationError: licence_damaged, licence_wrong_type, licence_key_unknown, licence_signature_wrong.
        """
        parsed = _parsed(file, REVOCATIONS)
        self._check_root_signed(parsed)
        claims = _decoded(_revocation_claims, parsed.payload)
        if claims.serial >= self._revocation_serial:
            self._revocation_serial, self._revoked = claims.serial, frozenset(claims.revoked)

    def licence(
        self,
        file: str,
        *,
        unit_code: str | None = None,
        product: str = PRODUCT,
        min_serial: int = 0,
        of_revoked_key: bool = False,
    ) -> Licence:
        """A licence file's claims, once everything about them is right.

        Args:
            file: Compact JWS; white space around it is allowed.
            unit_code: The unit it must be for; None accepts any (support's command line).
            product: The product it must be for.
            min_serial: The lowest serial to accept: that of the last licence kept.
            of_revoked_key: Take one whose key has been revoked since, to tell what it says; nobody goes by it.

        Raises:
            OperationError: licence_damaged, licence_wrong_type, licence_signature_wrong, licence_key_unknown,
                licence_key_revoked, licence_other_unit, licence_other_product, licence_older_serial.
        """
        licence = licence_of(
            self._claims(
                file,
                LICENCE,
                _licence_claims,
                lambda claims: claims.issued_at,
                of_revoked_key=of_revoked_key,
            )
        )
        if licence.product != product:
            raise OperationError(ErrorCode.LICENCE_OTHER_PRODUCT, details={"product": licence.product})
        if unit_code is not None and licence.unit.code != unit_code:
            raise OperationError(ErrorCode.LICENCE_OTHER_UNIT, details={"unit": licence.unit.code})
        if licence.serial < min_serial:
            raise OperationError(
                ErrorCode.LICENCE_OLDER_SERIAL, details={"serial": str(licence.serial), "held": str(min_serial)}
            )
        return licence

    def offer(self, file: str) -> Offer:
        """An offer's content.

        Raises:
            OperationError: As :meth:`licence`.
        """
        from qlts_desktop.services.offer_claims import offer_of

        return offer_of(self._claims(file, OFFER, _offer_claims, lambda offer: offer.issued_at))

    def receipt(self, file: str, *, of_revoked_key: bool = False) -> ReceiptClaims:
        """A receipt's claims.

        Args:
            file: Compact JWS.
            of_revoked_key: Take one whose key has been revoked since: what it is worth cannot be determined, but
                it still says what the licensor has.

        Raises:
            OperationError: As :meth:`licence`.
        """
        claims = self._claims(
            file, RECEIPT, _receipt_claims, lambda receipt: receipt.received_at, of_revoked_key=of_revoked_key
        )
        if not claims.files:
            raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="a receipt names what was received")
        return claims

    def change_receipt(self, file: str, *, of_revoked_key: bool = False) -> ChangeReceiptClaims:
        """The claims of a receipt for what happened to an order after it was sent.

        Args:
            file: Compact JWS.
            of_revoked_key: As for :meth:`receipt`.

        Raises:
            OperationError: As :meth:`licence`.
        """
        decoder = msgspec.json.Decoder(ChangeReceiptClaims)
        return self._claims(
            file, RECEIPT, decoder, lambda receipt: receipt.received_at, of_revoked_key=of_revoked_key
        )

    def dossier(self, file: str) -> DossierClaims:
        """What a dossier's index says.

        Raises:
            OperationError: As :meth:`licence`; licence_wrong_type for a receipt of another kind.
        """
        decoder = msgspec.json.Decoder(DossierClaims)
        claims = self._claims(file, RECEIPT, decoder, lambda index: index.received_at)
        if claims.kind != "dossier":
            raise OperationError(ErrorCode.LICENCE_WRONG_TYPE, details={"typ": claims.kind[:40]})
        return claims

    def time(self, file: str) -> TimeClaims:
        """The licensor's signed time; the caller compares the nonce.

        Raises:
            OperationError: As :meth:`licence`.
        """
        return self._claims(file, TIME, _time_claims, lambda time: time.now)

    def prepared(self, file: str, decoder: msgspec.json.Decoder[C], signed_at: Callable[[C], datetime]) -> C:
        """The claims of a registration that was prepared to be signed elsewhere, as the decoder reads them.

        Raises:
            OperationError: As :meth:`licence`.
        """
        return self._claims(file, PREPARED, decoder, signed_at)

    def _claims(
        self,
        file: str,
        typ: str,
        decoder: msgspec.json.Decoder[C],
        signed_at: Callable[[C], datetime],
        *,
        of_revoked_key: bool = False,
    ) -> C:
        parsed = _parsed(file, typ)
        key = self._signing_key(parsed, typ)
        claims = _decoded(decoder, parsed.payload)
        self._check_in_force(key, signed_at(claims))
        if key.kid in self._revoked and not of_revoked_key:
            raise OperationError(ErrorCode.LICENCE_KEY_REVOKED, technical=key.kid)
        return claims

    def _signing_key(self, parsed: jws.Jws, purpose: str) -> KeyClaims:
        """The key that signed a file, once the file's signature is right and the root vouches for the key."""
        header = parsed.header
        known = self._known.get(header.key)
        certificate = known or _certificate(header.key)
        if header.kid != certificate.claims.kid or not parsed.signed_by(certificate.key):
            raise OperationError(ErrorCode.LICENCE_SIGNATURE_WRONG)
        if known is None:
            self._check_root_signed(certificate.signed)
            self._known[header.key] = certificate
        if purpose not in certificate.claims.purposes:
            raise OperationError(ErrorCode.LICENCE_SIGNATURE_WRONG, technical="the key is not for this")
        return certificate.claims

    @staticmethod
    def _check_in_force(key: KeyClaims, at: datetime) -> None:
        """The key was in force when it signed."""
        if at.tzinfo is None:
            raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="a time without its zone")
        if not key.valid_from <= at <= key.valid_to:
            raise OperationError(ErrorCode.LICENCE_SIGNATURE_WRONG, technical="the key was not in force then")

    def _check_root_signed(self, parsed: jws.Jws) -> None:
        if self._root is None or parsed.header.kid != self._root_kid:
            raise OperationError(ErrorCode.LICENCE_KEY_UNKNOWN, technical=f"root {parsed.header.kid[:40]!r}")
        if not parsed.signed_by(self._root):
            raise OperationError(ErrorCode.LICENCE_SIGNATURE_WRONG, technical="not signed by the root")


def _root_of(root: RootKey | None) -> tuple[str, Ed25519PublicKey | None]:
    if root is None:
        return "", None
    try:
        return root.kid, jws.public_key(root.x)
    except jws.NotJwsError as error:
        raise OperationError(ErrorCode.LICENCE_KEY_UNKNOWN, technical=f"root key: {error}") from error


def _certificate(text: str) -> _Certificate:
    """A key certificate taken apart; who vouches for it is not asked here."""
    try:
        signed = jws.parse(text)
        claims = _decoded(_key_claims, signed.payload)
        key = jws.public_key(claims.x)
    except jws.NotJwsError as error:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical=str(error)) from error
    if signed.header.typ != KEY:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="the key carried is not a key certificate")
    if claims.valid_from.tzinfo is None or claims.valid_to.tzinfo is None:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="a time without its zone")
    return _Certificate(signed, claims, key)


def _parsed(file: str, typ: str) -> jws.Jws:
    try:
        parsed = jws.parse(file.strip())
    except jws.NotJwsError as error:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical=str(error)) from error
    if parsed.header.typ != typ:
        raise OperationError(ErrorCode.LICENCE_WRONG_TYPE, details={"typ": parsed.header.typ[:40]})
    return parsed


def _decoded(decoder: msgspec.json.Decoder[C], payload: bytes) -> C:
    try:
        return decoder.decode(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical=str(error)) from error
