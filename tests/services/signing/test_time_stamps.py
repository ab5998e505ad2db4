"""Time stamps and long-term signatures: what is reached is what is said, and a stamp that lies is no stamp."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
import requests
import time_machine
from asn1crypto import tsp

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.checking_port import Reason, SignatureReport, Verdict
from qlts_desktop.services.signing import time_stamp
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.validate import validate_slip
from qlts_desktop.services.signing_port import (
    CheckOutcome,
    PreflightRow,
    SignatureLevel,
    SigningSettings,
    Standing,
)
from tests.services.signing.certomancer_pki import LivePki, live_pki
from tests.services.signing.pki import PASSWORD
from tests.services.signing.service import signing_service
from tests.services.signing.test_revocation import certificate_file


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def pki(keys: Path) -> Iterator[LivePki]:
    with live_pki(keys) as running:
        yield running


@dataclass
class Desk:
    """A service that trusts the authority and signs with one of its certificates."""

    service: SigningService
    trust: Path
    keys: Path
    pki: LivePki
    folder: Path

    def sign(self, slip: bytes, form: RenewalForm, label: str = "good", *, without: bool = False):
        identity = self.service.open_file(certificate_file(self.pki, self.keys, label, self.folder), PASSWORD)
        return self.service.sign(slip, identity, PASSWORD, form, without_time_stamp=without)


@pytest.fixture
def desk(pki: LivePki, keys: Path, tmp_path: Path) -> Desk:
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "root.der").write_bytes(pki.certificate("root").dump())
    return Desk(signing_service(tmp_path, trust), trust, keys, pki, tmp_path)


def report_of(pdf: bytes, trust: Path) -> SignatureReport:
    (report,) = validate_slip(pdf, (trust,)).signatures
    return report


def test_without_a_server_the_time_is_the_signers(desk: Desk, slip: bytes, form: RenewalForm):
    signed = desk.sign(slip, form)
    report = report_of(signed.pdf, desk.trust)
    assert signed.level is SignatureLevel.B_B
    assert (report.level, report.time_source, report.revocation) == (
        SignatureLevel.B_B,
        "signer",
        Standing.UNKNOWN,
    )


@pytest.mark.parametrize(
    ("label", "level", "revocation"),
    [
        ("good", SignatureLevel.B_LT, Standing.GOOD),
        ("good_by_list", SignatureLevel.B_LT, Standing.GOOD),
        ("silent", SignatureLevel.B_T, Standing.UNKNOWN),
    ],
)
def test_with_a_server_it_carries_what_can_be_had(
    desk: Desk, slip: bytes, form: RenewalForm, label: str, level: SignatureLevel, revocation: Standing
):
    desk.service.change_settings(SigningSettings(desk.pki.time_stamp_server))
    signed = desk.sign(slip, form, label)
    report = report_of(signed.pdf, desk.trust)
    assert signed.level is level
    assert (report.verdict, report.level, report.revocation) == (Verdict.VALID, level, revocation)
    assert report.time_source == "timestamp"
    assert abs(report.signed_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert signed.pdf.startswith(slip)
    target = desk.folder / "signed.pdf"
    target.write_bytes(signed.pdf)
    printed = subprocess.run(["pdfsig", "-nocert", target], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in printed
    for share in (0.2, 0.5, 0.8):
        changed = bytearray(slip)
        changed[int(len(slip) * share)] ^= 1
        assert validate_slip(bytes(changed) + signed.pdf[len(slip) :], (desk.trust,)).verdict is Verdict.INVALID


def test_a_long_term_signature_is_good_offline_and_when_the_certificate_has_expired(
    desk: Desk, slip: bytes, form: RenewalForm
):
    desk.service.change_settings(SigningSettings(desk.pki.time_stamp_server))
    signed = desk.sign(slip, form).pdf
    asked = len(desk.pki.asked)
    with time_machine.travel(datetime(2040, 1, 1, tzinfo=UTC), tick=False):
        report = report_of(signed, desk.trust)
    assert (report.verdict, report.level) == (Verdict.VALID, SignatureLevel.B_LT)
    assert len(desk.pki.asked) == asked


def test_a_second_signature_leaves_what_the_first_carries(desk: Desk, slip: bytes, form: RenewalForm):
    desk.service.change_settings(SigningSettings(desk.pki.time_stamp_server))
    first = desk.sign(slip, form)
    both = desk.sign(first.pdf, form, "good_by_list").pdf
    assert both.startswith(first.pdf)
    report = validate_slip(both, (desk.trust,))
    assert report.verdict is Verdict.VALID
    assert [one.level for one in report.signatures] == [SignatureLevel.B_LT] * 2
    changed = both.replace(b"/Rect", b"/rect", 1)
    assert validate_slip(changed, (desk.trust,)).verdict is Verdict.INVALID


def test_other_validators_take_it(desk: Desk, slip: bytes, form: RenewalForm):
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    desk.service.change_settings(SigningSettings(desk.pki.time_stamp_server))
    (signature,) = PdfFileReader(BytesIO(desk.sign(slip, form).pdf)).embedded_regular_signatures
    strict = {"trust_roots": [desk.pki.certificate("root")], "allow_fetching": False, "revocation_mode": "require"}
    context = DocumentSecurityStore.read_dss(signature.reader).as_validation_context(strict)
    assert validate_pdf_signature(signature, context).bottom_line


def test_the_checks_before_signing_name_the_server(desk: Desk, form: RenewalForm):
    identity = desk.service.open_file(certificate_file(desk.pki, desk.keys, "silent", desk.folder), PASSWORD)

    def row() -> tuple[CheckOutcome, str]:
        results = desk.service.preflight(identity, form, "")
        return next((one.outcome, one.reason) for one in results if one.row is PreflightRow.TIME_STAMP)

    assert row() == (CheckOutcome.WARNING, "time_of_this_computer")
    desk.service.change_settings(SigningSettings(desk.pki.time_stamp_server))
    assert row() == (CheckOutcome.PASSED, "time_stamp_server")
    desk.service.change_settings(SigningSettings())
    assert row() == (CheckOutcome.WARNING, "time_of_this_computer")


# --- servers that are down, and servers that lie ------------------------------------------------------------


@pytest.fixture
def lying(desk: Desk) -> Iterator[Callable[[Callable[[bytes], bytes]], str]]:
    """Starts a server that answers as it is told; it may ask the real one."""
    running: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[bytes], bytes]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_arguments: object) -> None:
                """Nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        running.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def honest(pki: LivePki, request: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query"}
    return requests.post(pki.time_stamp_server, data=request, headers=headers, timeout=10).content


def of_something_else(pki: LivePki, request: bytes) -> bytes:
    asked = tsp.TimeStampReq.load(request)
    asked["message_imprint"]["hashed_message"] = bytes(32)
    return honest(pki, asked.dump(force=True))


def without_nonce(pki: LivePki, request: bytes) -> bytes:
    asked = tsp.TimeStampReq.load(request)
    asked["nonce"] = 1
    return honest(pki, asked.dump(force=True))


def with_a_broken_signature(pki: LivePki, request: bytes) -> bytes:
    content = bytearray(honest(pki, request))
    content[-20] ^= 1
    return bytes(content)


LIES: dict[str, Callable[[LivePki, bytes], bytes]] = {
    "something else": of_something_else,
    "another nonce": without_nonce,
    "html": lambda _pki, _request: b"<html>hotel login</html>",
    "nothing": lambda _pki, _request: b"",
    "half": lambda pki, request: honest(pki, request)[:200],
    "too much": lambda _pki, _request: bytes(time_stamp.LARGEST_REPLY + 1),
    "refused": lambda _pki, _request: tsp.TimeStampResp({"status": {"status": "rejection"}}).dump(),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_server_that_lies_is_not_set(desk: Desk, lying: Callable[[Callable[[bytes], bytes]], str], lie: str):
    with pytest.raises(OperationError) as refused:
        desk.service.change_settings(SigningSettings(lying(lambda request: LIES[lie](desk.pki, request))))
    assert refused.value.code is ErrorCode.TIME_STAMP_FAILED
    assert desk.service.settings() == SigningSettings()


def test_a_server_that_is_down_is_told_before_the_password_is_used_and_can_be_done_without(
    desk: Desk, slip: bytes, form: RenewalForm
):
    identity = desk.service.open_file(certificate_file(desk.pki, desk.keys, "silent", desk.folder), PASSWORD)
    desk.service._settings.keep(SigningSettings("http://127.0.0.1:9/"))
    with pytest.raises(OperationError) as refused:
        desk.service.sign(slip, identity, "wrong password", form)
    assert refused.value.code is ErrorCode.TIME_STAMP_FAILED
    assert desk.sign(slip, form, "silent", without=True).level is SignatureLevel.B_B


def test_a_clock_that_is_far_from_ours_is_not_taken(pki: LivePki):
    stamper = time_stamp.time_stamper(pki.time_stamp_server, lambda: datetime.now(UTC) + timedelta(minutes=6))
    with pytest.raises(OperationError) as refused:
        time_stamp.try_server(stamper)
    assert refused.value.code is ErrorCode.TIME_STAMP_FAILED


def test_a_stamp_whose_own_signature_is_broken_is_never_sent(
    desk: Desk, slip: bytes, form: RenewalForm, lying: Callable[[Callable[[bytes], bytes]], str]
):
    address = lying(lambda request: with_a_broken_signature(desk.pki, request))
    desk.service._settings.keep(SigningSettings(address))
    with pytest.raises(OperationError) as refused:
        desk.sign(slip, form, "silent")
    assert refused.value.code is ErrorCode.SIGNING_FAILED
    assert Reason.TIME_STAMP_WRONG in (refused.value.technical or "")


def test_a_stamp_of_an_unknown_authority_leaves_it_open(
    desk: Desk, slip: bytes, form: RenewalForm, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
):
    with live_pki(tmp_path_factory.mktemp("others")) as others:
        desk.service._settings.keep(SigningSettings(others.time_stamp_server))
        signed = desk.sign(slip, form, "silent")
    report = report_of(signed.pdf, desk.trust)
    assert signed.level is SignatureLevel.B_B
    assert (report.verdict, report.reasons) == (Verdict.UNDETERMINED, (Reason.TIME_STAMP_UNTRUSTED,))
    assert report.time_source == "signer"
