"""A licensor on PostgreSQL with many units: how long its calls take, and what the planner does for them.

One unit registers over HTTP; its rows are then copied for all the others, so that every row is a real one.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
import requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "licensor.tests.settings")
django.setup()

from licensor.tests.cluster import Cluster  # noqa: E402 - Django first
from licensor.tests.postgresql.service import ROOT, Service, make_service, token  # noqa: E402 - Django first
from licensor.tests.scenarios import PASSWORD  # noqa: E402 - Django first
from licensor.tests.test_live import Live, sent_form, submit  # noqa: E402 - Django first

CALLS = ("GET /licence", "GET /registrations")
MANY, FEW = 100_000, 1_000
ORDERS = 3
"""Of each unit."""
CALLERS = 50
"""Units that ask, picked from all of them; each has asked once before."""


@dataclass
class AtScale:
    """One service under measurement."""

    service: Service
    live: Live
    tokens: list[str]

    @classmethod
    @contextmanager
    def pair(cls, scratch: Path) -> Iterator[tuple[AtScale, AtScale]]:
        """Two services on one server, with many units and with few."""
        cluster = Cluster.make()
        try:
            with ExitStack() as stack:
                made = [cls._made(scratch / str(count), cluster, count, stack) for count in (MANY, FEW)]
                yield made[0], made[1]
        finally:
            cluster.remove()

    @classmethod
    def _made(cls, folder: Path, cluster: Cluster, count: int, stack: ExitStack) -> AtScale:
        folder.mkdir()
        service = make_service(folder, cluster, 1)
        live = stack.enter_context(service.served())
        bearer = token(live, "U000")
        draft, body = sent_form(live, bearer, "U000")
        assert submit(live, draft["no"], body, bearer, str(uuid.uuid4()))[0] == 201
        _copy(cluster, service, count)
        picked = random.Random(7).sample(range(1, count), CALLERS)
        tokens = [_log_in(live, f"N{number}") for number in picked]
        found = cls(service, live, tokens)
        for call in CALLS:
            found.p95(call)
        return found

    def p95(self, call: str) -> float:
        """Seconds below which 95 of 100 such calls are answered, each of another unit, over one connection."""
        method, path = call.split()
        took = []
        with requests.Session() as session:
            for bearer in self.tokens:
                began = time.perf_counter()
                reply = session.request(
                    method,
                    f"{self.live.manifest['url']}/api/v1{path}",
                    headers={"Authorization": f"Bearer {bearer}"},
                    timeout=30,
                )
                took.append(time.perf_counter() - began)
                assert reply.status_code == 200, reply.text
        return sorted(took)[int(len(took) * 0.95) - 1]

    def sequential_scans(self) -> list[str]:
        """The tables that grow and that one of the calls reads from end to end."""
        answer = subprocess.run(
            [sys.executable, "-m", "tests.bench.plans", str(self.service.data), self.tokens[0]],
            cwd=ROOT,
            env=self.service.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode:
            raise RuntimeError(answer.stderr)
        scans: list[str] = json.loads(answer.stdout.strip().splitlines()[-1])
        return scans


def _copy(cluster: Cluster, service: Service, count: int) -> None:
    """The first unit's rows, for every other unit."""
    with cluster.connect(service.database.rsplit("/", 1)[1]) as connection:

        def copy(table: str, source: str, **changed: str) -> None:
            names = [
                row[0]
                for row in connection.execute(
                    "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
                )
            ]
            values = ", ".join(changed.get(name, f't."{name}"') for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            connection.execute(
                f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t, {source} WHERE t.id = "
                f"(SELECT min(id) FROM {table})"
            )

        last = f"generate_series(1, {count - 1}) n"
        copy("units_unit", last, id="1000000 + n", code="'N' || n")
        copy("units_user", last, id="1000000 + n", username="'N' || n || '/ketoan'", unit_id="1000000 + n")
        copy("licences_subscription", last, id="1000000 + n", unit_id="1000000 + n", licence_no="'GP-N' || n")
        orders = f"generate_series(0, {ORDERS * (count - 1) - 1}) n"
        copy(
            "registrations_registration",
            orders,
            id="1000000 + n",
            no="'9' || lpad(n::text, 8, '0')",
            unit_id=f"1000001 + n / {ORDERS}",
            order_state=f"CASE n % {ORDERS} WHEN 0 THEN 'accepted' ELSE 'cancelled' END",
            registered_at=f"t.registered_at - n % {ORDERS} * interval '300 days'",
        )
        copy("registrations_event", orders, id="1000000 + n", registration_id="1000000 + n")
        copy(
            "registrations_receipt",
            orders,
            id="1000000 + n",
            registration_id="1000000 + n",
            receipt_no="'N' || n",
        )
        copy("licences_licencefile", last, id="1000000 + n", unit_id="1000000 + n")
        connection.execute("ANALYZE")


def _log_in(live: Live, unit: str) -> str:
    who = {"unit_code": unit, "username": "ketoan", "password": PASSWORD}
    return str(live.json("POST", "/sessions", who)["access_token"])
