"""An offer that the licensor signed, in the program's own types. Its signature has been checked before."""

from __future__ import annotations

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.money import LARGEST_IN_WORDS
from qlts_desktop.core.renewal import Offer, OfferLine, ReceivingAccount
from qlts_desktop.services.claims import term_of
from qlts_desktop.services.signed_claims import OfferClaims


def offer_of(claims: OfferClaims) -> Offer:
    """An offer from its claims.

    Raises:
        OperationError: licence_damaged, when it names no receiving account, no years or no spellable total.
    """
    if not claims.accounts or claims.years < 1:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="an offer names years and a receiving account")
    if not 0 <= claims.total <= LARGEST_IN_WORDS:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="an offer's total can be spelt")
    return Offer(
        order_no=claims.order_no,
        unit_code=claims.unit,
        years=claims.years,
        extra_users=claims.extra_users,
        lines=tuple(
            OfferLine(line.code, line.description, line.unit, line.unit_price, line.quantity, line.amount)
            for line in claims.lines
        ),
        total=claims.total,
        old_term=term_of(claims.old_term) if claims.old_term else None,
        new_term=term_of(claims.new_term),
        due_from=claims.due_from,
        due_to=claims.due_to,
        invoice_from=claims.invoice_from,
        invoice_to=claims.invoice_to,
        accounts=tuple(
            ReceivingAccount(account.holder, account.account_no, account.bank_name, account.bank_bin)
            for account in claims.accounts
        ),
        memo=claims.memo,
        vendor_name=claims.vendor.name,
        postal_address=claims.vendor.postal_address,
        valid_until=claims.valid_until,
        account_changed=claims.account_changed,
    )
