"""One request for data recovery, whatever happens to the connection or to the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.recovery import RecoveryWish
from qlts_desktop.services.data_recovery import KIND
from tests.services.conftest import Client
from tests.services.http_double import HttpDouble, Reply, Seen, problem
from tests.services.licensor_double import LicensorDouble

PATH = "/data-recovery-requests"
WISH = RecoveryWish("Nguyễn Thị Ánh", "024 3942 1234", "Sổ tài sản năm 2024\nvà năm 2025")
Start = Callable[[], Client]


def fails(call: Callable[[], object]) -> OperationError:
    with pytest.raises(OperationError) as caught:
        call()
    return caught.value


def posts(double: HttpDouble) -> list[tuple[str, bytes]]:
    """Key and body of every request for recovery that arrived."""
    return [(s.headers["idempotency-key"], s.body) for s in double.seen if (s.method, s.path) == POST]


POST = ("POST", f"/api/v1{PATH}")


def pending_of(client: Client) -> str | None:
    kept = client.store.pending_request(client.sessions.owner(), KIND)
    return None if kept is None else kept.body


def lose(licensor: LicensorDouble, times: int) -> None:
    """Cut off the next answers after the work was done."""
    licensor.lost += [PATH] * times


def test_a_request_is_filed_and_leaves_nothing_to_do(client: Client, double: HttpDouble) -> None:
    recovery = client.log_in().recovery
    filed = recovery.request(replace(WISH, contact="  Nguyễn  Thị Ánh "))
    assert (filed.no, filed.state, filed.is_open) == ("KP26000001", "sent", True)
    assert (filed.contact, filed.phone, filed.period) == (WISH.contact, WISH.phone, WISH.period)
    assert recovery.requests() == (filed,)
    assert recovery.unfinished() is None
    assert recovery.resume() is None
    assert len(posts(double)) == 1


def test_it_is_on_disk_before_the_first_byte_leaves(start: Start, licensor_double: LicensorDouble) -> None:
    client = start().log_in()
    on_disk: list[bytes | None] = []

    def looked(seen: Seen) -> Reply:
        kept = client.store.pending_request(client.sessions.owner(), KIND)
        on_disk.append(None if kept is None or kept.key != seen.headers["idempotency-key"] else kept.body.encode())
        on_disk.append(seen.body)
        return problem(403, "role_not_allowed")

    licensor_double.overrides["POST", PATH] = looked
    assert fails(lambda: client.recovery.request(WISH)).code is ErrorCode.ROLE_NOT_ALLOWED
    assert on_disk[0] == on_disk[1] is not None


def test_a_store_that_cannot_keep_it_sends_nothing(
    client: Client, double: HttpDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.log_in()

    def full(*_args: object) -> None:
        raise OperationError(ErrorCode.DISK_FULL)

    monkeypatch.setattr(client.store, "put_pending_request", full)
    assert fails(lambda: client.recovery.request(WISH)).code is ErrorCode.DISK_FULL
    assert posts(double) == []


def test_one_lost_answer_is_not_noticed(
    client: Client, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    client.log_in()
    lose(licensor_double, 1)
    assert client.recovery.request(WISH).no == "KP26000001"
    assert len(posts(double)) == 2
    assert len(set(posts(double))) == 1


def test_after_lost_answers_the_same_goes_out_under_the_same_key(
    client: Client, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    client.log_in()
    lose(licensor_double, 3)
    assert fails(lambda: client.recovery.request(WISH)).code is ErrorCode.NO_NETWORK
    assert client.recovery.unfinished() == WISH
    assert client.recovery.request(WISH).no == "KP26000001"
    assert len(posts(double)) == 4
    assert len(set(posts(double))) == 1
    assert len(licensor_double.recoveries) == 1
    assert client.recovery.unfinished() is None


def test_after_a_crash_the_next_start_finishes_it(
    start: Start, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    crashed = start().log_in()
    lose(licensor_double, 3)
    fails(lambda: crashed.recovery.request(WISH))
    crashed.api.close()
    crashed.store.close()
    again = start().log_in()
    assert again.recovery.unfinished() == WISH
    resumed = again.recovery.resume()
    assert resumed is not None
    assert resumed.period == WISH.period
    assert len(set(posts(double))) == 1
    assert len(licensor_double.recoveries) == 1
    assert again.recovery.unfinished() is None


def test_what_never_arrived_is_sent_by_the_next_start(
    start: Start, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(503, "unavailable")
    first = start().log_in()
    assert fails(lambda: first.recovery.request(WISH)).code is ErrorCode.SERVER_BUSY
    assert licensor_double.recoveries == {}
    del licensor_double.overrides["POST", PATH]
    resumed = start().log_in().recovery.resume()
    assert resumed is not None
    assert len(set(posts(double))) == 1
    assert len(licensor_double.recoveries) == 1


def test_a_changed_wish_after_a_lost_answer_makes_no_second_request(
    client: Client, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    """The licensor has the first: that is the request."""
    client.log_in()
    lose(licensor_double, 3)
    fails(lambda: client.recovery.request(WISH))
    shown = client.recovery.request(replace(WISH, phone="0912 345 678"))
    assert (shown.no, shown.phone) == ("KP26000001", WISH.phone)
    assert len(licensor_double.recoveries) == 1
    assert len(posts(double)) == 3
    assert pending_of(client) is None


def test_a_changed_wish_goes_out_when_the_first_never_arrived(
    client: Client, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    client.log_in()
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(503, "unavailable")
    fails(lambda: client.recovery.request(WISH))
    del licensor_double.overrides["POST", PATH]
    filed = client.recovery.request(replace(WISH, phone="0912 345 678"))
    assert filed.phone == "0912 345 678"
    assert len({key for key, _body in posts(double)}) == 2
    assert len(licensor_double.recoveries) == 1


def test_a_changed_wish_waits_until_it_is_known_what_became_of_the_first(
    client: Client, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    client.log_in()
    lose(licensor_double, 3)
    fails(lambda: client.recovery.request(WISH))
    licensor_double.overrides["GET", PATH] = lambda _seen: problem(503, "unavailable")
    changed = replace(WISH, phone="0912 345 678")
    assert fails(lambda: client.recovery.request(changed)).code is ErrorCode.SERVER_BUSY
    assert client.recovery.unfinished() == WISH
    assert len(posts(double)) == 3


@pytest.mark.parametrize(
    ("status", "symbol", "code"),
    [
        (409, "recovery_open", ErrorCode.RECOVERY_OPEN),
        (409, "recovery_not_allowed", ErrorCode.RECOVERY_NOT_ALLOWED),
        (403, "role_not_allowed", ErrorCode.ROLE_NOT_ALLOWED),
        (422, "form_invalid", ErrorCode.FORM_INVALID),
    ],
)
def test_a_refusal_is_told_and_forgotten(
    client: Client, licensor_double: LicensorDouble, status: int, symbol: str, code: ErrorCode
) -> None:
    errors = [{"field": "/phone", "code": "bad_phone", "message": ""}]
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(status, symbol, errors=errors)
    client.log_in()
    error = fails(lambda: client.recovery.request(WISH))
    assert (error.code, [one.field for one in error.fields]) == (code, ["/phone"])
    assert client.recovery.unfinished() is None


def test_an_ended_session_keeps_it(client: Client, licensor_double: LicensorDouble) -> None:
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(401, "session_expired")
    client.log_in()
    assert fails(lambda: client.recovery.request(WISH)).code is ErrorCode.SESSION_EXPIRED
    assert client.recovery.unfinished() == WISH


def test_a_used_up_key_does_not_stand_in_the_way(client: Client, licensor_double: LicensorDouble) -> None:
    """The licensor's database was put back, say: what it holds counts, and the next sending has a new key."""
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(409, "key_reused")
    client.log_in()
    assert fails(lambda: client.recovery.request(WISH)).code is ErrorCode.KEY_REUSED
    assert client.recovery.unfinished() is None
    del licensor_double.overrides["POST", PATH]
    filed = client.recovery.request(WISH)
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(409, "key_reused")
    assert client.recovery.request(WISH) == filed


def test_what_is_kept_belongs_to_one_unit(client: Client, licensor_double: LicensorDouble) -> None:
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(503, "unavailable")
    client.log_in()
    fails(lambda: client.recovery.request(WISH))
    other = replace(client.sessions.owner(), unit="DEMO02")
    assert client.store.pending_request(other, KIND) is None


def test_a_kept_request_that_cannot_be_read_is_sent_as_it_is(
    client: Client, double: HttpDouble, licensor_double: LicensorDouble, tmp_path: Path
) -> None:
    import sqlite3

    licensor_double.overrides["POST", PATH] = lambda _seen: problem(503, "unavailable")
    client.log_in()
    fails(lambda: client.recovery.request(WISH))
    client.store.close()
    with sqlite3.connect(tmp_path / "data" / "store.sqlite3") as rows:
        rows.execute("UPDATE pending_request SET body = '{\"people\": 1}'")
    rows.close()
    licensor_double.overrides["POST", PATH] = lambda _seen: problem(422, "form_invalid")
    assert client.recovery.unfinished() is None
    assert fails(client.recovery.resume).code is ErrorCode.FORM_INVALID
    assert posts(double)[-1][1] == b'{"people": 1}'
    assert client.recovery.resume() is None


def test_without_a_login_nothing_is_asked(client: Client, double: HttpDouble) -> None:
    for call in (client.recovery.unfinished, client.recovery.resume, lambda: client.recovery.request(WISH)):
        assert fails(call).code is ErrorCode.SESSION_EXPIRED
    assert double.seen == []
