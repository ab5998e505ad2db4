"""*Kiểm tra trước khi ký*: what is looked at before a signature is made, and what is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import x509

from qlts_desktop.core.clock import Reading
from qlts_desktop.core.dates import VIETNAM, format_moment
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.machine_port import Finding, State
from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.revocation import Revocation
from qlts_desktop.services.signing.trust import roots
from qlts_desktop.services.signing_port import CheckOutcome, PreflightResult, PreflightRow, Standing

OFF = timedelta(minutes=5)
"""A clock that differs by more is pointed out."""
SOON = timedelta(days=30)
"""A certificate that ends within so many days is pointed out."""


def preflight(
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    form: RenewalForm,
    licence_tax_code: str,
    trusted: Sequence[x509.Certificate],
    revocation: Revocation,
    time_stamp_server: str,
    clock: Reading,
    folder: Finding,
) -> tuple[PreflightResult, ...]:
    """All rows, in the order they are shown."""
    now = clock.now
    return (
        _validity(certificate, now),
        check_tax_code(certificate, form, licence_tax_code),
        _signer(certificate, form),
        _simple(PreflightRow.KEY_USAGE, about.may_sign(certificate), "not_for_signing"),
        _strength(certificate),
        _chain(certificate, chain, trusted, now),
        _revocation(revocation),
        _clock(clock),
        _time_stamp(time_stamp_server),
        _output(folder),
    )


def _simple(row: PreflightRow, good: bool, reason: str) -> PreflightResult:
    return PreflightResult(row, CheckOutcome.PASSED if good else CheckOutcome.FAILED, "" if good else reason)


def _validity(certificate: x509.Certificate, now: datetime) -> PreflightResult:
    row, ends = PreflightRow.VALIDITY, certificate.not_valid_after
    details = (
        ("not_before", certificate.not_valid_before.date().isoformat()),
        ("not_after", ends.date().isoformat()),
        ("days", str((ends - now).days)),
    )
    if now > ends:
        return PreflightResult(row, CheckOutcome.FAILED, "expired", details)
    if now < certificate.not_valid_before:
        return PreflightResult(row, CheckOutcome.FAILED, "not_yet_valid", details)
    if ends - now <= SOON:
        return PreflightResult(row, CheckOutcome.WARNING, "ends_soon", details)
    return PreflightResult(row, CheckOutcome.PASSED, "valid_until", details)


def check_tax_code(certificate: x509.Certificate, form: RenewalForm, licence_tax_code: str) -> PreflightResult:
    """Both present and different is refused; missing on a side only warns: heads' own certificates carry none.

    Args:
        certificate: Whose tax code it is.
        form: The form that is signed.
        licence_tax_code: As the licence names it; empty when it names none.
    """
    row, of_certificate = PreflightRow.TAX_CODE, about.tax_code(certificate)
    details = (("certificate", of_certificate), ("licence", licence_tax_code), ("form", form.unit.tax_code))
    others = [code for code in (licence_tax_code, form.unit.tax_code) if code]
    if not of_certificate:
        return PreflightResult(row, CheckOutcome.WARNING, "tax_code_missing_in_certificate", details)
    if not others:
        return PreflightResult(row, CheckOutcome.WARNING, "tax_code_missing_in_form", details)
    if any(code != of_certificate for code in others):
        return PreflightResult(row, CheckOutcome.FAILED, "tax_code_differs", details)
    return PreflightResult(row, CheckOutcome.PASSED, "tax_code_agrees", details)


def _strength(certificate: x509.Certificate) -> PreflightResult:
    row = PreflightRow.KEY_STRENGTH
    if not about.key_strong_enough(certificate):
        return PreflightResult(row, CheckOutcome.FAILED, "key_too_weak")
    return _simple(row, about.digest_strong_enough(certificate), "digest_too_weak")


def _clock(clock: Reading) -> PreflightResult:
    """Where the licensor's time is known the signature carries that, whatever this computer says."""
    row, off = PreflightRow.CLOCK, abs(clock.pc - clock.now)
    details = (("pc", format_moment(clock.pc)), ("now", format_moment(clock.now)))
    if off > OFF:
        return PreflightResult(row, CheckOutcome.WARNING, "clock_off", details)
    return PreflightResult(row, CheckOutcome.PASSED, "clock_agrees", details)


def _output(folder: Finding) -> PreflightResult:
    """The signed slip is kept before it is sent; what cannot be kept is not signed."""
    row, details = PreflightRow.OUTPUT, tuple(folder.details.items())
    match folder.state:
        case State.FAILED:
            return PreflightResult(row, CheckOutcome.FAILED, f"output_{folder.reason}", details)
        case State.WARNING:
            return PreflightResult(row, CheckOutcome.WARNING, f"output_{folder.reason}", details)
        case State.GOOD:
            return PreflightResult(row, CheckOutcome.PASSED, "", details)


def _time_stamp(server: str) -> PreflightResult:
    """Without a server the time is the computer's own, which says less."""
    row = PreflightRow.TIME_STAMP
    if not server:
        return PreflightResult(row, CheckOutcome.WARNING, "time_of_this_computer")
    return PreflightResult(row, CheckOutcome.PASSED, "time_stamp_server", (("server", urlsplit(server).netloc),))


def _revocation(revocation: Revocation) -> PreflightResult:
    """What could not be asked is not known; it is never called good."""
    row = PreflightRow.REVOCATION
    match revocation.standing:
        case Standing.GOOD:
            return PreflightResult(row, CheckOutcome.PASSED, "revocation_good")
        case Standing.REVOKED:
            since = revocation.since.astimezone(VIETNAM).date().isoformat() if revocation.since else ""
            return PreflightResult(row, CheckOutcome.FAILED, "revoked", (("since", since),))
        case Standing.UNKNOWN:
            return PreflightResult(row, CheckOutcome.WARNING, "revocation_unknown")


def _signer(certificate: x509.Certificate, form: RenewalForm) -> PreflightResult:
    subject = about.subject_name(certificate)
    details = (("subject", subject), ("head", form.unit.head_name))
    named = _folded(form.unit.head_name)
    # A unit's own certificate bears the unit's name, not the head's.
    if named and (named in _folded(subject) or _folded(subject) == _folded(form.unit.name)):
        return PreflightResult(PreflightRow.SIGNER_IS_HEAD, CheckOutcome.PASSED, "", details)
    return PreflightResult(PreflightRow.SIGNER_IS_HEAD, CheckOutcome.WARNING, "signer_is_another", details)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _chain(
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    now: datetime,
) -> PreflightResult:
    row, details = PreflightRow.CHAIN, (("issuer", about.issuer_name(certificate)),)
    if _leads_to_root(certificate, chain, trusted, now):
        return PreflightResult(row, CheckOutcome.PASSED, "chain_trusted", details)
    return PreflightResult(row, CheckOutcome.WARNING, "issuer_unknown", details)


def _leads_to_root(
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    now: datetime,
) -> bool:
    import asyncio

    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError

    moment = min(max(now, certificate.not_valid_before), certificate.not_valid_after)
    others: list[Any] = [*chain, *trusted]
    context = ValidationContext(
        trust_roots=roots(trusted), other_certs=others, allow_fetching=False, moment=moment
    )
    validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
    try:
        asyncio.run(validator.async_validate_usage(set()))  # type: ignore[no-untyped-call]
    except (PathError, ValidationError, ValueError):
        return False
    return True
