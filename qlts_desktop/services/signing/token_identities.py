"""What is on the tokens that are plugged in, as identities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509

from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.token_key import TokenPlace
from qlts_desktop.services.signing.token_protocol import Token, TokenCertificate
from qlts_desktop.services.signing.tokens import ModuleReport
from qlts_desktop.services.signing_port import Identity, PinState, TokenFacts


@dataclass(frozen=True)
class TokenIdentity:
    """A certificate on a token, with where its key is.

    Attributes:
        identity: What is shown of it.
        certificate: The certificate.
        chain: The authorities' certificates on the same token.
        place: Where its key is.
    """

    identity: Identity
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    place: TokenPlace


def identities_on(reports: Sequence[ModuleReport], now: datetime) -> tuple[TokenIdentity, ...]:
    """All signers' certificates, each once though two drivers may show it; usable ones first."""
    found: dict[str, TokenIdentity] = {}
    for report in reports:
        for token in report.tokens:
            for one in _on_token(report, token, now):
                found.setdefault(one.identity.identity_id, one)
    return tuple(sorted(found.values(), key=lambda one: one.identity.problem is not None))


def empty_tokens(reports: Sequence[ModuleReport]) -> tuple[TokenFacts, ...]:
    """Tokens on which no driver shows a signer's certificate."""
    tokens = {token.serial: token for report in reports for token in report.tokens}
    filled = {token.serial for report in reports for token in report.tokens if _certificates(token)[0]}
    return tuple(facts(token) for serial, token in tokens.items() if serial not in filled)


def facts(token: Token) -> TokenFacts:
    """What the interface may know of a token."""
    state = PinState.FRESH
    if token.pin_locked:
        state = PinState.LOCKED
    elif token.pin_final_try:
        state = PinState.FINAL_TRY
    elif token.pin_count_low:
        state = PinState.COUNT_LOW
    return TokenFacts(
        token.label.strip() or token.model,
        token.serial,
        state,
        token.has_pin_pad,
        token.shortest_pin,
        token.longest_pin,
    )


def _on_token(report: ModuleReport, token: Token, now: datetime) -> Iterator[TokenIdentity]:
    of_signers, chain = _certificates(token)
    of_token = facts(token)
    for kept, certificate in of_signers:
        identity_id = f"{token.serial}:{certificate.sha256.hex()}"
        identity = about.identity_of(certificate, identity_id, now, token=of_token)
        yield TokenIdentity(identity, certificate, chain, TokenPlace(report.path, token, kept))


def _certificates(
    token: Token,
) -> tuple[tuple[tuple[TokenCertificate, x509.Certificate], ...], tuple[x509.Certificate, ...]]:
    """Those of signers, and those of authorities; what is no certificate is left aside."""
    of_signers: list[tuple[TokenCertificate, x509.Certificate]] = []
    of_authorities: list[x509.Certificate] = []
    for kept in token.certificates:
        certificate = about.loaded(kept.content)
        if certificate is None:
            continue
        if certificate.ca:
            of_authorities.append(certificate)
        else:
            of_signers.append((kept, certificate))
    return tuple(of_signers), tuple(of_authorities)
