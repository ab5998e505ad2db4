"""What each new day brings, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from qlts_licensor.audit.chain import verify
from qlts_licensor.clock import now, today
from qlts_licensor.commands.worker import run_due_jobs
from qlts_licensor.jobs import nightly
from qlts_licensor.jobs.housekeeping import forget_expired
from qlts_licensor.registrations.models import IdempotencyKey, Registration
from qlts_licensor.registrations.states import PaymentState, ResourceState
from qlts_licensor.transitions.table import Name
from qlts_licensor.units.models import RefreshToken

from licensor.tests.paying import Paying, begin
from licensor.tests.scenarios import Caller


@pytest.fixture
def paying(accountant: Caller) -> Paying:
    return begin(accountant)


def due(order: Registration, days: int, **columns: Any) -> None:
    Registration.objects.filter(pk=order.pk).update(due_on=today() + timedelta(days=days), **columns)


@pytest.mark.parametrize(
    ("days", "columns", "noted"),
    [
        (0, {}, 0),
        (-1, {}, 1),
        (-60, {}, 1),
        (-1, {"grace_until": today() + timedelta(days=1)}, 0),
        (-9, {"grace_until": today() - timedelta(days=1)}, 1),
        (-1, {"payment_state": PaymentState.PROOF_IN_REVIEW, "review": "proof", "review_holds": True}, 0),
        (-1, {"payment_state": PaymentState.PAID}, 0),
    ],
)
def test_a_promise_that_was_not_kept_is_noted_once(
    paying: Paying, days: int, columns: dict[str, Any], noted: int
) -> None:
    due(paying.order, days, **columns)
    shown = paying.detail["summary"]
    nightly.note_lapses()
    nightly.note_lapses()
    events = paying.order.events.filter(code=Name.COMMITMENT_LAPSED)
    assert events.count() == noted
    after = paying.detail["summary"]
    assert {**after, "updated_at": ""} == {**shown, "updated_at": ""}, "what is shown follows from the day alone"
    assert verify().fault == ""


def test_an_order_noted_as_lapsed_can_still_be_paid(paying: Paying) -> None:
    due(paying.order, -1)
    nightly.note_lapses()
    assert paying.order.payment_state == PaymentState.COMMITMENT_LAPSED
    assert paying.prove().status_code == 201
    assert paying.decide(Name.PAID)
    assert paying.order.resource_state == ResourceState.OFFICIAL


def test_the_days_invoices_are_put_into_the_data_folder(paying: Paying, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    nightly.list_invoices()
    assert not (tmp_path / nightly.INVOICE_LISTS).exists()
    paying.decide(Name.PAID)
    nightly.list_invoices()
    nightly.list_invoices()
    (file,) = (tmp_path / nightly.INVOICE_LISTS).iterdir()
    assert file.name == f"hoa-don-{today().isoformat()}.xlsx"
    from openpyxl import load_workbook

    assert load_workbook(file).active["A2"].value == paying.no


def test_the_log_is_signed_every_night(paying: Paying, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    nightly.sign_checkpoint()
    assert (tmp_path / "checkpoints" / f"{today().isoformat()}.jws").exists()


@pytest.mark.parametrize(("age", "kept"), [(399, 1), (401, 0)])
def test_a_key_is_kept_400_days(paying: Paying, age: int, kept: int) -> None:
    IdempotencyKey.objects.update(created_at=now() - timedelta(days=age))
    RefreshToken.objects.update(expires_at=now() + timedelta(seconds=60))
    forget_expired()
    assert IdempotencyKey.objects.count() == kept
    assert RefreshToken.objects.exists()
    RefreshToken.objects.update(expires_at=now())
    forget_expired()
    assert not RefreshToken.objects.exists()


def _at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("since", "until", "done"),
    [
        ("2026-11-28T23:59", "2026-11-29T00:04", []),
        ("2026-11-28T23:59", "2026-11-29T00:05", ["lapses"]),
        ("2026-11-29T00:05", "2026-11-29T00:20", ["checkpoint"]),
        ("2026-11-28T20:00", "2026-11-29T20:00", ["lapses", "checkpoint", "invoices"]),
        ("2026-11-29T01:00", "2026-11-29T20:00", []),
    ],
)
def test_on_sqlite_each_job_is_done_at_its_time(
    since: str, until: str, done: list[str], monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    seen: list[str] = []
    for name, word in (
        ("note_lapses", "lapses"),
        ("sign_checkpoint", "checkpoint"),
        ("list_invoices", "invoices"),
    ):
        monkeypatch.setattr(nightly, name, lambda word=word: seen.append(word))
    with time_machine.travel(_at(until), tick=False):
        run_due_jobs(_at(since), _at(until))
    assert seen == done
