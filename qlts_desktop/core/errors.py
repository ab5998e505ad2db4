"""Closed sets of what can go wrong. ``ui/messages.py`` holds the one text for each member."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ErrorCode(StrEnum):
    """Why an operation did not happen."""

    # reaching the licensor
    NO_NETWORK = "no_network"
    TIMEOUT = "timeout"
    SERVER_ADDRESS_WRONG = "server_address_wrong"
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"
    CLOCK_BREAKS_TLS = "clock_breaks_tls"
    PLAIN_HTTP_REFUSED = "plain_http_refused"
    REPLY_TOO_LARGE = "reply_too_large"
    REPLY_NOT_UNDERSTOOD = "reply_not_understood"
    PROXY_ADDRESS_WRONG = "proxy_address_wrong"
    PROXY_UNREACHABLE = "proxy_unreachable"
    PROXY_LOGIN_NEEDED = "proxy_login_needed"
    SERVER_BUSY = "server_busy"
    SERVER_ERROR = "server_error"
    # who the user is
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a symbol, not a password
    ACCOUNT_LOCKED = "account_locked"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    SESSION_EXPIRED = "session_expired"
    ROLE_NOT_ALLOWED = "role_not_allowed"
    # the licence
    NO_LICENCE = "no_licence"
    LICENCE_DAMAGED = "licence_damaged"
    LICENCE_SIGNATURE_WRONG = "licence_signature_wrong"
    LICENCE_KEY_UNKNOWN = "licence_key_unknown"
    LICENCE_KEY_REVOKED = "licence_key_revoked"
    LICENCE_OTHER_UNIT = "licence_other_unit"
    LICENCE_OTHER_PRODUCT = "licence_other_product"
    LICENCE_WRONG_TYPE = "licence_wrong_type"
    LICENCE_OLDER_SERIAL = "licence_older_serial"
    LICENCE_FROM_THE_FUTURE = "licence_from_the_future"
    # registering
    ORDER_OPEN = "order_open"
    NOT_FOUND = "not_found"
    FORM_INVALID = "form_invalid"
    FORM_CHANGED = "form_changed"
    DRAFT_CONFLICT = "draft_conflict"
    OFFER_EXPIRED = "offer_expired"
    PAYMENT_DAY_PAST = "payment_day_past"
    SLIP_REJECTED = "slip_rejected"
    KEY_REUSED = "key_reused"
    IN_PROGRESS = "in_progress"
    REGISTRATION_NOT_ALLOWED = "registration_not_allowed"
    ACTION_NOT_ALLOWED = "action_not_allowed"
    # a registration prepared here and signed elsewhere
    PREPARED_DAMAGED = "prepared_damaged"
    PREPARED_TOO_NEW = "prepared_too_new"
    PREPARED_OTHER_VENDOR = "prepared_other_vendor"
    PREPARED_OTHER_SERVER = "prepared_other_server"
    PREPARED_EXPIRED = "prepared_expired"
    PREPARED_VOID = "prepared_void"
    PREPARED_USED = "prepared_used"
    PREPARED_REVOKED = "prepared_revoked"
    PREPARED_UNKNOWN = "prepared_unknown"
    PREPARED_RIGHT_GONE = "prepared_right_gone"
    CERTIFICATE_NOT_OF_UNIT = "certificate_not_of_unit"
    # a scan of the stamped slip
    PAPER_NOT_AWAITED = "paper_not_awaited"
    SCAN_OF_OTHER_ORDER = "scan_of_other_order"
    FILE_TOO_LARGE = "file_too_large"
    FILE_TYPE_WRONG = "file_type_wrong"
    FILE_EMPTY = "file_empty"
    FILE_CHOSEN_TWICE = "file_chosen_twice"
    FILE_DAMAGED = "file_damaged"
    NOT_A_PDF = "not_a_pdf"
    PDF_TOO_LARGE = "pdf_too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    # data recovery
    RECOVERY_NOT_ALLOWED = "recovery_not_allowed"
    RECOVERY_OPEN = "recovery_open"
    # this machine
    FOLDER_NOT_WRITABLE = "folder_not_writable"
    FILE_NOT_WRITABLE = "file_not_writable"
    DISK_FULL = "disk_full"
    STORE_DAMAGED = "store_damaged"
    STORE_TOO_NEW = "store_too_new"
    KEYRING_UNAVAILABLE = "keyring_unavailable"
    NO_PRINTER = "no_printer"
    PRINT_FAILED = "print_failed"
    FILE_UNREADABLE = "file_unreadable"
    PROGRAM_NOT_STARTED = "program_not_started"
    FONT_MISSING = "font_missing"
    # signing
    CERTIFICATE_PASSWORD_WRONG = "certificate_password_wrong"  # noqa: S105 - a symbol, not a password
    CERTIFICATE_FILE_DAMAGED = "certificate_file_damaged"
    CERTIFICATE_WITHOUT_KEY = "certificate_without_key"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid"
    CERTIFICATE_NOT_FOR_SIGNING = "certificate_not_for_signing"
    CERTIFICATE_KEY_TOO_WEAK = "certificate_key_too_weak"
    CERTIFICATE_DIGEST_TOO_WEAK = "certificate_digest_too_weak"
    CERTIFICATE_OTHER_TAX_CODE = "certificate_other_tax_code"
    PIN_WRONG = "pin_wrong"
    PIN_LENGTH = "pin_length"
    PIN_LAST_TRY = "pin_last_try"
    PIN_LOCKED = "pin_locked"
    PIN_EXPIRED = "pin_expired"
    TOKEN_REMOVED = "token_removed"  # noqa: S105 - a symbol, not a password
    TOKEN_WITHOUT_KEY = "token_without_key"  # noqa: S105 - a symbol, not a password
    TOKEN_BUSY = "token_busy"  # noqa: S105 - a symbol, not a password
    TOKEN_FAULT = "token_fault"  # noqa: S105 - a symbol, not a password
    TRUST_FOLDER_EMPTY = "trust_folder_empty"
    PICTURE_UNUSABLE = "picture_unusable"
    SIGNED_ALREADY = "signed_already"
    DRIVER_UNUSABLE = "driver_unusable"
    TIME_STAMP_FAILED = "time_stamp_failed"
    SIGNING_FAILED = "signing_failed"
    # anything else
    CANCELLED = "cancelled"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field's problem as the licensor reported it (RFC 9457 ``errors`` member)."""

    field: str
    code: str
    message: str = ""


class OperationError(Exception):
    """An operation did not happen, and why.

    Attributes:
        code: The symbol that the interface turns into a sentence.
        details: Values the sentence may name, for example ``{"minutes": "14"}``. Never a secret.
        request_id: The licensor's ``X-Request-Id``, for support.
        fields: Problems of single fields, when the licensor named them.
        technical: The cause in its own words, shown under *Chi tiết* only.
    """

    def __init__(
        self,
        code: ErrorCode,
        *,
        details: dict[str, str] | None = None,
        request_id: str = "",
        fields: tuple[FieldError, ...] = (),
        technical: str = "",
    ) -> None:
        super().__init__(f"{code}: {technical}" if technical else str(code))
        self.code = code
        self.details = details or {}
        self.request_id = request_id
        self.fields = fields
        self.technical = technical
