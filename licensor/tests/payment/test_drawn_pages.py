"""The pages of a proof are drawn once, ahead of its review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from qlts_licensor.jobs.housekeeping import forget_expired
from qlts_licensor.jobs.table import JOBS, Job
from qlts_licensor.registrations import drawn_pages
from qlts_licensor.registrations.drawn_pages import draw_proof, page_picture
from qlts_licensor.registrations.models import DrawnPage, StoredFile
from qlts_licensor.registrations.scan_reading import Unreadable

from licensor.tests.jobs_done import run_waiting_jobs
from licensor.tests.paying import Paying


def test_a_proof_is_drawn_once_it_has_come(
    paying: Paying, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert paying.prove().status_code == 201
    run_waiting_jobs()
    page = DrawnPage.objects.get()
    assert bytes(page.picture).startswith(b"\x89PNG")
    monkeypatch.setattr(drawn_pages, "drawn_page", lambda *_args: pytest.fail("it was drawn again"))
    JOBS[Job.DRAW_PROOF].call()(proof=page.file.proof_id)
    assert page_picture(page.file, 0) == bytes(page.picture)


def test_what_cannot_be_drawn_is_not_tried_at_every_look(paying: Paying, monkeypatch: pytest.MonkeyPatch) -> None:
    paying.prove()
    file = StoredFile.objects.get(kind="payment_proof")
    tries: list[int] = []

    def refuse(*_args: object) -> bytes:
        tries.append(1)
        raise Unreadable("it takes too long")

    monkeypatch.setattr(drawn_pages, "drawn_page", refuse)
    DrawnPage.objects.all().delete()
    for _ in range(3):
        with pytest.raises(Unreadable):
            page_picture(file, 0)
    assert tries == [1]


def test_a_job_for_a_proof_that_is_gone_does_nothing(service: None) -> None:
    draw_proof(4711)
    assert not DrawnPage.objects.exists()


@pytest.mark.parametrize(("days", "kept"), [(59, 1), (61, 0)])
def test_pictures_go_after_a_while(paying: Paying, days: int, kept: int) -> None:
    paying.prove()
    DrawnPage.objects.all().delete()
    page_picture(StoredFile.objects.get(kind="payment_proof"), 0)
    for page in DrawnPage.objects.all():
        DrawnPage.objects.update(drawn_at=page.drawn_at - timedelta(days=days))
    forget_expired()
    assert DrawnPage.objects.count() == kept
