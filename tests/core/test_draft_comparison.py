"""Two versions of a draft: nothing of either is lost, and where both changed a field a person decides."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.draft_comparison import (
    DraftDifference,
    draft_differences,
    merged_form,
    pointers,
    value_at,
    with_value,
)
from qlts_desktop.core.renewal import HeadAuthority, InvoiceSection, RenewalForm
from tests.factories import make_form

words = st.sampled_from(["", "a", "b", "c"])
some_pointers = st.sampled_from(["/unit/contact_name", "/unit/email", "/invoice/buyer_name"])


@st.composite
def forms(draw: st.DrawFn) -> RenewalForm:
    form = RenewalForm(invoice=InvoiceSection(copy_from_licence=draw(st.booleans())))
    for pointer in draw(st.sets(some_pointers)):
        form = with_value(form, pointer, draw(words))
    form = with_value(form, "/unit/head_authority", draw(st.sampled_from(HeadAuthority)))
    return with_value(form, "/payment/due_on", draw(st.sampled_from([None, date(2027, 1, 31), date(2027, 2, 1)])))


@given(forms(), forms(), forms())
def test_joining_keeps_what_was_typed_and_else_takes_theirs(mine, base, theirs):
    joined = merged_form(mine, base, theirs)
    for pointer in pointers():
        here, known, there = (value_at(form, pointer) for form in (mine, base, theirs))
        assert value_at(joined, pointer) == (here if here != known else there)
    assert merged_form(base, base, theirs) == theirs
    assert merged_form(mine, base, base) == mine


@given(forms(), forms(), forms())
def test_a_difference_is_named_once_with_who_changed_it(mine, base, theirs):
    found = {one.field: one for one in draft_differences(mine, base, theirs)}
    for pointer, one in found.items():
        assert one.mine != one.theirs
        assert one.changed_here or one.changed_there
        assert one.collides == (value_at(base, pointer) not in (one.mine, one.theirs))
    for pointer in ("/unit/email", "/unit/head_authority", "/payment/due_on"):
        assert (pointer in found) == (value_at(mine, pointer) != value_at(theirs, pointer))


def test_what_only_follows_another_field_and_what_the_licence_gives_is_not_compared():
    base = make_form()
    mine = with_value(with_value(base, "/unit/address", "Số 1"), "/invoice/address", "Số 1")
    theirs = with_value(with_value(base, "/unit/name", "Tên mới"), "/invoice/name", "Tên mới")
    assert draft_differences(mine, base, theirs) == (
        DraftDifference("/unit/address", "Số 1", base.unit.address, changed_here=True, changed_there=False),
    )


def test_all_fields_of_the_form_have_their_pointer():
    assert len(pointers()) == len(set(pointers())) == 29
    assert pointers()[0] == "/unit/name"
    assert pointers()[-1] == "/payment/consent"
