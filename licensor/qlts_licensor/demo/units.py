"""What the demo shows: one unit for each stage, some with a history, some without. Days are relative to today."""

from __future__ import annotations

from datetime import date, timedelta

from qlts_licensor.demo.described import DemoOrder, DemoUnit, DemoUser, year_after, year_until

PASSWORD = "demo1234"  # noqa: S105 - the demo's accounts are public and listen on loopback alone
STAFF_NAME = "nhanvien"


def demo_units(today: date) -> tuple[DemoUnit, ...]:
    """All units of the demo, the one to start with first."""

    def day(offset: int) -> date:
        return today + timedelta(days=offset)

    renewed_old_end = day(-24)
    renewed_term = year_after(renewed_old_end)
    return (
        DemoUnit(
            state="expiring",
            stage="expiring",
            summary="còn 45 ngày",
            code="THCSNBK",
            name="Trường THCS Nguyễn Bỉnh Khiêm",
            tax_code="0200731649",
            budget_code="1012345",
            governing_body="Ủy ban nhân dân phường Lê Chân",
            address="Số 12 đường Nguyễn Đức Cảnh, phường Lê Chân, thành phố Hải Phòng",
            province="Hải Phòng",
            head_name="Lê Quang Minh",
            head_title="Hiệu trưởng",
            users=(
                DemoUser("ketoan", "Trần Thu Hà", "0912 345 678"),
                DemoUser("xem", "Phạm Văn Bình", "0913 456 789", can_renew=False),
            ),
            term=year_until(day(45)),
        ),
        DemoUnit(
            state="active",
            stage="active",
            summary="còn 200 ngày",
            code="BVDKVT",
            name="Bệnh viện Đa khoa Việt Tiệp cơ sở 3",
            tax_code="0201123587",
            budget_code="1023456",
            governing_body="Sở Y tế thành phố Hải Phòng",
            address="Số 1 đường Nhà Thương, phường Lê Chân, thành phố Hải Phòng",
            province="Hải Phòng",
            head_name="Nguyễn Thị Lan Anh",
            head_title="Giám đốc",
            users=(_accountant("Đỗ Minh Châu", "0914 567 890"),),
            term=year_until(day(200)),
            licensed_users=12,
        ),
        DemoUnit(
            state="overdue_early",
            stage="overdue_early",
            summary="quá hạn 12 ngày",
            code="UBNDHB",
            name="Văn phòng HĐND và UBND phường Hoa Bằng",
            tax_code="0101526374",
            budget_code="1034567",
            governing_body="Ủy ban nhân dân phường Hoa Bằng",
            address="Số 45 phố Yên Hòa, phường Hoa Bằng, thành phố Hà Nội",
            province="Hà Nội",
            head_name="Vũ Đức Thắng",
            head_title="Chánh Văn phòng",
            users=(_accountant("Ngô Thị Mai", "0915 678 901"),),
            term=year_until(day(-12)),
        ),
        DemoUnit(
            state="overdue_late",
            stage="overdue_late",
            summary="quá hạn 42 ngày",
            code="THPTLVT",
            name="Trường THPT Lương Văn Tụy",
            tax_code="2700919233",
            budget_code="1045678",
            governing_body="Sở Giáo dục và Đào tạo tỉnh Ninh Bình",
            address="Số 8 đường Trần Hưng Đạo, phường Hoa Lư, tỉnh Ninh Bình",
            province="Ninh Bình",
            head_name="Đinh Hữu Phước",
            head_title="Hiệu trưởng",
            users=(_accountant("Hoàng Ngọc Yến", "0916 789 012"),),
            term=year_until(day(-42)),
        ),
        DemoUnit(
            state="cut_off",
            stage="cut_off",
            summary="đã cắt, quá hạn 75 ngày",
            code="TTVHTH",
            name="Trung tâm Văn hóa tỉnh Thanh Hóa",
            tax_code="2800557717",
            budget_code="1056789",
            governing_body="Sở Văn hóa, Thể thao và Du lịch tỉnh Thanh Hóa",
            address="Số 20 đại lộ Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa",
            province="Thanh Hóa",
            head_name="Lê Thị Hồng Nhung",
            head_title="Giám đốc",
            users=(_accountant("Trịnh Xuân Thủy", "0917 890 123"),),
            term=year_until(day(-75)),
        ),
        DemoUnit(
            state="committed",
            stage="committed",
            summary="cam kết thanh toán, còn 40 ngày",
            code="MNHOASEN",
            name="Trường Mầm non Hoa Sen",
            tax_code="4600314157",
            budget_code="1067890",
            governing_body="Ủy ban nhân dân phường Phan Đình Phùng",
            address="Tổ 9, phường Phan Đình Phùng, tỉnh Thái Nguyên",
            province="Thái Nguyên",
            head_name="Dương Thị Thanh",
            head_title="Hiệu trưởng",
            users=(_accountant("Lý Thị Hạnh", "0918 901 234"),),
            term=year_until(day(-10)),
            orders=(DemoOrder("990000101", day(-35), day(40), year_after(day(-10))),),
        ),
        DemoUnit(
            state="commitment_due",
            stage="commitment_due",
            summary="cam kết thanh toán, còn 9 ngày",
            code="KIEMLAMLS",
            name="Chi cục Kiểm lâm tỉnh Lạng Sơn",
            tax_code="4900271828",
            budget_code="1078901",
            governing_body="Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn",
            address="Số 3 đường Hùng Vương, phường Lương Văn Tri, tỉnh Lạng Sơn",
            province="Lạng Sơn",
            head_name="Nông Văn Khánh",
            head_title="Chi cục trưởng",
            users=(_accountant("Hứa Thị Bích", "0919 012 345"),),
            term=year_until(day(-40)),
            orders=(DemoOrder("990000102", day(-55), day(9), year_after(day(-40))),),
        ),
        DemoUnit(
            state="payment_in_review",
            stage="payment_in_review",
            summary="đã gửi chứng từ, chờ xác nhận",
            code="BVPHOIQN",
            name="Bệnh viện Phổi Quảng Ninh",
            tax_code="5700660184",
            budget_code="1089012",
            governing_body="Sở Y tế tỉnh Quảng Ninh",
            address="Khu 3, phường Cao Xanh, tỉnh Quảng Ninh",
            province="Quảng Ninh",
            head_name="Bùi Quốc Toản",
            head_title="Giám đốc",
            users=(_accountant("Vũ Hải Yến", "0936 123 456"),),
            term=year_until(day(-50)),
            orders=(DemoOrder("990000103", day(-70), day(6), year_after(day(-50)), review="proof"),),
        ),
        DemoUnit(
            state="commitment_lapsed",
            stage="commitment_lapsed",
            summary="quá hạn cam kết 9 ngày",
            code="THTRANPHU",
            name="Trường Tiểu học Trần Phú",
            tax_code="3000332219",
            budget_code="1090123",
            governing_body="Ủy ban nhân dân phường Thành Sen",
            address="Số 15 đường Phan Đình Phùng, phường Thành Sen, tỉnh Hà Tĩnh",
            province="Hà Tĩnh",
            head_name="Phan Thị Kim Oanh",
            head_title="Hiệu trưởng",
            users=(_accountant("Nguyễn Đình Lộc", "0937 234 567"),),
            term=year_until(day(-65)),
            orders=(DemoOrder("990000104", day(-70), day(-9), year_after(day(-65))),),
        ),
        DemoUnit(
            state="renewed",
            stage="renewed",
            summary="vừa được cấp chính thức",
            code="TTYTBH",
            name="Trung tâm Y tế khu vực Biên Hòa",
            tax_code="3600445567",
            budget_code="1101234",
            governing_body="Sở Y tế tỉnh Đồng Nai",
            address="Số 98 đường Nguyễn Ái Quốc, phường Trấn Biên, tỉnh Đồng Nai",
            province="Đồng Nai",
            head_name="Trần Nhật Tân",
            head_title="Giám đốc",
            users=(_accountant("Lâm Mỹ Dung", "0938 345 678"),),
            term=renewed_term,
            licensed_users=20,
            orders=(DemoOrder("990000105", day(-40), day(30), renewed_term, paid_on=day(-4)),),
            renewed=(day(-4), day(26)),
        ),
        _with_history(today),
        DemoUnit(
            state="no_licence",
            stage=None,
            summary="chưa có giấy phép",
            code="PXTAMTHANG",
            name="Phòng Kinh tế phường Tam Thắng",
            tax_code="3500772916",
            budget_code="1123456",
            governing_body="Ủy ban nhân dân phường Tam Thắng",
            address="Số 77 đường Lê Hồng Phong, phường Tam Thắng, thành phố Hồ Chí Minh",
            province="Hồ Chí Minh",
            head_name="Châu Gia Huy",
            head_title="Trưởng phòng",
            users=(_accountant("Đặng Thị Thúy", "0939 456 789"),),
            term=None,
        ),
    )


def _with_history(today: date) -> DemoUnit:
    """Three paid orders, a year each, and the last of them about to end."""
    last_term = year_until(today + timedelta(days=70))
    terms = [last_term]
    while len(terms) < 3:
        terms.insert(0, year_until(terms[0][0] - timedelta(days=1)))
    orders = tuple(
        DemoOrder(
            no=f"99000020{number}",
            registered_on=term[0] - timedelta(days=30),
            due_on=term[0] + timedelta(days=20),
            term=term,
            paid_on=term[0] + timedelta(days=5),
        )
        for number, term in enumerate(terms, start=1)
    )
    return DemoUnit(
        state="history",
        stage="expiring",
        summary="ba năm lịch sử, còn 70 ngày",
        code="CDSPVP",
        name="Trường Cao đẳng Vĩnh Phúc",
        tax_code="2500123772",
        budget_code="1112345",
        governing_body="Ủy ban nhân dân tỉnh Phú Thọ",
        address="Số 28 đường Hùng Vương, phường Vĩnh Phúc, tỉnh Phú Thọ",
        province="Phú Thọ",
        head_name="Tạ Quang Vinh",
        head_title="Hiệu trưởng",
        users=(_accountant("Kiều Thị Nga", "0981 567 890"),),
        term=last_term,
        licensed_users=8,
        orders=orders,
    )


def _accountant(full_name: str, phone: str) -> DemoUser:
    return DemoUser("ketoan", full_name, phone)
