"""Compact JWS: what is signed can be read back, and nothing else can."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from qlts_licensor.licences import jws

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
TYP = "qlts-licence+jws"
CLAIMS = {"unit": "Trường THCS Nguyễn Bỉnh Khiêm", "serial": 7, "term": None, "lines": [1, 2]}


def part(value: Any) -> str:
    return jws.base64url(json.dumps(value).encode())


def handmade(header: dict[str, Any], payload: Any = None) -> str:
    """A token with a right signature over whatever header."""
    signing_input = f"{part(header)}.{part(CLAIMS if payload is None else payload)}"
    return f"{signing_input}.{jws.base64url(KEY.sign(signing_input.encode()))}"


def test_claims_come_back() -> None:
    assert jws.verify(jws.sign(KEY, TYP, CLAIMS), PUBLIC, TYP) == CLAIMS


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text(), max_size=5))
def test_any_claims_come_back(claims: dict[str, Any]) -> None:
    assert jws.verify(jws.sign(KEY, TYP, claims), PUBLIC, TYP) == claims


def test_the_header_names_algorithm_kind_key_and_certificate() -> None:
    header = json.loads(jws.from_base64url(jws.sign(KEY, TYP, CLAIMS, "a.b.c").split(".")[0]))
    assert header == {"alg": "Ed25519", "typ": TYP, "kid": jws.key_id(PUBLIC), "key": "a.b.c"}
    header = json.loads(jws.from_base64url(jws.sign(KEY, TYP, CLAIMS).split(".")[0]))
    assert "key" not in header


def test_a_key_is_named_by_the_start_of_its_digest() -> None:
    # RFC 8032, test 1: the public key; its SHA-256 begins 21fe31dfa154a261626bf854.
    raw = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    assert (
        jws.from_base64url(jws.key_id(Ed25519PublicKey.from_public_bytes(raw))).hex() == "21fe31dfa154a261626bf854"
    )


@given(st.data())
def test_no_changed_character_is_accepted(data: st.DataObject) -> None:
    token = jws.sign(KEY, TYP, CLAIMS)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda character: character != token[place]))
    with pytest.raises(jws.BadToken):
        jws.verify(token[:place] + other + token[place + 1 :], PUBLIC, TYP)


@pytest.mark.parametrize("suffix", ["=", "\n", " ", ".", "A", "é"])
def test_nothing_may_follow(suffix: str) -> None:
    with pytest.raises(jws.BadToken):
        jws.verify(jws.sign(KEY, TYP, CLAIMS) + suffix, PUBLIC, TYP)


@pytest.mark.parametrize(
    "change",
    [
        {"alg": "EdDSA"},
        {"alg": "none"},
        {"alg": "ed25519"},
        {"typ": "qlts-offer+jws"},
        {"kid": "AAAA"},
        {"crit": ["exp"]},
        {"crit": []},
    ],
)
def test_another_header_is_refused_although_signed(change: dict[str, Any]) -> None:
    header = {"alg": "Ed25519", "typ": TYP, "kid": jws.key_id(PUBLIC)}
    assert jws.verify(handmade(header), PUBLIC, TYP) == CLAIMS
    with pytest.raises(jws.BadToken):
        jws.verify(handmade({**header, **change}), PUBLIC, TYP)


def test_another_key_is_refused() -> None:
    with pytest.raises(jws.BadToken):
        jws.verify(jws.sign(Ed25519PrivateKey.generate(), TYP, CLAIMS), PUBLIC, TYP)


@pytest.mark.parametrize("payload", [[], "text", 1])
def test_claims_are_an_object(payload: Any) -> None:
    header = {"alg": "Ed25519", "typ": TYP, "kid": jws.key_id(PUBLIC)}
    with pytest.raises(jws.BadToken):
        jws.verify(handmade(header, payload), PUBLIC, TYP)


@pytest.mark.parametrize("text", ["A", "AA=", "AB", "A+", "A/", "A A", "AAé"])
def test_base64url_is_canonical_and_bare(text: str) -> None:
    with pytest.raises(jws.BadToken):
        jws.from_base64url(text)


@given(st.binary())
def test_base64url_keeps_bytes(content: bytes) -> None:
    text = jws.base64url(content)
    assert jws.from_base64url(text) == content == base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c.d", "..", "!.!.!"])
def test_what_is_no_token_has_no_claims(text: str) -> None:
    with pytest.raises(jws.BadToken):
        jws.claims_of(text)
