"""Sending a registration and the history of all: what the wizard and the history page use beside the draft."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from qlts_desktop.core.errors import ErrorCode, FieldError, OperationError
from qlts_desktop.core.renewal import (
    RenewalForm,
    SendMethod,
    Severity,
)
from qlts_desktop.core.sent_order import Obstacle, OrderAction, Standing
from qlts_desktop.services.drafts import Drafts
from qlts_desktop.services.history_cache import HistoryCache
from qlts_desktop.services.history_export import Cell
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.outbox import Outbox
from qlts_desktop.services.registration_port import (
    Draft,
    HistoryEvent,
    HistoryRow,
    OrderDetail,
    OrderFile,
    OrderReceipt,
    ProofRow,
    SendStage,
    Submitted,
)
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.wire import ActionItem, PaymentProofItem, RegistrationDetail, RegistrationSummary

_log = logging.getLogger(__name__)

_MOST_PAGES = 200
"""Of 100 registrations each; a cursor that leads on for ever is not followed."""


class Registrations(Drafts):
    """A ``RegistrationPort``: the draft, sending it, and the history."""

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        verifier: LicenceVerifier,
        sessions: Sessions,
        outbox: Outbox,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(api, store, verifier, sessions, now)
        self._outbox = outbox
        self._cache = HistoryCache(store.database)

    # --- sending ------------------------------------------------------------------------------------------

    def submit(
        self,
        draft: Draft,
        form: RenewalForm,
        slip: bytes,
        method: SendMethod,
        on_stage: Callable[[SendStage], None],
    ) -> Submitted:
        """Send the registration once, whatever happens to the connection."""
        owner = self._sessions.owner()
        settled = self._outbox.settle(owner, draft.no, slip, method, on_stage)
        if settled is not None:
            return settled
        on_stage(SendStage.SAVING)
        saved = self.save_form(draft.no, draft.version, form)
        errors = tuple(
            FieldError(problem.field, problem.code.value)
            for problem in saved.problems
            if problem.severity is Severity.ERROR
        )
        if errors:
            raise OperationError(ErrorCode.FORM_INVALID, fields=errors)
        return self._outbox.send(owner, draft.no, saved.version, slip, method, on_stage)

    def unfinished_submission(self) -> str | None:
        """The order number of a submission that was begun and whose answer was never seen."""
        if self._sessions.account is None:
            return None
        entry = self._outbox.waiting(self._sessions.owner())
        return None if entry is None else entry.order_no

    def resume_submission(self, on_stage: Callable[[SendStage], None]) -> Submitted | None:
        """Ask what became of the unfinished submission, and send the same bytes again if nothing did."""
        return self._outbox.resume(self._sessions.owner(), on_stage)

    # --- history ------------------------------------------------------------------------------------------

    def history(self) -> tuple[HistoryRow, ...]:
        """All registrations, newest first; of those that are kept on this machine, only what has changed."""
        owner = self._sessions.owner()
        kept = self._cache.rows(owner)
        summaries = self._all() if kept is None else self._changed(kept[0])
        self._cache.keep_rows(owner, summaries, self._now())
        return tuple(map(_row, summaries))

    def _all(self) -> list[RegistrationSummary]:
        return list(self._pages(""))

    def _changed(self, kept: list[RegistrationSummary]) -> list[RegistrationSummary]:
        """What is kept, with what the licensor has changed since; an open order changes by the day alone."""
        since = max((summary.updated_at for summary in kept), default=None)
        if since is None:
            return self._all()
        held = {summary.no: summary for summary in kept}
        held |= {summary.no: summary for summary in self._pages(since.isoformat())}
        for no, summary in held.items():
            if summary.is_open:
                held[no] = self._api.registration(no).summary
        return sorted(held.values(), key=lambda summary: (summary.registered_at, summary.no), reverse=True)

    def _pages(self, updated_since: str) -> Iterator[RegistrationSummary]:
        cursor = ""
        for _page in range(_MOST_PAGES):
            page = self._api.registrations(cursor, updated_since)
            yield from page.items
            if not page.next_cursor:
                return
            cursor = page.next_cursor
        raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the history has no end")

    def kept_history(self) -> tuple[tuple[HistoryRow, ...], datetime] | None:
        """The registrations as they were fetched last."""
        kept = self._cache.rows(self._sessions.owner())
        return None if kept is None else (tuple(map(_row, kept[0])), kept[1])

    def kept_columns(self) -> str:
        """How this user has the history's columns."""
        try:
            return self._store.setting(self._columns_setting()) or ""
        except OperationError as error:
            _log.warning("the history's columns cannot be read: %s", error.code)
            return ""

    def keep_columns(self, text: str) -> None:
        """Remember how this user has the history's columns."""
        try:
            self._store.set_setting(self._columns_setting(), text)
        except OperationError as error:
            _log.warning("the history's columns are not kept: %s", error.code)

    def _columns_setting(self) -> str:
        account = self._sessions.account
        return f"history_columns {account.unit_code}/{account.username}" if account else "history_columns"

    def workbook(self, title: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
        """*Xuất Excel*."""
        from qlts_desktop.services.history_export import history_workbook

        return history_workbook(title, headers, rows)

    def order(self, no: str) -> OrderDetail:
        """One order with its events. Its receipts are those of the licensor and of this machine, each once."""
        detail = self._api.registration(no)
        self._cache.keep_order(self._sessions.owner(), detail, self._now())
        return self._detail(detail)

    def kept_order(self, no: str) -> tuple[OrderDetail, datetime] | None:
        """An order as it was fetched last; nothing may be done with it."""
        kept = self._cache.order(self._sessions.owner(), no)
        return None if kept is None else (replace(self._detail(kept[0]), standings={}), kept[1])

    def _detail(self, detail: RegistrationDetail) -> OrderDetail:
        no = detail.summary.no
        events = tuple(HistoryEvent(event.at, event.actor, event.code, event.detail) for event in detail.events)
        receipts = tuple(dict.fromkeys((*detail.receipts, *self._kept_receipts(no))))
        return OrderDetail(
            row=_row(detail.summary),
            offer=self._verifier.offer(detail.offer),
            events=events,
            signer=detail.signer,
            receipts=receipts,
            order_receipts=tuple(self._verified(receipts)),
            has_slip=bool(detail.slip_sha256),
            standings=dict(_standings(detail.actions)),
            proofs=tuple(map(_proof, detail.proofs)),
            files=tuple(
                OrderFile(file.kind, file.name, file.size, file.sha256, file.proof) for file in detail.files
            ),
            remaining=detail.remaining,
            overpaid=detail.overpaid,
            asked_due_on=detail.asked_due_on,
            earlier_nos=tuple(detail.earlier_nos),
            replaced_by=detail.replaced_by,
            invoice_no=detail.invoice_no,
            invoiced_on=detail.invoiced_on,
        )

    def _verified(self, receipts: tuple[str, ...]) -> Iterator[OrderReceipt]:
        for file in receipts:
            try:
                claims = self._verifier.change_receipt(file, of_revoked_key=True)
            except OperationError as error:
                _log.warning("a receipt cannot be verified: %s", error.code)
            else:
                yield OrderReceipt(claims.receipt_no, claims.kind, claims.received_at, file)

    def _kept_receipts(self, no: str) -> tuple[str, ...]:
        try:
            return self._store.receipts(self._sessions.owner(), no)
        except OperationError as error:
            _log.warning("the receipts of this machine cannot be read: %s", error.code)
            return ()

    def slip(self, no: str) -> bytes:
        """The slip of an order as the licensor keeps it, digest checked."""
        return self._api.order_file(no, "slip")

    def cover_label(self, slip: bytes) -> bytes:
        """The label for the envelope of a slip."""
        from qlts_desktop.services.cover_label import make_cover_label

        return make_cover_label(slip)


def _proof(item: PaymentProofItem) -> ProofRow:
    return ProofRow(
        number=item.number,
        sent_by=item.sent_by,
        sent_at=item.sent_at,
        memo=item.memo,
        paid_on=item.paid_on,
        amount=item.amount,
        note=item.note,
        state=item.state,
        reason=item.reason,
        received=item.received,
    )


def _standings(items: list[ActionItem]) -> Iterator[tuple[OrderAction, Standing]]:
    """What this program knows of; a newer licensor may name more actions and obstacles."""
    for item in items:
        if item.action not in OrderAction._value2member_map_:
            continue
        obstacle = None
        if item.obstacle is not None:
            known = item.obstacle in Obstacle._value2member_map_
            obstacle = Obstacle(item.obstacle) if known else Obstacle.OTHER
        yield OrderAction(item.action), Standing(obstacle, item.day, item.first, item.last)


def _row(summary: RegistrationSummary) -> HistoryRow:
    return HistoryRow(
        no=summary.no,
        registered_at=summary.registered_at,
        term_from=summary.term_from,
        term_to=summary.term_to,
        total=summary.total,
        round=summary.round,
        due_on=summary.due_on,
        method=summary.method,
        order_state=summary.order_state,
        payment_state=summary.payment_state,
        resource_state=summary.resource_state,
        paper_state=summary.paper_state,
        invoice_state=summary.invoice_state,
        is_open=summary.is_open,
    )
