"""Fetching what the licensor knows: the answer to an unfinished submission, then the licence.

Blocking; called through the runner. No Qt.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.ports import HeldLicence, LicencePort

if TYPE_CHECKING:
    from qlts_desktop.services.recovery_port import RecoveryPort, RecoveryRequest
    from qlts_desktop.services.registration_port import RegistrationPort, Submitted

_log = logging.getLogger(__name__)

TRUST_CODES = frozenset(
    {
        ErrorCode.LICENCE_DAMAGED,
        ErrorCode.LICENCE_SIGNATURE_WRONG,
        ErrorCode.LICENCE_KEY_UNKNOWN,
        ErrorCode.LICENCE_KEY_REVOKED,
        ErrorCode.LICENCE_OTHER_UNIT,
        ErrorCode.LICENCE_OTHER_PRODUCT,
        ErrorCode.LICENCE_WRONG_TYPE,
        ErrorCode.LICENCE_OLDER_SERIAL,
        ErrorCode.LICENCE_FROM_THE_FUTURE,
    }
)
"""A licence was there but cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is known after asking.

    Exactly one of ``held``, ``untrusted`` and ``has_none`` holds.
    """

    held: HeldLicence | None = None
    untrusted: OperationError | None = None
    has_none: bool = False
    """The licensor says that the unit has no licence yet."""
    problem: OperationError | None = None
    """Why the licence could not be fetched, while an older one is used."""
    submitted: Submitted | None = None
    """The answer to a submission that had been begun before."""
    unfinished: str = ""
    """Order number of a submission whose answer is still unknown."""
    refusal: OperationError | None = None
    """Why a submission begun before was not accepted; its draft is still there."""
    refused_no: str = ""
    """Its order number."""
    recovery: RecoveryRequest | None = None
    """The answer to a request for data recovery begun before."""

    @property
    def has_news(self) -> bool:
        """Whether something begun before has come to an end, or still waits."""
        return bool(self.submitted or self.unfinished or self.refusal or self.recovery)


def load(
    licences: LicencePort,
    registrations: RegistrationPort,
    recovery: RecoveryPort,
    unit_code: str,
    report: Callable[[str], None],
) -> Loaded:
    """Finish what was begun, then fetch the licence; a good cached one holds where that fails.

    Args:
        licences: The licence file.
        registrations: For the unfinished submission.
        recovery: For the unfinished request for data recovery.
        unit_code: Whose cached licence to fall back to.
        report: Gets the order number before an unfinished submission is asked about.

    Raises:
        OperationError: session_expired, or the fetching failed and there is no licence to fall back to.
    """
    begun = replace(_finish_submission(registrations, report), recovery=_finish_request(recovery))
    try:
        return replace(begun, held=licences.refresh())
    except OperationError as error:
        if error.code is ErrorCode.SESSION_EXPIRED:
            raise
        if error.code is ErrorCode.NO_LICENCE:
            return replace(begun, has_none=True)
        problem = error
    try:
        held = licences.cached(unit_code)
    except OperationError as error:
        if error.code not in TRUST_CODES:
            # A store that cannot be read says nothing about the licence.
            raise problem from error
        return replace(begun, untrusted=error, problem=problem)
    if held is not None:
        return replace(begun, held=held, problem=problem)
    if problem.code in TRUST_CODES:
        return replace(begun, untrusted=problem)
    raise problem


def _finish_request(recovery: RecoveryPort) -> RecoveryRequest | None:
    """Send a request for data recovery whose answer was never seen; its dialog tells of one that still waits.

    Raises:
        OperationError: session_expired.
    """
    try:
        return recovery.resume()
    except OperationError as error:
        if error.code is ErrorCode.SESSION_EXPIRED:
            raise
        return None


def _finish_submission(registrations: RegistrationPort, report: Callable[[str], None]) -> Loaded:
    """What became of a submission begun before: its answer, that it still waits, or why it was refused."""
    try:
        order_no = registrations.unfinished_submission()
    except OperationError as error:
        # A store that cannot be read takes no licence away. Nothing is sent twice: sending looks there first.
        _log.warning("not known whether a submission is unfinished: %s", error.code)
        return Loaded()
    if order_no is None:
        return Loaded()
    report(order_no)
    try:
        return Loaded(submitted=registrations.resume_submission(lambda _stage: None))
    except OperationError as error:
        if error.code is ErrorCode.SESSION_EXPIRED:
            raise
        # A refusal ends the submission in the outbox; only what is still there waits on.
        if waiting := registrations.unfinished_submission():
            return Loaded(unfinished=waiting)
        return Loaded(refusal=error, refused_no=order_no)
