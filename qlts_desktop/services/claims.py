"""The licence that the licensor signed, in the program's own types. A file's signature has been checked before."""

from __future__ import annotations

from itertools import pairwise

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.licence import (
    Access,
    Action,
    ComingPolicy,
    DataState,
    Licence,
    LicensedUnit,
    OpenOrder,
    RenewalContact,
    Stage,
    Term,
    TimetableEntry,
    Vendor,
)
from qlts_desktop.services.signed_claims import LicenceClaims, OrderClaims, TermClaims

_LARGEST_SERIAL = 2**63 - 1
"""What the local store can hold."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
"""Days outside are nobody's; counting from them would leave the calendar."""


def term_of(claims: TermClaims) -> Term:
    """A term from its claims."""
    return Term(claims.first_day, claims.last_day)


def _order(claims: OrderClaims) -> OpenOrder:
    return OpenOrder(
        no=claims.no,
        registered_on=claims.registered_on,
        round=claims.round,
        due_on=claims.due_on,
        missed_on=claims.missed_on,
        review=claims.review,
        review_until=claims.review_until,
        extend_from=claims.extend_from,
        extend_to=claims.extend_to,
        remaining=claims.remaining,
    )


def licence_of(claims: LicenceClaims) -> Licence:
    """A licence from its claims.

    Raises:
        OperationError: licence_damaged, when the timetable is empty or out of order, or a value cannot be used.
    """
    days = [entry.from_day for entry in claims.timetable]
    if not days or any(first >= second for first, second in pairwise(days)):
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="the timetable is empty or out of order")
    if not all(_FIRST_YEAR <= day.year <= _LAST_YEAR for day in (*days, claims.access_until)):
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="a day that no licence can mean")
    if not 0 <= claims.serial <= _LARGEST_SERIAL or claims.refresh_by.tzinfo is None:
        raise OperationError(ErrorCode.LICENCE_DAMAGED, technical="the serial or the time to refresh by")
    return Licence(
        serial=claims.serial,
        unit=LicensedUnit(
            claims.unit.code, claims.unit.name, claims.unit.tax_code, claims.unit.budget_code, claims.unit.address
        ),
        product=claims.product,
        licence_no=claims.licence_no,
        package=claims.package,
        users=claims.users,
        term=term_of(claims.term) if claims.term else None,
        access_until=claims.access_until,
        timetable=tuple(
            TimetableEntry(
                from_day=entry.from_day,
                stage=Stage(entry.stage),
                access=Access(entry.access),
                actions=tuple(Action(action) for action in entry.actions),
                rule=entry.rule,
            )
            for entry in claims.timetable
        ),
        order=_order(claims.order) if claims.order else None,
        data_state=DataState(claims.data.state),
        data_deleted_on=claims.data.on,
        vendor=Vendor(claims.vendor.name, claims.vendor.phone, claims.vendor.email, claims.vendor.postal_address),
        renewal_contacts=tuple(
            RenewalContact(contact.name, contact.phone, contact.email) for contact in claims.renewal_contacts
        ),
        policy_version=claims.policy_version,
        issued_at=claims.issued_at,
        refresh_by=claims.refresh_by,
        coming_policies=tuple(
            ComingPolicy(policy.version, policy.from_day, policy.note) for policy in claims.coming_policies
        ),
    )
