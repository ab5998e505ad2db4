"""Typed addresses come to one form; nothing readable leaves this machine over plain http."""

from __future__ import annotations

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.server_address import parse_server_address


@pytest.mark.parametrize(
    ("typed", "url", "loopback"),
    [
        ("qlts.example.vn", "https://qlts.example.vn", False),
        ("  https://qlts.example.vn/  ", "https://qlts.example.vn", False),
        ("https://QLTS.Example.vn/api/v1/", "https://qlts.example.vn", False),
        ("https://example.vn:8443/qlts/", "https://example.vn:8443/qlts", False),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", True),
        ("http://127.9.9.9", "http://127.9.9.9", True),
        ("http://localhost:8000/", "http://localhost:8000", True),
        ("http://[::1]:8000", "http://[::1]:8000", True),
        ("https://127.0.0.1", "https://127.0.0.1", True),
    ],
)
def test_an_address_comes_to_one_form(typed: str, url: str, loopback: bool):
    address = parse_server_address(typed)
    assert (address.url, address.loopback) == (url, loopback)
    assert address.call("/licence") == f"{url}/api/v1/licence"


@pytest.mark.parametrize(
    "typed",
    [
        "http://qlts.example.vn",
        "http://192.168.1.5:8000",
        "http://localhost.example.vn",
        "http://127.0.0.1.example.vn",
        "http://10.0.0.1",
    ],
)
def test_plain_http_goes_to_this_machine_only(typed: str):
    with pytest.raises(OperationError) as caught:
        parse_server_address(typed)
    assert caught.value.code is ErrorCode.PLAIN_HTTP_REFUSED


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "ftp://qlts.example.vn",
        "file:///etc/passwd",
        "https://qlts example.vn",
        "https://user:secret@qlts.example.vn",
        "https://qlts.example.vn?x=1",
        "https://qlts.example.vn#x",
        "https://qlts.example.vn:99999",
        "https://qlts.example.vn:port",
        "https://[::1",
    ],
)
def test_what_is_no_address_is_refused(typed: str):
    with pytest.raises(OperationError) as caught:
        parse_server_address(typed)
    assert caught.value.code is ErrorCode.SERVER_ADDRESS_WRONG
