"""What there is to sign with, told at step 2."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.services.signing_port import FoundIdentities, IdentityProblem, KnownFile
from qlts_desktop.ui.signing.found_hint import FoundHint
from tests.ui.doubles.sending import NOTHING_FOUND, SigningDesk
from tests.ui.inline_runner import InlineRunner
from tests.ui.test_identity_list import ONE_TOKEN, on_token

GOOD = on_token()
EXPIRED = replace(GOOD, subject="Trần Cũ", problem=IdentityProblem.EXPIRED)
FILE = KnownFile(Path("/x/đơn vị.p12"), is_there=True)
GONE = replace(FILE, is_there=False)


def shown(qtbot: QtBot, found: FoundIdentities) -> FoundHint:
    signing = SigningDesk()
    signing.found = found
    hint = FoundHint(signing, InlineRunner())
    qtbot.addWidget(hint)
    hint.look()
    return hint


@pytest.mark.parametrize(
    ("found", "text", "role"),
    [
        (NOTHING_FOUND, "Chưa thấy USB token nào", "warning"),
        (replace(NOTHING_FOUND, files=(GONE,)), "Chưa thấy USB token nào", "warning"),
        (replace(NOTHING_FOUND, files=(FILE,)), "Đã thấy trên máy này: đơn vị.p12", "small"),
        (replace(NOTHING_FOUND, empty_tokens=(GOOD.token,)), "không có chứng thư số", "warning"),
        (replace(NOTHING_FOUND, identities=(EXPIRED,)), "Trần Cũ: ", "warning"),
        (ONE_TOKEN, f"Đã thấy trên máy này: {GOOD.subject}", "small"),
        (replace(ONE_TOKEN, identities=(EXPIRED, GOOD), files=(FILE, FILE)), "và 1 chứng thư khác", "small"),
    ],
)
def test_what_is_there_is_named(qtbot: QtBot, found: FoundIdentities, text: str, role: str) -> None:
    hint = shown(qtbot, found)
    assert text in hint.text()
    assert hint.property("role") == role
    assert not hint.isHidden()


def test_it_looks_until_a_token_is_plugged_in_and_lets_go_then(qtbot: QtBot) -> None:
    signing = SigningDesk()
    hint = FoundHint(signing, InlineRunner())
    qtbot.addWidget(hint)
    hint.look()
    hint.look()
    assert (len(signing.looked_anew), signing.rested) == (1, 0)
    signing.found = ONE_TOKEN
    qtbot.waitUntil(lambda: GOOD.subject in hint.text(), timeout=10_000)
    assert (len(signing.looked_anew), signing.rested) == (2, 1)


def test_told_to_rest_it_looks_no_more(qtbot: QtBot) -> None:
    signing = SigningDesk()
    hint = FoundHint(signing, InlineRunner())
    qtbot.addWidget(hint)
    hint.look()
    hint.rest()
    hint.rest()
    assert signing.rested == 1
    assert not hint.findChild(QTimer).isActive()
    hint.look()
    assert len(signing.looked_anew) == 2
    hint.rest()


def test_a_look_that_fails_says_nothing_here(qtbot: QtBot) -> None:
    signing = SigningDesk()
    signing.fails["look"] = OperationError(ErrorCode.DISK_FULL)
    hint = FoundHint(signing, InlineRunner())
    qtbot.addWidget(hint)
    hint.look()
    assert hint.isHidden()
    hint.rest()
    del signing.fails["look"]
    hint.look()
    assert not hint.isHidden()
    hint.rest()
