"""Logging in and staying logged in: the access token in memory, the refresh token in the keyring only."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.machine_settings import NOTHING_SET, MachineSettings, SettingKey
from qlts_desktop.services.credentials import TokenKeeper
from qlts_desktop.services.http_errors import RefusedError
from qlts_desktop.services.licensor_api import LicensorApi
from qlts_desktop.services.local_database import Owner
from qlts_desktop.services.local_store import LocalStore
from qlts_desktop.services.ports import Account
from qlts_desktop.services.server_address import parse_server_address
from qlts_desktop.services.wire import SessionReply

_log = logging.getLogger(__name__)

SERVER_SETTING = "server_url"


@dataclass(frozen=True, slots=True)
class _Tokens:
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    remembered: bool


class Sessions:
    """The session of the person at this PC; a ``SessionPort``, and the ``AccessSource`` of the API."""

    def __init__(
        self,
        api: LicensorApi,
        store: LocalStore,
        keeper: TokenKeeper,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._api = api
        self._store = store
        self._keeper = keeper
        self._now = now
        self._account: Account | None = None
        self._tokens: _Tokens | None = None
        self._remembering_failed = ""
        self._renewing = threading.Lock()
        self._log_outs = 0
        api.authorise_with(self)

    @property
    def account(self) -> Account | None:
        """Who is logged in now, or None. It stays when a session has run out, so that drafts are still kept."""
        return self._account

    def owner(self) -> Owner:
        """Whose rows of the local store are meant.

        Raises:
            OperationError: session_expired when nobody has logged in.
        """
        if self._account is None:
            raise OperationError(ErrorCode.SESSION_EXPIRED)
        return Owner(self._api.url, self._account.unit_code)

    # --- the address --------------------------------------------------------------------------------------

    @property
    def server_url(self) -> str:
        """Address of the licensor in use; empty when none is set."""
        return self._api.url

    def restore_server(self, machine: MachineSettings = NOTHING_SET) -> None:
        """Use the address that :meth:`use_server` remembered, if any and if it is still a good one.

        Args:
            machine: What the administrator has set, which holds where nothing is remembered, or above it.
        """
        try:
            own = self._store.setting(SERVER_SETTING)
        except OperationError as error:
            _log.warning("no remembered server address: %s", error.code)
            own = None
        for url in (machine.value(SettingKey.SERVER, own or None), machine.value(SettingKey.SERVER, None)):
            try:
                if url:
                    self._api.use_server(url)
                    return
            except OperationError as error:
                _log.warning("a server address that is set cannot be used: %s", error.code)

    def use_server(self, url: str) -> None:
        """Use another licensor from now on and remember it. The session with the former one ends here.

        An address that cannot be reached at the moment is taken; one where something else answers is not.
        """
        address = parse_server_address(url)
        former = self._api.url
        if address.url == former:
            return
        self._api.use_server(address.url)
        try:
            self._api.check_service()
        except OperationError as error:
            if error.code is ErrorCode.SERVER_ADDRESS_WRONG:
                if former:
                    self._api.use_server(former)
                raise
        self._account = self._tokens = None
        try:
            self._store.set_setting(SERVER_SETTING, address.url)
        except OperationError as error:
            # Whoever starts the program shows what is wrong with the store; for this run the address holds.
            _log.warning("the server address is not remembered: %s", error.code)

    # --- the session --------------------------------------------------------------------------------------

    def log_in(self, unit_code: str, username: str, password: str, *, remember: bool) -> Account:
        """Log in; with ``remember`` the refresh token goes to the system keyring."""
        account = self._adopt(self._api.log_in(unit_code, username, password), remember=remember)
        if not remember:
            self._forget(account)
        return account

    def resume(self) -> Account | None:
        """Log in again with a remembered token; None when there is none or it has run out.

        Raises:
            OperationError: Network codes; the token is kept for a later try.
        """
        log_outs, remembered = self._log_outs, self.remembered_account()
        if remembered is None:
            return None
        try:
            token = self._keeper.token(self._api.url, remembered.unit_code, remembered.username)
        except OperationError as error:
            self._remembering_failed = error.code.value
            return None
        if token is None:
            return None
        try:
            reply = self._api.refresh_session(token)
        except RefusedError as refusal:
            if refusal.status != 401:
                raise
            self._forget(remembered)
            return None
        if self._log_outs != log_outs:
            # The user logged out while this was under way.
            self._end(reply.access_token)
            return None
        return self._adopt(reply, remember=True)

    def remembered_account(self) -> Account | None:
        """Who logged in last with *remember*, read from the local store alone."""
        try:
            return self._store.last_account(self._api.url)
        except OperationError as error:
            # Whoever starts the program shows what is wrong with the store; logging in goes without it.
            _log.warning("no remembered account: %s", error.code)
            return None

    def log_out(self) -> None:
        """End the session on the licensor and forget the token."""
        tokens, account = self._tokens, self._account or self.remembered_account()
        self._log_outs += 1
        self._tokens = self._account = None
        if account is not None:
            self._forget(account)
        if tokens is not None:
            self._end(tokens.access)

    def _end(self, access: str) -> None:
        try:
            self._api.end_session(access)
        except OperationError as error:
            _log.info("the licensor was not told of the log-out: %s", error.code)

    def remembering_failed(self) -> str:
        """The error code why the last ``remember`` could not be kept; empty when it was kept."""
        return self._remembering_failed

    # --- tokens for the API -------------------------------------------------------------------------------

    def current_access(self) -> str:
        """The access token."""
        tokens = self._tokens
        if tokens is None:
            raise OperationError(ErrorCode.SESSION_EXPIRED)
        return tokens.access

    def renewed_access(self, refused: str) -> str:
        """A new access token; several calls refused at once make one renewal."""
        with self._renewing:
            tokens = self._tokens
            if tokens is None:
                raise OperationError(ErrorCode.SESSION_EXPIRED)
            if tokens.access != refused:
                return tokens.access
            try:
                reply = self._api.refresh_session(tokens.refresh)
            except RefusedError as refusal:
                if refusal.status != 401:
                    raise
                self._tokens = None
                if tokens.remembered and self._account is not None:
                    self._forget(self._account)
                raise OperationError(ErrorCode.SESSION_EXPIRED, request_id=refusal.request_id) from refusal
            self._adopt(reply, remember=tokens.remembered)
            return reply.access_token

    # --- remembering --------------------------------------------------------------------------------------

    def _adopt(self, reply: SessionReply, *, remember: bool) -> Account:
        account = Account(
            unit_code=reply.unit.code,
            unit_name=reply.unit.name,
            username=reply.user.username,
            full_name=reply.user.full_name,
            can_renew=reply.user.can_renew,
        )
        self._account = account
        self._tokens = _Tokens(reply.access_token, reply.refresh_token, remember)
        self._remembering_failed = self._remember(account, reply.refresh_token) if remember else ""
        return account

    def _remember(self, account: Account, refresh_token: str) -> str:
        """Keep the token, then the account that it is for; the code of what failed, or nothing."""
        try:
            self._keeper.keep(self._api.url, account.unit_code, account.username, refresh_token)
            self._store.remember_account(self._api.url, account, self._now())
        except OperationError as error:
            _log.warning("the login is not remembered: %s", error.code)
            return error.code.value
        return ""

    def _forget(self, account: Account) -> None:
        """Forget token and account. Where the keyring is not to be had, nothing was kept in it."""
        try:
            self._keeper.forget(self._api.url, account.unit_code, account.username)
        except OperationError as error:
            _log.info("no keyring entry to remove: %s", error.code)
        try:
            self._store.forget_account(self._api.url, account)
        except OperationError as error:
            _log.warning("the remembered account stays: %s", error.code)
