"""What a unit does with a sent order, against the real licensor: once, receipted, whatever breaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from licensor.tests.scan_pictures import as_file, paper
from qlts_desktop.__main__ import main
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Stage, stage_on
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.core.sent_order import Obstacle, OrderAction
from qlts_desktop.services.change_rows import ChangeRows
from qlts_desktop.services.order_port import ChangeKind, OrderDocument, PaymentProof
from qlts_desktop.services.paper_scan_port import ScanFile
from tests.licensor_process import Account, DemoLicensor
from tests.licensor_units import add_units
from tests.services.conftest import Client
from tests.services.test_against_licensor import fails, filled, log_in, on_pc, register, vietnam_day

__all__ = ["on_pc"]

PAPER = ScanFile("ủy nhiệm chi.png", as_file(paper().resize((300, 424))))
StartPc = Callable[[DemoLicensor], Client]


@pytest.fixture
def unit(licensor: DemoLicensor, request: pytest.FixtureRequest) -> Account:
    """A unit of this test's own, with 40 days left."""
    prefix = f"P{abs(hash(request.node.name)) % 10_000_000}"
    return add_units(licensor, prefix, 1)[0]


@pytest.fixture
def paying(licensor: DemoLicensor, unit: Account, on_pc: StartPc) -> tuple[Client, str]:
    """A client that has registered, and its order's number."""
    client = log_in(on_pc(licensor), unit)
    client.licences.refresh()
    return client, register(client).receipt.order_no


def move(licensor: DemoLicensor, unit: Account, name: str, *more: str) -> None:
    licensor.run("move", unit.unit_code, name, "--staff", "nhanvien", "--reason", "Ảnh mờ", *more)


def proof(client: Client, no: str, amount: int = 3_500_000) -> PaymentProof:
    today = client.licences.refresh().refreshed_at.date()
    return PaymentProof(f"Thanh toán đơn hàng {no}", today, amount, "", (PAPER,))


def test_rejected_then_short_then_paid(licensor: DemoLicensor, unit: Account, paying: tuple[Client, str]):
    client, no = paying
    total = client.registrations.order(no).row.total
    done = client.orders.confirm_payment(no, proof(client, no, total))
    assert (done.kind, done.order_no, done.held is not None) == (ChangeKind.PAYMENT_PROOF, no, True)
    assert done.held is not None
    assert stage_on(done.held.licence, vietnam_day(done.held)) is Stage.PAYMENT_IN_REVIEW
    assert (
        client.registrations.order(no).standing(OrderAction.CONFIRM_PAYMENT).obstacle is Obstacle.PROOF_IN_REVIEW
    )

    move(licensor, unit, "proof_rejected")
    detail = client.registrations.order(no)
    assert (detail.row.payment_state, detail.proofs[0].reason) == ("proof_rejected", "Ảnh mờ")
    client.orders.confirm_payment(no, proof(client, no, total - 500_000))
    move(licensor, unit, "proof_short", "--remaining", "500000")
    assert client.registrations.order(no).remaining == 500_000

    client.orders.confirm_payment(no, proof(client, no, 700_000))
    move(licensor, unit, "paid", "--received", "700000")
    held = client.licences.refresh()
    assert stage_on(held.licence, vietnam_day(held)) is Stage.RENEWED
    detail = client.registrations.order(no)
    assert (detail.row.payment_state, detail.row.resource_state, detail.overpaid) == ("paid", "official", 200_000)
    assert [one.state for one in detail.proofs] == ["rejected", "short", "accepted"]
    kinds = [one.kind for one in detail.order_receipts]
    assert kinds[0] == "submission"
    assert sorted(kinds[1:]) == sorted(
        ["payment_proof", "proof_rejected", "payment_proof", "proof_short", "payment_proof", "paid"]
    )
    error = fails(lambda: client.orders.confirm_payment(no, proof(client, no)))
    assert (error.code, error.details["reason"]) == (ErrorCode.ACTION_NOT_ALLOWED, "paid")


def test_what_is_refused_names_its_field_and_is_not_sent_again(paying: tuple[Client, str]):
    client, no = paying
    svg = PaymentProof("x", proof(client, no).paid_on, 1, "", (PAPER, ScanFile("a.jpg", b"<svg/>")))
    error = fails(lambda: client.orders.confirm_payment(no, svg))
    assert (error.code, error.fields[0].field) == (ErrorCode.FILE_TYPE_WRONG, "/files/1")
    assert client.orders.unfinished(no) is None
    late = PaymentProof("x", proof(client, no).paid_on + timedelta(days=3), 1, "", (PAPER,))
    error = fails(lambda: client.orders.confirm_payment(no, late))
    assert [(one.field, one.code) for one in error.fields] == [("/paid_on", "in_future")]


def test_an_answer_that_is_lost_is_asked_for_again_under_its_key(
    paying: tuple[Client, str], monkeypatch: pytest.MonkeyPatch
):
    client, no = paying
    wanted = proof(client, no)
    with monkeypatch.context() as broken:

        def lost(*_args: object, **_named: object) -> None:
            raise OperationError(ErrorCode.NO_NETWORK)

        broken.setattr(ChangeRows, "finish", lost)
        assert fails(lambda: client.orders.confirm_payment(no, wanted)).code is ErrorCode.NO_NETWORK
    assert client.orders.unfinished(no) is ChangeKind.PAYMENT_PROOF
    done = client.orders.resume(no)
    assert done is not None
    assert client.orders.unfinished(no) is None
    assert client.orders.resume(no) is None
    assert len(client.registrations.order(no).proofs) == 1


def test_cancelled_and_registered_anew(paying: tuple[Client, str]):
    client, no = paying
    done = client.orders.cancel(no, "Nhầm số năm")
    assert done.held is not None
    assert done.held.licence.order is None
    detail = client.registrations.order(no)
    assert detail.row.order_state == "cancelled"
    assert detail.standing(OrderAction.CANCEL).obstacle is Obstacle.ORDER_OVER
    assert client.registrations.open_draft().no != no


def test_edited_in_one_step_without_a_break(paying: tuple[Client, str]):
    client, no = paying
    client.orders.begin_edit(no)
    draft = client.registrations.open_draft(years=2)
    assert draft.replaces == no
    form = filled(draft.form, draft.offer)
    saved = client.registrations.save_form(draft.no, draft.version, form)
    slip = client.registrations.make_slip(form, draft.offer, draft.offer_file, draft.offer.due_from)
    done = client.registrations.submit(
        replace(draft, version=saved.version), form, slip, SendMethod.STAMPED, lambda _stage: None
    )
    assert done.held.licence.order is not None
    assert done.held.licence.order.no == draft.no
    assert client.registrations.order(no).replaced_by == draft.no
    assert client.registrations.order(draft.no).earlier_nos == (no,)


def test_extending_before_its_day_says_from_when(paying: tuple[Client, str]):
    client, no = paying
    standing = client.registrations.order(no).standing(OrderAction.EXTEND_PAYMENT)
    assert standing.obstacle in {Obstacle.NOT_YET, Obstacle.TOO_LATE}
    assert standing.day is not None
    error = fails(lambda: client.orders.extend_payment(no, standing.day))
    assert (error.code, error.details["day"]) == (ErrorCode.ACTION_NOT_ALLOWED, standing.day.isoformat())


@pytest.mark.parametrize("document", [OrderDocument.QUOTE, OrderDocument.PAYMENT_REQUEST, OrderDocument.SLIP])
def test_the_papers_of_an_order_come_whole(paying: tuple[Client, str], document: OrderDocument):
    client, no = paying
    assert client.orders.document(no, document).startswith(b"%PDF-")


def test_an_invoice_that_is_not_there_is_not_found(paying: tuple[Client, str]):
    client, no = paying
    assert fails(lambda: client.orders.document(no, OrderDocument.INVOICE)).code is ErrorCode.NOT_FOUND


def test_a_receipt_can_be_printed(paying: tuple[Client, str]):
    client, no = paying
    receipt = client.registrations.order(no).order_receipts[0]
    assert client.orders.receipt_pages(receipt.file).startswith(b"%PDF-")


class Dossier:
    """A dossier on the disk, to be looked at with the licensor's own keys."""

    def __init__(self, client: Client, no: str, folder: Path) -> None:
        self.path = folder / "hồ sơ.zip"
        self.path.write_bytes(client.orders.dossier(no))
        self.keys = folder / "keys.json"
        keys = client.api.keys()
        self.keys.write_bytes(msgspec.json.encode(keys))

    def check(self) -> int:
        return main(["check", str(self.path), "--keys", str(self.keys)])

    def rewrite(self, change: Callable[[dict[str, bytes]], None]) -> None:
        with zipfile.ZipFile(self.path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        change(members)
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        self.path.write_bytes(output.getvalue())


@pytest.fixture
def dossier(paying: tuple[Client, str], tmp_path: Path) -> Dossier:
    client, no = paying
    client.orders.confirm_payment(no, proof(client, no))
    return Dossier(client, no, tmp_path)


def test_a_dossier_is_whole_and_verifies_offline(dossier: Dossier, capsys: pytest.CaptureFixture[str]):
    with zipfile.ZipFile(dossier.path) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist()}
    assert folders == {"muc-luc.jws", "phieu", "chung-tu", "bien-nhan"}
    assert dossier.check() == 0
    assert "đủ và đúng" in capsys.readouterr().out


def altered(members: dict[str, bytes]) -> None:
    name = next(name for name in members if name.startswith("chung-tu/"))
    members[name] = members[name][:-1] + b"\0"


def missing(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("bien-nhan/"))]


def added(members: dict[str, bytes]) -> None:
    members["phieu/99-khac.pdf"] = b"%PDF-"


@pytest.mark.parametrize("change", [altered, missing, added])
def test_a_dossier_that_was_touched_says_where(
    dossier: Dossier, change: Callable[[dict[str, bytes]], None], capsys: pytest.CaptureFixture[str]
):
    dossier.rewrite(change)
    assert dossier.check() == 1
    assert "Thiếu, thừa hoặc bị sửa: " in capsys.readouterr().out


def test_a_dossier_whose_index_was_touched_is_refused(dossier: Dossier):
    def touch(members: dict[str, bytes]) -> None:
        index = members["muc-luc.jws"]
        members["muc-luc.jws"] = index[:-5] + (b"AAAAA" if index[-5:] != b"AAAAA" else b"BBBBB")

    dossier.rewrite(touch)
    assert dossier.check() == 1


def test_an_archive_without_an_index_is_no_dossier(tmp_path: Path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", b"b")
    assert main(["check", str(path)]) == 2
