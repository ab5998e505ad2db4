"""Who of the staff may do what: one table of the four jobs.

The jobs are Django groups. A superuser, whom an office has to begin with, may do all of them; whoever is given a
job in place of that may do its own and nothing else, and sees every page.
"""

from __future__ import annotations

from enum import StrEnum

from qlts_licensor.changes.models import Kind
from qlts_licensor.transitions.table import Name
from qlts_licensor.units.models import User


class Job(StrEnum):
    """A group's name."""

    SALES = "Kinh doanh"
    ACCOUNTANT = "Kế toán"
    SUPPORT = "Hỗ trợ"
    SUPERVISOR = "Giám sát"


_SALES, _MONEY, _DESK = (
    frozenset({Job.SALES, Job.SUPERVISOR}),
    frozenset({Job.ACCOUNTANT, Job.SUPERVISOR}),
    frozenset({Job.SALES, Job.SUPPORT, Job.SUPERVISOR}),
)
_ANYBODY = frozenset(Job)
_SUPERVISOR = frozenset({Job.SUPERVISOR})

MAY: dict[Name, frozenset[Job]] = {
    Name.ACCEPTED: _SALES,
    Name.REJECTED: _SALES,
    Name.PROOF_SENT: _DESK,
    Name.PROOF_SHORT: _MONEY,
    Name.PROOF_REJECTED: _MONEY,
    Name.EXTENSION_ASKED: _DESK,
    Name.EXTENSION_ACCEPTED: _SALES | _MONEY,
    Name.EXTENSION_REJECTED: _SALES | _MONEY,
    Name.PAID: _MONEY,
    Name.PAYMENT_UNDONE: _MONEY,
    Name.PAPER_RECEIVED: _ANYBODY,
    Name.PAPER_RETURNED: _ANYBODY,
    Name.INVOICE_ISSUED: _MONEY,
    Name.CANCELLED: _DESK,
    Name.REGISTERED_FOR_UNIT: _DESK,
    Name.CUT_EARLY: _SUPERVISOR,
    Name.CUT_LIFTED: _SUPERVISOR,
    Name.DELETION_PLANNED: _SUPERVISOR,
    Name.DELETION_CALLED_OFF: _SUPERVISOR,
    Name.DATA_DELETED: _SUPERVISOR,
}
"""Every move of the staff, and whose it is."""

RECOVERY = frozenset({Job.SUPPORT, Job.SUPERVISOR})
"""Who decides on requests for data recovery."""

MAY_ASK: dict[Kind, frozenset[Job]] = {
    Kind.POLICY: frozenset({Job.SALES, Job.ACCOUNTANT, Job.SUPERVISOR}),
    Kind.ACCOUNT: _MONEY,
    Kind.VENDOR: _SALES,
    Kind.STAFF: _SUPERVISOR,
    Kind.TOTP_RESET: frozenset({Job.SUPPORT, Job.SUPERVISOR}),
}
"""Who proposes a change of the licensor's own settings; another one, a supervisor, approves it."""

USERS = frozenset({Job.SUPPORT, Job.SUPERVISOR})
"""Who gives a unit's user another password, or locks the name."""


def jobs_of(staff: User) -> frozenset[Job]:
    """The jobs of one of the staff; none for anybody else."""
    if not (staff.is_staff and staff.is_active and staff.unit_id is None):
        return frozenset()
    if staff.is_superuser:
        return frozenset(Job)
    names = set(staff.groups.values_list("name", flat=True))
    return frozenset(job for job in Job if job.value in names)


def may(staff: User, name: Name) -> bool:
    """Whether one of the staff may make a move."""
    return bool(MAY.get(name, frozenset()) & jobs_of(staff))


def may_ask(staff: User, kind: Kind) -> bool:
    """Whether one of the staff may propose a change."""
    return bool(MAY_ASK[kind] & jobs_of(staff))


def may_approve(staff: User) -> bool:
    """Whether one of the staff may approve what another one has proposed."""
    return bool(_SUPERVISOR & jobs_of(staff))
