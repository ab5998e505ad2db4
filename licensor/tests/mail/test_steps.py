"""What an order goes through is told by mail: what, to whom, in which words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from qlts_licensor.mail import sending
from qlts_licensor.mail.letters import letter
from qlts_licensor.mail.models import Mail
from qlts_licensor.mail.topics import Topic
from qlts_licensor.mail.words import TEXTS, TOPICS, Values, Wording, days_left, money, one_line
from qlts_licensor.registrations.models import Registration
from qlts_licensor.transitions.table import Name
from qlts_licensor.units.models import Unit

from licensor.tests.paying import Paying, begin
from licensor.tests.scenarios import Caller, day, document_of, lapse, make_unit, slip_pdf

Done = Callable[..., Any]


@pytest.fixture
def paying(accountant: Caller, done: Done, mailoutbox: list[EmailMessage]) -> Paying:
    paying: Paying = done(begin, accountant, 60)
    return paying


def test_every_topic_and_wording_has_its_text() -> None:
    assert set(TOPICS) == set(Topic)
    assert set(TEXTS) == set(Wording)
    assert {topic.value for topic in Topic} <= {wording.value for wording in Wording}


@pytest.mark.parametrize("wording", Wording)
def test_every_text_can_be_filled_in(wording: Wording) -> None:
    names = {name: f"<{name}>" for name in Values.__dataclass_fields__}
    written = letter(wording, Values(**names))
    assert "\n" not in written.subject
    assert "{" not in written.subject + written.body
    assert "<phone>" in written.body


def test_a_submission(paying: Paying, mailoutbox: list[EmailMessage]) -> None:
    (mail,) = mailoutbox
    assert mail.subject == f"Đã nhận đăng ký, đơn {paying.no}"
    assert mail.to == ["ketoan@thcs.edu.vn"]
    assert mail.reply_to == ["hotro@qlts.vn"]
    assert paying.order.due_on is not None
    assert f"đến hết ngày {paying.order.due_on:%d/%m/%Y}" in mail.body
    assert money(paying.order.total) in mail.body
    assert f"“Thanh toan don hang {paying.no}”" in mail.body
    assert "19001234" in mail.body


def test_one_that_staff_look_at_first(
    anyone: Caller, done: Done, mailoutbox: list[EmailMessage], staff_of: Callable[[Registration], Paying]
) -> None:
    make_unit(left=-70)
    anyone.log_in()
    first = anyone.ready_draft()
    done(anyone.submit, first, slip_pdf(document_of(first)))
    lapse(Registration.objects.get(no=first["no"]), 1)
    Mail.objects.all().delete()
    mailoutbox.clear()
    second = anyone.ready_draft()
    done(anyone.submit, second, slip_pdf(document_of(second)))
    assert mailoutbox[0].subject == f"Đã nhận đăng ký, đơn {second['no']} chờ duyệt"
    waiting = staff_of(Registration.objects.get(no=second["no"]))
    done(waiting.decide, Name.ACCEPTED)
    assert mailoutbox[1].subject == f"Đơn {second['no']} đã được duyệt"


@pytest.fixture
def staff_of(anyone: Caller) -> Callable[[Registration], Paying]:
    from qlts_licensor.units.models import User

    def make(order: Registration) -> Paying:
        return Paying(anyone, order.no, User.objects.create_superuser("mai", password="x" * 12, full_name="Mai"))

    return make


@pytest.mark.parametrize(
    ("name", "how", "subject", "said"),
    [
        (Name.PROOF_REJECTED, {}, "chứng từ thanh toán chưa được chấp nhận", "Lý do: ảnh mờ"),
        (Name.PROOF_SHORT, {"remaining": 1_234_567}, "số tiền nhận được chưa đủ", "còn thiếu 1.234.567 đ"),
        (Name.PAID, {}, "đã xác nhận thanh toán", "cấp tài nguyên chính thức"),
    ],
)
def test_what_becomes_of_a_proof(
    paying: Paying, mailoutbox: list[EmailMessage], done: Done, name: Name, how: Any, subject: str, said: str
) -> None:
    assert done(paying.prove).status_code == 201
    mailoutbox.clear()
    done(paying.decide, name, "ảnh mờ", **how)
    (mail,) = mailoutbox
    assert subject in mail.subject
    assert said in mail.body


def test_an_extension(paying: Paying, mailoutbox: list[EmailMessage], done: Done, first_day: Any) -> None:
    first_day.shift(timedelta(days=50))
    paying.caller.log_in()
    mailoutbox.clear()
    assert done(paying.extend, day(30)).status_code == 201
    assert "được gia hạn thanh toán đến" in mailoutbox[0].subject


def test_a_returned_slip(paying: Paying, mailoutbox: list[EmailMessage], done: Done) -> None:
    mailoutbox.clear()
    done(paying.decide, Name.PAPER_RETURNED, "thiếu chữ ký")
    assert "Lý do: thiếu chữ ký" in mailoutbox[0].body


def test_at_most_one_a_day_of_a_topic(
    paying: Paying, mailoutbox: list[EmailMessage], done: Done, first_day: Any
) -> None:
    mailoutbox.clear()
    for _ in range(2):
        done(paying.prove)
        done(paying.decide, Name.PROOF_REJECTED, "mờ")
    assert len(mailoutbox) == 1


def test_a_job_that_is_run_twice_sends_once(paying: Paying, mailoutbox: list[EmailMessage]) -> None:
    sending.send(Mail.objects.get().pk)
    assert len(mailoutbox) == 1


def test_a_step_that_is_undone_sends_nothing(
    unit: Unit, mailoutbox: list[EmailMessage], accountant: Caller
) -> None:
    draft = accountant.ready_draft()
    assert accountant.submit(draft, b"%PDF-1.7 broken").status_code == 422
    assert not Mail.objects.exists()


def test_a_failing_server_breaks_nothing_and_is_tried_again(
    paying: Paying,
    mailoutbox: list[EmailMessage],
    done: Done,
    a_night: Callable[..., list[str]],
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    settings.EMAIL_USE_TLS = False
    done(paying.prove)
    if settings.DATABASE_URL:
        pytest.skip("the queue tries again by itself; here it is called by hand and the error comes up")
    with caplog.at_level(logging.WARNING):
        done(paying.decide, Name.PAID)
    assert paying.order.payment_state == "paid"
    waiting = Mail.objects.get(topic=Topic.PAID)
    assert (waiting.sent_at, waiting.attempts) == (None, 1)
    assert "ConnectionRefusedError" in caplog.text
    assert "@" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert any("đã xác nhận thanh toán" in subject for subject in a_night(1))


@pytest.mark.parametrize(
    "name",
    ["A\r\nBcc: x@y.vn", "Trường\u2028Đặng\x00\x85X", "x" * 400, "{no} {0.__class__}", "Tru\u031bo\u031b\u0300ng"],
)
def test_strange_names_and_reasons_forge_nothing(
    paying: Paying, mailoutbox: list[EmailMessage], done: Done, name: str
) -> None:
    if "\x00" in name:
        name = name.replace("\x00", "\x1b")
    Unit.objects.update(name=name)
    done(paying.prove)
    mailoutbox.clear()
    done(paying.decide, Name.PROOF_REJECTED, f"vì\r\n\r\nCần hỗ trợ, xin gọi 999 {name}"[:300])
    (mail,) = mailoutbox
    message = mail.message()
    assert message["Bcc"] is None
    assert len(str(message["Subject"]).splitlines()) == 1 or str(message["Subject"]).startswith("=?")
    assert one_line(name) in mail.body
    assert len(mail.body.split("\n\n")) == 6


def test_words() -> None:
    assert (money(1_234_567), days_left(7)) == ("1.234.567 đ", "còn 7 ngày")
