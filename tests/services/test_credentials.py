"""Tokens in the system's keyring, and every way a keyring can be missing."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.credentials import SERVICE_NAME, Credentials

WHO = ("https://qlts.example.vn", "DEMO01", "ketoan")


class MemoryKeyring(KeyringBackend):
    """A keyring that works."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


class DeafKeyring(MemoryKeyring):
    """A keyring that is switched off: it takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Nothing is kept."""


class BrokenKeyring(MemoryKeyring):
    """A keyring that fails."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error

    def delete_password(self, service: str, username: str) -> None:
        raise self.error


@pytest.fixture
def in_use() -> Iterator[MemoryKeyring]:
    former = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(former)


def test_a_token_is_kept_and_forgotten(in_use: MemoryKeyring):
    credentials = Credentials()
    assert credentials.token(*WHO) is None
    credentials.keep(*WHO, "token-1")
    credentials.keep(*WHO, "token-2")
    assert credentials.token(*WHO) == "token-2"
    assert {service for service, _name in in_use.held} == {SERVICE_NAME}
    credentials.forget(*WHO)
    credentials.forget(*WHO)
    assert in_use.held == {}


@pytest.mark.parametrize(
    "other",
    [
        ("https://other.example.vn", "DEMO01", "ketoan"),
        ("https://qlts.example.vn", "DEMO02", "ketoan"),
        ("https://qlts.example.vn", "DEMO01", "xem"),
    ],
)
def test_server_unit_and_user_are_kept_apart(in_use: MemoryKeyring, other: tuple[str, str, str]):
    credentials = Credentials()
    credentials.keep(*WHO, "token-1")
    assert credentials.token(*other) is None


@pytest.mark.parametrize(
    "error",
    [
        NoKeyringError("No recommended backend was available"),
        InitError("Failed to create the collection: Prompt dismissed"),
        KeyringLocked("Failed to unlock the collection"),
        OSError("the bus is gone"),
        EOFError(),
    ],
)
def test_a_keyring_that_fails_is_told(in_use: MemoryKeyring, error: Exception):
    keyring.set_keyring(BrokenKeyring(error))
    credentials = Credentials()
    for attempt in (
        lambda: credentials.token(*WHO),
        lambda: credentials.keep(*WHO, "secret-token"),
        lambda: credentials.forget(*WHO),
    ):
        with pytest.raises(OperationError) as caught:
            attempt()
        assert caught.value.code is ErrorCode.KEYRING_UNAVAILABLE
        assert "secret-token" not in caught.value.technical


def test_a_keyring_that_keeps_nothing_is_told(in_use: MemoryKeyring):
    keyring.set_keyring(DeafKeyring())
    with pytest.raises(OperationError) as caught:
        Credentials().keep(*WHO, "token-1")
    assert caught.value.code is ErrorCode.KEYRING_UNAVAILABLE
