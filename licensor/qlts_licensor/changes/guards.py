"""Guards in the database: what takes two people is refused there too, whichever program writes it.

Triggers, for a check constraint cannot look into another table. Until the first order has been opened, one
person sets the service up; from then on a policy with its prices, a receiving account and the vendor's details are
written only with a change of their own that two different people have agreed on and that has not been used yet. A
confirmed authenticator goes, or gets another secret, only while such a change about its user stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from qlts_licensor.changes.models import Kind

REFUSED = "two different people have to agree on this change"

_AGREED = (
    "EXISTS (SELECT 1 FROM changes_proposedchange AS c WHERE c.kind = '{kind}' AND {which}"
    " AND c.approved_by_id IS NOT NULL AND c.approved_by_id <> c.asked_by_id"
    " AND c.applied_at IS NULL AND c.ended_at IS NULL)"
)
_RUNNING = "EXISTS (SELECT 1 FROM registrations_registration)"
_TOTP = "otp_totp_totpdevice"


@dataclass(frozen=True, slots=True)
class Guard:
    """A write that is refused.

    Attributes:
        name: Of its trigger.
        event: Of the write, as SQL names it.
        table: Whose rows it guards.
        refused_when: A condition on ``OLD`` and ``NEW`` that both databases understand.
        returns: The row that goes on where it is not refused, for PostgreSQL.
    """

    name: str
    event: str
    table: str
    refused_when: str
    returns: str = "NEW"


def _guards() -> Iterator[Guard]:
    tables = {
        Kind.POLICY: "policy_policyversion",
        Kind.ACCOUNT: "policy_receivingaccount",
        Kind.VENDOR: "policy_vendor",
    }
    for kind, table in tables.items():
        agreed = _AGREED.format(kind=kind.value, which="c.id = NEW.change_id")
        for event in ("INSERT", "UPDATE"):
            yield Guard(f"two_people_{kind.value}_{event.lower()}", event, table, f"{_RUNNING} AND NOT {agreed}")
    about_user = "c.subject = (SELECT u.username FROM units_user AS u WHERE u.id = OLD.user_id)"
    agreed = _AGREED.format(kind=Kind.TOTP_RESET.value, which=about_user)
    another = (
        f"NEW.confirmed AND EXISTS (SELECT 1 FROM {_TOTP} AS d"  # noqa: S608 - names of this file
        " WHERE d.user_id = NEW.user_id AND d.confirmed AND d.id <> NEW.id)"
    )
    changed = "(NEW.key <> OLD.key OR NOT NEW.confirmed OR NEW.user_id <> OLD.user_id)"
    yield Guard("two_people_totp_delete", "DELETE", _TOTP, f"OLD.confirmed AND NOT {agreed}", "OLD")
    yield Guard("two_people_totp_update", "UPDATE", _TOTP, f"OLD.confirmed AND {changed} AND NOT {agreed}")
    # A second one beside the first would be a reset by one person.
    yield Guard("one_totp_insert", "INSERT", _TOTP, another)
    yield Guard("one_totp_update", "UPDATE", _TOTP, another)


GUARDS = tuple(_guards())


def put_on(using: str) -> None:
    """Put every guard on; those that are there are made anew."""
    take_off(using)
    connection = connections[using]
    if GUARDS[0].table not in connection.introspection.table_names():
        return
    write = _FOR[connection.vendor]
    with connection.cursor() as cursor:
        for guard in GUARDS:
            for statement in write(guard):
                cursor.execute(statement)


def take_off(using: str) -> None:
    """Take every guard off."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in GUARDS:
            if guard.table in there:
                on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def _sqlite(guard: Guard) -> Iterator[str]:
    # After the row is written: a new one has no key of its own before. The statement is undone all the same.
    yield (
        f"CREATE TRIGGER {guard.name} AFTER {guard.event} ON {guard.table} FOR EACH ROW"
        f" WHEN {guard.refused_when} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


def _postgresql(guard: Guard) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {guard.refused_when} THEN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {guard.returns}; END $$"
    )
    yield (
        f"CREATE TRIGGER {guard.name} AFTER {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


_FOR = {"sqlite": _sqlite, "postgresql": _postgresql}
