"""*Kiểm tra máy*: what the program needs of this computer, and what it finds.

It looks and changes nothing; whoever asks puts it into words.
"""

from __future__ import annotations

import os
import platform
import shutil
import ssl
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from asn1crypto import x509

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.fonts import font_file
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.signing import certificate as about
from qlts_desktop.services.signing.tokens import ModuleReport, ModuleState, look_for_tokens
from qlts_desktop.services.signing_port import IdentityProblem

FONTS = ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf", "stamp.ttf")
LEAST_FREE = 200_000_000
"""Bytes: a registration with its slip and scans takes a tenth of it."""
SOON = timedelta(days=30)
VIETNAM_OFFSET = timedelta(hours=7)


class Area(StrEnum):
    """What was looked at."""

    VERSIONS = "versions"
    CLOCK = "clock"
    FOLDER = "folder"
    FONTS = "fonts"
    PROXY = "proxy"
    SERVER = "server"
    MODULE = "module"
    TOKEN = "token"  # noqa: S105 - a device, not a password
    CERTIFICATE = "certificate"


class State(StrEnum):
    """How it is: what cannot be known is never called good."""

    GOOD = "good"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line.

    Attributes:
        reason: A symbol, for example ``pin_locked``; which area's it is tells how to read it.
        details: Values for the sentence. Nothing secret.
    """

    area: Area
    state: State
    reason: str
    details: dict[str, str]


def check_machine(folder: Path, server: str, modules: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """Look at everything. Blocks: some seconds where a network or a reader is slow.

    Args:
        folder: The data folder.
        server: The licensor's address; empty while none is set.
        modules: PKCS#11 modules to look at besides those that are found.
    """
    now = datetime.now(UTC)
    return (
        _versions(),
        _clock(now),
        _folder(folder),
        *_fonts(),
        _proxy(),
        _server(server),
        *_tokens(look_for_tokens(modules), now),
    )


def _versions() -> Finding:
    details = {
        "program": version("qlts-desktop"),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "openssl": ssl.OPENSSL_VERSION,
    }
    return Finding(Area.VERSIONS, State.GOOD, "versions", details)


def _clock(now: datetime) -> Finding:
    """The time itself is compared with the licensor's at every login; the zone is what a person can see here."""
    local = now.astimezone()
    details = {"time": local.strftime("%d/%m/%Y %H:%M:%S"), "zone": local.strftime("%z")}
    if local.utcoffset() == VIETNAM_OFFSET:
        return Finding(Area.CLOCK, State.GOOD, "vietnam_time", details)
    return Finding(Area.CLOCK, State.WARNING, "other_zone", details)


def _folder(folder: Path) -> Finding:
    existing = next((one for one in (folder, *folder.parents) if one.is_dir()), Path(tempfile.gettempdir()))
    free = shutil.disk_usage(existing).free
    details = {"path": str(folder), "free_mb": str(free // 1_000_000)}
    if not os.access(existing, os.W_OK):
        return Finding(Area.FOLDER, State.FAILED, "not_writable", details)
    if free < LEAST_FREE:
        return Finding(Area.FOLDER, State.WARNING, "little_space", details)
    return Finding(Area.FOLDER, State.GOOD, "writable", details)


def _fonts() -> list[Finding]:
    missing = []
    for name in FONTS:
        try:
            font_file(name)
        except OperationError:
            missing.append(name)
    if missing:
        return [Finding(Area.FONTS, State.FAILED, "missing", {"name": name}) for name in missing]
    return [Finding(Area.FONTS, State.GOOD, "complete", {})]


def _proxy() -> Finding:
    """The system's proxies, without the names and passwords that their addresses may hold."""
    used = {scheme: urlsplit(address) for scheme, address in getproxies().items() if scheme in {"http", "https"}}
    if not used:
        return Finding(Area.PROXY, State.GOOD, "none", {})
    said = ", ".join(f"{scheme}: {address.hostname}:{address.port or ''}" for scheme, address in used.items())
    return Finding(Area.PROXY, State.GOOD, "used", {"address": said})


def _server(server: str) -> Finding:
    if not server:
        return Finding(Area.SERVER, State.WARNING, "not_set", {})
    try:
        api = LicensorApi(server)
    except OperationError as error:
        return Finding(Area.SERVER, State.FAILED, error.code.value, {"server": server})
    try:
        api.check_service()
    except OperationError as error:
        return Finding(Area.SERVER, State.FAILED, error.code.value, {"server": server})
    finally:
        api.close()
    return Finding(Area.SERVER, State.GOOD, "answers", {"server": server})


def _tokens(reports: tuple[ModuleReport, ...], now: datetime) -> list[Finding]:
    found: list[Finding] = []
    for report in reports:
        good = report.state is ModuleState.ANSWERED
        details = {"path": str(report.path), "error": report.technical}
        found.append(Finding(Area.MODULE, State.GOOD if good else State.FAILED, report.state.value, details))
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
