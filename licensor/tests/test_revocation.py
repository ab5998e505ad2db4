"""What its issuer has revoked signs nothing; an issuer that does not answer stands in nobody's way."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import NoEncryption, load_pem_private_key, pkcs12
from qlts_licensor.clock import now
from qlts_licensor.registrations.models import Registration, StoredFile
from qlts_licensor.registrations.revocation import Standing, standing_of

from licensor.tests.scenarios import Caller, document_of, sign_pdf, slip_pdf
from tests.services.signing.certomancer_pki import LivePki, live_pki


@pytest.fixture(scope="module")
def authority_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authority")


@pytest.fixture
def pki(authority_keys: Path) -> Iterator[LivePki]:
    with live_pki(authority_keys) as running:
        yield running


def asked(pki: LivePki, label: str, seconds: float = 6.0) -> Standing:
    certificates = [pki.certificate(name) for name in (label, "interm", "root")]
    return standing_of(certificates[0], certificates[1:2], certificates[2:], now(), seconds)


@pytest.mark.parametrize(
    ("label", "standing"),
    [
        ("good", Standing.GOOD),
        ("good_by_list", Standing.GOOD),
        ("revoked", Standing.REVOKED),
        ("revoked_by_list", Standing.REVOKED),
        ("silent", Standing.NOT_DETERMINED),
    ],
)
def test_what_the_issuer_says(pki: LivePki, label: str, standing: Standing) -> None:
    assert asked(pki, label) is standing


def test_a_certificate_that_names_nobody_to_ask_asks_nobody(pki: LivePki) -> None:
    asked(pki, "silent")
    assert pki.asked == []


def test_an_answer_that_is_none_leaves_it_open(pki: LivePki) -> None:
    pki.broken = True
    assert asked(pki, "revoked") is Standing.NOT_DETERMINED


def test_an_issuer_that_does_not_answer_is_not_waited_for(pki: LivePki) -> None:
    pki.silent.set()
    began = time.monotonic()
    assert asked(pki, "revoked", 0.5) is Standing.NOT_DETERMINED
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(("label", "accepted"), [("good", True), ("revoked", False)])
def test_a_slip_is_accepted_or_refused_by_it(
    pki: LivePki, authority_keys: Path, accountant: Caller, trust_folder: Path, label: str, accepted: bool
) -> None:
    (trust_folder / "root.cer").write_bytes(pki.certificate("root").dump())
    draft = accountant.ready_draft()
    key = load_pem_private_key((authority_keys / "signer.pem").read_bytes(), None)
    own, issuer = (x509.load_der_x509_certificate(pki.certificate(name).dump()) for name in (label, "interm"))
    p12 = pkcs12.serialize_key_and_certificates(b"x", key, own, [issuer], NoEncryption())
    reply = accountant.submit(draft, sign_pdf(slip_pdf(document_of(draft)), p12), method="signed")
    if accepted:
        assert reply.status_code == 201, reply.content
        report: dict[str, Any] = json.loads(bytes(StoredFile.objects.get(kind="signature_report").content))
        assert report["signatures"][0]["revocation"] == "good"
        assert "revocation_not_determined" not in report["signatures"][0]["notes"]
    else:
        assert reply.status_code == 422
        assert reply.json()["detail"] == "certificate_revoked"
        assert Registration.objects.get().order_state == "draft"


def test_the_validator_tells_the_service_log_nothing_of_it(pki: LivePki, caplog: pytest.LogCaptureFixture) -> None:
    pki.broken = True
    asked(pki, "good")
    assert caplog.records == []
