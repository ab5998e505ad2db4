"""What PostgreSQL's planner does for the calls of a unit: ``python -m tests.bench.plans DATA TOKEN``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATHS = ("/licence", "/registrations")
_GROWS = 1_000
"""Rows from which a table counts as one that grows with the units."""


def scans_of(data: Path, bearer: str) -> list[str]:
    """Do the calls in this process and ask the planner about each of their queries."""
    from qlts_licensor.commands.environment import set_up

    set_up(data, plain_http=True)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples >= %s", [_GROWS])
        growing = {row[0] for row in cursor.fetchall()}
    client, found = Client(headers={"host": "127.0.0.1"}), set[str]()
    for path in PATHS:
        with CaptureQueriesContext(connection) as seen:
            reply = client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {bearer}"})
            assert reply.status_code == 200, reply.content
        for query in seen.captured_queries:
            if query["sql"].startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.execute("EXPLAIN (FORMAT JSON) " + query["sql"].replace("%", "%%"), [])
                    found |= set(_scanned(cursor.fetchone()[0][0]["Plan"])) & growing
    return sorted(found)


def _scanned(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield str(plan["Relation Name"])
    for inner in plan.get("Plans", ()):
        yield from _scanned(inner)


if __name__ == "__main__":
    print(json.dumps(scans_of(Path(sys.argv[1]), sys.argv[2])))
