"""The renewal form: its four sections, what the offer allows, and the problems of a form.

Field names are the JSON names of the wire; lengths are the e-invoice format's. The same symbols are used
by the licensor, so that a problem reads the same wherever it is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from qlts_desktop.core.licence import Term


class HeadAuthority(StrEnum):
    """On whose authority the head signs (NĐ 30/2020)."""

    NONE = "none"
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."


class PaymentMethod(StrEnum):
    """How the unit will pay."""

    BANK_TRANSFER = "bank_transfer"
    TREASURY = "treasury"


class SendMethod(StrEnum):
    """The two ways to send a registration."""

    SIGNED = "signed"
    STAMPED = "stamped"


@dataclass(frozen=True, slots=True)
class UnitSection:
    """I. The registering unit. ``name`` and ``licence_no`` come from the licence and are read-only."""

    name: str = ""
    licence_no: str = ""
    tax_code: str = ""
    budget_code: str = ""
    governing_body: str = ""
    address: str = ""
    province: str = ""
    head_name: str = ""
    head_title: str = ""
    head_authority: HeadAuthority = HeadAuthority.NONE
    contact_name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceSection:
    """II. Whom the invoice is made out to."""

    copy_from_licence: bool = True
    name: str = ""
    tax_code: str = ""
    budget_code: str = ""
    address: str = ""
    buyer_name: str = ""
    email: str = ""
    phone: str = ""
    payment_method: PaymentMethod = PaymentMethod.BANK_TRANSFER
    account_no: str = ""
    bank_name: str = ""
    invoice_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderSection:
    """III. What is ordered."""

    years: int = 1
    extra_users: int = 0


@dataclass(frozen=True, slots=True)
class PaymentSection:
    """IV. The promised payment day."""

    due_on: date | None = None
    consent: bool = False


@dataclass(frozen=True, slots=True)
class RenewalForm:
    """All that the accountant fills in."""

    unit: UnitSection = field(default_factory=UnitSection)
    invoice: InvoiceSection = field(default_factory=InvoiceSection)
    order: OrderSection = field(default_factory=OrderSection)
    payment: PaymentSection = field(default_factory=PaymentSection)


@dataclass(frozen=True, slots=True)
class Aside:
    """What is typed and has no place in the form itself, so that it is neither dropped nor sent.

    Attributes:
        unreadable: Text that is no day, with the JSON pointer of its field; the form's own value is then empty.
        invoice: The invoice's values from before they followed the unit, with their JSON names; empty while they
            do not, or where nothing was typed before.
    """

    unreadable: tuple[tuple[str, str], ...] = ()
    invoice: tuple[tuple[str, str], ...] = ()

    def text_of(self, pointer: str) -> str:
        """The unreadable text of a field; empty when it has none."""
        return dict(self.unreadable).get(pointer, "")

    def with_text(self, pointer: str, text: str) -> Aside:
        """With another unreadable text of a field; empty: none."""
        texts = {**dict(self.unreadable), pointer: text}
        return replace(self, unreadable=tuple((one, said) for one, said in texts.items() if said))


NOTHING_ASIDE = Aside()


@dataclass(frozen=True, slots=True)
class TypedForm:
    """The form with what stands aside of it: all that was typed."""

    form: RenewalForm = field(default_factory=RenewalForm)
    aside: Aside = field(default_factory=Aside)


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One price line of the offer. Amounts in đồng."""

    code: str
    description: str
    unit: str
    unit_price: int
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class ReceivingAccount:
    """An account of the vendor's that payment goes to."""

    holder: str
    account_no: str
    bank_name: str
    bank_bin: str
    """NAPAS BIN, 6 digits; empty for an account at the State Treasury (no VietQR)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the licensor offers for the draft: price, term and the limits it will check again."""

    order_no: str
    unit_code: str
    years: int
    extra_users: int
    lines: tuple[OfferLine, ...]
    total: int
    old_term: Term | None
    new_term: Term
    due_from: date
    due_to: date
    invoice_from: date
    invoice_to: date
    accounts: tuple[ReceivingAccount, ...]
    """At least one; the first is the one to propose."""
    memo: str
    vendor_name: str
    postal_address: str
    valid_until: date
    account_changed: bool = False
    """True when the receiving account differs from the last order's: step 2 warns loudly."""


class ProblemCode(StrEnum):
    """Why a field is not right. The licensor uses the same symbols."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    BAD_TAX_CODE = "bad_tax_code"
    TAX_CODE_CHECK_DIGIT = "tax_code_check_digit"
    BAD_BUDGET_CODE = "bad_budget_code"
    TAX_OR_BUDGET_REQUIRED = "tax_or_budget_required"
    BAD_PHONE = "bad_phone"
    BAD_EMAIL = "bad_email"
    YEARS_OUT_OF_RANGE = "years_out_of_range"
    EXTRA_USERS_OUT_OF_RANGE = "extra_users_out_of_range"
    DUE_TOO_EARLY = "due_too_early"
    DUE_TOO_LATE = "due_too_late"
    CONSENT_REQUIRED = "consent_required"
    INVOICE_DAY_TOO_EARLY = "invoice_day_too_early"
    INVOICE_DAY_TOO_LATE = "invoice_day_too_late"
    INVOICE_DAY_FINAL = "invoice_day_final"
    BAD_VALUE = "bad_value"


class Severity(StrEnum):
    """An error blocks sending, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at, at one field.

    Attributes:
        field: JSON pointer of the field, for example ``/invoice/tax_code``.
        code: What is wrong.
        severity: Whether it blocks.
        details: Values the sentence names, for example ``{"limit": "400", "length": "412"}``.
    """

    field: str
    code: ProblemCode
    severity: Severity = Severity.ERROR
    details: tuple[tuple[str, str], ...] = ()
