"""Plain text inside rich text."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.core.markup import escape


@given(st.text())
def test_it_escapes_what_the_standard_library_does(text: str):
    assert escape(text) == html.escape(text)


def test_markup_is_shown_as_it_is():
    assert escape('<a href="x">R&D\'s</a>') == "&lt;a href=&quot;x&quot;&gt;R&amp;D&#x27;s&lt;/a&gt;"
