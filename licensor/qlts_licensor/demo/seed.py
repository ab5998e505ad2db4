"""Puts the demo's units into the database, and moves their days on when the demo is started on a later day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from qlts_licensor.demo import orders
from qlts_licensor.demo.described import DemoUnit
from qlts_licensor.demo.units import PASSWORD, STAFF_NAME, demo_units
from qlts_licensor.licences.models import Subscription
from qlts_licensor.policy.models import PolicyVersion, ReceivingAccount, Vendor
from qlts_licensor.policy.rules import Policy
from qlts_licensor.units.models import Role, Unit, User


def seed(today: date) -> None:
    """Make the demo's rows; safe to call at every start.

    A unit that its user has not touched gets days relative to ``today`` again, so that the demo shows every stage
    however old it is. A unit with a draft or an order of its user's is left as it is.

    Args:
        today: The Vietnam day that the days are relative to.
    """
    with transaction.atomic():
        _seed_licensor()
        for described in demo_units(today):
            unit = _seed_unit(described)
            if orders.untouched(unit):
                _seed_subscription(unit, described)
                orders.seed_orders(unit, described)


def _seed_licensor() -> None:
    policy = Policy()
    PolicyVersion.objects.get_or_create(
        version=policy.version,
        defaults={"effective_from": policy.effective_from, "note": policy.note, "values": policy.to_json()},
    )
    if not Vendor.objects.exists():
        Vendor.objects.create(
            name="Công ty Cổ phần QLTS",
            phone="024 7300 1234",
            email="hotro@qlts.vn",
            postal_address="Phòng Kinh doanh, số 10 phố Duy Tân, phường Cầu Giấy, thành phố Hà Nội",
        )
    if not ReceivingAccount.objects.exists():
        ReceivingAccount.objects.create(
            holder="CONG TY CO PHAN QLTS",
            account_no="12010001234567",
            bank_name="BIDV – Chi nhánh Cầu Giấy",
            bank_bin="970418",
            position=1,
        )
        ReceivingAccount.objects.create(
            holder="CONG TY CO PHAN QLTS",
            account_no="3713.0.1234567.00000",
            bank_name="Kho bạc Nhà nước khu vực I",
            position=2,
        )
    if not User.objects.filter(username=STAFF_NAME).exists():
        User.objects.create_superuser(STAFF_NAME, password=PASSWORD, full_name="Nhân viên demo")


def _seed_unit(described: DemoUnit) -> Unit:
    unit, _ = Unit.objects.get_or_create(
        code=described.code,
        defaults={
            "name": described.name,
            "tax_code": described.tax_code,
            "budget_code": described.budget_code,
            "governing_body": described.governing_body,
            "address": described.address,
            "province": described.province,
            "head_name": described.head_name,
            "head_title": described.head_title,
        },
    )
    for account in described.users:
        name = User.stored_name(described.code, account.username)
        if not User.objects.filter(username=name).exists():
            User.objects.create_user(
                name,
                password=PASSWORD,
                email=account.email(described.code),
                unit=unit,
                role=Role.DATA_ADMIN if account.can_renew else Role.VIEWER,
                full_name=account.full_name,
                phone=account.phone,
            )
    return unit


def _seed_subscription(unit: Unit, described: DemoUnit) -> None:
    start, end = described.term or (None, None)
    renewed_on, renewed_until = described.renewed or (None, None)
    Subscription.objects.update_or_create(
        unit=unit,
        defaults={
            "licence_no": described.licence_no,
            "package": "Chuẩn",
            "users": described.licensed_users,
            "term_start": start,
            "term_end": end,
            "renewed_on": renewed_on,
            "renewed_until": renewed_until,
        },
    )
