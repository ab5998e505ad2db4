"""``qlts-desktop licence``: verifies a licence file and tells what holds on a day."""

from __future__ import annotations

import json
import re
from argparse import ArgumentTypeError
from dataclasses import asdict
from datetime import UTC, date, datetime
from operator import methodcaller
from pathlib import Path

from qlts_desktop.commands.console import Arguments, Exit, MisuseError, guarded, say
from qlts_desktop.commands.trusted_keys import verifier_with
from qlts_desktop.core.dates import format_day, format_moment, vietnam_day
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import (
    Access,
    Licence,
    Stage,
    Term,
    TimetableEntry,
    days_left,
    days_overdue,
    entry_on,
)
from qlts_desktop.services.licence_file import read_licence_file

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNDETERMINED = {ErrorCode.LICENCE_KEY_UNKNOWN}

STAGES = {
    Stage.ACTIVE: "đang sử dụng",
    Stage.EXPIRING: "sắp hết hạn",
    Stage.OVERDUE_EARLY: "quá hạn dưới 30 ngày",
    Stage.OVERDUE_LATE: "quá hạn từ 30 ngày",
    Stage.CUT_OFF: "đã cắt thuê bao",
    Stage.COMMITTED: "đã cam kết thanh toán",
    Stage.COMMITMENT_DUE: "sắp đến hạn cam kết thanh toán",
    Stage.PAYMENT_IN_REVIEW: "chờ xác nhận thanh toán",
    Stage.COMMITMENT_LAPSED: "quá hạn cam kết thanh toán",
    Stage.RENEWED: "vừa được gia hạn",
    Stage.UNKNOWN: "mới",
}
ACCESS = {Access.FULL: "đầy đủ", Access.READ_ONLY: "chỉ đọc", Access.NONE: "không vào được"}
REASONS = {
    ErrorCode.LICENCE_DAMAGED: "Tệp giấy phép bị hỏng hoặc không phải tệp giấy phép.",
    ErrorCode.LICENCE_SIGNATURE_WRONG: (
        "Chữ ký của tệp giấy phép không đúng: tệp đã bị sửa, hoặc không do nhà cung cấp phát hành."
    ),
    ErrorCode.LICENCE_KEY_UNKNOWN: (
        "Không xác định được: không biết khóa đã ký tệp giấy phép này. Dùng --keys để chỉ tệp khóa công khai."
    ),
    ErrorCode.LICENCE_KEY_REVOKED: "Khóa đã ký tệp giấy phép này đã bị nhà cung cấp thu hồi.",
    ErrorCode.LICENCE_OTHER_PRODUCT: "Tệp giấy phép là của sản phẩm khác.",
    ErrorCode.LICENCE_WRONG_TYPE: "Tệp này thuộc loại khác, không phải tệp giấy phép.",
}
"""A sentence for each reason why a licence file is not good."""


def run(argv: list[str]) -> int:
    """Verify a licence file and print what it says.

    Args:
        argv: The arguments after ``licence``.

    Returns:
        0 genuine, whatever its stage; 1 not valid; 2 misuse or unreadable; 3 issuer or key not known.
    """
    return guarded(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    parser = Arguments(prog="qlts-desktop licence", description="Kiểm tra tệp giấy phép.", allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp giấy phép (.jws)")
    parser.add_argument(
        "--on", metavar="YYYY-MM-DD", type=_day, help="xem trạng thái vào ngày này (mặc định: hôm nay)"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--keys", metavar="FILE", type=Path, help="tệp khóa công khai, thay cho khóa có sẵn")
    arguments = parser.parse_args(argv)
    on = arguments.on or vietnam_day(datetime.now(UTC))
    verifier = verifier_with(arguments.keys)
    try:
        licence = verifier.licence(_text(arguments.file))
    except OperationError as error:
        undetermined = error.code in _UNDETERMINED
        if arguments.json:
            _print_json({"valid": None if undetermined else False, "code": error.code})
        say(REASONS[error.code])
        return Exit.UNDETERMINED if undetermined else Exit.NOT_VALID
    if arguments.json:
        _print_json(_as_json(licence, on))
    else:
        print("\n".join(_as_text(licence, on)))
    return Exit.VALID


def _day(text: str) -> date:
    """A day as scripts write it."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:  # such as 2026-02-30
        pass
    raise ArgumentTypeError(f"{text!r} không phải ngày dạng YYYY-MM-DD")


def _text(path: Path) -> str:
    try:
        return read_licence_file(path)
    except OperationError as error:
        raise MisuseError(f"Không đọc được tệp {path}: {error.technical}") from error


def _as_text(licence: Licence, on: date) -> list[str]:
    entry = entry_on(licence, on)
    left, order = days_left(licence, on), licence.order
    span = f"còn {left} ngày" if left >= 0 else f"quá hạn {days_overdue(licence, on)} ngày"
    lines = [
        "Giấy phép hợp lệ.",
        f"Đơn vị:            {licence.unit.name} ({licence.unit.code})",
        f"Số giấy phép:      {licence.licence_no}",
        f"Gói:               {licence.package}, {licence.users} người dùng",
        f"Số thứ tự tệp:     {licence.serial}, phát hành lúc {format_moment(licence.issued_at)}",
        f"Thời hạn thuê bao: {_term_text(licence.term)}",
        f"Được sử dụng đến:  {format_day(licence.access_until)} ({span})",
    ]
    if order:
        lines.append(f"Đơn hàng:          {order.no}, cam kết lần {order.round}, hạn {format_day(order.due_on)}")
    lines += [
        f"Quy định:          phiên bản {licence.policy_version}",
        *(
            f"Sắp áp dụng:       phiên bản {policy.version} từ {format_day(policy.from_day)}: {policy.note}"
            for policy in licence.coming_policies
        ),
        f"Ngày {format_day(on)}:   {_stage_text(entry)}",
    ]
    if on < licence.timetable[0].from_day:
        lines.append("                   (ngày này trước khi tệp có hiệu lực; lấy theo mốc đầu tiên)")
    lines += ["", "Điều gì sẽ xảy ra, và khi nào:"]
    lines += [
        f"{'→' if line is entry else ' '} từ {format_day(line.from_day)}: {_stage_text(line)}"
        for line in licence.timetable
    ]
    return lines


def _term_text(term: Term | None) -> str:
    return f"{format_day(term.first_day)} – {format_day(term.last_day)}" if term else "chưa có"


def _stage_text(entry: TimetableEntry) -> str:
    return f"{STAGES[entry.stage]} – {ACCESS[entry.access]} [{entry.stage}]"


def _as_json(licence: Licence, on: date) -> dict[str, object]:
    entry = entry_on(licence, on)
    content = asdict(licence)
    del content["timetable"]
    if licence.term:
        content["term"] = {"from": licence.term.first_day, "to": licence.term.last_day}
    return {
        "valid": True,
        "on": on,
        "stage": entry.stage,
        "access": entry.access,
        "actions": entry.actions,
        "rule": entry.rule,
        "days_left": days_left(licence, on),
        "timetable": [
            {
                "from": line.from_day,
                "stage": line.stage,
                "access": line.access,
                "actions": line.actions,
                "rule": line.rule,
            }
            for line in licence.timetable
        ],
        "licence": content,
    }


def _print_json(content: dict[str, object]) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2, default=methodcaller("isoformat")))
