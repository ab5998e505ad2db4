"""Signing with a token: the signature is good everywhere, and a PIN is tried once, whatever happens."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.checking_port import Verdict
from qlts_desktop.services.signing import token_key
from qlts_desktop.services.signing.adapter import SigningService
from qlts_desktop.services.signing.token_protocol import LogIn
from qlts_desktop.services.signing.tokens import TokenWatch
from qlts_desktop.services.signing.validate import validate_slip
from qlts_desktop.services.signing_port import FoundIdentities, Identity, IdentityProblem, PinState, SignedSlip
from tests.services.signing.pki import Authority, key, make_certificate
from tests.services.signing.service import signing_service
from tests.services.signing.soft_token import PIN, CountingModule, SoftTokens

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM2 as Debian has it")
OBJECT_ID = b"\x07"


@dataclass
class Bench:
    """A drawer of tokens behind the counting module, and a service that finds them."""

    folder: Path
    authority: Authority
    tokens: SoftTokens
    module: CountingModule
    service: SigningService

    def plug_in(
        self, kind: str = "rsa2048", *, label: str = "Kế toán", with_key: bool = True, **of_certificate: object
    ) -> str:
        serial = self.tokens.plug_in(label)
        certificate = self.folder / "certificate.der"
        made = make_certificate(self.authority, kind=kind, **of_certificate)
        certificate.write_bytes(made.public_bytes(Encoding.DER))
        self.tokens.put(serial, OBJECT_ID, "Chứng thư số", certificate)
        if with_key:
            self.tokens.put_key(serial, OBJECT_ID, key(kind, 2), self.folder)
        return serial

    def look(self, *, anew: bool = False) -> FoundIdentities:
        return self.service.look(lambda _found: None, anew=anew)

    def identity(self) -> Identity:
        (identity,) = self.look().identities
        return identity

    def refused(self, slip: bytes, form: RenewalForm, pin: str = PIN, *, confirmed: bool = False) -> ErrorCode:
        identity = self.identity()
        with pytest.raises(OperationError) as refused:
            self.service.sign(slip, identity, pin, form, last_try_confirmed=confirmed)
        assert pin not in f"{refused.value!r} {refused.value.technical}"
        return refused.value.code


@pytest.fixture
def bench(authority: Authority, trust: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    tokens = SoftTokens.make(tmp_path)
    monkeypatch.setenv("SOFTHSM2_CONF", str(tokens.configuration))
    module = CountingModule.make(tmp_path / "module")
    # Only the module of this test: the computer's own would show the same tokens.
    monkeypatch.setattr("qlts_desktop.services.signing.token_modules._candidates", lambda: iter(()))
    service = signing_service(tmp_path, trust, watch=TokenWatch(lambda: (module.path,)))
    yield Bench(tmp_path, authority, tokens, module, service)
    service.close()


def sign(bench: Bench, slip: bytes, form: RenewalForm) -> SignedSlip:
    return bench.service.sign(slip, bench.identity(), PIN, form)


# --- good signatures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mechanism"), [("rsa2048", "rsassa_pss"), ("rsa3072", "rsassa_pss"), ("ec256", "sha256_ecdsa")]
)
def test_other_programs_find_a_tokens_signature_good(
    bench: Bench, slip: bytes, form: RenewalForm, trust: Path, kind: str, mechanism: str
):
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader

    bench.plug_in(kind)
    signed = sign(bench, slip, form).pdf
    assert validate_slip(signed, (trust,)).verdict is Verdict.VALID
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    assert signature.signer_info["signature_algorithm"]["algorithm"].native == mechanism
    target = bench.folder / "signed.pdf"
    target.write_bytes(signed)
    printed = subprocess.run(["pdfsig", "-nocert", target], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in printed
    start, length, second, rest = signature.byte_range
    (bench.folder / "data").write_bytes(signed[start : start + length] + signed[second : second + rest])
    (bench.folder / "cms.der").write_bytes(signature.pkcs7_content)
    openssl = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", bench.folder / "cms.der"]
    openssl += ["-content", bench.folder / "data", "-CAfile", trust / "root.pem", "-purpose", "any"]
    verified = subprocess.run(
        [*openssl, "-out", bench.folder / "out"], capture_output=True, text=True, check=False
    )
    assert "Verification successful" in verified.stderr
    changed = bytearray(signed)
    changed[len(changed) // 3] ^= 1
    assert validate_slip(bytes(changed), (trust,)).verdict is Verdict.INVALID
    assert (bench.module.count("login"), bench.module.count("sign")) == (1, 1)


def test_a_key_that_asks_for_each_signature_gets_its_pin_once_more_and_only_then(
    bench: Bench, slip: bytes, form: RenewalForm, trust: Path
):
    serial = bench.plug_in(with_key=False)
    bench.tokens.put_key(serial, OBJECT_ID, key("rsa2048", 2), bench.folder, asks_each_time=True)
    signed = sign(bench, slip, form).pdf
    assert validate_slip(signed, (trust,)).verdict is Verdict.VALID
    assert (bench.module.count("login"), bench.module.count("again")) == (1, 1)


def test_a_reader_with_keys_of_its_own_is_given_no_pin(bench: Bench, slip: bytes, form: RenewalForm, trust: Path):
    bench.plug_in()
    bench.module.tell("flags", "0x100")
    identity = bench.identity()
    assert identity.token is not None
    assert identity.token.has_pin_pad
    signed = bench.service.sign(slip, identity, "", form)
    assert validate_slip(signed.pdf, (trust,)).verdict is Verdict.VALID
    assert bench.module.count("login") == 1


# --- one PIN entry, one C_Login -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "behaviour", "code", "logins"),
    [
        ("login", "0xA0", ErrorCode.PIN_WRONG, 1),
        ("login", "0xA4", ErrorCode.PIN_LOCKED, 1),
        ("login", "0xA3", ErrorCode.PIN_EXPIRED, 1),
        ("login", "0x50", ErrorCode.CANCELLED, 1),
        ("login", "0x06", ErrorCode.TOKEN_FAULT, 1),
        ("login", "0x05", ErrorCode.TOKEN_FAULT, 1),
        ("login", "0x32", ErrorCode.TOKEN_REMOVED, 1),
        ("login", "0x100", ErrorCode.TOKEN_BUSY, 1),
        ("login", "0x80000001", ErrorCode.TOKEN_FAULT, 1),
        ("login", "crash", ErrorCode.TOKEN_FAULT, 1),
        ("login", "hang", ErrorCode.TOKEN_FAULT, 1),
        ("sign", "0x32", ErrorCode.TOKEN_REMOVED, 1),
        ("sign", "0x30", ErrorCode.TOKEN_FAULT, 1),
        ("sign", "crash", ErrorCode.TOKEN_FAULT, 1),
        ("sign", "hang", ErrorCode.TOKEN_FAULT, 1),
        ("flags", "0x40000", ErrorCode.PIN_LOCKED, 0),
        ("flags", "0x20000", ErrorCode.PIN_LAST_TRY, 0),
    ],
)
def test_whatever_fails_the_pin_was_tried_at_most_once(
    bench: Bench,
    slip: bytes,
    form: RenewalForm,
    call: str,
    behaviour: str,
    code: ErrorCode,
    logins: int,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
):
    if behaviour == "hang":
        monkeypatch.setattr(token_key, "LOG_IN_SECONDS" if call == "login" else "SIGN_SECONDS", 3.0)
    bench.plug_in()
    bench.module.tell(call, behaviour)
    assert bench.refused(slip, form) is code
    assert (bench.module.count("login"), bench.module.count("sign")) == (logins, 0)
    assert capfd.readouterr() == ("", "")


def test_two_windows_may_sign_with_one_token_at_once(bench: Bench, slip: bytes, form: RenewalForm, trust: Path):
    bench.plug_in()
    other = signing_service(bench.folder, trust, watch=TokenWatch(lambda: (bench.module.path,)))
    try:
        desks = [
            (bench.service, bench.identity()),
            (other, other.look(lambda _found: None, anew=False).identities[0]),
        ]
        with ThreadPoolExecutor(2) as pool:
            made = list(pool.map(lambda desk: desk[0].sign(slip, desk[1], PIN, form), desks))
    finally:
        other.close()
    assert [validate_slip(signed.pdf, (trust,)).verdict for signed in made] == [Verdict.VALID] * 2
    assert (bench.module.count("login"), bench.module.count("sign")) == (2, 2)


def test_a_wrong_pin_is_seen_at_the_next_look(bench: Bench, slip: bytes, form: RenewalForm):
    bench.plug_in()
    assert bench.identity().token.pin is PinState.FRESH
    assert bench.refused(slip, form, "654321") is ErrorCode.PIN_WRONG
    assert bench.identity().token.pin is PinState.COUNT_LOW
    assert bench.module.count("login") == 1


@pytest.mark.parametrize("pin", ["", "123", "1" * 256, "ế" * 86])
def test_a_pin_of_a_length_that_the_token_never_takes_costs_no_try(
    bench: Bench, slip: bytes, form: RenewalForm, pin: str
):
    bench.plug_in()
    identity = bench.identity()
    with pytest.raises(OperationError) as refused:
        bench.service.sign(slip, identity, pin, form)
    assert refused.value.code is ErrorCode.PIN_LENGTH
    assert bench.module.count("login") == 0


def test_the_last_try_is_made_only_when_confirmed(bench: Bench, slip: bytes, form: RenewalForm):
    bench.plug_in()
    bench.module.tell("flags", "0x20000")
    identity = bench.identity()
    assert identity.token.pin is PinState.FINAL_TRY
    with pytest.raises(OperationError):
        bench.service.sign(slip, identity, PIN, form)
    assert bench.service.sign(slip, identity, PIN, form, last_try_confirmed=True).pdf
    assert bench.module.count("login") == 1


def test_a_token_pulled_out_after_it_was_listed_is_told_and_never_another_one_asked(
    bench: Bench, slip: bytes, form: RenewalForm
):
    bench.plug_in()
    identity = bench.identity()
    bench.tokens.pull_out(identity.token.serial)
    bench.tokens.plug_in("Kế toán")
    with pytest.raises(OperationError) as refused:
        bench.service.sign(slip, identity, PIN, form)
    assert refused.value.code is ErrorCode.TOKEN_REMOVED
    assert bench.module.count("login") == 0


def test_a_certificate_without_its_key_says_so(bench: Bench, slip: bytes, form: RenewalForm):
    bench.plug_in(with_key=False)
    assert bench.refused(slip, form) is ErrorCode.TOKEN_WITHOUT_KEY


def test_what_can_be_refused_without_the_key_costs_no_pin(bench: Bench, slip: bytes, form: RenewalForm):
    bench.plug_in(begins=-400, ends=-1)
    assert bench.identity().problem is IdentityProblem.EXPIRED
    assert bench.refused(slip, form) is ErrorCode.CERTIFICATE_EXPIRED
    assert bench.module.count("login") == 0


def test_a_pin_is_in_no_message_that_could_be_shown():
    assert "123456" not in repr(LogIn(1, "serial", "123456", last_try_confirmed=False))


def test_the_end_of_the_program_waits_for_no_driver(bench: Bench):
    bench.plug_in()
    bench.look()
    (host,) = bench.service._watch._hosts.values()
    bench.service.close()
    assert host._process.returncode is not None
    assert bench.look().identities == ()
    assert bench.service._watch._hosts == {}


# --- the list -----------------------------------------------------------------------------------------------


def test_tokens_come_and_go(bench: Bench):
    assert bench.look().identities == ()
    first = bench.plug_in(label="Một")
    (identity,) = bench.look().identities
    assert identity.token.label == "Một"
    second = bench.plug_in(label="Hai")
    assert {one.token.serial for one in bench.look().identities} == {first, second}
    bench.tokens.pull_out(first)
    (identity,) = bench.look().identities
    assert identity.token.label == "Hai"


def test_to_look_once_more_is_cheap(bench: Bench):
    bench.plug_in()
    bench.look()
    began = time.perf_counter()
    for _ in range(5):
        bench.look()
    assert (time.perf_counter() - began) / 5 < 0.5


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"begins": -400, "ends": -1}, IdentityProblem.EXPIRED),
        ({"begins": 1, "ends": 400}, IdentityProblem.NOT_YET_VALID),
        ({"for_signing": False}, IdentityProblem.NOT_FOR_SIGNING),
        ({"kind": "rsa1024"}, IdentityProblem.KEY_TOO_WEAK),
        ({}, None),
    ],
)
def test_a_certificate_on_a_token_says_why_it_cannot_sign(
    bench: Bench, changes: dict[str, object], problem: IdentityProblem | None
):
    bench.plug_in(with_key=False, **changes)
    assert bench.identity().problem is problem


def test_a_locked_token_says_so(bench: Bench):
    bench.plug_in(with_key=False)
    bench.module.tell("flags", "0x40000")
    assert bench.identity().problem is IdentityProblem.PIN_LOCKED


def test_a_token_without_a_signers_certificate_is_named(bench: Bench):
    serial = bench.tokens.plug_in("Trống")
    root = bench.folder / "root.der"
    root.write_bytes(bench.authority.certificate.public_bytes(Encoding.DER))
    bench.tokens.put(serial, b"\x01", "CA", root)
    junk = bench.folder / "junk.der"
    junk.write_bytes(b"0\x03abc")
    bench.tokens.put(serial, b"\x02", "rác", junk)
    found = bench.look()
    assert found.identities == ()
    assert [token.label for token in found.empty_tokens] == ["Trống"]


def test_a_certificate_put_onto_an_empty_token_shows_up(bench: Bench):
    serial = bench.tokens.plug_in("Mới")
    assert len(bench.look().empty_tokens) == 1
    certificate = bench.folder / "certificate.der"
    certificate.write_bytes(make_certificate(bench.authority).public_bytes(Encoding.DER))
    bench.tokens.put(serial, OBJECT_ID, "Chứng thư số", certificate)
    assert bench.identity().token.serial == serial
    assert bench.look().empty_tokens == ()


def test_usable_ones_come_first_and_one_that_two_drivers_show_comes_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
):
    second = CountingModule.make(bench.folder / "second")
    bench.plug_in(label="Cũ", with_key=False, begins=-400, ends=-1)
    bench.plug_in(label="Mới", with_key=False)
    watch = TokenWatch(lambda: (bench.module.path, second.path))
    both = signing_service(bench.folder, watch=watch)
    found = both.look(lambda _found: None, anew=False)
    both.close()
    assert [identity.token.label for identity in found.identities] == ["Mới", "Cũ"]
