"""Which values used before are offered."""

from __future__ import annotations

import pytest

from qlts_desktop.core.earlier_values import offered

VALUES = ("Trần Thu Hà", "Đặng Hà My", "Lê Quang Minh")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ha", ("Trần Thu Hà", "Đặng Hà My")),
        ("Hà", ("Trần Thu Hà", "Đặng Hà My")),
        ("  thu  ha ", ("Trần Thu Hà",)),
        ("dang", ("Đặng Hà My",)),
        ("ĐẶNG", ("Đặng Hà My",)),
        ("x", ()),
        ("", ()),
        ("   ", ()),
        ("Trần Thu Hà", ()),
    ],
)
def test_accents_and_case_do_not_matter_and_a_value_that_is_there_is_not_offered(typed, found):
    assert offered(VALUES, typed) == found
