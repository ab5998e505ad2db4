"""What other programs read in a PDF: poppler's text and boxes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

MM = 72 / 25.4
_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """A word with its box, in points from the upper left corner of its page; pages count from 0."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Word, by: float = 1.0) -> bool:
        """Whether two boxes share more than ``by`` points in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return self.page == other.page and across > by and down > by


def text_of(pdf: bytes) -> str:
    """All text in the order in which it was written, without the numbers in front of the pages."""
    pages = _pdftotext(pdf, "-raw").split("\f")
    return "".join(page.removeprefix(f"{number}\n") for number, page in enumerate(pages, 1))


def words_of(pdf: bytes) -> list[Word]:
    """All words with their boxes."""
    document = ElementTree.fromstring(_pdftotext(pdf, "-bbox"))
    return [word for number, page in enumerate(document.iter(f"{_XHTML}page")) for word in _words(page, number)]


def overlapping(words: list[Word]) -> list[tuple[Word, Word]]:
    """Pairs of words that stand on each other."""
    ordered = sorted(words, key=lambda word: (word.page, word.top))
    found = []
    for position, one in enumerate(ordered):
        for other in ordered[position + 1 :]:
            if other.page != one.page or other.top >= one.bottom:
                break
            if one.overlaps(other):
                found.append((one, other))
    return found


def _words(page: ElementTree.Element, number: int) -> Iterator[Word]:
    for word in page.iter(f"{_XHTML}word"):
        left, top, right, bottom = (float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax"))
        yield Word(word.text or "", number, left, top, right, bottom)


def _pdftotext(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")
