"""Whether a signing certificate was revoked: its issuer is asked by OCSP, or its revocation list is read.

Three-valued, and never in the way for long: an issuer that does not answer leaves the question open, for staff to
see.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from threading import Thread

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import RevokedError
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

REQUEST_SECONDS = 3
"""For one question to one address."""
WHOLE_SECONDS = 6.0
"""For all questions about a certificate: the client waits for its receipt meanwhile."""

# The library tells each question without an answer as a traceback; the outcome says it in a word.
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


class Standing(StrEnum):
    """What is known of a certificate's revocation."""

    GOOD = "good"
    REVOKED = "revoked"
    NOT_DETERMINED = "not_determined"


def standing_of(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
    whole_seconds: float = WHOLE_SECONDS,
) -> Standing:
    """Ask the issuer of a certificate. Blocks for ``whole_seconds`` at most.

    Args:
        certificate: Whose chain is trusted already: the addresses in it are asked.
        others: The certificates that came with it.
        roots: Trusted root certificates.
        at: The moment, aware.
        whole_seconds: How long all questions may take.
    """
    if not (certificate.ocsp_urls or certificate.crl_distribution_points):
        return Standing.NOT_DETERMINED
    answers: list[Standing] = []
    thread = Thread(target=lambda: answers.append(_asked(certificate, others, roots, at)), daemon=True)
    thread.start()
    thread.join(whole_seconds)
    return answers[0] if answers else Standing.NOT_DETERMINED


def _asked(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> Standing:
    rules = RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
    )
    context = ValidationContext(
        trust_roots=list(roots),
        other_certs=list(others),
        allow_fetching=True,
        revinfo_policy=CertRevTrustPolicy(rules),
        moment=at,
        fetcher_backend=RequestsFetcherBackend(per_request_timeout=REQUEST_SECONDS),
    )
    validator = CertificateValidator(certificate, intermediate_certs=list(others), validation_context=context)
    try:
        asyncio.run(validator.async_validate_usage(set()))  # type: ignore[no-untyped-call]
    except RevokedError:
        return Standing.REVOKED
    except Exception:
        # Answers that are none, chains that end nowhere, networks that are away: each leaves it open.
        return Standing.NOT_DETERMINED
    return Standing.GOOD
