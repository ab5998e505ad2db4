"""One vendor's PKCS#11 module, in its token host: listing, one login, signing."""

from __future__ import annotations

import hashlib
from typing import Any

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.constants import TokenFlag
from pkcs11.exceptions import (
    DeviceRemoved,
    FunctionCancelled,
    PinExpired,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
    SessionCount,
    SlotIDInvalid,
    TokenNotPresent,
    TokenNotRecognised,
    UserAlreadyLoggedIn,
    UserTooManyTypes,
)
from pkcs11.util.ec import encode_ecdsa_signature

from qlts_desktop.services.signing.token_pin_lengths import pin_lengths
from qlts_desktop.services.signing.token_protocol import (
    Failed,
    Fault,
    LoggedIn,
    LogIn,
    Sign,
    Signature,
    Token,
    TokenCertificate,
    Tokens,
)

_MOST_CERTIFICATES = 64
"""Of one token; a token has a handful."""
_GONE = (TokenNotPresent, TokenNotRecognised, DeviceRemoved, SlotIDInvalid)
_FAULTS: tuple[tuple[tuple[type[PKCS11Error], ...], Fault], ...] = (
    ((PinIncorrect, PinInvalid, PinLenRange), Fault.PIN_WRONG),
    ((PinLocked,), Fault.PIN_LOCKED),
    ((PinExpired,), Fault.PIN_EXPIRED),
    ((FunctionCancelled,), Fault.PIN_CANCELLED),
    (_GONE, Fault.TOKEN_REMOVED),
    ((UserAlreadyLoggedIn, UserTooManyTypes, SessionCount), Fault.TOKEN_BUSY),
)
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""What PKCS#1 v1.5 puts in front of a SHA-256 digest (RFC 8017, 9.2)."""
_PSS = (Mechanism.SHA256_RSA_PKCS_PSS, Mechanism.RSA_PKCS_PSS)


class NotLoadedError(RuntimeError):
    """The system could not load the module."""


def failed(error: Exception) -> Failed:
    """What an error of the module means; one that is not known is the driver's own fault, never a wrong PIN."""
    if isinstance(error, NotLoadedError):
        return Failed(str(error)[:300], Fault.NOT_LOADED)
    fault = next((fault for kinds, fault in _FAULTS if isinstance(error, kinds)), Fault.MODULE)
    return Failed(f"{type(error).__name__}: {error}"[:300], fault)


class TokenModule:
    """Loads the module at its first use. Methods raise the errors of ``pkcs11``; see :func:`failed`.

    Args:
        path: The module.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._library: Any = None
        self._session: Any = None
        self._pin = ""
        self._certificates: dict[str, list[TokenCertificate]] = {}

    # --- listing ----------------------------------------------------------------------------------------

    def tokens(self) -> Tokens:
        """All tokens that are plugged in now."""
        if self._library is None:
            self._library = self._loaded()
        else:
            # Some modules see what has been plugged in since only when they begin anew.
            self._library.reinitialize()
        found = [self._token(slot) for slot in self._library.get_slots(token_present=True)]
        tokens = [token for token in found if token is not None]
        plugged_in = {token.serial for token in tokens}
        self._certificates = {serial: kept for serial, kept in self._certificates.items() if serial in plugged_in}
        return Tokens(tokens)

    def _loaded(self) -> Any:
        try:
            return pkcs11.lib(self._path)
        except PKCS11Error as error:
            # The library has a class for each CKR code; what the system's loader says comes as the plain one.
            if type(error) is PKCS11Error:
                raise NotLoadedError(str(error)) from error
            raise

    def _token(self, slot: Any) -> Token | None:
        """A token; None for one that nobody has set up yet, or that has been pulled out meanwhile."""
        try:
            token = slot.get_token()
            flags = token.flags
            if not flags & TokenFlag.TOKEN_INITIALIZED:
                return None
            serial = _text(token.serial)
            shortest, longest = pin_lengths(self._path, slot.slot_id)
            return Token(
                slot=slot.slot_id,
                label=token.label,
                manufacturer=_text(token.manufacturer_id),
                model=_text(token.model),
                serial=serial,
                pin_count_low=bool(flags & TokenFlag.USER_PIN_COUNT_LOW),
                pin_final_try=bool(flags & TokenFlag.USER_PIN_FINAL_TRY),
                pin_locked=bool(flags & TokenFlag.USER_PIN_LOCKED),
                has_pin_pad=bool(flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH),
                signs_pss=any(mechanism in slot.get_mechanisms() for mechanism in _PSS),
                shortest_pin=shortest,
                longest_pin=longest,
                certificates=self._certificates_of(token, serial),
            )
        except _GONE:
            return None

    def _certificates_of(self, token: Any, serial: str) -> list[TokenCertificate]:
        """Those that are seen without a login. They are read once, since it takes a slow token a second."""
        # An empty token may be about to be filled.
        if not self._certificates.get(serial):
            found = []
            with token.open() as session:
                for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    found.append(TokenCertificate(bytes(item[Attribute.ID]), item[Attribute.VALUE]))
                    if len(found) == _MOST_CERTIFICATES:
                        break
            self._certificates[serial] = found
        return self._certificates[serial]

    # --- signing ----------------------------------------------------------------------------------------

    def log_in(self, request: LogIn) -> LoggedIn | Failed:
        """At most one C_Login. What is plain beforehand is told without asking the token."""
        self._library = self._loaded()
        token = self._token_at(request.slot, request.serial)
        if token is None:
            return Failed("the token is not there", Fault.TOKEN_REMOVED)
        flags = token.flags
        if flags & TokenFlag.USER_PIN_LOCKED:
            return Failed("CKF_USER_PIN_LOCKED", Fault.PIN_LOCKED)
        if flags & TokenFlag.USER_PIN_FINAL_TRY and not request.last_try_confirmed:
            return Failed("CKF_USER_PIN_FINAL_TRY", Fault.LAST_TRY)
        if flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH:
            self._session = token.open(user_pin=pkcs11.types.PROTECTED_AUTH)
            return LoggedIn()
        shortest, longest = pin_lengths(self._path, token.slot.slot_id)
        if not shortest <= len(request.pin.encode()) <= (longest or len(request.pin.encode())):
            return Failed(f"{shortest} to {longest}", Fault.PIN_LENGTH)
        self._session = token.open(user_pin=request.pin)
        self._pin = request.pin
        return LoggedIn()

    def _token_at(self, slot_id: int, serial: str) -> Any:
        """The token of a serial number, at its slot first; it may have been moved to another one."""
        slots = self._library.get_slots(token_present=True)
        for slot in sorted(slots, key=lambda one: one.slot_id != slot_id):
            try:
                token = slot.get_token()
            except _GONE:
                continue
            if token.flags & TokenFlag.TOKEN_INITIALIZED and _text(token.serial) == serial:
                return token
        return None

    def sign(self, request: Sign) -> Signature | Failed:
        """Sign once, with the key of the certificate's id; labels tell nothing."""
        if self._session is None:
            return Failed("nobody has logged in", Fault.MODULE)
        wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: request.object_id}
        keys = list(self._session.get_objects(wanted))
        if not keys:
            return Failed("no private key of this id", Fault.NO_KEY)
        key, pin = keys[0], self._pin
        self._pin = ""
        again = {"pin": pin} if pin and _asks_each_time(key) else {}
        if key.key_type is KeyType.EC:
            digest = hashlib.sha256(request.data).digest()
            raw = key.sign(digest, mechanism=Mechanism.ECDSA, **again)
            return Signature(encode_ecdsa_signature(raw))
        return Signature(_rsa_signature(key, request, self._session.token.slot.get_mechanisms(), again))


def _rsa_signature(key: Any, request: Sign, mechanisms: Any, again: dict[str, str]) -> bytes:
    """Hashed by the token where it does so, else here."""
    digest = hashlib.sha256(request.data).digest()
    if request.pss:
        whole, raw, raw_data = (*_PSS, digest)
        parameter = {"mechanism_param": (Mechanism.SHA256, pkcs11.MGF.SHA256, len(digest))}
    else:
        whole, raw, raw_data = Mechanism.SHA256_RSA_PKCS, Mechanism.RSA_PKCS, _SHA256_INFO + digest
        parameter = {}
    mechanism, data = (whole, request.data) if whole in mechanisms else (raw, raw_data)
    return bytes(key.sign(data, mechanism=mechanism, **parameter, **again))


def _asks_each_time(key: Any) -> bool:
    """CKA_ALWAYS_AUTHENTICATE; a module that does not know it does not ask."""
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except PKCS11Error:
        return False


def _text(value: bytes | str) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text.strip("\0 ")
