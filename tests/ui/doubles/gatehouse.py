"""Session, licence and outbox in memory, and licences for every stage, relative to one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from qlts_desktop.core.clock import Reading
from qlts_desktop.core.dates import VIETNAM
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import (
    Access,
    Action,
    DataState,
    Licence,
    LicensedUnit,
    OpenOrder,
    RenewalContact,
    Stage,
    Term,
    TimetableEntry,
    Vendor,
)
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.ports import Account, HeldLicence
from qlts_desktop.services.registration_port import LeftPlace, Receipt, SendStage, Submitted

TODAY = date(2026, 11, 22)
REFRESHED = datetime(2026, 11, 22, 1, 29, tzinfo=UTC)
"""08:29 in Vietnam."""
DAY = timedelta(days=1)

ACCOUNTANT = Account("1084512", "Trường THCS Nguyễn Bỉnh Khiêm", "ha", "Trần Thu Hà", can_renew=True)
VIEWER = replace(ACCOUNTANT, username="xem", full_name="Lê Văn Xem", can_renew=False)

VENDOR = Vendor("Công ty Cổ phần Phần mềm Mẫu", "0900 000 000", "hotro@mau.vn", "Số 1 phố Mẫu, Hà Nội")
CONTACT = RenewalContact("Trần Thu Hà", "0912 345 678")

_BLOCKED = (Action.REGISTER, Action.REFRESH_LICENCE)
_CUT = (*_BLOCKED, Action.REQUEST_DATA_RECOVERY)


def _after_term(last: date) -> tuple[TimetableEntry, ...]:
    """The rest of the timetable when nothing happens after the last day of a term."""
    return (
        TimetableEntry(last + DAY, Stage.OVERDUE_EARLY, Access.NONE, _BLOCKED, "overdue_1_29"),
        TimetableEntry(last + 30 * DAY, Stage.OVERDUE_LATE, Access.NONE, _BLOCKED, "overdue_30_59"),
        TimetableEntry(last + 60 * DAY, Stage.CUT_OFF, Access.NONE, _CUT, "overdue_60"),
    )


def licence_for(stage: Stage, today: date = TODAY) -> Licence:
    """A licence whose stage is the given one on a day."""
    last_by_stage = {
        Stage.ACTIVE: today + 200 * DAY,
        Stage.EXPIRING: today + 45 * DAY,
        Stage.OVERDUE_EARLY: today - 12 * DAY,
        Stage.OVERDUE_LATE: today - 43 * DAY,
        Stage.CUT_OFF: today - 75 * DAY,
        Stage.RENEWED: today + 365 * DAY,
    }
    last = last_by_stage.get(stage, today + 5 * DAY)
    order: OpenOrder | None = None
    head: tuple[TimetableEntry, ...] = (
        TimetableEntry(last - 364 * DAY, Stage.ACTIVE, Access.FULL, (Action.REGISTER,), "term_runs"),
        TimetableEntry(last - 90 * DAY, Stage.EXPIRING, Access.FULL, (Action.REGISTER,), "term_ends_soon"),
    )
    access_until = last
    if stage is Stage.RENEWED:
        renewed = TimetableEntry(today, Stage.RENEWED, Access.FULL, (Action.REGISTER,), "payment_confirmed")
        head = (renewed, replace(head[0], from_day=today + 31 * DAY), head[1])
    timetable = head + _after_term(last)
    if stage in (Stage.COMMITTED, Stage.COMMITMENT_DUE, Stage.PAYMENT_IN_REVIEW, Stage.COMMITMENT_LAPSED):
        due = {
            Stage.COMMITTED: today + 70 * DAY,
            Stage.COMMITMENT_DUE: today + 9 * DAY,
            Stage.PAYMENT_IN_REVIEW: today + 9 * DAY,
            Stage.COMMITMENT_LAPSED: today - 4 * DAY,
        }[stage]
        last = min(last, due - 30 * DAY)
        access_until = due
        order = OpenOrder("260001234", today - 20 * DAY, 1, due, remaining=3_500_000)
        paying = (Action.CONFIRM_PAYMENT, Action.TRANSFER_GUIDE)
        first = Stage.COMMITTED if stage is Stage.COMMITMENT_LAPSED else stage
        rows = [TimetableEntry(today - 20 * DAY, first, Access.FULL, paying, "commitment_runs")]
        if stage is Stage.COMMITTED:
            rows.append(
                TimetableEntry(due - 15 * DAY, Stage.COMMITMENT_DUE, Access.FULL, paying, "commitment_ends_soon")
            )
        lapsed = (Action.CONFIRM_PAYMENT, Action.EXTEND_PAYMENT, Action.REFRESH_LICENCE)
        rows.append(TimetableEntry(due + DAY, Stage.COMMITMENT_LAPSED, Access.NONE, lapsed, "commitment_lapsed"))
        rows.append(TimetableEntry(due + 60 * DAY, Stage.CUT_OFF, Access.NONE, _CUT, "overdue_60"))
        timetable = tuple(rows)
    return Licence(
        serial=7,
        unit=LicensedUnit(
            "1084512", ACCOUNTANT.unit_name, "0200731649", "1084512", "Số 12 đường Lê Lợi, Hải Phòng"
        ),
        product="qlts",
        licence_no="QLTS-2024-004512",
        package="QLTS Chuẩn",
        users=3,
        term=Term(last - 364 * DAY, last),
        access_until=access_until,
        timetable=timetable,
        order=order,
        data_state=DataState.KEPT,
        data_deleted_on=None,
        vendor=VENDOR,
        renewal_contacts=(CONTACT,),
        policy_version="1",
        issued_at=REFRESHED,
        refresh_by=REFRESHED + 30 * DAY,
    )


def held(stage: Stage) -> HeldLicence:
    """A held licence in a stage."""
    return HeldLicence(licence_for(stage), "header.payload.signature", REFRESHED)


def submitted(order_no: str = "260001234") -> Submitted:
    """The answer to a registration."""
    receipt = Receipt(
        f"BN-{order_no}-1",
        order_no,
        ACCOUNTANT.unit_name,
        "Trần Thu Hà",
        REFRESHED,
        SendMethod.STAMPED,
        3_500_000,
        TODAY + 70 * DAY,
        "00" * 32,
        "header.payload.signature",
    )
    return Submitted(receipt, held(Stage.COMMITTED), b"%PDF-1.7", "", None)


class MemorySessions:
    """Who may log in is one account with one password."""

    def __init__(self, account: Account = ACCOUNTANT, *, remembered: Account | None = None) -> None:
        self._known = account
        self._remembered = remembered
        self.account: Account | None = None
        self.server_url = "https://qlts.example.vn"
        self.log_in_error: OperationError | None = None
        self.resume_error: OperationError | None = None
        self.token_is_good = True
        self.not_remembered = ""
        self.attempts: list[tuple[str, str, str, bool]] = []
        self.log_outs = 0

    def log_in(self, unit_code: str, username: str, password: str, *, remember: bool) -> Account:
        self.attempts.append((unit_code, username, password, remember))
        if self.log_in_error is not None:
            raise self.log_in_error
        if password != "right":
            raise OperationError(ErrorCode.WRONG_PASSWORD, request_id="req-1")
        self.account = self._known
        return self._known

    def resume(self) -> Account | None:
        if self.resume_error is not None:
            raise self.resume_error
        self.account = self._remembered if self.token_is_good else None
        return self.account

    def remembered_account(self) -> Account | None:
        return self._remembered

    def log_out(self) -> None:
        self.log_outs += 1
        self.account = None

    def use_server(self, url: str) -> None:
        if not url.startswith("https://"):
            raise OperationError(ErrorCode.PLAIN_HTTP_REFUSED)
        self.server_url = url

    def remembering_failed(self) -> str:
        return self.not_remembered


class MemoryLicences:
    """A cached licence and what a refresh brings: a licence, or an error to raise."""

    def __init__(
        self,
        fresh: HeldLicence | OperationError,
        cache: HeldLicence | OperationError | None = None,
    ) -> None:
        self.fresh = fresh
        self.cache = cache
        self.brought: HeldLicence | OperationError = fresh
        self.taken: list[tuple[Path, str]] = []
        self.runs = 0
        self.refreshes = 0

    def cached(self, unit_code: str) -> HeldLicence | None:
        if isinstance(self.cache, OperationError):
            raise self.cache
        return self.cache

    def note_run(self) -> None:
        self.runs += 1

    def take_file(self, path: Path, unit_code: str) -> HeldLicence:
        self.taken.append((path, unit_code))
        if isinstance(self.brought, OperationError):
            raise self.brought
        self.cache = self.brought
        return self.brought

    def refresh(self) -> HeldLicence:
        self.refreshes += 1
        if isinstance(self.fresh, OperationError):
            raise self.fresh
        self.cache = self.fresh
        return self.fresh


class DayClock:
    """A trusted clock that stands at noon of a day; the PC's own clock may show another."""

    def __init__(self, day: date = TODAY) -> None:
        self.day = day
        self.passed = timedelta()
        self.pc_day: date | None = None

    def reading(self) -> Reading:
        now = _noon(self.day) + self.passed
        pc = now if self.pc_day is None else _noon(self.pc_day)
        return Reading(now, pc, is_pc_wrong=pc != now)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), VIETNAM)


class MemoryOutbox:
    """An outbox with at most one submission begun before."""

    def __init__(self, unfinished: str | None = None, answer: Submitted | OperationError | None = None) -> None:
        self._unfinished = unfinished
        self._answer = answer
        self.left: LeftPlace | None = None

    def answer_with(self, answer: Submitted) -> None:
        self._answer = answer

    def left_place(self) -> LeftPlace | None:
        return self.left

    def unfinished_submission(self) -> str | None:
        return self._unfinished

    def resume_submission(self, on_stage: Callable[[SendStage], None]) -> Submitted | None:
        if isinstance(self._answer, OperationError):
            raise self._answer
        self._unfinished = None
        return self._answer
