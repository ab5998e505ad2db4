"""A unit walked from day to day: the licensor's test clock and the PC's clock move together, the app looks on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtWidgets import QLabel

from qlts_desktop import bootstrap
from qlts_desktop.core.dates import VIETNAM, vietnam_day
from qlts_desktop.services.trusted_clock import counted_seconds
from tests.driver import Driver
from tests.licensor_process import Account, DemoLicensor

PASSWORD = "di-bo-tung-ngay-1"


@dataclass
class Calendar:
    """Days from the day on which the test began; the PC goes with the licensor unless it is told not to."""

    licensor: DemoLicensor
    today: int = 0
    passed: timedelta = timedelta()
    pc_is_off_by: timedelta = timedelta()
    first_day: date = field(default_factory=lambda: vietnam_day(datetime.now(UTC)))

    def go_to(self, day: int) -> None:
        """Go to noon of a day counted from the first: far from midnight however long the test runs."""
        self.today = day
        noon = datetime.combine(self.day(day), time(12), VIETNAM)
        self.passed = noon - datetime.now(UTC)
        (self.licensor.data / "test-clock").write_text(str(int(self.passed.total_seconds())), "ascii")

    def day(self, number: int) -> date:
        """The date of a day."""
        return self.first_day + timedelta(days=number)

    @property
    def clocks(self) -> bootstrap.PcClocks:
        """The PC's clocks."""
        return bootstrap.PcClocks(
            lambda: datetime.now(UTC) + self.passed + self.pc_is_off_by,
            lambda: counted_seconds() + self.passed.total_seconds(),
        )


def make_unit(licensor: DemoLicensor, code: str, first: date, last: date) -> Account:
    """A unit with a term and its accountant, as an administrator makes them."""
    licensor.run(
        *(
            "create-unit",
            code,
            f"Trường Tiểu học {code}",
            "--licence-no",
            f"GP-{code}",
            "--tax-code",
            "0200731649",
        ),
        *("--address", "Số 1 phố Mẫu", "--term", first.isoformat(), last.isoformat()),
    )
    user = ("--unit", code, "--role", "data_admin", "--full-name", "Trần Thu Hà")
    licensor.run("create-user", "ketoan", *user, text=f"{PASSWORD}\n")
    return Account(code, code, "ketoan", PASSWORD, code)


@dataclass
class Walker:
    """Goes to a day, lets the program notice, and reads what is on the screen."""

    assembly: bootstrap.Assembly
    calendar: Calendar
    driver: Driver

    def go_to(self, day: int) -> None:
        """Another day begins while the window is open."""
        answered: list[object] = []
        licences = self.assembly.flow.stageShown
        listener: Callable[[object], None] = answered.append
        self.calendar.go_to(day)
        self.driver.wait_until("nothing is being asked", lambda: not self._asks())
        licences.connect(listener)
        self.assembly.flow.licence.days.look()
        self.driver.wait_until("the licensor should be asked", lambda: not self._asks() and bool(answered))
        licences.disconnect(listener)

    def seen(self) -> str:
        """The stage as the user sees it: the blocking dialog's heading, or the badge in the workspace."""
        gate = self.driver.find("gateDialog")
        if gate is not None:
            return self.driver.value("gateTitle")
        badge = self.driver.see("workspacePage").findChild(QLabel, "stageBadge")
        assert badge is not None
        return badge.text()

    def banner(self) -> str:
        """The notice across the window."""
        banner = self.driver.find("banner")
        return "" if banner is None else re.sub(r"<[^>]*>", "", self.driver.text_of(banner))

    def _asks(self) -> bool:
        return self.assembly.flow.licence.is_asking
