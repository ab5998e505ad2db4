"""What the interface may ask and say about the program's settings. See ``ports.py``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from qlts_desktop.core.appearance import USUAL_APPEARANCE, Appearance
from qlts_desktop.core.machine_settings import IniProblem, SettingKey
from qlts_desktop.services.proxy import SYSTEM_PROXY, Proxy


@dataclass(frozen=True, slots=True)
class AppSettings:
    """What *Cài đặt* changes.

    Attributes:
        server: The licensor's address; empty while none is known.
        proxy: The way out.
        appearance: Language, theme, scale.
        files_folder: Where slips and other files are proposed to be saved; None: in Documents.
    """

    server: str = ""
    proxy: Proxy = SYSTEM_PROXY
    appearance: Appearance = USUAL_APPEARANCE
    files_folder: Path | None = None


class RootCheck(StrEnum):
    """Whether the server's keys lead to the root key that this build has pinned."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_PINNED = "not_pinned"


@dataclass(frozen=True, slots=True)
class Connection:
    """A licensor that has answered.

    Attributes:
        server: Its address in its one form.
        version: Of the licensor's service.
        root: Whether it is the licensor that this program believes.
        clock_minutes: How far this computer's clock is ahead of the licensor's signed time; negative: behind.
            None where no signed time could be had.
        through: The proxy's host and port; empty: none.
    """

    server: str
    version: str
    root: RootCheck
    clock_minutes: int | None
    through: str = ""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie. The log is in ``data`` too."""

    data: Path
    files: Path


class SettingsPort(Protocol):
    """The settings of this user on this computer. Whatever is not said to be at hand blocks."""

    @property
    def locked(self) -> frozenset[SettingKey]:
        """What the administrator has locked; at hand."""

    @property
    def problems(self) -> tuple[IniProblem, ...]:
        """Lines of ``qlts.ini`` that could not be used; at hand."""

    @property
    def program(self) -> str:
        """What *Vào phần mềm QLTS* opens; empty: nothing. At hand."""

    def enter_software(self, licence: str) -> str:
        """*Vào phần mềm QLTS*: start what the administrator has set.

        Args:
            licence: The signed licence file's content, which it is handed.

        Returns:
            The address that a browser is to open; empty where a program has been started.

        Raises:
            OperationError: program_not_started, folder_not_writable, disk_full.
        """

    @property
    def folders(self) -> Folders:
        """Where things lie; at hand."""

    def read(self) -> AppSettings:
        """What holds now."""

    def keep(self, settings: AppSettings) -> None:
        """Use other settings from now on, and keep them.

        Raises:
            OperationError: server_address_wrong, plain_http_refused, proxy_address_wrong: nothing has changed. The
                local store's codes and keyring_unavailable: all holds until the program ends, but could not be
                kept.
        """

    def try_connection(self, server: str, proxy: Proxy) -> Connection:
        """Ask a server through a proxy, keeping nothing.

        Raises:
            OperationError: Why there is no licensor.
        """
