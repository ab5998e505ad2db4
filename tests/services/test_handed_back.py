"""A prepared file that comes back signed: it holds the sealed slip, a signature that holds, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.prepared_container import unpack
from qlts_desktop.services.prepared_port import Prepared
from qlts_desktop.services.signing_port import SignedSlip
from tests.factories import make_form
from tests.services.conftest import Client
from tests.services.issuer import Issuer
from tests.services.signing.pki import PASSWORD, make_authority, write_p12
from tests.services.signing.service import signing_service
from tests.services.test_prepared import Desk, no_stage, refusal


@pytest.fixture
def desk(start: Callable[[], Client], issuer: Issuer, tmp_path: Path) -> Desk:
    return Desk(start(), issuer, tmp_path)


@pytest.fixture
def opened(desk: Desk) -> Prepared:
    return desk.open()


@pytest.fixture
def signed(opened: Prepared, tmp_path: Path) -> SignedSlip:
    authority = make_authority()
    service = signing_service(tmp_path, authority.write_root(tmp_path / "trust"))
    p12 = write_p12(tmp_path / "a.p12", authority)
    return service.sign(opened.slip, service.open_file(p12, PASSWORD), PASSWORD, make_form())


def come_back(desk: Desk, content: bytes) -> Path:
    path = desk.folder / "phieu-da-ky.qlts"
    path.write_bytes(content)
    return path


def opened_or_damaged(desk: Desk, path: Path) -> Prepared | None:
    try:
        return desk.port.open_file(path)
    except OperationError as error:
        if error.code is not ErrorCode.PREPARED_DAMAGED:
            raise
        return None


def test_it_shows_who_signed_and_when_and_is_sent_as_it_is(desk: Desk, opened: Prepared, signed: SignedSlip):
    file = desk.port.hand_back(opened, signed)
    assert file.name == "phieu-123456789-da-ky.qlts"
    back = desk.port.open_file(come_back(desk, file.content))
    assert back.slip == opened.slip
    assert back.signed == signed
    assert back.right == opened.right
    assert desk.port.submit(back, signed.pdf, no_stage).slip == signed.pdf


def test_handed_on_once_more_it_is_the_same_file(desk: Desk, opened: Prepared, signed: SignedSlip):
    first = desk.port.hand_back(opened, signed).content
    back = desk.port.open_file(come_back(desk, first))
    assert desk.port.hand_back(back, signed).content == first


def test_another_slip_is_not_handed_back(desk: Desk, opened: Prepared, signed: SignedSlip):
    other = SignedSlip(signed.pdf.replace(b"%PDF-1.7", b"%PDF-1.6", 1), signed.signer, signed.signed_at)
    assert refusal(lambda: desk.port.hand_back(opened, other)) is ErrorCode.PREPARED_DAMAGED


def test_nothing_but_a_signature_that_holds_may_follow_the_slip(desk: Desk, opened: Prepared, signed: SignedSlip):
    """Bytes of what was appended changed at random: the file is refused, or still holds what was signed."""
    chosen = random.Random(6)
    members = unpack(desk.port.hand_back(opened, signed).content)
    accepted = 0
    for _ in range(60):
        changed = bytearray(signed.pdf)
        for _ in range(chosen.choice((1, 1, 3))):
            changed[chosen.randrange(len(opened.slip), len(changed))] ^= 1 << chosen.randrange(8)
        altered = SignedSlip(bytes(changed), "", signed.signed_at)
        file = desk.port.hand_back(opened, altered)
        back = opened_or_damaged(desk, come_back(desk, file.content))
        if back is not None:
            assert back.slip == members.slip[: len(opened.slip)]
            assert back.signed is not None
            accepted += 1
    assert accepted < 6


def test_unsigned_bytes_behind_the_slip_are_refused(desk: Desk, opened: Prepared, signed: SignedSlip):
    for behind in (b"\n% nothing", b"\n%%EOF\n", opened.slip):
        altered = SignedSlip(opened.slip + behind, "", signed.signed_at)
        content = desk.port.hand_back(opened, altered).content
        assert refusal(lambda content=content: desk.port.open_file(come_back(desk, content))) is (
            ErrorCode.PREPARED_DAMAGED
        )
