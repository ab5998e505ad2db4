"""What may be attached as an invoice: a PDF that opens, or XML that is data and nothing that a browser runs."""

from __future__ import annotations

import re
from xml.parsers import expat

from qlts_licensor.registrations.scan_reading import Unreadable, pages_in
from qlts_licensor.registrations.uploads import FileKind, kind_of

_SHOWN_BY_BROWSERS = frozenset({"svg", "html", "script", "stylesheet", "transform", "rss", "feed"})
_NAMESPACES_SHOWN = ("http://www.w3.org/",)


def is_pdf(content: bytes) -> bool:
    """Whether it is a PDF with at least a page."""
    try:
        return kind_of(content) is FileKind.PDF and pages_in(content) > 0
    except Unreadable:
        return False


def is_data_xml(content: bytes) -> bool:
    """Whether it is a well-formed XML document without a document type, of elements that no browser shows or runs.

    Electronic signatures in it are elements of a namespace of the W3C as well; only the root's is looked at.
    """
    if re.search(rb"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", content, re.IGNORECASE):
        return False
    roots: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _attributes: roots.append(name) if not roots else None
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    if not roots:
        return False
    namespace, _, local = roots[0].rpartition(" ")
    return local.lower() not in _SHOWN_BY_BROWSERS and not namespace.startswith(_NAMESPACES_SHOWN)


def _refuse(*_declared: object) -> None:
    """A document type, in whatever encoding it hides."""
    raise ValueError("a document type")
