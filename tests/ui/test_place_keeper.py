"""Where the wizard stands is noted also for somebody who never rests."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qlts_desktop.core.wizard import WizardPlace
from qlts_desktop.ui.renewal.place_keeper import NOTE_AFTER_MS, PlaceKeeper
from qlts_desktop.ui.widgets.text_field import TextField
from tests.ui.inline_runner import InlineRunner


class Noted:
    """Takes the place of the registrations."""

    def __init__(self) -> None:
        self.places: list[WizardPlace | None] = []

    def keep_place(self, place: WizardPlace | None) -> None:
        self.places.append(place)


def test_hurrying_through_the_fields_does_not_put_the_noting_off(qtbot: Any):
    window, noted = QWidget(), Noted()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    fields = {f"/unit/{name}": TextField(f"unit_{name}", name) for name in ("address", "phone")}
    for field in fields.values():
        column.addWidget(field)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    keeper = PlaceKeeper(noted, InlineRunner(), window)
    keeper.fields = fields
    keeper.begin()
    hurry = QTimer(window)
    steps = iter(list(fields.values()) * 200)
    hurry.timeout.connect(lambda: next(steps).focus())
    hurry.start(NOTE_AFTER_MS // 10)
    qtbot.waitUntil(lambda: any(place is not None and place.field for place in noted.places))
    hurry.stop()
    keeper.end()
    assert noted.places[-1] is None
