"""What an offer costs and what limits it sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from qlts_licensor.policy.rules import Policy


@dataclass(frozen=True, slots=True)
class Line:
    """One price line, đồng."""

    code: str
    description: str
    unit: str
    unit_price: int
    quantity: int

    @property
    def amount(self) -> int:
        """Price times quantity."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Limits:
    """The days an order allows, both ends included."""

    due_from: date
    due_to: date
    invoice_from: date
    invoice_to: date


def price_lines(
    policy: Policy, *, package: str, users: int, years: int, extra_users: int, overdue: bool
) -> tuple[Line, ...]:
    """The lines of an offer. Software is not subject to VAT, so none is added."""
    lines = [
        Line(
            "renewal",
            f"Gia hạn phần mềm QLTS, gói {package}, {users:02d} người dùng",
            "năm",
            policy.price_per_year,
            years,
        )
    ]
    if extra_users:
        lines.append(
            Line(
                "extra_users",
                f"Thêm {extra_users} người dùng",
                "người/năm",
                policy.price_per_user_year,
                extra_users * years,
            )
        )
    if overdue and policy.late_surcharge_percent:
        base = sum(line.amount for line in lines)
        surcharge = base * policy.late_surcharge_percent // 100
        lines.append(
            Line("late_surcharge", f"Phụ phí quá hạn {policy.late_surcharge_percent} %", "lần", surcharge, 1)
        )
    return tuple(lines)


def total(lines: tuple[Line, ...]) -> int:
    """The sum of an offer's lines, đồng."""
    return sum(line.amount for line in lines)


def line_claims(line: Line) -> dict[str, str | int]:
    """A line as the signed offer carries it."""
    return {
        "code": line.code,
        "description": line.description,
        "unit": line.unit,
        "unit_price": line.unit_price,
        "quantity": line.quantity,
        "amount": line.amount,
    }


def limits(policy: Policy, registered_on: date) -> Limits:
    """Payment day: today to registration day + 90 days (policy); invoice day up to the same."""
    last = registered_on + timedelta(days=policy.commitment_days)
    return Limits(registered_on, last, registered_on, last)


def extension_limits(policy: Policy, *, registered_on: date, first_due: date) -> tuple[date, date] | None:
    """First and last day that a second commitment may name; None when no day is left."""
    first = first_due + timedelta(days=1)
    last = registered_on + timedelta(days=policy.extension_days)
    return (first, last) if first <= last else None


def memo(policy: Policy, order_no: str) -> str:
    """What to write on the transfer, ASCII."""
    return policy.memo_template.format(order_no=order_no)
