"""Mail is on; Django keeps what is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.utils import timezone
from qlts_licensor.jobs.nightly import night

from licensor.tests.jobs_done import run_waiting_jobs


@pytest.fixture(autouse=True)
def mail_on(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_ON = True
    settings.DEFAULT_FROM_EMAIL = "QLTS <giayphep@qlts.vn>"
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def first_day() -> Iterator[Any]:
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=False) as traveller:
        yield traveller


@pytest.fixture
def done(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Do something, and the jobs that it has asked for."""

    def do(what: Callable[..., Any], *args: Any, **named: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            result = what(*args, **named)
        run_waiting_jobs()
        return result

    return do


@pytest.fixture
def a_night(done: Callable[..., Any], mailoutbox: list[EmailMessage], first_day: Any) -> Callable[..., list[str]]:
    """Go some days on, have the night's work done; the subjects of what was sent by it."""

    def go(days: int = 0) -> list[str]:
        first_day.shift(timedelta(days=days))
        mailoutbox.clear()
        done(night)
        return [mail.subject for mail in mailoutbox]

    return go
