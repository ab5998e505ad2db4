"""Typical slips: a school, a hospital, a ward office, and one whose content needs two pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from qlts_desktop.core.licence import Term
from qlts_desktop.core.renewal import HeadAuthority, Offer, OfferLine, PaymentMethod, RenewalForm
from qlts_desktop.services.slip_pdf import make_slip
from tests.factories import TODAY, make_form, make_offer, make_signed_offer

DAY = date(2027, 2, 5)


@dataclass(frozen=True)
class Sample:
    """What a slip is made of."""

    form: RenewalForm
    offer: Offer

    def slip(self) -> bytes:
        """The slip, PDF."""
        return make_slip(self.form, self.offer, make_signed_offer(order_no=self.offer.order_no), DAY)


def school() -> Sample:
    """The ordinary case."""
    return Sample(make_form(), make_offer())


def hospital() -> Sample:
    """Long names, a deputy who signs, more users, another name on the invoice, the treasury pays."""
    form = make_form(
        unit_name="Bệnh viện Đa khoa Phục hồi chức năng và Điều dưỡng tỉnh Thừa Thiên Huế",
        unit_governing_body="Sở Y tế thành phố Huế",
        unit_address="Số 30 đường Tôn Thất Tùng, tổ dân phố số 12, phường Thuận Hóa, thành phố Huế",
        unit_province="Thành phố Huế",
        unit_head_name="Nguyễn Thị Phương Thảo Nguyên",
        unit_head_title="Phó Giám đốc",
        unit_head_authority=HeadAuthority.KT,
        unit_email="phongtaichinhketoan@benhvienphcn.hue.gov.vn",
        invoice_copy_from_licence=False,
        invoice_name="Bệnh viện Phục hồi chức năng Huế (cơ sở 2)",
        invoice_buyer_name="Phạm Thị Ngọc Ánh",
        invoice_phone="0234 382 5000",
        invoice_payment_method=PaymentMethod.TREASURY,
        invoice_account_no="9527.1.1084512",
        invoice_bank_name="Kho bạc Nhà nước khu vực XIII",
        invoice_invoice_on=date(2027, 3, 1),
    )
    lines = (
        OfferLine("renewal", "Gia hạn phần mềm QLTS, gói Bệnh viện, 2 năm", "năm", 6_500_000, 2, 13_000_000),
        OfferLine("extra_users", "Người dùng thêm", "người dùng", 450_000, 21, 9_450_000),
    )
    offer = make_offer(
        years=2,
        extra_users=21,
        lines=lines,
        total=22_450_000,
        new_term=Term(date(2027, 1, 1), date(2028, 12, 31)),
    )
    return Sample(form, offer)


def ward() -> Sample:
    """A small office: a budget code and no tax code, nobody above it, no province."""
    form = make_form(
        unit_name="Ủy ban nhân dân xã Ea Súp",
        unit_governing_body="",
        unit_province="",
        unit_tax_code="",
        unit_head_name="Y Bhăm Niê",
        unit_head_title="Chủ tịch",
        unit_head_authority=HeadAuthority.TUQ,
        unit_address="Thôn 6, xã Ea Súp, tỉnh Đắk Lắk",
        invoice_tax_code="",
        invoice_name="Ủy ban nhân dân xã Ea Súp",
        invoice_address="Thôn 6, xã Ea Súp, tỉnh Đắk Lắk",
    )
    return Sample(form, make_offer())


def two_pages() -> Sample:
    """Five years, as many lines as an offer ever has, and names of 400 letters."""
    long_name = ("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên và Hướng nghiệp dạy nghề " * 5)[
        :399
    ] + "h"
    form = make_form(unit_name=long_name, invoice_name=long_name, unit_governing_body=long_name[:160])
    lines = tuple(
        OfferLine(f"line{number}", f"Gia hạn phần mềm QLTS, phân hệ {number}", "năm", 199_999_999, 5, 999_999_995)
        for number in range(1, 5)
    )
    offer = make_offer(
        years=5,
        lines=lines,
        total=sum(line.amount for line in lines),
        new_term=Term(date(2027, 1, 1), date(2031, 12, 31)),
    )
    paying = replace(form.payment, due_on=TODAY + timedelta(days=60))
    return Sample(replace(form, payment=paying), offer)


SAMPLES = {"school": school, "hospital": hospital, "ward": ward, "two_pages": two_pages}
