"""Field checks that need libraries: Vietnamese phone numbers and e-mail addresses.

Both libraries are imported at the first check, off the way to the first window.
"""

from __future__ import annotations

from qlts_desktop.core.field_checks import FieldChecks


def phone_ok(text: str) -> bool:
    """Whether a number can be dialled in Vietnam, however it is spaced."""
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number_for_region(phonenumbers.parse(text, "VN"), "VN"))
    except phonenumbers.NumberParseException:
        return False


def email_ok(text: str) -> bool:
    """Whether the address has the form of one; nothing is looked up."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


FIELD_CHECKS = FieldChecks(phone_ok=phone_ok, email_ok=email_ok)
"""The checks that ``bootstrap.py`` hands out."""
