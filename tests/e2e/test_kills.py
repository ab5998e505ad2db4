"""The program is killed anywhere between the first key and the receipt: the next start goes on from there.

At most what was typed in the last 300 ms is gone, the program says where it stopped, and however often it was
killed there is one registration with one receipt. The kill comes after a key, at a step, or while a message is on
its way: then the licensor may have what the program never heard of.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.app_process import AppProcess
from tests.e2e.renewing_pc import Pc, last_values, make_job, remembered_pc, values_of
from tests.faulty_proxy import Fault, FaultyProxy, Message, Moment
from tests.licensor_answers import Asked
from tests.licensor_process import Account, DemoLicensor
from tests.licensor_units import add_units

pytestmark = pytest.mark.e2e

KEPT_WITHIN = 0.3
"""Seconds: the promise."""
PLACE_NOTED_AFTER = 0.6
"""Seconds after which it is surely on the disk that the wizard is open."""
LIMIT = 90.0
SEED = 2026
IN_SUITE, ALL = 10, 100
_SUBMISSION = "POST /registrations/…/submission"


@dataclass(frozen=True)
class Point:
    """Where the program is killed, and how the registration is sent.

    Attributes:
        seed: Decides everything else.
        kind: ``key``, ``step`` or ``wire``.
        number: After which key, at which step, or at which message (-1: the submission).
        delay: Seconds after it.
        moment: How far the message has come.
        drops: The message goes no further.
        signed: The way of sending.
    """

    seed: int
    kind: str
    number: int
    delay: float
    moment: Moment
    drops: bool
    signed: bool

    @staticmethod
    def of(seed: int) -> Point:
        """The point of a number; every third is while keys are pressed, every third on the wire."""
        chance = random.Random(SEED * 1000 + seed)
        kind = ("key", "wire", "step")[seed % 3]
        number = {
            "key": chance.randrange(1, 95),
            "wire": -1 if seed // 3 % 2 else chance.randrange(6),
            "step": seed // 3 % len(STEPS),
        }[kind]
        longest = {"key": 0.35, "wire": 0.02, "step": 0.5}[kind]
        moment = chance.choice(list(Moment))
        drops = kind == "wire" and moment is Moment.ARRIVED and chance.random() < 0.5
        return Point(seed, kind, number, chance.random() * longest, moment, drops, chance.random() < 0.5)

    def __str__(self) -> str:
        where = self.kind if self.kind != "wire" else f"wire-{self.moment}"
        return f"{self.seed}-{where}-{self.number}-{'signed' if self.signed else 'stamped'}"


STEPS = ("continue", "review", "certificate", "sending", "success")


class Killer:
    """Kills a program at its point; whoever comes later finds it dead.

    Attributes:
        at: When it was killed, monotonic; None as long as it was not.
    """

    def __init__(self, point: Point, app: AppProcess, proxy: FaultyProxy) -> None:
        self._point = point
        self._app = app
        self._keys = 0
        self._before = len(proxy.seen)
        self._lock = threading.Lock()
        self.at: float | None = None
        proxy.watch = self._on_message
        proxy.plan = self._plan
        app.listener = self._on_told

    def kill(self) -> None:
        with self._lock:
            if self.at is None:
                self.at = time.monotonic()
                self._app.process.kill()

    def _on_told(self, told: dict[str, Any]) -> None:
        point = self._point
        if "field" in told:
            self._keys += 1
            is_there = point.kind == "key" and self._keys == point.number
        else:
            is_there = point.kind == "step" and told.get("step") == STEPS[point.number]
        if is_there:
            threading.Timer(point.delay, self.kill).start()

    def _is_meant(self, message: Message) -> bool:
        point = self._point
        if point.kind != "wire" or not self._keys:
            return False
        if point.number < 0:
            return message.call == _SUBMISSION
        return message.number >= self._before + point.number

    def _plan(self, message: Message) -> Fault | None:
        return Fault.DROPPED if self._point.drops and self._is_meant(message) else None

    def _on_message(self, message: Message, moment: Moment) -> None:
        if moment is self._point.moment and self._is_meant(message):
            time.sleep(self._point.delay)
            self.kill()


@pytest.fixture(scope="module")
def accounts(busy_licensor: DemoLicensor) -> Iterator[Account]:
    """Each run has a unit of its own."""
    return (account for _batch in count() for account in add_units(busy_licensor, "K", 20))


@pytest.fixture
def pc(busy_licensor: DemoLicensor, accounts: Iterator[Account], tmp_path: Path) -> Iterator[Pc]:
    with remembered_pc(busy_licensor, next(accounts), tmp_path) as made:
        yield made


def renewed_after_a_kill(pc: Pc, point: Point) -> None:
    app = pc.start(make_job(pc.licensor, point.seed, signed=point.signed), "first")
    try:
        killer = Killer(point, app, pc.proxy)
        app.process.wait(LIMIT)
        killer.kill()
        app.ended()
        assert killer.at is not None
        assert app.process.returncode in {-9, 0}, app.errors
    finally:
        app.stop()
    pc.proxy.watch = lambda _message, _moment: None
    pc.proxy.plan = lambda _message: None
    asked = Asked(pc.licensor, pc.account)
    sent = [order["no"] for order in asked.orders()]
    had_receipt = pc.rows("receipt") == 1

    opened_at = min(told["at"] for told in app.looks if "found" in told)
    reopens = killer.at > opened_at + PLACE_NOTED_AFTER
    again = make_job(pc.licensor, point.seed, signed=point.signed, again=True)
    second = pc.start(replace(again, reopens=reopens), "second")
    try:
        second.process.wait(LIMIT)
        assert second.ended() == 0, "".join(second.errors)
    finally:
        second.stop()
    (no,) = [order["no"] for order in asked.orders()]
    registered = [told for told in second.looks if "registered" in told]
    assert registered, second.looks
    assert registered[-1]["registered"] == no
    assert no in registered[-1]["corner"]
    assert (pc.rows("receipt"), pc.rows("outbox"), pc.rows("draft")) == (1, 0, 0)
    order = asked.order(no)
    opened = [told for told in second.looks if "found" in told]
    if opened:
        assert sent == []
        check_found(app.looks, opened[0], killer.at)
        assert not reopens or "đã dừng" in opened[0]["said"], opened[0]["said"]
        final = {**opened[0]["found"], **last_values(second.looks)}
    else:
        # It had arrived, or did so meanwhile: nothing is typed or sent again, and it is shown as registered.
        steps = [told["step"] for told in second.looks if "step" in told]
        assert had_receipt or no in registered[0]["said"] or steps == ["success"]
        final = last_values(app.looks)
    assert values_of(order["form"], final) == final


def check_found(looks: list[dict[str, Any]], opened: dict[str, Any], killed_at: float) -> None:
    """Each field stands as it stood at some time within the last moment before the kill."""
    (before,) = [told["found"] for told in looks if "found" in told]
    for name, found in opened["found"].items():
        typed = [(told["at"], told["value"]) for told in looks if told.get("field") == name]
        kept = [value for at, value in typed if at <= killed_at - KEPT_WITHIN]
        newer = [value for at, value in typed if at > killed_at - KEPT_WITHIN]
        allowed = [kept[-1] if kept else before[name], *newer]
        assert found in allowed, f"{name}: {found!r} is none of {allowed}"


@pytest.mark.parametrize("point", [Point.of(seed) for seed in range(IN_SUITE)], ids=str)
def test_killed_anywhere(pc: Pc, point: Point):
    renewed_after_a_kill(pc, point)


@pytest.mark.full
@pytest.mark.parametrize("point", [Point.of(seed) for seed in range(IN_SUITE, ALL)], ids=str)
def test_killed_anywhere_a_hundred_times(pc: Pc, point: Point):
    renewed_after_a_kill(pc, point)
