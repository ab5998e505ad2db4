"""The words of *Cài đặt*: what a try of the connection has found, what ``qlts.ini`` has wrong. Plain text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.machine_settings import IniFault, IniProblem
from qlts_desktop.services.settings_port import Connection, RootCheck

_SMALL_DIFFERENCE = 5
"""Minutes that nobody has to put right."""


class Tone(StrEnum):
    """How good it is; the stylesheet's ``verdict``."""

    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ConnectionText:
    """A try in words.

    Attributes:
        title: What happened.
        lines: What else there is to know or to do.
    """

    tone: Tone
    title: str
    lines: tuple[str, ...]


def connection_text(found: Connection) -> ConnectionText:
    """What a try has found."""
    way = (
        _said(QT_TRANSLATE_NOOP("messages", "Through the proxy {through}.")).format(through=found.through)
        if found.through
        else _said(QT_TRANSLATE_NOOP("messages", "Without a proxy."))
    )
    reached = _said(QT_TRANSLATE_NOOP("messages", "{server}, version {version} of the licence service.")).format(
        server=found.server, version=found.version
    )
    lines = (f"{reached} {way}", _clock(found.clock_minutes))
    match found.root:
        case RootCheck.DIFFERS:
            return ConnectionText(
                Tone.ERROR,
                _said(QT_TRANSLATE_NOOP("messages", "This is another vendor's server")),
                (
                    reached,
                    _said(
                        QT_TRANSLATE_NOOP(
                            "messages",
                            "Its root key is not the one that this program was made for, so that none of its"
                            " licences would be accepted. Check the address, or ask the vendor for it.",
                        )
                    ),
                ),
            )
        case RootCheck.NOT_PINNED:
            missing = _said(
                QT_TRANSLATE_NOOP(
                    "messages",
                    "This program carries no vendor's root key, so that no licence can be verified. Install the"
                    " program from the vendor's own installer.",
                )
            )
            title = _said(QT_TRANSLATE_NOOP("messages", "The server answers, but cannot be verified"))
            return ConnectionText(Tone.WARNING, title, (*lines, missing))
        case RootCheck.AGREES:
            is_good = found.clock_minutes is not None and abs(found.clock_minutes) <= _SMALL_DIFFERENCE
            title = _said(QT_TRANSLATE_NOOP("messages", "The vendor's server answers"))
            return ConnectionText(Tone.SUCCESS if is_good else Tone.WARNING, title, lines)


def _clock(minutes: int | None) -> str:
    if minutes is None:
        return _said(
            QT_TRANSLATE_NOOP(
                "messages", "This computer's clock could not be compared with the server's signed time."
            )
        )
    if abs(minutes) <= _SMALL_DIFFERENCE:
        return _said(QT_TRANSLATE_NOOP("messages", "This computer's clock agrees with the server's signed time."))
    if minutes > 0:
        source = QT_TRANSLATE_NOOP("messages", "This computer's clock is {minutes} minutes fast: set it right.")
    else:
        source = QT_TRANSLATE_NOOP("messages", "This computer's clock is {minutes} minutes slow: set it right.")
    return _said(source).format(minutes=abs(minutes))


_FAULTS: dict[IniFault, str] = {
    IniFault.NOT_TEXT: QT_TRANSLATE_NOOP("messages", "{path}: the file is not saved as UTF-8 text"),
    IniFault.NOT_READABLE: QT_TRANSLATE_NOOP("messages", "{path}: the file cannot be read"),
    IniFault.NO_SECTION: QT_TRANSLATE_NOOP(
        "messages", "{path}, line {line}: “{text}” stands before any heading such as [server]"
    ),
    IniFault.NOT_A_SETTING: QT_TRANSLATE_NOOP(
        "messages", "{path}, line {line}: “{text}” is neither a heading nor “name = value”"
    ),
    IniFault.UNKNOWN_SECTION: QT_TRANSLATE_NOOP("messages", "{path}, line {line}: there is no heading “{text}”"),
    IniFault.UNKNOWN_KEY: QT_TRANSLATE_NOOP("messages", "{path}, line {line}: there is no setting “{text}”"),
    IniFault.TWICE: QT_TRANSLATE_NOOP("messages", "{path}, line {line}: “{text}” is set a second time"),
    IniFault.WRONG_VALUE: QT_TRANSLATE_NOOP("messages", "{path}, line {line}: the value of “{text}” is not known"),
}


def ini_problems_text(problems: tuple[IniProblem, ...]) -> str:
    """What was left out of the administrator's settings, one line each, and what holds."""
    lines = (
        _said(_FAULTS[problem.fault]).format(path=problem.path, line=problem.line, text=problem.text)
        for problem in problems
    )
    holds = _said(
        QT_TRANSLATE_NOOP(
            "messages",
            "The other settings of the administrator hold. Whoever looks after this computer can mend it.",
        )
    )
    return "\n".join((*lines, holds))


def _said(source: str) -> str:
    return QCoreApplication.translate("messages", source)
