"""Whose certificate it is, and whether it can sign."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from qlts_desktop.core.dates import format_day, vietnam_day
from qlts_desktop.services.signing_port import Identity
from qlts_desktop.ui.messages.signing import SOON_DAYS, days_left, identity_problem_text, identity_state_text
from qlts_desktop.ui.widgets.badge import Badge, Tone
from qlts_desktop.ui.widgets.card import wrapped_label


class IdentityRow(QFrame):
    """One certificate with its state, and the reason when it cannot sign; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("inset", True)
        self._subject = wrapped_label(role="strong", name="identityLabel")
        self._facts = wrapped_label(role="small", name="identityFacts")
        self._reason = wrapped_label(role="error", name="identityReason")
        self._badge = Badge()
        names = QVBoxLayout()
        names.setSpacing(2)
        for label in (self._subject, self._facts, self._reason):
            label.setTextFormat(Qt.TextFormat.PlainText)
            names.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.addLayout(names, 1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_identity(self, identity: Identity | None, today: date) -> None:
        """Show another certificate."""
        self.setVisible(identity is not None)
        if identity is None:
            return
        facts = [self.tr("Issued by {0}").format(identity.issuer)]
        if identity.tax_code:
            facts.append(self.tr("Tax code {0}").format(identity.tax_code))
        facts.append(self.tr("Valid until {0}").format(format_day(vietnam_day(identity.not_after))))
        soon = days_left(identity, today) <= SOON_DAYS
        tone = Tone.DANGER if identity.problem is not None else Tone.WARNING if soon else Tone.SUCCESS
        state = identity_state_text(identity, today)
        reason = "" if identity.problem is None else identity_problem_text(identity.problem)
        self._subject.setText(identity.subject)
        self._facts.setText(" · ".join(facts))
        self._badge.set_state(state, tone)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.setAccessibleName(", ".join(part for part in (identity.subject, *facts, state, reason) if part))
