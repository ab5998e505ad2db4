"""A newer version of this program: which of two is newer, what its announcement may say, and whether a file is it.

Nothing here ever stops a user: a version that the vendor no longer looks after is told of, and goes on working.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

_VERSION = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
LONGEST_NOTES = 4_000
LONGEST_URL = 500
LARGEST_INSTALLER = 4 << 30
"""Bytes; more than this is no installer of this program."""

Version = tuple[int, int, int]


class Platform(StrEnum):
    """What an installer is for."""

    LINUX = "linux"
    WINDOWS = "windows"


@dataclass(frozen=True, slots=True)
class Release:
    """A version that the vendor has announced.

    Attributes:
        version: Three numbers, for example ``1.10.0``.
        minimum: The oldest version that the vendor still looks after.
        url: Where the installer is had.
        size: Bytes of the installer.
        sha256: Its digest, lower-case hex.
        notes: What is new. Plain text.
        expires: The last day on which the announcement counts.
    """

    platform: str
    version: str
    minimum: str
    url: str
    size: int
    sha256: str
    notes: str
    expires: date


class ReleaseProblem(StrEnum):
    """Why an announcement is not believed."""

    NOT_SIGNED = "not_signed"
    OTHER_TYPE = "other_type"
    NOT_UNDERSTOOD = "not_understood"
    OTHER_PLATFORM = "other_platform"
    VERSION_UNREADABLE = "version_unreadable"
    ADDRESS_WRONG = "address_wrong"
    SIZE_OR_DIGEST_WRONG = "size_or_digest_wrong"
    NOTES_TOO_LONG = "notes_too_long"
    EXPIRED = "expired"
    OLDER_THAN_SEEN = "older_than_seen"


class UpdateStanding(StrEnum):
    """How the version in use stands to the one announced."""

    CURRENT = "current"
    NEWER = "newer"
    TOO_OLD = "too_old"
    """Newer, and the one in use is below the minimum."""


class FileMatch(StrEnum):
    """Whether a downloaded file is the installer that was announced."""

    SAME = "same"
    EMPTY = "empty"
    SHORTER = "shorter"
    """Half downloaded."""
    LONGER = "longer"
    ALTERED = "altered"
    """As long, but not the same."""


def version_numbers(text: str) -> Version:
    """A version to compare by: ``1.10.0`` is above ``1.9.2``.

    Raises:
        ValueError: It is not three plain numbers; a version before its release (``1.0.0-rc1``) is none.
    """
    if not _VERSION.fullmatch(text):
        raise ValueError(f"no version: {text[:40]!r}")
    major, minor, patch = text.split(".")
    return int(major), int(minor), int(patch)


def release_problem(release: Release, platform: str, today: date, seen: str) -> ReleaseProblem | None:
    """Why a signed announcement is not to be believed; None where it is.

    Args:
        release: What it says.
        platform: Of this program.
        today: The trusted day.
        seen: The highest version announced before; empty where none was. An older announcement played back must
            not hide a newer one.
    """
    try:
        version, minimum = version_numbers(release.version), version_numbers(release.minimum)
    except ValueError:
        return ReleaseProblem.VERSION_UNREADABLE
    checks = (
        (release.platform == platform, ReleaseProblem.OTHER_PLATFORM),
        (minimum <= version, ReleaseProblem.VERSION_UNREADABLE),
        (is_plain_https(release.url), ReleaseProblem.ADDRESS_WRONG),
        (0 < release.size <= LARGEST_INSTALLER, ReleaseProblem.SIZE_OR_DIGEST_WRONG),
        (bool(_DIGEST.fullmatch(release.sha256)), ReleaseProblem.SIZE_OR_DIGEST_WRONG),
        (len(release.notes) <= LONGEST_NOTES, ReleaseProblem.NOTES_TOO_LONG),
        (today <= release.expires, ReleaseProblem.EXPIRED),
        (not seen or version >= version_numbers(seen), ReleaseProblem.OLDER_THAN_SEEN),
    )
    return next((problem for holds, problem in checks if not holds), None)


def standing(release: Release, own: str) -> UpdateStanding:
    """How the version in use stands to a believed announcement.

    Raises:
        ValueError: The version in use is none.
    """
    used = version_numbers(own)
    if version_numbers(release.version) <= used:
        return UpdateStanding.CURRENT
    return UpdateStanding.TOO_OLD if used < version_numbers(release.minimum) else UpdateStanding.NEWER


def file_match(release: Release, size: int, sha256: str) -> FileMatch:
    """Whether a file of a size and digest is the installer."""
    if not size:
        return FileMatch.EMPTY
    if size != release.size:
        return FileMatch.SHORTER if size < release.size else FileMatch.LONGER
    return FileMatch.SAME if sha256 == release.sha256 else FileMatch.ALTERED


def is_plain_https(url: str) -> bool:
    """Whether an address is https, leads to a host, and holds no name, password, space or odd letter."""
    try:
        parts = urlsplit(url)
        leads = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url and len(url) <= LONGEST_URL
    return leads and plain and "@" not in parts.netloc


def notice_key(release: Release) -> str:
    """The name under which it is kept that a version was put off: the next one is new."""
    return f"update:{release.version}"
