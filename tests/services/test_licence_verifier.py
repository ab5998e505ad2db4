"""What is believed of a signed file, and what is refused for which reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Access, Action, DataState, Stage, Term, stage_on
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.wire import RootKey
from tests.factories import (
    ISSUED,
    Issuer,
    base64url,
    compact,
    entry,
    licence_claims,
    make_certificate,
    make_pair,
    make_root,
    make_signed_licence,
    make_signed_offer,
    make_signed_receipt,
    make_signed_time,
    make_timetable,
    offer_claims,
)

ISSUER = make_root()


@pytest.fixture
def verifier() -> LicenceVerifier:
    return LicenceVerifier(ISSUER.root_key)


def refused(read: Callable[[], object]) -> ErrorCode:
    with pytest.raises(OperationError) as caught:
        read()
    return caught.value.code


# --- what a good file says ----------------------------------------------------------------------------------


def test_a_licence_is_read_as_it_was_signed(verifier: LicenceVerifier):
    order = {
        "no": "100000042",
        "registered_on": "2026-11-01",
        "round": 1,
        "due_on": "2027-01-30",
        "missed_on": None,
        "review": "proof",
        "review_until": "2027-02-06",
        "extend_from": "2027-01-31",
        "extend_to": "2027-04-30",
        "remaining": 500_000,
    }
    licence = verifier.licence(
        make_signed_licence(ISSUER, order=order, data={"state": "planned", "on": "2027-03-01"})
    )
    assert licence.serial == 7
    assert licence.unit.code == "THCS-NGUYEN-DU"
    assert licence.term == Term(date(2026, 1, 1), date(2026, 12, 31))
    assert licence.issued_at == ISSUED
    assert licence.order is not None
    assert (licence.order.due_on, licence.order.remaining) == (date(2027, 1, 30), 500_000)
    assert (licence.data_state, licence.data_deleted_on) == (DataState.PLANNED, date(2027, 3, 1))
    assert licence.renewal_contacts[0].name == "Trần Thị Hoa"
    assert licence.timetable[2].actions == (Action.REGISTER, Action.REFRESH_LICENCE)
    assert stage_on(licence, date(2027, 1, 1)) is Stage.OVERDUE_EARLY


def test_a_licence_without_a_term_or_order_is_read(verifier: LicenceVerifier):
    licence = verifier.licence(make_signed_licence(ISSUER, term=None))
    assert licence.term is None
    assert licence.order is None


def test_symbols_and_members_of_a_newer_licensor_do_not_break_the_reading(verifier: LicenceVerifier):
    new = entry(date(2026, 1, 1), "hibernating", "sideways", "dance")
    licence = verifier.licence(make_signed_licence(ISSUER, timetable=[new], something_new=[1]))
    (only,) = licence.timetable
    assert (only.stage, only.access, only.actions) == (Stage.UNKNOWN, Access.NONE, (Action.UNKNOWN,))


def test_white_space_around_a_file_is_allowed(verifier: LicenceVerifier):
    assert verifier.licence(f"\n {make_signed_licence(ISSUER)}\r\n").serial == 7


def test_an_offer_a_receipt_and_a_time_are_read(verifier: LicenceVerifier):
    offer = verifier.offer(make_signed_offer(ISSUER))
    assert (offer.order_no, offer.total, offer.lines[0].amount) == ("100000042", 3_500_000, 3_500_000)
    assert (offer.old_term, offer.new_term.first_day) == (
        Term(date(2026, 1, 1), date(2026, 12, 31)),
        date(2027, 1, 1),
    )
    assert verifier.offer(make_signed_offer(ISSUER, old_term=None)).old_term is None
    assert verifier.receipt(make_signed_receipt(ISSUER)).receipt_no == "BN-2026-000001"
    time = verifier.time(make_signed_time("bm9uY2U", issuer=ISSUER))
    assert (time.nonce, time.now) == ("bm9uY2U", ISSUED)


# --- whom it is for -----------------------------------------------------------------------------------------


def test_a_licence_for_another_unit_or_product_is_refused(verifier: LicenceVerifier):
    file = make_signed_licence(ISSUER)
    assert verifier.licence(file, unit_code="THCS-NGUYEN-DU").serial == 7
    assert refused(lambda: verifier.licence(file, unit_code="THCS-LE-LOI")) is ErrorCode.LICENCE_OTHER_UNIT
    assert refused(lambda: verifier.licence(file, product="mimosa")) is ErrorCode.LICENCE_OTHER_PRODUCT
    other = make_signed_licence(ISSUER, product="mimosa")
    assert refused(lambda: verifier.licence(other)) is ErrorCode.LICENCE_OTHER_PRODUCT


@pytest.mark.parametrize(("held", "good"), [(0, True), (6, True), (7, True), (8, False)])
def test_a_serial_may_not_go_back(verifier: LicenceVerifier, held: int, good: bool):
    file = make_signed_licence(ISSUER, serial=7)
    if good:
        assert verifier.licence(file, min_serial=held).serial == 7
    else:
        assert refused(lambda: verifier.licence(file, min_serial=held)) is ErrorCode.LICENCE_OLDER_SERIAL


@pytest.mark.parametrize("make", [make_signed_offer, make_signed_receipt])
def test_another_kind_of_file_is_no_licence(verifier: LicenceVerifier, make: Callable[[Issuer], str]):
    assert refused(lambda: verifier.licence(make(ISSUER))) is ErrorCode.LICENCE_WRONG_TYPE


def test_a_licence_is_no_offer_receipt_or_time(verifier: LicenceVerifier):
    file = make_signed_licence(ISSUER)
    for read in (verifier.offer, verifier.receipt, verifier.time, verifier.adopt_revocations):
        assert refused(lambda read=read: read(file)) is ErrorCode.LICENCE_WRONG_TYPE


# --- who signed it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_file_with_any_one_letter_changed_is_refused(part: int):
    """A change never passes for a file whose issuer is merely not known."""
    file = make_signed_licence(ISSUER)
    starts = [0, file.index(".") + 1, file.rindex(".") + 1, len(file) + 1]
    for verifier in (LicenceVerifier(ISSUER.root_key), LicenceVerifier(None)):
        for place in range(starts[part], starts[part + 1] - 1):
            changed = file[:place] + ("A" if file[place] != "A" else "B") + file[place + 1 :]
            assert refused(lambda changed=changed, verifier=verifier: verifier.licence(changed)) in {
                ErrorCode.LICENCE_DAMAGED,
                ErrorCode.LICENCE_SIGNATURE_WRONG,
                ErrorCode.LICENCE_WRONG_TYPE,
            }


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_file_cut_joined_or_overwritten_is_refused(data: st.DataObject):
    file = make_signed_licence(ISSUER)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(file))] * 2)))
    changed = file[:first] + data.draw(st.text(max_size=4)) + file[last:]
    if changed.strip() != file:
        refused(lambda: LicenceVerifier(ISSUER.root_key).licence(changed))


def test_a_file_of_another_licensor_cannot_be_determined(verifier: LicenceVerifier):
    assert (
        refused(lambda: verifier.licence(make_signed_licence(make_root("two")))) is ErrorCode.LICENCE_KEY_UNKNOWN
    )


def test_without_a_root_every_whole_file_is_of_an_unknown_issuer():
    assert (
        refused(lambda: LicenceVerifier(None).licence(make_signed_licence(ISSUER)))
        is ErrorCode.LICENCE_KEY_UNKNOWN
    )


def forged_by(signer: str, **changes: Any) -> Issuer:
    """A forger who names our root and has a certificate signed by a key of his own."""
    root, key = make_pair("forger"), make_pair(signer)
    header = {"alg": "Ed25519", "typ": "qlts-key+jws", "kid": ISSUER.root.kid, **changes}
    claims = {
        "kid": key.kid,
        "x": key.x,
        "purposes": ["qlts-licence+jws"],
        "valid_from": "2020-01-01T00:00:00Z",
        "valid_to": "2040-01-01T00:00:00Z",
    }
    return Issuer(ISSUER.root, key, root.sign(header, claims))


def test_a_certificate_that_the_root_did_not_sign_is_refused(verifier: LicenceVerifier):
    code = refused(lambda: verifier.licence(make_signed_licence(forged_by("mallory"))))
    assert code is ErrorCode.LICENCE_SIGNATURE_WRONG


def test_a_file_signed_with_another_key_than_it_carries_is_refused(verifier: LicenceVerifier):
    mixed = Issuer(ISSUER.root, make_pair("mallory"), ISSUER.certificate)
    code = refused(lambda: verifier.licence(make_signed_licence(mixed, header={"kid": ISSUER.signer.kid})))
    assert code is ErrorCode.LICENCE_SIGNATURE_WRONG


@pytest.mark.parametrize("warm", [False, True])
def test_a_file_that_names_another_key_than_it_carries_is_refused(verifier: LicenceVerifier, warm: bool):
    if warm:
        verifier.licence(make_signed_licence(ISSUER))
    code = refused(lambda: verifier.licence(make_signed_licence(ISSUER, header={"kid": "x" * 16})))
    assert code is ErrorCode.LICENCE_SIGNATURE_WRONG


@pytest.mark.parametrize("key", ["", "text", "a.b.c", "." * 100, 3, None])
def test_a_file_without_a_certificate_is_damaged(verifier: LicenceVerifier, key: object):
    code = refused(lambda: verifier.licence(make_signed_licence(ISSUER, header={"key": key})))
    assert code is ErrorCode.LICENCE_DAMAGED


def test_a_file_that_carries_another_kind_of_file_as_its_key_is_damaged(verifier: LicenceVerifier):
    claims = {
        "kid": ISSUER.signer.kid,
        "x": ISSUER.signer.x,
        "purposes": ["qlts-licence+jws"],
        "valid_from": "2020-01-01T00:00:00Z",
        "valid_to": "2040-01-01T00:00:00Z",
    }
    carried = ISSUER.root.sign({"alg": "Ed25519", "typ": "qlts-revocations+jws", "kid": ISSUER.root.kid}, claims)
    code = refused(lambda: verifier.licence(make_signed_licence(ISSUER, header={"key": carried})))
    assert code is ErrorCode.LICENCE_DAMAGED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valid_to": "2026-11-23T00:59:59+00:00"}, ErrorCode.LICENCE_SIGNATURE_WRONG),
        ({"valid_to": "2026-11-23T01:00:00+00:00"}, None),
        ({"valid_from": "2026-11-23T01:00:00+00:00"}, None),
        ({"valid_from": "2026-11-23T01:00:01+00:00"}, ErrorCode.LICENCE_SIGNATURE_WRONG),
        ({"purposes": ["qlts-time+jws"]}, ErrorCode.LICENCE_SIGNATURE_WRONG),
        ({"purposes": []}, ErrorCode.LICENCE_SIGNATURE_WRONG),
        ({"valid_to": "2028-01-01T00:00:00"}, ErrorCode.LICENCE_DAMAGED),
        ({"x": "AAAA"}, ErrorCode.LICENCE_DAMAGED),
        ({"x": None}, ErrorCode.LICENCE_DAMAGED),
    ],
)
def test_a_key_signs_only_what_and_when_its_certificate_says(changes: dict[str, Any], code: ErrorCode | None):
    issuer = make_root(**changes)
    read = LicenceVerifier(issuer.root_key).licence
    if code is None:
        assert read(make_signed_licence(issuer)).serial == 7
    else:
        assert refused(lambda: read(make_signed_licence(issuer))) is code


def test_the_other_files_hold_to_the_certificate_too():
    issuer = make_root(valid_to="2026-11-23T00:59:59+00:00")
    verifier = LicenceVerifier(issuer.root_key)
    for read, file in (
        (verifier.offer, make_signed_offer(issuer)),
        (verifier.receipt, make_signed_receipt(issuer)),
        (verifier.time, make_signed_time("", issuer=issuer)),
    ):
        assert refused(lambda read=read, file=file: read(file)) is ErrorCode.LICENCE_SIGNATURE_WRONG


def test_a_certificate_seen_before_is_still_checked_for_its_purpose():
    issuer = make_root(purposes=["qlts-offer+jws"])
    verifier = LicenceVerifier(issuer.root_key)
    assert verifier.offer(make_signed_offer(issuer)).years == 1
    assert refused(lambda: verifier.licence(make_signed_licence(issuer))) is ErrorCode.LICENCE_SIGNATURE_WRONG


def test_two_keys_of_one_root_are_both_good(verifier: LicenceVerifier):
    second = make_pair("second")
    assert verifier.licence(make_signed_licence(ISSUER)).serial == 7
    next_issuer = Issuer(ISSUER.root, second, make_certificate(ISSUER.root, second))
    assert verifier.licence(make_signed_licence(next_issuer, serial=8)).serial == 8


@pytest.mark.parametrize("x", ["", "text", "AAAA"])
def test_a_root_that_is_no_key_is_said_at_once(x: str):
    assert refused(lambda: LicenceVerifier(RootKey(kid="k", x=x))) is ErrorCode.LICENCE_KEY_UNKNOWN


# --- revoked keys -------------------------------------------------------------------------------------------


def test_what_a_revoked_key_signed_is_refused_even_when_it_was_good_before(verifier: LicenceVerifier):
    files = [
        (verifier.licence, make_signed_licence(ISSUER)),
        (verifier.offer, make_signed_offer(ISSUER)),
        (verifier.receipt, make_signed_receipt(ISSUER)),
        (verifier.time, make_signed_time("", issuer=ISSUER)),
    ]
    for read, file in files:
        read(file)
    verifier.adopt_revocations(ISSUER.revocations(ISSUER.signer.kid))
    for read, file in files:
        assert refused(lambda read=read, file=file: read(file)) is ErrorCode.LICENCE_KEY_REVOKED


def test_an_older_list_of_revoked_keys_is_left_aside(verifier: LicenceVerifier):
    verifier.adopt_revocations(ISSUER.revocations(ISSUER.signer.kid, serial=2))
    verifier.adopt_revocations(ISSUER.revocations(serial=1))
    assert refused(lambda: verifier.licence(make_signed_licence(ISSUER))) is ErrorCode.LICENCE_KEY_REVOKED
    verifier.adopt_revocations(ISSUER.revocations(serial=3))
    assert verifier.licence(make_signed_licence(ISSUER)).serial == 7


def test_a_list_of_revoked_keys_that_the_root_did_not_sign_is_refused(verifier: LicenceVerifier):
    foreign = make_root("two").revocations(ISSUER.signer.kid)
    assert refused(lambda: verifier.adopt_revocations(foreign)) is ErrorCode.LICENCE_KEY_UNKNOWN
    by_signer = ISSUER.signer.sign(
        {"alg": "Ed25519", "typ": "qlts-revocations+jws", "kid": ISSUER.root.kid},
        {"serial": 9, "issued_at": ISSUED.isoformat(), "revoked": [ISSUER.signer.kid]},
    )
    assert refused(lambda: verifier.adopt_revocations(by_signer)) is ErrorCode.LICENCE_SIGNATURE_WRONG
    assert verifier.licence(make_signed_licence(ISSUER)).serial == 7


# --- claims that make no sense ------------------------------------------------------------------------------

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"timetable": []},
        {"timetable": None},
        {"timetable": [entry(DAY, "active"), entry(DAY, "expiring")]},
        {"timetable": [entry(DAY, "active"), entry(DAY - timedelta(days=1), "expiring")]},
        {"timetable": list(reversed(make_timetable(DAY)))},
        {"timetable": [{**entry(DAY, "active"), "from": "2026-02-30"}]},
        {"timetable": [{**entry(DAY, "active"), "from": 20260101}]},
        {"timetable": [{**entry(DAY, "active"), "stage": 3}]},
        {"serial": -1},
        {"serial": 2**63},
        {"serial": 10**40},
        {"serial": "7"},
        {"serial": 7.5},
        {"unit": None},
        {"access_until": "2026-12-31T00:00:00Z"},
        {"access_until": "31/12/2026"},
        {"issued_at": "2026-11-23T01:00:00"},
        {"refresh_by": "2026-12-23T01:00:00"},
        {"issued_at": "yesterday"},
        {"order": {}},
        {"data": {}},
    ],
)
def test_claims_that_make_no_sense_are_damage(verifier: LicenceVerifier, changes: dict[str, Any]):
    assert refused(lambda: verifier.licence(make_signed_licence(ISSUER, **changes))) is ErrorCode.LICENCE_DAMAGED


@pytest.mark.parametrize(
    "payload",
    [b"", b"{", b"null", b"[]", b'"text"', b"\xff", b"[" * 200_000, b'{"serial":' + b"9" * 200_000 + b"}"],
    ids=["empty", "cut", "null", "list", "text", "not utf-8", "deep", "huge number"],
)
def test_a_payload_that_cannot_be_read_is_damage(verifier: LicenceVerifier, payload: bytes):
    header = {"alg": "Ed25519", "typ": "qlts-licence+jws", "kid": ISSUER.signer.kid, "key": ISSUER.certificate}
    file = ISSUER.signer.sign_parts(compact(header), base64url(payload))
    assert refused(lambda: verifier.licence(file)) is ErrorCode.LICENCE_DAMAGED


@pytest.mark.parametrize(
    "changes", [{"accounts": []}, {"years": 0}, {"new_term": None}, {"total": -1}, {"total": 10**18}]
)
def test_an_offer_that_makes_no_sense_is_damage(verifier: LicenceVerifier, changes: dict[str, Any]):
    assert refused(lambda: verifier.offer(make_signed_offer(ISSUER, **changes))) is ErrorCode.LICENCE_DAMAGED


def test_a_receipt_for_nothing_is_damage(verifier: LicenceVerifier):
    assert refused(lambda: verifier.receipt(make_signed_receipt(ISSUER, files=[]))) is ErrorCode.LICENCE_DAMAGED


@pytest.mark.parametrize("claims", [licence_claims, offer_claims])
def test_no_member_can_be_missing(claims: Callable[[], dict[str, Any]], verifier: LicenceVerifier):
    typ, read = (
        ("qlts-licence+jws", verifier.licence) if claims is licence_claims else ("qlts-offer+jws", verifier.offer)
    )
    for name in claims():
        left = {key: value for key, value in claims().items() if key != name}
        file = ISSUER.sign(typ, left)
        assert refused(lambda file=file: read(file)) is ErrorCode.LICENCE_DAMAGED, name
