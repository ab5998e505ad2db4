"""What can be undone while a form is filled in: which changes belong together, and in which order they come back.

One step is what somebody would call one: a word, a run of erasing, a paste, a tick. It holds the form before and
after, so that only what it changed goes back, not what others changed since.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Generic, TypeVar

from qlts_desktop.core.text import replaced_range

STEPS_AT_MOST = 200
"""More are forgotten, the oldest first."""

S = TypeVar("S")


class EditKind(Enum):
    """How a value came about."""

    TYPED = auto()
    """By keys or an input method, letter by letter."""
    PUT = auto()
    """At once: pasted, ticked, chosen, taken from a list or a calendar."""
    TIDIED = auto()
    """By the program, which made uniform what was typed."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one field.

    Attributes:
        field: JSON pointer of the field that was edited; others may follow it.
        kind: How it came about.
        before: What the field said, as text.
        after: What it says now.
    """

    field: str
    kind: EditKind
    before: str = ""
    after: str = ""


class Run(Enum):
    """What a step may still grow by."""

    TYPING = auto()
    ERASING = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """What goes back at once.

    Attributes:
        field: JSON pointer of the field to go to.
        before: The form before it.
        after: The form after it.
        run: What may still join it.
        start: What the field said before it.
    """

    field: str
    before: S
    after: S
    run: Run
    start: str


@dataclass(frozen=True, slots=True)
class History(Generic[S]):
    """The steps that were done, the last one at the end, and those undone, the next one to redo first."""

    past: tuple[Step[S], ...] = ()
    future: tuple[Step[S], ...] = ()

    def recorded(self, edit: Edit, before: S, after: S) -> History[S]:
        """The history after a change.

        Tidying belongs to the step that it tidies, and takes nothing away from what can be redone.
        """
        if edit.kind is EditKind.TIDIED:
            return self._tidied(edit, before, after)
        past = self.past if not self.future else self.sealed().past
        step = Step(edit.field, before, after, Run.CLOSED, edit.before)
        if edit.kind is EditKind.TYPED:
            past, step = _joined(past, step, edit)
        return History((*past, step)[-STEPS_AT_MOST:])

    def sealed(self) -> History[S]:
        """The history once a field is left: nothing joins the last step any more."""
        if not self.past or self.past[-1].run is Run.CLOSED:
            return self
        return History((*self.past[:-1], replace(self.past[-1], run=Run.CLOSED)), self.future)

    def undone(self) -> History[S]:
        """With the last step to be redone; there must be one."""
        return History(self.past[:-1], (self.past[-1], *self.future)).sealed()

    def redone(self) -> History[S]:
        """With the next step done again; there must be one."""
        return History((*self.past, replace(self.future[0], run=Run.CLOSED)), self.future[1:])

    def _tidied(self, edit: Edit, before: S, after: S) -> History[S]:
        if not self.past or self.past[-1].field != edit.field or self.past[-1].after != before:
            return self
        last = replace(self.past[-1], after=after, run=Run.CLOSED)
        # Nothing is left of a step that tidying has taken back, a space at the end for example.
        kept = () if last.before == last.after else (last,)
        return History((*self.past[:-1], *kept), self.future)


def _joined(past: tuple[Step[S], ...], step: Step[S], edit: Edit) -> tuple[tuple[Step[S], ...], Step[S]]:
    """The steps below and the one that a typed change makes or continues."""
    removed, inserted, is_after_word = _difference(edit.before, edit.after)
    last = _open_step(past, step)
    if removed and not inserted:
        if last is not None and last.run is Run.ERASING and len(removed) == 1:
            return past[:-1], replace(last, after=step.after)
        return past, replace(step, run=Run.ERASING)
    ends_word = inserted != inserted.rstrip() and bool(inserted.strip())
    run = Run.CLOSED if ends_word else Run.TYPING
    if last is not None and last.run is Run.ERASING:
        # Keyboard programs write ``â`` as ``a``, Backspace, ``â``: a word mended while typed is one step.
        past, last = _mended(past, last, edit.before)
    starts_word = inserted[:1].isspace() and is_after_word
    if last is None or starts_word or any(char.isspace() for char in removed):
        return past, replace(step, run=run)
    return past[:-1], replace(last, after=step.after, run=run)


def _open_step(past: tuple[Step[S], ...], step: Step[S]) -> Step[S] | None:
    """The last step, when a change may join it: same field, not closed, nothing in between."""
    last = past[-1] if past else None
    fits = last is not None and last.field == step.field and last.run is not Run.CLOSED
    return last if fits and last is not None and last.after == step.before else None


def _mended(past: tuple[Step[S], ...], erasing: Step[S], text: str) -> tuple[tuple[Step[S], ...], Step[S] | None]:
    """Let erasing inside a word pass into the typing that follows it, and into the one before."""
    erased, _inserted, _after_word = _difference(erasing.start, text)
    if any(char.isspace() for char in erased):
        return past, None
    typing = _open_step(past[:-1], erasing)
    if typing is not None and typing.run is Run.TYPING:
        typing = replace(typing, after=erasing.after)
        return (*past[:-2], typing), typing
    return past, erasing


def _difference(before: str, after: str) -> tuple[str, str, bool]:
    """What was removed, what came in its place, and whether that place is right behind a letter."""
    start, end, new_end = replaced_range(before, after)
    return before[start:end], after[start:new_end], start > 0 and not before[start - 1].isspace()
