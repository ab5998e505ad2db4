"""The wizard's steps, in a line above its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from qlts_desktop.ui.theme import set_style_property

_CIRCLE = 22


class StepHeader(QFrame):
    """A numbered circle and a name for each step: done, the present one, to come."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("stepHeader")
        self.setProperty("bar", "top")
        self._names = names
        self._circles: list[QLabel] = []
        self._labels: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        for number, name in enumerate(names, start=1):
            circle = QLabel(str(number))
            circle.setFixedSize(_CIRCLE, _CIRCLE)
            circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label = QLabel(name)
            self._circles.append(circle)
            self._labels.append(label)
            row.addWidget(circle)
            row.addWidget(label)
            row.addSpacing(20)
        row.addStretch(1)
        self.set_step(0)

    def set_step(self, step: int) -> None:
        """Mark a step, counted from 0, as the present one."""
        for index, (circle, label) in enumerate(zip(self._circles, self._labels, strict=True)):
            state = "done" if index < step else "current" if index == step else "coming"
            set_style_property(circle, "stepMark", state)
            set_style_property(label, "step", state)
        self.setAccessibleName(
            self.tr("Step {0} of {1}: {2}").format(step + 1, len(self._names), self._names[step])
        )
