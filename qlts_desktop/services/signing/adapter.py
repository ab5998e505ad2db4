"""The ``SigningPort``: tokens and certificate files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qlts_desktop.core.clock import Reading
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing.identity_finder import IdentityFinder
from qlts_desktop.services.signing.known_files import KnownFiles
from qlts_desktop.services.signing.revocation import RevocationCheck
from qlts_desktop.services.signing_port import (
    CheckOutcome,
    Identity,
    IdentityProblem,
    PreflightResult,
    SignedSlip,
    SigningSettings,
    Standing,
)

if TYPE_CHECKING:
    from qlts_desktop.services.checking_port import SlipReport
    from qlts_desktop.services.signing.appearance import Appearance
    from qlts_desktop.services.signing.pictures import Pictures
    from qlts_desktop.services.signing.sign import SigningKey
    from qlts_desktop.services.signing.signature_place import Place
    from qlts_desktop.services.signing.tokens import TokenWatch
    from qlts_desktop.services.signing_settings import KeptSigningSettings

_REFUSALS = {
    IdentityProblem.EXPIRED: ErrorCode.CERTIFICATE_EXPIRED,
    IdentityProblem.NOT_YET_VALID: ErrorCode.CERTIFICATE_NOT_YET_VALID,
    IdentityProblem.NOT_FOR_SIGNING: ErrorCode.CERTIFICATE_NOT_FOR_SIGNING,
    IdentityProblem.KEY_TOO_WEAK: ErrorCode.CERTIFICATE_KEY_TOO_WEAK,
    IdentityProblem.DIGEST_TOO_WEAK: ErrorCode.CERTIFICATE_DIGEST_TOO_WEAK,
    IdentityProblem.PIN_LOCKED: ErrorCode.PIN_LOCKED,
}


class SigningService(IdentityFinder):
    """Finds certificates, looks at them before signing, signs, and validates what it made.

    pyHanko and all it needs are imported at the first use, in the background runner.

    Args:
        settings: What the user has set.
        files: The certificate files that are known.
        watch: Finds tokens.
        clock: What time it is.
        folder: Where the signed slip is kept until it has arrived.
    """

    def __init__(
        self,
        settings: KeptSigningSettings,
        files: KnownFiles,
        watch: TokenWatch,
        clock: Callable[[], Reading],
        folder: Path,
    ) -> None:
        super().__init__(files, watch, lambda: clock().now)
        self._settings = settings
        self._clock = clock
        self._folder = folder
        self._revocations = RevocationCheck(self._now)

    # --- before signing ---------------------------------------------------------------------------------

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        """What holds before signing. A failed row refuses signing."""
        from qlts_desktop.services.machine_places import look_at_data_folder
        from qlts_desktop.services.signing.preflight import preflight
        from qlts_desktop.services.signing.trust import certificates_in, with_system_roots

        seen = self.seen[identity.identity_id]
        trusted = with_system_roots(certificates_in(self._settings.trust_dirs()), [seen.certificate, *seen.chain])
        revocation = self._revocations.of(seen.certificate, seen.chain, trusted)
        return preflight(
            seen.certificate,
            seen.chain,
            form,
            licence_tax_code,
            trusted,
            revocation,
            self._settings.read().time_stamp_server,
            self._clock(),
            look_at_data_folder(self._folder),
        )

    # --- settings ---------------------------------------------------------------------------------------

    def settings(self) -> SigningSettings:
        """What is set for signing."""
        return self._settings.read()

    def change_settings(self, settings: SigningSettings) -> None:
        """Use other settings, all or none, after what has changed in them was tried."""
        from qlts_desktop.services.signing.time_stamp import time_stamper, try_server
        from qlts_desktop.services.signing.token_modules import fault_of
        from qlts_desktop.services.signing.trust import certificates_in

        before, folder, driver = self._settings.read(), settings.trust_folder, settings.driver
        if folder not in (None, before.trust_folder) and not certificates_in((folder,)):
            raise OperationError(ErrorCode.TRUST_FOLDER_EMPTY)
        if driver not in (None, before.driver) and (fault := fault_of(driver)):
            raise OperationError(ErrorCode.DRIVER_UNUSABLE, details={"fault": str(fault)})
        _pictures(settings)
        if settings.time_stamp_server not in ("", before.time_stamp_server):
            try_server(time_stamper(settings.time_stamp_server, self._now))
        self._settings.keep(settings)

    def preview(self, signer: str, form: RenewalForm, settings: SigningSettings) -> bytes:
        """What a first signature would show now."""
        from qlts_desktop.services.signing.appearance import appearance_of, draw_appearance
        from qlts_desktop.services.slip_signature import ROOM_HEIGHT, ROOM_WIDTH

        appearance = appearance_of(signer, form.unit.name, self._now(), _pictures(settings))
        return draw_appearance(appearance, ROOM_WIDTH, ROOM_HEIGHT)

    # --- signing ----------------------------------------------------------------------------------------

    def sign(
        self,
        slip: bytes,
        identity: Identity,
        secret: str,
        form: RenewalForm,
        *,
        last_try_confirmed: bool = False,
        without_time_stamp: bool = False,
        another_follows: bool = False,
    ) -> SignedSlip:
        """Sign (PAdES, visible in the signature block) and validate the own result."""
        from qlts_desktop.services.signing.sign import sign_slip

        now = self._now().replace(microsecond=0)
        self._check(identity, form, now)
        with _in_one_word():
            place, appearance = self._showing(slip, identity, form, now, another_follows=another_follows)
        stamper = None if without_time_stamp else self._stamper()
        with _in_one_word(), self._key(identity, secret, last_try_confirmed) as key:
            signed = sign_slip(slip, key, place, appearance, now, stamper)
        if stamper is not None:
            signed = self._with_revocation_data(signed)
        report = self._check_own(signed)
        return SignedSlip(signed, report.signers, now, report.signatures[-1].level, len(report.signatures))

    def _showing(
        self, slip: bytes, identity: Identity, form: RenewalForm, now: datetime, *, another_follows: bool
    ) -> tuple[Place, Appearance]:
        """Where the signature goes and what it shows; what has been signed before must hold still."""
        from qlts_desktop.services.signing.appearance import appearance_of
        from qlts_desktop.services.signing.signature_place import next_place

        settings = self._settings.read()
        pictures = _pictures(replace(settings, seal_picture=None) if another_follows else settings)
        certificate = self.seen[identity.identity_id].certificate
        place = next_place(slip, certificate, sealed=pictures.seal is not None)
        if place.is_new:
            self._check_own(slip)
        return place, appearance_of(identity.subject, form.unit.name, now, pictures, is_second=place.is_new)

    def _stamper(self) -> Any:
        """A time stamper that has just given a stamp; None where no server is set.

        Asked before PIN or password are used: a try of the PIN is not to be lost to a server that is down.
        """
        from qlts_desktop.services.signing.time_stamp import time_stamper, try_server

        address = self._settings.read().time_stamp_server
        if not address:
            return None
        stamper = time_stamper(address, self._now)
        try_server(stamper)
        return stamper

    def _with_revocation_data(self, signed: bytes) -> bytes:
        from qlts_desktop.services.signing.long_term import with_revocation_data
        from qlts_desktop.services.signing.trust import certificates_in

        trusted = certificates_in(self._settings.trust_dirs())
        return with_revocation_data(signed, trusted, self._now()) or signed

    def _check(self, identity: Identity, form: RenewalForm, now: datetime) -> None:
        """Everything that can be said without the key, before a PIN is spent on it."""
        from qlts_desktop.services.signing import certificate as about
        from qlts_desktop.services.signing.preflight import check_tax_code

        certificate = self.seen[identity.identity_id].certificate
        if problem := about.problem_of(certificate, now):
            raise OperationError(_REFUSALS[problem])
        if check_tax_code(certificate, form, "").outcome is CheckOutcome.FAILED:
            raise OperationError(ErrorCode.CERTIFICATE_OTHER_TAX_CODE)
        # Asked before signing, shortly ago; the licensor asks for itself.
        if self._revocations.remembered(certificate).standing is Standing.REVOKED:
            raise OperationError(ErrorCode.CERTIFICATE_REVOKED)

    @contextmanager
    def _key(self, identity: Identity, secret: str, last_try_confirmed: bool) -> Iterator[SigningKey]:
        seen = self.seen[identity.identity_id]
        if seen.place is None:
            from qlts_desktop.services.signing.certificate_file import open_key

            key: SigningKey = open_key(Path(identity.source), secret)
            if key.certificate.sha256 != seen.certificate.sha256:
                raise OperationError(ErrorCode.SIGNING_FAILED, technical="the certificate file was exchanged")
            yield key
            return
        from qlts_desktop.services.signing.token_key import logged_in

        # Some drivers let one process at a time to a token.
        self._watch.rest()
        with logged_in(seen.place, secret, last_try_confirmed=last_try_confirmed, chain=seen.chain) as key:
            yield key

    def _check_own(self, signed: bytes) -> SlipReport:
        """Nothing is sent that we would refuse ourselves; the certificate's issuer is the licensor's to judge."""
        from qlts_desktop.services.checking_port import Verdict
        from qlts_desktop.services.signing.validate import validate_slip

        report = validate_slip(signed, self._settings.trust_dirs())
        if report.verdict is Verdict.INVALID:
            raise OperationError(ErrorCode.SIGNING_FAILED, technical=", ".join(report.reasons))
        return report


@contextmanager
def _in_one_word() -> Iterator[None]:
    """The library and the crypto libraries fail in many ways; each is the same to the user."""
    try:
        yield
    except OperationError:
        raise
    except Exception as error:
        raise OperationError(ErrorCode.SIGNING_FAILED, technical=f"{type(error).__name__}: {error}") from error


def _pictures(settings: SigningSettings) -> Pictures:
    from qlts_desktop.services.signing.pictures import Pictures, read_picture

    signature, seal = settings.signature_picture, settings.seal_picture
    return Pictures(
        None if signature is None else read_picture(signature), None if seal is None else read_picture(seal)
    )
