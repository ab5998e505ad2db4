"""A print server of the tests' own: CUPS as offices run it, with queues whose paper is a PDF file.

It lives in a folder of its own, listens on a socket there and touches nothing of the machine's printing; each
worker of a parallel run has another one.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_LIMIT = 30.0
"""Seconds for what takes CUPS a tenth of one on an idle machine."""

_PRINTS = """#!/bin/sh
# A printer that works: what arrives is the printed sheet. Given: job, user, title, copies, options, file.
[ $# -eq 0 ] && exit 0
out="${DEVICE_URI#paper:}"
if [ -n "$6" ]; then cat "$6"; else cat; fi > "$out/$1.part" && mv "$out/$1.part" "$out/$1.pdf"
"""

_JAMS = """#!/bin/sh
# A printer that takes the first page's beginning, then nothing more.
[ $# -eq 0 ] && exit 0
if [ -n "$6" ]; then head -c 2000 "$6"; else head -c 2000; fi > /dev/null
echo "ERROR: paper jam" >&2
exit 1
"""

_CONF = """
Listen {folder}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
LogLevel info
MaxLogSize 0
<Location />
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Allow all
  </Limit>
</Policy>
"""

_FILES_CONF = """
ServerRoot {folder}/etc
ServerBin {folder}/bin
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/spool
Printcap
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
"""

# An A4 printer that, as most do, cannot print the outermost 4.2 mm of a sheet, and that reads PDF.
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Test"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*Throughput: "1"
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]/ImagingBBox null>>setpagedevice"
*PageSize Letter/US Letter: "<</PageSize[612 792]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]/ImagingBBox null>>setpagedevice"
*PageRegion Letter/US Letter: "<</PageSize[612 792]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea Letter/US Letter: "12 12 600 780"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension Letter/US Letter: "612 792"
*OpenUI *Resolution/Resolution: PickOne
*OrderDependency: 20 AnySetup *Resolution
*DefaultResolution: 600dpi
*Resolution 600dpi/600 DPI: "<</HWResolution[600 600]>>setpagedevice"
*Resolution 1200dpi/1200 DPI: "<</HWResolution[1200 1200]>>setpagedevice"
*CloseUI: *Resolution
"""


@dataclass(frozen=True)
class PrintServer:
    """A running print server.

    Attributes:
        folder: Everything it has, and what its queues have printed.
    """

    folder: Path
    _process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """The server is gone."""
        self.hang(False)
        self._process.terminate()
        self._process.wait(_LIMIT)

    def hang(self, hangs: bool = True) -> None:
        """The server takes connections and answers none, or answers again."""
        self._process.send_signal(signal.SIGSTOP if hangs else signal.SIGCONT)

    @property
    def address(self) -> str:
        """What programs are told by CUPS_SERVER."""
        return str(self.folder / "cups.sock")

    def command(self, *arguments: str) -> str:
        """A command of CUPS on this server; what it prints."""
        done = subprocess.run(
            arguments,
            capture_output=True,
            text=True,
            timeout=_LIMIT,
            check=False,
            env={**os.environ, "CUPS_SERVER": self.address, "LC_ALL": "C"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add(self, name: str, device: str = "paper") -> None:
        """A queue: ``paper`` prints, ``jam`` fails after the first few bytes and stops the queue."""
        out = self.folder / "printed" / name
        out.mkdir(parents=True, exist_ok=True)
        ppd = str(self.folder / "paper.ppd")
        self.command("lpadmin", "-p", name, "-E", "-v", f"{device}:{out}", "-P", ppd)
        self.command("lpadmin", "-p", name, "-o", "printer-error-policy=stop-printer")

    def remove(self, name: str) -> None:
        """The queue is gone."""
        self.command("lpadmin", "-x", name)

    def clear(self) -> None:
        """No queue is left, nothing printed either."""
        for line in self.command("lpstat", "-e").splitlines():
            self.command("cancel", "-a", "-x", line)
            self.remove(line)
        for folder in (self.folder / "printed").iterdir():
            shutil.rmtree(folder)

    def jobs(self, name: str, which: str = "all") -> list[str]:
        """The jobs of a queue, such as ``Trang-3``; ``which``: all, completed, not-completed."""
        lines = self.command("lpstat", "-W", which, "-o", name).splitlines()
        return [line.split()[0] for line in lines if line]

    def sheet(self, name: str) -> Path:
        """The only job of a queue, printed; waits for it."""
        out = self.folder / "printed" / name
        wait_until(lambda: list(out.glob("*.pdf")), f"nothing came out of {name}")
        (printed,) = out.glob("*.pdf")
        assert printed.stat().st_size > 0, (self.folder / "error.log").read_text("utf-8")
        return printed

    def is_stopped(self, name: str) -> bool:
        """Whether the queue takes jobs but does not print them."""
        return "disabled" in self.command("lpstat", "-p", name)


def wait_until(condition, otherwise: str) -> None:
    """Wait for what another process does."""
    until = time.monotonic() + _LIMIT
    while not condition():
        assert time.monotonic() < until, otherwise
        time.sleep(0.02)


@contextmanager
def running_print_server() -> Iterator[PrintServer]:
    """A print server, or a skipped test where there is none."""
    cupsd = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    filters = Path("/usr/lib/cups/filter")
    if cupsd is None or shutil.which("lpadmin", path="/usr/sbin:/usr/bin") is None or not filters.is_dir():
        pytest.skip("CUPS is not installed (cups-daemon, cups-client, cups-filters-core-drivers)")
    # Not among pytest's folders: those are for their owner only, and cupsd's filters work as another user.
    # Their names would also be too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="print-"))
    try:
        folder.chmod(0o755)
        _furnish(folder, filters)
        arguments = [cupsd, "-f", "-c", str(folder / "etc/cupsd.conf"), "-s", str(folder / "etc/cups-files.conf")]
        with (folder / "cupsd.out").open("wb") as out:
            process = subprocess.Popen(arguments, stdout=out, stderr=out, umask=0o022)
        try:
            server = PrintServer(folder, process)
            _wait_for(server, process)
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _furnish(folder: Path, filters: Path) -> None:
    for name in ("etc", "bin", "bin/backend", "cache", "state", "spool", "printed"):
        (folder / name).mkdir()
        (folder / name).chmod(0o755)  # whatever the umask: the filters work as another user
    for name in ("filter", "daemon", "notifier", "cgi-bin"):
        if (filters.parent / name).is_dir():
            (folder / "bin" / name).symlink_to(filters.parent / name)
    for name, script in (("paper", _PRINTS), ("jam", _JAMS)):
        backend = folder / "bin" / "backend" / name
        backend.write_text(script, "utf-8")
        backend.chmod(0o700)  # by this CUPS knows that it works as the server's own user
    (folder / "paper.ppd").write_text(_PPD, "ascii")
    (folder / "etc/cupsd.conf").write_text(_CONF.format(folder=folder), "utf-8")
    (folder / "etc/cups-files.conf").write_text(_FILES_CONF.format(folder=folder), "utf-8")


def _wait_for(server: PrintServer, process: subprocess.Popen[bytes]) -> None:
    def is_up() -> bool:
        if process.poll() is not None:
            pytest.skip(f"CUPS does not start here: {(server.folder / 'cupsd.out').read_text('utf-8').strip()}")
        return Path(server.address).exists() and "is running" in server.command("lpstat", "-r")

    wait_until(is_up, "CUPS does not answer")


@contextmanager
def printing_by(server: PrintServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    """This process prints by that server, and by no other printer that the machine may have."""
    monkeypatch.setenv("CUPS_SERVER", server.address)
    # The library has read the variable already where an earlier test has asked for printers.
    cups = ctypes.CDLL(ctypes.util.find_library("cups"))
    cups.cupsSetServer(server.address.encode())
    try:
        yield server
    finally:
        cups.cupsSetServer(None)
