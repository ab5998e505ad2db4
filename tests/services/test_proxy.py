"""The way out: a real proxy between the client and a real TLS server, with and without a password, and gone."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.machine_settings import ProxyMode
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.machine_network import look_at_proxy
from qlts_desktop.services.proxy import NetworkWay, Proxy, ProxyLogin, parse_proxy_address
from tests.connect_proxy import ConnectProxy, running_proxy
from tests.services.conftest import QUICK
from tests.services.http_double import http_double, json_reply
from tests.services.test_tls import Authority

HOST = "qlts.example.vn"
URL = f"https://{HOST}"
LOGIN = ProxyLogin("kế toán", "mật:khẩu ữ")


@pytest.fixture
def way() -> Iterator[NetworkWay]:
    made = NetworkWay()
    yield made
    made.restore()


@pytest.fixture
def far_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A licensor that only a proxy can reach: its name is known nowhere else."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with http_double(tls=authority.serving(-1, 30, host=HOST)) as double:
        double.answers(json_reply({"status": "ok", "version": "1.2.3"}))
        yield urlsplit(double.url).port


def asked_version(way: NetworkWay, url: str = URL) -> str:
    api = LicensorApi(url, limits=QUICK, pause=lambda _seconds: None, proxy=lambda: way.proxy)
    try:
        return api.check_service()
    finally:
        api.close()


def manual(proxy: ConnectProxy | str, login: ProxyLogin = ProxyLogin()) -> Proxy:  # noqa: B008 - frozen
    return Proxy(ProxyMode.MANUAL, proxy if isinstance(proxy, str) else proxy.address, login)


def test_a_proxy_that_is_set_opens_the_way(way: NetworkWay, far_port: int) -> None:
    with running_proxy(("127.0.0.1", far_port)) as proxy:
        way.use(manual(proxy))
        assert asked_version(way) == "1.2.3"
    assert proxy.asked == [f"CONNECT {HOST}:443 HTTP/1.0"] or proxy.asked == [f"CONNECT {HOST}:443 HTTP/1.1"]


def test_a_proxy_gets_its_name_and_password_in_vietnamese_letters(way: NetworkWay, far_port: int) -> None:
    with running_proxy(("127.0.0.1", far_port), f"{LOGIN.user}:{LOGIN.password}") as proxy:
        way.use(manual(proxy, LOGIN))
        assert asked_version(way) == "1.2.3"
        assert proxy.refused == []


@pytest.mark.parametrize("login", [ProxyLogin(), ProxyLogin("kế toán", "sai")], ids=["none", "wrong"])
def test_a_proxy_that_wants_a_password_is_said(way: NetworkWay, far_port: int, login: ProxyLogin) -> None:
    with running_proxy(("127.0.0.1", far_port), "a:b") as proxy:
        way.use(manual(proxy, login))
        with pytest.raises(OperationError) as caught:
            asked_version(way)
    assert caught.value.code is ErrorCode.PROXY_LOGIN_NEEDED
    assert "sai" not in str(caught.value)


def test_a_plain_request_that_the_proxy_refuses_is_said_too(way: NetworkWay, far_port: int) -> None:
    with running_proxy(("127.0.0.1", far_port), "a:b") as proxy:
        way.use(manual(proxy))
        api = LicensorApi(URL, limits=QUICK, proxy=lambda: way.proxy)
        with pytest.raises(OperationError) as caught:
            api.time_over_plain_http("x")
        api.close()
    assert caught.value.code is ErrorCode.PROXY_LOGIN_NEEDED
    assert proxy.refused == [f"GET http://{HOST}/api/v1/time?nonce=x HTTP/1.1"]


def test_a_proxy_that_is_down_is_said(way: NetworkWay) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    way.use(manual(f"http://127.0.0.1:{port}"))
    with pytest.raises(OperationError) as caught:
        asked_version(way)
    assert caught.value.code is ErrorCode.PROXY_UNREACHABLE


def test_a_proxy_that_finds_no_way_is_no_fault_of_the_proxy(way: NetworkWay) -> None:
    with running_proxy(None) as proxy:
        way.use(manual(proxy))
        with pytest.raises(OperationError) as caught:
            asked_version(way)
    assert caught.value.code is ErrorCode.NO_NETWORK


def test_behind_a_proxy_too_the_servers_certificate_is_looked_at(
    way: NetworkWay, far_port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(Authority(tmp_path / "other").file))
    with running_proxy(("127.0.0.1", far_port)) as proxy:
        way.use(manual(proxy))
        with pytest.raises(OperationError) as caught:
            asked_version(way)
    assert caught.value.code is ErrorCode.CERTIFICATE_UNTRUSTED


def test_without_any_proxy_the_systems_is_left_alone(
    way: NetworkWay, far_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_proxy(("127.0.0.1", far_port)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.address)
        system = NetworkWay()
        assert asked_version(system) == "1.2.3"
        system.use(Proxy(ProxyMode.NONE))
        with pytest.raises(OperationError):
            asked_version(system)
        system.use(Proxy())
        assert asked_version(system) == "1.2.3"
        assert len(proxy.asked) == 2
        system.restore()


def test_no_proxy_stands_between_a_pc_and_itself(way: NetworkWay) -> None:
    with http_double() as double, running_proxy(None) as proxy:
        double.answers(json_reply({"status": "ok", "version": "2"}))
        way.use(manual(proxy))
        assert asked_version(way, double.url) == "2"
        assert proxy.asked == []


def test_libraries_that_ask_by_themselves_go_the_same_way_and_learn_no_password(way: NetworkWay) -> None:
    before = dict(os.environ)
    with http_double() as double, running_proxy(("127.0.0.1", urlsplit(double.url).port)) as proxy:
        double.answers(json_reply({}))
        way.use(manual(proxy, LOGIN))
        assert requests.get("http://ocsp.example.vn/x", timeout=5).status_code == 200
        assert proxy.asked == ["GET http://ocsp.example.vn/x HTTP/1.1"]
        assert look_at_proxy(URL).details == {"address": proxy.address.removeprefix("http://")}
        assert not any(LOGIN.password in value for value in os.environ.values())
        way.use(Proxy(ProxyMode.NONE))
        assert look_at_proxy(URL).reason == "none"
    way.restore()
    assert dict(os.environ) == before


def test_name_and_password_are_looked_up_once_and_not_before_they_are_needed() -> None:
    asked: list[str] = []

    def login(address: str) -> ProxyLogin:
        asked.append(address)
        return LOGIN

    way = NetworkWay(manual("http://p.vn:1"), login)
    assert asked == []
    assert way.proxy.login == way.proxy.login == LOGIN
    assert asked == ["http://p.vn:1"]
    assert "khẩu" not in repr(way.proxy)
    way.restore()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("proxy.vn:8080", "http://proxy.vn:8080"),
        (" http://10.0.0.1:3128/ ", "http://10.0.0.1:3128"),
        ("[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_address_has_one_form(typed: str, address: str) -> None:
    assert parse_proxy_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "proxy.vn",
        "http://a:b@proxy.vn:1",
        "https://proxy.vn:1",
        "p.vn:0",
        "p.vn:99999",
        "p.vn:1/x",
        "[:1",
        "p q:1",
    ],
)
def test_what_is_no_host_with_a_port_is_refused(typed: str) -> None:
    with pytest.raises(OperationError) as caught:
        parse_proxy_address(typed)
    assert caught.value.code is ErrorCode.PROXY_ADDRESS_WRONG
