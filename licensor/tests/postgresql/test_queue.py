"""Jobs in PostgreSQL's queue, done by a real worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensor.tests.cluster import Cluster
from licensor.tests.postgresql.service import Service, make_service, token
from licensor.tests.test_live import sent_form, submit


@pytest.fixture
def service(tmp_path: Path, cluster: Cluster) -> Service:
    return make_service(tmp_path, cluster, 1)


def ask_twice(service: Service, cluster: Cluster, job: str) -> None:
    """As after a crash of a worker that had done its job and could not say so any more."""
    with cluster.connect(service.database.rsplit("/", 1)[1]) as connection:
        for _ in range(2):
            connection.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', %s)", [job]
            )


def test_a_job_done_twice_has_one_effect(service: Service, cluster: Cluster) -> None:
    with service.served() as live:
        bearer = token(live, "U000")
        draft, body = sent_form(live, bearer, "U000")
        key = "6f9619ff-8b86-4d11-b42d-00c04fc964ff"
        assert submit(live, draft["no"], body, bearer, key)[0] == 201
    with cluster.connect(service.database.rsplit("/", 1)[1]) as connection:
        connection.execute("UPDATE registrations_registration SET due_on = due_on - 40")
        ask_twice(service, cluster, "note_lapses")
        ask_twice(service, cluster, "housekeeping")
        worked = service.run("worker", "--once")
        assert worked.returncode == 0, worked.stderr
        left = connection.execute("SELECT task_name, status FROM procrastinate_jobs").fetchall()
        states = connection.execute("SELECT payment_state FROM registrations_registration").fetchall()
        noted = connection.execute("SELECT count(*) FROM registrations_event WHERE code = 'lapsed'").fetchone()
    assert (left, states, noted) == ([], [("commitment_lapsed",)], (1,))
    assert "the chain is whole" in service.run("audit", "verify").stdout


def test_a_job_that_fails_is_kept_to_be_tried_again(service: Service, cluster: Cluster) -> None:
    (service.data / "checkpoints").write_text("in the way")  # a folder is wanted here
    with service.served() as live:  # a checkpoint is of a log with something in it
        sent_form(live, token(live, "U000"), "U000")
    ask_twice(service, cluster, "sign_checkpoint")
    assert service.run("worker", "--once").returncode == 0
    query = "SELECT status, attempts, scheduled_at > now() FROM procrastinate_jobs"
    with cluster.connect(service.database.rsplit("/", 1)[1]) as connection:
        left = connection.execute(query).fetchall()
    assert len(left) >= 2  # and the night's own, where the worker was not there at its time
    assert set(left) == {("todo", 1, True)}
