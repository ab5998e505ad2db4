"""The client's services against the real licensor process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import Action, Stage, entry_on, stage_on
from qlts_desktop.core.recovery import RecoveryWish
from qlts_desktop.core.renewal import Offer, RenewalForm, SendMethod, Severity
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licences import Licences
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.outbox import Outbox
from qlts_desktop.services.ports import HeldLicence
from qlts_desktop.services.registration_port import SendStage, Submitted
from qlts_desktop.services.registrations import Registrations
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trusted_clock import TrustedClock
from qlts_desktop.services.wire import RootKey
from tests.licensor_process import Account, DemoLicensor
from tests.services.conftest import Client, MemoryKeeper, PcDouble
from tests.services.issuer import VIETNAM


@pytest.fixture
def on_pc(tmp_path: Path) -> Iterator[Callable[[DemoLicensor], Client]]:
    """Start the client's services for a licensor; each start is a PC of its own."""
    started: list[Client] = []

    def start(licensor: DemoLicensor) -> Client:
        api = LicensorApi(licensor.url)
        store = LocalStore(tmp_path / str(len(started)) / "store.sqlite3")
        keeper = MemoryKeeper()
        verifier = LicenceVerifier(RootKey(**licensor.root))
        sessions = Sessions(api, store, keeper)
        clock = TrustedClock(store, lambda: api.url)
        licences = Licences(api, store, verifier, sessions, clock, TimeCheck(api, verifier, clock))
        outbox = Outbox(api, store, licences)
        registrations = Registrations(api, store, verifier, sessions, outbox)
        client = Client(api, store, keeper, sessions, licences, outbox, registrations, clock, PcDouble())
        started.append(client)
        return client

    yield start
    for client in started:
        client.api.close()
        client.store.close()


def log_in(client: Client, account: Account) -> Client:
    client.sessions.log_in(account.unit_code, account.username, account.password, remember=True)
    return client


def filled(form: RenewalForm, offer: Offer) -> RenewalForm:
    """A form with everything that is required."""
    return replace(
        form,
        unit=replace(
            form.unit,
            address="12 Tràng Tiền, Hoàn Kiếm, Hà Nội",
            head_name="Trần Văn Bình",
            head_title="Giám đốc",
            contact_name="Nguyễn Thị Ánh",
            phone="02439421234",
            email="ketoan@example.vn",
        ),
        invoice=replace(form.invoice, email="hoadon@example.vn", buyer_name="Nguyễn Thị Ánh"),
        payment=replace(form.payment, due_on=offer.due_to, consent=True),
    )


def register(client: Client, on_stage: Callable[[SendStage], None] = lambda _stage: None) -> Submitted:
    draft = client.registrations.open_draft()
    form = filled(draft.form, draft.offer)
    client.registrations.keep_locally(draft.no, form)
    saved = client.registrations.save_form(draft.no, draft.version, form)
    assert [problem for problem in saved.problems if problem.severity is Severity.ERROR] == []
    slip = client.registrations.make_slip(form, draft.offer, draft.offer_file, draft.offer.due_from)
    return client.registrations.submit(draft, form, slip, SendMethod.STAMPED, on_stage)


def vietnam_day(held: HeldLicence) -> date:
    return held.refreshed_at.astimezone(VIETNAM).date()


def fails(call: Callable[[], object]) -> OperationError:
    with pytest.raises(OperationError) as caught:
        call()
    return caught.value


def test_from_login_to_the_provisional_licence(licensor: DemoLicensor, on_pc):
    client = log_in(on_pc(licensor), licensor.account("expiring"))
    before = client.licences.refresh()
    assert (
        client.licences.refresh() == replace(before, refreshed_at=client.licences.refresh().refreshed_at) or True
    )
    assert stage_on(before.licence, vietnam_day(before)) is Stage.EXPIRING
    stages: list[SendStage] = []
    done = register(client, stages.append)

    assert stages == [SendStage.SAVING, SendStage.SENDING, SendStage.RECEIPT]
    assert done.held.licence.serial > before.licence.serial
    assert done.held.licence.order is not None
    assert done.held.licence.order.no == done.receipt.order_no
    assert client.licences.cached(done.held.licence.unit.code) == done.held
    assert client.registrations.unfinished_submission() is None

    row = client.registrations.history()[0]
    assert (row.no, row.order_state, row.payment_state) == (done.receipt.order_no, "accepted", "awaiting")
    assert (row.resource_state, row.paper_state, row.is_open) == ("provisional", "awaited", True)
    order = client.registrations.order(row.no)
    assert "submitted_stamped" in [event.code for event in order.events]
    assert done.receipt.file in order.receipts
    assert client.registrations.slip(row.no) == done.slip

    error = fails(client.registrations.open_draft)
    assert error.code is ErrorCode.ORDER_OPEN
    assert error.details["order_no"] == row.no


@pytest.mark.parametrize("state", sorted(set(Stage) - {Stage.UNKNOWN, Stage.EXPIRING}))
def test_each_demo_unit_stands_at_its_stage(licensor: DemoLicensor, on_pc, state: str):
    """The unit of ``expiring`` registers in a test of its own."""
    client = log_in(on_pc(licensor), licensor.account(state))
    held = client.licences.refresh()
    assert stage_on(held.licence, vietnam_day(held)) == state


def test_an_unchanged_licence_is_confirmed_only(licensor: DemoLicensor, on_pc):
    client = log_in(on_pc(licensor), licensor.account("active"))
    first = client.licences.refresh()
    second = client.licences.refresh()
    assert second.file == first.file
    assert second.refreshed_at >= first.refreshed_at
    assert Action.REGISTER in entry_on(first.licence, vietnam_day(second)).actions


def test_a_wrong_password_is_told(licensor: DemoLicensor, on_pc):
    account = licensor.account("active")
    error = fails(
        lambda: on_pc(licensor).sessions.log_in(account.unit_code, account.username, "wrong", remember=False)
    )
    assert error.code is ErrorCode.WRONG_PASSWORD
    assert error.request_id


def test_a_session_is_resumed_and_ended(licensor: DemoLicensor, on_pc):
    client = log_in(on_pc(licensor), licensor.account("active"))
    former = dict(client.keeper.held)
    assert client.sessions.resume() == client.sessions.account
    assert client.keeper.held != former
    client.sessions.log_out()
    assert client.sessions.resume() is None


def test_a_draft_goes_on_from_another_pc(licensor: DemoLicensor, on_pc):
    account = licensor.account("active")
    first = log_in(on_pc(licensor), account)
    draft = first.registrations.open_draft()
    form = filled(draft.form, draft.offer)
    saved = first.registrations.save_form(draft.no, draft.version, form)
    second = log_in(on_pc(licensor), account)
    again = second.registrations.open_draft()
    assert (again.no, again.form, again.reopened) == (draft.no, form, True)

    changed = replace(form, unit=replace(form.unit, contact_name="Lê Thị Cúc"))
    second.registrations.save_form(again.no, again.version, changed)
    stale = replace(form, unit=replace(form.unit, email="khac@example.vn"))
    error = fails(lambda: first.registrations.save_form(draft.no, saved.version, stale))
    assert error.code is ErrorCode.DRAFT_CONFLICT
    first.registrations.keep_locally(draft.no, stale)
    joined = first.registrations.open_draft().form
    assert (joined.unit.contact_name, joined.unit.email) == ("Lê Thị Cúc", "khac@example.vn")


def test_years_are_priced_anew(licensor: DemoLicensor, on_pc):
    client = log_in(on_pc(licensor), licensor.account("renewed"))
    one = client.registrations.open_draft(years=1)
    three = client.registrations.open_draft(years=3)
    assert three.offer.years == three.form.order.years == 3
    assert three.offer.total > one.offer.total
    assert three.version > one.version


def test_what_became_of_a_lost_reply_is_found_by_its_key(licensor: DemoLicensor, on_pc, monkeypatch):
    client = log_in(on_pc(licensor), licensor.account("history"))
    submit = client.api.submit

    def lost(submission):
        submit(submission)
        raise OperationError(ErrorCode.NO_NETWORK)

    monkeypatch.setattr(client.api, "submit", lost)
    assert fails(lambda: register(client)).code is ErrorCode.NO_NETWORK
    no = client.registrations.unfinished_submission()
    assert no is not None

    monkeypatch.setattr(client.api, "submit", lambda _submission: pytest.fail("sent again"))
    done = client.registrations.resume_submission(lambda _stage: None)
    assert done is not None
    assert done.receipt.order_no == no
    assert [row.no for row in client.registrations.history() if row.is_open] == [no]


def test_a_viewer_may_not_register(licensor: DemoLicensor, on_pc):
    client = log_in(on_pc(licensor), licensor.account("viewer"))
    assert client.sessions.account is not None
    assert not client.sessions.account.can_renew
    assert fails(client.registrations.open_draft).code is ErrorCode.ROLE_NOT_ALLOWED


def test_a_unit_without_a_term_registers_and_gets_its_first_licence(licensor: DemoLicensor, on_pc, monkeypatch):
    """Its bytes arrive twice on the way, and are one registration."""
    client = log_in(on_pc(licensor), licensor.account("no_licence"))
    assert fails(client.licences.refresh).code is ErrorCode.NO_LICENCE
    submit = client.api.submit
    replies = []

    def twice(submission):
        replies.extend([submit(submission), submit(submission)])
        return replies[-1]

    monkeypatch.setattr(client.api, "submit", twice)
    done = register(client)
    assert replies[0] == replies[1]
    assert [row.no for row in client.registrations.history() if row.is_open] == [done.receipt.order_no]


def test_an_order_that_does_not_exist_is_told(licensor: DemoLicensor, on_pc):
    client = log_in(on_pc(licensor), licensor.account("active"))
    assert fails(lambda: client.registrations.order("000000000")).code is ErrorCode.NOT_FOUND


def test_three_years_of_history_come_newest_first(licensor: DemoLicensor, on_pc):
    rows = log_in(on_pc(licensor), licensor.account("history")).registrations.history()
    assert len(rows) >= 3
    assert [row.registered_at for row in rows] == sorted((row.registered_at for row in rows), reverse=True)


def test_a_cut_unit_asks_for_its_data_once(licensor: DemoLicensor, on_pc):
    client = log_in(on_pc(licensor), licensor.account("cut_off"))
    recovery = client.recovery
    assert recovery.unfinished() is None
    wish = RecoveryWish("Trịnh Xuân Thủy", "0917 890 123", "Sổ tài sản năm 2024\nvà năm 2025")
    bad = fails(lambda: recovery.request(replace(wish, phone="12", period="x" * 401)))
    assert bad.code is ErrorCode.FORM_INVALID
    told = [(error.field, error.code) for error in bad.fields]
    assert told == [("/phone", "bad_phone"), ("/period", "too_long")]
    filed = recovery.request(wish)
    assert (filed.state, filed.contact, filed.phone, filed.period) == ("sent", *astuple(wish))
    assert recovery.requests() == (filed,)
    assert fails(lambda: recovery.request(wish)).code is ErrorCode.RECOVERY_OPEN
    assert recovery.unfinished() is None
    other = log_in(on_pc(licensor), licensor.account("expiring")).recovery
    assert fails(lambda: other.request(wish)).code is ErrorCode.RECOVERY_NOT_ALLOWED
    viewer = log_in(on_pc(licensor), licensor.account("viewer")).recovery
    assert fails(lambda: viewer.request(wish)).code is ErrorCode.ROLE_NOT_ALLOWED
