"""Keys come and go while the service runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from qlts_licensor.licences import jws, keys
from qlts_licensor.licences.assemble import current_licence
from qlts_licensor.licences.signing import key_ring
from qlts_licensor.units.models import Unit

from licensor.tests.scenarios import Caller, document_of, slip_pdf


@pytest.fixture
def root(settings: Any, tmp_path: Path, service: None) -> Path:
    """A root and key folder of the test's own."""
    root = tmp_path / "root.json"
    keys.init_root(root)
    keys.issue(root, tmp_path / "keys", days=100)
    settings.KEY_DIR = tmp_path / "keys"
    return root


def kid_of(file: str) -> str:
    kid: str = json.loads(jws.from_base64url(file.split(".")[0]))["kid"]
    return kid


def test_a_new_key_signs_at_once(root: Path, settings: Any) -> None:
    before = key_ring().current.kid
    issued = keys.issue(root, settings.KEY_DIR, days=300)
    assert key_ring().current.kid == issued != before


def test_a_planned_rotation_leaves_the_old_files_good(root: Path, settings: Any, unit: Unit) -> None:
    before = current_licence(unit)
    keys.issue(root, settings.KEY_DIR, days=300)
    after = current_licence(unit)
    assert before is not None
    assert after == before


def test_a_revoked_keys_licence_is_signed_anew(root: Path, settings: Any, unit: Unit, accountant: Caller) -> None:
    first = accountant.call("GET", "/licence")
    etag = first.headers["ETag"]
    assert accountant.call("GET", "/licence", If_None_Match=etag).status_code == 304
    revoked = kid_of(first.json()["licence"])
    issued = keys.issue(root, settings.KEY_DIR, days=50)
    keys.revoke(root, settings.KEY_DIR, revoked)
    again = accountant.call("GET", "/licence", If_None_Match=etag)
    assert again.status_code == 200
    file = again.json()["licence"]
    assert kid_of(file) == issued
    assert jws.claims_of(file)["serial"] == jws.claims_of(first.json()["licence"])["serial"] + 1
    listed = accountant.call("GET", "/keys").json()["revocations"]
    assert jws.claims_of(listed)["revoked"] == [revoked]


def test_offers_of_a_revoked_key_are_made_anew(root: Path, settings: Any, unit: Unit, accountant: Caller) -> None:
    draft = accountant.ready_draft()
    sent = accountant.submit(draft, slip_pdf(document_of(draft))).json()["registration"]
    revoked = kid_of(sent["offer"])
    issued = keys.issue(root, settings.KEY_DIR, days=50)
    keys.revoke(root, settings.KEY_DIR, revoked)
    detail = accountant.call("GET", f"/registrations/{draft['no']}").json()
    assert kid_of(detail["offer"]) == issued
    before, after = jws.claims_of(sent["offer"]), jws.claims_of(detail["offer"])
    assert {**before, "issued_at": ""} == {**after, "issued_at": ""}
    assert detail["receipts"] == sent["receipts"]


def test_an_open_drafts_offer_is_made_anew(root: Path, settings: Any, unit: Unit, accountant: Caller) -> None:
    revoked = kid_of(accountant.draft().json()["offer"])
    issued = keys.issue(root, settings.KEY_DIR, days=50)
    keys.revoke(root, settings.KEY_DIR, revoked)
    assert kid_of(accountant.draft().json()["offer"]) == issued


def test_with_every_key_revoked_the_service_says_so_and_stays_up(
    root: Path, settings: Any, unit: Unit, accountant: Caller
) -> None:
    keys.revoke(root, settings.KEY_DIR, key_ring().current.kid)
    reply = accountant.call("GET", "/licence")
    assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")
    keys.issue(root, settings.KEY_DIR)
    assert accountant.call("GET", "/licence").status_code == 200
