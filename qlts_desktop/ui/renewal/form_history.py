"""Undo and redo of the whole form: the steps, and the way back through them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qlts_desktop.core.draft_comparison import merged_form
from qlts_desktop.core.form_history import Edit, History, Step
from qlts_desktop.core.renewal import Aside, TypedForm


class FormHistory(QObject):
    """An ``UndoHistory`` of everything that is typed into the form.

    Signals:
        aboutToChange: A step of this field (JSON pointer) is about to be undone or redone: go there.
    """

    aboutToChange = Signal(str)

    def __init__(
        self, current: Callable[[], TypedForm], restore: Callable[[TypedForm], None], parent: QObject
    ) -> None:
        """Begin with nothing to undo.

        Args:
            current: What is typed now.
            restore: Takes what is to be typed instead.
            parent: The owner.
        """
        super().__init__(parent)
        self._current = current
        self._restore = restore
        self._steps: History[TypedForm] = History()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._steps.past)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone last."""
        return bool(self._steps.future)

    def record(self, edit: Edit, before: TypedForm) -> None:
        """Note a change that was just made."""
        self._steps = self._steps.recorded(edit, before, self._current())

    def seal(self) -> None:
        """A field is left: what comes next is a step of its own."""
        self._steps = self._steps.sealed()

    def clear(self) -> None:
        """Forget everything: another draft is shown."""
        self._steps = History()

    def undo(self) -> None:
        """Take the last step back; what others have changed since stays."""
        self._go(lambda steps: steps.past[-1:], History.undone, lambda step: (step.before, step.after))

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._go(lambda steps: steps.future[:1], History.redone, lambda step: (step.after, step.before))

    def _go(
        self,
        coming: Callable[[History[TypedForm]], tuple[Step[TypedForm], ...]],
        moved: Callable[[History[TypedForm]], History[TypedForm]],
        way: Callable[[Step[TypedForm]], tuple[TypedForm, TypedForm]],
    ) -> None:
        for step in coming(self._steps):
            self.aboutToChange.emit(step.field)
        # Looked up again: going there may have tidied the field that was left, and its step with it.
        for step in coming(self._steps):
            self._steps = moved(self._steps)
            wanted, left = way(step)
            self._restore(_changed_back(wanted, left, self._current()))


def _changed_back(wanted: TypedForm, left: TypedForm, now: TypedForm) -> TypedForm:
    """``now``, but all that differs between ``left`` and ``wanted`` as it is wanted."""
    return TypedForm(merged_form(wanted.form, left.form, now.form), _aside(wanted.aside, left.aside, now.aside))


def _aside(wanted: Aside, left: Aside, now: Aside) -> Aside:
    aside = now if wanted.invoice == left.invoice else replace(now, invoice=wanted.invoice)
    for pointer, _text in (*wanted.unreadable, *left.unreadable):
        if wanted.text_of(pointer) != left.text_of(pointer):
            aside = aside.with_text(pointer, wanted.text_of(pointer))
    return aside
