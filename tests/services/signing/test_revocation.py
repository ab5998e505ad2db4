"""Good, revoked and unknown are told apart, in time, and asked once."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509 as cryptography_x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_pem_private_key, pkcs12

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.signing.revocation import GOOD_FOR, Revocation, RevocationCheck
from qlts_desktop.services.signing_port import CheckOutcome, PreflightRow, Standing
from tests.services.signing.certomancer_pki import LivePki, live_pki
from tests.services.signing.pki import PASSWORD
from tests.services.signing.service import signing_service

REVOKED_SINCE = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def pki(keys: Path):
    with live_pki(keys) as running:
        yield running


class Moment:
    """A clock set by the test."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


def asked(check: RevocationCheck, pki: LivePki, label: str, *, trusted: bool = True) -> Revocation:
    roots = [pki.certificate("root")] if trusted else []
    return check.of(pki.certificate(label), [pki.certificate("interm")], roots)


@pytest.mark.parametrize(
    ("label", "standing", "since"),
    [
        ("good", Standing.GOOD, None),
        ("good_by_list", Standing.GOOD, None),
        ("revoked", Standing.REVOKED, REVOKED_SINCE),
        ("revoked_by_list", Standing.REVOKED, REVOKED_SINCE),
        ("silent", Standing.UNKNOWN, None),
    ],
)
def test_what_the_issuer_says(pki: LivePki, label: str, standing: Standing, since: datetime | None):
    found = asked(RevocationCheck(), pki, label)
    assert (found.standing, found.since) == (standing, since)


def test_an_issuer_that_nobody_vouches_for_is_not_believed(pki: LivePki):
    assert asked(RevocationCheck(), pki, "good", trusted=False).standing is Standing.UNKNOWN


def test_an_answer_that_is_none_leaves_it_open(pki: LivePki):
    pki.broken = True
    assert asked(RevocationCheck(), pki, "revoked").standing is Standing.UNKNOWN
    assert pki.asked


def test_an_issuer_that_does_not_answer_is_not_waited_for(pki: LivePki):
    pki.silent.set()
    began = time.monotonic()
    found = asked(RevocationCheck(request_seconds=30, whole_seconds=0.5), pki, "good")
    pki.release.set()
    assert (found.standing, found.technical) == (Standing.UNKNOWN, "no answer in time")
    assert time.monotonic() - began < 10


def test_an_issuer_that_cannot_be_reached_leaves_it_open(keys: Path):
    with live_pki(keys) as gone:
        certificates = [gone.certificate(label) for label in ("good", "interm", "root")]
    found = RevocationCheck().of(certificates[0], [certificates[1]], [certificates[2]])
    assert found.standing is Standing.UNKNOWN


def test_an_answer_is_remembered_for_a_while_and_silence_for_less(pki: LivePki):
    moment = Moment()
    check = RevocationCheck(moment)
    asked(check, pki, "good")
    questions = len(pki.asked)
    moment.now += GOOD_FOR - timedelta(seconds=1)
    assert asked(check, pki, "good").standing is Standing.GOOD
    assert len(pki.asked) == questions
    moment.now += timedelta(seconds=2)
    asked(check, pki, "good")
    assert len(pki.asked) > questions
    pki.broken = True
    assert asked(check, pki, "revoked").standing is Standing.UNKNOWN
    pki.broken = False
    assert asked(check, pki, "revoked").standing is Standing.UNKNOWN
    moment.now += GOOD_FOR / 10
    assert asked(check, pki, "revoked").standing is Standing.REVOKED
    moment.now -= timedelta(days=1)  # a clock set back makes no answer young again
    pki.asked.clear()
    asked(check, pki, "revoked")
    assert pki.asked


def certificate_file(pki: LivePki, keys: Path, label: str, folder: Path) -> Path:
    private = load_pem_private_key((keys / "signer.pem").read_bytes(), None)
    certificate, issuer = (
        cryptography_x509.load_der_x509_certificate(pki.certificate(name).dump()) for name in (label, "interm")
    )
    path = folder / f"{label}.p12"
    locked = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", private, certificate, [issuer], locked))
    return path


@pytest.mark.parametrize(
    ("label", "outcome", "reason"),
    [
        ("good", CheckOutcome.PASSED, "revocation_good"),
        ("revoked", CheckOutcome.FAILED, "revoked"),
        ("silent", CheckOutcome.WARNING, "revocation_unknown"),
    ],
)
def test_before_signing_the_issuer_is_asked_and_a_revoked_certificate_does_not_sign(
    pki: LivePki,
    keys: Path,
    tmp_path: Path,
    slip: bytes,
    form: RenewalForm,
    label: str,
    outcome: CheckOutcome,
    reason: str,
):
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "root.der").write_bytes(pki.certificate("root").dump())
    service = signing_service(tmp_path, tmp_path / "trust")
    identity = service.open_file(certificate_file(pki, keys, label, tmp_path), PASSWORD)
    row = next(one for one in service.preflight(identity, form, "") if one.row is PreflightRow.REVOCATION)
    assert (row.outcome, row.reason) == (outcome, reason)
    if outcome is CheckOutcome.FAILED:
        assert row.details == (("since", "2026-06-01"),)
        with pytest.raises(OperationError) as refused:
            service.sign(slip, identity, PASSWORD, form)
        assert refused.value.code is ErrorCode.CERTIFICATE_REVOKED
    else:
        assert service.sign(slip, identity, PASSWORD, form).signer == "Trường THCS Nguyễn Du"
