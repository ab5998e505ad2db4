"""What is made from an order, and what is kept with it."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qlts_licensor.documents.words import LARGEST_IN_WORDS, amount_in_words
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.dossier import _safe
from qlts_licensor.transitions.table import Name

from licensor.tests.paying import PAPER, Paying
from qlts_desktop.core.money import amount_in_words as clients_words


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "x.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", folder / "x.pdf", "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("quote", ["BÁO GIÁ", "Ba triệu năm trăm nghìn đồng", "Trường THCS THCS01", "Mã số thuế: 0200731649"]),
        ("payment-request", ["GIẤY ĐỀ NGHỊ THANH TOÁN", "1020304050", "Vietcombank", "chậm nhất ngày"]),
    ],
)
def test_a_treasury_gets_its_papers(paying: Paying, tmp_path: Path, call: str, words: list[str]) -> None:
    reply = paying.caller.call("GET", f"/registrations/{paying.no}/{call}")
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, "application/pdf")
    digest = base64.b64encode(hashlib.sha256(reply.content).digest()).decode()
    assert reply.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    said = text_of(reply.content, tmp_path)
    assert [word for word in (*words, paying.no, "3.500.000") if word not in said] == []
    assert paying.caller.call("GET", f"/registrations/{paying.no}/{call}").content == reply.content


def test_what_is_still_to_be_paid_is_asked_for(paying: Paying, tmp_path: Path) -> None:
    paying.prove()
    paying.decide(Name.PROOF_SHORT, remaining=500_000)
    reply = paying.caller.call("GET", f"/registrations/{paying.no}/payment-request")
    assert "Đã thanh toán: 3.000.000 đồng. Số tiền: 500.000 đồng" in text_of(reply.content, tmp_path)
    paying.decide(Name.PAID)
    reply = paying.caller.call("GET", f"/registrations/{paying.no}/payment-request")
    assert (reply.status_code, reply.json()["detail"]) == (409, "paid")
    assert paying.caller.call("GET", f"/registrations/{paying.no}/quote").status_code == 200


def test_the_index_names_everything_that_is_kept(paying: Paying) -> None:
    paying.prove(PAPER, PAPER)
    detail = paying.detail
    index = claims_of(paying.caller.call("GET", f"/registrations/{paying.no}/dossier-index").json()["index"])
    assert (index["kind"], index["order_no"]) == ("dossier", paying.no)
    assert [file["sha256"] for file in index["files"]] == [file["sha256"] for file in detail["files"]]
    paths = [entry["path"] for entry in (*index["files"], *index["receipts"])]
    assert len(paths) == len(set(paths)) == 5
    assert [event["code"] for event in index["events"]] == [event["code"] for event in detail["events"]]
    receipts = paying.caller.call("GET", f"/registrations/{paying.no}/receipts").json()["receipts"]
    digests = [hashlib.sha256(receipt.encode()).hexdigest() for receipt in receipts]
    assert [receipt["sha256"] for receipt in index["receipts"]] == digests


@pytest.mark.parametrize("call", ["invoice", "invoice-xml", "signature-report", f"files/{'0' * 64}"])
def test_what_there_is_not_is_not_found(paying: Paying, call: str) -> None:
    assert paying.caller.call("GET", f"/registrations/{paying.no}/{call}").status_code == 404


@given(st.integers(0, LARGEST_IN_WORDS))
def test_both_programs_spell_an_amount_alike(amount: int) -> None:
    assert amount_in_words(amount) == clients_words(amount)


@given(st.text(max_size=300))
def test_a_name_in_the_dossier_is_a_plain_name(name: str) -> None:
    safe = _safe(name)
    assert safe
    assert len(safe) <= 91
    assert safe.isascii()
    assert not set(safe) & set('/\\:*?"<>| \0\n')
    assert safe.strip(".") == safe
