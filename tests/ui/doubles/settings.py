"""Settings in memory, and a server that answers as it is told to."""

from __future__ import annotations

from pathlib import Path

from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.machine_settings import IniProblem, SettingKey
from qlts_desktop.services.proxy import Proxy
from qlts_desktop.services.settings_port import AppSettings, Connection, Folders, RootCheck

HELD = AppSettings("https://qlts.example.vn")
ANSWERS = Connection("https://qlts.example.vn", "1.2.3", RootCheck.AGREES, 0)


class MemorySettings:
    """A ``SettingsPort``.

    Attributes:
        held: What holds.
        kept: Each saving.
        keep_error: Raised by ``keep``; with ``holds`` after all was taken.
        answer: What a try finds, or raises.
        handed: Each licence that the asset software was handed.
        tried: Each try's server and proxy.
    """

    def __init__(self, held: AppSettings = HELD) -> None:
        self.held = held
        self.kept: list[AppSettings] = []
        self.keep_error: OperationError | None = None
        self.holds = False
        self.answer: Connection | OperationError = ANSWERS
        self.tried: list[tuple[str, Proxy]] = []
        self.locked: frozenset[SettingKey] = frozenset()
        self.problems: tuple[IniProblem, ...] = ()
        self.program = ""
        self.handed: list[str] = []
        self.enter_error: OperationError | None = None
        self.folders = Folders(Path("/home/Kế toán/.local/share/qlts-desktop"), Path("/home/Kế toán/Tài liệu"))

    def enter_software(self, licence: str) -> str:
        self.handed.append(licence)
        if self.enter_error is not None:
            raise self.enter_error
        return ""

    def read(self) -> AppSettings:
        return self.held

    def keep(self, settings: AppSettings) -> None:
        if self.keep_error is None or self.holds:
            self.kept.append(settings)
            self.held = settings
        if self.keep_error is not None:
            raise self.keep_error

    def try_connection(self, server: str, proxy: Proxy) -> Connection:
        self.tried.append((server, proxy))
        if isinstance(self.answer, OperationError):
            raise self.answer
        return self.answer
