"""What was typed while this machine cannot keep it: in memory, for as long as the program runs.

A new price and a colleague's newer version are joined with what is typed here. Without the local store that has to
come from somewhere, or fields that rest would silently go back to what the licensor holds.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime

from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_drafts import KeptDraft


class UnkeptDrafts:
    """Drafts that the local store could not take; used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drafts: dict[tuple[Owner, str], KeptDraft] = {}

    def get(self, owner: Owner, order_no: str) -> KeptDraft | None:
        """What is held of a draft; None where the store has it."""
        with self._lock:
            return self._drafts.get((owner, order_no))

    def put(self, owner: Owner, order_no: str, draft: KeptDraft) -> None:
        """Hold a draft that could not be kept."""
        with self._lock:
            self._drafts[owner, order_no] = draft

    def put_typed(self, owner: Owner, order_no: str, typed: str, at: datetime, aside: str | None = None) -> None:
        """Hold what was typed; what the licensor holds stays as it was known."""
        with self._lock:
            held = self._drafts.get((owner, order_no))
            self._drafts[owner, order_no] = KeptDraft(typed, None if held is None else held.base, at, aside)

    def note_base(self, owner: Owner, order_no: str, base: str) -> None:
        """Note what the licensor holds by now, where a draft is held."""
        with self._lock:
            held = self._drafts.get((owner, order_no))
            if held is not None:
                self._drafts[owner, order_no] = replace(held, base=base)

    def drop(self, owner: Owner, order_no: str) -> None:
        """The store has the draft."""
        with self._lock:
            self._drafts.pop((owner, order_no), None)
