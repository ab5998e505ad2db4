"""The program is killed while a payment proof is on its way: the next start says so, and there is one proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from licensor.tests.scan_pictures import as_file, paper
from qlts_desktop.core.dates import vietnam_day
from tests.app_process import AppProcess
from tests.e2e.paying_app import Payment
from tests.e2e.renewing_pc import Pc, remembered_pc
from tests.faulty_proxy import Fault, Message, Moment
from tests.licensor_answers import Asked
from tests.licensor_process import DemoLicensor, running_licensor

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

LIMIT = 90.0
_PROOF = "POST /registrations/…/payment-proofs"


@pytest.fixture(scope="module")
def licensor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoLicensor]:
    """One whose units with unpaid orders are paid for here."""
    with running_licensor(tmp_path_factory.mktemp("paying")) as running:
        yield running


def paying(pc: Pc, payment: Payment, name: str) -> AppProcess:
    return pc.start(payment, name, "tests.e2e.paying_app")


@pytest.mark.parametrize(
    ("state", "moment", "arrives"),
    [("committed", Moment.ARRIVED, False), ("commitment_due", Moment.ANSWERED, True)],
)
def test_a_proof_whose_sending_was_killed_is_finished_once(
    licensor: DemoLicensor, tmp_path: Path, state: str, moment: Moment, arrives: bool
) -> None:
    picture = tmp_path / "ủy nhiệm chi.png"
    picture.write_bytes(as_file(paper().resize((600, 849))))
    payment = Payment(str(picture), vietnam_day(datetime.now(UTC)).strftime("%d/%m/%Y"))
    with remembered_pc(licensor, licensor.account(state), tmp_path) as pc:
        app = paying(pc, payment, "first")

        def kill(message: Message, at: Moment) -> None:
            if message.call == _PROOF and at is moment:
                app.process.kill()

        def drop(message: Message) -> Fault | None:
            return Fault.DROPPED if message.call == _PROOF and not arrives else None

        pc.proxy.watch, pc.proxy.plan = kill, drop
        try:
            app.process.wait(LIMIT)
            app.ended()
            assert app.process.returncode == -9, "".join(app.errors)
        finally:
            app.stop()
        asked = Asked(licensor, licensor.account(state))
        no = asked.orders()[0]["no"]
        assert len(asked.order(no)["proofs"]) == int(arrives)
        assert (pc.rows("change_outbox"), pc.rows("change_outbox_file")) == (1, 1)

        pc.proxy.watch, pc.proxy.plan = (lambda _message, _at: None), (lambda _message: None)
        again = paying(pc, Payment(payment.paper, payment.day, finishes=True), "second")
        try:
            again.process.wait(LIMIT)
            assert again.ended() == 0, "".join(again.errors)
        finally:
            again.stop()
        (begun,) = [told["begun"] for told in again.looks if "begun" in told]
        assert "gửi chứng từ thanh toán bị gián đoạn" in begun
        assert again.looks[-1]["news"].startswith("Đã gửi chứng từ thanh toán.")
        assert len(asked.order(no)["proofs"]) == 1
        assert (pc.rows("change_outbox"), pc.rows("change_outbox_file")) == (0, 0)
