"""The licence: what a unit may do on a given day.

The licensor decides every right and signs it as a *timetable*; nothing here computes a right, it only reads
the timetable for a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where a unit stands on a day. ``UNKNOWN`` stands for a stage that a newer licensor has added."""

    ACTIVE = "active"
    EXPIRING = "expiring"
    OVERDUE_EARLY = "overdue_early"
    OVERDUE_LATE = "overdue_late"
    CUT_OFF = "cut_off"
    COMMITTED = "committed"
    COMMITMENT_DUE = "commitment_due"
    PAYMENT_IN_REVIEW = "payment_in_review"
    COMMITMENT_LAPSED = "commitment_lapsed"
    RENEWED = "renewed"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> Stage | None:
        return cls.UNKNOWN if isinstance(value, str) else None


class Access(StrEnum):
    """How far the asset software is open."""

    FULL = "full"
    READ_ONLY = "read_only"
    NONE = "none"

    @classmethod
    def _missing_(cls, value: object) -> Access | None:
        return cls.NONE if isinstance(value, str) else None


class Action(StrEnum):
    """What the licensor lets a unit do on a day."""

    REGISTER = "register"
    REFRESH_LICENCE = "refresh_licence"
    CONFIRM_PAYMENT = "confirm_payment"
    EXTEND_PAYMENT = "extend_payment"
    TRANSFER_GUIDE = "transfer_guide"
    SEE_ORDER = "see_order"
    REQUEST_DATA_RECOVERY = "request_data_recovery"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> Action | None:
        return cls.UNKNOWN if isinstance(value, str) else None


class DataState(StrEnum):
    """What has become of the unit's data at the licensor's."""

    KEPT = "kept"
    PLANNED = "planned"
    DELETED = "deleted"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> DataState | None:
        return cls.UNKNOWN if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Term:
    """A paid period of use, both days included."""

    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class TimetableEntry:
    """What holds from a day on, until the next entry begins. The last one holds without end."""

    from_day: date
    stage: Stage
    access: Access
    actions: tuple[Action, ...]
    rule: str
    """The licensor's symbol for the rule that decided, for example ``term_ends_within_90_days``."""


@dataclass(frozen=True, slots=True)
class LicensedUnit:
    """The unit as the licence names it."""

    code: str
    name: str
    tax_code: str = ""
    budget_code: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """The commitment that the licence knows of. Days are Vietnam days."""

    no: str
    registered_on: date
    round: int
    due_on: date
    missed_on: date | None = None
    review: str = ""
    """``proof``, ``extension`` or empty: what the licensor is looking at."""
    review_until: date | None = None
    extend_from: date | None = None
    extend_to: date | None = None
    remaining: int = 0
    """Still to be paid, đồng."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """Whom to call and where to post."""

    name: str
    phone: str
    email: str
    postal_address: str


@dataclass(frozen=True, slots=True)
class RenewalContact:
    """A person of the unit who may renew."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ComingPolicy:
    """Another version of the licensor's rules, announced before it holds."""

    version: str
    from_day: date
    note: str


@dataclass(frozen=True, slots=True)
class Licence:
    """A verified licence file's claims."""

    serial: int
    unit: LicensedUnit
    product: str
    licence_no: str
    package: str
    users: int
    term: Term | None
    access_until: date
    timetable: tuple[TimetableEntry, ...]
    """At least one entry, days strictly rising."""
    order: OpenOrder | None
    data_state: DataState
    data_deleted_on: date | None
    """The day of deletion, planned or done; None while nothing is planned."""
    vendor: Vendor
    renewal_contacts: tuple[RenewalContact, ...]
    policy_version: str
    issued_at: datetime
    refresh_by: datetime
    coming_policies: tuple[ComingPolicy, ...] = ()
    """The timetable takes them into account already."""


def entry_on(licence: Licence, day: date) -> TimetableEntry:
    """The timetable's entry that holds on a day; a day before the first takes the first."""
    current = licence.timetable[0]
    for entry in licence.timetable[1:]:
        if entry.from_day > day:
            break
        current = entry
    return current


def stage_on(licence: Licence, day: date) -> Stage:
    """The stage that holds on a Vietnam day, as the licensor signed it."""
    return entry_on(licence, day).stage


def coming_entries(licence: Licence, day: date) -> tuple[TimetableEntry, ...]:
    """What is still to come after a day if nothing else happens, nearest first."""
    return tuple(entry for entry in licence.timetable if entry.from_day > day)


def days_left(licence: Licence, day: date) -> int:
    """Days from a day to the last day with a right; 0 on that day, negative when overdue."""
    return (licence.access_until - day).days


def days_overdue(licence: Licence, day: date) -> int:
    """Days since the last day with a right; 1 on the first day without one, 0 or less before."""
    return (day - licence.access_until).days
