"""The diagnostics file for support: one ZIP with what was found, versions, settings and the log.

Nothing secret may be in it, so each part is let through by what it is, never by what it is not: named values of
the lines, named settings, and of the log the program's own records (their messages hold symbols) and the bare
places of a traceback. What an exception says may hold anything, so only its kind is kept.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from qlts_desktop.services.machine_port import Finding

LOGS = ("qlts-desktop.log", "qlts-desktop.log.1", "qlts-desktop.log.2", "qlts-desktop.log.3")
"""The log and its full predecessors."""
VERSION_DETAILS = frozenset({"program", "build", "system", "machine", "python", "qt", "pyhanko", "openssl"})
SAFE_DETAILS = VERSION_DETAILS | {
    *("time", "zone", "minutes", "path", "free_mb", "name", "address", "server", "error"),
    *("model", "issuer", "ends", "days"),
}
"""Which values of a line are written; a token's label and number and a certificate's owner are not."""
_LARGEST_LOG = 1_000_000
_RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ qlts_desktop(\.\w+)*( .*)?")
_PLACE = re.compile(r'  File "[^"\n]*", line \d+, in [\w<>.]+')
_KIND = re.compile(r"([A-Za-z_][\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Invalid|Expired))(?::.*)?")
_BEGIN = "Traceback (most recent call last):"
_HIDDEN = "[…]"
_SECRETS = (
    # who and what an address says before its host
    (re.compile(r"(?<=://)[^\s]*@"), _HIDDEN + "@"),
    # a session's token, a one-time right, and whatever is called by such a name
    (re.compile(r"(?i)\b(bearer|prepared|basic)\s+\S+"), r"\1 " + _HIDDEN),
    (
        re.compile(r"(?i)(pass\w*|secret|token|pin|mật khẩu|authorization|cookie|key)(\"?'?\s*[=:]\s*).*"),
        r"\1\2" + _HIDDEN,
    ),
    (re.compile(r"\beyJ[\w.-]+"), _HIDDEN),
    # long words in which letters and digits mix: keys, digests, tokens
    (re.compile(r"(?=[\w+/=-]{24,})(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[A-Za-z0-9_+/=-]{24,}"), _HIDDEN),
)
_ANY_HOME = re.compile(r"(?i)((?:^|(?<=[\s\"'=(]))/(?:home|users)/|\b[a-z]:[\\/]+users[\\/]+)[^\\/\r\n\"':]+")


def diagnostics(
    findings: Iterable[Finding], folder: Path, server: str, at: datetime, home: Path | None = None
) -> bytes:
    """The file.

    Args:
        findings: What *Kiểm tra máy* has found.
        folder: The data folder, which holds the log.
        server: The licensor's address, which holds no secret (``parse_server_address`` refuses one that does).
        at: When it is made.
        home: The user's folder, which is written as ``~``; default: the one of this process.

    Returns:
        A ZIP.
    """
    hidden = _Home(home or Path.home())
    lines = [_line(finding, hidden) for finding in findings]
    versions = next((line["details"] for line in lines if line["area"] == "versions"), {})
    settings = {"server": _hidden(server, hidden), "data_folder": hidden.hide(str(folder))}
    parts = {
        "findings.json": json.dumps(lines, ensure_ascii=False, indent=2),
        "versions.json": json.dumps(versions, ensure_ascii=False, indent=2),
        "settings.json": json.dumps(
            {**settings, "made_at": at.isoformat(timespec="seconds")}, ensure_ascii=False, indent=2
        ),
    }
    for name in LOGS:
        text = _log_text(folder / name)
        if text is not None:
            parts[f"logs/{name}"] = clean_log(text, hidden.path)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, at.timetuple()[:6]), content.encode("utf-8"), zipfile.ZIP_DEFLATED
            )
    return made.getvalue()


def clean_log(text: str, home: Path) -> str:
    """The lines of a log that may leave this computer.

    Args:
        text: The log.
        home: The user's folder.
    """
    hidden = _Home(home)
    kept = []
    for line in text.splitlines():
        if _PLACE.fullmatch(line):
            kept.append(hidden.hide(line))
        elif _RECORD.fullmatch(line):
            kept.append(_hidden(line, hidden))
        elif line == _BEGIN:
            kept.append(line)
        elif kind := _KIND.fullmatch(line):
            kept.append(kind[1])
    return "".join(f"{line}\n" for line in kept)


class _Home:
    """The user's folder in every way it may be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        ways = {str(path), path.as_posix(), str(path).replace("\\", "\\\\")}
        # "/" or "C:\" is nobody's, and would be found everywhere.
        found = [re.escape(way) for way in sorted(ways, key=len, reverse=True) if len(path.parts) > 1]
        self._ways = re.compile(f"(?i)(?:{'|'.join(found)})(?![^\\s/\\\\\"':,;)])") if found else None

    def hide(self, text: str) -> str:
        """The text with ``~`` in its place; no other user is named either."""
        if self._ways is not None:
            text = self._ways.sub("~", text)
        return _ANY_HOME.sub(r"\1" + _HIDDEN, text)


def _hidden(text: str, home: _Home) -> str:
    text = home.hide(text)
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def _line(finding: Finding, home: _Home) -> dict[str, object]:
    details = {
        name: home.hide(value) if name in VERSION_DETAILS or name == "path" else _hidden(value, home)
        for name, value in finding.details.items()
        if name in SAFE_DETAILS
    }
    return {
        "area": finding.area.value,
        "state": finding.state.value,
        "reason": finding.reason,
        "details": details,
    }


def _log_text(path: Path) -> str | None:
    """The end of a log file; None where there is none. A link is not followed: it could lead anywhere."""
    try:
        if path.is_symlink():
            return None
        with path.open("rb") as file:
            file.seek(0, io.SEEK_END)
            file.seek(max(0, file.tell() - _LARGEST_LOG))
            return file.read(_LARGEST_LOG).decode("utf-8", "replace")
    except OSError:
        return None
