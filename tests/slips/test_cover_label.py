"""The label for the envelope: who sends, who receives, and the code of the slip that is inside."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.cover_label import make_cover_label
from qlts_desktop.services.slip_pdf import embedded_document, make_slip, qr_text
from tests.factories import VENDOR, make_form, make_offer, make_signed_offer
from tests.slips.readers import MM, overlapping, text_of, words_of
from tests.slips.samples import DAY, SAMPLES


def joined(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", SAMPLES)
def test_it_names_sender_receiver_and_order(name: str):
    sample = SAMPLES[name]()
    label = make_cover_label(sample.slip())
    text = joined(text_of(label))
    unit = sample.form.unit
    said = [unit.name.upper(), unit.address, unit.phone, VENDOR["name"].upper(), VENDOR["postal_address"]]
    said += [VENDOR["phone"], sample.offer.order_no]
    assert [value for value in said if joined(value) not in text] == []
    words = words_of(label)
    assert {word.page for word in words} == {0}
    assert overlapping(words) == []
    across = [edge for word in words for edge in (word.left, word.right)]
    assert min(across) > 29.9 * MM
    assert max(across) < 195 * MM
    assert max(word.bottom for word in words) < 277 * MM
    assert make_cover_label(sample.slip()) == label


def test_its_code_finds_the_slip(tmp_path: Path):
    slip = SAMPLES["school"]().slip()
    (tmp_path / "label.pdf").write_bytes(make_cover_label(slip))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-singlefile", tmp_path / "label.pdf", tmp_path / "label"], check=True
    )
    reader = ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", tmp_path / "label.pgm"]
    said = subprocess.run(reader, check=True, capture_output=True, text=True).stdout
    assert said.strip() == qr_text("100000042", embedded_document(slip) or b"")


def test_letters_that_the_font_lacks_are_replaced_and_markup_is_text():
    form = make_form(unit_name="Trường <b>A</b> & B 中", unit_address="12 <i>phố")
    text = joined(text_of(make_cover_label(make_slip(form, make_offer(), make_signed_offer(), DAY))))
    assert joined("TRƯỜNG <B>A</B> & B ?") in text
    assert joined("12 <i>phố") in text


@pytest.mark.parametrize("content", [b"", b"no pdf", None])
def test_what_is_no_slip_is_refused(content: bytes | None):
    canvas = Canvas("")
    canvas.drawString(90, 700, "Not a slip")
    with pytest.raises(OperationError) as refused:
        make_cover_label(canvas.getpdfdata() if content is None else content)
    assert refused.value.code is ErrorCode.FILE_UNREADABLE
