"""Whether a certificate was revoked: asked of its issuer by OCSP, or looked up in its revocation list.

Three-valued: an issuer that does not answer, or whose answer nobody vouches for, leaves the question open.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock, Thread
from typing import Any

from asn1crypto import x509

from qlts_desktop.services.signing.trust import roots
from qlts_desktop.services.signing_port import Standing

REQUEST_SECONDS = 5
"""For one question to one address."""
WHOLE_SECONDS = 12.0
"""For all questions about a certificate."""
GOOD_FOR = timedelta(minutes=10)
"""An answer is not asked for again within this time; that nobody answered, within a tenth of it."""


@dataclass(frozen=True, slots=True)
class Revocation:
    """What was learnt.

    Attributes:
        standing: What is known.
        since: With ``REVOKED``: from when on.
        technical: With ``UNKNOWN``: why, in the libraries' words.
    """

    standing: Standing
    since: datetime | None = None
    technical: str = ""


class RevocationCheck:
    """Asks, and remembers the answers for a while. Methods may be called from any thread.

    Args:
        now: The moment, aware.
        request_seconds: For one question.
        whole_seconds: For all about a certificate.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        request_seconds: float = REQUEST_SECONDS,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._now = now
        self._request_seconds = request_seconds
        self._whole_seconds = whole_seconds
        self._lock = Lock()
        self._known: dict[bytes, tuple[datetime, Revocation]] = {}

    def remembered(self, certificate: x509.Certificate) -> Revocation:
        """What was learnt last, however long ago; nobody is asked."""
        with self._lock:
            _asked_at, known = self._known.get(bytes(certificate.sha256), (None, Revocation(Standing.UNKNOWN)))
        return known

    def of(
        self, certificate: x509.Certificate, chain: Sequence[x509.Certificate], trusted: Sequence[x509.Certificate]
    ) -> Revocation:
        """What is known of a certificate now. Blocks while its issuer is asked.

        Args:
            certificate: Whose.
            chain: The certificates that came with it.
            trusted: The authorities that are trusted, with what they have issued.
        """
        key, now = bytes(certificate.sha256), self._now()
        with self._lock:
            asked_at, known = self._known.get(key, (None, None))
        if known is not None and asked_at is not None:
            keeps = GOOD_FOR if known.standing is not Standing.UNKNOWN else GOOD_FOR / 10
            if timedelta() <= now - asked_at < keeps:
                return known
        found = self._in_time(lambda: self._asked(certificate, [*chain, *trusted], roots(trusted), now))
        with self._lock:
            self._known[key] = (now, found)
        return found

    def _in_time(self, ask: Callable[[], Revocation]) -> Revocation:
        """An answer, or that none came. A question to a dead address ends by itself, unheard."""
        answers: list[Revocation] = []
        thread = Thread(target=lambda: answers.append(ask()), daemon=True)
        thread.start()
        thread.join(self._whole_seconds)
        return answers[0] if answers else Revocation(Standing.UNKNOWN, technical="no answer in time")

    def _asked(
        self, certificate: x509.Certificate, others: list[Any], anchors: list[x509.Certificate], now: datetime
    ) -> Revocation:
        from pyhanko_certvalidator.errors import RevokedError

        # The library tells each question without an answer as a traceback; the outcome says it in a word.
        logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
        try:
            asyncio.run(self._validate(certificate, others, anchors, now))
        except RevokedError as error:
            return Revocation(Standing.REVOKED, since=error.revocation_dt)
        except Exception as error:
            # Answers that are none, chains that end nowhere, networks that are away: each leaves it open.
            return Revocation(Standing.UNKNOWN, technical=f"{type(error).__name__}: {error}"[:300])
        return Revocation(Standing.GOOD)

    async def _validate(
        self, certificate: x509.Certificate, others: list[Any], anchors: list[x509.Certificate], now: datetime
    ) -> None:
        from pyhanko_certvalidator import CertificateValidator

        context = asking_context(anchors, others, now, self._request_seconds)
        validator = CertificateValidator(certificate, intermediate_certs=others, validation_context=context)
        await validator.async_validate_usage(set())  # type: ignore[no-untyped-call]


def asking_context(
    anchors: Sequence[x509.Certificate],
    others: Sequence[Any],
    now: datetime,
    request_seconds: float = REQUEST_SECONDS,
) -> Any:
    """A ``ValidationContext`` that asks issuers, and calls no certificate good of which nobody tells anything.

    Args:
        anchors: Trusted root certificates.
        others: Certificates that may lead to them.
        now: The moment, aware.
        request_seconds: For one question.
    """
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

    return ValidationContext(
        trust_roots=list(anchors),
        other_certs=list(others),
        allow_fetching=True,
        revinfo_policy=told_policy(),
        moment=now,
        fetcher_backend=RequestsFetcherBackend(per_request_timeout=request_seconds),
    )


def told_policy(*, retroactive: bool = False) -> Any:
    """A signer's certificate must be told of; authorities where they name somebody to ask.

    Args:
        retroactive: What is told later counts for a moment before it.
    """
    from pyhanko_certvalidator.policy_decl import (
        CertRevTrustPolicy,
        RevocationCheckingPolicy,
        RevocationCheckingRule,
    )

    rules = RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
    )
    return CertRevTrustPolicy(rules, retroactive_revinfo=retroactive)
