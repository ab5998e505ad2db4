"""Compact JWS, read strictly."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qlts_desktop.services import jws
from tests.factories import base64url, compact, make_pair

PAIR = make_pair("jws")
HEADER = {"alg": "Ed25519", "typ": "qlts-licence+jws", "kid": PAIR.kid}
GOOD = PAIR.sign(HEADER, {"serial": 10})


def test_a_good_file_is_taken_apart_and_its_signature_is_checked():
    parsed = jws.parse(GOOD)
    assert (parsed.header.typ, parsed.header.kid, parsed.header.key) == ("qlts-licence+jws", PAIR.kid, "")
    assert json.loads(parsed.payload) == {"serial": 10}
    assert parsed.signed_by(jws.public_key(PAIR.x))
    assert not parsed.signed_by(jws.public_key(make_pair("other").x))


@pytest.mark.parametrize(
    "header",
    [
        {**HEADER, "alg": "none"},
        {**HEADER, "alg": "EdDSA"},
        {**HEADER, "alg": "ed25519"},
        {**HEADER, "alg": "HS256"},
        {**HEADER, "alg": None},
        {**HEADER, "crit": ["exp"]},
        {**HEADER, "crit": []},
        {**HEADER, "crit": None},
        {"alg": "Ed25519"},
        {"typ": "qlts-licence+jws"},
        {**HEADER, "kid": 1},
        [],
        "text",
        None,
    ],
)
def test_another_header_is_refused(header: object):
    with pytest.raises(jws.NotJwsError):
        jws.parse(PAIR.sign_parts(compact(header), compact({})))


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"alg":' + b"[" * 100_000,
        b'{"alg":"Ed25519","typ":"a","n":' + b"9" * 100_000 + b"e99999" + b"}}",
    ],
    ids=["empty", "cut", "not utf-8", "deep", "deep in alg", "huge number and a bracket too many"],
)
def test_a_header_that_cannot_be_read_is_refused(header: bytes):
    with pytest.raises(jws.NotJwsError):
        jws.parse(PAIR.sign_parts(base64url(header), compact({})))


def padded(text: str) -> str:
    return text + "=" * (-len(text) % 4)


@pytest.mark.parametrize(
    "change",
    [
        lambda header, payload, signature: f"{padded(header)}.{payload}.{signature}",
        lambda header, payload, signature: f"{header}.{padded(payload)}.{signature}",
        lambda header, payload, signature: f"{header}.{payload}.{signature}==",
        lambda header, payload, signature: (
            f"{header}.{payload}.{signature[:-1]}{'BCDE'['AQgw'.index(signature[-1])]}"
        ),
        lambda header, payload, signature: f"{header}.{payload}.{signature}.",
        lambda header, payload, signature: f"{header}.{payload}",
        lambda header, payload, signature: f".{header}.{payload}.{signature}",
        lambda header, payload, signature: f"{header}.{payload}.",
        lambda header, payload, signature: f"{header}.{payload}.{signature[:-4]}",
        lambda header, payload, signature: f"{header}.{payload}.AAAA{signature}",
        lambda header, payload, signature: f"{header} .{payload}.{signature}",
        lambda header, payload, signature: f"{header}.{payload}\n.{signature}",
        lambda header, payload, signature: f"{header}.{payload}.{signature}\n",
        lambda header, payload, signature: f"{header}.é{payload}.{signature}",
        lambda header, payload, signature: f"{header}.{payload}AAA.{signature}",
        lambda header, payload, signature: f"{header}.{payload}+/.{signature}",
        lambda header, payload, signature: "",
        lambda header, payload, signature: "..",
        lambda header, payload, signature: "." * 2_000_000,
        lambda header, payload, signature: f"{header}.{'A' * 1_000_000}.{signature}",
    ],
)
def test_anything_but_three_canonical_parts_is_refused(change):
    with pytest.raises(jws.NotJwsError):
        jws.parse(change(*GOOD.split(".")))


def test_an_unused_header_member_is_allowed():
    assert jws.parse(PAIR.sign({**HEADER, "note": [1, {}]}, {})).signed_by(jws.public_key(PAIR.x))


@pytest.mark.parametrize("x", ["", "AA", base64url(b"1" * 31), base64url(b"1" * 33), "é" * 43, PAIR.x + "="])
def test_a_key_is_32_bytes(x: str):
    with pytest.raises(jws.NotJwsError):
        jws.public_key(x)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_canonical_base64url_is_read_back(content: bytes):
    assert jws.decode_base64url(base64url(content)) == content


@settings(deadline=None)
@given(st.text(st.sampled_from("AQgwBz09-_+/=. \n"), max_size=12))
def test_only_one_text_stands_for_some_bytes(text: str):
    try:
        content = jws.decode_base64url(text)
    except jws.NotJwsError:
        return
    assert base64.urlsafe_b64encode(content).rstrip(b"=").decode() == text


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str):
    with pytest.raises(jws.NotJwsError):
        jws.parse(text)
