"""Logging in, staying logged in, and going on where the keyring or the network does not."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.ports import Account, SessionPort
from tests.services.conftest import Client, MemoryKeeper
from tests.services.http_double import HttpDouble, Reply, free_port, http_double, json_reply, problem
from tests.services.licensor_double import LicensorDouble

ACCOUNT = Account("DEMO01", "Sở Tài chính tỉnh Thử Nghiệm", "ketoan", "Ánh", can_renew=True)
Start = Callable[[], Client]


def test_it_is_the_port(client: Client):
    port: SessionPort = client.sessions
    assert port.account is None


def test_a_login_without_remembering_leaves_nothing(client: Client, keeper: MemoryKeeper):
    assert client.sessions.log_in("DEMO01", "ketoan", "x", remember=False) == ACCOUNT
    assert client.sessions.account == ACCOUNT
    assert keeper.held == {}
    assert client.sessions.remembered_account() is None
    assert client.sessions.remembering_failed() == ""


def test_a_remembered_login_is_resumed(start: Start, keeper: MemoryKeeper, double: HttpDouble):
    start().log_in()
    assert keeper.held == {(double.url, "DEMO01", "ketoan"): "refresh-1"}
    second = start()
    assert second.sessions.remembered_account() == ACCOUNT
    assert second.sessions.account is None
    assert second.sessions.resume() == ACCOUNT
    assert second.sessions.account == ACCOUNT
    assert keeper.held == {(double.url, "DEMO01", "ketoan"): "refresh-2"}


def test_asking_who_is_remembered_uses_no_network_and_no_keyring(start: Start, keeper, double):
    start().log_in()
    keeper.broken = True
    asked = len(double.seen)
    assert start().sessions.remembered_account() == ACCOUNT
    assert len(double.seen) == asked


def test_the_password_and_tokens_are_not_in_the_store(start: Start, tmp_path):
    client = start()
    client.sessions.log_in("DEMO01", "ketoan", "s3cret-word", remember=True)
    client.store.close()
    content = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert b"ketoan" in content
    for secret in (b"s3cret-word", b"refresh-1", b"access-1"):
        assert secret not in content


def test_logging_in_without_remembering_forgets_the_same_account(start: Start, keeper: MemoryKeeper):
    start().log_in()
    second = start()
    second.sessions.log_in("DEMO01", "ketoan", "x", remember=False)
    assert keeper.held == {}
    assert second.sessions.remembered_account() is None


def test_a_token_that_has_run_out_is_forgotten(start: Start, keeper: MemoryKeeper, licensor_double):
    start().log_in()
    licensor_double.refresh_tokens = ["another"]
    second = start()
    assert second.sessions.resume() is None
    assert keeper.held == {}
    assert second.sessions.remembered_account() is None


def test_a_network_fault_does_not_forget_the_token(start: Start, keeper: MemoryKeeper, licensor_double):
    start().log_in()
    licensor_double.lost += ["/sessions/refresh"] * 3
    second = start()
    with pytest.raises(OperationError) as caught:
        second.sessions.resume()
    assert caught.value.code is ErrorCode.NO_NETWORK
    assert len(keeper.held) == 1
    assert second.sessions.resume() == ACCOUNT


def test_a_locked_keyring_does_not_stop_a_login(client: Client, keeper: MemoryKeeper):
    keeper.broken = True
    assert client.sessions.log_in("DEMO01", "ketoan", "x", remember=True) == ACCOUNT
    assert client.sessions.remembering_failed() == "keyring_unavailable"
    assert client.sessions.remembered_account() is None
    client.sessions.log_out()
    assert client.sessions.account is None


def test_a_keyring_locked_at_the_next_start_asks_for_the_password(start: Start, keeper: MemoryKeeper):
    start().log_in()
    keeper.broken = True
    second = start()
    assert second.sessions.resume() is None
    assert second.sessions.remembering_failed() == "keyring_unavailable"


def test_a_store_that_cannot_be_written_does_not_stop_a_login(client: Client, tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    assert client.log_in().sessions.account == ACCOUNT
    assert client.sessions.remembering_failed() == "folder_not_writable"
    assert client.sessions.remembered_account() is None


def test_logging_out_forgets_even_without_a_network(client: Client, keeper: MemoryKeeper, licensor_double):
    client.log_in()
    licensor_double.lost.append("/sessions/current")
    licensor_double.overrides["DELETE", "/sessions/current"] = lambda _seen: problem(503, "unavailable")
    client.sessions.log_out()
    assert client.sessions.account is None
    assert keeper.held == {}
    assert client.sessions.remembered_account() is None
    with pytest.raises(OperationError) as caught:
        client.registrations.history()
    assert caught.value.code is ErrorCode.SESSION_EXPIRED


def test_logging_out_tells_the_licensor(client: Client, double: HttpDouble):
    client.log_in().sessions.log_out()
    assert (double.seen[-1].method, double.seen[-1].path) == ("DELETE", "/api/v1/sessions/current")
    assert double.seen[-1].headers["authorization"] == "Bearer access-1"


# --- renewing the access token ------------------------------------------------------------------------------


def only_newest(licensor: LicensorDouble) -> None:
    """Let the licence be fetched with the newest access token only."""

    def guarded(seen):
        if seen.headers["authorization"] != f"Bearer {licensor.access_token}":
            return problem(401, "session_expired")
        return licensor._licence(seen)

    licensor.overrides["GET", "/licence"] = guarded


def test_an_access_token_that_ran_out_is_renewed(client: Client, keeper: MemoryKeeper, licensor_double):
    client.log_in()
    only_newest(licensor_double)
    licensor_double.access_token = "access-later"
    assert client.licences.refresh().licence.serial == 7
    assert list(keeper.held.values()) == ["refresh-2"]


def test_calls_refused_together_make_one_renewal(client: Client, licensor_double: LicensorDouble):
    client.log_in()
    only_newest(licensor_double)
    licensor_double.access_token = "access-later"
    threads = [threading.Thread(target=client.licences.refresh) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert licensor_double.refresh_tokens == ["refresh-1", "refresh-2"]


def test_a_session_that_cannot_be_renewed_is_over_but_drafts_are_kept(client, keeper, licensor_double):
    client.log_in()
    draft = client.registrations.open_draft()
    licensor_double.refresh_tokens = ["another"]
    licensor_double.overrides["GET", "/licence"] = lambda _seen: problem(401, "session_expired")
    with pytest.raises(OperationError) as caught:
        client.licences.refresh()
    assert caught.value.code is ErrorCode.SESSION_EXPIRED
    assert keeper.held == {}
    client.registrations.keep_locally(draft.no, draft.form)
    assert client.store.draft(client.sessions.owner(), draft.no) is not None


def test_a_connection_lost_while_renewing_is_made_good(client: Client, licensor_double: LicensorDouble):
    client.log_in()
    only_newest(licensor_double)
    licensor_double.access_token = "access-later"
    licensor_double.lost.append("/sessions/refresh")
    assert client.licences.refresh().licence.serial == 7


def test_a_network_fault_while_renewing_is_told_as_such(client: Client, keeper, licensor_double):
    client.log_in()
    licensor_double.overrides["GET", "/licence"] = lambda _seen: problem(401, "session_expired")
    licensor_double.lost += ["/sessions/refresh"] * 3
    with pytest.raises(OperationError) as caught:
        client.licences.refresh()
    assert caught.value.code is ErrorCode.NO_NETWORK
    assert len(keeper.held) == 1


# --- the address --------------------------------------------------------------------------------------------


def test_another_server_is_remembered_and_ends_the_session(start: Start, double: HttpDouble):
    client = start().log_in()
    with http_double() as other:
        other.answers(json_reply({"status": "ok", "version": "1"}))
        client.sessions.use_server(f"{other.url}/")
        assert client.sessions.server_url == other.url
        assert client.sessions.account is None
        assert client.sessions.remembered_account() is None
        second = start()
        assert second.sessions.server_url == double.url
        second.sessions.restore_server()
        assert second.sessions.server_url == other.url
        second.api.close()


def test_an_address_of_something_else_is_refused_and_the_former_stays(client: Client, double: HttpDouble):
    client.log_in()
    with http_double() as other:
        other.answers(Reply(200, b"<h1>A shop</h1>", {"Content-Type": "text/html"}))
        for wrong in (other.url, f"http://127.0.0.1:{free_port()}"):
            with pytest.raises(OperationError) as caught:
                client.sessions.use_server(wrong)
            assert caught.value.code is ErrorCode.SERVER_ADDRESS_WRONG
    assert client.sessions.server_url == double.url
    assert client.sessions.account == ACCOUNT


def test_an_address_out_of_order_just_now_is_taken(client: Client):
    with http_double() as other:
        other.answers(problem(503, "unavailable"))
        client.sessions.use_server(other.url)
        assert client.sessions.server_url == other.url


def test_a_store_that_cannot_be_written_does_not_hold_an_address_back(client: Client, tmp_path):
    (tmp_path / "data").write_text("a file in the way")
    with http_double() as other:
        other.answers(json_reply({"status": "ok", "version": "1"}))
        client.sessions.use_server(other.url)
        assert client.sessions.server_url == other.url
        client.sessions.restore_server()
        assert client.sessions.server_url == other.url


def test_plain_http_elsewhere_is_refused_before_anything_is_sent(client: Client, double: HttpDouble):
    with pytest.raises(OperationError) as caught:
        client.sessions.use_server("http://qlts.example.vn")
    assert caught.value.code is ErrorCode.PLAIN_HTTP_REFUSED
    assert client.sessions.server_url == double.url
