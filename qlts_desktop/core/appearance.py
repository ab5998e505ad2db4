"""How the program looks on this computer, which the first window needs to know before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The interface's language."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class Theme(StrEnum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SCALES = (100, 110, 125, 150, 175, 200)
"""Percent, on top of the system's own scale."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What is chosen.

    Attributes:
        scale: Percent, one of :data:`SCALES`.
    """

    language: Language = Language.VIETNAMESE
    theme: Theme = Theme.SYSTEM
    scale: int = 100

    def needs_restart(self, other: Appearance) -> bool:
        """Whether another choice shows only after the program has been started again."""
        return (self.language, self.scale) != (other.language, other.scale)


USUAL_APPEARANCE = Appearance()
