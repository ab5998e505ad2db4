"""What the list of certificates shows: a row for each thing that can sign, or that says why it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.dates import format_day, vietnam_day
from qlts_desktop.services.signing_port import DriverReport, FoundIdentities, Identity, KnownFile, TokenFacts
from qlts_desktop.ui.messages.signing import (
    SOON_DAYS,
    days_left,
    driver_fault_text,
    driver_state_text,
    identity_problem_text,
    identity_state_text,
)
from qlts_desktop.ui.widgets.badge import Tone


@dataclass(frozen=True, slots=True)
class Choice:
    """A row.

    Attributes:
        key: The same as long as it is the same thing.
        subject: Whose certificate it is.
        detail: The line below.
        place: Who issued it, and on what it is.
        until: Its last day.
        state: The badge.
        tone: The badge's colour.
        reason: Why it cannot sign and what to do; empty when it can.
        identity: The certificate, where it is known.
        file: The certificate file, opened or not.
    """

    key: str
    subject: str
    detail: str
    place: str
    until: str
    state: str
    tone: Tone
    reason: str = ""
    identity: Identity | None = None
    file: Path | None = None


def choices_of(
    found: FoundIdentities, opened: Mapping[Path, Identity], refused: Mapping[Path, str], today: date
) -> tuple[Choice, ...]:
    """All rows: what can sign first, then what cannot.

    Args:
        found: What there is.
        opened: The files that have been opened.
        refused: The files that turned out to be of no use, with the reason.
        today: For how long a certificate is still good.
    """
    labels = Counter({one.token.serial: one.token.label for one in found.identities if one.token}.values())
    on_tokens = [
        _of_identity(one, today, numbered=one.token is not None and labels[one.token.label] > 1)
        for one in found.identities
    ]
    in_files = [
        _of_identity(opened[known.path], today)
        if known.path in opened and known.is_there
        else _of_file(known, refused.get(known.path, ""))
        for known in found.files
    ]
    told = [
        *map(_of_empty_token, found.empty_tokens),
        *map(_of_driver, found.drivers),
    ]
    return tuple(sorted([*on_tokens, *in_files, *told], key=lambda choice: bool(choice.reason)))


def _of_identity(identity: Identity, today: date, *, numbered: bool = False) -> Choice:
    if identity.token is not None and numbered:
        where = QCoreApplication.translate("Choices", "USB token {0}, number {1}").format(
            identity.token.label, identity.token.serial
        )
    elif identity.token is not None:
        where = QCoreApplication.translate("Choices", "USB token {0}").format(identity.token.label)
    else:
        where = QCoreApplication.translate("Choices", "File {0}").format(Path(identity.source).name)
    detail = (
        QCoreApplication.translate("Choices", "Tax code {0}").format(identity.tax_code)
        if identity.tax_code
        else QCoreApplication.translate("Choices", "No tax code")
    )
    soon = days_left(identity, today) <= SOON_DAYS
    return Choice(
        key=identity.source or identity.identity_id,
        subject=identity.subject,
        detail=detail,
        place=f"{identity.issuer}\n{where}",
        until=format_day(vietnam_day(identity.not_after)),
        state=identity_state_text(identity, today),
        tone=Tone.DANGER if identity.problem is not None else Tone.WARNING if soon else Tone.SUCCESS,
        reason="" if identity.problem is None else identity_problem_text(identity.problem),
        identity=identity,
        file=Path(identity.source) if identity.source else None,
    )


def _of_file(known: KnownFile, refused: str) -> Choice:
    translate = QCoreApplication.translate
    row = Choice(
        key=str(known.path),
        subject=known.path.name,
        detail=str(known.path.parent),
        place=translate("Choices", "Certificate file"),
        until="",
        state=translate("Choices", "Password needed"),
        tone=Tone.NEUTRAL,
        file=known.path,
    )
    if known.is_there and refused:
        return replace(row, state=translate("Choices", "Not usable"), tone=Tone.DANGER, reason=refused)
    if known.is_there:
        return row
    return replace(
        row,
        state=translate("Choices", "Not found"),
        tone=Tone.DANGER,
        reason=translate(
            "Choices", "The certificate file is no longer there. Plug in the drive it was on, or add it anew."
        ),
    )


def _of_empty_token(token: TokenFacts) -> Choice:
    translate = QCoreApplication.translate
    return Choice(
        key=f"token:{token.serial}",
        subject=token.label,
        detail=translate("Choices", "Number {0}").format(token.serial),
        place=translate("Choices", "USB token"),
        until="",
        state=translate("Choices", "Empty"),
        tone=Tone.DANGER,
        reason=translate(
            "Choices", "There is no certificate on this token. Ask its issuer for one, or use another token."
        ),
    )


def _of_driver(driver: DriverReport) -> Choice:
    return Choice(
        key=f"driver:{driver.path}",
        subject=driver.path.name,
        detail=str(driver.path.parent),
        place=QCoreApplication.translate("Choices", "Token driver"),
        until="",
        state=driver_state_text(driver.fault),
        tone=Tone.DANGER,
        reason=driver_fault_text(driver.fault),
    )
