"""Scans of the stamped slip: matched by their code, kept once, refused with the file that is wrong."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import uuid
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations import idempotency, scan_reading
from qlts_licensor.registrations.models import IdempotencyKey, Registration, StoredFile
from qlts_licensor.registrations.states import OrderState, PaperState
from qlts_licensor.registrations.uploads import LARGEST_FILE
from qlts_licensor.units.models import User

from licensor.tests.scan_pictures import as_file, paper, photograph
from licensor.tests.scenarios import Caller, document_of, make_unit, slip_pdf


@dataclass
class Posting:
    """A stamped order that waits for its paper."""

    caller: Caller
    no: str
    code: str

    def attach(self, *files: bytes, no: str = "", key: str | None = None, name: str = "quét.jpg") -> Any:
        """``POST …/paper-scans``."""
        headers = {"Authorization": f"Bearer {self.caller.token}"}
        if key != "":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        parts = [SimpleUploadedFile(name, content) for content in files]
        return self.caller.client.post(
            f"/api/v1/registrations/{no or self.no}/paper-scans", {"files": parts}, headers=headers
        )

    def refused(self, *files: bytes, **options: Any) -> tuple[int, str, str]:
        """Status, code and the field that is named; nothing was kept."""
        reply = self.attach(*files, **options)
        assert not StoredFile.objects.filter(kind="paper_scan").exists()
        problem = reply.json()
        return reply.status_code, problem["code"], "".join(error["field"] for error in problem["errors"])


def may_attach(detail: dict[str, Any]) -> bool:
    standing = {one["action"]: one["obstacle"] for one in detail["actions"]}
    return standing["attach_scan"] is None


@pytest.fixture
def posting(accountant: Caller) -> Posting:
    draft = accountant.ready_draft()
    document = document_of(draft)
    assert accountant.submit(draft, slip_pdf(document)).status_code == 201
    return Posting(accountant, draft["no"], f"QLTS1:{draft['no']}:{hashlib.sha256(document).hexdigest()}")


def test_a_scan_is_kept_matched_and_receipted(posting: Posting):
    scan, key = as_file(paper(posting.code)), str(uuid.uuid4())
    reply = posting.attach(scan, key=key)
    assert reply.status_code == 201, reply.content
    body = reply.json()
    receipt = claims_of(body["receipt"])
    digest = hashlib.sha256(scan).hexdigest()
    assert (receipt["kind"], receipt["order_no"], receipt["code"]) == ("paper_scan", posting.no, "matched")
    assert receipt["receipt_no"] == f"BN-{posting.no}-2"
    assert receipt["files"] == [{"name": "quét.jpg", "size": len(scan), "sha256": digest}]
    assert (receipt["unit"], receipt["idempotency_key"]) == ("THCS01", key)
    detail = body["registration"]
    assert detail["summary"]["paper_state"] == "awaited"
    assert may_attach(detail)
    assert [(event["code"], event["detail"]) for event in detail["events"]][-1] == (
        "paper_scan_attached",
        "matched",
    )
    kept = {"kind": "paper_scan", "name": "quét.jpg", "size": len(scan), "sha256": digest, "proof": None}
    assert kept in detail["files"]
    assert bytes(StoredFile.objects.get(kind="paper_scan").content) == scan


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_the_paper_may_lie_as_it_likes(posting: Posting, angle: int):
    reply = posting.attach(as_file(paper(posting.code).rotate(angle, expand=True), "JPEG", quality=70))
    assert claims_of(reply.json()["receipt"])["code"] == "matched"


def test_a_photograph_is_read(posting: Posting):
    reply = posting.attach(photograph(paper(posting.code)))
    assert claims_of(reply.json()["receipt"])["code"] == "matched"


def test_a_pdf_is_read_page_by_page(posting: Posting):
    pages = as_file(paper(), "PDF", save_all=True, append_images=[paper(posting.code)], resolution=200)
    assert claims_of(posting.attach(pages).json()["receipt"])["code"] == "matched"


def test_a_code_on_one_of_several_files_is_enough(posting: Posting):
    reply = posting.attach(as_file(paper()), as_file(paper(posting.code), "JPEG"))
    receipt = claims_of(reply.json()["receipt"])
    assert (receipt["code"], len(receipt["files"])) == ("matched", 2)


def test_a_scan_without_a_code_is_kept_for_staff_to_compare(posting: Posting):
    reply = posting.attach(as_file(paper("https://example.vn/anything")))
    assert reply.status_code == 201
    assert claims_of(reply.json()["receipt"])["code"] == "unread"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda code: f"QLTS1:999999999:{code[-64:]}", "999999999"),
        (lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"), None),
        (lambda code: "QLTS1:", None),
        (lambda code: f"QLTS1:<script>:{code[-64:]}", None),
    ],
)
def test_the_slip_of_another_order_or_form_is_refused(posting: Posting, change: Any, named: str | None):
    reply = posting.attach(as_file(paper(posting.code)), as_file(paper(change(posting.code))))
    problem = reply.json()
    assert (reply.status_code, problem["code"], problem["order_no"]) == (422, "scan_of_other_order", named)
    assert [error["field"] for error in problem["errors"]] == ["/files/1"]
    assert not StoredFile.objects.filter(kind="paper_scan").exists()


# --- once -----------------------------------------------------------------------------------------------


def test_the_same_key_gives_the_same_answer_and_one_scan(posting: Posting):
    scan, key = as_file(paper(posting.code)), str(uuid.uuid4())
    first, again = posting.attach(scan, key=key), posting.attach(scan, key=key)
    assert first.json() == again.json()
    assert StoredFile.objects.filter(kind="paper_scan").count() == 1
    assert IdempotencyKey.objects.filter(route="paper-scans").count() == 1


def test_the_same_key_with_another_scan_is_refused(posting: Posting):
    key = str(uuid.uuid4())
    posting.attach(as_file(paper(posting.code)), key=key)
    other = posting.attach(as_file(paper()), key=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


@pytest.mark.parametrize("key", ["", "x", "{6F0D2C3E-4B1A-4C5D-8E9F-0A1B2C3D4E5F}"])
def test_without_a_key_nothing_is_kept(posting: Posting, key: str):
    assert posting.refused(as_file(paper()), key=key)[:2] == (400, "key_required")


@pytest.mark.skipif(
    bool(settings.DATABASE_URL),
    reason="on PostgreSQL the mark is the connection's own; postgresql/test_locks.py tries it from another one",
)
def test_a_key_that_is_being_worked_on_is_told_to_wait(posting: Posting):
    key = str(uuid.uuid4())
    with idempotency.working_on(User.objects.get(username="THCS01/ketoan"), key):
        reply = posting.attach(as_file(paper()), key=key)
    assert (reply.status_code, reply.json()["code"]) == (409, "in_progress")
    assert reply.headers["Retry-After"]


def test_a_better_scan_may_follow(posting: Posting):
    posting.attach(as_file(paper()))
    assert posting.attach(as_file(paper(posting.code))).status_code == 201
    assert StoredFile.objects.filter(kind="paper_scan").count() == 2


# --- who and when ---------------------------------------------------------------------------------------


def test_another_units_order_is_not_found(posting: Posting):
    make_unit("THCS02")
    posting.caller.log_in("THCS02")
    assert posting.refused(as_file(paper(posting.code)))[:2] == (404, "not_found")


def test_a_viewer_attaches_nothing(posting: Posting):
    posting.caller.log_in(user="xem")
    assert posting.refused(as_file(paper(posting.code)))[:2] == (403, "role_not_allowed")


def test_a_draft_has_no_paper_yet(accountant: Caller):
    draft = accountant.ready_draft()
    assert Posting(accountant, draft["no"], "").refused(as_file(paper()))[:2] == (404, "not_found")


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({}, True),
        ({"paper_state": PaperState.RETURNED}, True),
        ({"paper_state": PaperState.RECEIVED}, False),
        ({"paper_state": PaperState.NOT_NEEDED, "method": "signed"}, False),
        ({"order_state": OrderState.CANCELLED}, False),
        ({"order_state": OrderState.REPLACED}, False),
        ({"order_state": OrderState.REJECTED}, False),
        ({"order_state": OrderState.CLOSED}, False),
        ({"order_state": OrderState.IN_REVIEW}, True),
    ],
)
def test_only_an_order_that_waits_for_its_paper_takes_a_scan(posting: Posting, columns: Any, wanted: bool):
    Registration.objects.filter(no=posting.no).update(**columns)
    detail = posting.caller.call("GET", f"/registrations/{posting.no}").json()
    assert may_attach(detail) is wanted
    reply = posting.attach(as_file(paper(posting.code)))
    assert reply.status_code == (201 if wanted else 409)
    if not wanted:
        assert reply.json()["code"] == "paper_not_awaited"


# --- files that are none --------------------------------------------------------------------------------


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and is a few kilobytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + check

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * min(height, 20_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf_of(pages: int, size: tuple[float, float] = (595, 842), **saving: Any) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=size)
        out = BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<!DOCTYPE html><script>1</script>",
        b"MZ\x90\x00" + bytes(100),
        b"GIF89a" + bytes(100),
        b"",
        b" %PDF-1.7",
    ],
    ids=["svg", "html", "exe", "gif", "empty", "late-pdf"],
)
def test_what_is_no_picture_is_refused_whatever_its_name(posting: Posting, content: bytes):
    refused = posting.refused(as_file(paper()), content, name="phieu.jpg")
    assert refused == (415, "unsupported_media_type", "/files/1")


@pytest.mark.parametrize(
    "content",
    [
        as_file(paper(), "JPEG")[:3000],
        as_file(paper())[:3000],
        b"%PDF-1.7\n" + bytes(500),
        png_of(10_000, 6_000),
        png_of(60_000, 60_000),
        pdf_of(21),
        pdf_of(1, (14_400, 14_400)),
        pdf_of(1, encryption=pikepdf.Encryption(owner="x", user="y")),
    ],
    ids=["cut-jpeg", "cut-png", "no-pdf", "60-megapixels", "bomb", "21-pages", "a-wall", "locked"],
)
def test_what_cannot_be_opened_within_the_limits_is_refused(posting: Posting, content: bytes):
    assert posting.refused(content) == (422, "file_unreadable", "/files/0")


def test_a_reader_that_takes_too_long_is_ended(posting: Posting, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scan_reading, "SECONDS", 0.01)
    assert posting.refused(as_file(paper(posting.code)))[:2] == (422, "file_unreadable")


@pytest.mark.parametrize("count", [0, 6])
def test_one_to_five_files_come_together(posting: Posting, count: int):
    status, code, _field = posting.refused(*[as_file(Image.new("L", (8, 8)))] * count)
    assert (status, code) == (422, "form_invalid")


def test_a_file_of_ten_megabytes_is_the_largest(posting: Posting):
    scan = as_file(paper(posting.code))
    assert posting.refused(scan + bytes(LARGEST_FILE - len(scan) + 1)) == (413, "too_large", "/files/0")
    assert posting.attach(scan + bytes(LARGEST_FILE - len(scan))).status_code == 201


def test_twenty_megabytes_come_together(posting: Posting):
    scan = as_file(paper(posting.code))
    large = scan + bytes(7_000_000)
    assert posting.refused(large, large, large)[:2] == (413, "too_large")


def test_the_reader_has_no_more_than_its_memory():
    program = (
        "from qlts_licensor.registrations import scan_child as c; c._lower_limits()\n"
        "try: bytearray(c.MEMORY)\n"
        "except MemoryError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "refused"
