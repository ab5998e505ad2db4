"""The words of what is done with a sent order: obstacles, payment proofs, files. Plain text."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.dates import format_day
from qlts_desktop.core.money import format_vnd
from qlts_desktop.core.payment_proof import AmountFinding, ComparedMemo, MemoFinding, ProofProblem
from qlts_desktop.core.sent_order import Obstacle, OrderAction

_OBSTACLES = {
    Obstacle.ORDER_OVER: QT_TRANSLATE_NOOP("messages", "This order is over."),
    Obstacle.ORDER_IN_REVIEW: QT_TRANSLATE_NOOP("messages", "The vendor is still reviewing this registration."),
    Obstacle.PAID: QT_TRANSLATE_NOOP("messages", "This order has been paid."),
    Obstacle.PROOF_IN_REVIEW: QT_TRANSLATE_NOOP(
        "messages", "A proof of payment has been sent; the vendor is reviewing it."
    ),
    Obstacle.EXTENSION_IN_REVIEW: QT_TRANSLATE_NOOP(
        "messages", "More time to pay has been asked for; the vendor is reviewing it."
    ),
    Obstacle.NOT_YET: QT_TRANSLATE_NOOP("messages", "Possible from {0} on."),
    Obstacle.TOO_LATE: QT_TRANSLATE_NOOP("messages", "Was possible until {0}."),
    Obstacle.USED_UP: QT_TRANSLATE_NOOP("messages", "The payment day can be extended once; that has been done."),
    Obstacle.REPEATED_ORDER: QT_TRANSLATE_NOOP(
        "messages", "An order that follows an unpaid one cannot be extended."
    ),
    Obstacle.PROOF_RECORDED: QT_TRANSLATE_NOOP("messages", "A proof of payment has been sent for it."),
    Obstacle.MONEY_RECORDED: QT_TRANSLATE_NOOP("messages", "The vendor has received money for it."),
    Obstacle.INVOICE_RECORDED: QT_TRANSLATE_NOOP("messages", "Its invoice has been made out."),
    Obstacle.PAPER_RECORDED: QT_TRANSLATE_NOOP("messages", "Its stamped slip has reached the vendor."),
    Obstacle.PAPER_NOT_AWAITED: QT_TRANSLATE_NOOP("messages", "The vendor does not wait for its paper slip."),
    Obstacle.ROLE: QT_TRANSLATE_NOOP("messages", "Only a data administrator (Quản trị dữ liệu) can do this."),
    Obstacle.OTHER: QT_TRANSLATE_NOOP("messages", "The vendor does not allow it at the moment."),
}
_EXTENSION_TOO_LATE = QT_TRANSLATE_NOOP("messages", "The time to extend the payment is over (until {0}).")
_WITHOUT_DAY = {
    Obstacle.NOT_YET: QT_TRANSLATE_NOOP("messages", "Not possible yet."),
    Obstacle.TOO_LATE: QT_TRANSLATE_NOOP("messages", "No longer possible."),
}

_PROBLEMS = {
    ProofProblem.REQUIRED: QT_TRANSLATE_NOOP("messages", "Fill in this field."),
    ProofProblem.TOO_LONG: QT_TRANSLATE_NOOP("messages", "This is too long."),
    ProofProblem.BAD_CHARACTER: QT_TRANSLATE_NOOP("messages", "This holds a character that cannot be kept."),
    ProofProblem.IN_FUTURE: QT_TRANSLATE_NOOP(
        "messages", "This day has not come yet: enter the day of the transfer."
    ),
    ProofProblem.TOO_EARLY: QT_TRANSLATE_NOOP("messages", "This day is too long before the registration."),
    ProofProblem.OUT_OF_RANGE: QT_TRANSLATE_NOOP("messages", "Enter an amount above 0."),
    ProofProblem.BAD_VALUE: QT_TRANSLATE_NOOP("messages", "This cannot be read; check what was typed."),
    ProofProblem.COUNT: QT_TRANSLATE_NOOP("messages", "Attach 1 to 5 files."),
}


def obstacle_text(obstacle: Obstacle, day: date | None = None, action: OrderAction | None = None) -> str:
    """Why something cannot be done with an order.

    Args:
        obstacle: What stands against it.
        day: The day that it names.
        action: What is wanted; an extension has words of its own.
    """
    if obstacle in _WITHOUT_DAY and day is None:
        return _say(_WITHOUT_DAY[obstacle])
    source = _OBSTACLES[obstacle]
    if obstacle is Obstacle.TOO_LATE and action is OrderAction.EXTEND_PAYMENT:
        source = _EXTENSION_TOO_LATE
    return _say(source).format(format_day(day)) if day is not None and "{0}" in source else _say(source)


def refused_action_text(symbol: str, day: str) -> str:
    """As :func:`obstacle_text`, of the licensor's refusal; an unknown symbol reads as another obstacle."""
    known = symbol in Obstacle._value2member_map_
    try:
        named = date.fromisoformat(day) if day else None
    except ValueError:
        named = None
    return obstacle_text(Obstacle(symbol) if known else Obstacle.OTHER, named)


def proof_problem_text(problem: ProofProblem) -> str:
    """What is wrong with a field of a payment proof."""
    return _say(_PROBLEMS[problem])


def refused_field_text(symbol: str) -> str:
    """As :func:`proof_problem_text`, for what the licensor complains of."""
    known = symbol in ProofProblem._value2member_map_
    return proof_problem_text(ProofProblem(symbol) if known else ProofProblem.BAD_VALUE)


def memo_text(compared: ComparedMemo, order_no: str) -> str:
    """What a memo from a paper says beside the order's; empty when there is nothing to say. Rich text."""
    match compared.finding:
        case MemoFinding.SAME | MemoFinding.WORDS_DIFFER:
            return ""
        case MemoFinding.MARKS:
            return _say(QT_TRANSLATE_NOOP("messages", "Matches the order; banks drop the marks."))
        case MemoFinding.EARLIER_ORDER:
            said = _say(
                QT_TRANSLATE_NOOP(
                    "messages", "This names order {0}, which this order has taken the place of. The vendor knows."
                )
            )
            return said.format(compared.number)
        case MemoFinding.NO_NUMBER:
            said = _say(
                QT_TRANSLATE_NOOP(
                    "messages",
                    "The order number {0} is not in it. If the paper says so, you can send it all the same.",
                )
            )
            return said.format(order_no)
    said = _say(
        QT_TRANSLATE_NOOP(
            "messages",
            "The paper says order {0}, this order is {1}. If the paper says so, you can send it all the same.",
        )
    )
    return said.format(_marked(compared.number, compared.differs), _marked(order_no, compared.differs))


def amount_finding_text(finding: AmountFinding, amount: int, remaining: int) -> str:
    """An amount beside what is still to be paid; empty when they are the same."""
    match finding:
        case AmountFinding.SAME:
            return ""
        case AmountFinding.SHORT:
            said = _say(QT_TRANSLATE_NOOP("messages", "{0} less than what is to be paid ({1})."))
        case AmountFinding.OVER:
            said = _say(QT_TRANSLATE_NOOP("messages", "{0} more than what is to be paid ({1})."))
    return said.format(format_vnd(abs(amount - remaining)), format_vnd(remaining))


def _marked(number: str, differs: tuple[int, ...]) -> str:
    """A number with some of its digits in bold."""
    return "".join(f"<b>{digit}</b>" if at in differs else digit for at, digit in enumerate(number))


def _say(source: str) -> str:
    return QCoreApplication.translate("messages", source)
