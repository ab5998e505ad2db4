"""The log: every step leaves one entry, and whatever is done to the table is found."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qlts_licensor.audit.chain import Checkpoint, erase, record, verify
from qlts_licensor.audit.checkpoints import BadCheckpoint, read_checkpoints, write_checkpoint
from qlts_licensor.audit.models import AuditEntry, AuditHead
from qlts_licensor.clock import today
from qlts_licensor.licences.jws import claims_of
from qlts_licensor.registrations.models import Event
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import Name

from licensor.tests.paying import Paying, begin
from licensor.tests.scenarios import Caller


@pytest.fixture
def paying(accountant: Caller) -> Paying:
    return begin(accountant)


def write(count: int) -> None:
    for number in range(count):
        content = {"reason": f"lý do {number}", "before": {"due_on": today()}, "after": {}}
        record("accepted", f"order {number % 3}", f"người {number}", timezone.localtime(), content)


def test_every_event_of_an_order_has_its_entry_in_its_order(paying: Paying) -> None:
    paying.prove()
    paying.decide(Name.PROOF_REJECTED, "mờ")
    paying.prove()
    paying.decide(Name.PAID, "đủ")
    events = list(Event.objects.order_by("id").values_list("code", "actor"))
    entries = AuditEntry.objects.filter(subject=f"order {paying.no}").order_by("seq")
    assert list(entries.values_list("action", "actor")) == events
    last = entries.last()
    assert last is not None
    assert last.content["unit"] == "THCS01"
    assert verify().fault == ""


def test_a_subscription_and_the_first_of_two_approvals_are_logged(paying: Paying) -> None:
    desk.perform(paying.unit, paying.staff, desk.Wanted(Name.CUT_EARLY, "vì"))
    desk.perform(paying.unit, paying.staff, desk.Wanted(Name.DELETION_PLANNED, "vì", today()))
    rows = AuditEntry.objects.filter(subject="unit THCS01").order_by("seq")
    assert [row.action for row in rows] == ["approval_asked", "deletion_planned"]
    assert rows[1].content["after"]["data_on"] == today().isoformat()


def test_what_is_rolled_back_leaves_no_gap(paying: Paying) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(Exception, match="còn thiếu"):
        paying.decide(Name.PAID, received=1)
    assert paying.prove(amount="0").status_code == 422
    assert AuditEntry.objects.count() == before
    paying.prove()
    assert verify().fault == ""


def test_a_receipt_names_the_entry_of_what_it_is_for(paying: Paying) -> None:
    receipt = claims_of(paying.prove().json()["receipt"])
    entry = AuditEntry.objects.get(seq=receipt["audit"]["seq"])
    assert (entry.action, entry.subject, entry.hash) == (
        "proof_sent",
        f"order {paying.no}",
        receipt["audit"]["hash"],
    )


# --- what is done to the table ------------------------------------------------------------------------------


def changed(column: str, value: Any) -> Callable[[int], None]:
    def harm(seq: int) -> None:
        AuditEntry.objects.filter(seq=seq).update(**{column: value})

    return harm


def removed(seq: int) -> None:
    AuditEntry.objects.filter(seq=seq).delete()


def inserted(seq: int) -> None:
    entry = AuditEntry.objects.get(seq=seq)
    entry.seq = 1_000
    entry.save(force_insert=True)


def swapped(seq: int) -> None:
    other = seq - 1 if seq > 1 else seq + 1
    one, two = AuditEntry.objects.get(seq=seq), AuditEntry.objects.get(seq=other)
    one.seq, two.seq = other, seq
    one.save()
    two.save()


def cut_with_head(seq: int) -> None:
    """The end of the chain taken off, and the head moved back: only a checkpoint can tell."""
    AuditEntry.objects.filter(seq__gte=seq).delete()
    last = AuditEntry.objects.order_by("-seq").first()
    AuditHead.objects.update(seq=last.seq if last else 0, hash=last.hash if last else "")


HARMS = [
    *(changed("at", "2020-01-01T00:00:00+07:00"), changed("action", "paid"), changed("subject", "order 9")),
    *(changed("previous", "0" * 64), changed("digest", "0" * 64), changed("hash", "0" * 64)),
    *(changed("actor", "ai đó"), changed("content", {"reason": "khác"}), changed("salt", "0" * 64)),
    *(changed("actor", None), changed("salt", None), changed("content", None)),
    *(removed, inserted, swapped, cut_with_head),
]


@pytest.mark.usefixtures("db")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(HARMS), st.integers(1, 8))
def test_every_harm_is_found(harm: Callable[[int], None], seq: int) -> None:
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()
    write(8)
    last = AuditEntry.objects.get(seq=8)
    point = Checkpoint("hôm qua", 8, last.hash)
    assert verify([point]).fault == ""
    harm(seq)
    assert verify([point]).fault


@pytest.mark.usefixtures("db")
def test_a_chain_made_anew_differs_from_its_checkpoint() -> None:
    write(3)
    point = Checkpoint("hôm qua", 3, AuditEntry.objects.get(seq=3).hash)
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()
    write(5)
    assert verify().fault == ""
    assert verify([point]).fault == "differs from the checkpoint hôm qua"


@pytest.mark.usefixtures("db")
def test_what_is_erased_leaves_the_chain_whole_and_is_counted() -> None:
    write(6)
    assert erase(AuditEntry.objects.filter(subject="order 1")) == 2
    seen = verify()
    assert (seen.fault, seen.count, seen.erased) == ("", 6, 2)
    write(1)
    assert verify().fault == ""


@pytest.mark.usefixtures("db")
def test_an_empty_chain_is_whole() -> None:
    assert (verify().fault, verify().count) == ("", 0)


@pytest.mark.usefixtures("db")
def test_the_hash_binds_no_name_of_a_person() -> None:
    write(1)
    entry = AuditEntry.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET actor = 'x'")
    assert verify().fault == "actor or content were changed"
    entry.actor = "người 0"
    entry.save()
    assert verify().fault == ""


# --- checkpoints and commands -------------------------------------------------------------------------------


@pytest.mark.usefixtures("service")
def test_a_checkpoint_is_signed_and_one_that_was_touched_is_refused(tmp_path: Path) -> None:
    assert write_checkpoint(tmp_path, today()) is None
    write(4)
    path = write_checkpoint(tmp_path, today())
    assert path is not None
    (point,) = read_checkpoints(tmp_path)
    assert (point.name, point.seq) == (f"{today().isoformat()}.jws", 4)
    assert verify([point]).fault == ""
    header, payload, signature = path.read_text().split(".")
    path.write_text(f"{header}.{payload[:-2]}AA.{signature}")
    with pytest.raises(BadCheckpoint, match=path.name):
        list(read_checkpoints(tmp_path))


def test_the_commands_on_a_real_service(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "qlts_licensor", *words]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    data = ("--data", str(tmp_path / "data"))
    assert run("migrate", *data).returncode == 0
    root = str(tmp_path / "root.json")
    assert run("keys", "init-root", "--out", root).returncode == 0
    assert run("keys", "issue", "--root", root, "--dir", str(tmp_path / "data" / "keys")).returncode == 0
    policy = ("policy", "add", "2099.1", "--from", "2099-01-01", "--note", "thử", *data)
    assert run(*policy).returncode == 0, run(*policy).stderr
    assert run("audit", "checkpoint", *data).returncode == 0
    seen = run("audit", "verify", *data)
    assert (seen.returncode, seen.stdout) == (0, "1 entries, 0 erased, 1 checkpoints: the chain is whole\n")
    assert "policy 2099.1" in run("audit", "show", *data).stdout
    import sqlite3

    with sqlite3.connect(tmp_path / "data" / "licensor.sqlite3") as database:
        database.execute("UPDATE audit_auditentry SET action = 'x'")
    broken = run("audit", "verify", *data)
    assert broken.returncode == 1
    assert "broken at entry 1" in broken.stderr
