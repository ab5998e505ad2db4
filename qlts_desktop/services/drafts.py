"""The unit's one draft: opened, joined with what was typed here, kept, saved, and where the wizard stands."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import msgspec

from qlts_desktop.core.draft_comparison import (
    DraftDifference,
    draft_differences,
    merged_form,
    pointers,
    value_at,
    with_values_of,
)
from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import (
    NOTHING_ASIDE,
    Aside,
    Offer,
    OrderSection,
    Problem,
    ProblemCode,
    RenewalForm,
    Severity,
)
from qlts_desktop.core.wizard import Step, WizardPlace
from qlts_desktop.services import form_codec
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_drafts import KeptDraft
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.registration_port import (
    Draft,
    LeftPlace,
    PreparedSummary,
    PreviousOrderFacts,
    SavedForm,
)
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.unanswered_changes import UnansweredChanges
from qlts_desktop.services.unkept_drafts import UnkeptDrafts
from qlts_desktop.services.wire import DraftReply, DraftRequest, FormBody, FormSaved, ProblemItem

_log = logging.getLogger(__name__)


class Drafts:
    """The draft's part of a ``RegistrationPort``; ``Registrations`` has the rest."""

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        verifier: LicenceVerifier,
        sessions: Sessions,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._api = api
        self._store = store
        self._verifier = verifier
        self._sessions = sessions
        self._now = now
        self._unkept = UnkeptDrafts()
        self._unanswered = UnansweredChanges()

    def open_draft(
        self, *, years: int | None = None, extra_users: int | None = None, due_on: date | None = None
    ) -> Draft:
        """Make or reopen the unit's one draft and get the offer; given values re-price it.

        What was typed on this machine and did not reach the licensor is joined to what it holds. Where that
        orders other years or users than the offer prices, a new offer is asked for.
        """
        owner = self._sessions.owner()
        asked = DraftRequest(years=years, extra_users=extra_users, due_on=due_on)
        with self._unanswered.asking(asked):
            reply = self._api.open_draft(asked)
        joined = self._joined(owner, reply, asked)
        form, offer = joined.form, self._offer(owner, reply)
        if (form.order.years, form.order.extra_users) != (offer.years, offer.extra_users):
            reply = self._repriced(reply, form)
            offer = self._offer(owner, reply)
            form = replace(form, order=OrderSection(offer.years, offer.extra_users))
        previous = reply.previous
        return Draft(
            no=reply.no,
            version=reply.version,
            form=form,
            offer=offer,
            offer_file=reply.offer,
            previous=None
            if previous is None
            else PreviousOrderFacts(
                previous.no, previous.total, previous.years, previous.address, previous.account_no
            ),
            reopened=joined.typed_at is not None or (not reply.created and reply.version > 1),
            typed_at=joined.typed_at,
            aside=joined.aside,
            consented_offer=self._consented_offer(reply),
            prepared=_prepared(reply),
            saved_by=reply.saved_by,
            replaces=reply.replaces,
            differences=joined.differences,
        )

    def keep_locally(self, no: str, form: RenewalForm, aside: Aside = NOTHING_ASIDE) -> datetime:
        """Store the typed form on this machine; returns when. On disk when it returns."""
        at = self._now()
        owner, typed = self._sessions.owner(), _json(form)
        beside = None if aside == NOTHING_ASIDE else form_codec.text_from_aside(aside)
        try:
            self._store.keep_typed(owner, no, typed, at, beside)
        except OperationError:
            self._unkept.put_typed(owner, no, typed, at, beside)
            raise
        self._unkept.drop(owner, no)
        return at

    def keep_place(self, place: WizardPlace | None) -> None:
        """Note on this machine where the wizard stands; None: it was closed. Never fails."""
        try:
            if place is None:
                self._store.forget_wizard_place(self._sessions.owner())
            else:
                self._store.keep_wizard_place(self._sessions.owner(), place.step, place.field, self._now())
        except OperationError as error:
            _log.warning("where the wizard stands is not noted: %s", error.code)

    def left_place(self) -> LeftPlace | None:
        """Where the wizard stood when the program stopped; None when it was closed before. Never fails."""
        try:
            kept = self._store.wizard_place(self._sessions.owner())
        except OperationError as error:
            _log.warning("where the wizard stood cannot be read: %s", error.code)
            return None
        if kept is None or kept[0] not in Step._value2member_map_:
            return None
        return LeftPlace(WizardPlace(Step(kept[0]), kept[1]), kept[2])

    def save_form(self, no: str, version: int, form: RenewalForm) -> SavedForm:
        """Store the form on the licensor.

        A change of this machine's own whose answer was lost may have made another version. It is made once more
        first, which changes nothing where it had arrived: else it would be taken for somebody else's.
        """
        owner, base = self._sessions.owner(), _json(form)
        if (asked := self._unanswered.asked) is not None:
            version = self._version_after(owner, no, version, asked)
        if (sent := self._unanswered.saved(no)) is not None and sent != form:
            version = self._put(no, version, sent).version
        saved = self._put(no, version, form)
        try:
            self._store.keep_base(owner, no, base, self._now())
        except OperationError as error:
            # The licensor has the form; without the note the next opening only compares more fields.
            _log.warning("not noted that the licensor has the form: %s", error.code)
        self._unkept.note_base(owner, no, base)
        return SavedForm(saved.version, saved.saved_at, tuple(map(_problem, saved.problems)))

    def _put(self, no: str, version: int, form: RenewalForm) -> FormSaved:
        with self._unanswered.saving(no, form):
            return self._api.save_form(no, version, form_codec.body_from_form(form))

    def _version_after(self, owner: Owner, no: str, version: int, asked: DraftRequest) -> int:
        """The version after a new price was asked for; the former one where somebody else has changed the form."""
        with self._unanswered.asking(asked):
            reply = self._api.open_draft(asked)
        kept = self._unkept.get(owner, no) or self._readable(owner, no)
        base = None if kept is None else _form(kept.base)
        is_own = base is not None and _with(asked, base) == form_codec.form_from_body(reply.form)
        return reply.version if is_own and reply.no == no else version

    def earlier_values(self) -> Mapping[str, tuple[str, ...]]:
        """What this unit sent before in each field, by its pointer, the value used last first."""
        try:
            return self._store.earlier_values(self._sessions.owner())
        except OperationError as error:
            _log.warning("earlier values cannot be read: %s", error.code)
            return {}

    def make_slip(self, form: RenewalForm, offer: Offer, offer_file: str, registered_on: date) -> bytes:
        """The slip of a form, PDF. Same content, same bytes."""
        from qlts_desktop.services.slip_pdf import make_slip

        return make_slip(form, offer, offer_file, registered_on)

    def letters_replaced(self, form: RenewalForm) -> tuple[str, ...]:
        """The letters of a form that its slip cannot show; it has a question mark for each."""
        from qlts_desktop.services.slip_letters import letters_replaced

        return letters_replaced(form)

    def _offer(self, owner: Owner, reply: DraftReply) -> Offer:
        offer = self._verifier.offer(reply.offer)
        if offer.order_no != reply.no or offer.unit_code != owner.unit:
            raise OperationError(ErrorCode.REPLY_NOT_UNDERSTOOD, technical="the offer is for another draft")
        return offer

    def _consented_offer(self, reply: DraftReply) -> Offer | None:
        """The offer of before; one whose key has been revoked since is not shown."""
        if reply.consented_offer is None:
            return None
        try:
            return self._verifier.offer(reply.consented_offer)
        except OperationError as error:
            _log.warning("the offer of before cannot be shown: %s", error.code)
            return None

    def _joined(self, owner: Owner, reply: DraftReply, asked: DraftRequest) -> _Joined:
        """The form to go on with, and what of this machine's own is in it."""
        theirs = form_codec.form_from_body(reply.form)
        sent = self._unanswered.taken(reply.no)
        differences: tuple[DraftDifference, ...] = ()

        def join(kept: KeptDraft | None) -> KeptDraft:
            nonlocal differences
            typed = None if kept is None else _form(kept.typed)
            at = self._now() if kept is None else kept.saved_at
            if kept is None or typed is None:
                return KeptDraft(None, _json(theirs), at, None if kept is None else kept.aside)
            base = _form(kept.base) or RenewalForm()
            if sent is not None:
                # What the licensor holds of it came from here, and is no change of somebody else's.
                own = (one for one in pointers() if value_at(theirs, one) == value_at(sent, one))
                base = with_values_of(base, theirs, own)
            differences = draft_differences(_with(asked, typed), base, _with(asked, theirs))
            # Where both sides changed a field the old base stays, so that also after a crash a person decides.
            undecided = (one.field for one in differences if one.collides)
            form = _with(asked, merged_form(typed, base, theirs))
            return KeptDraft(_json(form), _json(with_values_of(theirs, base, undecided)), at, kept.aside)

        try:
            kept = self._store.update_draft(owner, reply.no, join)
        except OperationError as error:
            # The wizard tells so when it keeps what is typed; until then what can be read is joined all the same.
            _log.warning("the local draft cannot be kept: %s", error.code)
            kept = join(self._unkept.get(owner, reply.no) or self._readable(owner, reply.no))
            self._unkept.put(owner, reply.no, kept)
        joined = _form(kept.typed)
        if joined is None:
            return _Joined(_with(asked, theirs), None, NOTHING_ASIDE, ())
        aside = form_codec.aside_from_text(kept.aside)
        is_own = joined != theirs or bool(aside.unreadable)
        return _Joined(joined, kept.saved_at if is_own else None, aside, differences)

    def _readable(self, owner: Owner, no: str) -> KeptDraft | None:
        try:
            return self._store.draft(owner, no)
        except OperationError as error:
            _log.warning("the local draft cannot be read: %s", error.code)
            return None

    def _repriced(self, reply: DraftReply, form: RenewalForm) -> DraftReply:
        """A new offer for what the form orders; where the licensor refuses that, the offer that there is."""
        order = form.order
        try:
            return self._api.open_draft(
                DraftRequest(years=order.years, extra_users=order.extra_users, due_on=form.payment.due_on)
            )
        except RefusedError as refusal:
            if refusal.code is not ErrorCode.FORM_INVALID:
                raise
            return reply


@dataclass(frozen=True, slots=True)
class _Joined:
    """A draft of both sides: the form, when it was typed here (None: nothing was), what the two differed in."""

    form: RenewalForm
    typed_at: datetime | None
    aside: Aside
    differences: tuple[DraftDifference, ...]


def _prepared(reply: DraftReply) -> PreparedSummary | None:
    prepared = reply.prepared
    if prepared is None:
        return None
    return PreparedSummary(prepared.prepared_by, prepared.issued_at, prepared.expires_at)


def _json(form: RenewalForm) -> str:
    return msgspec.json.encode(form_codec.body_from_form(form)).decode("utf-8")


def _form(text: str | None) -> RenewalForm | None:
    """A kept form; one that no longer fits (from a much older version) counts as not there."""
    if text is None:
        return None
    try:
        return form_codec.form_from_body(msgspec.json.decode(text, type=FormBody))
    except msgspec.DecodeError:
        _log.warning("a kept form does not fit this version")
        return None


def _with(asked: DraftRequest, form: RenewalForm) -> RenewalForm:
    """The form with what was just chosen: that wins over what was kept before."""
    order = OrderSection(
        form.order.years if asked.years is None else asked.years,
        form.order.extra_users if asked.extra_users is None else asked.extra_users,
    )
    due_on = form.payment.due_on if asked.due_on is None else asked.due_on
    return replace(form, order=order, payment=replace(form.payment, due_on=due_on))


def _problem(item: ProblemItem) -> Problem:
    """A problem as the licensor sees it; a code that a newer one has added is some bad value."""
    known = item.code in ProblemCode._value2member_map_
    return Problem(
        field=item.field,
        code=ProblemCode(item.code) if known else ProblemCode.BAD_VALUE,
        severity=Severity.WARNING if item.severity == Severity.WARNING else Severity.ERROR,
    )
