"""A ``PreparedPort`` in memory: what was prepared, what was sent, and what fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.prepared_port import BegunSending, Prepared, PreparedFile
from qlts_desktop.services.registration_port import Draft, PreparedSummary, SendStage, Submitted
from qlts_desktop.services.signing_port import SignedSlip
from tests.ui.doubles.sending import draft, submitted

SUMMARY = PreparedSummary(
    "Trần Thu Hà", datetime(2026, 11, 22, 1, 31, tzinfo=UTC), datetime(2026, 12, 6, 1, 31, tzinfo=UTC)
)
BEGUN = BegunSending(b"%PDF signed", datetime(2026, 11, 22, 2, 0, tzinfo=UTC))


def prepared(slip: bytes = b"%PDF", **changed: object) -> Prepared:
    """A registration that somebody has opened."""
    opened = Prepared(
        draft=draft(),
        unit_name="Trường THCS Nguyễn Bỉnh Khiêm",
        tax_code="0200731649",
        summary=SUMMARY,
        server="https://qlts.example.vn",
        other_server="",
        slip=slip,
        sealed="a.b.c",
        right="r" * 43,
        begun=None,
        keys=b"{}",
    )
    return replace(opened, **changed)  # type: ignore[arg-type]


class MemoryPrepared:
    """``fails`` names the calls that fail with what; ``calls`` is what was asked, in order."""

    def __init__(self, opens: Prepared | None = None) -> None:
        self.opens = opens or prepared()
        self.left: tuple[Prepared, ...] = ()
        self.calls: list[str] = []
        self.prepared_of: list[tuple[Draft, bytes]] = []
        self.paths: list[Path] = []
        self.sent: list[bytes] = []
        self.handed_back: list[SignedSlip] = []
        self.fails: dict[str, OperationError] = {}

    def fail(self, call: str, code: ErrorCode, **more: object) -> None:
        self.fails[call] = OperationError(code, **more)  # type: ignore[arg-type]

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.fails:
            raise self.fails[name]

    def prepare(self, draft: Draft, slip: bytes) -> PreparedFile:
        self._called("prepare")
        self.prepared_of.append((draft, slip))
        return PreparedFile(f"phieu-{draft.no}.qlts", b"sealed", SUMMARY)

    def revoke(self, no: str) -> None:
        self._called("revoke")

    def open_file(self, path: Path) -> Prepared:
        self.paths.append(path)
        self._called("open_file")
        return self.opens

    def hand_back(self, prepared: Prepared, signed: SignedSlip) -> PreparedFile:
        self._called("hand_back")
        self.handed_back.append(signed)
        return PreparedFile("phieu-da-ky.qlts", b"sealed " + signed.pdf, SUMMARY)

    def unfinished(self) -> tuple[Prepared, ...]:
        return self.left

    def submit(
        self,
        prepared: Prepared,
        slip: bytes,
        on_stage: Callable[[SendStage], None],
        *,
        server_confirmed: bool = False,
    ) -> Submitted:
        if prepared.other_server and not server_confirmed:
            raise OperationError(ErrorCode.PREPARED_OTHER_SERVER, details={"server": prepared.server})
        on_stage(SendStage.SENDING)
        self._called("submit")
        self.sent.append(slip)
        return submitted(SendMethod.SIGNED, slip)

    def resume(self, prepared: Prepared, on_stage: Callable[[SendStage], None]) -> Submitted:
        self._called("resume")
        assert prepared.begun is not None
        return submitted(SendMethod.SIGNED, prepared.begun.slip)
