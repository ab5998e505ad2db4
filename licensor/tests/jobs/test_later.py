"""Asking for a job: done once the change is stored, never without it, and never to its harm."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from qlts_licensor.clock import now
from qlts_licensor.jobs.later import run_later
from qlts_licensor.jobs.table import JOBS, Job
from qlts_licensor.units.models import LoginThrottle

from licensor.tests.jobs_done import run_waiting_jobs


def _old_count() -> None:
    LoginThrottle.objects.create(key="old", since=now() - timedelta(days=2))


@pytest.mark.parametrize("job", Job)
def test_every_job_of_the_enum_is_in_the_table_with_a_function(job: Job) -> None:
    assert callable(JOBS[job].call())


def test_a_job_is_done_after_its_change(db: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run_later(Job.HOUSEKEEPING)
        _old_count()
    run_waiting_jobs()
    assert not LoginThrottle.objects.exists()


def test_a_change_that_is_undone_asks_for_nothing(db: None, django_capture_on_commit_callbacks: Any) -> None:
    _old_count()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        run_later(Job.HOUSEKEEPING)
        transaction.set_rollback(True)
    assert run_waiting_jobs() == []
    assert LoginThrottle.objects.exists()


def test_arguments_that_no_queue_could_keep_are_refused_at_once(db: None) -> None:
    with pytest.raises(TypeError):
        run_later(Job.HOUSEKEEPING, at=now())


@pytest.mark.skipif(bool(settings.DATABASE_URL), reason="PostgreSQL keeps failed jobs in its queue")
@pytest.mark.django_db(transaction=True)
def test_on_sqlite_a_job_that_fails_is_logged_and_its_change_stands(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), transaction.atomic():
        _old_count()
        run_later(Job.HOUSEKEEPING, nobody_knows=1)
    assert LoginThrottle.objects.exists()
    assert "housekeeping" in caplog.text
