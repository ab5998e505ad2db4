"""``simulate``: what holds for a unit on a day, and why."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from qlts_licensor.commands.environment import add_data_option, day_argument, set_up, unit_called

if TYPE_CHECKING:
    from qlts_licensor.licences.explain import Explanation


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    simulate = commands.add_parser(
        "simulate", help="say what holds for a unit on a day if nothing else happens, and why; changes nothing"
    )
    add_data_option(simulate)
    simulate.add_argument("unit", metavar="UNIT", help="the unit's code")
    simulate.add_argument("--on", type=day_argument, metavar="DAY", help="YYYY-MM-DD (default: today)")
    simulate.add_argument("--json", action="store_true", help="for programs")
    simulate.set_defaults(handle=_simulate)


def _simulate(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from qlts_licensor.clock import today
    from qlts_licensor.licences.explain import explain

    unit = unit_called(arguments.unit)
    day = arguments.on or today()
    found = explain(unit, today(), day)
    if arguments.json:
        print(json.dumps(_as_json(unit.code, day, found), ensure_ascii=False, indent=2))
    else:
        print(_as_text(f"{unit.code} {unit.name}", day, found))
    return 0


def _as_json(code: str, day: date, found: Explanation | None) -> dict[str, Any]:
    if found is None:
        return {"unit": code, "day": day.isoformat(), "licence": False}
    facts, order = found.known.facts, found.known.facts.order
    return {
        "unit": code,
        "day": day.isoformat(),
        "licence": True,
        "stage": found.entry.stage.value,
        "access": found.entry.access.value,
        "actions": [action.value for action in found.entry.actions],
        "rule": found.entry.rule.value,
        "why": found.reason,
        "policy_version": found.policy.version,
        "facts": {
            "term_start": _iso(facts.term_start),
            "term_end": _iso(facts.term_end),
            "access_until": found.access_until.isoformat(),
            "days_left": found.days_left,
            "cut_on": _iso(facts.cut_on),
            "renewed_on": _iso(facts.renewed_on),
            "renewed_until": _iso(facts.renewed_until),
            "order": None
            if order is None
            else {
                "no": order.no,
                "registered_on": order.registered_on.isoformat(),
                "round": order.round,
                "due_on": order.due_on.isoformat(),
                "review": order.review,
                "review_until": _iso(order.review_until),
                "grace_until": _iso(order.grace_until),
                "extend_from": _iso(order.extend_from),
                "extend_to": _iso(order.extend_to),
                "remaining": order.remaining,
            },
        },
        "coming_policies": [
            {"version": change.policy.version, "from": change.from_day.isoformat(), "note": change.policy.note}
            for change in found.known.policies.coming
        ],
        "timetable": [
            {
                "from": entry.from_day.isoformat(),
                "stage": entry.stage.value,
                "access": entry.access.value,
                "actions": [action.value for action in entry.actions],
                "rule": entry.rule.value,
            }
            for entry in found.timetable
        ],
    }


def _as_text(name: str, day: date, found: Explanation | None) -> str:
    if found is None:
        return f"{name}, ngày {day:%d/%m/%Y}: chưa có giấy phép (chưa có kỳ thuê bao, chưa có cam kết)"
    entry, facts, order = found.entry, found.known.facts, found.known.facts.order
    lines = [
        f"{name}, ngày {day:%d/%m/%Y}: {entry.stage.value}",
        f"  quyền dùng      {entry.access.value}",
        f"  việc làm được   {', '.join(action.value for action in entry.actions)}",
        f"  vì sao          {found.reason} [{entry.rule.value}]",
        f"  chính sách      {found.policy.version}",
        f"  có quyền đến    {found.access_until:%d/%m/%Y} (còn {found.days_left} ngày)",
    ]
    if facts.term_start and facts.term_end:
        lines.append(f"  thuê bao        {facts.term_start:%d/%m/%Y} – {facts.term_end:%d/%m/%Y}")
    if order:
        lines.append(f"  đơn đang mở     {order.no}, cam kết lần {order.round} đến hết {order.due_on:%d/%m/%Y}")
    lines += [
        f"  sắp áp dụng     chính sách {change.policy.version} từ {change.from_day:%d/%m/%Y}"
        for change in found.known.policies.coming
    ]
    lines.append("  nếu không có gì thay đổi:")
    lines += [
        f"    từ {entry.from_day:%d/%m/%Y}  {entry.stage.value:<18} {entry.access.value:<10} [{entry.rule.value}]"
        for entry in found.timetable
    ]
    return "\n".join(lines)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
