"""*Gia hạn thanh toán*: once, within its limits."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.policy.rules import Decision, Policy
from qlts_licensor.policy.timetable import Stage
from qlts_licensor.transitions.table import Name

from licensor.tests.paying import Paying, begin
from licensor.tests.scenarios import Caller, day, store_policy


def go(noon: Any, paying: Paying, days: int) -> None:
    noon.shift(timedelta(days=days))
    assert paying.caller.log_in().status_code == 200


@pytest.fixture
def reviewed(service: None) -> None:
    """A policy under which staff decide on extensions."""
    store_policy(Policy(version="2026.2", note="Nhân viên duyệt", extension=Decision.REVIEWED))


@pytest.mark.parametrize(
    ("on_day", "due_on", "outcome"),
    [
        (44, 70, "not_yet"),
        (45, 61, ""),
        (45, 60, "due_too_early"),
        (45, 180, ""),
        (45, 181, "due_too_late"),
        (60, 61, ""),
        (61, 61, ""),
        (100, 99, "due_too_early"),
        (100, 100, ""),
        (180, 180, ""),
        (181, 181, "too_late"),
    ],
)
def test_the_edges(paying: Paying, noon: Any, on_day: int, due_on: int, outcome: str) -> None:
    wanted = day(due_on)
    go(noon, paying, on_day)
    reply = paying.extend(wanted)
    if not outcome:
        assert reply.status_code == 201, reply.content
        assert (paying.order.round, paying.order.due_on.isoformat()) == (2, wanted)
    elif outcome.startswith("due_"):
        assert (reply.status_code, reply.json()["errors"][0]["code"]) == (422, outcome)
    else:
        assert (reply.status_code, reply.json()["detail"]) == (409, outcome)


def test_what_stands_against_it_names_its_day(paying: Paying, noon: Any) -> None:
    opens, last = day(45), day(180)
    extend = next(one for one in paying.detail["actions"] if one["action"] == "extend_payment")
    assert (extend["obstacle"], extend["day"]) == ("not_yet", opens)
    go(noon, paying, 45)
    extend = next(one for one in paying.detail["actions"] if one["action"] == "extend_payment")
    assert (extend["obstacle"], extend["first"], extend["last"]) == (None, day(16), last)
    go(noon, paying, 136)
    extend = next(one for one in paying.detail["actions"] if one["action"] == "extend_payment")
    assert (extend["obstacle"], extend["day"]) == ("too_late", last)


def test_once(paying: Paying, noon: Any) -> None:
    go(noon, paying, 50)
    key = str(uuid.uuid4())
    first, again = paying.extend(day(50), key=key), paying.extend(day(50), key=key)
    assert first.json()["receipt"] == again.json()["receipt"]
    receipt = claims_of(first.json()["receipt"])
    assert (receipt["kind"], receipt["due_on"], receipt["accepted"]) == ("extension", day(50), True)
    assert claims_of(first.json()["licence"])["order"]["round"] == 2
    assert paying.extend(day(60)).json()["detail"] == "used_up"


def test_without_consent_nothing_is_promised(paying: Paying, noon: Any) -> None:
    go(noon, paying, 50)
    reply = paying.extend(day(50), consent=False)
    assert (reply.status_code, reply.json()["code"]) == (422, "consent_required")
    assert paying.order.round == 1


def test_not_while_a_proof_is_in_review(paying: Paying, noon: Any) -> None:
    go(noon, paying, 50)
    paying.prove()
    assert paying.extend(day(50)).json()["detail"] == "proof_in_review"


def test_a_commitment_of_the_longest_kind_leaves_room(accountant: Caller, noon: Any) -> None:
    paying = begin(accountant, due_in=90)
    go(noon, paying, 90)
    assert paying.extend(day(90)).status_code == 201


@pytest.mark.usefixtures("reviewed")
def test_asked_in_time_it_holds_access_until_decided_and_refused_it_may_be_asked_again(
    accountant: Caller, noon: Any
) -> None:
    paying = begin(accountant)
    go(noon, paying, 60)
    reply = paying.extend(day(30))
    assert claims_of(reply.json()["receipt"])["accepted"] is False
    assert paying.detail["summary"]["payment_state"] == "extension_in_review"
    assert paying.detail["asked_due_on"] == day(30)
    assert paying.prove().json()["detail"] == "extension_in_review"
    go(noon, paying, 2)
    assert paying.holds.stage is Stage.PAYMENT_IN_REVIEW
    paying.decide(Name.EXTENSION_REJECTED, "Chưa đủ căn cứ")
    assert paying.holds.stage is Stage.COMMITMENT_LAPSED
    assert paying.extend(day(20)).status_code == 201
    paying.decide(Name.EXTENSION_ACCEPTED)
    assert (paying.order.round, paying.holds.stage) == (2, Stage.COMMITTED)


def test_the_second_commitment_lapses_into_the_cut(paying: Paying, noon: Any) -> None:
    go(noon, paying, 60)
    paying.extend(day(40))
    go(noon, paying, 40)
    assert paying.holds.stage is Stage.COMMITMENT_DUE
    go(noon, paying, 1)
    assert paying.holds.stage is Stage.CUT_OFF
    summary = paying.detail["summary"]
    assert (summary["payment_state"], summary["resource_state"]) == ("commitment_lapsed", "cut")


@pytest.mark.parametrize("body", [{}, {"due_on": "x", "consent": True}, {"due_on": None}, "x", 1])
def test_a_broken_body_is_refused_with_its_fields(paying: Paying, body: Any) -> None:
    reply = paying.ask("extension", body)
    assert reply.status_code == 422
    assert reply.json()["errors"]


@pytest.mark.parametrize("key", ["", "x", "123e4567-e89b-12d3-a456-42661417400"])
def test_a_key_is_needed(paying: Paying, key: str) -> None:
    for call, body in (
        ("extension", {"due_on": day(70), "consent": True}),
        ("cancellation", {}),
        ("replacement", {}),
    ):
        reply = paying.caller.call("POST", f"/registrations/{paying.no}/{call}", body, Idempotency_Key=key)
        assert (reply.status_code, reply.json()["code"]) == (400, "key_required")
