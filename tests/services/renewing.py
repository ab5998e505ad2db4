"""A user at a PC who renews through the services, and presses the button again when something failed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import RenewalForm, SendMethod, Severity
from qlts_desktop.services.http_transport import Limits
from qlts_desktop.services.licence_verifier import LicenceVerifier
from qlts_desktop.services.licences import Licences
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.outbox import Outbox
from qlts_desktop.services.registration_port import Draft, Submitted
from qlts_desktop.services.registrations import Registrations
from qlts_desktop.services.sessions import Sessions
from qlts_desktop.services.time_check import TimeCheck
from qlts_desktop.services.trusted_clock import TrustedClock
from qlts_desktop.services.wire import RootKey
from tests.licensor_process import Account
from tests.services.conftest import Client, MemoryKeeper, PcDouble

T = TypeVar("T")

QUICK = Limits(connect=2.0, read=1.0, whole=10.0)
MOST_TRIES = 12
"""How often the button is pressed before the user gives up."""
_ABOUT_THE_FORM = {
    ErrorCode.DRAFT_CONFLICT,
    ErrorCode.FORM_CHANGED,
    ErrorCode.FORM_INVALID,
    ErrorCode.OFFER_EXPIRED,
    ErrorCode.PAYMENT_DAY_PAST,
}


class GaveUpError(AssertionError):
    """Pressing the button again did not help."""


class _StartAgainError(Exception):
    """The user ends the program and starts it again."""


class Renewer:
    """One PC with its user.

    Attributes:
        client: The services of the start that is running.
        told: Every error that the user was told.
        typed: What the user has typed.
    """

    def __init__(self, folder: Path, url: str, root: dict[str, str], account: Account) -> None:
        self._folder = folder
        self._url = url
        self._root = RootKey(**root)
        self.account = account
        self._keeper = MemoryKeeper()
        self._restarts_left = 0
        self.told: list[OperationError] = []
        self.typed = RenewalForm()
        self.draft: Draft | None = None
        self.client = self._started()

    def _started(self) -> Client:
        api = LicensorApi(self._url, limits=QUICK, jitter=lambda: 0.0, pause=lambda seconds: time.sleep(0.02))
        store = LocalStore(self._folder / "store.sqlite3")
        verifier = LicenceVerifier(self._root)
        sessions = Sessions(api, store, self._keeper)
        clock = TrustedClock(store, lambda: api.url)
        licences = Licences(api, store, verifier, sessions, clock, TimeCheck(api, verifier, clock))
        outbox = Outbox(api, store, licences)
        registrations = Registrations(api, store, verifier, sessions, outbox)
        return Client(api, store, self._keeper, sessions, licences, outbox, registrations, clock, PcDouble())

    def restart(self) -> None:
        """End the program and start it again; only what is on the disk and in the keyring is left."""
        self.close()
        self.draft = None
        self.client = self._started()

    def close(self) -> None:
        """End the program."""
        self.client.api.close()
        self.client.store.close()

    # --- the job ----------------------------------------------------------------------------------------

    def renew(self) -> Submitted:
        """From the login to the receipt."""
        self.log_in()
        self.pressed(self.client.licences.refresh)
        self.fill_in()
        return self.send()

    def renew_with_one_restart(self) -> Submitted:
        """The same, where the first error makes the user start the program again."""
        self._restarts_left = 1
        try:
            return self.renew()
        except _StartAgainError:
            self.restart()
        if self.pressed(self.client.sessions.resume) is None:
            self.log_in()
        done = self.pressed(lambda: self.client.registrations.resume_submission(lambda _stage: None))
        self.pressed(self.client.licences.refresh)
        if done is None:
            self.fill_in()
            done = self.send()
        return done

    def log_in(self) -> None:
        """With *remember*."""
        account = self.account
        self.pressed(
            lambda: self.client.sessions.log_in(
                account.unit_code, account.username, account.password, remember=True
            )
        )

    def fill_in(self) -> None:
        """Type half of the form, choose two years, type the rest."""
        draft = self.open()
        form = self._changed(draft.form, contact_name="Đặng Thị Ượng", phone="024 3942 1234", email="a@ngọc.vn")
        self._type(form)
        self._save()
        self._type(replace(form, order=replace(form.order, years=2)))
        self.open(years=2)
        form = self._changed(
            self.typed,
            address="Số 7 ngõ 12 phố Trần Quý Cáp, phường Văn Miếu – Quốc Tử Giám",
            head_name="Nguyễn Văn Ảnh",
            head_title="Q. Hiệu trưởng",
            email="ketoan@example.vn",
        )
        draft = self._drafted()
        form = replace(
            form,
            invoice=replace(form.invoice, email="hoadon@example.vn", buyer_name="Lê “Bé” & Con"),
            payment=replace(form.payment, due_on=draft.offer.due_to, consent=True),
        )
        self._type(form)
        self._save()

    def open(self, years: int | None = None) -> Draft:
        """Open the draft, or have it priced for other years; what was typed is still there."""
        draft = self.pressed(lambda: self.client.registrations.open_draft(years=years))
        self.draft = draft
        if self.typed != RenewalForm():
            assert draft.form == self.typed, "something typed is not as it was typed"
        return draft

    def send(self) -> Submitted:
        """The stamped way; whatever is said about the form leads back to it, as the wizard's page does."""
        return self.pressed(self._send, back_to_the_form=True)

    def _send(self) -> Submitted:
        registrations, draft = self.client.registrations, self._drafted()
        slip = registrations.make_slip(self.typed, draft.offer, draft.offer_file, draft.offer.due_from)
        return registrations.submit(draft, self.typed, slip, SendMethod.STAMPED, lambda _stage: None)

    # --- inside -----------------------------------------------------------------------------------------

    def _drafted(self) -> Draft:
        assert self.draft is not None
        return self.draft

    @staticmethod
    def _changed(form: RenewalForm, **unit: str) -> RenewalForm:
        return replace(form, unit=replace(form.unit, **unit))

    def _type(self, form: RenewalForm) -> None:
        self.typed = form
        self.client.registrations.keep_locally(self._drafted().no, form)

    def _save(self) -> None:
        def save() -> None:
            draft = self._drafted()
            saved = self.client.registrations.save_form(draft.no, draft.version, self.typed)
            self.draft = replace(draft, version=saved.version)
            codes = [(one.field, one.code) for one in saved.problems if one.severity is Severity.ERROR]
            assert self.typed.payment.due_on is None or codes == []

        self.pressed(save, back_to_the_form=True)

    def pressed(self, step: Callable[[], T], *, back_to_the_form: bool = False) -> T:
        """Do a step until it works, as long as a user would, and waiting longer each time."""
        for tried in range(MOST_TRIES):
            try:
                return step()
            except OperationError as error:
                self.told.append(error)
                if self._restarts_left:
                    self._restarts_left -= 1
                    raise _StartAgainError from error
                if error.code is ErrorCode.SESSION_EXPIRED:
                    self.log_in()
                elif back_to_the_form and error.code in _ABOUT_THE_FORM:
                    self.open()
                elif error.code in {ErrorCode.UNEXPECTED, ErrorCode.ORDER_OPEN}:
                    raise
            time.sleep(min(0.05 * 2**tried, 1.0))
        raise GaveUpError([error.code.value for error in self.told])
