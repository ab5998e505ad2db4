"""``qlts-desktop slip``: the slip of a prepared registration, whole and checked, never over another file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qlts_desktop.__main__ import main
from qlts_desktop.commands import trusted_keys
from tests.no_writing import unwritable
from tests.services import prepared_files
from tests.services.issuer import Issuer

ISSUER = Issuer()


@pytest.fixture(autouse=True)
def no_pinned_root(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trusted_keys, "pinned_root", lambda: None)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    return prepared_files.write(tmp_path / "phiếu.qlts", prepared_files.file(ISSUER))


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(ISSUER.keys()))
    return path


def slip(*arguments: object) -> int:
    return main(["slip", *map(str, arguments)])


def test_the_very_slip_that_was_sealed_is_written(prepared: Path, keys: Path, capsys: pytest.CaptureFixture[str]):
    out = prepared.with_name("Phiếu gia hạn.pdf")
    assert slip(prepared, "-o", out, "--keys", keys) == 0
    assert out.read_bytes() == prepared_files.slip(ISSUER)
    said = capsys.readouterr().out
    assert str(out) in said
    assert "Số đơn hàng:" in said
    assert prepared_files.RIGHT not in said
    assert sorted(path.name for path in prepared.parent.iterdir()) == sorted((prepared.name, keys.name, out.name))


def test_nothing_is_overwritten_unless_asked(prepared: Path, keys: Path, capsys: pytest.CaptureFixture[str]):
    out = prepared.with_name("phieu.pdf")
    out.write_bytes(b"other")
    assert slip(prepared, "-o", out, "--keys", keys) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_bytes() == b"other"
    assert slip(prepared, "-o", out, "--keys", keys, "--force") == 0
    assert out.read_bytes() == prepared_files.slip(ISSUER)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 1),
        (b"PK\x03\x04 hello", 1),
        (prepared_files.altered(ISSUER, slip=b"%PDF-1.7 another"), 1),
        (prepared_files.file(ISSUER)[:-10], 1),
        (prepared_files.file(ISSUER, version=99), 1),
        (prepared_files.file(Issuer()), 3),
    ],
    ids=["empty", "no zip", "another slip", "cut", "newer", "another vendor"],
)
def test_what_is_not_believed_writes_nothing(
    tmp_path: Path, keys: Path, content: bytes, code: int, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "phieu.pdf"
    assert slip(prepared_files.write(tmp_path / "x.qlts", content), "-o", out, "--keys", keys) == code
    assert capsys.readouterr().out.endswith(".\n")
    assert not out.exists()


def test_a_target_that_cannot_be_written_is_said(
    prepared: Path, keys: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for out in (tmp_path / "no" / "folder" / "phieu.pdf", tmp_path / ("x" * 300), tmp_path):
        assert slip(prepared, "-o", out, "--keys", keys, "--force") == 2
        assert "Không ghi được" in capsys.readouterr().err
    with unwritable(tmp_path / "locked") as folder:
        assert slip(prepared, "-o", folder / "phieu.pdf", "--keys", keys) == 2


@pytest.mark.parametrize("arguments", [(), ("x.qlts",), ("no-such.qlts", "-o", "y.pdf")])
def test_misuse_is_said(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert slip(*arguments) == 2
    assert capsys.readouterr().err
