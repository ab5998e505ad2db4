"""The program itself, with a line that harms its messages: its user presses the button again, and that is enough.

Each call of the main job meets each fault so often that the program's own attempts do not get through either.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.e2e.renewing_pc import Pc, last_values, make_job, remembered_pc, values_of
from tests.faulty_proxy import Fault, harm
from tests.licensor_answers import Asked
from tests.licensor_process import Account, RestartingLicensor, restarting_licensor
from tests.licensor_units import add_units

pytestmark = pytest.mark.e2e

LIMIT = 120.0
ATTEMPTS = 3
SENT = "POST /registrations/…/submission"
OPENED = "PUT /registrations/draft"
CALLS = {
    "POST /sessions/refresh": 0,
    "GET /licence": 0,
    OPENED: 0,
    "PUT /registrations/…/form": 0,
    f"{OPENED} again": 1,
    SENT: 0,
}
"""The calls of the main job after a login that was remembered, and how many such messages go before."""


@dataclass(frozen=True)
class Harmed:
    """What is done to the main job."""

    call: str
    fault: Fault
    signed: bool

    def __str__(self) -> str:
        return f"{self.call.split('/')[-1]}-{self.fault}-{'signed' if self.signed else 'stamped'}"


ALL = [Harmed(call, fault, signed=index % 2 == 0) for index, call in enumerate(CALLS) for fault in Fault]
_chance = random.Random(4)
SAMPLE = [_chance.choice([one for one in ALL if one.call == call]) for call in CALLS]
SAMPLE += [one for one in ALL if one.call == SENT and one.fault is Fault.LOST and one not in SAMPLE]


@pytest.fixture(scope="module")
def restarting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RestartingLicensor]:
    with restarting_licensor(tmp_path_factory.mktemp("restarting")) as running:
        yield running


@pytest.fixture(scope="module")
def accounts(restarting: RestartingLicensor) -> Iterator[Account]:
    """Each run has a unit of its own."""
    return (account for _batch in count() for account in add_units(restarting.now, "H", 10))


@pytest.fixture
def pc(restarting: RestartingLicensor, accounts: Iterator[Account], tmp_path: Path) -> Iterator[Pc]:
    with remembered_pc(restarting.now, next(accounts), tmp_path) as made:
        made.proxy.restart = restarting.restart
        yield made


def renewed_all_the_same(pc: Pc, harmed: Harmed) -> None:
    times = 1 if harmed.fault is Fault.RESTARTED else ATTEMPTS
    plan = harm(harmed.call.removesuffix(" again"), harmed.fault, times, first=len(pc.proxy.seen))
    before = [CALLS[harmed.call]]

    def after_the_first_ones(message):
        if before[0] and message.call == harmed.call.removesuffix(" again"):
            before[0] -= 1
            return None
        return plan(message)

    pc.proxy.plan = after_the_first_ones
    app = pc.start(make_job(pc.licensor, 7, signed=harmed.signed), "job")
    try:
        app.process.wait(LIMIT)
        assert app.ended() == 0, "".join([*app.errors, *map(str, app.looks[-6:])])
    finally:
        app.stop()
    asked = Asked(pc.licensor, pc.account)
    (no,) = [order["no"] for order in asked.orders()]
    assert app.looks[-1]["registered"] == no
    assert (pc.rows("receipt"), pc.rows("outbox"), pc.rows("draft")) == (1, 0, 0)
    typed = last_values(app.looks)
    assert values_of(asked.order(no)["form"], typed) == typed
    said = [told["words"] for told in app.looks if "error" in told]
    assert all(words.strip() for words in said)
    fails_for_long = times > 1 and harmed.fault not in {Fault.TWICE, Fault.TWICE_AT_ONCE}
    if fails_for_long and harmed.call in {SENT, OPENED}:
        assert any("máy chủ" in words.lower() for words in said), app.looks


@pytest.mark.parametrize("harmed", SAMPLE, ids=str)
def test_a_call_is_harmed(pc: Pc, harmed: Harmed):
    renewed_all_the_same(pc, harmed)


@pytest.mark.full
@pytest.mark.parametrize("harmed", [one for one in ALL if one not in SAMPLE], ids=str)
def test_every_call_is_harmed_in_every_way(pc: Pc, harmed: Harmed):
    renewed_all_the_same(pc, harmed)
