"""Logging in, staying logged in, and being slowed down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import identify_hasher
from qlts_licensor.clock import now
from qlts_licensor.units import sessions, throttle
from qlts_licensor.units.models import RefreshToken, Unit, User

from licensor.tests.scenarios import PASSWORD, PROBLEM, Caller


def refresh(caller: Caller, token: str) -> Any:
    return caller.call("POST", "/sessions/refresh", {"refresh_token": token})


def test_a_login_names_the_user_and_the_unit(unit: Unit, anyone: Caller) -> None:
    reply = anyone.log_in(unit=" thcs01 ", user="KeToan")
    assert reply.status_code == 200
    body = reply.json()
    assert body["access_expires_in"] == 900
    assert body["unit"] == {"code": "THCS01", "name": unit.name}
    assert body["user"] == {
        "username": "ketoan",
        "full_name": "Trần Thu Hà",
        "role": "data_admin",
        "can_renew": True,
    }
    assert anyone.call("GET", "/licence").status_code == 200


def test_a_new_password_ends_every_session(unit: Unit, anyone: Caller) -> None:
    token = anyone.log_in().json()["refresh_token"]
    user = User.objects.get(username="THCS01/ketoan")
    user.set_password("mat-khau-moi-2027")
    user.save()
    assert anyone.call("GET", "/licence").status_code == 401
    assert refresh(anyone, token).status_code == 401


def test_passwords_are_argon2id_with_the_chosen_cost(unit: Unit) -> None:
    stored = User.objects.get(username="THCS01/ketoan").password
    assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert identify_hasher(stored).algorithm == "argon2"


@pytest.mark.parametrize(
    ("unit_code", "username", "password"),
    [("THCS01", "ketoan", "sai"), ("THCS01", "khongco", PASSWORD), ("KHAC", "ketoan", PASSWORD), ("", "", "")],
)
def test_what_is_wrong_is_not_told(
    unit: Unit, anyone: Caller, unit_code: str, username: str, password: str
) -> None:
    reply = anyone.log_in(unit_code, username, password)
    assert (reply.status_code, reply.json()["code"]) == (401, "wrong_credentials")
    assert reply.headers["Content-Type"].startswith(PROBLEM)


def test_staff_do_not_log_in_to_the_api(unit: Unit, anyone: Caller) -> None:
    staff = User(username="/nhanvien", is_staff=True)
    staff.set_password(PASSWORD)
    staff.save()
    assert anyone.log_in("", "nhanvien").status_code == 401


def test_the_fifth_wrong_password_locks_that_account_from_there(unit: Unit, anyone: Caller) -> None:
    for _ in range(throttle.ACCOUNT_FAILURES):
        assert anyone.log_in(password="sai").json()["code"] == "wrong_credentials"
    locked = anyone.log_in()
    assert (locked.status_code, locked.json()["code"]) == (429, "account_locked")
    assert int(locked.headers["Retry-After"]) == locked.json()["retry_after"] > 60
    assert anyone.log_in(user="xem").status_code == 200
    with time_machine.travel(now() + throttle.LOCK + timedelta(seconds=2), tick=False):
        assert anyone.log_in().status_code == 200


def test_the_lock_comes_before_any_hashing(unit: Unit, anyone: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(throttle.ACCOUNT_FAILURES):
        anyone.log_in(password="sai")

    def hashed(*_arguments: object) -> bool:
        raise AssertionError("a password was hashed")

    monkeypatch.setattr(User, "check_password", hashed)
    assert anyone.log_in().status_code == 429


def test_many_accounts_tried_from_one_place_are_too_many(
    unit: Unit, anyone: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "PREFIX_FAILURES", 3)
    for name in ("a", "b", "c"):
        assert anyone.log_in(user=name).status_code == 401
    refused = anyone.log_in(user="d")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")


@pytest.mark.parametrize(
    ("direct", "forwarded", "proxies", "expected"),
    [
        ("203.0.113.9", "", [], "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", [], "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7", ["10.0.0.1"], "198.51.100.7"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.7", ["10.0.0.1"], "198.51.100.7"),
        ("10.0.0.1", "", ["10.0.0.1"], "10.0.0.1"),
    ],
)
def test_a_forwarded_address_is_believed_only_from_a_proxy(
    rf: Any, direct: str, forwarded: str, proxies: list[str], expected: str
) -> None:
    request = rf.get("/", REMOTE_ADDR=direct, headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert throttle.client_address(request, proxies) == expected


def test_each_refresh_gives_a_new_token_and_only_hashes_are_stored(unit: Unit, anyone: Caller) -> None:
    first = anyone.log_in().json()["refresh_token"]
    second = refresh(anyone, first).json()["refresh_token"]
    assert second != first
    stored = set(RefreshToken.objects.values_list("digest", flat=True))
    assert len(stored) == 2
    assert not stored & {first, second}


def test_a_lost_reply_does_not_log_out(unit: Unit, anyone: Caller) -> None:
    first = anyone.log_in().json()["refresh_token"]
    assert refresh(anyone, first).status_code == 200
    again = refresh(anyone, first)
    assert again.status_code == 200
    third = refresh(anyone, again.json()["refresh_token"])
    assert third.status_code == 200


def test_the_old_token_ends_when_its_successor_is_used(unit: Unit, anyone: Caller) -> None:
    first = anyone.log_in().json()["refresh_token"]
    second = refresh(anyone, first).json()["refresh_token"]
    assert refresh(anyone, second).status_code == 200
    assert refresh(anyone, first).json()["code"] == "session_expired"


def test_the_old_token_ends_after_a_day_in_any_case(unit: Unit, anyone: Caller) -> None:
    first = anyone.log_in().json()["refresh_token"]
    refresh(anyone, first)
    with time_machine.travel(now() + sessions.LOST_REPLY + timedelta(seconds=2), tick=False):
        assert refresh(anyone, first).status_code == 401


def test_tokens_run_out(unit: Unit, anyone: Caller) -> None:
    token = anyone.log_in().json()["refresh_token"]
    with time_machine.travel(now() + timedelta(minutes=15, seconds=2), tick=False):
        expired = anyone.call("GET", "/licence")
        assert (expired.status_code, expired.json()["code"]) == (401, "session_expired")
        assert refresh(anyone, token).status_code == 200
    with time_machine.travel(now() + timedelta(days=30, seconds=2), tick=False):
        assert refresh(anyone, token).status_code == 401


def test_logging_out_ends_both_tokens(unit: Unit, anyone: Caller) -> None:
    token = anyone.log_in().json()["refresh_token"]
    assert anyone.call("DELETE", "/sessions/current").status_code == 204
    assert anyone.call("GET", "/licence").status_code == 401
    assert refresh(anyone, token).status_code == 401


def test_a_user_who_was_switched_off_is_out_at_once(accountant: Caller) -> None:
    User.objects.update(is_active=False)
    assert accountant.call("GET", "/licence").status_code == 401


def test_tokens_are_stored_by_no_cache(unit: Unit, anyone: Caller) -> None:
    assert anyone.log_in().headers["Cache-Control"] == "no-store"
