"""What there is to sign with: tokens that are plugged in, certificate files that are known."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.signing.known_files import KnownFiles
from qlts_desktop.services.signing_port import DriverReport, FoundIdentities, Identity, KnownFile

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

    from qlts_desktop.services.signing.token_key import TokenPlace
    from qlts_desktop.services.signing.tokens import ModuleReport, TokenWatch

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """A certificate that has been shown; ``place`` is None for one in a file."""

    certificate: Certificate
    chain: tuple[Certificate, ...]
    place: TokenPlace | None


class IdentityFinder:
    """Finds certificates, and keeps what it has shown of them.

    Args:
        files: The certificate files that are known.
        watch: Finds tokens.
        now: The moment, aware.

    Attributes:
        seen: What has been shown, by its identity's id.
    """

    def __init__(self, files: KnownFiles, watch: TokenWatch, now: Callable[[], datetime]) -> None:
        self._files = files
        self._watch = watch
        self._now = now
        self.seen: dict[str, Seen] = {}

    def look(self, report: Callable[[FoundIdentities], None], *, anew: bool) -> FoundIdentities:
        """What there is to sign with now."""
        if anew:
            self._watch.forget()
        files = self._known_files()

        def found(reports: tuple[ModuleReport, ...]) -> FoundIdentities:
            from qlts_desktop.services.signing.token_identities import empty_tokens, identities_on

            on_tokens = identities_on(reports, self._now())
            for one in on_tokens:
                self.seen[one.identity.identity_id] = Seen(one.certificate, one.chain, one.place)
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
        self.seen[identity_id] = Seen(certificate, key.chain, None)
        return about.identity_of(certificate, identity_id, self._now(), source=str(path))

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
