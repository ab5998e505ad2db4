"""*Xác nhận thanh toán*: what is taken, what is refused, and what the licensor makes of it."""

from __future__ import annotations

import hashlib
import uuid
import zlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from PIL import Image
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.registrations.models import PaymentProof, Receipt, StoredFile
from qlts_licensor.transitions.table import Name, NotAllowed

from licensor.tests.paying import PAPER, Paying
from licensor.tests.scan_pictures import as_file, paper
from licensor.tests.scenarios import PROBLEM, Caller, day, enter_console, make_unit


def test_a_proof_is_kept_receipted_and_holds_access(paying: Paying) -> None:
    key = str(uuid.uuid4())
    reply = paying.prove(PAPER, as_file(paper(), "PDF"), key=key, note="Nộp tại KBNN")
    assert reply.status_code == 201, reply.content
    body = reply.json()
    receipt = claims_of(body["receipt"])
    assert (receipt["kind"], receipt["order_no"], receipt["idempotency_key"]) == ("payment_proof", paying.no, key)
    assert (receipt["amount"], receipt["paid_on"], receipt["remaining"]) == (3_500_000, day(0), 3_500_000)
    assert receipt["answer_by"] == day(7)
    assert receipt["files"][0]["sha256"] == hashlib.sha256(PAPER).hexdigest()
    assert claims_of(body["licence"])["timetable"][0]["stage"] == "payment_in_review"
    detail = body["registration"]
    assert detail["summary"]["payment_state"] == "proof_in_review"
    (proof,) = detail["proofs"]
    assert (proof["number"], proof["state"], proof["note"]) == (1, "in_review", "Nộp tại KBNN")
    assert [file["proof"] for file in detail["files"] if file["kind"] == "payment_proof"] == [1, 1]


def test_the_same_key_proves_once_and_another_content_is_refused(paying: Paying) -> None:
    key = str(uuid.uuid4())
    first, again = paying.prove(key=key), paying.prove(key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["receipt"] == again.json()["receipt"]
    assert paying.prove(key=key, amount="1").json()["code"] == "key_reused"
    assert PaymentProof.objects.count() == 1


def test_a_second_proof_waits_for_the_first_ones_decision(paying: Paying) -> None:
    assert paying.prove().status_code == 201
    again = paying.prove()
    assert (again.status_code, again.json()["code"], again.json()["detail"]) == (
        409,
        "action_not_allowed",
        "proof_in_review",
    )


def test_reject_then_short_then_paid_over(paying: Paying) -> None:
    paying.prove()
    paying.decide(Name.PROOF_REJECTED, "Ảnh mờ, không đọc được số tiền", proof=1)
    detail = paying.detail
    assert (detail["summary"]["payment_state"], detail["proofs"][0]["reason"]) == (
        "proof_rejected",
        "Ảnh mờ, không đọc được số tiền",
    )
    assert paying.prove(amount="3000000").status_code == 201
    paying.decide(Name.PROOF_SHORT, "Thiếu 500.000 đ", remaining=500_000, proof=2)
    assert (paying.detail["remaining"], paying.detail["proofs"][1]["received"]) == (500_000, 3_000_000)
    assert paying.obstacle("cancel") == "proof_recorded"
    assert paying.prove(amount="700000").status_code == 201
    paying.decide(Name.PAID, "Đã nhận", received=700_000, proof=3)
    detail = paying.detail
    assert (detail["summary"]["payment_state"], detail["summary"]["resource_state"]) == ("paid", "official")
    assert (detail["remaining"], detail["overpaid"]) == (0, 200_000)
    assert [proof["state"] for proof in detail["proofs"]] == ["rejected", "short", "accepted"]
    assert paying.holds.stage is Stage.RENEWED
    kinds = [claims_of(receipt.file)["kind"] for receipt in Receipt.objects.order_by("id")]
    assert kinds == [
        *("submission", "payment_proof", "proof_rejected", "payment_proof", "proof_short"),
        *("payment_proof", "paid"),
    ]
    assert paying.prove().json()["detail"] == "paid"


@pytest.mark.parametrize(("remaining", "allowed"), [(0, False), (1, True), (3_500_000, True), (3_500_001, False)])
def test_what_is_short_is_between_one_and_what_is_to_be_paid(
    paying: Paying, remaining: int, allowed: bool
) -> None:
    paying.prove()
    if allowed:
        assert paying.decide(Name.PROOF_SHORT, remaining=remaining)
    else:
        with pytest.raises(NotAllowed):
            paying.decide(Name.PROOF_SHORT, remaining=remaining)


def test_less_than_all_is_not_paid(paying: Paying) -> None:
    with pytest.raises(NotAllowed, match="còn thiếu 1 đồng"):
        paying.decide(Name.PAID, received=3_499_999)


def test_two_staff_cannot_decide_on_one_proof(paying: Paying) -> None:
    paying.prove()
    paying.decide(Name.PROOF_REJECTED, proof=1)
    for name in (Name.PROOF_REJECTED, Name.PROOF_SHORT, Name.PAID):
        with pytest.raises(NotAllowed):
            paying.decide(name, proof=1, remaining=1)
    paying.prove()
    with pytest.raises(NotAllowed, match="đã có người xử lý"):
        paying.decide(Name.PAID, proof=1)
    assert paying.detail["summary"]["payment_state"] == "proof_in_review"


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"memo": " "}, "/memo", "required"),
        ({"memo": "x" * 201}, "/memo", "too_long"),
        ({"memo": "a\x07b"}, "/memo", "bad_character"),
        ({"note": "x" * 501}, "/note", "too_long"),
        ({"note": "a\0b"}, "/note", "bad_character"),
        ({"amount": "0"}, "/amount", "out_of_range"),
        ({"amount": "-5"}, "/amount", "out_of_range"),
        ({"amount": "10000000000000"}, "/amount", "out_of_range"),
        ({"amount": "1e9"}, "/amount", "bad_value"),
        ({"amount": "ba triệu"}, "/amount", "bad_value"),
        ({"paid_on": "2026-02-30"}, "/paid_on", "bad_value"),
    ],
)
def test_each_wrong_field_is_named(paying: Paying, fields: dict[str, Any], field: str, code: str) -> None:
    reply = paying.prove(**fields)
    assert reply.status_code == 422, reply.content
    assert [(one["field"], one["code"]) for one in reply.json()["errors"]] == [(field, code)]
    assert not PaymentProof.objects.exists()


@pytest.mark.parametrize(("offset", "code"), [(1, "in_future"), (0, ""), (-366, ""), (-367, "too_early")])
def test_the_days_on_which_money_may_have_been_sent(paying: Paying, offset: int, code: str) -> None:
    reply = paying.prove(paid_on=day(offset))
    assert [one["code"] for one in reply.json().get("errors", [])] == ([code] if code else [])


def bomb() -> bytes:
    """A PNG of 40,000 × 40,000 pixels in a few kilobytes."""
    lines = zlib.compress(bytes(1 + 40_000 // 8) * 200)
    header = (40_000).to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
    parts = [(b"IHDR", header), (b"IDAT", lines), (b"IEND", b"")]
    chunks = (len(p).to_bytes(4, "big") + n + p + zlib.crc32(n + p).to_bytes(4, "big") for n, p in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "unsupported_media_type"),
        (b"<!doctype html><script>alert(1)</script>", 415, "unsupported_media_type"),
        (b"MZ\x90\x00\x03", 415, "unsupported_media_type"),
        (b"", 415, "unsupported_media_type"),
        (b"\xff\xd8\xff" + b"broken" * 20, 422, "file_unreadable"),
        (b"%PDF-1.7\nnothing", 422, "file_unreadable"),
        (bomb(), 422, "file_unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(10_000_000), 413, "too_large"),
    ],
    ids=["svg", "html", "exe", "empty", "jpeg", "pdf", "bomb", "large"],
)
def test_what_a_file_is_shows_in_its_content(paying: Paying, content: bytes, status: int, code: str) -> None:
    reply = paying.prove(PAPER, content)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert reply.json()["errors"][0]["field"] == "/files/1"
    assert not StoredFile.objects.filter(kind="payment_proof").exists()


def test_six_files_are_too_many_and_five_are_not(paying: Paying) -> None:
    assert paying.prove(*[PAPER] * 6).json()["errors"][0] == {"field": "/files", "code": "count", "message": ""}
    assert paying.prove(*[PAPER] * 5).status_code == 201


def test_a_pdf_with_a_script_is_kept_and_served_so_that_it_cannot_run(paying: Paying) -> None:
    with pikepdf.open(BytesIO(as_file(paper(), "PDF"))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = pdf.make_indirect(script)
        out = BytesIO()
        pdf.save(out)
    assert paying.prove(out.getvalue()).status_code == 201
    digest = hashlib.sha256(out.getvalue()).hexdigest()
    got = paying.caller.call("GET", f"/registrations/{paying.no}/files/{digest}")
    assert got.content == out.getvalue()
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert (got.headers["X-Content-Type-Options"], got.headers["Content-Security-Policy"][:7]) == (
        "nosniff",
        "sandbox",
    )


def test_a_drawn_page_is_upright_and_tells_no_place(paying: Paying) -> None:
    from qlts_licensor.registrations.scan_reading import drawn_page

    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x8825] = {1: "N", 2: (20.0, 51.0, 0.0)}
    photograph = as_file(Image.new("RGB", (300, 200), "white"), "JPEG", exif=exif)
    with Image.open(BytesIO(drawn_page(photograph, 0, 1_000))) as page:
        assert page.size == (200, 300)
        assert not page.getexif()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.png", "C:\\windows\\x.png", "CON", "a\0b.png", "a\nb.png", "…" * 300 + ".png"]
)
def test_a_file_name_leads_nowhere(paying: Paying, name: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    parts = {"memo": "x", "paid_on": day(0), "amount": "1"}
    sent = SimpleUploadedFile("x.png", PAPER)
    sent._name = name
    reply = paying.caller.client.post(
        f"/api/v1/registrations/{paying.no}/payment-proofs", {**parts, "files": sent}, headers=paying.headers()
    )
    assert reply.status_code == 201, reply.content
    kept = StoredFile.objects.get(kind="payment_proof").name
    assert "/" not in kept
    assert len(kept) <= 200
    index = paying.caller.call("GET", f"/registrations/{paying.no}/dossier-index").json()["index"]
    paths = [file["path"] for file in claims_of(index)["files"]]
    assert all(".." not in path and "\\" not in path and path.isascii() for path in paths)


def test_the_same_papers_again_are_shown_to_the_staff_as_sent_before(paying: Paying) -> None:
    paying.prove()
    paying.decide(Name.PROOF_REJECTED, proof=1)
    assert paying.prove().status_code == 201
    page = enter_console(Client(), paying.staff).get(f"/staff/order/{paying.no}/proof/2/").content.decode()
    assert f"đơn {paying.no} lần 1</a>" in page


def test_money_taken_for_paid_ends_the_right_to_cancel_whoever_is_first(paying: Paying) -> None:
    paying.decide(Name.PAID)
    reply = paying.ask("cancellation", {})
    assert (reply.status_code, reply.json()["detail"]) == (409, "paid")
    assert paying.holds.stage is Stage.RENEWED


def test_after_the_cut_a_proof_still_comes_in(paying: Paying, noon: Any) -> None:
    noon.shift(timedelta(days=130))
    assert paying.caller.log_in().status_code == 200
    assert paying.holds.stage is Stage.CUT_OFF
    assert paying.prove(paid_on=day(-1)).status_code == 201
    paying.decide(Name.PAID)
    assert paying.holds.stage is Stage.RENEWED


def test_another_units_order_is_not_found(paying: Paying) -> None:
    make_unit("THPT02", tax_code="0100109106")
    other = Caller(paying.caller.client)
    assert other.log_in("THPT02").status_code == 200
    mine = Paying(other, paying.no, paying.staff)
    replies = [
        mine.prove(),
        mine.extend(day(70)),
        mine.ask("cancellation", {}),
        mine.ask("replacement"),
        *(
            other.call("GET", f"/registrations/{paying.no}/{file}")
            for file in ("slip", "receipts", "quote", "payment-request", "invoice", "dossier-index")
        ),
    ]
    assert {(reply.status_code, reply.json()["code"]) for reply in replies} == {(404, "not_found")}


def test_a_viewer_changes_nothing(paying: Paying) -> None:
    paying.caller.log_in(user="xem")
    for reply in (paying.prove(), paying.extend(day(70)), paying.ask("cancellation", {})):
        assert (reply.status_code, reply.json()["code"]) == (403, "role_not_allowed")
        assert reply.headers["Content-Type"].startswith(PROBLEM)
    assert paying.ask("replacement").status_code == 403
