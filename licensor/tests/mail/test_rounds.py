"""The nightly round: each matter is told once, whatever was missed, and nothing after it is settled."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from qlts_licensor.__main__ import main
from qlts_licensor.clock import today
from qlts_licensor.licences.models import Subscription
from qlts_licensor.mail.asking import step_taken
from qlts_licensor.mail.models import Mail
from qlts_licensor.mail.nightly import mail_round
from qlts_licensor.mail.sending import send
from qlts_licensor.mail.topics import Topic
from qlts_licensor.policy.models import PolicyVersion
from qlts_licensor.policy.rules import Policy
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions.table import Name
from qlts_licensor.units.models import Unit, User

from licensor.tests.paying import Paying, begin
from licensor.tests.scenarios import Caller, enter_console, lapse, make_unit

ROOT = Path(__file__).parents[3]

Night = Callable[..., list[str]]


def store(policy: Policy) -> None:
    PolicyVersion.objects.create(
        version=policy.version, effective_from=policy.effective_from, note="thử", values=policy.to_json()
    )


@pytest.fixture
def paying(accountant: Caller, done: Callable[..., Any]) -> Paying:
    paying: Paying = done(begin, accountant, 60)
    return paying


@pytest.mark.parametrize(
    ("left", "subject"),
    [
        *((91, None), (90, "Thuê bao còn 90 ngày"), (89, "Thuê bao còn 89 ngày"), (31, "Thuê bao còn 31 ngày")),
        *((30, "Thuê bao còn 30 ngày"), (7, "Thuê bao còn 7 ngày"), (1, "Thuê bao còn 1 ngày")),
        *((0, "Thuê bao chỉ còn hôm nay"), (-1, "Thuê bao đã hết hạn ngày")),
        *((-30, "Thuê bao đã hết hạn ngày"), (-31, None)),
    ],
)
def test_the_day_is_found_in_the_database(service: None, a_night: Night, left: int, subject: str | None) -> None:
    make_unit(left=left)
    sent = a_night()
    assert len(sent) == (subject is not None)
    assert subject is None or sent[0].startswith(subject)


def test_all_that_a_unit_hears_of_its_term(service: None, a_night: Night) -> None:
    make_unit(left=92)
    nights = {92 - gone: sent for gone in range(130) if (sent := a_night(int(gone > 0)))}
    assert sorted(nights, reverse=True) == [90, 30, 7, 1, -1]


def test_a_second_round_of_the_day_and_the_next_days_find_nothing_more(unit: Unit, a_night: Night) -> None:
    assert len(a_night()) == 1
    assert a_night() == []
    assert a_night(1) == []


def test_missed_nights_are_made_up_for_once(service: None, a_night: Night) -> None:
    make_unit(left=95)
    assert a_night() == []
    assert [text[:20] for text in a_night(66)] == ["Thuê bao còn 29 ngày"]
    assert a_night(1) == []


def test_who_gets_it(unit: Unit, a_night: Night, mailoutbox: list[EmailMessage]) -> None:
    User.objects.filter(username="THCS01/xem").update(email="xem@thcs.edu.vn")
    User.objects.create(username="THCS01/cu", unit=unit, role="data_admin", email="cu@x.vn", is_active=False)
    User.objects.create(username="THCS01/sai", unit=unit, role="data_admin", email="a@x.vn\nBcc: b@x.vn")
    User.objects.create(username="THCS01/moi", unit=unit, role="data_admin", email="moi@x.vn")
    a_night()
    assert [mail.to for mail in mailoutbox] == [["ketoan@thcs.edu.vn", "moi@x.vn"]]
    assert Mail.objects.get().recipients == 2


def test_a_kind_that_the_policy_has_off(unit: Unit, a_night: Night) -> None:
    store(Policy(mail_off=("term_ends",)))
    assert a_night() == []
    assert not Mail.objects.exists()


def test_off_in_the_settings(unit: Unit, a_night: Night, settings: Any) -> None:
    settings.MAIL_ON = False
    assert a_night() == []
    assert not Mail.objects.exists()


def test_payment_reminders_end_with_the_payment(paying: Paying, a_night: Night, done: Callable[..., Any]) -> None:
    assert a_night(29) == [f"Đơn {paying.no}: chúng tôi chưa nhận được phiếu giấy"]
    assert any("hạn thanh toán còn 30 ngày" in text for text in a_night(1))
    done(paying.decide, Name.PAID)
    assert not any("hạn thanh toán" in text for gone in range(40) for text in a_night(1))


@pytest.mark.parametrize("settled", ["paid", "cancelled"])
def test_a_mail_asked_for_before_the_matter_was_settled_is_not_sent_after_it(
    paying: Paying, mailoutbox: list[EmailMessage], first_day: Any, done: Callable[..., Any], settled: str
) -> None:
    Registration.objects.update(paper_state="not_needed")
    first_day.shift(timedelta(days=30))
    Subscription.objects.update(term_end=today() + timedelta(days=300))
    mail_round(today())
    waiting = Mail.objects.get(topic=Topic.PAYMENT_DUE)
    if settled == "paid":
        paying.decide(Name.PAID)
    else:
        paying.decide(Name.CANCELLED)
    mailoutbox.clear()
    done(send, waiting.pk)
    assert not Mail.objects.filter(pk=waiting.pk).exists()
    assert not any("hạn thanh toán" in one.subject for one in mailoutbox)


def test_a_lapse_of_the_promise_in_and_after_the_term(paying: Paying, a_night: Night) -> None:
    Registration.objects.update(paper_state="not_needed")
    lapse(paying.order, 1)
    assert sum("quá hạn cam kết" in text for text in a_night()) == 1
    assert sum("quá hạn cam kết" in text for text in a_night(1)) == 0


@pytest.mark.parametrize(("days", "sent"), [(14, 0), (15, 1), (16, 1), (29, 1), (30, 1), (31, 1)])
def test_paper_is_asked_for(paying: Paying, a_night: Night, days: int, sent: int) -> None:
    assert sum("phiếu giấy" in text for text in a_night(days)) == sent


def test_paper_is_asked_for_twice_and_not_after_it_has_come(
    paying: Paying, a_night: Night, done: Callable[..., Any]
) -> None:
    told = [days for days in range(1, 20) if any("phiếu giấy" in text for text in a_night(1))]
    assert told == [15]
    done(paying.decide, Name.PAPER_RECEIVED)
    assert not any("phiếu giấy" in text for days in range(20) for text in a_night(1))


def test_a_returned_slip_is_waited_for_anew(paying: Paying, a_night: Night, done: Callable[..., Any]) -> None:
    a_night(20)
    done(paying.decide, Name.PAPER_RETURNED, "mờ dấu")
    told = [days for days in range(1, 40) if any("chưa nhận được phiếu giấy" in text for text in a_night(1))]
    assert told == [15, 30]


UNITS = """
from pathlib import Path
from qlts_licensor.commands.environment import set_up
set_up(Path(r"{folder}"))
from django.core.management import call_command
call_command("migrate", verbosity=0)
from licensor.tests.scenarios import make_unit
for number in range(5):
    make_unit(f"DV{{number}}", left=30)
"""


def test_two_rounds_at_once_send_each_mail_once(tmp_path: Path) -> None:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("QLTS", "DJANGO", "DATABASE"))
    }
    environment = {**kept, "QLTS_MAIL_CONSOLE": "1", "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", UNITS.format(folder=tmp_path)], check=True, env=environment, cwd=ROOT)
    command = [sys.executable, "-m", "qlts_licensor", "nightly", "--data", str(tmp_path)]
    rounds = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=120) for one in rounds]
    assert [one.returncode for one in rounds] == [0, 0], said
    assert sum(out.count("Message-ID:") for out, _ in said) == 5
    assert len({line for out, _ in said for line in out.splitlines() if line.startswith("Message-ID:")}) == 5


def test_days_are_found_by_an_index(unit: Unit, django_assert_max_num_queries: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("EXPLAIN's words are SQLite's")
    span = (today(), today() + timedelta(days=30))
    plan = Subscription.objects.filter(term_end__range=span).values_list("unit_id").explain()
    assert "subscription_term_end" in plan
    for column, index in (("due_on", "order_due_on"), ("grace_until", "order_grace_until")):
        rows = Registration.objects.open().accepted().filter(**{f"{column}__range": span})
        assert index in rows.values_list("unit_id").explain()


def test_the_command_says_what_was_done_and_keeps_the_days_invoices(
    paying: Paying, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setenv("QLTS_DATA_DIR", str(settings.DATA_DIR))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    paying.decide(Name.PAID)
    handlers = list(logging.root.handlers)
    try:
        assert main(["nightly"]) == 0
    finally:
        logging.root.handlers[:] = handlers
    said = capsys.readouterr().out
    assert f"{today().isoformat()}: " in said
    assert f"hoa-don-{today().isoformat()}.xlsx" in said
    assert (settings.DATA_DIR / "invoice-lists" / f"hoa-don-{today().isoformat()}.xlsx").stat().st_size > 1000
    assert (settings.DATA_DIR / "checkpoints" / f"{today().isoformat()}.jws").exists()


def test_staff_see_what_was_sent(unit: Unit, a_night: Night) -> None:
    a_night()
    staff = User.objects.create_superuser("mai", password="x" * 12)
    page = enter_console(Client(), staff).get("/staff/mail/mail/")
    assert page.status_code == 200
    shown = page.content.decode()
    assert "Sắp hết hạn thuê bao" in shown
    assert unit.name in shown
    assert enter_console(Client(), staff).get("/staff/mail/mail/add/").status_code == 403


def test_a_step_that_is_written_down_afterwards_is_no_news(unit: Unit, accountant: Caller) -> None:
    draft = accountant.ready_draft()
    order = Registration.objects.get(no=draft["no"])
    for days, told in ((2, False), (0, True)):
        step_taken(order, Name.SUBMITTED_SIGNED, "draft", today() - timedelta(days=days))
        assert Mail.objects.exists() is told
