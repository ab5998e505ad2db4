"""``python -m tests.ui.qr_window OUT``: the wizard's window with its QR code open, photographed in both themes.

Run as a process of its own, for the scale of a screen (``QT_SCALE_FACTOR``) is fixed when Qt starts. Writes
``light.png``, ``dark.png`` and ``seen.json`` into OUT: the ratio of the screen, the payload, and where the code's
card is in the pictures.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from qlts_desktop.services.ports import Account
from qlts_desktop.ui import theme
from qlts_desktop.ui.application import create_application
from qlts_desktop.ui.renewal.form_page import FormPage
from qlts_desktop.ui.renewal.wizard import RenewalWizard
from qlts_desktop.ui.widgets.qr_picture import QrPicture
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.prepared import MemoryPrepared
from tests.ui.doubles.renewal import TODAY, RenewalDesk, simple_checks
from tests.ui.doubles.signing import NoSigning
from tests.ui.inline_runner import InlineRunner

ACCOUNT = Account("HP-0817", "Trường THCS Nguyễn Bỉnh Khiêm", "ketoan", "Trần Thu Hà", can_renew=True)


def main(out: Path) -> int:
    """Show the window; the exit code is 0 once the pictures are there."""
    app = create_application(["qlts-desktop"])
    theme.apply(app, Qt.ColorScheme.Light)
    wizard = RenewalWizard(
        *(
            RenewalDesk(),
            NoSigning(),
            MemoryMachine(),
            simple_checks(),
            InlineRunner(),
            lambda: TODAY,
            ACCOUNT,
            None,
        ),
        prepared=MemoryPrepared(),
    )
    wizard.resize(1024, 700)
    wizard.show()
    page = wizard.findChild(FormPage)
    wizard.findChild(QPushButton, "transfer_qr").click()
    picture = wizard.findChild(QrPicture)

    def look() -> None:
        page.ensureWidgetVisible(picture, 0, 10)
        if picture.visibleRegion().boundingRect().height() > picture.width() > 0:
            timer.stop()
            photograph(app, wizard, picture, out)
            app.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    QTimer.singleShot(20_000, lambda: app.exit(3))
    return app.exec()


def photograph(app: QApplication, wizard: RenewalWizard, picture: QrPicture, out: Path) -> None:
    """Keep what is on the screen, in both themes."""
    place = picture.mapTo(wizard, QPoint(0, 0))
    ratio = wizard.devicePixelRatioF()
    card = [round(part * ratio) for part in (place.x(), place.y(), picture.width(), picture.height())]
    for name, scheme in (("light", Qt.ColorScheme.Light), ("dark", Qt.ColorScheme.Dark)):
        theme.apply(app, scheme)
        if not wizard.grab().save(str(out / f"{name}.png")):
            raise SystemExit(f"{name}.png could not be written")
    seen = {"ratio": ratio, "payload": picture.payload, "card": card, "module": picture.module_pixels(ratio)}
    (out / "seen.json").write_text(json.dumps(seen), "utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
