"""Which changes make one step, and that every step comes back exactly."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.form_history import STEPS_AT_MOST, Edit, EditKind, History

TYPED, PUT, TIDIED = EditKind.TYPED, EditKind.PUT, EditKind.TIDIED


@dataclass
class Editor:
    """Two fields and their history; a state is the text of both."""

    a: str = ""
    b: str = ""
    history: History[tuple[str, str]] = History()  # noqa: RUF009 - frozen

    def change(self, text: str, kind: EditKind = TYPED, field: str = "a") -> None:
        before, said = (self.a, self.b), getattr(self, field)
        setattr(self, field, text)
        self.history = self.history.recorded(Edit(field, kind, said, text), before, (self.a, self.b))

    def type(self, text: str, field: str = "a") -> None:
        for letter in text:
            self.change(getattr(self, field) + letter, TYPED, field)

    def erase(self, count: int = 1, field: str = "a") -> None:
        for _ in range(count):
            self.change(getattr(self, field)[:-1], TYPED, field)

    def leave(self) -> None:
        self.history = self.history.sealed()

    def undo(self) -> None:
        step = self.history.past[-1]
        self.history = self.history.undone()
        self._go(step.before, step.after)

    def redo(self) -> None:
        step = self.history.future[0]
        self.history = self.history.redone()
        self._go(step.after, step.before)

    def _go(self, wanted: tuple[str, str], left: tuple[str, str]) -> None:
        if wanted[0] != left[0]:
            self.a = wanted[0]
        if wanted[1] != left[1]:
            self.b = wanted[1]

    def steps(self) -> list[str]:
        """What the first field said before each step, the oldest first, and says now."""
        return [step.before[0] for step in self.history.past] + [self.a]


def test_a_word_is_one_step_and_a_space_begins_the_next():
    editor = Editor()
    editor.type("Trần Thu Hà")
    assert editor.steps() == ["", "Trần", "Trần Thu", "Trần Thu Hà"]


def test_words_that_an_input_method_commits_whole_are_a_step_each():
    editor = Editor()
    editor.change("Trần ")
    editor.change("Trần Thu ")
    assert editor.steps() == ["", "Trần ", "Trần Thu "]


def test_leaving_the_field_begins_a_new_step():
    editor = Editor()
    editor.type("Trầ")
    editor.leave()
    editor.type("n")
    assert editor.steps() == ["", "Trầ", "Trần"]


@pytest.mark.parametrize("kind", [PUT])
def test_what_comes_at_once_is_a_step_of_its_own_and_nothing_joins_it(kind):
    editor = Editor()
    editor.type("ab")
    editor.change("ab dán", kind)
    editor.type("c")
    assert editor.steps() == ["", "ab", "ab dán", "ab dánc"]


def test_another_field_begins_a_new_step_also_on_the_way_back():
    editor = Editor()
    editor.type("a")
    editor.type("b", "b")
    editor.type("c")
    assert [step.field for step in editor.history.past] == ["a", "b", "a"]


def test_a_word_written_by_a_keyboard_program_with_backspaces_is_one_step():
    editor = Editor()
    editor.type("tra")
    editor.erase()
    editor.type("ân")
    editor.erase(2)
    editor.type("ần")
    assert editor.steps() == ["", "trần"]


def test_a_prefilled_word_that_is_mended_comes_back_at_once():
    editor = Editor("Nguyễn Minh")
    editor.erase(4)
    editor.type("Hùng")
    assert editor.steps() == ["Nguyễn Minh", "Nguyễn Hùng"]


def test_erasing_several_words_is_one_step_and_what_was_typed_can_still_be_reached():
    editor = Editor()
    editor.type("Trần Hà")
    editor.erase(7)
    editor.type("Lê")
    assert editor.steps() == ["", "Trần", "Trần Hà", "", "Lê"]


def test_typing_over_a_selection_of_words_is_a_step():
    editor = Editor()
    editor.type("Trần Hà")
    editor.change("L")
    editor.type("ê")
    assert editor.steps() == ["", "Trần", "Trần Hà", "Lê"]


def test_tidying_belongs_to_the_step_that_it_tidies():
    editor = Editor()
    editor.change("Trần  Hà", PUT)
    editor.change("Trần Hà", TIDIED)
    assert editor.steps() == ["", "Trần Hà"]
    editor.undo()
    assert editor.a == ""
    editor.redo()
    assert editor.a == "Trần Hà"


def test_a_step_that_tidying_takes_back_is_none():
    editor = Editor("Trần")
    editor.type(" ")
    editor.change("Trần", TIDIED)
    assert editor.history.past == ()


def test_tidying_text_that_was_there_before_takes_nothing_from_what_can_be_redone():
    editor = Editor("a  b")
    editor.type("x", "b")
    editor.undo()
    editor.change("a b", TIDIED)
    editor.redo()
    assert (editor.a, editor.b) == ("a b", "x")


def test_after_undoing_nothing_joins_and_what_was_undone_is_gone_with_the_next_change():
    editor = Editor()
    editor.type("một hai")
    editor.undo()
    editor.type("x")
    assert editor.steps() == ["", "một", "mộtx"]
    assert editor.history.future == ()


def test_what_others_changed_meanwhile_stays():
    editor = Editor()
    editor.type("mới")
    editor.b = "của đồng nghiệp"
    editor.undo()
    assert (editor.a, editor.b) == ("", "của đồng nghiệp")


def test_the_oldest_steps_are_forgotten():
    editor = Editor()
    for number in range(STEPS_AT_MOST + 50):
        editor.change(str(number), PUT)
    assert len(editor.history.past) == STEPS_AT_MOST
    assert editor.steps()[0] == "49"


CHANGES = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from([TYPED, TYPED, PUT]),
    st.text(st.sampled_from("ab â\u0300đ\u200b9"), max_size=6) | st.text(max_size=4),
    st.booleans(),
)


@given(st.lists(CHANGES, max_size=40))
def test_undo_brings_back_exactly_what_was_there_and_redo_what_came_after(changes):
    editor = Editor("Số 12", "x")
    for field, kind, text, leaves in changes:
        if text != getattr(editor, field):
            editor.change(text, kind, field)
        if leaves:
            editor.leave()
    last = (editor.a, editor.b)
    seen = [step.before for step in editor.history.past]
    for state in reversed(seen):
        editor.undo()
        assert (editor.a, editor.b) == state
    assert (editor.a, editor.b) == ("Số 12", "x")
    while editor.history.future:
        editor.redo()
    assert (editor.a, editor.b) == last
