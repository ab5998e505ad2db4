"""What its issuer has revoked signs nothing; an issuer that does not answer stands in nobody's way."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import NoEncryption, load_pem_private_key, pkcs12
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import add_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
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


@dataclass
class Sending:
    """A draft, and a certificate of the live authority."""

    caller: Caller
    draft: dict[str, Any]
    pki: LivePki
    keys: Path

    def signed(self, label: str) -> bytes:
        key = load_pem_private_key((self.keys / "signer.pem").read_bytes(), None)
        names = (label, "interm")
        own, issuer = (x509.load_der_x509_certificate(self.pki.certificate(name).dump()) for name in names)
        p12 = pkcs12.serialize_key_and_certificates(b"x", key, own, [issuer], NoEncryption())
        return sign_pdf(slip_pdf(document_of(self.draft)), p12)

    def send(self, slip: bytes) -> Any:
        return self.caller.submit(self.draft, slip, method="signed")


@pytest.fixture
def sending(pki: LivePki, authority_keys: Path, accountant: Caller, trust_folder: Path) -> Sending:
    (trust_folder / "root.cer").write_bytes(pki.certificate("root").dump())
    return Sending(accountant, accountant.ready_draft(), pki, authority_keys)


def test_a_certificate_that_holds_is_accepted_and_the_report_says_so(sending: Sending) -> None:
    reply = sending.send(sending.signed("good"))
    assert reply.status_code == 201, reply.content
    (found,) = json.loads(bytes(StoredFile.objects.get(kind="signature_report").content))["signatures"]
    assert found["revocation"] == "good"
    assert "revocation_not_determined" not in found["notes"]


def test_a_revoked_certificate_is_refused(sending: Sending) -> None:
    reply = sending.send(sending.signed("revoked"))
    assert reply.status_code == 422
    assert reply.json()["detail"] == "certificate_revoked"
    assert Registration.objects.get().order_state == "draft"


def with_revocation_data(signed: bytes, pki: LivePki) -> bytes:
    """What the issuers say, put behind the signature as PAdES B-LT does."""
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    context = ValidationContext(
        trust_roots=[pki.certificate("root")],
        other_certs=[pki.certificate("interm")],
        allow_fetching=True,
        fetcher_backend=RequestsFetcherBackend(),
    )
    return bytes(add_validation_info(signature, context, force_write=True).getvalue())


def test_what_the_issuers_say_may_stand_behind_the_signature(sending: Sending) -> None:
    longer = with_revocation_data(sending.signed("good"), sending.pki)
    assert sending.send(longer).status_code == 201


def test_nothing_else_may_stand_there_with_it(sending: Sending) -> None:
    longer = with_revocation_data(sending.signed("good"), sending.pki)
    writer = IncrementalPdfFileWriter(BytesIO(longer))
    writer.root[pdf_name("/Note")] = pdf_string("later")
    writer.update_root()
    changed = BytesIO()
    writer.write(changed)
    reply = sending.send(changed.getvalue())
    assert (reply.status_code, reply.json()["detail"]) == (422, "not_whole_document")


def test_the_validator_tells_the_service_log_nothing_of_it(pki: LivePki, caplog: pytest.LogCaptureFixture) -> None:
    pki.broken = True
    asked(pki, "good")
    assert caplog.records == []
