"""The refresh token in the system's keyring (Windows Credential Manager, Keychain, Secret Service).

``keyring`` is imported when first used: finding the system's keyring takes long, and none is needed to log in.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Protocol

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.proxy import NOBODY, ProxyLogin

SERVICE_NAME = "qlts-desktop"


class TokenKeeper(Protocol):
    """Where refresh tokens are kept between two runs of the program."""

    def token(self, server: str, unit_code: str, username: str) -> str | None:
        """The kept token, or None."""

    def keep(self, server: str, unit_code: str, username: str, token: str) -> None:
        """Keep a token in the place of the former one."""

    def forget(self, server: str, unit_code: str, username: str) -> None:
        """Remove a token; none there is no failure."""


class Credentials:
    """:class:`TokenKeeper` on the system's keyring.

    Every method raises ``OperationError(keyring_unavailable)`` when the keyring is missing, locked or broken.
    """

    def token(self, server: str, unit_code: str, username: str) -> str | None:
        """The kept token, or None."""
        import keyring

        try:
            return keyring.get_password(SERVICE_NAME, _entry(server, unit_code, username))
        except Exception as error:
            raise _unavailable(error) from error

    def keep(self, server: str, unit_code: str, username: str, token: str) -> None:
        """Keep a token and read it back: a keyring that is switched off takes everything and keeps nothing."""
        import keyring

        entry = _entry(server, unit_code, username)
        try:
            keyring.set_password(SERVICE_NAME, entry, token)
            kept = keyring.get_password(SERVICE_NAME, entry)
        except Exception as error:
            raise _unavailable(error) from error
        if kept != token:
            raise OperationError(ErrorCode.KEYRING_UNAVAILABLE, technical="the keyring did not keep the entry")

    def forget(self, server: str, unit_code: str, username: str) -> None:
        """Remove a token; none there is no failure."""
        import keyring
        from keyring.errors import PasswordDeleteError

        try:
            keyring.delete_password(SERVICE_NAME, _entry(server, unit_code, username))
        except PasswordDeleteError:
            return
        except Exception as error:
            raise _unavailable(error) from error


class ProxyCredentials:
    """A proxy's name and password in the system's keyring, by the proxy's address.

    Every method raises ``OperationError(keyring_unavailable)`` as :class:`Credentials` does.
    """

    def login(self, address: str) -> ProxyLogin:
        """What is kept; nobody's where nothing is."""
        import keyring

        try:
            kept = keyring.get_password(SERVICE_NAME, _proxy_entry(address))
        except Exception as error:
            raise _unavailable(error) from error
        user, _line, password = (kept or "").partition("\n")
        return ProxyLogin(user, password)

    def keep(self, address: str, login: ProxyLogin) -> None:
        """Keep a name and a password in the place of the former ones; nobody's removes them."""
        import keyring
        from keyring.errors import PasswordDeleteError

        entry = _proxy_entry(address)
        try:
            if login == NOBODY:
                with suppress(PasswordDeleteError):
                    keyring.delete_password(SERVICE_NAME, entry)
                return
            keyring.set_password(SERVICE_NAME, entry, f"{login.user}\n{login.password}")
        except Exception as error:
            raise _unavailable(error) from error
        if self.login(address) != login:
            raise OperationError(ErrorCode.KEYRING_UNAVAILABLE, technical="the keyring did not keep the entry")


def _proxy_entry(address: str) -> str:
    return f"proxy {address}"


def _entry(server: str, unit_code: str, username: str) -> str:
    return f"{username}@{unit_code} {server}"


def _unavailable(error: Exception) -> OperationError:
    """Any exception: besides keyring's own, its backends let those of D-Bus and the system through."""
    return OperationError(ErrorCode.KEYRING_UNAVAILABLE, technical=f"{type(error).__name__}: {error}"[:300])
