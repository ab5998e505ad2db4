"""One registration, whatever happens to the connection or to the program."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.registration_port import Draft, SendStage, Submitted
from tests.services.conftest import Client
from tests.services.http_double import HttpDouble, Reply, json_reply, problem
from tests.services.licensor_double import ORDER, LicensorDouble

SLIP = b"%PDF-1.7 the slip \x00\xff"
SUBMISSION = ("POST", f"/registrations/{ORDER}/submission")
Start = Callable[[], Client]


def draft_of(client: Client) -> Draft:
    return client.log_in().registrations.open_draft()


def send(client: Client, draft: Draft, slip: bytes = SLIP, method: SendMethod = SendMethod.SIGNED) -> Submitted:
    return client.registrations.submit(draft, draft.form, slip, method, lambda _stage: None)


def fails(call: Callable[[], object]) -> OperationError:
    with pytest.raises(OperationError) as caught:
        call()
    return caught.value


def resume(client: Client) -> Submitted | None:
    return client.registrations.resume_submission(lambda _stage: None)


def kept_slip(client: Client) -> bytes | None:
    entry = client.outbox.waiting(client.sessions.owner())
    return None if entry is None else entry.slip


def keys_sent(double: HttpDouble) -> list[str]:
    return [seen.headers["idempotency-key"] for seen in double.seen if "idempotency-key" in seen.headers]


def test_a_submission_leaves_a_receipt_a_licence_and_nothing_to_do(client: Client):
    draft = draft_of(client)
    stages: list[SendStage] = []
    done = client.registrations.submit(draft, draft.form, SLIP, SendMethod.SIGNED, stages.append)
    assert stages == [SendStage.SAVING, SendStage.SENDING, SendStage.RECEIPT]
    assert (done.receipt.receipt_no, done.receipt.order_no) == ("R-1", ORDER)
    assert done.slip == SLIP
    assert done.signer == "Trần Văn Bình"
    assert done.held == client.licences.cached("DEMO01")
    assert done.held.licence.serial == 8
    assert client.registrations.unfinished_submission() is None
    assert resume(client) is None
    owner = client.sessions.owner()
    assert client.store.receipts(owner, ORDER) == (done.receipt.file,)
    assert client.store.draft(owner, ORDER) is None


def test_the_bytes_are_on_disk_before_the_first_one_leaves(start: Start, licensor_double: LicensorDouble):
    client = start()
    draft = draft_of(client)
    seen_on_disk: list[bytes | None] = []

    def look(_seen):
        seen_on_disk.append(kept_slip(client))
        return problem(503, "unavailable")

    licensor_double.overrides[SUBMISSION] = look
    assert fails(lambda: send(client, draft)).code is ErrorCode.SERVER_BUSY
    assert seen_on_disk == [SLIP] * 3


def test_where_nothing_can_be_kept_nothing_is_sent(client: Client, double: HttpDouble, tmp_path):
    draft = draft_of(client)
    client.store.close()
    for file in (tmp_path / "data").iterdir():
        file.unlink()
    (tmp_path / "data").rmdir()
    (tmp_path / "data").write_text("a file in the way")
    assert fails(lambda: send(client, draft)).code is ErrorCode.FOLDER_NOT_WRITABLE
    assert keys_sent(double) == []


def test_a_lost_reply_is_asked_for_again_under_the_same_key(client, double, licensor_double):
    draft = draft_of(client)
    licensor_double.lost.append(SUBMISSION[1])
    assert send(client, draft).receipt.receipt_no == "R-1"
    assert len(licensor_double.accepted) == 1
    assert len(keys_sent(double)) == 2
    assert set(keys_sent(double)) == set(licensor_double.accepted)


def test_after_a_crash_the_key_is_asked_for_and_nothing_is_sent_again(start, double, licensor_double):
    first = start()
    draft = draft_of(first)
    licensor_double.lost += [SUBMISSION[1]] * 3
    assert fails(lambda: send(first, draft)).code is ErrorCode.NO_NETWORK
    sent = len(keys_sent(double))

    second = start().log_in()
    assert second.registrations.unfinished_submission() == ORDER
    done = resume(second)
    assert done is not None
    assert done.slip == SLIP
    assert len(keys_sent(double)) == sent
    assert len(licensor_double.accepted) == 1
    assert second.registrations.unfinished_submission() is None


def test_what_never_arrived_is_sent_again_to_the_last_byte(start, double, licensor_double):
    first = start()
    draft = draft_of(first)
    licensor_double.overrides[SUBMISSION] = lambda _seen: problem(503, "unavailable")
    fails(lambda: send(first, draft))
    key = keys_sent(double)[0]

    licensor_double.overrides.clear()
    stages: list[SendStage] = []
    done = start().log_in().registrations.resume_submission(stages.append)
    assert done is not None
    assert stages == [SendStage.SENDING, SendStage.RECEIPT]
    assert list(licensor_double.accepted) == [key]
    bodies = {
        re.sub(rb"[0-9a-f]{32}", b"boundary", seen.body)
        for seen in double.seen
        if "idempotency-key" in seen.headers
    }
    assert len(bodies) == 1
    assert SLIP in bodies.pop()


def test_pressing_send_again_goes_on_with_the_same_key(client, double, licensor_double):
    draft = draft_of(client)
    licensor_double.lost += [SUBMISSION[1]] * 3
    fails(lambda: send(client, draft))
    assert send(client, draft).receipt.order_no == ORDER
    assert set(keys_sent(double)) == set(licensor_double.accepted)
    assert len(licensor_double.accepted) == 1


def test_a_slip_signed_anew_gives_way_to_the_one_the_licensor_has(client, licensor_double):
    draft = draft_of(client)
    licensor_double.lost += [SUBMISSION[1]] * 3
    fails(lambda: send(client, draft))
    done = send(client, draft, slip=b"%PDF-1.7 signed once more")
    assert done.slip == SLIP
    assert len(licensor_double.accepted) == 1


def test_a_slip_signed_anew_is_sent_when_the_former_never_arrived(client, licensor_double):
    draft = draft_of(client)
    licensor_double.overrides[SUBMISSION] = lambda _seen: problem(503, "unavailable")
    fails(lambda: send(client, draft))
    licensor_double.overrides.clear()
    anew = b"%PDF-1.7 signed once more"
    assert send(client, draft, slip=anew).slip == anew
    assert len(licensor_double.accepted) == 1


def test_what_was_sent_is_offered_when_the_next_form_is_filled_in(client: Client, licensor_double):
    draft = draft_of(client)
    assert client.registrations.earlier_values() == {}
    unit = replace(draft.form.unit, contact_name="Trần Thu Hà", tax_code="0100109106")
    form = replace(draft.form, unit=unit)
    client.registrations.keep_locally(draft.no, form)
    client.registrations.submit(draft, form, SLIP, SendMethod.SIGNED, lambda _stage: None)
    values = client.registrations.earlier_values()
    assert values["/unit/contact_name"] == ("Trần Thu Hà",)
    assert "/unit/tax_code" not in values
    assert all(text for texts in values.values() for text in texts)


@pytest.mark.parametrize(
    ("status", "symbol", "code"),
    [
        (422, "form_invalid", ErrorCode.FORM_INVALID),
        (422, "slip_rejected", ErrorCode.SLIP_REJECTED),
        (422, "payment_day_past", ErrorCode.PAYMENT_DAY_PAST),
        (422, "offer_expired", ErrorCode.OFFER_EXPIRED),
        (409, "form_changed", ErrorCode.FORM_CHANGED),
        (409, "order_open", ErrorCode.ORDER_OPEN),
        (403, "role_not_allowed", ErrorCode.ROLE_NOT_ALLOWED),
        (413, "too_large", ErrorCode.FILE_TOO_LARGE),
    ],
)
def test_a_refusal_empties_the_outbox_and_the_draft_stays(client, licensor_double, status, symbol, code):
    draft = draft_of(client)
    client.registrations.keep_locally(draft.no, draft.form)
    licensor_double.overrides[SUBMISSION] = lambda _seen: problem(status, symbol)
    assert fails(lambda: send(client, draft)).code is code
    assert client.registrations.unfinished_submission() is None
    assert client.store.draft(client.sessions.owner(), draft.no) is not None


@pytest.mark.parametrize(
    "reply",
    [
        problem(500, "internal"),
        problem(503, "unavailable"),
        problem(429, "too_many_attempts", retry_after=5),
        problem(401, "session_expired"),
        Reply(404, b"<h1>proxy</h1>", {"Content-Type": "text/html"}),
        Reply(200, b"{}", {"Content-Type": "application/json"}),
        Reply(hang=True),
    ],
    ids=["500", "503", "429", "401", "a proxy's 404", "not understood", "silence"],
)
def test_what_says_nothing_about_the_slip_keeps_it(client, licensor_double, reply):
    draft = draft_of(client)
    licensor_double.overrides[SUBMISSION] = lambda _seen: reply
    fails(lambda: send(client, draft))
    assert client.registrations.unfinished_submission() == ORDER
    assert kept_slip(client) == SLIP


def test_one_in_progress_is_waited_for(client: Client, licensor_double: LicensorDouble):
    draft = draft_of(client)
    waits: list[float] = []
    client.api._pause = waits.append

    def busy_once(seen):
        licensor_double._submitted(seen)
        return problem(409, "in_progress", retry_after=3)

    licensor_double.overrides[SUBMISSION] = busy_once
    assert send(client, draft).receipt.order_no == ORDER
    assert waits == [3.0]


def test_one_in_progress_for_too_long_stays_in_the_outbox(client, licensor_double):
    draft = draft_of(client)
    licensor_double.overrides[SUBMISSION] = lambda _seen: problem(409, "in_progress", retry_after=1)
    licensor_double._worked = lambda seen, path, worked=licensor_double._worked: (
        problem(409, "in_progress", retry_after=900) if path.startswith("/submissions/") else worked(seen, path)
    )
    waits: list[float] = []
    client.api._pause = waits.append
    assert fails(lambda: send(client, draft)).code is ErrorCode.IN_PROGRESS
    assert max(waits) <= 10
    assert kept_slip(client) == SLIP


@pytest.mark.parametrize(
    "changed",
    [
        {"order_no": "987654321"},
        {"unit": "DEMO02"},
        {"method": "stamped"},
        {"idempotency_key": "another"},
        {"kind": "payment"},
        {"files": [{"name": "slip.pdf", "size": 3, "sha256": "0" * 64}]},
    ],
)
def test_a_receipt_for_something_else_is_not_taken(client, licensor_double, issuer, changed):
    draft = draft_of(client)

    def wrong(seen):
        licensor_double._submitted(seen)
        (kept,) = licensor_double.accepted.values()
        key = seen.headers["idempotency-key"]
        return json_reply({**kept, "receipt": issuer.receipt(key, SLIP, **changed)}, 201)

    licensor_double.overrides[SUBMISSION] = wrong
    assert fails(lambda: send(client, draft)).code is ErrorCode.REPLY_NOT_UNDERSTOOD
    assert kept_slip(client) == SLIP
    licensor_double.overrides.clear()
    assert resume(client) is not None
    assert len(licensor_double.accepted) == 1


def test_a_forged_receipt_is_not_taken(client, licensor_double):
    from tests.services.issuer import Issuer

    draft = draft_of(client)

    def forged(seen):
        licensor_double._submitted(seen)
        (kept,) = licensor_double.accepted.values()
        return json_reply({**kept, "receipt": Issuer().receipt(seen.headers["idempotency-key"], SLIP)}, 201)

    licensor_double.overrides[SUBMISSION] = forged
    assert fails(lambda: send(client, draft)).code is ErrorCode.LICENCE_KEY_UNKNOWN
    assert kept_slip(client) == SLIP


def test_a_reply_replayed_after_a_newer_licence_came_is_still_the_receipt(client, licensor_double):
    draft = draft_of(client)
    licensor_double.lost += [SUBMISSION[1]] * 3
    fails(lambda: send(client, draft))
    licensor_double.serial = 12
    newer = client.licences.refresh()
    done = resume(client)
    assert done is not None
    assert done.held == newer


def test_an_answer_from_before_its_key_was_revoked_still_ends_the_submission(client, licensor_double, issuer):
    """The registration is there: without this the unit could never register again."""
    draft = draft_of(client)
    licensor_double.lost += [SUBMISSION[1]] * 3
    assert fails(lambda: send(client, draft)).code is ErrorCode.NO_NETWORK
    issuer.rotate()
    client.licences.refresh()
    done = resume(client)
    assert done is not None
    assert done.receipt.order_no == ORDER
    assert done.held.licence.serial == licensor_double.serial
    assert client.registrations.unfinished_submission() is None
    assert fails(lambda: client.licences.verifier.receipt(done.receipt.file)).code is ErrorCode.LICENCE_KEY_REVOKED


def test_a_form_with_errors_is_not_sent(client: Client, double: HttpDouble, licensor_double: LicensorDouble):
    draft = draft_of(client)
    licensor_double.form_problems = [
        {"field": "/unit/email", "code": "bad_email", "severity": "error"},
        {"field": "/unit/tax_code", "code": "tax_code_check_digit", "severity": "warning"},
    ]
    error = fails(lambda: send(client, draft))
    assert error.code is ErrorCode.FORM_INVALID
    assert [(field.field, field.code) for field in error.fields] == [("/unit/email", "bad_email")]
    assert keys_sent(double) == []
    assert client.registrations.unfinished_submission() is None


def test_the_stamped_way_goes_the_same_way(client: Client):
    done = send(client, draft_of(client), method=SendMethod.STAMPED)
    assert done.receipt.method is SendMethod.STAMPED


def test_another_unit_on_the_pc_has_nothing_to_resume(client: Client, licensor_double: LicensorDouble):
    draft = draft_of(client)
    licensor_double.overrides[SUBMISSION] = lambda _seen: problem(503, "unavailable")
    fails(lambda: send(client, draft))
    licensor_double._session = lambda session=licensor_double._session: {
        **session(),
        "unit": {"code": "DEMO02", "name": "B"},
    }
    client.log_in()
    assert client.registrations.unfinished_submission() is None


def test_nobody_logged_in_has_nothing_to_resume(client: Client):
    assert client.registrations.unfinished_submission() is None
