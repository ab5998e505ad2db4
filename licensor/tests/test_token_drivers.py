"""The list of token makers: public, and the vendor's to change."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from qlts_licensor.token_drivers import KNOWN, token_makers

from licensor.tests.scenarios import Caller

pytestmark = pytest.mark.django_db
OWN = [{"name": "Nơi cấp", "page": "https://noicap.example.vn/", "modules": ["noicap.dll"]}]


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_list_needs_no_login(folder: Path, anyone: Caller) -> None:
    reply = anyone.call("GET", "/token-drivers")
    assert reply.status_code == 200
    makers = reply.json()["makers"]
    assert [maker["name"] for maker in makers] == [maker.name for maker in KNOWN]
    assert all(urlsplit(maker["page"]).scheme == "https" and maker["modules"] for maker in makers)
    assert reply.headers["Cache-Control"] == "public, max-age=86400"


def test_it_is_read_only(folder: Path, anyone: Caller) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert anyone.call(method, "/token-drivers", {}).status_code == 405


def test_the_vendors_own_list_counts_instead(folder: Path, anyone: Caller) -> None:
    (folder / "token-drivers.json").write_text(json.dumps(OWN), "utf-8")
    assert anyone.call("GET", "/token-drivers").json()["makers"] == OWN


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "7",
        '"x"',
        "[7]",
        "[{}]",
        json.dumps([{**OWN[0], "page": "http://noicap.example.vn/"}]),
        json.dumps([{**OWN[0], "page": 7}]),
        json.dumps([{**OWN[0], "modules": "noicap.dll"}]),
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_list_that_cannot_be_used_takes_nothing_away(
    content: str | bytes, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "token-drivers.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with caplog.at_level(logging.ERROR):
        assert token_makers() == KNOWN
    assert "token-drivers.json" in caplog.text
