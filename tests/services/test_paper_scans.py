"""One scan, whatever happens to the connection or to the program."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.change_rows import ChangeRows, KeptChange
from qlts_desktop.services.paper_scan_port import GreyPicture, ScanFile
from qlts_desktop.services.scan_codes import codes_in
from qlts_desktop.services.slip_pdf import embedded_document, qr_text
from tests.services.conftest import Client
from tests.services.http_double import HttpDouble, Reply, Seen, problem
from tests.services.licensor_double import ORDER, LicensorDouble
from tests.slips.samples import SAMPLES

KIND = "paper_scan"
PATH = f"/registrations/{ORDER}/paper-scans"
POST = ("POST", f"/api/v1{PATH}")
FILES = (ScanFile("trang 1.jpg", b"\xff\xd8\xffone"), ScanFile("trang 2.pdf", b"%PDF-two\r\n\x00"))
Start = Callable[[], Client]


def fails(call: Callable[[], object]) -> OperationError:
    with pytest.raises(OperationError) as caught:
        call()
    return caught.value


def keys(double: HttpDouble) -> list[str]:
    """The keys of all scans that arrived."""
    return [seen.headers["idempotency-key"] for seen in double.seen if (seen.method, seen.path) == POST]


def waiting(client: Client) -> KeptChange | None:
    return ChangeRows(client.store.database).waiting(client.sessions.owner(), ORDER, KIND)


def bare_pdf() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_scan_is_sent_and_its_receipt_is_kept(client: Client, double: HttpDouble):
    client.log_in()
    receipt = client.scans.send(ORDER, FILES)
    assert (receipt.receipt_no, receipt.order_no, receipt.matched) == (f"BN-{ORDER}-2", ORDER, True)
    assert len(client.store.receipts(client.sessions.owner(), ORDER)) == 1
    assert waiting(client) is None
    assert client.scans.resume(ORDER) is None
    body = next(seen.body for seen in double.seen if (seen.method, seen.path) == POST)
    for file, kind in zip(FILES, (b"image/jpeg", b"application/pdf"), strict=True):
        assert file.content in body
        assert kind in body


def test_it_is_on_disk_before_the_first_byte_leaves(start: Start, licensor_double: LicensorDouble):
    client = start().log_in()
    on_disk: list[KeptChange | None] = []

    def looked(_seen: Seen) -> Reply:
        on_disk.append(waiting(client))
        return problem(403, "role_not_allowed")

    licensor_double.overrides["POST", PATH] = looked
    assert fails(lambda: client.scans.send(ORDER, FILES)).code is ErrorCode.ROLE_NOT_ALLOWED
    assert on_disk[0] is not None
    assert on_disk[0].files == FILES
    assert waiting(client) is None


def test_after_lost_answers_and_a_restart_the_same_bytes_go_out_under_the_same_key(
    start: Start, double: HttpDouble, licensor_double: LicensorDouble
):
    licensor_double.lost += [PATH] * 3
    client = start().log_in()
    assert fails(lambda: client.scans.send(ORDER, FILES)).code is ErrorCode.NO_NETWORK
    again = start().log_in()
    assert again.scans.is_unfinished(ORDER)
    assert not again.scans.is_unfinished("987654321")
    receipt = again.scans.resume(ORDER)
    assert receipt is not None
    assert receipt.receipt_no == f"BN-{ORDER}-2"
    assert len(set(keys(double))) == len(licensor_double.scans) == 1
    assert not again.scans.is_unfinished(ORDER)
    assert again.scans.resume(ORDER) is None


def test_the_same_files_chosen_again_keep_their_key_and_others_get_their_own(
    client: Client, double: HttpDouble, licensor_double: LicensorDouble
):
    client.log_in()
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(503, "unavailable")
    fails(lambda: client.scans.send(ORDER, FILES))
    fails(lambda: client.scans.send(ORDER, FILES))
    assert len(set(keys(double))) == 1
    licensor_double.overrides.clear()
    client.scans.send(ORDER, FILES[:1])
    assert len(set(keys(double))) == 2
    assert waiting(client) is None


@pytest.mark.parametrize(
    ("status", "symbol", "code"),
    [
        (409, "paper_not_awaited", ErrorCode.PAPER_NOT_AWAITED),
        (422, "scan_of_other_order", ErrorCode.SCAN_OF_OTHER_ORDER),
        (422, "file_unreadable", ErrorCode.FILE_DAMAGED),
        (422, "form_invalid", ErrorCode.FORM_INVALID),
        (404, "not_found", ErrorCode.NOT_FOUND),
        (403, "role_not_allowed", ErrorCode.ROLE_NOT_ALLOWED),
        (413, "too_large", ErrorCode.FILE_TOO_LARGE),
        (415, "unsupported_media_type", ErrorCode.FILE_TYPE_WRONG),
        (409, "key_reused", ErrorCode.KEY_REUSED),
    ],
)
def test_what_is_refused_for_good_is_not_sent_again(
    client: Client, licensor_double: LicensorDouble, status: int, symbol: str, code: ErrorCode
):
    client.log_in()
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(status, symbol, order_no="987654321")
    refused = fails(lambda: client.scans.send(ORDER, FILES))
    assert refused.code is code
    assert refused.details["order_no"] == "987654321"
    assert client.scans.resume(ORDER) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "submission"},
        {"unit": "DEMO02"},
        {"order_no": "987654321"},
        {"idempotency_key": "6f0d2c3e-4b1a-4c5d-8e9f-0a1b2c3d4e5f"},
        {"files": []},
        {"files": [{"name": "x", "size": 1, "sha256": "0" * 64}]},
    ],
)
def test_a_receipt_for_something_else_is_not_taken(client: Client, licensor_double: LicensorDouble, changes):
    client.log_in()
    licensor_double.scan_changes = changes
    assert fails(lambda: client.scans.send(ORDER, FILES)).code is ErrorCode.REPLY_NOT_UNDERSTOOD
    assert waiting(client) is not None
    assert client.store.receipts(client.sessions.owner(), ORDER) == ()


def test_a_store_that_cannot_keep_it_sends_nothing(
    client: Client, double: HttpDouble, monkeypatch: pytest.MonkeyPatch
):
    client.log_in()

    def full(*_args: object) -> None:
        raise OperationError(ErrorCode.DISK_FULL)

    monkeypatch.setattr(ChangeRows, "put", full)
    assert fails(lambda: client.scans.send(ORDER, FILES)).code is ErrorCode.DISK_FULL
    assert keys(double) == []


def test_each_order_and_unit_has_its_own_outbox(client: Client):
    client.log_in()
    rows, owner = ChangeRows(client.store.database), client.sessions.owner()
    for order in (ORDER, "987654321"):
        rows.put(owner, KeptChange(f"key of {order}", order, KIND, "", FILES, client.pc.now))
    rows.remove(f"key of {ORDER}")
    assert rows.waiting(owner, ORDER, KIND) is None
    kept = rows.waiting(owner, "987654321", KIND)
    assert kept is not None
    assert kept.files == FILES


def test_the_code_to_expect_is_that_of_the_slip_at_the_licensor(client: Client, licensor_double: LicensorDouble):
    slip = SAMPLES["school"]().slip()
    digest = base64.b64encode(hashlib.sha256(slip).digest()).decode()
    headers = {"Content-Type": "application/pdf", "Repr-Digest": f"sha-256=:{digest}:"}
    licensor_double.overrides["GET", f"/registrations/{ORDER}/slip"] = lambda _seen: Reply(200, slip, headers)
    client.log_in()
    assert client.scans.expected_code(ORDER) == qr_text(ORDER, embedded_document(slip) or b"")


@pytest.mark.parametrize("answer", ["taken", "refused"])
def test_a_late_answer_leaves_a_newer_scan_of_the_order_alone(client: Client, answer: str):
    client.log_in()
    rows, owner = ChangeRows(client.store.database), client.sessions.owner()
    earlier = KeptChange("the earlier key", ORDER, KIND, "", FILES, client.pc.now)
    newer = KeptChange("the newer key", ORDER, KIND, "", FILES[:1], client.pc.now)
    rows.put(owner, earlier)
    rows.put(owner, newer)
    if answer == "taken":
        rows.finish(owner, earlier, f"BN-{ORDER}-2", "a receipt", client.pc.now)
    else:
        rows.remove(earlier.key)
    assert rows.waiting(owner, ORDER, KIND) == newer


@pytest.mark.parametrize("slip", [b"no PDF at all", bare_pdf()], ids=["damaged", "without a form"])
def test_a_slip_that_says_no_code_is_the_licensors_fault(
    client: Client, licensor_double: LicensorDouble, slip: bytes
):
    digest = base64.b64encode(hashlib.sha256(slip).digest()).decode()
    headers = {"Content-Type": "application/pdf", "Repr-Digest": f"sha-256=:{digest}:"}
    licensor_double.overrides["GET", f"/registrations/{ORDER}/slip"] = lambda _seen: Reply(200, slip, headers)
    client.log_in()
    assert fails(lambda: client.scans.expected_code(ORDER)).code is ErrorCode.REPLY_NOT_UNDERSTOOD


@pytest.mark.parametrize("wide", [400, 401, 402, 403])
def test_codes_are_read_whatever_the_length_of_a_row(wide: int):
    code = zxingcpp.create_barcode("QLTS1:1:x", zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    page = Image.new("L", (wide, 300), 255)
    page.paste(Image.fromarray(code.to_image(scale=5, add_quiet_zones=True)).convert("L"), (30, 30))
    stride = (wide + 3) // 4 * 4
    rows = b"".join(page.crop((0, y, wide, y + 1)).tobytes() + bytes(stride - wide) for y in range(page.height))
    assert codes_in(GreyPicture(wide, 300, stride, rows)) == ("QLTS1:1:x",)


def test_a_page_without_a_code_has_none():
    assert codes_in(GreyPicture(40, 40, 40, bytes(1600))) == ()
