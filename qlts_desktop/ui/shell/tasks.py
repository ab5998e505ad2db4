"""What this user should do now: a pure function of licence, day and role. Qt-free, so that it is a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qlts_desktop.core.licence import Action, Licence, OpenOrder, Stage, entry_on


class TaskKind(StrEnum):
    """A thing to do."""

    REGISTER = "register"
    PAY_ORDER = "pay_order"


class Obstacle(StrEnum):
    """Why a registration is not offered now."""

    ROLE = "role"
    ORDER_OPEN = "order_open"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Task:
    """A thing to do, with the day it is about."""

    kind: TaskKind
    day: date
    """First day of the term to register, or the last day to pay on."""
    order_no: str = ""


def order_to_look_at(licence: Licence, today: date) -> OpenOrder | None:
    """The open order that a new registration has to wait for, or None.

    From ``cut_off`` a new registration is allowed and closes the lapsed order.
    """
    entry = entry_on(licence, today)
    order = licence.order
    if order is None or entry.stage in (Stage.CUT_OFF, Stage.RENEWED):
        return None
    return order


def obstacle_to_registering(licence: Licence, today: date, *, can_renew: bool) -> Obstacle | None:
    """Why *Đăng ký gia hạn* is not offered to this user on this day; None where it is."""
    if not can_renew:
        return Obstacle.ROLE
    if order_to_look_at(licence, today) is not None:
        return Obstacle.ORDER_OPEN
    return None if Action.REGISTER in entry_on(licence, today).actions else Obstacle.STAGE


def may_register(licence: Licence, today: date, *, can_renew: bool) -> bool:
    """Whether *Đăng ký gia hạn* is offered to this user on this day."""
    return obstacle_to_registering(licence, today, can_renew=can_renew) is None


def tasks_on(licence: Licence, today: date, *, can_renew: bool) -> tuple[Task, ...]:
    """What this user should do; only what this user can act on."""
    if not can_renew:
        return ()
    entry = entry_on(licence, today)
    order = order_to_look_at(licence, today)
    if order is not None and entry.stage is not Stage.PAYMENT_IN_REVIEW:
        return (Task(TaskKind.PAY_ORDER, order.due_on, order.no),)
    in_time = entry.stage in (Stage.ACTIVE, Stage.RENEWED)
    if not in_time and may_register(licence, today, can_renew=can_renew):
        return (Task(TaskKind.REGISTER, licence.access_until + timedelta(days=1)),)
    return ()
