"""Phones and e-mail addresses."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qlts_desktop.services.field_checks import FIELD_CHECKS


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("0912345678", True),
        ("0912 345 678", True),
        ("0912.345.678", True),
        ("+84 912 345 678", True),
        ("(024) 3795 9595", True),
        ("19001234", True),
        ("091234567", False),
        ("091234567890", False),
        ("0112345678", False),
        ("+1 650 253 0000", False),
        ("không có", False),
        ("", False),
        ("+", False),
    ],
)
def test_a_phone_is_one_of_vietnam(text: str, good: bool):
    assert FIELD_CHECKS.phone_ok(text) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("ketoan@nguyendu.edu.vn", True),
        ("ke.toan+qlts@truong.gov.vn", True),
        ("ketoan@nguyendu", False),
        ("ketoan.nguyendu.edu.vn", False),
        ("ke toan@nguyendu.edu.vn", False),
        ("a@b@c.vn", False),
        ("@nguyendu.edu.vn", False),
        ("", False),
    ],
)
def test_an_email_address_has_the_form_of_one(text: str, good: bool):
    assert FIELD_CHECKS.email_ok(text) is good


def test_the_libraries_are_not_loaded_before_the_first_check():
    program = (
        "import sys, qlts_desktop.services.field_checks\n"
        "assert not {'phonenumbers', 'email_validator'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
