"""The slip can be archived: an independent checker of PDF/A agrees, and poppler and qpdf find nothing wrong.

PDFBox's Preflight knows PDF/A-1b only. What it says against a slip is what PDF/A-3 allows beyond that, by name.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.slips.samples import SAMPLES

JARS = "preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io javax.activation jaxb-api"
CLASSPATH = ":".join(f"/usr/share/java/{name}.jar" for name in JARS.split())
ALLOWED_IN_3 = {
    "1.4.7": "embedded files in the names dictionary (ISO 19005-3, 6.8)",
    "1.2.9": "a file specification with an embedded file (ISO 19005-3, 6.8)",
    "7.11.2": "the metadata name part 3, not 1",
}


def objections(pdf: Path) -> dict[str, str]:
    """Preflight's findings by their codes; empty when it takes the file for PDF/A-1b."""
    done = subprocess.run(
        ["java", "-cp", CLASSPATH, "org.apache.pdfbox.preflight.Validator_A1b", str(pdf)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PDF/A-1b file" in done.stdout, done.stdout + done.stderr
    return dict(re.findall(r"^(\d[\d.]*) : (.*)$", done.stdout, re.MULTILINE))


def output(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module", params=SAMPLES)
def slip(request, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("Phiếu đăng ký") / "phiếu.pdf"
    path.write_bytes(SAMPLES[request.param]().slip())
    return path


def test_a_checker_of_archives_agrees(slip: Path):
    assert set(objections(slip)) == set(ALLOWED_IN_3)


def test_the_checker_objects_to_a_page_that_is_none(tmp_path: Path):
    plain = tmp_path / "plain.pdf"
    canvas = Canvas(str(plain))
    canvas.drawString(90, 700, "Phiếu")
    canvas.save()
    assert set(objections(plain)) - set(ALLOWED_IN_3)


def test_its_structure_is_sound(slip: Path):
    assert "No syntax or stream encoding errors" in output("qpdf", "--check", slip)


def test_all_its_fonts_are_embedded_subsets(slip: Path):
    fonts = output("pdffonts", slip).splitlines()[2:]
    assert {line.split()[0].split("+")[1] for line in fonts} == {
        f"LiberationSerif{face}" for face in ("", "-Bold", "-Italic")
    }
    assert [line for line in fonts if not re.search(r" yes yes yes ", line)] == []


def test_it_says_what_it_is(slip: Path):
    info = output("pdfinfo", slip)
    assert "Phiếu đăng ký gia hạn/cập nhật sử dụng phần mềm và đề nghị cấp hóa đơn tài chính" in info
    assert "A4" in info
    assert "<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li>" in "".join(output("pdfinfo", "-meta", slip).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_content_gives_the_same_bytes(name: str):
    assert SAMPLES[name]().slip() == SAMPLES[name]().slip()


def test_the_same_content_gives_the_same_bytes_in_another_process():
    program = (
        "import sys; from tests.slips.samples import SAMPLES; sys.stdout.buffer.write(SAMPLES['school']().slip())"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    assert other == SAMPLES["school"]().slip()
