"""How safe the typed content of a draft is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qlts_desktop.core.errors import OperationError


class DraftState(StrEnum):
    """How safe the typed content is."""

    UNTOUCHED = "untouched"
    KEPT = "kept"
    """On this machine; about to be sent."""
    SAVED = "saved"
    """On this machine and at the licensor."""
    LOCAL_ONLY = "local_only"
    """On this machine; the licensor could not be reached."""
    NOT_KEPT = "not_kept"
    """This machine could not store it; ``error`` says why."""
    CONFLICT = "conflict"
    """Somebody else has saved a newer version at the licensor; this one is kept on this machine, unless ``at`` is
    None."""


@dataclass(frozen=True, slots=True)
class DraftStatus:
    """What the status line says."""

    state: DraftState
    at: datetime | None = None
    error: OperationError | None = None
