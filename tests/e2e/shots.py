"""``./dev shots [OUT]``: walks the real app through the main job and every stage, and the staff's console through
a day; keeps what is seen.

Ends with a code other than 0 when any step did not happen.
"""

from __future__ import annotations

import argparse
import html
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import Request, urlopen

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from qlts_desktop.bootstrap import PcClocks
from qlts_desktop.core.licence import Stage
from qlts_desktop.services.trusted_clock import counted_seconds
from qlts_desktop.ui import theme
from qlts_desktop.ui.application import create_application
from qlts_desktop.ui.renewal.wizard import RenewalWizard
from tests.console_walk import walk
from tests.driver import Driver
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.e2e.guide_shots import keep_pictures, take_dialogs
from tests.licensor_process import Account, DemoLicensor, running_licensor

SETTLE_MS = 600
"""Milliseconds for layouts, pictures of pages and notices to come to rest before a picture is taken."""

_IGNORED = "propagateSizeHints"


@dataclass
class Album:
    """Numbered pictures with their captions."""

    folder: Path
    app: QApplication
    driver: Driver
    pictures: list[tuple[str, str]] = field(default_factory=list)

    def take(self, caption: str) -> None:
        """Photograph the window that is in front."""
        self.driver.pause(SETTLE_MS)
        window = self._front()
        name = f"{len(self.pictures) + 1:02d}-{caption}.png"
        if not window.grab().save(str(self.folder / name)):
            raise RuntimeError(f"{name} could not be written")
        self.pictures.append((name, caption))

    def _front(self) -> QWidget:
        active = QApplication.activeModalWidget() or QApplication.activeWindow()
        shown = [window for window in self.app.topLevelWidgets() if window.isVisible()]
        return active if active is not None and active.isVisible() else shown[-1]


class Caller:
    """Asks the licensor directly, as one account."""

    def __init__(self, licensor: DemoLicensor, account: Account) -> None:
        self._base = f"{licensor.url}/api/v1"
        names = {"unit_code": account.unit_code, "username": account.username, "password": account.password}
        login = Request(f"{self._base}/sessions", json.dumps(names).encode(), {"Content-Type": "application/json"})
        with urlopen(login) as reply:
            self._token = json.load(reply)["access_token"]

    def get(self, path: str) -> bytes:
        """The body of a GET."""
        with urlopen(Request(f"{self._base}{path}", headers={"Authorization": f"Bearer {self._token}"})) as reply:
            content: bytes = reply.read()
            return content


def make_shots(out: Path, app: QApplication, scratch: Path) -> list[tuple[str, str]]:
    """Everything, in the order a newcomer would look at it."""
    driver = Driver()
    album = Album(out, app, driver)
    with running_licensor(scratch / "licensor") as licensor:
        keep_public_parts(licensor, out)
        with running_app(app, licensor, scratch / "login"):
            show_login(album, licensor)
        for stage in (stage for stage in Stage if stage is not Stage.UNKNOWN):
            keep_licence(licensor, stage, out)
            with running_app(app, licensor, scratch / stage.value):
                show_stage(album, licensor.account(stage.value), stage.value)
        for state in ("viewer", "no_licence", "history"):
            with running_app(app, licensor, scratch / state):
                show_stage(album, licensor.account(state), state)
                if state == "history":
                    main_job.open_history(driver)
                    album.take("history-three-years")
        with running_app(app, licensor, scratch / "why"):
            show_why(album, licensor)
        with running_app(app, licensor, scratch / "recovery"):
            ask_for_data(album, licensor)
        with running_app(app, licensor, scratch / "clock", a_year_behind()):
            show_stage(album, licensor.account("expiring"), "wrong-date")
        take_dialogs(album, app, licensor, scratch)
        with running_app(app, licensor, scratch / "signed"):
            send_signed(album, licensor, out)
        with running_app(app, licensor, scratch / "stamped"):
            send_stamped(album, licensor, out)
    for dark in (False, True):
        with running_licensor(scratch / f"console-{dark}") as licensor:
            walk(licensor, dark=dark, folder=out)
    return [*album.pictures, *console_pictures(out)]


def console_pictures(out: Path) -> list[tuple[str, str]]:
    """The console's pages, light and dark, in the order in which they were taken."""
    taken = sorted(out.glob("console*/*.png"), key=lambda path: (path.parent.name, path.stat().st_mtime_ns))
    return [(path.relative_to(out).as_posix(), f"{path.parent.name}: {path.stem}") for path in taken]


def keep_public_parts(licensor: DemoLicensor, out: Path) -> None:
    """The demo's CA certificate and public keys, for the command line."""
    (out / "trust").mkdir()
    for path in licensor.trust_dir.iterdir():
        shutil.copy(path, out / "trust" / path.name)
    with urlopen(f"{licensor.url}/api/v1/keys") as reply:
        (out / "keys.json").write_bytes(reply.read())


def show_login(album: Album, licensor: DemoLicensor) -> None:
    """The login, empty and after a wrong password."""
    driver, account = album.driver, licensor.account("expiring")
    driver.see("loginView")
    album.take("login")
    driver.type("unitCodeEdit", account.unit_code)
    driver.type("usernameEdit", account.username)
    driver.type("passwordEdit", "mat-khau-sai")
    driver.click("loginButton")
    driver.see("loginError")
    album.take("login-wrong-password")


def keep_licence(licensor: DemoLicensor, stage: Stage, out: Path) -> None:
    """The signed licence file of a stage's unit."""
    reply = json.loads(Caller(licensor, licensor.account(stage.value)).get("/licence"))
    (out / f"licence-{stage.value}.jws").write_text(reply["licence"] + "\n", "utf-8")


def show_stage(album: Album, account: Account, name: str) -> None:
    """What an account sees after the login."""
    driver = album.driver
    main_job.log_in(driver, account)
    driver.wait_until(
        "the gate or the workspace should be seen",
        lambda: driver.find("gateDialog") is not None or driver.find("workspacePage") is not None,
    )
    album.take(f"stage-{name}")


def show_why(album: Album, licensor: DemoLicensor) -> None:
    """Why a stage holds, and what is to come."""
    main_job.log_in(album.driver, licensor.account("overdue_late"))
    album.driver.click("gateWhyButton")
    album.take("gate-why")


def ask_for_data(album: Album, licensor: DemoLicensor) -> None:
    """The request of a unit that was cut, filed."""
    driver = album.driver
    main_job.log_in(driver, licensor.account("cut_off"))
    driver.click("gateRecoveryButton")
    driver.see("recoveryDialog")
    driver.type("recoveryPhone", "0917 890 123")
    driver.type("recoveryPeriod", "Sổ tài sản và báo cáo kiểm kê các năm 2024, 2025")
    album.take("recovery-filled")
    driver.click("recoverySendButton")
    driver.wait_until("the request should be filed", lambda: driver.find("recoverySendButton") is None)
    album.take("recovery-filed")


def a_year_behind() -> PcClocks:
    """The clocks of a PC whose date is a year behind."""
    return PcClocks(lambda: datetime.now(UTC) - timedelta(days=365), counted_seconds)


def send_signed(album: Album, licensor: DemoLicensor, out: Path) -> None:
    """The main job with a certificate file."""
    driver, account = album.driver, licensor.account("expiring")
    main_job.log_in(driver, account)
    main_job.open_wizard(driver)
    album.take("form-prefilled")
    driver.type("unit_tax_code", "020073164")
    driver.click("nextButton")
    driver.see("problemSummary")
    album.take("form-problems")
    driver.type("unit_tax_code", "0200731649")
    main_job.fill_in(driver)
    album.take("form-filled")
    main_job.go_to_review(driver)
    album.take("review")
    wizard = driver.see("renewalWizard", RenewalWizard)
    slip = wizard.session.slip_bytes
    assert slip
    (out / "slip-signed-way.pdf").write_bytes(slip)
    main_job.sign_and_send(driver, licensor.certificate_for(account.unit_code), album.take)
    album.take("success-signed")
    finish(album, licensor, account, out, "slip-signed.pdf", "signed")


def send_stamped(album: Album, licensor: DemoLicensor, out: Path) -> None:
    """The main job on paper, from behind a blocking dialog."""
    driver, account = album.driver, licensor.account("overdue_early")
    main_job.log_in(driver, account)
    main_job.open_wizard(driver)
    main_job.fill_in(driver)
    main_job.go_to_review(driver)
    main_job.stamp_and_send(driver, out / "slip-stamped-way.pdf", album.take)
    album.take("success-stamped")
    finish(album, licensor, account, out, "slip-stamped-kept.pdf", "stamped")
    driver.click("attachScanButton")
    driver.see("scanDialog")
    driver.click("chooseScanButton")
    driver.give_path(scan_of(out / "slip-stamped-kept.pdf", out))
    driver.see("scanMatch")
    album.take("scan-dialog")
    driver.click("closeScanButton")
    driver.gone("scanDialog")
    driver.click("coverLabelButton")
    driver.see("slipView")
    album.take("envelope-label")
    driver.click("closeDocumentButton")


def scan_of(slip: Path, out: Path) -> Path:
    """The slip as scanned, in a folder of its own beside the pictures."""
    (out / "scan").mkdir(exist_ok=True)
    target = out / "scan" / "phieu-da-dong-dau"
    subprocess.run(["pdftoppm", "-r", "200", "-singlefile", "-jpeg", slip, target], check=True)
    return target.with_suffix(".jpg")


def finish(album: Album, licensor: DemoLicensor, account: Account, out: Path, slip: str, way: str) -> None:
    """Into the workspace and the history; keeps what the licensor holds of the order."""
    driver = album.driver
    main_job.continue_to_workspace(driver)
    album.take(f"workspace-after-{way}")
    main_job.open_history(driver)
    album.take(f"history-after-{way}")
    caller = Caller(licensor, account)
    order = json.loads(caller.get("/registrations"))["items"][0]["no"]
    (out / slip).write_bytes(caller.get(f"/registrations/{order}/slip"))
    detail = json.loads(caller.get(f"/registrations/{order}"))
    for number, receipt in enumerate(detail["receipts"], 1):
        (out / f"receipt-{way}-{number}.jws").write_text(receipt + "\n", "utf-8")


def check_results(out: Path) -> None:
    """What was kept must hold: a signed slip that validates, a licence for each stage."""
    command = [sys.executable, "-m", "qlts_desktop"]
    signed = [*command, "check", str(out / "slip-signed.pdf"), "--trust", str(out / "trust")]
    subprocess.run(signed, check=True, stdout=subprocess.DEVNULL)
    for stage in (stage for stage in Stage if stage is not Stage.UNKNOWN):
        told = subprocess.run(
            [
                *command,
                "licence",
                str(out / f"licence-{stage.value}.jws"),
                "--keys",
                str(out / "keys.json"),
                "--json",
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        if json.loads(told.stdout)["stage"] != stage.value:
            raise RuntimeError(f"the licence of {stage.value} says {json.loads(told.stdout)['stage']}")


def write_index(out: Path, pictures: list[tuple[str, str]]) -> None:
    """One page that shows all."""
    figures = "\n".join(
        f'<figure><a href="{name}"><img src="{name}" alt="{html.escape(caption)}"></a>'
        f"<figcaption>{html.escape(name)}</figcaption></figure>"
        for name, caption in pictures
    )
    files = "\n".join(
        f'<li><a href="{path.relative_to(out).as_posix()}">{path.relative_to(out).as_posix()}</a></li>'
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.suffix != ".png"
    )
    style = (
        "body{font:14px sans-serif;margin:24px;background:#f6f7f9}"
        "figure{display:inline-block;margin:0 16px 16px 0}"
        "img{max-width:560px;border:1px solid #d9dee5}"
    )
    (out / "index.html").write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>QLTS Desktop</title><style>{style}</style>'
        f"<h1>QLTS Desktop</h1>{figures}<h2>Tệp</h2><ul>{files}</ul></html>\n",
        "utf-8",
    )


def main(argv: list[str]) -> int:
    """Make the shots.

    Returns:
        0 when every step happened.
    """
    parser = argparse.ArgumentParser(prog="dev shots")
    parser.add_argument("out", type=Path, nargs="?", default=Path("shots"))
    parser.add_argument("--guide", action="store_true", help="make docs/guide/pictures anew from them")
    parser.add_argument("--dark", action="store_true", help="in the dark theme")
    arguments = parser.parse_args(argv)
    out: Path = arguments.out.resolve()
    if out.exists() and any(out.iterdir()) and not (out / "index.html").exists():
        print(f"dev shots: {out} holds something else; name another folder", file=sys.stderr)
        return 2
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    app = create_application(["qlts-desktop"])
    if arguments.dark:
        # The offscreen platform has no colour scheme of its own to change.
        theme.apply(app, Qt.ColorScheme.Dark)
    with tempfile.TemporaryDirectory(prefix="qlts-shots-") as scratch:
        pictures = make_shots(out, app, Path(scratch))
    check_results(out)
    write_index(out, pictures)
    if arguments.guide:
        keep_pictures(out, pictures)
    print(f"{len(pictures)} screens: {out / 'index.html'}")
    return 0


def quietly(task: Callable[[], int]) -> int:
    """Leave out what the offscreen platform says for every window."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    def handle(_kind: QtMsgType, _context: object, text: str) -> None:
        if _IGNORED not in text:
            print(text, file=sys.stderr)

    qInstallMessageHandler(handle)
    return task()


if __name__ == "__main__":
    sys.exit(quietly(lambda: main(sys.argv[1:])))
