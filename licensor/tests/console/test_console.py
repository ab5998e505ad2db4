"""The staff console: who gets in, what waits, and the decisions that staff take."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from qlts_licensor.console import moves
from qlts_licensor.console.queues import QUEUES
from qlts_licensor.console.words import event_words, stage_words
from qlts_licensor.policy.timetable import Access, Action, Entry, Rule, Stage
from qlts_licensor.registrations.models import Event, Registration, StoredFile
from qlts_licensor.registrations.paper_scans import slip_code
from qlts_licensor.transitions import desk
from qlts_licensor.transitions.table import Name, NotAllowed
from qlts_licensor.units.models import Unit, User

from licensor.tests.paying import Paying, begin
from licensor.tests.scan_pictures import as_file, paper
from licensor.tests.scenarios import PASSWORD, Caller, day, document_of, lapse, make_unit, slip_pdf


def code_of(device: TOTPDevice) -> str:
    """What the authenticator shows now."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = timezone.now().timestamp()
    return f"{totp.token():06d}"


def make_staff(name: str = "nhanvien") -> User:
    return User.objects.create_superuser(name, password=PASSWORD, full_name=name)


def enter(client: Client, user: User) -> Client:
    """Log in with both factors."""
    device = TOTPDevice.objects.create(user=user, name="x", confirmed=True)
    body = {"username": user.username, "password": PASSWORD, "code": code_of(device)}
    assert client.post("/staff/login/", body).status_code == 302
    return client


@pytest.fixture
def staff(service: None) -> User:
    return make_staff()


@pytest.fixture
def desk_client(staff: User) -> Client:
    return enter(Client(raise_request_exception=True), staff)


@pytest.fixture
def waiting(anyone: Caller) -> Registration:
    """An order in review, after one that has lapsed."""
    make_unit(left=-70)
    anyone.log_in()
    first = anyone.ready_draft()
    anyone.submit(first, slip_pdf(document_of(first)))
    lapse(Registration.objects.get(no=first["no"]), 1)
    second = anyone.ready_draft()
    anyone.submit(second, slip_pdf(document_of(second)))
    return Registration.objects.get(no=second["no"])


@pytest.fixture
def paying(accountant: Caller) -> Paying:
    return begin(accountant)


def decide(client: Client, address: str, name: Name, **fields: Any) -> str:
    """Send a decision; what the page says then."""
    body = {"move": name.value, **{f"{name.value}-{key}": value for key, value in fields.items()}}
    return client.post(address, body, follow=True).content.decode()


# --- getting in ---------------------------------------------------------------------------------------------

PAGES = (
    *("", "units/unit/", "units/user/", "registrations/registration/", "paper/", "invoices/"),
    *(
        "policy/policyversion/",
        "policy/vendor/",
        "policy/receivingaccount/",
        "mail/mail/",
        "queue/proofs/",
        "unit/THCS01/",
    ),
)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_staff_with_both_factors_alone(
    waiting: Registration, staff: User, client: Client, page: str
) -> None:
    assert client.get(f"/staff/{page}").status_code == 302
    client.force_login(staff)
    assert client.get(f"/staff/{page}").status_code == 302
    assert enter(Client(), staff).get(f"/staff/{page}").status_code == 200


def test_a_units_user_does_not_get_in(waiting: Registration, client: Client) -> None:
    user = User.objects.get(username="THCS01/ketoan")
    client.force_login(user)
    assert client.get("/staff/").status_code == 302
    assert client.get("/staff/two-factor/").status_code == 302
    body = {"username": user.username, "password": PASSWORD}
    assert "không đúng" in client.post("/staff/login/", body).content.decode()


def test_a_new_colleague_is_led_to_set_up_the_second_factor_first(staff: User, client: Client) -> None:
    reply = client.post("/staff/login/", {"username": "nhanvien", "password": PASSWORD, "next": "/staff/paper/"})
    assert (reply.status_code, reply.headers["Location"]) == (302, "/staff/two-factor/")
    assert client.get("/staff/").status_code == 302
    page = client.get("/staff/two-factor/").content.decode()
    assert "data:image/svg+xml" in page
    device = TOTPDevice.objects.get(user=staff)
    assert not device.confirmed
    assert "không đúng" in client.post("/staff/two-factor/", {"code": "000000"}).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        device.refresh_from_db()
        assert client.post("/staff/two-factor/", {"code": code_of(device)}).status_code == 302
        assert client.get("/staff/").status_code == 200
    assert client.get("/staff/two-factor/").headers["Location"] == "/staff/login/"


@pytest.mark.parametrize("code", ["", "000000", "12345", "không"])
def test_the_password_alone_does_not_open_it(staff: User, client: Client, code: str) -> None:
    TOTPDevice.objects.create(user=staff, name="x", confirmed=True)
    page = client.post("/staff/login/", {"username": "nhanvien", "password": PASSWORD, "code": code})
    assert "Mã xác thực không đúng" in page.content.decode()
    assert client.get("/staff/").status_code == 302


def test_a_code_counts_once(staff: User) -> None:
    device = TOTPDevice.objects.create(user=staff, name="x", confirmed=True)
    body = {"username": "nhanvien", "password": PASSWORD, "code": code_of(device)}
    assert Client().post("/staff/login/", body).status_code == 302
    assert Client().post("/staff/login/", body).status_code == 200


def test_guessing_is_slowed_down(staff: User, client: Client) -> None:
    for _ in range(5):
        assert client.post("/staff/login/", {"username": "nhanvien", "password": "sai"}).status_code == 200
    page = client.post("/staff/login/", {"username": "nhanvien", "password": PASSWORD}).content.decode()
    assert "Hãy chờ 15 phút" in page
    assert client.get("/staff/").status_code == 302


def test_the_session_of_before_is_not_taken_over(staff: User, client: Client) -> None:
    client.get("/staff/login/")
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    enter(client, staff)
    assert client.session.session_key != before


def test_it_leads_nowhere_else(staff: User, client: Client) -> None:
    device = TOTPDevice.objects.create(user=staff, name="x", confirmed=True)
    body = {"username": "nhanvien", "password": PASSWORD, "code": code_of(device), "next": "https://evil.example/"}
    assert client.post("/staff/login/", body).headers["Location"] == "/staff/"


def test_forms_need_their_token(staff: User, paying: Paying) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/staff/login/", {"username": "nhanvien", "password": PASSWORD}).status_code == 403
    client.force_login(staff)
    assert client.post(f"/staff/order/{paying.no}/", {"move": "paid"}).status_code in {302, 403}
    assert paying.order.payment_state == "awaiting"


# --- queues and pages ---------------------------------------------------------------------------------------


def test_the_desk_counts_what_waits(desk_client: Client, paying: Paying) -> None:
    paying.prove()
    page = desk_client.get("/staff/").content.decode()
    counts = dict(re.findall(r'id="queue-(\w+)">\s*<div class="q-count">(\d+)</div>', page))
    assert {slug for slug, count in counts.items() if count != "0"} == {"proofs", "papers"}


@pytest.mark.parametrize("slug", [queue.slug for queue in QUEUES])
def test_every_queue_opens_empty_and_not(desk_client: Client, waiting: Registration, slug: str) -> None:
    make_unit("SAPCAT", left=-40, tax_code="0100109106")
    assert desk_client.get(f"/staff/queue/{slug}/").status_code == 200


def test_a_queue_that_there_is_not_is_not_found(desk_client: Client) -> None:
    assert desk_client.get("/staff/queue/x/").status_code == 404


@pytest.mark.parametrize(("left", "listed"), [(-29, False), (-30, True), (-60, True), (-61, False)])
def test_units_about_to_be_cut(desk_client: Client, left: int, listed: bool) -> None:
    make_unit("SAPCAT", left=left)
    assert ("Trường THCS SAPCAT" in desk_client.get("/staff/queue/cuts/").content.decode()) is listed


def test_a_queue_asks_the_database_as_often_for_fifty_as_for_one(
    desk_client: Client, paying: Paying, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        desk_client.get("/staff/queue/papers/")
    model = paying.order
    for number in range(49):
        model.pk, model.no = None, f"99{number:07d}"
        model.save()
    with django_assert_max_num_queries(12):
        page = desk_client.get("/staff/queue/papers/").content.decode()
    assert page.count("/staff/order/") == 50


def test_units_about_to_be_cut_are_listed_with_whom_to_call_in_a_few_questions(
    desk_client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(9):
        make_unit(f"SAPCAT{number}", left=-45)
    User.objects.filter(username__endswith="xem").update(phone="0999999999")
    with django_assert_max_num_queries(12):
        page = desk_client.get("/staff/queue/cuts/").content.decode()
    assert page.count("Trần Thu Hà 0912345678") == 9
    assert "0999999999" not in page


def test_every_page_of_the_console_opens(desk_client: Client, paying: Paying) -> None:
    paying.prove()
    desk.perform(paying.unit, paying.staff, desk.Wanted(Name.CUT_EARLY, "vì"))
    for model in admin.site._registry:
        names = model._meta.app_label, model._meta.model_name
        assert desk_client.get(reverse("admin:{}_{}_changelist".format(*names))).status_code == 200
        for row in model._default_manager.all()[:1]:
            page = desk_client.get(reverse("admin:{}_{}_change".format(*names), args=(row.pk,)), follow=True)
            assert page.status_code == 200, names
    for address in (f"order/{paying.no}/", f"order/{paying.no}/proof/1/", "unit/THCS01/?day=2030-01-01"):
        page = desk_client.get(f"/staff/{address}")
        assert page.status_code == 200
    assert "Đã cắt" in page.content.decode().split('id="asked"')[1]
    for event in Event.objects.all():
        assert event_words(event.code) != event.code


def test_every_stage_has_its_words() -> None:
    for stage in Stage:
        for rule in Rule:
            entry = Entry(timezone.now().date(), stage, Access.FULL, tuple(Action), rule)
            assert stage_words(entry).title


# --- decisions ----------------------------------------------------------------------------------------------


def test_accepting_begins_the_commitment_and_closes_the_lapsed_order(
    desk_client: Client, waiting: Registration
) -> None:
    said = decide(desk_client, f"/staff/order/{waiting.no}/", Name.ACCEPTED, reason="Đã xem xét")
    assert "đã ghi nhận" in said
    waiting.refresh_from_db()
    assert (waiting.order_state, waiting.resource_state, waiting.round) == ("accepted", "provisional", 1)
    assert Registration.objects.exclude(pk=waiting.pk).get().order_state == "closed"
    assert Event.objects.get(registration=waiting, code="accepted").actor == "nhanvien"


def test_rejecting_names_the_reason_and_leaves_the_lapsed_order(
    desk_client: Client, waiting: Registration, anyone: Caller
) -> None:
    decide(desk_client, f"/staff/order/{waiting.no}/", Name.REJECTED, reason="Chưa thanh toán đơn trước")
    waiting.refresh_from_db()
    assert (waiting.order_state, waiting.resource_state, waiting.is_open) == ("rejected", "rejected", False)
    assert Event.objects.get(code="rejected").detail == "Chưa thanh toán đơn trước"
    assert anyone.draft().status_code == 201


def test_what_is_not_in_review_cannot_be_decided(desk_client: Client, waiting: Registration, staff: User) -> None:
    decide(desk_client, f"/staff/order/{waiting.no}/", Name.ACCEPTED, reason="x")
    for name in (Name.ACCEPTED, Name.REJECTED):
        said = decide(desk_client, f"/staff/order/{waiting.no}/", name, reason="x")
        assert "Không thực hiện được" in said
        with pytest.raises(NotAllowed):
            desk.perform(waiting.unit, staff, desk.Wanted(name, "vì", order_no=waiting.no))


def test_a_proof_is_reviewed_beside_its_order(desk_client: Client, paying: Paying) -> None:
    paying.prove(memo="Thanh toán đơn hàng 260001243", amount="3000000")
    page = desk_client.get(f"/staff/order/{paying.no}/proof/1/").content.decode()
    assert "Nội dung ghi số 260001243." in page
    assert "Thiếu 500.000 đ." in page
    (picture,) = re.findall(r'src="(/staff/order/[^"]+small.png)"', page)
    reply = desk_client.get(picture)
    assert (reply.headers["Content-Type"], reply.content[:4]) == ("image/png", b"\x89PNG")
    assert Client().get(picture).status_code == 302
    said = decide(
        desk_client, f"/staff/order/{paying.no}/proof/1/", Name.PROOF_SHORT, reason="thiếu", received="3.000.000 đ"
    )
    assert "đã ghi nhận" in said
    assert (paying.order.payment_state, paying.order.remaining) == ("short", 500_000)


def test_a_colleague_who_was_quicker_is_said_and_nothing_changes(desk_client: Client, paying: Paying) -> None:
    paying.prove()
    paying.decide(Name.PROOF_REJECTED, proof=1)
    paying.prove()
    said = decide(desk_client, f"/staff/order/{paying.no}/proof/1/", Name.PAID, reason="ok", received="3500000")
    assert "đã có người xử lý" in said
    assert paying.order.payment_state == "proof_in_review"


def test_a_decision_on_what_has_changed_since_the_page_was_opened_is_refused(
    desk_client: Client, paying: Paying
) -> None:
    address = f"/staff/order/{paying.no}/"
    (seen,) = set(re.findall(r'name="seen" value="([^"]+)"', desk_client.get(address).content.decode()))
    paying.prove()
    body = {"move": "paid", "paid-reason": "lý do đã gõ", "paid-received": "3500000", "seen": seen}
    page = desk_client.post(address, body, follow=True).content.decode()
    assert "đã thay đổi sau khi trang này được mở" in page
    assert "lý do đã gõ" in page
    assert paying.order.payment_state == "proof_in_review"
    body["seen"] = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    assert "đã ghi nhận" in desk_client.post(address, body, follow=True).content.decode()


@pytest.mark.parametrize("received", ["", "ba triệu", "-5", "0", "1e9"])
def test_an_amount_that_is_none_is_refused_in_place_and_the_reason_stays(
    desk_client: Client, paying: Paying, received: str
) -> None:
    paying.prove()
    address = f"/staff/order/{paying.no}/proof/1/"
    page = decide(desk_client, address, Name.PAID, reason="lý do đã gõ", received=received)
    assert "lý do đã gõ" in page
    assert paying.order.payment_state == "proof_in_review"


def test_the_same_paper_in_another_proof_is_pointed_at(desk_client: Client, paying: Paying) -> None:
    paying.prove()
    paying.decide(Name.PROOF_REJECTED)
    paying.prove()
    page = desk_client.get(f"/staff/order/{paying.no}/proof/2/").content.decode()
    assert f"đơn {paying.no} lần 1" in page


def test_a_cut_takes_two_people(desk_client: Client, unit: Unit) -> None:
    said = decide(desk_client, "/staff/unit/THCS01/", Name.CUT_EARLY, reason="Vi phạm", day=day(0))
    assert "cần một người khác duyệt" in said
    assert "Chờ người thứ hai duyệt" in said
    again = decide(desk_client, "/staff/unit/THCS01/", Name.CUT_EARLY, reason="Vi phạm", day=day(0))
    assert "cần một người khác cùng duyệt" in again
    second = enter(Client(), make_staff("lan"))
    assert "đã ghi nhận" in decide(second, "/staff/unit/THCS01/", Name.CUT_EARLY, reason="Đồng ý", day=day(0))
    assert "Đã cắt thuê bao" in second.get("/staff/unit/THCS01/").content.decode()


def test_a_slip_is_received_by_its_code_its_number_or_not_at_all(desk_client: Client, paying: Paying) -> None:
    def receive(code: str) -> str:
        return desk_client.post("/staff/paper/", {"code": code}, follow=True).content.decode()

    assert "Không có đơn nào" in receive("QLTS1:999999999:" + "0" * 64)
    assert "bản in khác" in receive(f"QLTS1:{paying.no}:" + "0" * 64)
    assert paying.order.paper_state == "awaited"
    assert f"Đã nhận phiếu giấy của đơn {paying.no}" in receive(slip_code(paying.order))
    assert paying.order.paper_state == "received"
    assert "Không ghi nhận được" in receive(paying.no)
    decide(desk_client, f"/staff/order/{paying.no}/", Name.PAPER_RETURNED, reason="Thiếu dấu")
    assert paying.order.paper_state == "returned"
    assert "Chưa quét mã" in receive(paying.no)


def test_an_invoice_is_recorded_with_its_files(desk_client: Client, paying: Paying) -> None:
    address = f"/staff/order/{paying.no}/"
    fields = {"reason": "Đã lập", "invoice_no": "00000123", "day": day(0)}
    pdf = SimpleUploadedFile("x.pdf", as_file(paper().resize((300, 400)), "PDF"))
    xml = SimpleUploadedFile("x.xml", b"\xef\xbb\xbf<?xml version='1.0'?><HDon><DLHDon/></HDon>")
    assert "đã ghi nhận" in decide(desk_client, address, Name.INVOICE_ISSUED, **fields, pdf=pdf, xml=xml)
    assert (paying.order.invoice_no, paying.order.invoice_state) == ("00000123", "issued")
    assert paying.caller.call("GET", f"/registrations/{paying.no}/invoice").content[:5] == b"%PDF-"
    assert paying.caller.call("GET", f"/registrations/{paying.no}/invoice-xml").content.endswith(b"</HDon>")


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.mark.parametrize(
    ("field", "content"),
    [
        ("pdf", b"<html><script>alert(1)</script>"),
        ("pdf", b"MZ\x90\x00\x03"),
        ("pdf", SVG),
        ("pdf", b"%PDF-1.7\n<html>"),
        ("pdf", b""),
        ("xml", SVG),
        ("xml", b"<?xml version='1.0'?>" + SVG),
        (
            "xml",
            b"<?xml version='1.0' encoding='UTF-16'?>".decode().encode("utf-16")
            + SVG.decode().encode("utf-16-le"),
        ),
        ("xml", b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"),
        ("xml", b"<?xml version='1.0'?><HTML/>"),
        ("xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
        ("xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode("utf-16")),
        ("xml", b"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><a/>"),
        ("xml", b"<?xml version='1.0'?><a>"),
        ("xml", b"MZ\x90\x00"),
        ("xml", b"%PDF-1.7"),
    ],
)
def test_what_is_no_invoice_is_said_next_to_the_field_and_nothing_is_lost(
    desk_client: Client, paying: Paying, field: str, content: bytes
) -> None:
    fields = {"reason": "Lý do đã gõ", "invoice_no": "00000123", "day": day(0)}
    sent = SimpleUploadedFile(f"hoa-don.{field}", content)
    page = decide(desk_client, f"/staff/order/{paying.no}/", Name.INVOICE_ISSUED, **fields, **{field: sent})
    box = page.split(f'id="id_invoice_issued-{field}"')[1].split("</ul>")[0]
    assert "errorlist" in box
    assert "Lý do đã gõ" in page
    assert paying.order.invoice_state == "none"
    assert not StoredFile.objects.filter(kind__startswith="invoice").exists()


def test_an_invoice_of_tomorrow_is_refused_and_nothing_typed_is_lost(desk_client: Client, paying: Paying) -> None:
    fields = {"reason": "Lý do đã gõ", "invoice_no": "00000123", "day": day(1)}
    page = decide(desk_client, f"/staff/order/{paying.no}/", Name.INVOICE_ISSUED, **fields)
    assert "không được ở tương lai" in page
    assert 'value="00000123"' in page
    assert paying.order.invoice_state == "none"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("unit/THCS01/?day=2030-02-30", 200), ("unit/THCS01/?day=x", 200), ("unit/THCS01/?day=0001-01-01", 200)),
        *(("unit/THCS01/?day=9999-12-31", 200), ("invoices/?day=2030-02-30", 200), ("queue/papers/?page=x", 200)),
        *(("unit/%00/", 404), ("unit/..%2f..%2fetc/", 404), ("order/000000000/", 404)),
        *(("order/{no}/proof/99999999999999999999/", 404), ("order/{no}/file/99999999999999999999/", 404)),
        *(("order/{no}/page/" + "0" * 64 + "/0/small.png", 404), ("order/{no}/page/x/0/huge.png", 404)),
        *(("changes/99999999999999999999/", 404), ("units/unit/?q=%00", 200), ("recovery-request/x/", 404)),
    ],
)
def test_an_address_that_was_made_up_is_no_crash(
    desk_client: Client, paying: Paying, path: str, status: int
) -> None:
    assert desk_client.get(f"/staff/{path.format(no=paying.no)}").status_code == status


def test_a_page_of_a_proof_that_it_does_not_have(desk_client: Client, paying: Paying) -> None:
    paying.prove()
    sha256 = StoredFile.objects.get(kind="payment_proof").sha256
    for number, size in ((99, "small"), (0, "huge")):
        assert desk_client.get(f"/staff/order/{paying.no}/page/{sha256}/{number}/{size}.png").status_code == 404


def test_an_undone_payment_is_approved_for_the_order_that_was_asked_about(
    desk_client: Client, paying: Paying
) -> None:
    paying.decide(Name.PAID)
    assert paying.decide(Name.PAYMENT_UNDONE) is False
    (waiting,) = paying.unit.approvals.all()
    assert waiting.order_no == paying.no
    page = desk_client.get("/staff/unit/THCS01/").content.decode()
    assert f"đơn {paying.no}" in page.split("Chờ người thứ hai duyệt")[1]
    body = {"join": waiting.pk, "reason": "Sao kê nhầm"}
    assert "đã duyệt và thực hiện" in desk_client.post("/staff/unit/THCS01/", body, follow=True).content.decode()
    assert paying.order.payment_state == "awaiting"
    again = desk_client.post("/staff/unit/THCS01/", body, follow=True).content.decode()
    assert "đã được duyệt hoặc đã hết hạn" in again


@pytest.mark.parametrize("key", ["", "x", "0", "９", "-1"])
def test_joining_what_nobody_asked_for(desk_client: Client, paying: Paying, key: str) -> None:
    page = desk_client.post("/staff/unit/THCS01/", {"join": key, "reason": "x"}, follow=True).content.decode()
    assert "đã được duyệt hoặc đã hết hạn" in page


def test_nobody_is_asked_to_approve_a_cut_in_the_past(desk_client: Client, unit: Unit) -> None:
    page = decide(desk_client, "/staff/unit/THCS01/", Name.CUT_EARLY, reason="x", day=day(-1))
    assert "quá khứ" in page
    assert not unit.approvals.exists()


def test_the_themes_own_words_are_vietnamese() -> None:
    """The compiled catalogue is that of its source."""
    import gettext
    from pathlib import Path

    import qlts_licensor.console

    folder = Path(qlts_licensor.console.__file__).parent / "locale" / "vi" / "LC_MESSAGES"
    pairs = dict(
        re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (folder / "django.po").read_text("utf-8"), re.MULTILINE)
    )
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert pairs
    assert {words: compiled.gettext(words) for words in pairs} == pairs


def test_the_days_invoices_as_a_workbook_whose_texts_are_texts(desk_client: Client, paying: Paying) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    order = paying.order
    form = order.form
    form["invoice"]["buyer_name"] = '=HYPERLINK("http://x")'
    Registration.objects.filter(pk=order.pk).update(form=form)
    paying.decide(Name.PAID)
    assert paying.no in desk_client.get(f"/staff/invoices/?day={day(0)}").content.decode()
    reply = desk_client.get(f"/staff/invoices/?day={day(0)}&excel=1")
    sheet = load_workbook(BytesIO(reply.content)).active
    row = [cell.value for cell in sheet[2]]
    assert (row[0], row[6], row[16]) == (paying.no, '=HYPERLINK("http://x")', 3_500_000)
    assert sheet["G2"].data_type == "s"


def test_a_file_is_downloaded_and_never_shown(desk_client: Client, paying: Paying) -> None:
    file = StoredFile.objects.get(registration=paying.order, kind="slip")
    reply = desk_client.get(f"/staff/order/{paying.no}/file/{file.pk}/")
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert desk_client.get(f"/staff/order/000000000/file/{file.pk}/").status_code == 404


def test_what_units_have_typed_is_never_markup(desk_client: Client, paying: Paying) -> None:
    paying.prove(memo="<script>alert(1)</script>", note="<img src=x onerror=alert(1)>")
    for address in (f"order/{paying.no}/proof/1/", "queue/proofs/", f"order/{paying.no}/"):
        page = desk_client.get(f"/staff/{address}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("name", ["", "x", "draft_opened", "submitted_signed"])
def test_a_decision_that_there_is_not_is_not_found(desk_client: Client, paying: Paying, name: str) -> None:
    assert desk_client.post(f"/staff/order/{paying.no}/", {"move": name}).status_code == 404


def test_every_decision_of_the_staff_is_on_a_page() -> None:
    by_units = {Name.PROOF_SENT, Name.EXTENSION_ASKED}
    assert set(moves.ALL) == set(desk.STAFF_MOVES) - by_units
