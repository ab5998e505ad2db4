"""Which slips are accepted: signed by whom, covering what, saying what."""

from __future__ import annotations

import hashlib
import json
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import pdf_date
from pyhanko.sign.signers import pdf_byterange
from qlts_licensor.registrations import slip_check
from qlts_licensor.registrations.models import Registration, StoredFile
from qlts_licensor.units.models import Unit

from licensor.tests.scenarios import TAX_CODE, Authority, Caller, document_of, sign_pdf, slip_pdf


def encrypted(slip: bytes) -> bytes:
    with pikepdf.open(BytesIO(slip)) as pdf:
        output = BytesIO()
        pdf.save(output, encryption=pikepdf.Encryption(owner="x", user="y"))
    return output.getvalue()


def bomb(slip: bytes) -> bytes:
    """A small file whose document unpacks to far more than a form can be."""
    with pikepdf.open(BytesIO(slip)) as pdf:
        stream = pdf.Root.Names.EmbeddedFiles.Names[1].EF.F
        stream.write(zlib.compress(b" " * 50_000_000, 9), filter=pikepdf.Name.FlateDecode)
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


def twice(document: bytes) -> bytes:
    """Two documents of the same name, so that it would be open which one counts."""
    with pikepdf.open(BytesIO(slip_pdf(document))) as pdf:
        names = pdf.Root.Names.EmbeddedFiles.Names
        other = pikepdf.AttachedFileSpec(pdf, b"{}", filename="registration.json")
        names.append(pikepdf.String("z"))
        names.append(other.obj)
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


@dataclass
class Sending:
    """A draft that is ready to be sent."""

    caller: Caller
    draft: dict[str, Any]

    @property
    def slip(self) -> bytes:
        """As the client makes it."""
        return slip_pdf(document_of(self.draft))

    def verdict(self, slip: bytes, method: str = "signed") -> str:
        """``accepted``, or the symbol of what is wrong."""
        reply = self.caller.submit(self.draft, slip, method=method)
        if reply.status_code == 201:
            return "accepted"
        assert (reply.status_code, reply.json()["code"]) == (422, "slip_rejected"), reply.content
        assert Registration.objects.get().order_state == "draft"
        return str(reply.json()["detail"])


@pytest.fixture
def sending(accountant: Caller, authority: Authority, trust_folder: Path) -> Sending:
    (trust_folder / "ca.pem").write_bytes(authority.pem)
    return Sending(accountant, accountant.ready_draft())


def test_a_signed_slip_names_its_signer(sending: Sending, authority: Authority) -> None:
    signed = sign_pdf(sending.slip, authority.signer())
    reply = sending.caller.submit(sending.draft, signed, method="signed")
    assert reply.status_code == 201, reply.content
    body = reply.json()["registration"]
    assert body["signer"] == "Lê Quang Minh"
    assert (body["summary"]["method"], body["summary"]["paper_state"]) == ("signed", "not_needed")


@pytest.mark.parametrize(("mst", "notes"), [(TAX_CODE, []), ("", ["tax_code_missing_in_certificate"])])
def test_what_was_found_is_kept_with_the_order(
    sending: Sending, authority: Authority, mst: str, notes: list[str]
) -> None:
    signed = sign_pdf(sending.slip, authority.signer(mst=mst))
    body = sending.caller.submit(sending.draft, signed, method="signed").json()["registration"]
    stored = StoredFile.objects.get(kind="signature_report")
    assert {"slip", "signature_report"} == {file["kind"] for file in body["files"]}
    report = json.loads(bytes(stored.content))
    assert (report["type"], report["order_no"], report["unit"]) == (
        "qlts-signature-report/1",
        sending.draft["no"],
        "THCS01",
    )
    assert report["slip_sha256"] == hashlib.sha256(signed).hexdigest()
    (found,) = report["signatures"]
    assert (found["signer"], found["tax_code"]) == ("Lê Quang Minh", mst)
    assert (found["revocation"], found["notes"]) == ("not_determined", [*notes, "revocation_not_determined"])
    assert (found["digest"], found["coverage"], found["time_source"]) == ("sha256", "entire_file", "signer")
    assert found["signed_at"]


def test_a_stamped_slip_has_no_signatures_to_report(sending: Sending) -> None:
    assert sending.verdict(sending.slip, method="stamped") == "accepted"
    assert not StoredFile.objects.filter(kind="signature_report").exists()


def test_a_second_signature_may_follow(sending: Sending, authority: Authority) -> None:
    first = sign_pdf(sending.slip, authority.signer())
    assert sending.verdict(sign_pdf(first, authority.signer(mst=""), "DonVi")) == "accepted"
    assert Registration.objects.get().signer == "Lê Quang Minh, Lê Quang Minh"
    report = json.loads(bytes(StoredFile.objects.get(kind="signature_report").content))
    assert [one["tax_code"] for one in report["signatures"]] == [TAX_CODE, ""]


@pytest.mark.parametrize(
    ("certificate", "symbol"),
    [
        ({"mst": "0101243150"}, "tax_code_differs"),
        ({"begins": -400, "ends": -30}, "certificate_expired"),
        ({"may_sign": False}, "certificate_not_for_signing"),
    ],
)
def test_a_second_signer_is_looked_at_as_closely(
    sending: Sending, authority: Authority, certificate: dict[str, Any], symbol: str
) -> None:
    first = sign_pdf(sending.slip, authority.signer())
    assert sending.verdict(sign_pdf(first, authority.signer(**certificate), "DonVi")) == symbol


@pytest.mark.parametrize(
    ("certificate", "symbol"),
    [
        ({"begins": -400, "ends": -30}, "certificate_expired"),
        ({"begins": 1, "ends": 30}, "certificate_expired"),
        ({"may_sign": False}, "certificate_not_for_signing"),
        ({"mst": "0101243150"}, "tax_code_differs"),
        ({"mst": ""}, "accepted"),
        ({"mst": TAX_CODE}, "accepted"),
    ],
)
def test_the_signers_certificate(
    sending: Sending, authority: Authority, certificate: dict[str, Any], symbol: str
) -> None:
    assert sending.verdict(sign_pdf(sending.slip, authority.signer(**certificate))) == symbol


def test_a_chain_to_another_root_is_not_trusted(sending: Sending) -> None:
    assert sending.verdict(sign_pdf(sending.slip, Authority.make("Other").signer())) == "chain_untrusted"


def test_without_roots_nobody_vouches_for_a_certificate(sending: Sending, trust_folder: Path) -> None:
    (trust_folder / "ca.pem").unlink()
    assert sending.verdict(sign_pdf(sending.slip, Authority.make("Other").signer())) == "chain_untrusted"


def test_a_unit_with_only_a_tax_code_in_its_form_is_compared_too(
    unit: Unit, sending: Sending, authority: Authority
) -> None:
    Unit.objects.update(tax_code="")
    assert sending.verdict(sign_pdf(sending.slip, authority.signer(mst="0101243150"))) == "tax_code_differs"


def test_an_unsigned_slip_is_not_signed(sending: Sending) -> None:
    assert sending.verdict(sending.slip) == "not_signed"


def test_one_changed_byte_is_found(sending: Sending, authority: Authority) -> None:
    signed = bytearray(sign_pdf(sending.slip, authority.signer()))
    place = signed.index(b"/MediaBox") + len(b"/MediaBox [ 0 0 6")
    signed[place] = ord("9")
    assert sending.verdict(bytes(signed)) == "integrity"


def test_something_added_after_the_signature_is_found(sending: Sending, authority: Authority) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(sign_pdf(sending.slip, authority.signer())))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    assert sending.verdict(output.getvalue()) == "not_whole_document"


def signature_of(signed: bytes) -> tuple[int, int]:
    """Where the signature's hexadecimal digits begin and end."""
    begin = signed.index(b"/Contents <") + len(b"/Contents <")
    return begin, signed.index(b">", begin)


def test_a_damaged_signature_is_refused_and_never_fails(sending: Sending, authority: Authority) -> None:
    signed = sign_pdf(sending.slip, authority.signer())
    begin, end = signature_of(signed)
    used = begin + len(signed[begin:end].rstrip(b"0"))
    chance = random.Random(1)
    for _damage in range(60):
        changed = bytearray(signed)
        for place in chance.sample(range(begin, used), 8):
            changed[place] = ord(chance.choice("0123456789abcdef"))
        assert bytes(changed) == signed or sending.verdict(bytes(changed)) != "accepted"


def test_nothing_hides_in_the_room_behind_the_signature(sending: Sending, authority: Authority) -> None:
    signed = sign_pdf(sending.slip, authority.signer())
    _, end = signature_of(signed)
    assert sending.verdict(signed[: end - 4] + b"beef" + signed[end:]) == "integrity"


def test_a_signing_time_without_offset_is_no_fault(
    sending: Sending, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_byterange, "pdf_date", lambda moment: pdf_date(moment.replace(tzinfo=None)))
    assert sending.verdict(sign_pdf(sending.slip, authority.signer())) == "accepted"


@pytest.mark.parametrize(
    ("slip", "symbol"),
    [
        (lambda document: slip_pdf(None), "form_missing"),
        (lambda document: slip_pdf(document, "other.json"), "form_missing"),
        (lambda document: slip_pdf(b"{}"), "form_differs"),
        (lambda document: slip_pdf(document + b" "), "form_differs"),
        (lambda document: slip_pdf(document.replace(b'"consent":true', b'"consent":false')), "form_differs"),
        (lambda document: b"", "not_a_pdf"),
        (lambda document: b"hello", "not_a_pdf"),
        (lambda document: b"%PDF-1.7\n" + b"\0" * 5000, "not_a_pdf"),
        (lambda document: slip_pdf(document)[:300], "not_a_pdf"),
        (lambda document: encrypted(slip_pdf(document)), "not_a_pdf"),
        (lambda document: bomb(slip_pdf(document)), "not_a_pdf"),
        (twice, "form_differs"),
        (slip_pdf, "accepted"),
    ],
)
def test_what_a_slip_must_carry(sending: Sending, slip: Callable[[bytes], bytes], symbol: str) -> None:
    assert sending.verdict(slip(document_of(sending.draft)), "stamped") == symbol


def test_a_slip_over_the_limit_is_too_large(sending: Sending) -> None:
    reply = sending.caller.submit(sending.draft, b"%PDF" + b"0" * slip_check.LARGEST)
    assert (reply.status_code, reply.json()["code"]) == (413, "too_large")
