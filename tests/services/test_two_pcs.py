"""Two PCs send the same draft at the same moment: one registration, and the other user is told so in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.renewal import SendMethod
from qlts_desktop.services.registration_port import Submitted
from tests.licensor_answers import Asked
from tests.licensor_process import Account, DemoLicensor
from tests.licensor_units import add_units
from tests.services.renewing import Renewer

ROUNDS = 8


@pytest.fixture(scope="module")
def accounts(licensor: DemoLicensor) -> Iterator[Account]:
    return iter(add_units(licensor, "TWO", ROUNDS + 1))


@pytest.fixture
def two(licensor: DemoLicensor, accounts: Iterator[Account], tmp_path: Path) -> Iterator[tuple[Renewer, Renewer]]:
    account = next(accounts)
    pcs = [Renewer(tmp_path / name, licensor.url, licensor.root, account) for name in ("one", "other")]
    for pc in pcs:
        pc.log_in()
    pcs[0].fill_in()
    pcs[1].typed = pcs[0].typed
    pcs[1].open()
    yield pcs[0], pcs[1]
    for pc in pcs:
        pc.close()


def send(pc: Renewer, start: threading.Barrier) -> Submitted | OperationError:
    """Press *Gửi* once."""
    draft = pc.draft
    assert draft is not None
    registrations = pc.client.registrations
    slip = registrations.make_slip(pc.typed, draft.offer, draft.offer_file, draft.offer.due_from)
    start.wait(10)
    try:
        return registrations.submit(draft, pc.typed, slip, SendMethod.STAMPED, lambda _stage: None)
    except OperationError as error:
        return error


@pytest.mark.parametrize("number", range(ROUNDS))
def test_one_registration_and_the_other_is_told(licensor: DemoLicensor, two: tuple[Renewer, Renewer], number: int):
    start = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda pc: send(pc, start), two))
    (done,) = [result for result in results if isinstance(result, Submitted)]
    (refused,) = [result for result in results if isinstance(result, OperationError)]
    late = two[results.index(refused)]
    orders = Asked(licensor, late.account).orders()
    assert [order["no"] for order in orders] == [done.receipt.order_no]
    check_told(late, refused, done.receipt.order_no)


def test_who_is_late_is_told_the_same(licensor: DemoLicensor, two: tuple[Renewer, Renewer]):
    """Also where something was typed meanwhile: it cannot be saved any more."""
    first, late = two
    no = first.send().receipt.order_no
    refused = send(late, threading.Barrier(1))
    assert isinstance(refused, OperationError)
    check_told(late, refused, no)
    typed = replace(late.typed, unit=replace(late.typed.unit, address="Nơi khác"))
    assert late.draft is not None
    with pytest.raises(OperationError) as caught:
        late.client.registrations.save_form(no, late.draft.version, typed)
    check_told(late, caught.value, no)
    assert [order["no"] for order in Asked(licensor, late.account).orders()] == [no]


def check_told(late: Renewer, refused: OperationError, no: str) -> None:
    """Nothing waits to be sent again on the late PC, and it is led to the order."""
    assert (refused.code, refused.details["order_no"]) == (ErrorCode.ORDER_OPEN, no)
    assert late.client.registrations.unfinished_submission() is None
    with pytest.raises(OperationError) as caught:
        late.client.registrations.open_draft()
    assert (caught.value.code, caught.value.details["order_no"]) == (ErrorCode.ORDER_OPEN, no)
    assert [row.no for row in late.client.registrations.history()] == [no]
    assert late.client.licences.refresh().licence.order is not None
