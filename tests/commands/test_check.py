"""``qlts-desktop check``: exit codes, words and JSON; never a traceback."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest

from qlts_desktop.commands import check
from qlts_desktop.services.checking_port import Reason, Verdict
from qlts_desktop.services.slip_pdf import make_slip
from tests.factories import make_form, make_offer, make_root, make_signed_offer
from tests.services.signing.pki import PASSWORD, make_authority, write_p12
from tests.services.signing.service import signing_service


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``trust/``, ``slip.pdf`` and ``signed.pdf``."""
    folder = tmp_path_factory.mktemp("check")
    authority = make_authority()
    trust = authority.write_root(folder / "trust")
    slip = make_slip(make_form(), make_offer(), make_signed_offer(), date(2026, 11, 22))
    service = signing_service(folder, trust)
    identity = service.open_file(write_p12(folder / "x.p12", authority), PASSWORD)
    (folder / "slip.pdf").write_bytes(slip)
    (folder / "signed.pdf").write_bytes(service.sign(slip, identity, PASSWORD, make_form()).pdf)
    return folder


def checked(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = check.run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_good_slip(folder: Path, capsys: pytest.CaptureFixture[str]):
    code, out, err = checked(capsys, folder / "signed.pdf", "--trust", folder / "trust")
    assert (code, err) == (0, "")
    assert "Phiếu hợp lệ." in out
    assert "Nguyễn Văn An" in out


def test_the_same_as_json(folder: Path, capsys: pytest.CaptureFixture[str]):
    code, out, _ = checked(capsys, folder / "signed.pdf", "--trust", folder / "trust", "--json")
    told = json.loads(out)
    assert (code, told["result"], told["reasons"]) == (0, "valid", [])
    assert told["registration"]["order_no"] == "100000042"
    assert set(told["registration"]) == {"order_no", "unit", "sha256"}
    (signature,) = told["signatures"]
    assert set(signature) == {
        *("signer", "issuer", "tax_code", "serial", "valid_from", "valid_to", "signed_at", "time_source"),
        *("level", "revocation", "intact", "whole_document", "trusted", "result", "reasons"),
    }
    assert (signature["result"], signature["signer"]) == ("valid", "Nguyễn Văn An")


def test_the_same_to_be_printed(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    report = tmp_path / "kết quả.pdf"
    arguments = (folder / "signed.pdf", "--trust", folder / "trust", "-o", report)
    code, out, _ = checked(capsys, *arguments)
    assert code == 0
    text = " ".join(
        subprocess.run(["pdftotext", report, "-"], capture_output=True, check=True).stdout.decode().split()
    )
    for line in filter(None, out.splitlines()):
        assert " ".join(line.replace(":", " ").split())[:24] in text.replace(":", " ").replace("  ", " ")
    assert "signed.pdf" in text
    code, _, err = checked(capsys, *arguments)
    assert code == 2
    assert "--force" in err
    assert checked(capsys, *arguments, "--force")[0] == 0


def test_an_unknown_issuer_is_3_and_a_change_wins_over_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert checked(capsys, folder / "signed.pdf")[0] == 3
    content = bytearray((folder / "signed.pdf").read_bytes())
    content[4000] ^= 1
    (tmp_path / "changed.pdf").write_bytes(content)
    code, out, _ = checked(capsys, tmp_path / "changed.pdf")
    assert code == 1
    assert "thay đổi sau khi ký" in out


def test_an_unsigned_slip_is_1(folder: Path, capsys: pytest.CaptureFixture[str]):
    code, out, _ = checked(capsys, folder / "slip.pdf", "--trust", folder / "trust")
    assert code == 1
    assert "chưa được ký" in out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--json"],
        ["none.pdf"],
        ["."],
        ["\0"],
        ["slip.pdf", "--trust", "none"],
        ["slip.pdf", "--keys", "none.json"],
        ["slip.pdf", "--keys", "slip.pdf"],
        ["slip.pdf", "--unknown"],
        ["slip.pdf", "slip.pdf"],
        ["slip.pdf", "-o", "trust"],
        ["slip.pdf", "-o", "slip.pdf"],
        ["slip.pdf", "-o", "none/report.pdf"],
    ],
)
def test_misuse_is_2_with_a_message(
    arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(folder)
    code, out, err = checked(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.strip()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04" * 500, b"%PDF-1.4\n%%EOF\n", "phiếu".encode() * 99]
)
def test_what_is_no_pdf_is_2(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    code, _, err = checked(capsys, path)
    assert code == 2
    assert "PDF" in err


def test_a_locked_pdf_and_a_giant_are_2(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    locked = BytesIO()
    with pikepdf.open(folder / "slip.pdf") as slip:
        slip.save(locked, encryption=pikepdf.Encryption(user="x", owner="y"))
    (tmp_path / "locked.pdf").write_bytes(locked.getvalue())
    with (tmp_path / "giant.pdf").open("wb") as giant:
        giant.truncate(50_000_001)
    assert checked(capsys, tmp_path / "locked.pdf")[0] == 2
    code, _, err = checked(capsys, tmp_path / "giant.pdf")
    assert code == 2
    assert "50 MB" in err


def test_whatever_the_bytes_it_ends_with_1_or_2(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    signed = (folder / "signed.pdf").read_bytes()
    chance = random.Random(1)
    contents = [signed[: len(signed) * share // 100] for share in range(0, 100, 5)]
    contents += [chance.randbytes(5000), b"%PDF-1.7\n" + chance.randbytes(5000), signed[:60_000] + signed[60_100:]]
    for content in contents:
        (tmp_path / "x.pdf").write_bytes(content)
        code, out, err = checked(capsys, tmp_path / "x.pdf", "--trust", folder / "trust")
        assert code in (1, 2)
        assert bool(out) == (code == 1)
        assert bool(err) == (code == 2)


def test_a_keys_file_is_taken(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    keys = tmp_path / "keys.json"
    keys.write_bytes(msgspec.json.encode(make_root().keys_reply()))
    assert checked(capsys, folder / "signed.pdf", "--trust", folder / "trust", "--keys", keys)[0] == 0


def test_as_a_process(folder: Path):
    command = [sys.executable, "-m", "qlts_desktop", "check", str(folder / "signed.pdf")]
    told = subprocess.run(
        [*command, "--trust", str(folder / "trust")], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_every_reason_and_verdict_has_its_words():
    assert set(check.REASONS) == set(Reason)
    assert set(check.VERDICTS) == set(check.EXITS) == set(Verdict)
