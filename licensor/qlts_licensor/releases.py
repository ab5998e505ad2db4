"""Versions of the program: the manifest that announces one, and the offline key that signs it.

The service only hands manifests out. The key is made and used on a computer that is no server, and its public half
is pinned in the program's build; so whoever takes the server over can withhold an update, and can announce none.
"""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from qlts_licensor.licences import jws, keys

_log = logging.getLogger(__name__)

UPDATE = "qlts-update+jws"
LONGEST_NOTES = 4_000
LONGEST_URL = 500
LARGEST_MANIFEST = 16_000
"""Characters of a manifest's file."""
_KEY_KIND = "qlts-release"
_VERSION = re.compile(r"(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}")
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


class ReleaseProblem(Exception):  # noqa: N818 - names what happened
    """A release cannot be announced like this; the message says why."""


class Platform(StrEnum):
    """What an installer is for."""

    LINUX = "linux"
    WINDOWS = "windows"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The release key's public half, as the client pins it."""

    kid: str
    x: str


@dataclass(frozen=True, slots=True)
class Release:
    """What is announced; the field names are the claims' names.

    Attributes:
        version: Three numbers, for example ``1.10.0``.
        minimum: The oldest version that the vendor still looks after.
        url: Where the installer is had; https.
        size: Bytes of the installer.
        sha256: Its digest, lower-case hex.
        notes: What is new, plain text.
        expires: The last day on which the announcement counts (``YYYY-MM-DD``).
    """

    platform: Platform
    version: str
    minimum: str
    url: str
    size: int
    sha256: str
    notes: str
    expires: str


def init_key(path: Path) -> str:
    """Make a release key file; returns its key id.

    Raises:
        KeyProblem: The file exists: a key is never overwritten.
    """
    return keys.make_key_file(path, _KEY_KIND)


def public_key(path: Path) -> PublicKey:
    """The public half of a release key file.

    Raises:
        KeyProblem: It cannot be used.
    """
    public = keys.private_key(path, _KEY_KIND).public_key()
    return PublicKey(jws.key_id(public), jws.base64url(jws.raw_public(public)))


def sign_release(
    key_path: Path,
    installer: Path,
    *,
    platform: Platform,
    version: str,
    minimum: str,
    url: str,
    notes: str,
    expires: date,
    today: date,
) -> str:
    """The signed manifest of a version; digest and size are the installer's own.

    Raises:
        KeyProblem: The key cannot be used.
        ReleaseProblem: Something told of the version is not as the program takes it.
        OSError: The installer cannot be read.
    """
    _check(version, minimum, url, notes, expires, today)
    with installer.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    if not size:
        raise ReleaseProblem(f"{installer} is empty")
    release = Release(platform, version, minimum, url, size, digest, notes.strip(), expires.isoformat())
    return jws.sign(keys.private_key(key_path, _KEY_KIND), UPDATE, asdict(release))


def manifest_file(platform: Platform) -> str:
    """The name under which a manifest lies in the data folder."""
    return f"client-release-{platform}.jws"


def manifest(platform: Platform) -> str | None:
    """The manifest that the vendor has put into the data folder; None where there is none that can be used."""
    path = settings.DATA_DIR / manifest_file(platform)
    if not path.is_file():
        return None
    try:
        with path.open(encoding="ascii") as file:
            text = file.read(LARGEST_MANIFEST + 1).strip()
    except (OSError, ValueError) as error:
        _log.error("%s cannot be used: %s", path, error)
        return None
    if len(text) > LARGEST_MANIFEST or not _COMPACT.fullmatch(text):
        _log.error("%s cannot be used: it is no manifest", path)
        return None
    return text


def _check(version: str, minimum: str, url: str, notes: str, expires: date, today: date) -> None:
    for said in (version, minimum):
        if not _VERSION.fullmatch(said):
            raise ReleaseProblem(f"{said} is no version; write three numbers, for example 1.10.0")
    if _numbers(minimum) > _numbers(version):
        raise ReleaseProblem(f"the minimum {minimum} is above the version {version}")
    if not _is_plain_https(url):
        raise ReleaseProblem(f"{url} is no plain https address of at most {LONGEST_URL} characters")
    if len(notes.strip()) > LONGEST_NOTES:
        raise ReleaseProblem(f"the notes have more than {LONGEST_NOTES} characters")
    if expires < today:
        raise ReleaseProblem(f"{expires} is past")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _is_plain_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
        plain = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    printable = url.isascii() and url.isprintable() and " " not in url
    return plain and "@" not in parts.netloc and printable and len(url) <= LONGEST_URL
