"""A day at the staff's console, in a real browser: for the tests, and for the pictures."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import requests

from licensor.tests.scan_pictures import as_file, paper
from qlts_desktop.core.dates import vietnam_day
from tests.licensor_process import Account, DemoLicensor
from tests.staff_browser import Staff, browser

LAN = "mat-khau-cua-lan-1"


def today() -> date:
    """The licensor's day."""
    return vietnam_day(datetime.now(UTC))


def walk(licensor: DemoLicensor, *, dark: bool = False, folder: Path | None = None) -> None:
    """The whole day, on a licensor on which nobody has worked yet.

    Args:
        licensor: The demo.
        dark: In the dark theme.
        folder: Where pictures go.
    """
    manifest = json.loads(licensor.manifest.read_text("utf-8"))["staff"]
    licensor.run("create-user", "lan", "--staff", "--full-name", "Lan", text=f"{LAN}\n")
    with browser(manifest["url"], dark=dark, folder=folder) as first:
        first.log_in(manifest["username"], manifest["password"])
        second = first.beside()
        second.log_in("lan", LAN)
        what_happens_on_a_day(first, licensor.account("expiring"))
        no = register_for(first, licensor.account("expiring"))
        grant_official(first, licensor.account("overdue_late"))
        prove(licensor, licensor.account("expiring"), no)
        review(first, no)
        cut(first, second, licensor.account("active"))
        change_policy(first, second)
        change_account(first, second)
        hire(first, second)
        reset_authenticator(first, second)
        for name, path in LISTS.items():
            first.open(path)
            first.shoot(name)


LISTS = {
    "paper": "paper/",
    "invoices": "invoices/",
    "vendor": "office/vendor/",
    "changes": "changes/",
    "units": "units/unit/",
    "orders": "registrations/registration/",
    "users": "units/user/",
    "recoveries": "recovery/datarecoveryrequest/",
    "log": "audit/auditentry/",
}


def what_happens_on_a_day(staff: Staff, account: Account) -> None:
    """*Ngày này thì sao?*: the stage on a day and why."""
    page = staff.open(f"unit/{account.unit_code}/")
    page.get_by_label("Ngày này thì sao?").fill((today() + timedelta(days=400)).isoformat())
    page.keyboard.press("Enter")
    page.locator("#asked").wait_for()
    told = page.locator("#asked").inner_text()
    assert "Đã cắt thuê bao" in told
    assert "≥ 60" in told
    staff.shoot("unit-on-a-day")


def register_for(staff: Staff, account: Account) -> str:
    """*Gia hạn giúp đơn vị* with provisional resources, with the keyboard alone; the order's number."""
    page = staff.open(f"unit/{account.unit_code}/")
    page.locator("#move-help summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Hạn thanh toán").fill((today() + timedelta(days=30)).isoformat())
    page.get_by_label("Lý do, và ai ở đơn vị đã nhờ").focus()
    page.keyboard.type("Chị Hà gọi điện nhờ")
    staff.shoot("unit-help")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Báo đơn vị nhấn Cập nhật tài nguyên").wait_for()
    assert "Đã cấp tạm" in staff.body()
    staff.shoot("order")
    return page.url.rstrip("/").rpartition("/")[2]


def grant_official(staff: Staff, account: Account) -> None:
    """The money is there already: official resources for a unit that has no draft."""
    page = staff.open(f"unit/{account.unit_code}/")
    page.locator("#move-help summary").click()
    page.get_by_label("Hạn thanh toán").fill((today() + timedelta(days=9)).isoformat())
    page.get_by_label("Đã nhận đủ tiền: cấp tài nguyên chính thức").check()
    page.get_by_label("Lý do, và ai ở đơn vị đã nhờ").fill("Đã có sao kê; anh Bình nhờ")
    assert "Đã cấp chính thức" in staff.press("Đăng ký giúp đơn vị")
    assert "Đã thanh toán" in staff.body()


def prove(licensor: DemoLicensor, account: Account, no: str) -> None:
    """The unit sends a payment proof."""
    names = {"unit_code": account.unit_code, "username": account.username, "password": account.password}
    api = f"{licensor.url}/api/v1"
    token = requests.post(f"{api}/sessions", json=names, timeout=30).json()["access_token"]
    fields = {"memo": f"Thanh toán đơn hàng {no}", "paid_on": today().isoformat(), "amount": "3000000"}
    reply = requests.post(
        f"{api}/registrations/{no}/payment-proofs",
        fields,
        files={"files": ("ủy nhiệm chi.png", as_file(paper().resize((400, 566))), "image/png")},
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "0d4f7b0c-6f0f-4c63-9d0c-6a4f1b9e2a11"},
        timeout=30,
    )
    assert reply.status_code == 201, reply.text


def review(staff: Staff, no: str) -> None:
    """The proof beside its order; a wrong amount is said next to the field, and what was typed stays."""
    page = staff.open("queue/proofs/")
    staff.shoot("queue")
    page.get_by_role("link", name=no).click()
    page.wait_for_function("() => document.querySelector('.q-viewer img').naturalWidth > 0")
    staff.shoot("proof")
    page.locator("#move-proof_short summary").click()
    page.get_by_label("Số tiền đã nhận lần này (đồng)").locator("visible=true").fill("ba triệu")
    page.get_by_label("Lý do (đơn vị đọc được)").locator("visible=true").fill("Còn thiếu 500.000 đ")
    page.get_by_role("button", name="Thanh toán thiếu").click()
    page.wait_for_function("() => document.querySelector('.q-viewer img').naturalWidth > 0")
    wrong = page.locator("#move-proof_short .errorlist")
    wrong.wait_for()
    assert "bằng số" in wrong.inner_text()
    staff.shoot("proof-problem")
    assert page.locator("#move-proof_short textarea").input_value() == "Còn thiếu 500.000 đ"
    page.get_by_label("Số tiền đã nhận lần này (đồng)").locator("visible=true").fill("3.000.000")
    assert "đã ghi nhận" in staff.press("Thanh toán thiếu")


def cut(first: Staff, second: Staff, account: Account) -> None:
    """One asks for an early cut, and cannot approve it; another one does, on the unit's page."""
    path = f"unit/{account.unit_code}/"
    assert "cần một người khác duyệt" in first.decide(path, "cut_early", "Vi phạm", day=today().isoformat())
    assert first.page.get_by_role("button", name="Duyệt và thực hiện").count() == 0
    first.shoot("unit-waits")
    page = second.open(path)
    page.get_by_label("Lý do duyệt").fill("Đã xem hồ sơ")
    assert "đã duyệt và thực hiện" in second.press("Duyệt và thực hiện")
    assert "Đã cắt thuê bao" in second.body()


def change_policy(first: Staff, second: Staff) -> None:
    """A stricter policy: nonsense is said next to its field, the preview names the units, two people agree."""
    page = first.open("office/policy/")
    first.shoot("policy")
    page.get_by_role("link", name="Sửa chính sách và giá").click()
    page.get_by_label("Cắt thuê bao từ").fill("20")
    page.get_by_label("Giá gia hạn một năm").fill("ba triệu")
    page.get_by_label("Hiệu lực từ ngày").fill((today() - timedelta(days=1)).isoformat())
    page.get_by_label("Nội dung thay đổi").fill("Cắt sớm hơn, giá mới")
    page.get_by_label("Lý do đề nghị").fill("Theo quyết định 12")
    first.press("Xem trước ảnh hưởng")
    for label, words in {
        "Cắt thuê bao từ": "Phải sau ngày quá hạn lâu (30).",
        "Giá gia hạn một năm": "Ghi một số nguyên từ 0 đến 10.000.000.000.",
        "Hiệu lực từ ngày": "Ngày đã qua",
    }.items():
        field = page.locator(".q-field", has=page.get_by_label(label))
        assert words in field.locator(".errorlist").inner_text(), label
    first.shoot("policy-problems")
    page.get_by_label("Cắt thuê bao từ").fill("45")
    page.get_by_label("Giá gia hạn một năm").fill("3.800.000")
    page.get_by_label("Hiệu lực từ ngày").fill((today() + timedelta(days=1)).isoformat())
    first.press("Xem trước ảnh hưởng")
    told = page.locator("#preview").inner_text()
    assert "Chặt hơn" in told
    assert "3.500.000 đ" in told
    assert "Sắp cắt" in told or "Đã cắt thuê bao" in told
    first.shoot("policy-preview")
    first.press("Đề nghị áp dụng (cần người thứ hai)")
    assert page.get_by_role("button", name="Duyệt và thực hiện").count() == 0
    first.shoot("policy-change")
    approve(second, page.url)
    assert "45 ngày quá hạn" in second.open("office/policy/").locator("body").inner_text()


def change_account(first: Staff, second: Staff) -> None:
    """A receiving account, by two."""
    page = first.open("office/accounts/")
    first.shoot("accounts")
    page.get_by_role("link", name="Thêm tài khoản nhận").click()
    page.get_by_label("Chủ tài khoản").fill("CONG TY CO PHAN QLTS")
    page.get_by_label("Số tài khoản").fill("0123 456 789")
    page.get_by_label("Ngân hàng hoặc Kho bạc").fill("Vietcombank – Hà Nội")
    page.get_by_label("Mã BIN của ngân hàng").fill("97")
    page.get_by_label("Lý do đề nghị").fill("Mở thêm")
    assert "Mã BIN có đúng 6 chữ số." in first.press("Đề nghị thay đổi (cần người thứ hai)")
    first.shoot("account-problem")
    page.get_by_label("Mã BIN của ngân hàng").fill("970436")
    first.press("Đề nghị thay đổi (cần người thứ hai)")
    approve(second, page.url)
    assert "0123 456 789" in first.open("office/accounts/").locator("body").inner_text()


def hire(first: Staff, second: Staff) -> None:
    """A new colleague gets half a password from each, and a job; then logs in."""
    page = first.open("office/staff/new/")
    page.get_by_label("Tên đăng nhập").fill("hoa")
    page.get_by_label("Họ và tên").fill("Trần Hòa")
    page.get_by_label("Hỗ trợ").check()
    page.get_by_label("Lý do đề nghị").fill("Nhân viên mới")
    first.shoot("colleague-new")
    begins = half(first.press("Đề nghị thay đổi (cần người thứ hai)"))
    approve(second, page.url)
    hoa = first.beside()
    hoa.log_in("hoa", begins + half(second.body()))
    assert hoa.page.locator("#queue-proofs").count() == 1
    first.open("office/staff/")
    first.shoot("staff")


def half(told: str) -> str:
    """A half of a first password, as it is told once."""
    return told.split("mật khẩu đầu tiên của hoa: ")[1].split(".")[0]


def reset_authenticator(first: Staff, second: Staff) -> None:
    """A colleague's authenticator is reset by two others; the reset one sets up a new one at the next login."""
    page = first.open("office/staff/")
    page.get_by_role("link", name="hoa").click()
    page.locator("#do-totp summary").click()
    page.locator("#do-totp textarea").fill("Mất điện thoại")
    first.shoot("person")
    page.locator("#do-totp button").click()
    page.wait_for_load_state()
    approve(second, page.url)
    page = second.open("office/staff/")
    assert "Chưa" in page.locator("tr", has_text="hoa").inner_text()


def approve(staff: Staff, address: str) -> None:
    """The second person looks at a proposal and approves it."""
    page = staff.page
    page.goto(address)
    page.get_by_label("Lý do").fill("Đã đối chiếu")
    assert "Đã duyệt và thực hiện" in staff.press("Duyệt và thực hiện")
