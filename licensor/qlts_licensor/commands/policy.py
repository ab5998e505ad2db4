"""``policy``: show the policy versions, add one while the service is set up, or propose and approve one later."""

from __future__ import annotations

import argparse
from dataclasses import fields
from typing import Any

from qlts_licensor.commands.environment import add_data_option, day_argument, set_up, staff_called
from qlts_licensor.commands.problems import CommandProblem
from qlts_licensor.policy.rules import Policy

_OWN = {"version", "effective_from", "note"}
"""What every version names anew."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    policy = commands.add_parser(
        "policy", help="show the policy versions, add, propose or approve one; a stored one never changes"
    )
    actions = policy.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="all versions with their values")
    add_data_option(show)
    show.set_defaults(handle=_show)
    add = actions.add_parser(
        "add",
        help="add a version, made from the last one; once the first order has been opened this only proposes it, "
        "with --staff, and another one approves it",
        description="Until the first order has been opened, this is the set-up of the service, and the version is "
        "added at once. From then on a version takes two people, here as in the console: --staff names who "
        "proposes it, and `policy approve` or the console lets a supervisor other than that one approve it. The "
        "database refuses any other way.",
    )
    add_data_option(add)
    add.add_argument("version", metavar="VERSION", help="for example 2027.1")
    add.add_argument("--from", dest="effective_from", type=day_argument, required=True, metavar="DAY")
    add.add_argument("--note", required=True, help="what changes, for units and staff, in Vietnamese")
    add.add_argument(
        "--set", dest="changes", action="append", default=[], metavar="NAME=VALUE", help="for example late_days=20"
    )
    add.add_argument("--staff", metavar="NAME", help="who proposes it")
    add.set_defaults(handle=_add)
    approve = actions.add_parser("approve", help="approve a proposed version as another one of the staff")
    add_data_option(approve)
    approve.add_argument("version", metavar="VERSION")
    approve.add_argument("--staff", metavar="NAME", required=True, help="who approves it")
    approve.set_defaults(handle=_approve)


def _show(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from qlts_licensor.policy.models import PolicyVersion

    versions = [Policy.from_json(row.values) for row in PolicyVersion.objects.order_by("effective_from", "id")]
    for policy in versions or [Policy()]:
        print(f"{policy.version} from {policy.effective_from.isoformat()}: {policy.note}")
        for field in fields(Policy):
            if field.name not in _OWN:
                value = getattr(policy, field.name)
                shown = ",".join(map(str, value)) if isinstance(value, tuple) else value
                print(f"  {field.name:<24} {shown}".rstrip())
    return 0


def _add(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from qlts_licensor.clock import today
    from qlts_licensor.policy.adoption import last_policy
    from qlts_licensor.policy.models import PolicyVersion
    from qlts_licensor.registrations.models import Registration

    if arguments.effective_from < today():
        raise CommandProblem("a policy cannot begin in the past")
    if PolicyVersion.objects.filter(version=arguments.version).exists():
        raise CommandProblem(f"version {arguments.version} is stored and is not changed; choose another name")
    last = last_policy()
    if arguments.effective_from < last.effective_from:
        raise CommandProblem(f"it would begin before version {last.version}, which is stored for a later day")
    values = {
        **last.to_json(),
        **dict(_change(text) for text in arguments.changes),
        "version": arguments.version,
        "effective_from": arguments.effective_from.isoformat(),
        "note": arguments.note,
    }
    try:
        policy = Policy.from_json(values)
    except ValueError as error:
        raise CommandProblem(str(error)) from error
    if Registration.objects.exists():
        return _propose(policy, arguments.staff)
    _store(policy, last)
    print(_reach(policy, last))
    return 0


def _store(policy: Policy, last: Policy) -> None:
    """The set-up, by one person."""
    from django.db import transaction

    from qlts_licensor.audit.chain import record
    from qlts_licensor.clock import now
    from qlts_licensor.policy.models import PolicyVersion

    with transaction.atomic():
        PolicyVersion.objects.create(
            version=policy.version,
            effective_from=policy.effective_from,
            note=policy.note,
            values=policy.to_json(),
        )
        content = {"reason": policy.note, "before": last.to_json(), "after": policy.to_json()}
        record("policy_added", f"policy {policy.version}", "qlts-licensor policy add", now(), content)


def _propose(policy: Policy, staff: str | None) -> int:
    from qlts_licensor.changes.models import Kind
    from qlts_licensor.transitions.changes import proposed
    from qlts_licensor.transitions.table import NotAllowed

    if not staff:
        raise CommandProblem("orders have been opened: a version takes two people; name who proposes it, --staff")
    try:
        proposed(Kind.POLICY, policy.version, policy.to_json(), staff_called(staff), policy.note)
    except NotAllowed as refusal:
        raise CommandProblem(str(refusal)) from refusal
    print(f"{policy.version} is proposed; it waits for another one of the staff to approve it")
    return 0


def _approve(arguments: argparse.Namespace) -> int:
    set_up(arguments.data)
    from qlts_licensor.changes.models import Kind, ProposedChange
    from qlts_licensor.transitions.changes import approved
    from qlts_licensor.transitions.table import NotAllowed

    waiting = ProposedChange.objects.filter(
        kind=Kind.POLICY, subject=arguments.version, applied_at=None, ended_at=None
    ).first()
    if waiting is None:
        raise CommandProblem(f"version {arguments.version} does not wait for approval")
    try:
        approved(waiting, staff_called(arguments.staff))
    except NotAllowed as refusal:
        raise CommandProblem(str(refusal)) from refusal
    policy = Policy.from_json(waiting.after)
    print(_reach(policy, Policy.from_json(waiting.before)))
    return 0


def _reach(policy: Policy, last: Policy) -> str:
    if policy.is_stricter_than(last):
        return (
            f"{policy.version} is stricter than {last.version}: it reaches a unit {policy.announce_days} days "
            "after the licence that announces it, and no order accepted before"
        )
    return (
        f"{policy.version} holds for every unit from {policy.effective_from.isoformat()}; open orders keep theirs"
    )


def _change(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    kinds = {field.name: getattr(Policy(), field.name) for field in fields(Policy) if field.name not in _OWN}
    if not equals or name not in kinds:
        raise CommandProblem(f"{text}: no such field; write NAME=VALUE with one of {', '.join(sorted(kinds))}")
    if isinstance(kinds[name], str):
        return name, value
    if name == "mail_off":
        return name, _parts(value)
    try:
        return name, [int(part) for part in _parts(value)] if isinstance(kinds[name], tuple) else int(value)
    except ValueError as error:
        raise CommandProblem(f"{name} is a whole number, not {value!r}") from error


def _parts(value: str) -> list[str]:
    """What commas separate; empty for none."""
    return [part.strip() for part in value.split(",") if part.strip()]
