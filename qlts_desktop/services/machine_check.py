"""*Kiểm tra máy*: what the program needs of this computer, and what it finds.

It looks and changes nothing; whoever asks puts it into words. What may take long (network, print server, token
drivers) is looked at side by side, so that one that hangs holds up no other line.
"""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from asn1crypto import x509

from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.machine_network import (
    look_at_proxy,
    look_at_server,
    look_at_signed_time,
    look_at_time_stamps,
)
from qlts_desktop.services.machine_places import (
    look_at_folders,
    look_at_fonts,
    look_at_updates,
    look_at_versions,
    look_at_zone,
)
from qlts_desktop.services.machine_port import Area, Finding, State
from qlts_desktop.services.machine_printers import look_at_printers
from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.tokens import ModuleReport, look_for_tokens
from qlts_desktop.services.signing_port import IdentityProblem
from qlts_desktop.services.time_check import TimeCheck

_log = logging.getLogger(__name__)

SOON = timedelta(days=30)
_ASK_EVERY = 0.1
"""Seconds between two questions whether the user has given up."""

Look = Callable[[], "Finding | Iterable[Finding]"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at.

    Attributes:
        folder: The data folder.
        api: The licensor; with no address while none is set.
        times: Checks the licensor's signed time.
        modules: Names PKCS#11 modules to look at besides those that are found.
        time_stamp: Gives the time-stamp server's address; empty while none is set.
        hears_of_updates: Whether a release key is pinned, so that newer versions can be announced.
    """

    folder: Path
    api: LicensorApi
    times: TimeCheck
    modules: Callable[[], tuple[Path, ...]] = tuple
    time_stamp: Callable[[], str] = str
    hears_of_updates: bool = False


def _nobody(_finding: Finding) -> None:
    """Nobody waits for single lines."""


def check_machine(
    subject: Subject,
    tell: Callable[[Finding], None] = _nobody,
    is_over: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """Look at everything. Blocks: some seconds where a network or a reader is slow.

    Args:
        subject: What is looked at.
        tell: Gets each line as soon as it is known.
        is_over: Asked now and then; once it says so, what is under way is left alone.

    Returns:
        The lines in the order of :class:`Area`.
    """
    looks: tuple[tuple[Area, Look], ...] = (
        (Area.VERSIONS, look_at_versions),
        (Area.UPDATES, lambda: look_at_updates(hears_of_updates=subject.hears_of_updates)),
        (Area.CLOCK, lambda: look_at_zone(datetime.now(UTC))),
        (Area.FOLDER, lambda: look_at_folders(subject.folder)),
        (Area.FONTS, look_at_fonts),
        (Area.PROXY, lambda: look_at_proxy(subject.api.url)),
        (Area.SERVER, lambda: look_at_server(subject.api)),
        (Area.SIGNED_TIME, lambda: look_at_signed_time(subject.api, subject.times)),
        (Area.TIME_STAMP, lambda: look_at_time_stamps(subject.time_stamp())),
        (Area.PRINTER, look_at_printers),
        (Area.MODULE, lambda: check_tokens(subject.modules())),
    )
    found: list[Finding] = []
    answers: queue.SimpleQueue[tuple[Finding, ...]] = queue.SimpleQueue()
    for area, look in looks:
        # Daemons: a driver or a network that hangs must not keep a closed program alive.
        Thread(target=lambda a=area, one=look: answers.put(_looked(a, one)), daemon=True).start()
    waiting = len(looks)
    while waiting and not is_over():
        try:
            lines = answers.get(timeout=_ASK_EVERY)
        except queue.Empty:
            continue
        waiting -= 1
        found += lines
        for line in lines:
            tell(line)
    return in_order(found)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By area; within one as they came. A token stays with its driver, and a certificate with its token."""
    places = {area: place for place, area in enumerate(Area)}
    devices = {Area.TOKEN, Area.CERTIFICATE}
    return tuple(sorted(findings, key=lambda one: places[Area.MODULE if one.area in devices else one.area]))


def check_tokens(modules: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """Drivers, what is plugged in, and the certificates. Blocks for up to ten seconds.

    Args:
        modules: PKCS#11 modules to look at besides those that are found.
    """
    return tuple(_tokens(look_for_tokens(modules), datetime.now(UTC)))


def _looked(area: Area, look: Look) -> tuple[Finding, ...]:
    try:
        found = look()
    except Exception:
        _log.exception("%s cannot be looked at", area)
        return (Finding(area, State.WARNING, "not_known", {}),)
    return (found,) if isinstance(found, Finding) else tuple(found)


def _tokens(reports: tuple[ModuleReport, ...], now: datetime) -> list[Finding]:
    found: list[Finding] = []
    for report in reports:
        reason = report.fault or "answered"
        details = {"path": str(report.path), "error": report.technical}
        found.append(Finding(Area.MODULE, State.FAILED if report.fault else State.GOOD, reason, details))
        for token in report.tokens:
            named = {"label": token.label, "serial": token.serial, "model": token.model}
            reason, state = "ready", State.GOOD
            if token.pin_locked:
                reason, state = "pin_locked", State.FAILED
            elif token.pin_final_try:
                reason, state = "pin_final_try", State.WARNING
            elif token.pin_count_low:
                reason, state = "pin_count_low", State.WARNING
            found.append(Finding(Area.TOKEN, state, reason, named))
            found += [_certificate(one.content, now) for one in token.certificates]
    if not reports:
        found.append(Finding(Area.MODULE, State.WARNING, "none", {}))
    elif not any(report.tokens for report in reports):
        found.append(Finding(Area.TOKEN, State.WARNING, "none", {}))
    return found


def _certificate(content: bytes, now: datetime) -> Finding:
    try:
        certificate = x509.Certificate.load(content, strict=True)
        details = {
            "subject": about.subject_name(certificate),
            "issuer": about.issuer_name(certificate),
            "tax_code": about.tax_code(certificate),
            "ends": certificate.not_valid_after.date().isoformat(),
            "days": str((certificate.not_valid_after - now).days),
        }
        problem = about.problem_of(certificate, now)
    except (ValueError, TypeError, KeyError):
        return Finding(Area.CERTIFICATE, State.FAILED, "damaged", {})
    if problem is not None:
        state = State.WARNING if problem is IdentityProblem.NOT_FOR_SIGNING else State.FAILED
        return Finding(Area.CERTIFICATE, state, problem.value, details)
    if certificate.not_valid_after - now <= SOON:
        return Finding(Area.CERTIFICATE, State.WARNING, "ends_soon", details)
    return Finding(Area.CERTIFICATE, State.GOOD, "usable", details)


def needs_doing(findings: Iterable[Finding]) -> bool:
    """Whether something has to be put right."""
    return any(finding.state is State.FAILED for finding in findings)
