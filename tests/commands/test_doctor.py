"""``qlts-desktop doctor``: what is wrong with this computer, and what to do about it."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from qlts_desktop.__main__ import main
from qlts_desktop.commands.doctor import AREAS, SENTENCES
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.machine_port import Area
from qlts_desktop.services.sessions import SERVER_SETTING
from qlts_desktop.services.signing_port import DriverFault, IdentityProblem, SigningSettings
from qlts_desktop.services.signing_settings import KeptSigningSettings
from qlts_desktop.ui.messages.machine import FOUND
from tests.services.http_double import Reply, free_port, http_double, json_reply
from tests.services.signing.pki import Authority, make_authority, make_certificate
from tests.services.signing.soft_token import SoftTokens, bad_module

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM2 as Debian has it")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoftTokens:
    made = SoftTokens.make(tmp_path)
    monkeypatch.setenv("SOFTHSM2_CONF", str(made.configuration))
    return made


def doctor(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["doctor", *map(str, arguments)])
    return code, capsys.readouterr().out


def reasons(capsys: pytest.CaptureFixture[str], area: Area, *arguments: object) -> list[str]:
    _code, said = doctor(capsys, "--json", *arguments)
    return [finding["reason"] for finding in json.loads(said) if finding["area"] == area]


def test_a_good_machine_has_nothing_to_put_right(
    tokens: SoftTokens, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    serial = tokens.plug_in("Kế toán")
    certificate = tmp_path / "c.der"
    certificate.write_bytes(make_certificate(authority, ends=400).public_bytes(Encoding.DER))
    tokens.put(serial, b"\x01", "x", certificate)
    with http_double() as licensor:
        licensor.answers_by(lambda _seen: json_reply({"status": "ok", "version": "1"}))
        code, said = doctor(capsys, "--data", tmp_path, "--server", licensor.url)
    assert code == 0, said
    assert f"Token: Kế toán (số {serial}, SoftHSM v2)" in said
    assert "Chứng thư số: Nguyễn Văn An, do QLTS Test Root cấp, dùng đến " in said
    assert "(còn 399 ngày)" in said
    assert f"Máy chủ: {licensor.url} trả lời" in said
    assert "[ LỖI ]" not in said


@pytest.mark.parametrize(
    ("certificate", "reason", "code"),
    [
        ({"begins": -400, "ends": -1}, "expired", 1),
        ({"begins": 2}, "not_yet_valid", 1),
        ({"ends": 20}, "ends_soon", 0),
        ({"for_signing": False}, "not_for_signing", 0),
        ({"kind": "rsa1024"}, "key_too_weak", 1),
        ({"sha1": True}, "digest_too_weak", 1),
        (None, "damaged", 1),
    ],
)
def test_each_certificate_says_what_is_wrong_with_it(
    tokens: SoftTokens,
    authority: Authority,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    certificate: dict[str, object] | None,
    reason: str,
    code: int,
):
    path = tmp_path / "c.der"
    content = (
        b"damaged"
        if certificate is None
        else make_certificate(authority, **certificate).public_bytes(Encoding.DER)
    )
    path.write_bytes(content)
    tokens.put(tokens.plug_in("Token"), b"\x01", "x", path)
    assert doctor(capsys, "--data", tmp_path)[0] == code
    assert reasons(capsys, Area.CERTIFICATE, "--data", tmp_path) == [reason]


def test_a_module_that_misbehaves_is_named_with_what_to_do(
    tokens: SoftTokens, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    module = bad_module(tmp_path, "vendor", "abort();")
    code, said = doctor(capsys, "--data", tmp_path, "--module", module, "--module", tmp_path / "none.so")
    assert code == 1
    assert f"{module}: bị dừng đột ngột. Cài lại trình điều khiển của nơi cấp token." in said
    assert "none.so: không có tệp này." in said
    assert "chưa cắm token nào." in said


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(lambda _seen: Reply(200, b"<html>", {"Content-Type": "text/html"}), "server_address_wrong"), (None, None)],
)
def test_a_server_that_does_not_answer_is_said(
    tokens: SoftTokens, tmp_path: Path, capsys: pytest.CaptureFixture[str], answer, reason
):
    with http_double() as licensor:
        if answer is not None:
            licensor.answers_by(answer)
            assert reasons(capsys, Area.SERVER, "--data", tmp_path, "--server", licensor.url) == [reason]
        url = licensor.url
    if answer is None:
        code, said = doctor(capsys, "--data", tmp_path, "--server", url)
        assert code == 1
        assert f"{url}: không kết nối được" in said


def test_the_remembered_server_is_asked_and_nothing_is_made_where_nothing_was(
    tokens: SoftTokens, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = tmp_path / "Dữ liệu"
    assert reasons(capsys, Area.SERVER, "--data", folder) == ["not_set"]
    assert not folder.exists()
    with http_double() as licensor:
        licensor.answers_by(lambda _seen: json_reply({"status": "ok", "version": "1"}))
        store = LocalStore(folder / "qlts-desktop.sqlite3")
        store.set_setting(SERVER_SETTING, licensor.url)
        store.close()
        assert reasons(capsys, Area.SERVER, "--data", folder) == ["answers"]


def test_what_is_set_for_signing_is_looked_at(
    tokens: SoftTokens, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert reasons(capsys, Area.TIME_STAMP, "--data", tmp_path / "none") == ["none"]
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert reasons(capsys, Area.TIME_STAMP, "--data", tmp_path / "none", "--time-stamp", nowhere) == ["no_answer"]
    store = LocalStore(tmp_path / "qlts-desktop.sqlite3")
    KeptSigningSettings(store).keep(SigningSettings(nowhere, None, tmp_path / "gone.so"))
    store.close()
    assert reasons(capsys, Area.TIME_STAMP, "--data", tmp_path) == ["no_answer"]
    assert DriverFault.MISSING in reasons(capsys, Area.MODULE, "--data", tmp_path)


def test_a_proxys_password_is_not_shown(
    tokens: SoftTokens, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("https_proxy", "http://ketoan:bimat@proxy.example.vn:3128")
    _code, said = doctor(capsys, "--data", tmp_path)
    assert "proxy.example.vn:3128" in said
    assert "bimat" not in said
    assert "ketoan" not in said


def test_misuse_is_said(capsys: pytest.CaptureFixture[str]):
    assert main(["doctor", "--nothing"]) == 2
    assert "Tham số không đúng" in capsys.readouterr().err


def test_every_reason_has_its_sentence():
    assert set(AREAS) == set(Area)
    assert {reason for area, reason in SENTENCES if area is Area.MODULE} == {
        *map(str, DriverFault),
        "answered",
        "none",
    }
    problems = set(map(str, IdentityProblem)) - {"pin_locked"}
    assert problems <= {reason for area, reason in SENTENCES if area is Area.CERTIFICATE}
    assert set(SENTENCES) == set(FOUND), "console and window know the same reasons"


def test_a_report_is_written_once_and_holds_what_was_found(
    tokens: SoftTokens, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    tokens.plug_in("Token của Lan")
    report = tmp_path / "report.zip"
    assert main(["doctor", "--data", str(tmp_path), "--report", str(report)]) in {0, 1}
    assert str(report) in capsys.readouterr().err
    with zipfile.ZipFile(report) as archive:
        assert archive.testzip() is None
        lines = json.loads(archive.read("findings.json"))
        assert {line["area"] for line in lines} >= {"versions", "folder", "printer", "token"}
        assert json.loads(archive.read("versions.json"))["pyhanko"]
        assert "Lan" not in archive.read("findings.json").decode()
    before = report.read_bytes()
    assert main(["doctor", "--data", str(tmp_path), "--report", str(report)]) == 2
    assert "--force" in capsys.readouterr().err
    assert report.read_bytes() == before
    assert main(["doctor", "--data", str(tmp_path), "--report", str(tmp_path / "no" / "report.zip")]) == 2
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".zip", ".tmp"}] == ["report.zip"]


def test_an_address_with_a_password_is_refused_without_showing_it(
    tokens: SoftTokens, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    code, said = doctor(capsys, "--data", tmp_path, "--server", "https://ketoan:bimat@qlts.example.vn")
    assert code == 1
    assert "qlts.example.vn" in said
    assert "bimat" not in said
