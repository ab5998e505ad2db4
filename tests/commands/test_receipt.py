"""``qlts-desktop check`` of a receipt: three-valued, with what was received."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qlts_desktop.__main__ import main
from qlts_desktop.commands import trusted_keys
from tests.services.issuer import Issuer

ISSUER = Issuer()
KEY = "0d4cbb0c-6f0a-4f0b-9a55-0e6a1f8f2d11"


@pytest.fixture(autouse=True)
def no_pinned_root(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trusted_keys, "pinned_root", lambda: None)


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "bien-nhan.jws"
    path.write_text(ISSUER.receipt(KEY, b"%PDF") + "\n")
    return path


def keys(folder: Path, *revoked: str) -> Path:
    path = folder / "keys.json"
    path.write_text(json.dumps(ISSUER.keys(*revoked, serial=1 + len(revoked))))
    return path


def check(*arguments: object) -> int:
    return main(["check", *map(str, arguments)])


def test_a_good_receipt_says_what_was_received(receipt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert check(receipt, "--keys", keys(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "Biên nhận hợp lệ." in said
    assert "Số tiền:           2.000.000 đ" in said
    assert check(receipt, "--keys", keys(tmp_path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["order_no"] == "123456789"


def test_the_receipt_of_a_scan_says_what_was_read_on_the_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    claims = {
        "receipt_no": "BN-123456789-2",
        "kind": "paper_scan",
        "order_no": "123456789",
        "unit": "DEMO01",
        "unit_name": "Sở Tài chính tỉnh Thử Nghiệm",
        "actor": "Ánh",
        "received_at": "2026-11-23T09:00:00+07:00",
        "code": "matched",
        "files": [{"name": "quét.jpg", "size": 5, "sha256": "0" * 64}],
        "idempotency_key": KEY,
    }
    scan = tmp_path / "quet.jws"
    scan.write_text(ISSUER.signed("qlts-receipt+jws", claims))
    assert check(scan, "--keys", keys(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "Bản quét phiếu đã đóng dấu" in said
    assert "khớp với đơn" in said
    assert check(scan, "--keys", keys(tmp_path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["code"] == "matched"


def test_a_receipt_of_a_revoked_key_cannot_be_determined(
    receipt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert check(receipt, "--keys", keys(tmp_path, ISSUER.key.kid)) == 3
    assert "thu hồi" in capsys.readouterr().err


def test_without_a_key_it_cannot_be_determined(receipt: Path, capsys: pytest.CaptureFixture[str]):
    assert check(receipt, "--json") == 3
    assert json.loads(capsys.readouterr().out)["result"] == "undetermined"


@pytest.mark.parametrize("wrong", ["changed", "licence", "cut"])
def test_what_is_no_good_receipt(receipt: Path, tmp_path: Path, wrong: str, capsys: pytest.CaptureFixture[str]):
    head, payload, signature = receipt.read_text().strip().split(".")
    texts = {
        "changed": f"{head}.{payload[:-4]}AAAA.{signature}",
        "licence": ISSUER.licence(),
        "cut": f"{head}.{payload}.{signature[:20]}",
    }
    receipt.write_text(texts[wrong])
    assert check(receipt, "--keys", keys(tmp_path)) == 1
    assert capsys.readouterr().err
