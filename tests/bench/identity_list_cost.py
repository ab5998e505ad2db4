"""How long the signing dialog takes to show the certificate of a token, and what that costs the GUI thread."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from PySide6.QtWidgets import QTableWidget

from qlts_desktop.core.dates import vietnam_day
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.ui.application import create_application
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.renewal.sending import DraftDesk, Registration
from qlts_desktop.ui.signing.signing_dialog import SigningDialog
from tests.bench.stalls import Heartbeat
from tests.driver import Driver
from tests.factories import make_form
from tests.services.signing.pki import key, make_authority, make_certificate
from tests.services.signing.service import signing_service
from tests.services.signing.soft_token import SoftTokens
from tests.ui.doubles.machine import MemoryMachine
from tests.ui.doubles.sending import SendingDesk, draft

_OBJECT_ID = b"\x01"


def main(folder: Path) -> int:
    """Measure once, in a process that has shown no list before; print one JSON object.

    Args:
        folder: For the token and what is kept.
    """
    tokens = SoftTokens.make(folder)
    os.environ["SOFTHSM2_CONF"] = str(tokens.configuration)
    serial, authority = tokens.plug_in("Kế toán"), make_authority()
    certificate = folder / "certificate.der"
    certificate.write_bytes(make_certificate(authority).public_bytes(Encoding.DER))
    tokens.put(serial, _OBJECT_ID, "Kế toán", certificate)
    tokens.put_key(serial, _OBJECT_ID, key("rsa2048", 2), folder)

    _app = create_application([sys.argv[0]])
    driver, heart, runner = Driver(), Heartbeat(), Runner()
    service = signing_service(folder, authority.write_root(folder / "trust"))
    form, today = make_form(), vietnam_day(datetime.now(UTC))
    registration = Registration(draft(), form, b"", SendMethod.SIGNED)
    began = time.perf_counter()
    heart.begin()
    dialog = SigningDialog(
        registration, DraftDesk(SendingDesk()), service, MemoryMachine(), runner, form.unit.tax_code, today
    )
    dialog.open()
    rows = dialog.findChild(QTableWidget, "identityList")
    driver.wait_until("the certificate should be shown", lambda: rows.rowCount() > 0)
    shown = time.perf_counter() - began
    heart.end("")
    dialog.reject()
    service.close()
    runner.shutdown()
    print(json.dumps({"painted": 0, "shown_ms": shown * 1e3, "longest": max(heart.late)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
