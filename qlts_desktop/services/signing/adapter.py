"""The ``SigningPort``: tokens and certificate files."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qlts_desktop.core.clock import Reading
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing.known_files import KnownFiles
from qlts_desktop.services.signing.revocation import RevocationCheck
from qlts_desktop.services.signing_port import (
    CheckOutcome,
    DriverReport,
    FoundIdentities,
    Identity,
    IdentityProblem,
    KnownFile,
    PreflightResult,
    SignatureLevel,
    SignedSlip,
    SigningSettings,
    Standing,
)

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

    from qlts_desktop.services.signing.sign import SigningKey
    from qlts_desktop.services.signing.token_key import TokenPlace
    from qlts_desktop.services.signing.tokens import ModuleReport, TokenWatch
    from qlts_desktop.services.signing_settings import KeptSigningSettings

_log = logging.getLogger(__name__)

_REFUSALS = {
    IdentityProblem.EXPIRED: ErrorCode.CERTIFICATE_EXPIRED,
    IdentityProblem.NOT_YET_VALID: ErrorCode.CERTIFICATE_NOT_YET_VALID,
    IdentityProblem.NOT_FOR_SIGNING: ErrorCode.CERTIFICATE_NOT_FOR_SIGNING,
    IdentityProblem.KEY_TOO_WEAK: ErrorCode.CERTIFICATE_KEY_TOO_WEAK,
    IdentityProblem.PIN_LOCKED: ErrorCode.PIN_LOCKED,
}


@dataclass(frozen=True)
class _Seen:
    """A certificate that has been shown; ``place`` is None for one in a file."""

    certificate: Certificate
    chain: tuple[Certificate, ...]
    place: TokenPlace | None


class SigningService:
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
        self._settings = settings
        self._files = files
        self._watch = watch
        self._clock = clock
        self._folder = folder
        self._seen: dict[str, _Seen] = {}
        self._revocations = RevocationCheck(self._now)

    # --- what there is to sign with ---------------------------------------------------------------------

    def look(self, report: Callable[[FoundIdentities], None], *, anew: bool) -> FoundIdentities:
        """What there is to sign with now."""
        if anew:
            self._watch.forget()
        files = self._known_files()

        def found(reports: tuple[ModuleReport, ...]) -> FoundIdentities:
            from qlts_desktop.services.signing.token_identities import empty_tokens, identities_on

            on_tokens = identities_on(reports, self._now())
            for one in on_tokens:
                self._seen[one.identity.identity_id] = _Seen(one.certificate, one.chain, one.place)
            return FoundIdentities(
                tuple(one.identity for one in on_tokens),
                files,
                empty_tokens(reports),
                tuple(
                    DriverReport(one.path, one.fault, one.technical) for one in reports if one.fault is not None
                ),
                len(reports),
            )

        return found(self._watch.look(lambda reports: report(found(reports))))

    def rest(self) -> None:
        """Let go of all tokens until the next look."""
        self._watch.rest()

    def close(self) -> None:
        """The program ends: leave no driver's process behind."""
        self._watch.close()

    def open_file(self, path: Path, password: str) -> Identity:
        """Open a certificate file to see whose it is. Neither password nor key is kept."""
        from qlts_desktop.services.signing import certificate as about
        from qlts_desktop.services.signing.certificate_file import open_key

        key = open_key(path, password)
        self._remember(path)
        certificate = key.certificate
        identity_id = certificate.sha256.hex()
        self._seen[identity_id] = _Seen(certificate, key.chain, None)
        return Identity(
            identity_id=identity_id,
            subject=about.subject_name(certificate),
            issuer=about.issuer_name(certificate),
            tax_code=about.tax_code(certificate),
            not_before=certificate.not_valid_before,
            not_after=certificate.not_valid_after,
            source=str(path),
            token=None,
            problem=about.problem_of(certificate, self._now()),
        )

    def _known_files(self) -> tuple[KnownFile, ...]:
        """None where the local store cannot be read: the tokens are there all the same."""
        try:
            return self._files.all()
        except OperationError as error:
            _log.warning("the known certificate files cannot be read: %s", error.code)
            return ()

    def _remember(self, path: Path) -> None:
        """To remember a file is a comfort; that it fails stops nobody from signing."""
        try:
            self._files.remember(path)
        except OperationError as error:
            _log.warning("the certificate file cannot be remembered: %s", error.code)

    def forget_file(self, path: Path) -> None:
        """Remember a certificate file no longer; the file itself stays."""
        self._files.forget(path)

    # --- before signing ---------------------------------------------------------------------------------

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        """What holds before signing. A failed row refuses signing."""
        from qlts_desktop.services.machine_places import look_at_data_folder
        from qlts_desktop.services.signing.preflight import preflight
        from qlts_desktop.services.signing.trust import certificates_in, with_system_roots

        seen = self._seen[identity.identity_id]
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
        if settings.time_stamp_server not in ("", before.time_stamp_server):
            try_server(time_stamper(settings.time_stamp_server, self._now))
        self._settings.keep(settings)

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
    ) -> SignedSlip:
        """Sign (PAdES, visible in the signature block) and validate the own result."""
        from qlts_desktop.services.signing.sign import sign_slip

        now = self._now().replace(microsecond=0)
        self._check(identity, form, now)
        stamper = None if without_time_stamp else self._stamper()
        try:
            with self._key(identity, secret, last_try_confirmed) as key:
                signed = sign_slip(slip, key, form.unit.name, now, stamper)
        except OperationError:
            raise
        except Exception as error:
            # pyHanko and the crypto libraries fail in many ways; each is the same to the user.
            raise OperationError(ErrorCode.SIGNING_FAILED, technical=f"{type(error).__name__}: {error}") from error
        if stamper is not None:
            signed = self._with_revocation_data(signed)
        return SignedSlip(signed, identity.subject, now, self._check_own(signed))

    def _now(self) -> datetime:
        return self._clock().now

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

        certificate = self._seen[identity.identity_id].certificate
        if problem := about.problem_of(certificate, now):
            raise OperationError(_REFUSALS[problem])
        if check_tax_code(certificate, form, "").outcome is CheckOutcome.FAILED:
            raise OperationError(ErrorCode.CERTIFICATE_OTHER_TAX_CODE)
        # Asked before signing, shortly ago; the licensor asks for itself.
        if self._revocations.remembered(certificate).standing is Standing.REVOKED:
            raise OperationError(ErrorCode.CERTIFICATE_REVOKED)

    @contextmanager
    def _key(self, identity: Identity, secret: str, last_try_confirmed: bool) -> Iterator[SigningKey]:
        seen = self._seen[identity.identity_id]
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

    def _check_own(self, signed: bytes) -> SignatureLevel:
        """Nothing is sent that we would refuse ourselves; the certificate's issuer is the licensor's to judge.

        Returns:
            What the signature turned out to carry.
        """
        from qlts_desktop.services.checking_port import Verdict
        from qlts_desktop.services.signing.validate import validate_slip

        report = validate_slip(signed, self._settings.trust_dirs())
        if report.verdict is Verdict.INVALID:
            raise OperationError(ErrorCode.SIGNING_FAILED, technical=", ".join(report.reasons))
        return report.signatures[-1].level
