"""The smoke test of the Windows installer, under Wine: ``./dev installer windows --smoke``.

Makes the setup with the root key of a licensor that runs on this machine, installs it in silence, walks the main
job in the installed program by its keyboard alone, checks the slip that the licensor got, and takes it off
again. Wine has no accessibility bus, so what is to be seen is told by the windows' titles and by the licensor.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from tests.e2e.test_main_job import api
from tests.licensor_process import DemoLicensor, running_licensor

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
from build import make_for_windows  # noqa: E402
from shared.pins import Pins  # noqa: E402
from windows.wine import PREFIX, WineRoom, open_room, screen  # noqa: E402

STATE = "overdue_early"
SETTLE = 1.5
"""Seconds without a change on the screen after which it is at rest."""
LIMIT = 120.0
CARET = 200
"""Pixels that a blinking caret changes, at most."""
SHOTS = ROOT / "build" / "windows-shots"


class Screen:
    """The screen on which Wine draws: pictures of it, and keys for whatever has the focus."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display}
        self._taken = 0

    def rest(self) -> None:
        """Wait until nothing changes any more but a blinking caret."""
        deadline = time.monotonic() + LIMIT
        before, since = self._seen(), time.monotonic()
        while time.monotonic() < deadline:
            time.sleep(0.2)
            now = self._seen()
            changed = sum(ImageChops.difference(now, before).convert("L").point(bool).histogram()[1:])
            if changed > CARET:
                before, since = now, time.monotonic()
            elif time.monotonic() - since > SETTLE:
                return
        raise AssertionError("the screen does not come to rest")

    def see(self, title: str) -> None:
        """Wait for a window by its title."""
        # Activated, because Wine does not give the keyboard back once a dialog of its own has closed.
        command = ["xdotool", "search", "--onlyvisible", "--name", title, "windowactivate"]
        deadline = time.monotonic() + LIMIT
        while not self._answers(command):
            if time.monotonic() > deadline:
                self.shoot("not-seen")
                raise AssertionError(f"no window is called {title!r}; see {SHOTS}")
            time.sleep(0.3)
        self.rest()

    def _answers(self, command: list[str]) -> bool:
        done = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        return done.returncode == 0 and not done.stderr

    def shoot(self, name: str) -> None:
        """Keep a picture."""
        self._taken += 1
        SHOTS.mkdir(parents=True, exist_ok=True)
        (SHOTS / f"{self._taken:02d}-{name}.png").write_bytes(self._picture("png"))

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each once the screen is at rest."""
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], env=self.environment, check=True)
            self.rest()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        subprocess.run(["xdotool", "type", "--delay", "40", text], env=self.environment, check=True)
        self.rest()

    def _seen(self) -> Image.Image:
        return Image.open(BytesIO(self._picture("png"))).convert("RGB")

    def _picture(self, kind: str) -> bytes:
        command = ["import", "-window", "root", f"{kind}:-"]
        return subprocess.run(command, env=self.environment, capture_output=True, check=True).stdout


def main() -> int:
    """Run it; returns 0, or fails with what was wrong."""
    began = time.monotonic()
    shutil.rmtree(SHOTS, ignore_errors=True)

    def tell(text: str) -> None:
        print(f"{time.monotonic() - began:5.0f} s  {text}", flush=True)

    with (
        tempfile.TemporaryDirectory(prefix="qlts-smoke-") as scratch,
        running_licensor(Path(scratch)) as licensor,
        screen() as display,
    ):
        room = open_room(display)
        setup = make_for_windows(room, Pins(licensor.manifest, licensor.trust_dir), ROOT / "build")
        tell(f"built {setup.name}, {setup.stat().st_size / 1e6:.1f} MB")
        try:
            smoke(room, Screen(display), setup, licensor, tell)
        finally:
            room.run("/bin/sh", "-c", "wineserver -k; true")
    print("1 passed, 0 failed")
    return 0


def smoke(room: WineRoom, seen: Screen, setup: Path, licensor: DemoLicensor, tell: Callable[[str], None]) -> None:
    """Install for one user, walk, upgrade, remove; install for the machine, and remove."""
    drive = room.root / PREFIX / "drive_c"
    program = drive / "users/root/AppData/Local/Programs/QLTS Desktop"
    data = drive / "users/root/AppData/Local/qlts-desktop"
    for left in (program, data, drive / "Program Files/QLTS Desktop"):  # by a run that was broken off
        shutil.rmtree(left, ignore_errors=True)
    for left in (drive / "ky.p12", *drive.rglob("QLTS Desktop.lnk")):
        left.unlink(missing_ok=True)
    before = files_on(drive)
    (setup.parent / "qlts.ini").write_text(f"[server]\naddress = {licensor.url}\n", "utf-8")
    installer = "Z:/qlts/" + setup.relative_to(ROOT).as_posix()
    room.wine(installer, "/S", "/CurrentUser")
    assert (program / "qlts-desktop.exe").is_file()
    assert not list(program.rglob("qlts_licensor*")), "the licensor is in the installer"
    tell("installed for one user, in silence")

    certificate = licensor.certificate_for(licensor.account(STATE).unit_code)
    shutil.copy(certificate.path, drive / "ky.p12")
    running = room.start("wine", str(Path("/") / program.relative_to(room.root) / "qlts-desktop.exe"))
    walk(seen, licensor, certificate.password)
    busy = room.start("wine", installer, "/S", "/CurrentUser")
    seen.press("alt+F4")
    said = running.communicate(timeout=LIMIT)[0]
    assert running.returncode == 0, said
    assert busy.wait(LIMIT) == 0, "the upgrade did not wait until the program was closed"
    tell("walked from the login to the signed slip; upgraded once it was closed")
    check_slip(licensor, Path(tempfile.mkdtemp()))
    tell("the licensor has the signed slip, and pdfsig finds its signature valid")

    assert (data / "qlts-desktop.sqlite3").is_file()
    remove(room, program, "/CurrentUser")
    assert (data / "qlts-desktop.sqlite3").is_file(), "what the user has typed went with the program"
    shutil.rmtree(data)
    (drive / "ky.p12").unlink()
    differing = files_on(drive) ^ before
    assert differing == set(), f"left behind or taken away: {sorted(differing)}"
    room.wine(installer, "/S", "/AllUsers")
    machine = drive / "Program Files/QLTS Desktop"
    assert (machine / "qlts-desktop.exe").is_file()
    remove(room, machine, "/AllUsers")
    assert files_on(drive) == before
    tell("taken off again, nothing is left but the user's data; the same for the whole machine")


def walk(seen: Screen, licensor: DemoLicensor, password: str) -> None:
    """From the login to the workspace with a signed slip."""
    account = licensor.account(STATE)
    seen.see("QLTS Desktop")
    seen.type(account.unit_code)
    seen.press("Tab")
    seen.type(account.username)
    seen.press("Tab")
    seen.type(account.password)
    seen.shoot("login")
    seen.press("Return")
    seen.shoot("gate")
    seen.press("Return")
    seen.see("Đăng ký gia hạn")
    # Without payment day and consent the summary leads to each; the day that is proposed is taken.
    seen.press("alt+t", "Tab", "Return", "Tab", "Tab", "space")
    seen.press("alt+t", "Tab", "Return", "space")
    seen.shoot("form")
    seen.press("alt+t")
    seen.shoot("review")
    seen.press("alt+h")
    seen.see("Ký điện tử")
    seen.press("alt+t")
    seen.type(r"C:\ky.p12")
    seen.press("Return")
    seen.see("Ký điện tử")
    seen.type(password)
    seen.press("Return")
    seen.shoot("signing")
    seen.press("alt+k")
    seen.see("Đăng ký đơn")
    seen.shoot("success")
    seen.press("alt+t")
    seen.shoot("workspace")


def check_slip(licensor: DemoLicensor, folder: Path) -> None:
    """The licensor holds a signed order, and an independent reader finds its signature valid."""
    order = json.loads(api(licensor, STATE, "/registrations"))["items"][0]
    assert (order["method"], order["order_state"]) == ("signed", "accepted"), order
    slip = folder / "slip.pdf"
    slip.write_bytes(api(licensor, STATE, f"/registrations/{order['no']}/slip"))
    said = subprocess.run(["pdfsig", slip], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said, said


def remove(room: WineRoom, program: Path, mode: str) -> None:
    """Take the program off in silence; NSIS goes on in a copy of the uninstaller, which is waited for."""
    room.wine(str(Path("/") / program.relative_to(room.root) / "uninstall.exe"), mode, "/S")
    assert not program.exists(), sorted(program.rglob("*"))


def files_on(drive: Path) -> set[str]:
    """Everything on the drive but what comes and goes by itself."""
    return {str(path.relative_to(drive)) for path in drive.rglob("*") if "Temp" not in path.parts}


if __name__ == "__main__":
    sys.exit(main())
