"""Every check of a prepared registration's file, and thousands of altered ones: none is believed."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.prepared_container import LARGEST, Members, pack, unpack
from qlts_desktop.services.prepared_file import check_file, file_content, read_file
from qlts_desktop.services.slip_pdf import embedded_document
from qlts_desktop.services.wire import KeysReply, RootKey
from tests.services.issuer import Issuer
from tests.services.prepared_files import RIGHT, SERVER, altered, file, members, slip
from tests.services.test_mutants import decoded, encoded, mutated_json

SAMPLE, ALL = 2_000, 10_000


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture(scope="module")
def verifier(issuer: Issuer) -> LicenceVerifier:
    return LicenceVerifier(issuer.root)


def refused(content: bytes, verifier: LicenceVerifier) -> ErrorCode:
    with pytest.raises(OperationError) as caught:
        check_file(content, verifier)
    return caught.value.code


def test_a_good_file_says_what_was_sealed(issuer: Issuer, verifier: LicenceVerifier) -> None:
    checked = check_file(file(issuer), verifier)
    assert checked.slip == slip(issuer)
    assert checked.right == RIGHT
    assert checked.server == SERVER
    assert checked.claims.prepared_by == "Nguyễn Thị Ánh"
    assert checked.claims.form.unit.head_name
    assert checked.offer.order_no == "123456789"


def test_the_right_is_shown_by_nothing(issuer: Issuer, verifier: LicenceVerifier) -> None:
    checked = check_file(file(issuer), verifier)
    assert RIGHT not in repr(checked)
    assert RIGHT not in repr(members(issuer))


def test_what_the_program_writes_it_reads(issuer: Issuer, verifier: LicenceVerifier) -> None:
    keys = issuer.keys()
    reply = KeysReply(root=RootKey(**keys["root"]), keys=keys["keys"], revocations=keys["revocations"])
    content = file_content(issuer.prepared(slip(issuer)), slip(issuer), RIGHT, msgspec.json.encode(reply), SERVER)
    assert check_file(content, verifier).claims == check_file(file(issuer), verifier).claims
    assert unpack(content).right == RIGHT


def test_claims_that_a_later_licensor_adds_are_left_aside(issuer: Issuer, verifier: LicenceVerifier) -> None:
    assert check_file(file(issuer, note="x"), verifier).claims.version == 1


def test_a_newer_version_is_said_whatever_else_it_holds(issuer: Issuer, verifier: LicenceVerifier) -> None:
    newer = issuer.signed("qlts-prepared+jws", {"version": 2, "issued_at": "2026-11-23T09:00:00+07:00"})
    content = altered(issuer, sealed=newer)
    assert refused(content, verifier) is ErrorCode.PREPARED_TOO_NEW
    assert refused(content + b"another member", verifier) is ErrorCode.PREPARED_TOO_NEW


def test_a_newer_version_has_to_be_signed_to_be_believed(issuer: Issuer, verifier: LicenceVerifier) -> None:
    head, payload, signature = issuer.prepared(slip(issuer)).split(".")
    forged = f"{head}.{encoded({**decoded(payload), 'version': 2})}.{signature}"
    assert refused(altered(issuer, sealed=forged), verifier) is ErrorCode.PREPARED_DAMAGED


def test_a_vendor_that_is_not_known_is_told_from_damage(issuer: Issuer) -> None:
    assert refused(file(issuer), LicenceVerifier(Issuer().root)) is ErrorCode.PREPARED_OTHER_VENDOR
    assert refused(file(issuer), LicenceVerifier(None)) is ErrorCode.PREPARED_OTHER_VENDOR


@pytest.mark.parametrize(
    "changed",
    [
        {"slip": b"%PDF-1.7 another"},
        {"slip": b""},
        {"right": "short"},
        {"right": "r" * 44},
        {"right": RIGHT + "\n"},
        {"right": "=" * 43},
        {"server": ""},
        {"server": "http://qlts.example.vn"},
        {"server": "ftp://qlts.example.vn"},
        {"server": "https://qlts.example.vn?x=1"},
        {"keys": b""},
        {"keys": b"[]"},
        {"keys": b"[" * 100_000},
        {"sealed": ""},
        {"sealed": "a.b.c"},
    ],
)
def test_a_member_that_is_not_what_it_should_be_is_refused(
    issuer: Issuer, verifier: LicenceVerifier, changed: dict[str, object]
) -> None:
    assert refused(altered(issuer, **changed), verifier) is ErrorCode.PREPARED_DAMAGED


@pytest.mark.parametrize(
    "claims",
    [
        {"slip_sha256": "0" * 64},
        {"form_sha256": "0" * 64},
        {"unit": "OTHER"},
        {"offer": "a.b.c"},
        {"expires_at": "2026-12-07T09:00:00"},
        {"form": []},
        {"form_version": "3"},
        {"issued_at": "2020-01-01T00:00:00+07:00"},
    ],
)
def test_claims_that_do_not_fit_each_other_are_refused(
    issuer: Issuer, verifier: LicenceVerifier, claims: dict[str, object]
) -> None:
    assert refused(file(issuer, **claims), verifier) is ErrorCode.PREPARED_DAMAGED


@pytest.mark.parametrize("typ", ["qlts-offer+jws", "qlts-licence+jws", "qlts-prepared"])
def test_another_kind_of_signed_file_is_refused(issuer: Issuer, verifier: LicenceVerifier, typ: str) -> None:
    payload = decoded(issuer.prepared(slip(issuer)).split(".")[1])
    assert refused(altered(issuer, sealed=issuer.signed(typ, payload)), verifier) is ErrorCode.PREPARED_DAMAGED


def test_an_offer_for_another_order_is_refused(issuer: Issuer, verifier: LicenceVerifier) -> None:
    assert refused(file(issuer, offer=issuer.offer("999999999")), verifier) is ErrorCode.PREPARED_DAMAGED


def test_an_offer_of_another_issuer_is_refused(issuer: Issuer, verifier: LicenceVerifier) -> None:
    assert refused(file(issuer, offer=Issuer().offer()), verifier) is ErrorCode.PREPARED_OTHER_VENDOR


def test_a_key_revoked_by_the_list_in_the_file_is_not_believed(issuer: Issuer) -> None:
    keys = json.dumps(issuer.keys(issuer.key.kid, serial=5)).encode()
    assert refused(altered(issuer, keys=keys), LicenceVerifier(issuer.root)) is ErrorCode.PREPARED_DAMAGED


def test_the_root_in_the_file_is_not_believed(issuer: Issuer) -> None:
    stranger = Issuer()
    pdf = slip(issuer)
    forged = Members(stranger.prepared(pdf), pdf, RIGHT, json.dumps(stranger.keys()).encode(), SERVER)
    assert refused(pack(forged), LicenceVerifier(issuer.root)) is ErrorCode.PREPARED_OTHER_VENDOR


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.qlts", tmp_path):
        with pytest.raises(OperationError) as caught:
            read_file(path)
        assert caught.value.code is ErrorCode.FILE_UNREADABLE


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.qlts"
    with path.open("wb") as made:
        made.truncate(LARGEST * 100)
    with pytest.raises(OperationError) as caught:
        read_file(path)
    assert caught.value.code is ErrorCode.PREPARED_DAMAGED


# --- mutants ------------------------------------------------------------------------------------------------


def mutated_bytes(content: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut, doubled, moved."""
    at = chance.randrange(len(content))
    match chance.randrange(6):
        case 0:
            return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]
        case 1:
            return content[:at]
        case 2:
            return content[at:]
        case 3:
            return content[:at] + bytes(chance.choice([1, 3, 5000])) + content[at:]
        case 4:
            return content[:at] + content[at + chance.randrange(1, 400) :]
        case _:
            # The directory and the headers, where a reader is led astray most easily.
            tail = len(content) - chance.randrange(1, 400)
            return content[:tail] + chance.randbytes(2) + content[tail + 2 :]


def mutated_members(good: Members, chance: random.Random) -> Members:
    """A whole container whose signed members were exchanged: every check sum in it is right."""
    head, payload, signature = good.sealed.split(".")
    match chance.randrange(6):
        case 0:
            return replace(good, sealed=f"{head}.{encoded(mutated_json(decoded(payload), chance))}.{signature}")
        case 1:
            return replace(good, sealed=f"{encoded(mutated_json(decoded(head), chance))}.{payload}.{signature}")
        case 2:
            return replace(good, slip=mutated_bytes(good.slip, chance))
        case 3:
            keys = mutated_json(json.loads(good.keys), chance)
            keys["revocations"] = "x" if isinstance(keys, dict) else ""
            return replace(good, keys=json.dumps(keys).encode())
        case 4:
            return replace(good, right=chance.choice(["", " ", good.right[1:], good.right + "A", "\0" * 43]))
        case _:
            return replace(good, server=chance.choice(["", "x y", "http://a.vn", "https://", "file:///etc", "//"]))


def mutate(count: int, seed: int) -> None:
    chance = random.Random(seed)
    issuer = Issuer()
    verifier = LicenceVerifier(issuer.root)
    good = members(issuer)
    content = pack(good)
    check_file(content, verifier)
    for _ in range(count):
        bad = mutated_bytes(content, chance) if chance.random() < 0.5 else pack(mutated_members(good, chance))
        if bad != content:
            with pytest.raises(OperationError):
                check_file(bad, verifier)


def sign_mutants(count: int, seed: int) -> None:
    """Claims of the wrong kinds under a good seal: a licensor gone wrong stops nobody's program."""
    chance = random.Random(seed)
    issuer = Issuer()
    verifier = LicenceVerifier(issuer.root)
    good = members(issuer)
    claims = decoded(good.sealed.split(".")[1])
    turned_away = 0
    for _ in range(count):
        sealed = issuer.signed("qlts-prepared+jws", mutated_json(claims, chance))
        try:
            checked = check_file(pack(replace(good, sealed=sealed)), verifier)
        except OperationError:
            turned_away += 1
        else:
            document = embedded_document(checked.slip)
            assert document is not None
            assert hashlib.sha256(document).hexdigest() == checked.claims.form_sha256
    assert turned_away > count // 4


def test_a_sample_of_mutants_is_refused() -> None:
    mutate(SAMPLE, seed=1)


def test_a_sample_of_mutants_under_a_good_seal_stops_nothing() -> None:
    sign_mutants(SAMPLE // 4, seed=2)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_mutants_are_refused(seed: int) -> None:
    mutate(ALL // 10, seed=100 + seed)


@pytest.mark.full
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_mutants_under_a_good_seal_stop_nothing(seed: int) -> None:
    sign_mutants(ALL // 10, seed=200 + seed)
