"""Tokens are found and read in a process of their own; whatever a vendor's module does stays in there."""

from __future__ import annotations

import io
import struct
import sys
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from qlts_desktop.services.signing import token_modules
from qlts_desktop.services.signing.token_modules import fault_of, found_modules
from qlts_desktop.services.signing.token_protocol import (
    LARGEST_MESSAGE,
    Failed,
    Fault,
    ListTokens,
    LoggedIn,
    LogIn,
    ProtocolError,
    Request,
    Sign,
    Signature,
    Token,
    TokenCertificate,
    Tokens,
    receive_answer,
    receive_request,
    send,
)
from qlts_desktop.services.signing.tokens import ModuleReport, look_for_tokens
from qlts_desktop.services.signing_port import DriverFault
from tests.services.signing.pki import Authority, make_certificate
from tests.services.signing.soft_token import MODULE, SoftTokens, bad_module

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM2 as Debian has it")


@pytest.fixture
def tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoftTokens:
    made = SoftTokens.make(tmp_path)
    monkeypatch.setenv("SOFTHSM2_CONF", str(made.configuration))
    return made


def report_of(path: Path, seconds: float = 20) -> ModuleReport:
    return next(report for report in look_for_tokens([path], seconds) if report.path == path)


def written(certificate: x509.Certificate, folder: Path) -> Path:
    path = folder / "certificate.der"
    path.write_bytes(certificate.public_bytes(Encoding.DER))
    return path


def test_a_token_is_found_with_its_certificates(tokens: SoftTokens, authority: Authority, tmp_path: Path):
    serial = tokens.plug_in("Kế toán Trường Nguyễn Du")
    certificate = written(make_certificate(authority), tmp_path)
    tokens.put(serial, b"\x01", "Chứng thư của Hiệu trưởng", certificate)
    report = report_of(MODULE)
    assert report.fault is None
    (token,) = report.tokens
    assert (token.label, token.serial) == ("Kế toán Trường Nguyễn Du", serial)
    assert [token.pin_locked, token.pin_final_try, token.pin_count_low] == [False] * 3
    (found,) = token.certificates
    assert found.object_id == b"\x01"
    assert found.content == certificate.read_bytes()


def test_a_certificates_label_in_another_encoding_hides_nothing(
    tokens: SoftTokens, authority: Authority, tmp_path: Path
):
    serial = tokens.plug_in("Token")
    tokens.put(serial, b"\x01", "HIEU TRUONG", written(make_certificate(authority), tmp_path))
    (kept,) = (
        path for path in tokens.configuration.parent.rglob("*.object") if b"HIEU TRUONG" in path.read_bytes()
    )
    kept.write_bytes(kept.read_bytes().replace(b"HIEU TRUONG", b"HI\xd2U TR\xf5\xd0NG"))
    report = report_of(MODULE)
    assert report.fault is None
    assert len(report.tokens[0].certificates) == 1


def test_tokens_of_one_label_stay_two(tokens: SoftTokens):
    serials = {tokens.plug_in("Token"), tokens.plug_in("Token")}
    report = report_of(MODULE)
    assert {token.serial for token in report.tokens} == serials
    assert [token.label for token in report.tokens] == ["Token", "Token"]


def test_an_empty_drawer_and_a_token_that_nobody_set_up_are_no_tokens(tokens: SoftTokens):
    assert report_of(MODULE) == type(report_of(MODULE))(MODULE, None)


def test_wrong_pins_elsewhere_are_seen_without_a_login(tokens: SoftTokens):
    serial = tokens.plug_in("Token")
    tokens.try_wrong_pin(serial, 1)
    (token,) = report_of(MODULE).tokens
    assert (token.pin_count_low, token.pin_locked) == (True, False)


@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        ("abort();", DriverFault.CRASHED),
        ("*list = 0; return 0;", DriverFault.CRASHED),
        ("_exit(0);", DriverFault.CRASHED),
        ("for (;;) pause();", DriverFault.TIMED_OUT),
        ('printf("PIN?\\n"); fflush(stdout); return 5;', DriverFault.FAILED),
    ],
    ids=["abort", "null", "exit", "hang", "error"],
)
def test_a_module_that_misbehaves_is_told_and_harms_nobody(
    tmp_path: Path, behaviour: str, state: DriverFault, capfd: pytest.CaptureFixture[str]
):
    module = bad_module(tmp_path, "module", behaviour)
    began = time.monotonic()
    report = report_of(module, seconds=1.5 if state is DriverFault.TIMED_OUT else 20)
    assert (report.path, report.fault, report.tokens) == (module, state, ())
    assert time.monotonic() - began < 15
    assert capfd.readouterr() == ("", "")


def test_a_hanging_module_does_not_hold_the_others_up(tokens: SoftTokens, tmp_path: Path):
    tokens.plug_in("Token")
    hanging = [bad_module(tmp_path, f"hangs{number}", "for (;;) pause();") for number in range(2)]
    began = time.monotonic()
    reports = {report.path: report for report in look_for_tokens([*hanging, MODULE], seconds=3)}
    assert time.monotonic() - began < 15
    assert [reports[path].fault for path in hanging] == [DriverFault.TIMED_OUT] * 2
    assert len(reports[MODULE].tokens) == 1


# --- files that are no modules ------------------------------------------------------------------------------


def elf(machine: int, bits: int, extra: bytes = b"C_GetFunctionList") -> bytes:
    return b"\x7fELF" + bytes([bits, 1]) + bytes(12) + struct.pack("<H", machine) + bytes(64) + extra


def pe(machine: int) -> bytes:
    return (
        b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + struct.pack("<H", machine) + b"C_GetFunctionList"
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, DriverFault.MISSING),
        (b"", DriverFault.NOT_A_MODULE),
        (b"MZ", DriverFault.NOT_A_MODULE),
        (b"MZ" + bytes(58) + b"\xff\xff\xff\xff", DriverFault.NOT_A_MODULE),
        (b"text C_GetFunctionList", DriverFault.NOT_A_MODULE),
        (elf(62, 2, b""), DriverFault.NOT_A_MODULE),
        (elf(3, 1), DriverFault.WRONG_MACHINE),
        (elf(62, 1), DriverFault.WRONG_MACHINE),
        (pe(0x14C), DriverFault.WRONG_MACHINE),
    ],
)
def test_a_file_that_cannot_be_loaded_is_told_without_loading_it(
    tmp_path: Path, content: bytes | None, fault: DriverFault
):
    path = tmp_path / "Trình điều khiển.so"
    if content is not None:
        path.write_bytes(content)
    assert fault_of(path) is fault
    assert report_of(path).fault is fault


def test_softhsm_is_found_by_itself_and_each_module_once():
    assert fault_of(MODULE) is None
    found = found_modules()
    assert sum(path.resolve() == MODULE.resolve() for path in found) == 1
    assert found_modules([MODULE, MODULE])[0] == MODULE
    assert len(found_modules([MODULE])) == len(found)


def test_p11_kit_names_modules_by_path_and_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "modules"
    place.mkdir()
    (place / "a.module").write_text("# comment\nmodule: /opt/ca/vendor.so\ncritical: no\n")
    (place / "b.module").write_text("module: other.so\n")
    (place / "trust.module").write_text("module: p11-kit-trust.so\n")
    monkeypatch.setattr(token_modules, "P11_KIT", (place, tmp_path / "none"))
    named = list(token_modules._of_p11_kit([Path("/usr/lib")]))
    assert named == [Path("/opt/ca/vendor.so"), Path("/usr/lib/pkcs11/other.so")]


# --- the protocol -------------------------------------------------------------------------------------------


texts = st.text(max_size=40)
answers = (
    st.builds(Failed, texts, st.sampled_from(Fault))
    | st.builds(Signature, st.binary())
    | st.builds(
        Tokens,
        st.lists(
            st.builds(
                Token,
                slot=st.integers(0, 2**63),
                label=texts,
                manufacturer=texts,
                model=texts,
                serial=texts,
                pin_count_low=st.booleans(),
                pin_final_try=st.booleans(),
                pin_locked=st.booleans(),
                has_pin_pad=st.booleans(),
                signs_pss=st.booleans(),
                shortest_pin=st.integers(0, 2**31),
                longest_pin=st.integers(0, 2**31),
                certificates=st.lists(st.builds(TokenCertificate, st.binary(), st.binary()), max_size=2),
            ),
            max_size=3,
        ),
    )
)


@given(answers)
def test_an_answer_arrives_as_it_was_sent(answer: Tokens | Failed):
    stream = io.BytesIO()
    send(stream, answer)
    stream.seek(0)
    assert receive_answer(stream) == answer


@given(answers, st.data())
def test_an_answer_that_is_cut_or_changed_is_none_or_a_whole_one(answer: Tokens | Failed, data: st.DataObject):
    stream = io.BytesIO()
    send(stream, answer)
    content = bytearray(stream.getvalue())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        received = receive_answer(io.BytesIO(bytes(content)))
    except ProtocolError:
        return
    assert isinstance(received, Tokens | LoggedIn | Signature | Failed)


def test_messages_have_a_limit():
    with pytest.raises(ProtocolError):
        send(io.BytesIO(), Failed("x" * LARGEST_MESSAGE))
    with pytest.raises(ProtocolError):
        receive_answer(io.BytesIO(struct.pack(">I", LARGEST_MESSAGE + 1) + bytes(10)))


@pytest.mark.parametrize(
    "request_",
    [ListTokens(), LogIn(7, "0123", "mã PIN", last_try_confirmed=True), Sign(b"\x01", b"data", pss=True)],
)
def test_a_request_arrives(request_: Request):
    stream = io.BytesIO()
    send(stream, request_)
    stream.seek(0)
    assert receive_request(stream) == request_
