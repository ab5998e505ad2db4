"""Units walked from day to day with the test clock: each day the screen shows what the rules' table says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from qlts_desktop.ui.widgets.banner import Banner
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.e2e.walk import Calendar, Walker, make_unit
from tests.licensor_process import running_licensor

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

ACTIVE, EXPIRING, RENEWED = "Đang sử dụng", "Sắp hết hạn", "Đã gia hạn"
COMMITTED, DUE = "Tài nguyên tạm", "Sắp đến hạn thanh toán"
CUT = "Thuê bao đã bị cắt"

Start = Callable[[str, int], Walker]
"""Start the app for a new unit with so many days of its term left."""


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, driver: Driver) -> Iterator[Start]:
    """Each test has a licensor of its own: its day is moved."""
    with running_licensor(tmp_path / "licensor", test_clock=True) as licensor:
        opened: list[object] = []

        def begin(code: str, left: int) -> Walker:
            calendar = Calendar(licensor)
            calendar.go_to(0)
            last = calendar.day(left)
            account = make_unit(licensor, code, last - timedelta(days=364), last)
            app = running_app(qapp, licensor, tmp_path / "client", calendar.clocks)
            assembly = app.__enter__()
            opened.append(app)
            main_job.log_in(driver, account)
            driver.gone("loginView")
            return Walker(assembly, calendar, driver)

        yield begin
        for app in opened:
            app.__exit__(None, None, None)


def overdue_words(days: int) -> str:
    """The table of the rules, written out: 1–59 days overdue, then cut."""
    return f"Giấy phép đã hết hạn {days} ngày" if days < 60 else CUT


def register(walker: Walker, due_in: int, folder: Path) -> None:
    """The stamped way, on the day that it is now."""
    driver = walker.driver
    main_job.open_wizard(driver)
    main_job.fill_in(driver, walker.calendar.day(walker.calendar.today + due_in))
    main_job.go_to_review(driver)
    main_job.stamp_and_send(driver, folder / f"{walker.calendar.today}.pdf")
    driver.click("continueButton")
    driver.gone("successDialog")


def test_a_term_that_nobody_renews(start: Start):
    """Day by day from 91 days left to 61 days overdue, the window open all the time."""
    walker = start("KHONGGH", 91)
    for day in range(91 + 62):
        if day:
            walker.go_to(day)
        left = 91 - day
        if left > 90:
            assert (walker.seen(), walker.banner()) == (ACTIVE, "")
        elif left >= 0:
            assert walker.seen() == EXPIRING
            said = "hết hạn vào cuối ngày hôm nay" if left == 0 else f"còn {left} ngày"
            assert said in walker.banner()
        else:
            assert walker.seen() == overdue_words(-left)


def test_commit_extend_lapse_cut(start: Start, tmp_path: Path):
    """20 days left; registered to be paid on day 30; extended on day 29 to day 55; never paid."""
    walker = start("CAMKET", 20)
    register(walker, 30, tmp_path)
    for day in range(1, 30):
        walker.go_to(day)
        assert walker.seen() == (COMMITTED if 30 - day > 15 else DUE), day
    extend(walker, walker.calendar.day(55))
    for day in range(30, 56):
        walker.go_to(day)
        assert walker.seen() == (COMMITTED if 55 - day > 15 else DUE), day
    for day in (56, 57, 100):
        walker.go_to(day)
        assert walker.seen() == CUT


def test_extended_and_then_paid(start: Start, tmp_path: Path):
    """20 days left; registered to be paid on day 30; extended on day 20 to day 60; paid on day 50."""
    walker = start("GIAHAN", 20)
    register(walker, 30, tmp_path)
    walker.go_to(20)
    extend(walker, walker.calendar.day(60))
    walker.go_to(50)
    assert walker.seen() == DUE
    assert "Gia hạn thanh toán" not in walker.banner(), "once only"
    move(walker, "paid")
    walker.assembly.flow.refresh()
    walker.driver.wait_until("the renewal should be seen", lambda: walker.seen() == RENEWED)


def test_a_first_commitment_lapses_for_sixty_days(start: Start, tmp_path: Path):
    """5 days left; registered to be paid on day 10; never paid: dialog D until day 69, then cut."""
    walker = start("LAPSE", 5)
    register(walker, 10, tmp_path)
    for day in (10, 11, 12, 40, 69, 70, 71):
        walker.go_to(day)
        if day == 10:
            assert walker.seen() == DUE
        elif day < 70:
            assert walker.seen() == f"Đã quá hạn cam kết thanh toán {day - 10} ngày"
        else:
            assert walker.seen() == CUT


def test_commit_pay_renewed(start: Start, tmp_path: Path):
    """40 days left; paid on day 5: the notice stays until the new term begins, then a year of silence."""
    walker = start("TRATIEN", 40)
    register(walker, 30, tmp_path)
    walker.go_to(5)
    assert walker.seen() == COMMITTED
    move(walker, "paid")
    walker.assembly.flow.refresh()
    walker.driver.wait_until("the renewal should be seen", lambda: walker.seen() == RENEWED)
    for day in (6, 20, 40, 41):
        walker.go_to(day)
        assert walker.seen() == RENEWED
    for day in (42, 43, 200):
        walker.go_to(day)
        assert walker.seen() == ACTIVE
    walker.go_to(40 + 365 - 90)
    assert walker.seen() == EXPIRING


def test_cut_register_lapse_register_again(start: Start, tmp_path: Path):
    """Cut 15 days ago; a short promise is not kept; the second registration waits for the staff."""
    walker = start("CAT", -75)
    assert walker.seen() == CUT
    register(walker, 3, tmp_path)
    for day in (1, 2, 3):
        walker.go_to(day)
        assert walker.seen() == DUE
    walker.go_to(4)
    assert walker.seen() == CUT
    register(walker, 10, tmp_path)
    assert walker.seen() == CUT, "held for review: nothing opens before the staff have decided"
    move(walker, "accepted")
    walker.go_to(5)
    assert walker.seen() == DUE
    walker.go_to(14)
    assert walker.seen() == DUE
    walker.go_to(15)
    assert walker.seen() == CUT


def test_reading_only_is_seen_everywhere(start: Start):
    """Before R117 an overdue unit could still read: the policy says so, and it holds for this unit at once."""
    walker = start("CHIDOC", -12)
    driver, licensor = walker.driver, walker.calendar.licensor
    assert driver.find("gateReadButton") is None
    begins = walker.calendar.day(0).isoformat()
    policy = ("policy", "add", "2026.2", "--from", begins, "--note", "Được xem khi quá hạn")
    licensor.run("create-user", "lan", "--staff", text="mat-khau-cua-lan-1\n")
    licensor.run(*policy, "--set", "overdue_access=read_only", "--staff", "nhanvien")
    licensor.run("policy", "approve", "2026.2", "--staff", "lan")
    driver.click("gateRefreshButton")
    driver.click("gateReadButton")
    driver.see("workspacePage")
    window = driver.see("mainWindow")
    for look in ("workspacePage", "historyPage"):
        driver.see(look)
        assert "chỉ xem được" in walker.banner()
        assert "(chỉ đọc)" in window.windowTitle()
        driver.trigger("actionHistory")
    walker.go_to(60 - 12)
    assert walker.seen() == CUT, "cut off, nothing can be read"
    assert driver.find("gateReadButton") is None


@pytest.mark.parametrize("years_off", [-1, 10])
def test_a_wrong_pc_changes_nothing_and_is_told(start: Start, years_off: int):
    """The PC's date is set years off while the program runs: the stages go on as the licensor's days do."""
    walker = start("SAINGAY", 2)
    walker.calendar.pc_is_off_by = timedelta(days=365 * years_off)
    for day, seen in ((1, EXPIRING), (2, EXPIRING), (3, overdue_words(1)), (4, overdue_words(2))):
        walker.go_to(day)
        assert walker.seen() == seen
    wrong = walker.calendar.day(4 + 365 * years_off)
    assert f"{wrong:%d/%m/%Y}" in walker.driver.value("gateClock")
    walker.driver.click("gateRegisterButton")
    walker.driver.see("renewalWizard")
    walker.calendar.pc_is_off_by = timedelta()
    walker.go_to(5)
    assert walker.driver.find("clockBar") is None


def extend(walker: Walker, due_on: date) -> None:
    """*Gia hạn thanh toán*, from the banner's link, as the accountant does it."""
    driver = walker.driver
    banner = driver.see("banner", Banner)
    banner.linkActivated.emit("extend_payment")
    driver.see("extensionDialog")
    driver.type("extensionDay", f"{due_on:%d/%m/%Y}")
    driver.choose("extensionConsent")
    driver.wait_until("it can be confirmed", driver.see("confirmChangeButton").isEnabled)
    driver.click("confirmChangeButton")
    driver.gone("extensionDialog")
    driver.wait_until(
        "the history should say so", lambda: f"Sử dụng đến hết {due_on:%d/%m/%Y}." in driver.value("orderNews")
    )
    driver.click("backButton")
    driver.see("workspacePage")


def move(walker: Walker, name: str, *how: str) -> None:
    """A decision of the licensor's staff."""
    account = walker.assembly.flow.account
    assert account is not None
    walker.calendar.licensor.run(
        "move", account.unit_code, name, "--staff", "nhanvien", "--reason", "kiểm thử", *how
    )
