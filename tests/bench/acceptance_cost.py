"""P9: what it costs the licensor to verify a signed slip and to accept it, against pyHanko's validation alone.

Each acceptance is a whole one, of a unit of its own: read, compared, verified, stored, receipted, committed. The
verification is measured once more alone: what is left is the database's and the licence's.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
from qlts_licensor.commands.environment import set_up

from tests.bench.measure import RUNS
from tests.licensor_process import running_licensor
from tests.licensor_units import add_units

WARM_UP = 2


def main(folder: Path) -> None:
    """Print ``{"own", "checked", "bare"}`` in milliseconds, taken in turns."""
    with running_licensor(folder) as licensor:
        accounts = add_units(licensor, "NINE", RUNS + WARM_UP)
    set_up(folder)
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SECURE_SSL_REDIRECT = False
    from django.test import Client
    from qlts_licensor.registrations.models import Registration
    from qlts_licensor.registrations.slip_check import check_slip
    from qlts_licensor.registrations.submission import Submission, submit
    from qlts_licensor.units.models import User

    from licensor.tests.scenarios import Authority, Caller, document_of, sign_pdf

    authority = Authority.make()
    (folder / "trust").mkdir(exist_ok=True)
    (folder / "trust" / "bench.pem").write_bytes(authority.pem)
    signer, page = authority.signer(mst=""), _slip()
    own, checked, bare = [], [], []
    for account in accounts:
        caller = Caller(Client())
        assert caller.log_in(account.unit_code, account.username, account.password).status_code == 200
        draft = caller.draft().json()
        form = draft["form"]
        form["unit"] |= {"head_name": "Lê Quang Minh", "head_title": "Hiệu trưởng", "contact_name": "Trần Thu Hà"}
        form["unit"] |= {"phone": "0912345678", "email": "ketoan@thcs.edu.vn", "province": "Hải Phòng"}
        form["invoice"] |= {"email": "ketoan@thcs.edu.vn"}
        form["payment"] = {"due_on": _in_a_month(), "consent": True}
        draft = caller.save(draft, form)
        assert not [one for one in draft["problems"] if one["severity"] == "error"], draft["problems"]
        signed = sign_pdf(_with_document(page, document_of(draft, account.unit_code)), signer)
        user = User.objects.select_related("unit").get(unit__code=account.unit_code)
        sent = Submission(str(uuid.uuid4()), "signed", True, draft["version"], signed, "phieu.pdf")
        own.append(_seconds(lambda user=user, no=draft["no"], sent=sent: submit(user, no, sent)))
        order = Registration.objects.select_related("unit").get(no=draft["no"])
        check = partial(check_slip, signed, order, signed=True, trust=settings.TRUST_DIR)
        checked.append(_seconds(check))
        bare.append(_seconds(lambda pdf=signed: _validate(pdf, authority.pem)))
    values = {"own": own, "checked": checked, "bare": bare}
    medians = {name: statistics.median(taken[WARM_UP:]) * 1e3 for name, taken in values.items()}
    print(json.dumps({**medians, "painted": 0}))


def _slip() -> bytes:
    """A real slip, as large as they are."""
    from qlts_desktop.services.slip_pdf import make_slip
    from tests import factories

    return make_slip(
        factories.make_form(), factories.make_offer(), factories.make_signed_offer(), date(2027, 2, 5)
    )


def _with_document(page: bytes, document: bytes) -> bytes:
    with pikepdf.open(BytesIO(page)) as pdf:
        name = "registration.json"
        del pdf.attachments[name]
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, document, filename=name)
        output = BytesIO()
        pdf.save(output)
    return output.getvalue()


def _validate(pdf: bytes, root: bytes) -> None:
    from asn1crypto import pem, x509
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trusted = x509.Certificate.load(pem.unarmor(root)[2])
    context = ValidationContext(trust_roots=[trusted], allow_fetching=False, revocation_mode="soft-fail")
    (signature,) = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures
    status = validate_pdf_signature(signature, context)
    assert status.bottom_line, "the bare validation should find it good"


def _in_a_month() -> str:
    from licensor.tests.scenarios import day

    return day(30)


def _seconds(task: Callable[[], object]) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]))
