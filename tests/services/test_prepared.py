"""Preparing, opening and sending elsewhere: exactly once, with a right that only the file and the keyring have."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.prepared import PreparedRegistrations
from qlts_desktop.services.prepared_port import Prepared
from qlts_desktop.services.registration_port import Draft, SendStage
from tests.services.conftest import QUICK, Client
from tests.services.http_double import HttpDouble, Reply, problem
from tests.services.issuer import NOW, Issuer
from tests.services.licensor_double import ORDER, LicensorDouble, right_of
from tests.services.prepared_files import file, slip

SUBMISSION = f"/registrations/{ORDER}/submission"
PREPARED = f"/registrations/{ORDER}/prepared"
OTHER_SERVER = "https://khac.example.vn"


class Desk:
    """The adapter of one start of the program, and what it sees of the world."""

    def __init__(self, client: Client, issuer: Issuer, tmp_path: Path) -> None:
        self.client = client
        self.issuer = issuer
        self.folder = tmp_path
        self.connected: list[str] = []
        self.port = PreparedRegistrations(
            client.api,
            client.store,
            LicenceVerifier(issuer.root),
            client.keeper,
            client.clock,
            lambda: (),
            self._connect,
        )

    def _connect(self, url: str) -> LicensorApi:
        """Every other address is answered by the same double."""
        self.connected.append(url)
        return LicensorApi(self.client.api.url, limits=QUICK, jitter=lambda: 0.0, pause=lambda _seconds: None)

    @property
    def right(self) -> str:
        return right_of("k")

    def brought(self, **claims: object) -> Path:
        """A file that somebody has brought, with the right of a preparation that the double knows."""
        path = self.folder / "phieu.qlts"
        path.write_bytes(file(self.issuer, self.client.api.url, **claims))
        return path

    def open(self) -> Prepared:
        return self.port.open_file(self.brought())


Start = Callable[[], Client]


@pytest.fixture
def desk(start: Start, issuer: Issuer, tmp_path: Path) -> Desk:
    """A PC on which nobody has logged in."""
    return Desk(start(), issuer, tmp_path)


def no_stage(_stage: SendStage) -> None:
    """For tests that look at no stage."""


def signed(issuer: Issuer) -> bytes:
    return slip(issuer) + b"\n% signed"


def refusal(call: Callable[[], object]) -> ErrorCode:
    with pytest.raises(OperationError) as caught:
        call()
    return caught.value.code


def draft(desk: Desk) -> Draft:
    opened = desk.client.registrations.open_draft()
    return replace(opened, version=1)


def calls(double: HttpDouble, path: str, method: str = "POST") -> list[str]:
    return [
        seen.headers.get("authorization", "")
        for seen in double.seen
        if seen.path.endswith(path) and seen.method == method
    ]


# --- preparing ----------------------------------------------------------------------------------------------


def test_what_was_prepared_here_opens_there(desk: Desk, issuer: Issuer, tmp_path: Path) -> None:
    desk.client.log_in()
    made = desk.port.prepare(draft(desk), slip(issuer))
    assert made.name == f"phieu-{ORDER}.qlts"
    assert made.summary.prepared_by == "Nguyễn Thị Ánh"
    path = tmp_path / made.name
    path.write_bytes(made.content)
    opened = desk.port.open_file(path)
    assert (opened.draft.no, opened.draft.version) == (ORDER, 1)
    assert opened.slip == slip(issuer)
    assert (opened.unit_name, opened.tax_code) == ("Sở Tài chính tỉnh Thử Nghiệm", "0200731649")
    assert opened.summary == made.summary
    assert opened.other_server == ""


def test_a_lost_answer_is_asked_for_under_the_same_key(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble
) -> None:
    desk.client.log_in()
    opened = draft(desk)
    licensor_double.lost += [PREPARED] * 3
    assert refusal(lambda: desk.port.prepare(opened, slip(issuer))) is ErrorCode.NO_NETWORK
    desk.port.prepare(opened, slip(issuer))
    assert len(licensor_double.preparations) == 1
    desk.port.prepare(opened, slip(issuer))
    assert len(licensor_double.preparations) == 2  # asked for anew: a second file, which makes the first one void


def test_another_form_or_slip_is_another_preparation(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble
) -> None:
    desk.client.log_in()
    opened = draft(desk)
    licensor_double.lost += [PREPARED] * 3
    refusal(lambda: desk.port.prepare(opened, slip(issuer)))
    licensor_double.version = 2
    desk.port.prepare(replace(opened, version=2), slip(issuer))
    assert len(licensor_double.preparations) == 2


def test_a_seal_of_something_else_is_not_handed_out(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble
) -> None:
    desk.client.log_in()
    opened = draft(desk)
    licensor_double.version = 9
    assert refusal(lambda: desk.port.prepare(opened, slip(issuer))) is ErrorCode.REPLY_NOT_UNDERSTOOD


def test_revoking_asks_the_licensor(desk: Desk, double: HttpDouble) -> None:
    desk.client.log_in()
    desk.port.revoke(ORDER)
    assert len(calls(double, PREPARED, "DELETE")) == 1


# --- opening ------------------------------------------------------------------------------------------------


def test_opening_needs_neither_login_nor_network(desk: Desk, double: HttpDouble) -> None:
    assert desk.open().draft.form.unit.head_name
    assert double.seen == []


@pytest.mark.parametrize(("minutes", "is_good"), [(-1, True), (0, False), (1, False)])
def test_a_file_is_good_until_its_last_moment(desk: Desk, minutes: int, is_good: bool) -> None:
    path = desk.brought()
    desk.client.pc.now = NOW + timedelta(days=14, minutes=minutes)
    if is_good:
        desk.port.open_file(path)
    else:
        assert refusal(lambda: desk.port.open_file(path)) is ErrorCode.PREPARED_EXPIRED


def test_another_server_is_named_and_not_used_unasked(desk: Desk, issuer: Issuer, double: HttpDouble) -> None:
    path = desk.brought()
    path.write_bytes(file(issuer, OTHER_SERVER))
    opened = desk.port.open_file(path)
    assert opened.other_server == desk.client.api.url
    sending = lambda: desk.port.submit(opened, signed(issuer), no_stage)  # noqa: E731
    assert refusal(sending) is ErrorCode.PREPARED_OTHER_SERVER
    assert double.seen == []
    desk.port.submit(opened, signed(issuer), no_stage, server_confirmed=True)
    assert desk.connected == [OTHER_SERVER]


def test_a_program_without_a_server_uses_the_one_in_the_file(issuer: Issuer, start: Start, tmp_path: Path) -> None:
    client = start()
    other = Desk(client, issuer, tmp_path)
    other.port = PreparedRegistrations(
        LicensorApi(""),
        client.store,
        LicenceVerifier(issuer.root),
        client.keeper,
        client.clock,
        lambda: (),
        other._connect,
    )
    opened = other.open()
    assert opened.other_server == ""
    other.port.submit(opened, signed(issuer), no_stage)
    assert other.connected == [client.api.url]


# --- sending ------------------------------------------------------------------------------------------------


def test_it_is_sent_with_the_right_and_the_receipt_is_kept(
    desk: Desk, issuer: Issuer, double: HttpDouble, licensor_double: LicensorDouble
) -> None:
    opened = desk.open()
    stages: list[SendStage] = []
    submitted = desk.port.submit(opened, signed(issuer), stages.append)
    assert calls(double, SUBMISSION) == [f"Prepared {opened.right}"]
    assert stages == [SendStage.SENDING, SendStage.RECEIPT]
    assert submitted.held.licence.unit.code == "DEMO01"
    owner = Owner(desk.client.api.url, "DEMO01")
    assert desk.client.store.receipts(owner, ORDER) == (submitted.receipt.file,)
    assert desk.client.keeper.held == {}
    assert desk.port.unfinished() == ()


def test_the_units_licence_is_told_and_not_kept(desk: Desk, issuer: Issuer) -> None:
    desk.port.submit(desk.open(), signed(issuer), no_stage)
    assert desk.client.store.licence(Owner(desk.client.api.url, "DEMO01")) is None


def test_the_right_is_never_in_the_local_store(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble, tmp_path: Path
) -> None:
    opened = desk.open()
    licensor_double.lost += [SUBMISSION] * 3
    refusal(lambda: desk.port.submit(opened, signed(issuer), no_stage))
    assert desk.port.unfinished() != ()
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert opened.right.encode() not in stored
    assert signed(issuer)[:200] in stored


def test_after_a_lost_answer_another_start_asks_by_the_key_and_nothing_is_sent_twice(
    start: Start, issuer: Issuer, licensor_double: LicensorDouble, tmp_path: Path
) -> None:
    first = Desk(start(), issuer, tmp_path)
    licensor_double.lost += [SUBMISSION] * 3
    assert refusal(lambda: first.port.submit(first.open(), signed(issuer), no_stage)) is ErrorCode.NO_NETWORK
    first.client.store.close()
    second = Desk(start(), issuer, tmp_path)
    (left,) = second.port.unfinished()
    assert left.begun is not None
    assert left.begun.slip == left.slip == signed(issuer)
    submitted = second.port.resume(left, no_stage)
    assert submitted.slip == signed(issuer)
    assert len(licensor_double.accepted) == 1
    assert second.port.unfinished() == ()
    assert second.client.keeper.held == {}


def test_a_sending_that_never_arrived_is_sent_by_the_next_start(
    start: Start, issuer: Issuer, licensor_double: LicensorDouble, tmp_path: Path
) -> None:
    first = Desk(start(), issuer, tmp_path)
    licensor_double.overrides["POST", SUBMISSION] = lambda _seen: Reply(503, b"", {})
    refusal(lambda: first.port.submit(first.open(), signed(issuer), no_stage))
    licensor_double.overrides.clear()
    second = Desk(start(), issuer, tmp_path)
    (left,) = second.port.unfinished()
    second.port.resume(left, no_stage)
    assert len(licensor_double.accepted) == 1


def test_without_a_keyring_the_file_is_asked_for_again(
    start: Start, issuer: Issuer, licensor_double: LicensorDouble, tmp_path: Path
) -> None:
    first = Desk(start(), issuer, tmp_path)
    first.client.keeper.broken = True
    licensor_double.lost += [SUBMISSION] * 3
    refusal(lambda: first.port.submit(first.open(), signed(issuer), no_stage))
    second = Desk(start(), issuer, tmp_path)
    (left,) = second.port.unfinished()
    assert left.right == ""
    assert refusal(lambda: second.port.resume(left, no_stage)) is ErrorCode.PREPARED_RIGHT_GONE
    opened = second.open()
    assert opened.begun is not None
    assert opened.begun.slip == signed(issuer)
    second.port.resume(opened, no_stage)
    assert len(licensor_double.accepted) == 1
    assert second.port.unfinished() == ()


def test_what_was_begun_opens_also_after_its_last_day(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble
) -> None:
    path = desk.brought()
    licensor_double.lost += [SUBMISSION] * 3
    refusal(lambda: desk.port.submit(desk.port.open_file(path), signed(issuer), no_stage))
    desk.client.pc.now = NOW + timedelta(days=30)
    assert desk.port.open_file(path).begun is not None


def test_signed_a_second_time_it_is_still_one_registration(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble
) -> None:
    opened = desk.open()
    licensor_double.lost += [SUBMISSION] * 3
    refusal(lambda: desk.port.submit(opened, signed(issuer), no_stage))
    submitted = desk.port.submit(opened, signed(issuer) + b"again", no_stage)
    assert submitted.slip == signed(issuer)
    assert len(licensor_double.accepted) == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (problem(409, "prepared_void", detail="used"), ErrorCode.PREPARED_USED),
        (problem(409, "prepared_void", detail="order_sent"), ErrorCode.PREPARED_USED),
        (problem(409, "prepared_void", detail="revoked"), ErrorCode.PREPARED_REVOKED),
        (problem(409, "prepared_void", detail="expired"), ErrorCode.PREPARED_EXPIRED),
        (problem(409, "prepared_void", detail="form_changed"), ErrorCode.PREPARED_VOID),
        (problem(409, "prepared_void", detail="something new"), ErrorCode.PREPARED_VOID),
        (problem(409, "form_changed"), ErrorCode.PREPARED_VOID),
        (problem(422, "offer_expired"), ErrorCode.PREPARED_VOID),
        (problem(422, "payment_day_past"), ErrorCode.PREPARED_VOID),
        (problem(404, "not_found"), ErrorCode.PREPARED_VOID),
        (problem(422, "certificate_not_of_unit"), ErrorCode.CERTIFICATE_NOT_OF_UNIT),
        (problem(422, "slip_rejected", detail="integrity"), ErrorCode.SLIP_REJECTED),
    ],
)
def test_a_refusal_for_good_is_told_in_its_own_words_and_leaves_nothing_behind(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble, answer: Reply, told: ErrorCode
) -> None:
    licensor_double.overrides["POST", SUBMISSION] = lambda _seen: answer
    assert refusal(lambda: desk.port.submit(desk.open(), signed(issuer), no_stage)) is told
    assert desk.port.unfinished() == ()
    assert desk.client.keeper.held == {}


def test_a_right_that_the_licensor_does_not_know_is_said(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble
) -> None:
    licensor_double.overrides["POST", SUBMISSION] = lambda _seen: problem(401, "session_expired")
    assert refusal(lambda: desk.port.submit(desk.open(), signed(issuer), no_stage)) is ErrorCode.PREPARED_UNKNOWN
    assert desk.port.unfinished() == ()
    assert desk.client.keeper.held == {}


def test_the_units_own_outbox_is_another(desk: Desk, issuer: Issuer, licensor_double: LicensorDouble) -> None:
    """Whoever logs in to the unit on this PC has nothing to do with what the head has signed there."""
    licensor_double.lost += [SUBMISSION] * 3
    refusal(lambda: desk.port.submit(desk.open(), signed(issuer), no_stage))
    desk.client.log_in()
    assert desk.client.registrations.unfinished_submission() is None


def test_rows_that_cannot_be_believed_are_passed_over(
    desk: Desk, issuer: Issuer, licensor_double: LicensorDouble, tmp_path: Path
) -> None:
    licensor_double.lost += [SUBMISSION] * 3
    refusal(lambda: desk.port.submit(desk.open(), signed(issuer), no_stage))
    (path,) = (tmp_path / "data").glob("*.sqlite3")
    rows = sqlite3.connect(path)
    rows.execute("UPDATE prepared_outbox SET sealed = 'a.b.c'")
    rows.commit()
    rows.close()
    assert desk.port.unfinished() == ()
