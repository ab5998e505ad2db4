"""``qlts.ini``: what an administrator sets for a machine, and what wins where several set the same.

The text is read here, the files by ``services/machine_settings.py``. A line that cannot be used is left out and
named; the others hold, so that a slip of the pen stops nobody's work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class SettingKey(StrEnum):
    """What may be set; in the file ``section.key`` stands as ``[section]`` and ``key = value``."""

    SERVER = "server.address"
    PROXY_MODE = "proxy.mode"
    PROXY_ADDRESS = "proxy.address"
    TRUST_FOLDER = "signing.trust_folder"
    TIME_STAMP_SERVER = "signing.time_stamp_server"
    PROGRAM = "program.open"
    """The asset software: a program's file, or an address that the browser opens."""


class ProxyMode(StrEnum):
    """How the program finds its way out of the unit's network."""

    SYSTEM = "system"
    MANUAL = "manual"
    NONE = "none"


class IniFault(StrEnum):
    """Why a line of the file is left out."""

    NOT_TEXT = "not_text"
    """The whole file: it is not UTF-8."""
    NOT_READABLE = "not_readable"
    """The whole file: the system does not give it out."""
    NO_SECTION = "no_section"
    NOT_A_SETTING = "not_a_setting"
    """Neither a section nor ``key = value``."""
    UNKNOWN_SECTION = "unknown_section"
    UNKNOWN_KEY = "unknown_key"
    TWICE = "twice"
    WRONG_VALUE = "wrong_value"


@dataclass(frozen=True, slots=True)
class IniProblem:
    """A line that is left out.

    Attributes:
        path: The file.
        line: Its number from 1; 0: the whole file.
        text: What stands there, without the value: that may be a secret in the wrong place.
    """

    path: str
    line: int
    fault: IniFault
    text: str = ""


@dataclass(frozen=True, slots=True)
class MachineFile:
    """What one file sets.

    Attributes:
        values: By key; an empty value is none.
        locked: What users may not change.
    """

    values: Mapping[SettingKey, str]
    locked: frozenset[SettingKey]
    problems: tuple[IniProblem, ...] = ()


NO_FILE = MachineFile({}, frozenset())

_LOCKED = "locked"
_LOCKED_KEYS = "keys"
_SECTIONS = frozenset(key.value.partition(".")[0] for key in SettingKey) | {_LOCKED}
LARGEST = 100_000
"""Characters that are read; a real file has some hundred."""


def parse_ini(
    text: str, path: str, fits: Callable[[SettingKey, str], bool] = lambda _key, _value: True
) -> MachineFile:
    """Read the file's text.

    Args:
        text: All of it; a byte-order mark before it is taken off.
        path: Where it stands, for the problems.
        fits: Whether a value can be used for a key; an address, for example, is looked at elsewhere.
    """
    values: dict[SettingKey, str] = {}
    locked: set[SettingKey] = set()
    problems: list[IniProblem] = []
    section: str | None = None
    seen: set[str] = set()
    for number, line in enumerate(text[:LARGEST].removeprefix("\ufeff").splitlines(), 1):
        bare = line.strip()
        if not bare or bare[0] in "#;":
            continue
        fault, named = None, bare
        if bare.startswith("[") and bare.endswith("]"):
            section = bare[1:-1].strip().lower()
            fault = None if section in _SECTIONS else IniFault.UNKNOWN_SECTION
        elif "=" not in bare or bare.startswith(("=", "[")):
            fault, named = IniFault.NOT_A_SETTING, bare.partition(" ")[0]
        else:
            named, value = (part.strip() for part in bare.split("=", 1))
            if section is None:
                fault = IniFault.NO_SECTION
            elif section in _SECTIONS:  # what stands under an unknown heading was named with it
                fault = _take(f"{section}.{named.lower()}", value, values, locked, seen, fits)
        if fault is not None:
            problems.append(IniProblem(path, number, fault, named[:80]))
    return MachineFile(values, frozenset(locked), tuple(problems))


def _take(
    name: str,
    value: str,
    values: dict[SettingKey, str],
    locked: set[SettingKey],
    seen: set[str],
    fits: Callable[[SettingKey, str], bool],
) -> IniFault | None:
    if name in seen:
        return IniFault.TWICE
    seen.add(name)
    if name == f"{_LOCKED}.{_LOCKED_KEYS}":
        parts = [part.strip().lower() for part in value.split(",") if part.strip()]
        found = [tuple(_named(part)) for part in parts]
        locked.update(key for keys in found for key in keys)
        return None if all(found) else IniFault.WRONG_VALUE
    if name not in SettingKey._value2member_map_:
        return IniFault.UNKNOWN_KEY
    key = SettingKey(name)
    if key is SettingKey.PROXY_MODE:
        value = value.lower()
        if value and value not in ProxyMode._value2member_map_:
            return IniFault.WRONG_VALUE
    if not value:
        return None
    if not fits(key, value):
        return IniFault.WRONG_VALUE
    values[key] = value
    return None


def _named(text: str) -> Iterator[SettingKey]:
    """The keys that a word of ``[locked]`` means: one of them, or a whole section's."""
    for key in SettingKey:
        if text in (key.value, key.value.partition(".")[0]):
            yield key


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """What holds for this machine before any user has said anything.

    Attributes:
        values: By key.
        locked: What users may not change.
        problems: Lines that were left out, of all files.
    """

    values: Mapping[SettingKey, str]
    locked: frozenset[SettingKey] = frozenset()
    problems: tuple[IniProblem, ...] = ()

    def value(self, key: SettingKey, own: str | None) -> str:
        """What counts for a key.

        Args:
            key: What is asked for.
            own: What the user has set; None: nothing. An empty text is a choice too, for example of no server
                for time stamps.
        """
        if own is None or key in self.locked:
            return self.values.get(key, "")
        return own


def merge(*files: MachineFile) -> MachineSettings:
    """Put files together: an earlier one wins; locked is what any of them locks."""
    values: dict[SettingKey, str] = {}
    for file in reversed(files):
        values.update(file.values)
    return MachineSettings(
        values,
        frozenset(key for file in files for key in file.locked),
        tuple(problem for file in files for problem in file.problems),
    )


NOTHING_SET = merge()
