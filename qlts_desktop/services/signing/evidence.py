"""What a signed file itself brings to be judged by: times, stamps, and what issuers said of its certificates."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509

from qlts_desktop.core.dates import VIETNAM
from qlts_desktop.services.signing.revocation import told_policy
from qlts_desktop.services.signing.trust import roots, with_system_roots
from qlts_desktop.services.signing_port import Standing


@dataclass(frozen=True)
class Evidence:
    """Of one signature; nobody outside is asked.

    Attributes:
        claimed: When the signer says that it was; None when nothing is said. Aware.
        stamped: When the time stamp says; None without one. It is yet to be seen whether it can be trusted.
        trusted: The authorities that are trusted, with what they have issued.
        others: The certificates in the signature.
        store: The file's document security store; None without one.
    """

    claimed: datetime | None
    stamped: datetime | None
    trusted: Sequence[x509.Certificate]
    others: Sequence[x509.Certificate]
    store: Any

    @classmethod
    def of(cls, signature: Any, trusted: Sequence[x509.Certificate]) -> Evidence:
        """Read it.

        Args:
            signature: An ``EmbeddedPdfSignature`` of pyHanko.
            trusted: The authorities that are trusted, with what they have issued.
        """
        from pyhanko.sign.validation.dss import DocumentSecurityStore
        from pyhanko.sign.validation.errors import NoDSSFoundError

        try:
            store = DocumentSecurityStore.read_dss(signature.reader)
        except NoDSSFoundError:
            store = None
        claimed = signature.self_reported_timestamp
        if claimed and not claimed.tzinfo:
            # A PDF date may leave its offset out; slips are signed in Vietnam.
            claimed = claimed.replace(tzinfo=VIETNAM)
        others = list(signature.other_embedded_certs)
        known = with_system_roots(trusted, [signature.signer_cert, *others])
        return cls(claimed, _stamped(signature), known, others, store)

    @property
    def moment(self) -> datetime | None:
        """When certificates have to be valid."""
        return self.stamped or self.claimed

    def context(self) -> Any:
        """A ``ValidationContext`` that takes a certificate of which nothing is said as it is."""
        return self._context(revocation_mode="soft-fail", retroactive_revinfo=True)

    def standing_of(self, certificate: x509.Certificate) -> Standing:
        """What the file says of a certificate whose revocation was not found in it."""
        from pyhanko_certvalidator import CertificateValidator

        if self.store is None:
            return Standing.UNKNOWN
        context = self._context(revinfo_policy=told_policy(retroactive=True))
        validator = CertificateValidator(
            certificate, intermediate_certs=list(self.others), validation_context=context
        )
        try:
            asyncio.run(validator.async_validate_usage(set()))  # type: ignore[no-untyped-call]
        except Exception:
            # Whatever is missing or does not fit leaves the question open.
            return Standing.UNKNOWN
        return Standing.GOOD

    def _context(self, **arguments: Any) -> Any:
        from pyhanko_certvalidator import ValidationContext

        arguments |= {
            "trust_roots": roots(self.trusted),
            "other_certs": list(self.trusted),
            "allow_fetching": False,
            "moment": self.moment,
            "best_signature_time": self.moment,
        }
        if self.store is None:
            return ValidationContext(**arguments)
        return self.store.as_validation_context(arguments)


def _stamped(signature: Any) -> datetime | None:
    from pyhanko.sign.general import find_cms_attribute_iter

    for token in find_cms_attribute_iter(signature.signer_info["unsigned_attrs"], "signature_time_stamp_token"):
        moment: datetime = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
        return moment
    return None
