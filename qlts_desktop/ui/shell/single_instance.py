"""One running program for each data folder; a second start brings the first one to the front.

Whoever holds the lock file in the folder is the first. Qt writes its process number into it, so the lock of a
killed process is taken over. A later start asks the first one over a local socket, which only this user may use.
QtNetwork is imported by the server after the first paint, and by a later start, which shows no window of its own.
"""

from __future__ import annotations

import base64
import logging
import os
import sys
import tempfile
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

ANSWER_LIMIT = 10.0
"""Seconds that the first one has to answer in: it may be starting still, on a slow machine."""
_ASK_AGAIN = 0.1
"""Seconds between two attempts."""
_LONGEST_SOCKET_PATH = 100
"""Bytes: a socket's address has room for 108, on some systems for 104."""
_REQUEST = b"forward\n"
_OPEN = b"open "
_LONGEST_REQUEST = 64 * 1024
_ANSWER = b"forward\n"


class Claim(StrEnum):
    """What became of the wish to be the one program on a folder."""

    FIRST = "first"
    UNGUARDED = "unguarded"
    """No lock can be made there, and nobody answers: the program starts all the same."""
    ANSWERED = "answered"
    """Another one runs and has come to the front."""
    SILENT = "silent"
    """Another one runs and does not answer."""


class SingleInstance(QObject):
    """This process's claim to a data folder.

    Args:
        folder: The data folder; made where it is missing.

    Signals:
        fileRequested: A later start was given a file to open (its absolute path).
    """

    fileRequested = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = Path(os.path.realpath(folder))
        self._lock = QLockFile(str(self._folder / "qlts-desktop.lock"))
        # A lock never grows old while its process lives: the program is open all day.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self._request = _REQUEST

    def claim(self, file: str = "", limit: float = ANSWER_LIMIT) -> Claim:
        """Become the first, or ask the first to come to the front; blocks while that one is starting.

        Args:
            file: What the first one is to open, an absolute path; empty: nothing.
            limit: Seconds to wait for an answer.
        """
        self._request = _file_request(file) if file else _REQUEST
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        holder = ""
        until = time.monotonic() + limit
        while True:
            if self._lock.tryLock(0):
                return Claim.FIRST
            is_held = self._lock.error() is QLockFile.LockError.LockFailedError
            holder = holder or str(self._lock.getLockInfo())
            if (outcome := self._ask(until)) is not None:
                return outcome
            if not is_held:
                # A folder that cannot be written, or a full disk.
                return Claim.UNGUARDED
            if time.monotonic() > until:
                break
            time.sleep(_ASK_AGAIN)
        # The number in the file may be another process's by now, or another machine's. Qt removes the file only
        # where no living process holds it open; the same holder all along, so nobody has just made it.
        is_same = holder == str(self._lock.getLockInfo())
        if is_same and self._lock.removeStaleLockFile() and self._lock.tryLock(0):
            _log.warning("took over a lock that nobody held")
            return Claim.FIRST
        return Claim.SILENT

    def serve(self) -> None:
        """Answer later starts, once what is being painted is on the screen.

        Without a server a later start says that this one does not answer.
        """
        QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        for address in self._addresses():
            # Left behind by a killed process; no living one has it, for this one holds the lock.
            QLocalServer.removeServer(address)
            if server.listen(address):
                self._server = server
                return
        _log.warning("later starts cannot be answered: %s", server.serverError().name)

    def release(self) -> None:
        """The program ends: the next start is a first one."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _addresses(self) -> tuple[str, ...]:
        """Where the first one may listen, best first; the same for every start on the folder."""
        place = os.path.normcase(self._folder).encode("utf-8", "surrogateescape")
        # Not hashlib: it takes 2 ms of each start.
        sha256 = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256)
        digest = sha256.toHex().data().decode("ascii")[:20]
        name = f"qlts-desktop-{digest}"
        if sys.platform == "win32":
            return (name,)
        # In the folder, which is the user's own; else where every program may make a socket.
        paths = (str(self._folder / "qlts-desktop.socket"), str(Path(tempfile.gettempdir()) / name))
        return tuple(path for path in paths if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH)

    # --- a later start ----------------------------------------------------------------------------------

    def _ask(self, until: float) -> Claim | None:
        """Ask whoever listens: answered, silent, or None where nobody listens (any more)."""
        found = (self._ask_at(address, until) for address in self._addresses() if _is_own(address))
        return next((outcome for outcome in found if outcome is not None), None)

    def _ask_at(self, address: str, until: float) -> Claim | None:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(address)
        if not socket.waitForConnected(1000):
            return None
        _let_come_forward(self._lock)
        socket.write(self._request)
        answer = b""
        # Connected is not answered: the system takes connections for a program that hangs.
        while not answer.endswith(b"\n") and socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            left = max(until - time.monotonic(), 1.0)
            if not socket.waitForReadyRead(int(left * 1000)) and time.monotonic() > until:
                return Claim.SILENT
            answer += socket.readAll().data()
        return Claim.ANSWERED if answer == _ANSWER else None

    # --- the first one ----------------------------------------------------------------------------------

    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._answer(socket))
            if socket.bytesAvailable():
                self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST_REQUEST:
                socket.abort()
            return
        request = socket.readLine().data()
        file = _requested_file(request)
        if request == _REQUEST or file:
            come_forward()
            socket.write(_ANSWER)
            socket.flush()
        socket.disconnectFromServer()
        if file:
            self.fileRequested.emit(file)


def _file_request(file: str) -> bytes:
    """The request to open a file. In base64: a path may hold anything, also the end of a line."""
    return _OPEN + base64.b64encode(os.fsencode(file)) + b"\n"


def _requested_file(request: bytes) -> str:
    """The file to open; empty where the request is another, or none."""
    if not request.startswith(_OPEN):
        return ""
    try:
        return os.fsdecode(base64.b64decode(request.removeprefix(_OPEN).rstrip(b"\n"), validate=True))
    except ValueError:
        return ""


def come_forward() -> None:
    """Bring the windows to the front, un-minimised: an open dialog above the window that it belongs to."""
    modal = QApplication.activeModalWidget()
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.parentWidget() is None]
    above: list[QWidget] = []
    while modal is not None:
        above.insert(0, modal.window())
        parent = modal.window().parentWidget()
        modal = parent.window() if parent is not None else None
    for window in (*(one for one in windows if one not in above), *above):
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
    if above or windows:
        top = (above or windows)[-1]
        top.activateWindow()
        # Once more when the un-minimising has gone through: some systems drop an activation before it.
        QTimer.singleShot(0, lambda: top.activateWindow() if isValid(top) else None)


def silent_message() -> QMessageBox:
    """What a start says when the running program does not answer; not shown yet."""
    box = QMessageBox()
    box.setObjectName("silentInstanceMessage")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("QLTS Desktop")
    box.setText(QApplication.translate("SingleInstance", "QLTS Desktop is already open, but does not answer"))
    box.setInformativeText(
        QApplication.translate(
            "SingleInstance",
            "So that nothing is written twice, it was not opened again. Wait a moment and start it again; if the"
            " message stays, end the program in the system's list of running programs, or restart the computer.",
        )
    )
    return box


def _is_own(address: str) -> bool:
    """Whether a socket is there that this user made; anybody may make one in the common folder."""
    if sys.platform == "win32":
        return True
    try:
        return os.stat(address).st_uid == os.geteuid()
    except OSError:
        return False


def _let_come_forward(lock: QLockFile) -> None:
    """Windows lets only the program in front give its place away, which a start by the user is."""
    if sys.platform == "win32":
        import ctypes

        _ok, process, *_rest = lock.getLockInfo()
        ctypes.windll.user32.AllowSetForegroundWindow(process)
