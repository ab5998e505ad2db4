"""The pictures of the guide: what the shots have, and the dialogs that only the guide shows.

``./dev shots --guide`` makes them anew in ``docs/guide/pictures``.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtWidgets import QListWidget, QTableView

from licensor.tests.scan_pictures import as_file, paper
from qlts_desktop.core.dates import vietnam_day
from tests.e2e import main_job
from tests.e2e.app import running_app
from tests.licensor_process import DemoLicensor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.e2e.shots import Album

PICTURES = Path(__file__).parents[2] / "docs" / "guide" / "pictures"
COLOURS = 64
"""Flat colours and grey text look the same with these, in a third of the bytes."""

FROM_SHOTS = {
    "dang-nhap": "login",
    "man-hinh-chinh": "stage-expiring",
    "bi-chan": "stage-overdue_early",
    "buoc-1": "form-filled",
    "buoc-1-loi": "form-problems",
    "buoc-2": "review",
    "ky-so": "signing-preflight",
    "phieu-dong-dau": "stamped-dialog",
    "ban-quet": "scan-dialog",
    "luu-ky-sau": "prepare-dialog",
    "thanh-cong": "success-signed",
    "xac-nhan-thanh-toan": "payment-dialog",
    "gia-han-thanh-toan": "extension-dialog",
    "lich-su": "history-after-signed",
    "phien-ban-moi": "update-dialog",
    "cai-dat": "settings-dialog",
}
"""The guide's pictures by the shots' captions; none that shows the computer they were made on."""

NEW_VERSION = "1.0.0"


def take_dialogs(album: Album, app: QApplication, licensor: DemoLicensor, scratch: Path) -> None:
    """The dialogs that no other walk opens: preparing, paying, this computer, a newer version."""
    driver = album.driver
    with running_app(app, licensor, scratch / "prepared"):
        main_job.log_in(driver, licensor.account("overdue_late"))
        main_job.open_wizard(driver)
        main_job.fill_in(driver)
        main_job.go_to_review(driver)
        driver.click("prepareButton")
        driver.see("prepareDialog")
        album.take("prepare-dialog")
    with running_app(app, licensor, scratch / "paying"):
        main_job.log_in(driver, licensor.account("commitment_due"))
        driver.see("workspacePage")
        main_job.open_history(driver)
        driver.click("confirm_paymentButton")
        driver.see("paymentDialog")
        order = str(driver.see("historyTable", QTableView).model().index(0, 0).data())
        driver.type("proofMemo", f"Thanh toan don hang {order}")
        driver.type("proofDay", vietnam_day(datetime.now(UTC)).strftime("%d/%m/%Y"))
        picture = scratch / "uy-nhiem-chi.png"
        picture.write_bytes(as_file(paper().resize((600, 849))))
        driver.click("chooseScanButton")
        driver.give_path(picture)
        driver.wait_until("the paper should be listed", lambda: driver.see("scanList", QListWidget).count() == 1)
        album.take("payment-dialog")
        driver.click("closeChangeButton")
        driver.gone("paymentDialog")
        driver.click("extend_paymentButton")
        driver.see("extensionDialog")
        album.take("extension-dialog")
        driver.click("closeChangeButton")
        driver.gone("extensionDialog")
        driver.trigger("actionMachine")
        driver.see("machineDialog")
        driver.wait_until(
            "this computer should be looked at", lambda: driver.see("machineAgainButton").isEnabled(), 60
        )
        album.take("machine-check")
    announce(licensor, scratch)
    with running_app(app, licensor, scratch / "update"):
        main_job.log_in(driver, licensor.account("active"))
        driver.see("updateBar")
        album.take("update-notice")
        driver.click("updateBarLink")
        driver.see("updateDialog")
        album.take("update-dialog")
        driver.click("updateCloseButton")
        driver.gone("updateDialog")
        driver.trigger("actionAbout")
        facts = driver.see("factsDialog")
        album.take("about")
        facts.close()
        driver.gone("factsDialog")
        driver.trigger("actionSettings")
        driver.see("settingsDialog")
        album.take("settings-dialog")
    (licensor.data / "client-release-linux.jws").unlink()


def announce(licensor: DemoLicensor, scratch: Path, version: str = NEW_VERSION, minimum: str = "0.1.0") -> Path:
    """Announce a version as the vendor does, signed offline; returns the installer."""
    installer = scratch / f"qlts-desktop_{version}_amd64.deb"
    installer.write_bytes(b"\0" * 81_264_312)
    expires = vietnam_day(datetime.now(UTC)) + timedelta(days=90)
    told = ("--platform", "linux", "--version", version, "--minimum", minimum, "--expires", expires.isoformat())
    notes = "Ký số nhanh hơn.\nLịch sử tìm được theo nội dung chuyển tiền.\nSửa lỗi in trên khổ giấy Letter."
    url = f"https://tai.nhacungcap.example.vn/qlts-desktop_{version}_amd64.deb"
    key = licensor.data / "offline" / "release.json"
    sign(*told, "--key", key, "--file", installer, "--url", url, "--notes", notes, "--out", licensor.data)
    return installer


def sign(*arguments: str | Path) -> None:
    """``qlts-licensor release sign``; it needs no data folder."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "qlts_licensor", "release", "sign", *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def keep_pictures(shots: Path, taken: list[tuple[str, str]], target: Path = PICTURES) -> None:
    """Copy the guide's pictures out of the shots, in few colours."""
    files = {caption: name for name, caption in taken}
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, caption in FROM_SHOTS.items():
        with Image.open(shots / files[caption]) as picture:
            few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(target / f"{name}.png", optimize=True)
    print(json.dumps({"pictures": len(FROM_SHOTS), "bytes": sum(p.stat().st_size for p in target.iterdir())}))
