"""A registration prepared here and signed elsewhere: a right that sends once, and only what was sealed."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from qlts_licensor.clock import now
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.models import PreparedRight, Registration
from qlts_licensor.units.models import Unit, User

from licensor.tests.scenarios import Authority, Caller, document_of, make_unit, move_account, sign_pdf, slip_pdf


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


@dataclass
class Prepared:
    """A draft ready to be sealed, and the two people: the accountant here, the head elsewhere."""

    accountant: Caller
    draft: dict[str, Any]
    authority: Authority

    @property
    def slip(self) -> bytes:
        return slip_pdf(document_of(self.draft))

    def seal(self, slip: bytes | None = None, key: str = "", **fields: str) -> Any:
        """``POST …/prepared``."""
        parts = {"consent": "true", "form_version": str(self.draft["version"]), **fields}
        file = SimpleUploadedFile("phieu.pdf", self.slip if slip is None else slip, "application/pdf")
        return self.accountant.client.post(
            f"/api/v1/registrations/{self.draft['no']}/prepared",
            {**parts, "slip": file},
            headers={
                "Authorization": f"Bearer {self.accountant.token}",
                "Idempotency-Key": key or str(uuid.uuid4()),
            },
        )

    def signed(self, **certificate: Any) -> bytes:
        return sign_pdf(self.slip, self.authority.signer(**certificate))

    def send(self, right: str, slip: bytes | None = None, key: str = "", no: str = "", **fields: str) -> Any:
        """What the head's computer does: no login."""
        parts = {
            "method": "signed",
            "consent": "true",
            "form_version": str(self.draft["version"]),
            **fields,
        }
        return Client().post(
            f"/api/v1/registrations/{no or self.draft['no']}/submission",
            {**parts, "slip": SimpleUploadedFile("p.pdf", slip or self.signed(), "application/pdf")},
            headers={"Authorization": f"Prepared {right}", "Idempotency-Key": key or str(uuid.uuid4())},
        )


@pytest.fixture
def prepared(accountant: Caller, authority: Authority, trust_folder: Path) -> Prepared:
    (trust_folder / "ca.pem").write_bytes(authority.pem)
    return Prepared(accountant, accountant.ready_draft(), authority)


def void(reply: Any) -> str:
    """Why a right does not hold."""
    assert (reply.status_code, reply.json()["code"]) == (409, "prepared_void"), reply.content
    return str(reply.json()["detail"])


def test_what_is_sealed_says_everything_that_the_head_needs(prepared: Prepared) -> None:
    reply = prepared.seal()
    assert reply.status_code == 201, reply.content
    claims = claims_of(reply.json()["prepared"])
    assert claims["version"] == 1
    assert (claims["order_no"], claims["unit"]) == (prepared.draft["no"], "THCS01")
    assert (claims["unit_name"], claims["tax_code"]) == ("Trường THCS THCS01", "0200731649")
    assert claims["form"] == prepared.accountant.draft().json()["form"]
    assert claims["offer"] == prepared.draft["offer"]
    assert claims["form_sha256"] == hashlib.sha256(document_of(prepared.draft)).hexdigest()
    assert claims["slip_sha256"] == hashlib.sha256(prepared.slip).hexdigest()
    assert claims["prepared_by"] == "Trần Thu Hà"
    summary = prepared.accountant.draft().json()["prepared"]
    assert (summary["prepared_by"], summary["expires_at"]) == ("Trần Thu Hà", reply.json()["expires_at"])


def test_the_head_signs_and_sends_without_a_login(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    reply = prepared.send(right)
    assert reply.status_code == 201, reply.content
    order = reply.json()["registration"]
    assert (order["summary"]["order_state"], order["signer"]) == ("accepted", "Lê Quang Minh")
    assert [event["code"] for event in order["events"]][:3] == ["draft_opened", "prepared", "submitted_signed"]
    actor = "Lê Quang Minh (phiếu do Trần Thu Hà chuẩn bị)"
    assert claims_of(reply.json()["receipt"])["actor"] == order["events"][2]["actor"] == actor


def test_the_same_submission_again_gets_its_answer_and_another_is_void(prepared: Prepared) -> None:
    right, key, slip = prepared.seal().json()["right"], str(uuid.uuid4()), prepared.signed()
    first = prepared.send(right, slip, key)
    assert prepared.send(right, slip, key).json()["receipt"] == first.json()["receipt"]
    assert void(prepared.send(right)) == "used"
    asked = Client().get(f"/api/v1/submissions/{key}", headers={"Authorization": f"Prepared {right}"})
    assert asked.json()["receipt"] == first.json()["receipt"]
    assert Registration.objects.count() == 1


def test_a_right_asks_for_its_own_submissions_only(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    key = str(uuid.uuid4())
    assert prepared.accountant.submit(prepared.draft, prepared.slip, key=key).status_code == 201
    asked = Client().get(f"/api/v1/submissions/{key}", headers={"Authorization": f"Prepared {right}"})
    assert (asked.status_code, asked.json()["code"]) == (404, "not_found")
    assert void(prepared.send(right)) == "order_sent"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/licence"),
        ("GET", "/registrations"),
        ("PUT", "/registrations/draft"),
        ("DELETE", "/sessions/current"),
        ("GET", "/data-recovery-requests"),
    ],
)
def test_a_right_opens_nothing_else(prepared: Prepared, method: str, path: str) -> None:
    right = prepared.seal().json()["right"]
    reply = Client().generic(
        method, f"/api/v1{path}", b"{}", "application/json", headers={"Authorization": f"Prepared {right}"}
    )
    assert reply.status_code == 401


# --- void ---------------------------------------------------------------------------------------------------


def test_a_form_saved_afterwards_voids_it_and_the_same_form_does_not(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    form = prepared.draft["form"]
    prepared.accountant.save(prepared.draft, form)
    assert prepared.accountant.draft().json()["prepared"] is not None
    changed = {**form, "unit": {**form["unit"], "phone": "0987 654 321"}}
    prepared.accountant.save(prepared.draft, changed)
    assert void(prepared.send(right)) == "form_changed"
    assert prepared.accountant.draft().json()["prepared"] is None


def test_another_offer_voids_it(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    prepared.accountant.draft(years=2)
    assert void(prepared.send(right)) == "form_changed"


def test_an_offer_that_no_longer_holds_is_refused_as_everywhere(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    move_account("999")
    assert prepared.send(right).json()["code"] == "offer_expired"
    assert PreparedRight.objects.get().used_at is None


def test_it_can_be_taken_back(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    path = f"/registrations/{prepared.draft['no']}/prepared"
    for _time in range(2):
        assert prepared.accountant.call("DELETE", path).status_code == 204
    assert void(prepared.send(right)) == "revoked"
    events = Registration.objects.get().events.values_list("code", flat=True)
    assert list(events) == ["draft_opened", "prepared", "prepared_revoked"]


def test_a_second_file_takes_the_place_of_the_first(prepared: Prepared) -> None:
    first, second = (prepared.seal().json()["right"] for _file in range(2))
    assert void(prepared.send(first)) == "revoked"
    assert prepared.send(second).status_code == 201


@pytest.mark.parametrize(("seconds", "holds"), [(-1, True), (0, False), (1, False)])
def test_it_holds_for_14_days(prepared: Prepared, seconds: int, holds: bool) -> None:
    right = prepared.seal().json()["right"]
    slip = prepared.signed(ends=400)
    end = PreparedRight.objects.get().expires_at
    assert end == PreparedRight.objects.get().issued_at + timedelta(days=14)
    with time_machine.travel(end + timedelta(seconds=seconds), tick=False):
        reply = prepared.send(right, slip)
        if holds:
            assert reply.status_code == 201, reply.content
        else:
            assert void(reply) == "expired"


# --- who and what -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("certificate", "code"),
    [
        ({}, ""),
        ({"mst": "", "organisation": "TRƯỜNG THCS  thcs01"}, ""),
        ({"mst": "", "organisation": "Trường THCS Khác"}, "certificate_not_of_unit"),
        ({"mst": ""}, "certificate_not_of_unit"),
        ({"mst": "0101243150"}, "slip_rejected"),
        ({"ends": -1}, "slip_rejected"),
    ],
)
def test_the_certificate_is_the_units_own(prepared: Prepared, certificate: dict[str, Any], code: str) -> None:
    reply = prepared.send(prepared.seal().json()["right"], prepared.signed(**certificate))
    if code:
        assert (reply.status_code, reply.json()["code"]) == (422, code)
        assert PreparedRight.objects.get().used_at is None
    else:
        assert reply.status_code == 201, reply.content


@pytest.mark.parametrize(
    ("seal", "status"),
    [({"organisation": "Trường THCS thcs01"}, 201), ({"organisation": "Trường THCS Khác"}, 422)],
)
def test_of_two_signatures_one_is_the_units(prepared: Prepared, seal: dict[str, Any], status: int) -> None:
    """The head's own certificate carries no tax code; the unit's seal says whose slip it is."""
    right = prepared.seal().json()["right"]
    twice = sign_pdf(prepared.signed(mst=""), prepared.authority.signer(mst="", **seal), "DonVi")
    assert prepared.send(right, twice).status_code == status


def test_a_unit_without_a_tax_code_is_known_by_its_budget_code(prepared: Prepared) -> None:
    Unit.objects.update(tax_code="", budget_code="1084512")
    draft = prepared.accountant.draft().json()
    form = {**draft["form"], "unit": {**draft["form"]["unit"], "tax_code": "", "budget_code": "1084512"}}
    prepared.draft = prepared.accountant.save(draft, form)
    right = prepared.seal().json()["right"]
    slip = prepared.signed(mst="", organisation="MĐVQHNS 1084512")
    assert prepared.send(right, slip).status_code == 201


def test_it_is_sent_signed_only(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    stamped = prepared.send(right, prepared.slip, method="stamped")
    assert (stamped.status_code, stamped.json()["code"]) == (403, "role_not_allowed")
    unsigned = prepared.send(right, prepared.slip)
    assert (unsigned.status_code, unsigned.json()["detail"]) == (422, "not_signed")
    assert prepared.send(right).status_code == 201


def test_another_form_under_a_good_signature_is_refused(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    form = {**prepared.draft["form"], "order": {"years": 1, "extra_users": 9}}
    other = slip_pdf(document_of({**prepared.draft, "form": form}))
    reply = prepared.send(right, sign_pdf(other, prepared.authority.signer()))
    assert (reply.json()["code"], reply.json()["detail"]) == ("slip_rejected", "form_differs")


def test_it_sends_its_own_order_only(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    assert prepared.send(right, no="260000000").json()["code"] == "not_found"
    make_unit("KHAC", tax_code="")
    other = Caller(Client())
    other.log_in("KHAC")
    theirs = other.ready_draft()
    assert prepared.send(right, no=theirs["no"]).json()["code"] == "not_found"


def test_a_role_taken_away_takes_the_right_along(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    User.objects.filter(unit__isnull=False).update(role="viewer")
    assert prepared.send(right).json()["code"] == "role_not_allowed"
    User.objects.filter(unit__isnull=False).update(role="data_admin", is_active=False)
    assert prepared.send(right).status_code == 401


# --- sealing ------------------------------------------------------------------------------------------------


def test_the_same_key_gives_the_same_file_and_right(prepared: Prepared) -> None:
    key = str(uuid.uuid4())
    first, second = (prepared.seal(key=key).json() for _time in range(2))
    assert first == second
    assert PreparedRight.objects.count() == 1
    reused = prepared.seal(slip_pdf(document_of(prepared.draft), name="registration.json") + b"%", key=key)
    assert (reused.status_code, reused.json()["code"]) == (409, "key_reused")


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"consent": "false"}, 422, "consent_required"),
        ({"form_version": "1"}, 409, "form_changed"),
        ({"form_version": "x"}, 422, "form_invalid"),
        ({"key": "no uuid"}, 400, "key_required"),
        ({"slip": b"%PDF-1.7 nothing"}, 422, "slip_rejected"),
    ],
)
def test_what_cannot_be_sent_cannot_be_sealed(
    prepared: Prepared, fields: dict[str, Any], status: int, code: str
) -> None:
    reply = prepared.seal(**fields)
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert not PreparedRight.objects.exists()


def test_a_viewer_seals_and_takes_back_nothing(prepared: Prepared) -> None:
    prepared.accountant.log_in(user="xem")
    path = f"/registrations/{prepared.draft['no']}/prepared"
    assert prepared.seal().json()["code"] == "role_not_allowed"
    assert prepared.accountant.call("DELETE", path).json()["code"] == "role_not_allowed"


def test_the_right_is_in_no_table_and_no_log(prepared: Prepared, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0):
        right = prepared.seal().json()["right"]
        prepared.send(right)
        prepared.send(right)
    assert len(right) == 43
    assert right not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert right not in repr(cursor.fetchall()), table


def test_guessing_is_slowed_down_and_a_good_right_is_not(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    codes = [prepared.send("x" * 43, b"%PDF").json()["code"] for _guess in range(7)]
    assert codes[0] == "session_expired"
    assert codes[-1] == "account_locked"
    assert prepared.send(right).status_code == 201


def test_the_moment_of_use_is_noted_with_the_submission(prepared: Prepared) -> None:
    right = prepared.seal().json()["right"]
    before = now()
    prepared.send(right)
    used_at = PreparedRight.objects.get().used_at
    assert used_at is not None
    assert before <= used_at <= now()
