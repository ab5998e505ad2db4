"""The history fetched, or where there is no network, as it was fetched last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication

from qlts_desktop.core.dates import format_day, format_time, vietnam_day
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.registration_port import HistoryRow, OrderDetail, RegistrationPort

T = TypeVar("T")

_WITHOUT_AN_ANSWER = frozenset(
    {
        *(
            ErrorCode.NO_NETWORK,
            ErrorCode.PROXY_UNREACHABLE,
            ErrorCode.TIMEOUT,
            ErrorCode.SERVER_BUSY,
            ErrorCode.SERVER_ERROR,
        ),
        *(ErrorCode.CLOCK_BREAKS_TLS, ErrorCode.SERVER_ADDRESS_WRONG, ErrorCode.CERTIFICATE_UNTRUSTED),
    }
)


@dataclass(frozen=True, slots=True)
class Fetched(Generic[T]):
    """What is shown, and of when: None is now."""

    content: T
    at: datetime | None = None


def history_or_kept(registrations: RegistrationPort) -> Fetched[tuple[HistoryRow, ...]]:
    """All registrations. Blocks.

    Raises:
        OperationError: It cannot be fetched, and nothing is kept either.
    """
    return _or_kept(registrations.history, registrations.kept_history)


def order_or_kept(registrations: RegistrationPort, no: str) -> Fetched[OrderDetail]:
    """An order. Blocks; raises as :func:`history_or_kept`."""
    return _or_kept(lambda: registrations.order(no), lambda: registrations.kept_order(no))


def offline_text(at: datetime | None) -> str:
    """Of when the data are; empty for those of now."""
    if at is None:
        return ""
    said = QCoreApplication.translate(
        "HistoryPage", "As of {0} on {1}; the vendor's server cannot be reached now."
    )
    return said.format(format_time(at), format_day(vietnam_day(at)))


def _or_kept(fetch: Callable[[], T], kept: Callable[[], tuple[T, datetime] | None]) -> Fetched[T]:
    try:
        return Fetched(fetch())
    except OperationError as error:
        found = kept() if error.code in _WITHOUT_AN_ANSWER else None
        if found is None:
            raise
        return Fetched(*found)
