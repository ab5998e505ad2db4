"""Several processes on one database: everything sent once is there once, whatever happens meanwhile."""

from __future__ import annotations

import json
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from licensor.tests.cluster import Cluster
from licensor.tests.postgresql.service import Service, answers, make_service, token, wait_for
from licensor.tests.scenarios import day
from licensor.tests.sending import multipart
from licensor.tests.test_live import Live, sent_form, submit


class Patient(Live):
    """A client that does as it is told: asks again when it shall wait, and when an answer was lost on the way."""

    def call(
        self, method: str, path: str, body: bytes = b"", token: str = "", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        for _ in range(100):
            try:
                answer = super().call(method, path, body, token, **headers)
            except OSError:
                continue
            if answer[0] not in {429, 503}:
                return answer
            time.sleep(float(answer[1].get("retry-after", 1)))
        raise AssertionError(f"{method} {path}: no answer")

    def told(self, method: str, path: str, body: Any, bearer: str, **headers: str) -> tuple[int, bytes]:
        """A call with JSON; status and answer."""
        status, _headers, answer = self.call(method, path, json.dumps(body).encode(), bearer, **headers)
        return status, answer


def one_client(live: Patient, unit: str) -> tuple[str, str]:
    """A PC: logs in, takes the unit's draft, saves, sends twice under one key, looks what became of it.

    Returns:
        The unit and the order's number that it was told in the end.
    """
    bearer = token(live, unit)
    for _ in range(50):
        status, answer = live.told("PUT", "/registrations/draft", {}, bearer)
        draft = json.loads(answer)
        if status == 409:
            assert draft["code"] == "order_open"
            return unit, draft["order_no"]  # the unit's other PC was quicker
        form = draft["form"]
        form["payment"] = {"due_on": day(30), "consent": True}
        tag = f'"{draft["version"]}"'
        path = f"/registrations/{draft['no']}/form"
        status, answer = live.told("PUT", path, form, bearer, If_Match=tag)
        if status in {409, 412}:
            continue
        assert status == 200, answer
        draft = {**draft, "form": form, "version": json.loads(answer)["version"]}
        if told := _send(live, draft, unit, bearer):
            return unit, told
    raise AssertionError(f"{unit} never got through")


def _send(live: Patient, draft: dict[str, Any], unit: str, bearer: str) -> str:
    """Send twice under one key; the order's number, or nothing where the draft has changed meanwhile."""
    body, key = multipart(draft, unit), str(uuid.uuid4())
    seen = set()
    for _ in range(100):
        status, headers, answer = submit(live, draft["no"], body, bearer, key)
        code = "" if status == 201 else json.loads(answer)["code"]
        if code in {"in_progress", "unavailable"}:
            time.sleep(float(headers["retry-after"]))
        elif code == "form_changed":
            return ""
        elif code == "order_open":
            return str(json.loads(answer)["order_no"])
        else:
            assert status == 201, answer
            seen.add(answer)
            status, _headers, polled = live.call("GET", f"/submissions/{key}", token=bearer)
            assert (status, polled) == (200, answer)
            if len(seen) == 1 and _twice(live, draft, body, bearer, key) == answer:
                return str(draft["no"])
    raise AssertionError(f"{draft['no']}: no answer")


def _twice(live: Live, draft: dict[str, Any], body: bytes, bearer: str, key: str) -> bytes:
    status, _headers, answer = submit(live, draft["no"], body, bearer, key)
    assert status == 201, answer
    return answer


def assert_one_order_a_unit(service: Service, cluster: Cluster, units: int) -> None:
    with cluster.connect(service.database.rsplit("/", 1)[1]) as connection:
        rows = connection.execute(
            "SELECT u.code, r.no FROM registrations_registration r JOIN units_unit u ON u.id = r.unit_id"
            " WHERE r.order_state <> 'draft'"
        ).fetchall()
        receipts = connection.execute("SELECT count(*) FROM registrations_receipt").fetchone()
        used = connection.execute("SELECT count(*) FROM registrations_idempotencykey").fetchone()
    assert Counter(code for code, _no in rows) == {f"U{number:03}": 1 for number in range(units)}
    assert receipts == used == (units,)
    verified = service.run("audit", "verify")
    assert verified.returncode == 0, verified.stderr
    assert "the chain is whole" in verified.stdout


def many_clients(folder: Path, cluster: Cluster, *, units: int, workers: int) -> None:
    service = make_service(folder, cluster, units)
    clients = [f"U{number:03}" for number in range(units)] * 2
    with service.served(workers) as live, ThreadPoolExecutor(len(clients)) as pool:
        patient = Patient(live.process, live.manifest, live.data)
        told = list(pool.map(lambda unit: one_client(patient, unit), clients))
    # Both PCs of a unit were told of the same order, and it is the only one.
    assert len(set(told)) == units
    assert_one_order_a_unit(service, cluster, units)


def test_sixteen_clients_at_once(tmp_path: Path, cluster: Cluster) -> None:
    many_clients(tmp_path, cluster, units=8, workers=2)


@pytest.mark.full
@pytest.mark.timeout(900)
def test_two_hundred_clients_at_once(tmp_path: Path, cluster: Cluster) -> None:
    many_clients(tmp_path, cluster, units=100, workers=4)


@pytest.mark.timeout(300)
def test_the_database_is_started_anew_in_the_middle(tmp_path: Path, own_cluster: Cluster) -> None:
    service = make_service(tmp_path, own_cluster, 6)
    with service.served(2) as live, ThreadPoolExecutor(6) as pool:
        prepared = []
        for number in range(6):
            bearer = token(live, f"U{number:03}")
            prepared.append((bearer, *sent_form(live, bearer, f"U{number:03}"), str(uuid.uuid4())))

        seen: list[int] = []

        def send(sent: tuple[str, dict[str, Any], bytes, str]) -> None:
            bearer, draft, body, key = sent
            for _ in range(100):
                status, headers, answer = submit(live, draft["no"], body, bearer, key)
                seen.append(status)
                if status == 201:
                    return
                assert status in {409, 503}, answer
                assert json.loads(answer)["code"] in {"in_progress", "unavailable"}
                time.sleep(int(headers["retry-after"]) / 4)
            raise AssertionError(f"{draft['no']} was never sent")

        own_cluster.stop()
        assert live.call("GET", "/health")[0] == 200
        assert live.call("GET", "/ready")[0] == 503
        under_way = [pool.submit(send, sent) for sent in prepared[:3]]
        wait_for(lambda: 503 in seen)
        own_cluster.start()
        under_way += [pool.submit(send, sent) for sent in prepared[3:]]
        own_cluster.stop()  # in the middle of them
        own_cluster.start()
        for one in under_way:
            one.result(120)
        wait_for(lambda: answers(live))
    assert_one_order_a_unit(service, own_cluster, 6)
