"""The licence file, signed time, public keys."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from qlts_licensor.clock import now, today
from qlts_licensor.licences.models import LicenceFile, Subscription
from qlts_licensor.units.models import Unit

from licensor.tests.scenarios import Caller, as_day, day, make_unit

NONCE = base64.urlsafe_b64encode(bytes(16)).rstrip(b"=").decode()


def decoded(part: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return result


def verified(token: str, typ: str, root: dict[str, str]) -> dict[str, Any]:
    """Checks a file as anybody can who has the root key, with nothing of the service's code."""

    def check(text: str, x: str) -> tuple[dict[str, Any], dict[str, Any]]:
        header, payload, signature = text.split(".")
        key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(x + "="))
        key.verify(base64.urlsafe_b64decode(signature + "=="), f"{header}.{payload}".encode())
        return decoded(header), decoded(payload)

    certificate = decoded(token.split(".")[0])["key"]
    key_header, key = check(certificate, root["x"])
    assert (key_header["alg"], key_header["typ"], key_header["kid"]) == ("Ed25519", "qlts-key+jws", root["kid"])
    header, claims = check(token, key["x"])
    assert (header["alg"], header["typ"], header["kid"]) == ("Ed25519", typ, key["kid"])
    assert typ in key["purposes"]
    return claims


def root_of(caller: Caller) -> dict[str, str]:
    root: dict[str, str] = caller.call("GET", "/keys").json()["root"]
    return root


def test_the_licence_verifies_alone_and_says_what_holds(unit: Unit, accountant: Caller) -> None:
    reply = accountant.call("GET", "/licence")
    claims = verified(reply.json()["licence"], "qlts-licence+jws", root_of(accountant))
    assert (claims["unit"]["code"], claims["product"], claims["serial"]) == ("THCS01", "qlts", 1)
    assert claims["access_until"] == claims["term"]["to"] == day(40)
    assert claims["timetable"][0] == {
        "from": day(40 - 90),
        "stage": "expiring",
        "access": "full",
        "actions": ["register"],
        "rule": "term_ends_soon",
    }
    assert [contact["name"] for contact in claims["renewal_contacts"]] == ["Trần Thu Hà"]
    issued, refresh_by = (datetime.fromisoformat(claims[name]) for name in ("issued_at", "refresh_by"))
    assert refresh_by - issued == timedelta(days=30)


def test_unchanged_facts_answer_304_with_signed_time(unit: Unit, accountant: Caller) -> None:
    first = accountant.call("GET", f"/licence?nonce={NONCE}")
    again = accountant.call("GET", f"/licence?nonce={NONCE}", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    for reply in (first, again):
        time = verified(reply.headers["QLTS-Time"], "qlts-time+jws", root_of(accountant))
        assert time["nonce"] == NONCE
        assert abs(datetime.fromisoformat(time["now"]) - now()) < timedelta(minutes=1)


def test_a_new_fact_makes_a_file_with_a_higher_serial(unit: Unit, accountant: Caller) -> None:
    etag = accountant.call("GET", "/licence").headers["ETag"]
    Subscription.objects.update(term_end=today() + timedelta(days=400))
    reply = accountant.call("GET", "/licence", If_None_Match=etag)
    assert reply.status_code == 200
    assert verified(reply.json()["licence"], "qlts-licence+jws", root_of(accountant))["serial"] == 2


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (91, "active"),
        (90, "expiring"),
        (0, "expiring"),
        (-1, "overdue_early"),
        (-30, "overdue_late"),
        (-60, "cut_off"),
    ],
)
def test_the_stage_follows_the_term(anyone: Caller, left: int, stage: str) -> None:
    make_unit(left=left)
    anyone.log_in()
    claims = decoded(anyone.call("GET", "/licence").json()["licence"].split(".")[1])
    assert claims["timetable"][0]["stage"] == stage
    days = [as_day(entry["from"]) for entry in claims["timetable"]]
    assert days == sorted(set(days))


def test_a_unit_without_a_term_has_no_licence(anyone: Caller) -> None:
    make_unit(left=None)
    anyone.log_in()
    reply = anyone.call("GET", "/licence")
    assert (reply.status_code, reply.json()["code"]) == (404, "no_licence")
    assert not LicenceFile.objects.exists()


def test_signed_time_needs_no_login(anyone: Caller) -> None:
    reply = anyone.call("GET", f"/time?nonce={NONCE}")
    assert verified(reply.json()["time"], "qlts-time+jws", root_of(anyone))["nonce"] == NONCE


@pytest.mark.parametrize("nonce", ["", "kurz", NONCE + "A", "a b", "%00" * 22, "ế" * 22])
def test_a_nonce_that_is_none_is_refused(anyone: Caller, nonce: str) -> None:
    assert anyone.call("GET", f"/time?nonce={nonce}").status_code == 422


def test_health_needs_no_login(anyone: Caller) -> None:
    assert anyone.call("GET", "/health").json()["status"] == "ok"
