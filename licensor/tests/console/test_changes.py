"""Prices, accounts, vendor, staff and authenticators change by two people: on the pages, and in the database."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from qlts_licensor.audit.chain import verify
from qlts_licensor.audit.models import AuditEntry
from qlts_licensor.changes.guards import GUARDS
from qlts_licensor.changes.models import APPROVAL_DAYS, Kind, ProposedChange
from qlts_licensor.clock import now, today
from qlts_licensor.policy.adoption import last_policy
from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor
from qlts_licensor.policy.rules import Policy
from qlts_licensor.transitions import changes
from qlts_licensor.transitions.roles import MAY_ASK, Job, may_ask
from qlts_licensor.transitions.table import NotAllowed
from qlts_licensor.units.models import RefreshToken, Unit, User

from licensor.tests.scenarios import PASSWORD, Caller, day, enter_console

ACCOUNT = {
    "holder": "CONG TY QLTS",
    "account_no": "999",
    "bank_name": "BIDV",
    "bank_bin": "",
    "active": True,
    "position": 2,
}


def make(job: Job, name: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, full_name=name)
    user.groups.set([Group.objects.get(name=job.value)])
    return user


@pytest.fixture
def mai(service: None) -> User:
    return make(Job.SUPERVISOR, "mai")


@pytest.fixture
def lan(service: None) -> User:
    return make(Job.SUPERVISOR, "lan")


@pytest.fixture
def running(accountant: Caller) -> Caller:
    """A service on which an order has been opened: it is set up."""
    accountant.draft()
    return accountant


def next_policy(**values: Any) -> Policy:
    begins = today() + timedelta(days=3)
    return Policy(
        version="2030.1", effective_from=begins, note="Giá mới", **{"price_per_year": 4_000_000, **values}
    )


def propose_policy(staff: User, **values: Any) -> ProposedChange:
    policy = next_policy(**values)
    return changes.proposed(Kind.POLICY, policy.version, policy.to_json(), staff, "Quyết định 12")


def propose_account(staff: User, **values: Any) -> ProposedChange:
    return changes.proposed(Kind.ACCOUNT, "", {**ACCOUNT, **values}, staff, "Mở thêm")


# --- two people -----------------------------------------------------------------------------------------


def test_a_policy_holds_only_after_a_second_person_has_approved(running: Caller, mai: User, lan: User) -> None:
    change = propose_policy(mai)
    assert not PolicyVersion.objects.filter(version="2030.1").exists()
    changes.approved(change, lan)
    stored = PolicyVersion.objects.get(version="2030.1")
    assert stored.change == change
    assert (last_policy().price_per_year, stored.change.asked_by, stored.change.approved_by) == (
        4_000_000,
        mai,
        lan,
    )
    told = list(AuditEntry.objects.filter(subject=f"change {change.pk}").values_list("action", "actor"))
    assert told == [("change_asked", "mai"), ("change_approved", "lan")]
    entry = AuditEntry.objects.get(action="change_approved")
    assert (entry.content["before"]["price_per_year"], entry.content["after"]["price_per_year"]) == (
        3_500_000,
        4_000_000,
    )
    assert verify().fault == ""


def test_nobody_approves_what_they_proposed(running: Caller, mai: User) -> None:
    change = propose_policy(mai)
    for _ in range(2):
        with pytest.raises(NotAllowed, match="không tự duyệt"):
            changes.approved(change, mai)
    change.refresh_from_db()
    assert (change.approved_by, change.is_open) == (None, True)


def test_what_was_decided_is_not_decided_again(running: Caller, mai: User, lan: User) -> None:
    change = propose_account(mai)
    changes.approved(change, lan)
    with pytest.raises(NotAllowed, match="đã có người xử lý"):
        changes.approved(change, make(Job.SUPERVISOR, "third"))
    with pytest.raises(NotAllowed, match="đã có người xử lý"):
        changes.ended(change, lan, "thôi")
    refused = propose_account(mai, account_no="888")
    changes.ended(refused, lan, "Sai số")
    with pytest.raises(NotAllowed, match="đã có người xử lý"):
        changes.approved(refused, lan)
    assert ReceivingAccount.objects.count() == 2


@pytest.mark.parametrize(("later", "holds"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_an_approval_comes_within_seven_days(
    running: Caller, mai: User, lan: User, later: Any, holds: bool
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        change = propose_account(mai)
        clock.shift(timedelta(days=APPROVAL_DAYS) + later)
        if holds:
            changes.approved(change, lan)
        else:
            with pytest.raises(NotAllowed, match="hết hạn duyệt"):
                changes.approved(change, lan)
    assert ReceivingAccount.objects.filter(account_no="999").exists() is holds


def test_what_starts_from_values_that_have_changed_is_refused(running: Caller, mai: User, lan: User) -> None:
    first, second = propose_policy(mai), propose_policy(mai, late_days=40)
    changes.approved(first, lan)
    with pytest.raises(NotAllowed, match="đã thay đổi sau khi đề nghị"):
        changes.approved(second, lan)


def test_a_day_that_has_passed_meanwhile_is_refused(running: Caller, mai: User, lan: User) -> None:
    change = propose_policy(mai)
    with time_machine.travel(timezone.now() + timedelta(days=4)), pytest.raises(NotAllowed, match="đã qua"):
        changes.approved(change, lan)


@pytest.mark.parametrize("job", list(Job))
@pytest.mark.parametrize("kind", list(Kind))
def test_a_job_proposes_its_own(service: None, job: Job, kind: Kind) -> None:
    staff = make(job, "nv")
    assert may_ask(staff, kind) is (job in MAY_ASK[kind])
    if job not in MAY_ASK[kind]:
        with pytest.raises(NotAllowed, match="không có quyền"):
            changes.proposed(kind, "", {}, staff, "vì")


@pytest.mark.parametrize("job", [Job.SALES, Job.ACCOUNTANT, Job.SUPPORT])
def test_only_a_supervisor_approves(running: Caller, mai: User, job: Job) -> None:
    with pytest.raises(NotAllowed, match="không có quyền duyệt"):
        changes.approved(propose_account(mai), make(job, "nv"))


def test_who_has_lost_the_job_meanwhile_has_proposed_nothing(running: Caller, mai: User, lan: User) -> None:
    change = propose_account(mai)
    mai.is_active = False
    mai.save()
    with pytest.raises(NotAllowed, match="không còn quyền"):
        changes.approved(change, lan)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_change_and_a_refusal_have_their_reason(running: Caller, mai: User, lan: User, reason: str) -> None:
    with pytest.raises(NotAllowed, match="lý do"):
        changes.proposed(Kind.ACCOUNT, "", ACCOUNT, mai, reason)
    with pytest.raises(NotAllowed, match="lý do"):
        changes.ended(propose_account(mai), lan, reason)


def test_the_last_account_stays_in_use(running: Caller, mai: User) -> None:
    row = ReceivingAccount.objects.get()
    values = {name: getattr(row, name) for name in ACCOUNT}
    with pytest.raises(NotAllowed, match="ít nhất một"):
        changes.proposed(Kind.ACCOUNT, str(row.pk), {**values, "active": False}, mai, "vì")
    with pytest.raises(NotAllowed, match="không có gì thay đổi"):
        changes.proposed(Kind.ACCOUNT, str(row.pk), values, mai, "vì")
    with pytest.raises(NotAllowed, match="đã có trong danh sách"):
        propose_account(mai, account_no=row.account_no, bank_name=row.bank_name)


# --- the database ---------------------------------------------------------------------------------------


def refused(statement: str, *values: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_refuses_what_one_person_writes(running: Caller, mai: User) -> None:
    """Whatever program writes it: straight SQL, or a forgotten path through the models."""
    row = ReceivingAccount.objects.get()
    refused("UPDATE policy_receivingaccount SET account_no = '666' WHERE id = %s", row.pk)
    refused("UPDATE policy_vendor SET postal_address = 'x'")
    policy = next_policy()
    for change in (None, propose_policy(mai)):
        with pytest.raises(IntegrityError), transaction.atomic():
            PolicyVersion.objects.create(
                version="x", effective_from=today(), note="x", values=policy.to_json(), change=change
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            ReceivingAccount.objects.create(**ACCOUNT, change=change)
    row.refresh_from_db()
    assert row.account_no == "1020304050"


def test_an_agreed_change_is_good_for_one_write(running: Caller, mai: User, lan: User) -> None:
    change = propose_account(mai)
    changes.approved(change, lan)
    row = ReceivingAccount.objects.get(account_no="999")
    row.account_no = "666"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivingAccount.objects.create(**{**ACCOUNT, "account_no": "666"}, change=change)
    vendor = Vendor.objects.get()
    vendor.change = change
    with pytest.raises(IntegrityError), transaction.atomic():
        vendor.save()


def test_the_database_refuses_one_person_as_two(running: Caller, mai: User) -> None:
    change = propose_account(mai)
    refused("UPDATE changes_proposedchange SET approved_by_id = %s WHERE id = %s", mai.pk, change.pk)
    refused("UPDATE changes_proposedchange SET applied_at = %s WHERE id = %s", now(), change.pk)


def test_an_authenticator_goes_by_two_people_only(mai: User, lan: User) -> None:
    device = TOTPDevice.objects.create(user=mai, name="x", confirmed=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        device.delete()
    refused("UPDATE otp_totp_totpdevice SET key = %s WHERE id = %s", "00" * 20, device.pk)
    refused("UPDATE otp_totp_totpdevice SET user_id = %s WHERE id = %s", lan.pk, device.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        TOTPDevice.objects.create(user=mai, name="y", confirmed=True)
    half_made = TOTPDevice.objects.create(user=mai, name="y", confirmed=False)
    half_made.confirmed = True
    with pytest.raises(IntegrityError), transaction.atomic():
        half_made.save()
    half_made.delete()
    assert TOTPDevice.objects.get(user=mai).key == device.key


def test_the_service_is_set_up_by_one_person(service: None) -> None:
    """Nobody has been offered anything yet."""
    ReceivingAccount.objects.create(**ACCOUNT)
    Vendor.objects.update(phone="1")
    policy = next_policy()
    PolicyVersion.objects.create(version="x", effective_from=today(), note="x", values=policy.to_json())


def test_the_guards_are_there_after_every_migration(db: None) -> None:
    def there() -> set[str]:
        names = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'"}
        query = names.get(connection.vendor, "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        with connection.cursor() as cursor:
            cursor.execute(query)
            return {row[0] for row in cursor.fetchall()}

    wanted = {guard.name for guard in GUARDS}
    assert wanted <= there()
    call_command("migrate", verbosity=0)
    assert wanted <= there()


# --- the pages ------------------------------------------------------------------------------------------


def post(client: Client, path: str, **fields: Any) -> str:
    return client.post(f"/staff/{path}", fields, follow=True).content.decode()


def policy_fields(**changed: Any) -> dict[str, Any]:
    values = {**Policy().to_json(), "version": "2030.1", "effective_from": day(3), "note": "Mới", "reason": "vì"}
    days = {name: ", ".join(map(str, values[name])) for name in ("mail_days", "paper_reminder_days")}
    return {**values, **days, "price_per_year": "4.000.000", **changed}


def problem_at(page: str, label: str) -> str:
    """What is said next to a field."""
    field = next(part for part in page.split('<div class="q-field') if f">{label}</label>" in part)
    found = re.search(r'<ul class="errorlist"[^>]*>(.*?)</ul>', field, re.DOTALL)
    return re.sub("<[^>]+>", "", found.group(1)) if found else ""


@pytest.mark.parametrize(
    ("name", "value", "label", "says"),
    [
        ("cut_days", "30", "Cắt thuê bao từ", "Phải sau ngày quá hạn lâu"),
        ("cut_days", "-5", "Cắt thuê bao từ", "từ 2 đến 3.650"),
        ("late_days", "x", "Quá hạn lâu từ", "từ 1 đến"),
        ("expiring_days", "9" * 30, "Nhắc trước khi hết hạn", "từ 0 đến"),
        ("price_per_year", "1e9", "Giá gia hạn một năm", "Ghi một số nguyên"),
        ("price_per_year", "", "Giá gia hạn một năm", "bắt buộc"),
        ("late_surcharge_percent", "101", "Phụ phí khi đăng ký lúc đã quá hạn", "từ 0 đến 100"),
        ("memo_template", "Thanh toan", "Nội dung chuyển tiền", "{order_no}"),
        ("memo_template", "{order_no} {x}", "Nội dung chuyển tiền", "{order_no}"),
        ("memo_template", "Thanh toán {order_no}", "Nội dung chuyển tiền", "không dấu"),
        ("mail_days", "90, x", "Gửi thư trước khi hết hạn", "từ 1 đến 366"),
        ("mail_days", "0", "Gửi thư trước khi hết hạn", "từ 1 đến 366"),
        ("paper_reminder_days", "15;30", "Gửi thư nhắc phiếu giấy sau", "từ 1 đến 366"),
        ("overdue_access", "often", "Khi quá hạn mà chưa cắt", "often"),
        ("effective_from", "2020-01-01", "Hiệu lực từ ngày", "Ngày đã qua"),
        ("effective_from", "9999-01-01", "Hiệu lực từ ngày", "5 năm tới"),
        ("effective_from", "31/02/2030", "Hiệu lực từ ngày", "ngày"),
        ("version", "2026.1", "Tên phiên bản", "đã có"),
        ("version", "x" * 21, "Tên phiên bản", "20"),
    ],
)
def test_nonsense_in_a_policy_is_said_next_to_its_field(
    running: Caller, mai: User, name: str, value: str, label: str, says: str
) -> None:
    client = enter_console(Client(), mai)
    page = post(client, "office/policy/new/", **policy_fields(**{name: value}), propose="1")
    assert says in problem_at(page, label)
    assert not ProposedChange.objects.exists()


def test_a_policy_that_changes_nothing_is_refused(running: Caller, mai: User) -> None:
    page = post(enter_console(Client(), mai), "office/policy/new/", **policy_fields(price_per_year="3500000"))
    assert "Chưa có giá trị nào khác" in page


def test_mails_are_switched_off_by_kind_and_stay_off_in_the_next_version(
    running: Caller, mai: User, lan: User
) -> None:
    client = enter_console(Client(), mai)
    page = post(
        client, "office/policy/new/", **policy_fields(mail_off=["paid", "term_ends"], mail_days="60"), preview="1"
    )
    assert "Đã thanh toán, Sắp hết thời hạn thuê bao" in page
    post(
        client, "office/policy/new/", **policy_fields(mail_off=["paid", "term_ends"], mail_days="60"), propose="1"
    )
    proposed = Policy.from_json(ProposedChange.objects.get().after)
    assert (proposed.mail_off, proposed.mail_days) == (("paid", "term_ends"), (60,))


def test_the_preview_names_the_unit_and_the_day_after_the_announcement(
    running: Caller, unit: Unit, mai: User
) -> None:
    """40 days left, cut 60 days after: with 45 the stage differs from the 45th day overdue on, once announced."""
    running.call("GET", "/licence")
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client = enter_console(Client(), mai)
        page = post(
            client, "office/policy/new/", **policy_fields(cut_days="45", effective_from=day(0)), preview="1"
        )
        earliest = today() + timedelta(days=30)
        differs = today() - timedelta(days=1) + timedelta(days=40 + 45)
    told = page.split('id="preview"')[1].split("</section>")[0]
    assert unit.name in told
    assert f"{earliest:%d/%m/%Y}" in told
    assert "sau khi báo trước" in told
    assert f"{differs:%d/%m/%Y}" in told
    assert not ProposedChange.objects.exists()


def test_the_second_person_approves_on_the_page_and_the_first_cannot(
    running: Caller, mai: User, lan: User
) -> None:
    first, second = enter_console(Client(), mai), enter_console(Client(), lan)
    page = post(first, "office/accounts/new/", **{**ACCOUNT, "active": "on"}, reason="Mở thêm")
    change = ProposedChange.objects.get()
    assert 'name="approve"' not in page
    assert "không tự duyệt" in post(first, f"changes/{change.pk}/", approve="1", reason="x")
    assert 'id="queue-changes">\n    <div class="q-count">1' in second.get("/staff/").content.decode()
    assert "Đã duyệt và thực hiện" in post(second, f"changes/{change.pk}/", approve="1", reason="Đã đối chiếu")
    assert ReceivingAccount.objects.filter(account_no="999").exists()


def test_a_proposal_that_lapsed_can_only_be_cleared_away(running: Caller, mai: User, lan: User) -> None:
    change = propose_account(mai)
    client = enter_console(Client(), lan)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        client = enter_console(Client(), lan)
        page = client.get(f"/staff/changes/{change.pk}/").content.decode()
        assert "Hết hạn duyệt" in page
        assert 'name="approve"' not in page
        assert 'q-count">0' in client.get("/staff/").content.decode().split('id="queue-changes"')[1][:80]
        assert "hết hạn duyệt" in post(client, f"changes/{change.pk}/", approve="1", reason="x")


@pytest.mark.parametrize("job", [Job.SUPPORT, Job.SALES])
def test_who_may_not_propose_sees_and_changes_nothing(running: Caller, job: Job) -> None:
    client = enter_console(Client(), make(job, "nv"))
    assert client.get("/staff/office/accounts/").status_code == 200
    page = post(client, "office/accounts/new/", **{**ACCOUNT, "active": "on"}, reason="x")
    assert "không có quyền" in page
    assert not ProposedChange.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        *("policy/policyversion/add/", "policy/receivingaccount/add/", "policy/vendor/add/", "units/user/add/"),
        *("licences/approval/add/", "registrations/registration/add/", "audit/auditentry/add/"),
        *("policy/receivingaccount/1/delete/", "units/user/1/delete/", "audit/auditentry/1/delete/"),
        *("auth/group/", "otp_totp/totpdevice/", "units/user/1/password/"),
    ],
)
def test_the_admin_itself_changes_nothing(running: Caller, path: str) -> None:
    boss = User.objects.create_superuser("sep", password=PASSWORD)
    client = enter_console(Client(), boss)
    assert client.get(f"/staff/{path}").status_code in {302, 403, 404}
    assert client.post(f"/staff/{path}", {"post": "yes"}).status_code in {302, 403, 404}
    assert ReceivingAccount.objects.count() == 1
    assert User.objects.filter(username="sep").exists()


@pytest.mark.parametrize("path", ["office/policy/?version=../x", "changes/999999/", "office/user/999999/"])
def test_what_there_is_not_is_not_found(running: Caller, mai: User, path: str) -> None:
    assert enter_console(Client(), mai).get(f"/staff/{path}").status_code == 404


# --- the staff ------------------------------------------------------------------------------------------


def half(page: str) -> str:
    return re.search(r"mật khẩu đầu tiên của hoa: (\w+)\.", page).group(1)  # type: ignore[union-attr]


def test_a_new_colleague_has_half_a_password_from_each(running: Caller, mai: User, lan: User) -> None:
    first, second = enter_console(Client(), mai), enter_console(Client(), lan)
    fields = {"username": "hoa", "full_name": "Trần Hòa", "jobs": [Job.SUPPORT.value], "reason": "Nhân viên mới"}
    begins = half(post(first, "office/staff/new/", **fields))
    change = ProposedChange.objects.get()
    assert not User.objects.filter(username="hoa").exists()
    assert begins not in second.get(f"/staff/changes/{change.pk}/").content.decode()
    ends = half(post(second, f"changes/{change.pk}/", approve="1", reason="Đúng người"))
    hoa = User.objects.get(username="hoa")
    assert hoa.check_password(begins + ends)
    assert not hoa.check_password(begins)
    assert (hoa.is_staff, hoa.is_superuser, hoa.groups.get().name) == (True, False, Job.SUPPORT.value)
    change.refresh_from_db()
    assert change.secret == ""
    assert begins not in str([entry.content for entry in AuditEntry.objects.all()])


@pytest.mark.parametrize("name", ["Hoa", "thcs01/hoa", "a b", "../x", "mai", "MAI", "hòa", ""])
def test_a_name_that_cannot_be_is_said_next_to_its_field(running: Caller, mai: User, name: str) -> None:
    client = enter_console(Client(), mai)
    page = post(client, "office/staff/new/", username=name, full_name="x", jobs=[Job.SALES.value], reason="x")
    assert problem_at(page, "Tên đăng nhập")
    assert not ProposedChange.objects.exists()


def test_nobody_agrees_to_a_job_of_their_own(running: Caller, mai: User, lan: User) -> None:
    wanted = {"full_name": "lan", "email": "", "jobs": [Job.SALES.value], "all_jobs": False, "active": True}
    change = changes.proposed(Kind.STAFF, "lan", wanted, mai, "vì")
    with pytest.raises(NotAllowed, match="chính mình"):
        changes.approved(change, lan)


@pytest.mark.parametrize("wanted", [{"all_jobs": True}, {"jobs": ["Giám đốc"]}])
def test_nobody_gets_more_than_jobs(running: Caller, mai: User, wanted: dict[str, Any]) -> None:
    after = {"full_name": "x", "email": "", "jobs": [], "all_jobs": False, "active": True, **wanted}
    with pytest.raises(NotAllowed):
        changes.proposed(Kind.STAFF, "hoa", after, mai, "vì")


def test_a_units_user_does_not_become_staff(running: Caller, mai: User) -> None:
    after = {"full_name": "x", "email": "", "jobs": [Job.SALES.value], "all_jobs": False, "active": True}
    with pytest.raises(NotAllowed, match="không phải nhân viên"):
        changes.proposed(Kind.STAFF, "THCS01/ketoan", after, mai, "vì")


def test_a_reset_authenticator_ends_the_session_and_is_set_up_anew(running: Caller, mai: User, lan: User) -> None:
    hoa = make(Job.SALES, "hoa")
    client = enter_console(Client(), hoa)
    assert client.get("/staff/").status_code == 200
    first, second = enter_console(Client(), mai), enter_console(Client(), lan)
    post(first, f"office/user/{hoa.pk}/", do="totp", reason="Mất điện thoại")
    change = ProposedChange.objects.get(kind=Kind.TOTP_RESET)
    assert TOTPDevice.objects.filter(user=hoa).exists()
    assert "Lần đăng nhập tới, hoa" in post(second, f"changes/{change.pk}/", approve="1", reason="Đã gọi")
    assert client.get("/staff/").status_code == 302
    reply = Client().post("/staff/login/", {"username": "hoa", "password": PASSWORD})
    assert reply.headers["Location"] == "/staff/two-factor/"


def test_a_colleague_is_locked_at_once_and_comes_back_with_two(running: Caller, mai: User, lan: User) -> None:
    hoa = make(Job.SALES, "hoa")
    client, boss = enter_console(Client(), hoa), enter_console(Client(), mai)
    assert "Đã ghi nhận" in post(boss, f"office/user/{hoa.pk}/", do="lock", reason="Nghỉ việc")
    assert client.get("/staff/").status_code == 302
    assert "cần hai người" in post(boss, f"office/user/{hoa.pk}/", do="unlock", reason="Trở lại")
    assert "không ai khóa chính mình" in post(boss, f"office/user/{mai.pk}/", do="lock", reason="x")
    body = {"do": "jobs", "jobs-full_name": "hoa", "jobs-jobs": [Job.SALES.value], "jobs-active": "on"}
    post(boss, f"office/user/{hoa.pk}/", **body, **{"jobs-reason": "Trở lại"})
    changes.approved(ProposedChange.objects.get(), lan)
    hoa.refresh_from_db()
    assert hoa.is_active


def test_a_units_user_gets_another_password_and_every_session_ends(running: Caller) -> None:
    user = User.objects.get(username="THCS01/ketoan")
    client = enter_console(Client(), make(Job.SUPPORT, "nv"))
    page = post(client, f"office/user/{user.pk}/", do="password", reason="Chị Hà quên mật khẩu")
    password = re.search(r"Mật khẩu mới của THCS01/ketoan: (\S+)\. ", page).group(1)  # type: ignore[union-attr]
    assert not RefreshToken.objects.filter(user=user).exists()
    assert running.log_in(password=password).status_code == 200
    assert password not in client.get(f"/staff/office/user/{user.pk}/").content.decode()
    assert AuditEntry.objects.get(action="password_given").actor == "nv"
    post(client, f"office/user/{user.pk}/", do="lock", reason="Nghỉ việc")
    assert running.log_in(password=password).status_code == 401
    post(client, f"office/user/{user.pk}/", do="unlock", reason="Trở lại")
    assert running.log_in(password=password).status_code == 200


@pytest.mark.parametrize("do", ["lock", "password", "totp", "jobs", "x"])
def test_who_may_not_does_nothing_to_a_user(running: Caller, do: str) -> None:
    user = User.objects.get(username="THCS01/ketoan")
    before = user.password
    client = enter_console(Client(), make(Job.ACCOUNTANT, "nv"))
    client.post(f"/staff/office/user/{user.pk}/", {"do": do, "reason": "x"}, follow=True)
    user.refresh_from_db()
    assert (user.password, user.is_active, ProposedChange.objects.count()) == (before, True, 0)


@pytest.mark.parametrize("path", ["office/accounts/new/", "office/staff/new/", "office/policy/new/", "changes/1/"])
def test_forms_need_their_token(running: Caller, mai: User, path: str) -> None:
    client = enter_console(Client(enforce_csrf_checks=True), mai)
    assert client.post(f"/staff/{path}", {**ACCOUNT, "reason": "x"}).status_code == 403
    assert not ProposedChange.objects.exists()
