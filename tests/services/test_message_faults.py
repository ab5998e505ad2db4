"""Whatever happens to any message of the main job: one registration, nothing typed is lost, every error has words.

The services against a real licensor, with a proxy between them that harms one message after the other.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm
from qlts_desktop.services.form_codec import body_from_form
from qlts_desktop.services.registration_port import Draft, Submitted
from tests.faulty_proxy import Fault, FaultyProxy, Plan, faulty_proxy, harm
from tests.licensor_answers import Asked
from tests.licensor_process import Account, RestartingLicensor, restarting_licensor
from tests.licensor_units import add_units
from tests.services.renewing import Renewer

CALLS = (
    "POST /sessions",
    "GET /licence",
    "GET /keys",
    "PUT /registrations/draft",
    "PUT /registrations/…/form",
    "PUT /registrations/draft",
    "PUT /registrations/…/form",
    "PUT /registrations/…/form",
    "POST /registrations/…/submission",
)
"""The messages of the main job when nothing happens to them."""
ONCE, FOR_LONG = 1, 3
"""A fault that the next attempt of the same call does not meet, and one that outlasts all attempts."""


@dataclass(frozen=True)
class Harm:
    """What is done to the main job."""

    at: int
    fault: Fault
    times: int

    def __str__(self) -> str:
        return f"{self.at}-{self.fault}-{self.times}"

    def plan(self) -> Plan:
        """For the proxy: the message of this number, and the attempts that repeat it."""
        return harm(CALLS[self.at], self.fault, self.times, first=self.at)


ALL = [
    Harm(at, fault, times)
    for at in range(len(CALLS))
    for fault in Fault
    for times in (ONCE, FOR_LONG)
    if not (fault is Fault.RESTARTED and times == FOR_LONG)
]
_chance = random.Random(20261123)
SAMPLE = [_chance.choice([one for one in ALL if one.at == at]) for at in range(len(CALLS))]
SAMPLE += [Harm(len(CALLS) - 1, fault, FOR_LONG) for fault in (Fault.LOST, Fault.CUT, Fault.TWICE_AT_ONCE)]
SAMPLE = list(dict.fromkeys(SAMPLE))


@pytest.fixture(scope="module")
def restarting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RestartingLicensor]:
    with restarting_licensor(tmp_path_factory.mktemp("restarting")) as running:
        yield running


@pytest.fixture(scope="module")
def next_account(restarting: RestartingLicensor) -> Callable[[], Account]:
    """Each run has a unit of its own."""
    stock: list[Account] = []

    def take() -> Account:
        if not stock:
            stock.extend(add_units(restarting.now, "MF", 20))
        return stock.pop()

    return take


@dataclass
class Line:
    """A PC, the proxy and the licensor behind it."""

    proxy: FaultyProxy
    renewer: Renewer
    account: Account
    licensor: RestartingLicensor

    def check(self, done: Submitted) -> None:
        """One registration, with what was typed; one receipt; nothing left to do; every error known."""
        asked = Asked(self.licensor.now, self.account)
        assert [order["no"] for order in asked.orders()] == [done.receipt.order_no]
        order = asked.order(done.receipt.order_no)
        assert order["form"] == json.loads(msgspec.json.encode(body_from_form(self.renewer.typed)))
        client = self.renewer.client
        owner = client.sessions.owner()
        assert client.store.receipts(owner, done.receipt.order_no) == (done.receipt.file,)
        assert order["receipts"] == [done.receipt.file]
        assert client.registrations.unfinished_submission() is None
        assert client.store.draft(owner, done.receipt.order_no) is None
        assert ErrorCode.UNEXPECTED not in {error.code for error in self.renewer.told}


@pytest.fixture
def line(restarting: RestartingLicensor, next_account: Callable[[], Account], tmp_path: Path) -> Iterator[Line]:
    account = next_account()
    with faulty_proxy(restarting.now.url) as proxy:
        proxy.restart = restarting.restart
        renewer = Renewer(tmp_path / "pc", proxy.url, restarting.now.root, account)
        yield Line(proxy, renewer, account, restarting)
        renewer.close()


def test_the_messages_of_the_main_job(line: Line):
    done = line.renewer.renew()
    assert tuple(line.proxy.calls) == CALLS
    assert line.renewer.told == []
    line.check(done)


@pytest.mark.parametrize("harmed", SAMPLE, ids=str)
def test_one_message_is_harmed(line: Line, harmed: Harm):
    line.proxy.plan = harmed.plan()
    line.check(line.renewer.renew())


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.LOST])
def test_the_program_is_started_again_when_sending_fails(line: Line, fault: Fault):
    line.proxy.plan = Harm(len(CALLS) - 1, fault, FOR_LONG).plan()
    line.check(line.renewer.renew_with_one_restart())
    assert [error.code for error in line.renewer.told] == [ErrorCode.NO_NETWORK]


# --- an answer is lost, and something else is typed -----------------------------------------------------------

SAVED, OPENED = "PUT /registrations/…/form", "PUT /registrations/draft"


@pytest.fixture
def typing(line: Line) -> tuple[Line, Draft, RenewalForm]:
    """In the middle of the form, everything saved."""
    renewer = line.renewer
    renewer.log_in()
    draft = renewer.open()
    form = with_address(draft.form, "Số 1")
    renewer.client.registrations.keep_locally(draft.no, form)
    saved = renewer.client.registrations.save_form(draft.no, draft.version, form)
    return line, replace(draft, version=saved.version), form


def with_address(form: RenewalForm, address: str) -> RenewalForm:
    return replace(form, unit=replace(form.unit, address=address))


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.LOST, Fault.CUT])
def test_more_typed_after_a_lost_save_is_nobody_elses_change(typing, fault: Fault):
    line, draft, form = typing
    registrations = line.renewer.client.registrations
    line.proxy.plan = harm(SAVED, fault, FOR_LONG)
    with pytest.raises(OperationError):
        registrations.save_form(draft.no, draft.version, with_address(form, "Số 12"))
    newest = with_address(form, "Số 123")
    registrations.keep_locally(draft.no, newest)
    registrations.save_form(draft.no, draft.version, newest)
    opened = registrations.open_draft()
    assert (opened.form, opened.differences) == (newest, ())


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.LOST])
def test_another_price_after_a_lost_save_finds_nothing_to_decide(typing, fault: Fault):
    line, draft, form = typing
    registrations = line.renewer.client.registrations
    line.proxy.plan = harm(SAVED, fault, FOR_LONG)
    with pytest.raises(OperationError):
        registrations.save_form(draft.no, draft.version, with_address(form, "Số 12"))
    newest = with_address(form, "Số 123")
    registrations.keep_locally(draft.no, newest)
    priced = registrations.open_draft(years=2)
    assert not priced.collides
    assert not any(one.changed_there for one in priced.differences)
    assert priced.form.unit.address == "Số 123"


@pytest.mark.parametrize("fault", [Fault.DROPPED, Fault.LOST])
def test_a_save_after_a_lost_price_is_nobody_elses_change(typing, fault: Fault):
    line, draft, form = typing
    registrations = line.renewer.client.registrations
    line.proxy.plan = harm(OPENED, fault, FOR_LONG)
    with pytest.raises(OperationError):
        registrations.open_draft(years=3)
    newest = with_address(replace(form, order=replace(form.order, years=3)), "Số 123")
    registrations.keep_locally(draft.no, newest)
    registrations.save_form(draft.no, draft.version, newest)
    opened = registrations.open_draft()
    assert (opened.form, opened.offer.years, opened.differences) == (newest, 3, ())


@pytest.mark.parametrize("lost", [SAVED, OPENED])
def test_a_colleagues_change_after_a_lost_answer_is_told_all_the_same(typing, tmp_path: Path, lost: str):
    line, draft, form = typing
    registrations = line.renewer.client.registrations
    line.proxy.plan = harm(lost, Fault.LOST, FOR_LONG)
    in_vain = {
        SAVED: lambda: registrations.save_form(draft.no, draft.version, with_address(form, "Số 12")),
        OPENED: lambda: registrations.open_draft(years=3),
    }
    with pytest.raises(OperationError):
        in_vain[lost]()
    other = Renewer(tmp_path / "other", line.licensor.now.url, line.licensor.now.root, line.account)
    other.log_in()
    theirs = other.open()
    changed = with_address(theirs.form, "Nơi khác")
    other.client.registrations.save_form(theirs.no, theirs.version, changed)
    other.close()
    newest = with_address(replace(form, order=theirs.form.order), "Số 123")
    registrations.keep_locally(draft.no, newest)
    with pytest.raises(OperationError) as caught:
        registrations.save_form(draft.no, draft.version, newest)
    assert caught.value.code is ErrorCode.DRAFT_CONFLICT
    opened = registrations.open_draft()
    assert [(one.field, one.theirs) for one in opened.differences if one.collides] == [
        ("/unit/address", "Nơi khác")
    ]


# --- the whole numbers ----------------------------------------------------------------------------------------


@pytest.mark.full
@pytest.mark.parametrize("harmed", [one for one in ALL if one not in SAMPLE], ids=str)
def test_every_message_is_harmed_in_every_way(line: Line, harmed: Harm):
    line.proxy.plan = harmed.plan()
    line.check(line.renewer.renew())


@pytest.mark.full
@pytest.mark.parametrize("harmed", [one for one in ALL if one.times == FOR_LONG], ids=str)
def test_the_program_is_started_again_after_any_message(line: Line, harmed: Harm):
    line.proxy.plan = harmed.plan()
    line.check(line.renewer.renew_with_one_restart())
