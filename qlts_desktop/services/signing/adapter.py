"""The ``SigningPort``: certificate files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing.revocation import RevocationCheck, Standing
from qlts_desktop.services.signing_port import (
    CheckOutcome,
    Identity,
    IdentityProblem,
    PreflightResult,
    SignedSlip,
)

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

_REFUSALS = {
    IdentityProblem.EXPIRED: ErrorCode.CERTIFICATE_EXPIRED,
    IdentityProblem.NOT_YET_VALID: ErrorCode.CERTIFICATE_NOT_YET_VALID,
    IdentityProblem.NOT_FOR_SIGNING: ErrorCode.CERTIFICATE_NOT_FOR_SIGNING,
    IdentityProblem.KEY_TOO_WEAK: ErrorCode.CERTIFICATE_KEY_TOO_WEAK,
    IdentityProblem.WITHOUT_KEY: ErrorCode.CERTIFICATE_WITHOUT_KEY,
    IdentityProblem.FILE_MISSING: ErrorCode.FILE_UNREADABLE,
}


class SigningService:
    """Opens certificate files, looks at them before signing, signs, and validates what it made.

    pyHanko and all it needs are imported at the first use, in the background runner.

    Args:
        trust_dirs: Folders of trusted authorities' certificates.
        now: The moment, aware.
    """

    def __init__(
        self, trust_dirs: tuple[Path, ...], now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._trust_dirs = trust_dirs
        self._now = now
        self._seen: dict[str, tuple[Certificate, tuple[Certificate, ...]]] = {}
        self._revocations = RevocationCheck(now)

    def open_pkcs12(self, path: Path, password: str) -> Identity:
        """Open a certificate file to see whose it is. Neither password nor key is kept."""
        from qlts_desktop.services.signing import certificate as about
        from qlts_desktop.services.signing.pkcs12 import open_file

        opened = open_file(path, password)
        certificate = opened.certificate
        identity_id = certificate.sha256.hex()
        self._seen[identity_id] = (certificate, opened.chain)
        return Identity(
            identity_id=identity_id,
            subject=about.subject_name(certificate),
            issuer=about.issuer_name(certificate),
            tax_code=about.tax_code(certificate),
            not_before=certificate.not_valid_before,
            not_after=certificate.not_valid_after,
            source=str(path),
            problem=about.problem_of(certificate, self._now()),
        )

    def preflight(
        self, identity: Identity, form: RenewalForm, licence_tax_code: str
    ) -> tuple[PreflightResult, ...]:
        """What holds before signing. A failed row refuses signing."""
        from qlts_desktop.services.signing.preflight import preflight
        from qlts_desktop.services.signing.trust import certificates_in

        certificate, chain = self._seen[identity.identity_id]
        trusted = certificates_in(self._trust_dirs)
        revocation = self._revocations.of(certificate, chain, trusted)
        return preflight(certificate, chain, form, licence_tax_code, trusted, revocation, self._now())

    def sign(self, slip: bytes, identity: Identity, password: str, form: RenewalForm) -> SignedSlip:
        """Sign (PAdES B-B, visible in the signature block) and validate the own result."""
        from qlts_desktop.services.signing import certificate as about
        from qlts_desktop.services.signing.pkcs12 import open_file
        from qlts_desktop.services.signing.preflight import check_tax_code
        from qlts_desktop.services.signing.sign import sign_slip

        opened = open_file(Path(identity.source), password)
        if opened.certificate.sha256.hex() != identity.identity_id:
            raise OperationError(ErrorCode.SIGNING_FAILED, technical="the certificate file was exchanged")
        now = self._now().replace(microsecond=0)
        if problem := about.problem_of(opened.certificate, now):
            raise OperationError(_REFUSALS[problem])
        if check_tax_code(opened.certificate, form, "").outcome is CheckOutcome.FAILED:
            raise OperationError(ErrorCode.CERTIFICATE_OTHER_TAX_CODE)
        # Asked before signing, shortly ago; the licensor asks for itself.
        if self._revocations.remembered(opened.certificate).standing is Standing.REVOKED:
            raise OperationError(ErrorCode.CERTIFICATE_REVOKED)
        try:
            signed = sign_slip(slip, opened, form.unit.name, now)
        except OperationError:
            raise
        except Exception as error:
            # pyHanko and the crypto libraries fail in many ways; each is the same to the user.
            raise OperationError(ErrorCode.SIGNING_FAILED, technical=f"{type(error).__name__}: {error}") from error
        self._check_own(signed)
        return SignedSlip(signed, identity.subject, now)

    def _check_own(self, signed: bytes) -> None:
        """Nothing is sent that we would refuse ourselves; the certificate's issuer is the licensor's to judge."""
        from qlts_desktop.services.signing.validate import Verdict, validate_slip

        report = validate_slip(signed, self._trust_dirs)
        if report.verdict is Verdict.INVALID:
            raise OperationError(ErrorCode.SIGNING_FAILED, technical=", ".join(report.reasons))
