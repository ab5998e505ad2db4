"""The steps of sending in a line: what is done, what is being done, what is to come."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from qlts_desktop.services.registration_port import SendStage
from qlts_desktop.ui.messages.signing import stage_name, stage_under_way_text
from qlts_desktop.ui.theme import set_style_property
from qlts_desktop.ui.widgets.card import wrapped_label


class StageBar(QFrame):
    """Shows the stages of one way of sending; hidden while nothing is under way.

    Attributes:
        stage: The stage under way; None before the first.
    """

    def __init__(self, stages: tuple[SendStage, ...]) -> None:
        super().__init__()
        self.setObjectName("stageBar")
        self.setProperty("inset", True)
        self._stages = stages
        self.stage: SendStage | None = None
        self._names: dict[SendStage, QLabel] = {}
        row = QHBoxLayout()
        row.setSpacing(16)
        for stage in stages:
            label = QLabel()
            self._names[stage] = label
            row.addWidget(label)
        row.addStretch(1)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(stages))
        self._text = wrapped_label(role="small", name="stageText")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._text)
        self.hide()

    def show_stage(self, stage: SendStage) -> None:
        """Mark a stage as under way. A stage before the present one changes nothing."""
        if stage not in self._names:
            return
        here = self._stages.index(stage)
        if self.stage is not None and here < self._stages.index(self.stage):
            return
        self.stage = stage
        for index, (one, label) in enumerate(self._names.items()):
            mark = "✓ " if index < here else ""
            label.setText(f"{mark}{stage_name(one)}")
            set_style_property(label, "step", "done" if index < here else "current" if index == here else "coming")
        text = stage_under_way_text(stage)
        self._bar.setValue(here)
        self._bar.setAccessibleName(text)
        self._text.setText(text)
        self.show()

    def clear(self) -> None:
        """Nothing is under way."""
        self.stage = None
        self.hide()
