"""*Chi tiết*: what a certificate says, for who compares it with the paper from its issuer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qlts_desktop.core.dates import format_moment
from qlts_desktop.services.signing_port import Identity
from qlts_desktop.ui.widgets.card import wrapped_label
from qlts_desktop.ui.widgets.copy_row import CopyButton

_LABEL_WIDTH = 130
_WIDTH = 560
_MAY_BREAK = "\u200b"


class CertificateDialog(QDialog):
    """The facts of one certificate; all of them can be marked and copied."""

    def __init__(self, identity: Identity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("certificateDialog")
        self.setWindowTitle(self.tr("Certificate of {0}").format(identity.subject))
        self.setMinimumWidth(_WIDTH)
        rows = QFormLayout()
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(8)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        facts = self._facts(identity)
        for name, text, value in facts:
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setMinimumWidth(_LABEL_WIDTH)
            shown = wrapped_label(value, name=name)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(f"{text}: {value}")
            rows.addRow(label, shown)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        self._copied = "\n".join(f"{text}: {value}" for _, text, value in facts).replace(_MAY_BREAK, "")
        self._copy_button = CopyButton("certificateCopy", self.tr("&Copy all of it"))
        self._copy_button.clicked.connect(self._copy)
        foot.addWidget(self._copy_button)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addLayout(rows)
        column.addStretch(1)
        column.addLayout(foot)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._copy_button.confirm()

    def _facts(self, identity: Identity) -> tuple[tuple[str, str, str], ...]:
        """Object name, label and value of each row."""
        token = identity.token
        where = (
            self.tr("USB token {0}, number {1}").format(token.label, token.serial)
            if token is not None
            else identity.source
        )
        return (
            ("certificateSubject", self.tr("Holder"), identity.subject),
            ("certificateTaxCode", self.tr("Tax code"), identity.tax_code or self.tr("None")),
            ("certificateIssuer", self.tr("Issuer"), identity.issuer),
            ("certificateFrom", self.tr("Valid from"), format_moment(identity.not_before)),
            ("certificateTo", self.tr("Valid until"), format_moment(identity.not_after)),
            ("certificateSerial", self.tr("Serial number"), in_pairs(identity.serial_number)),
            ("certificateKey", self.tr("Key"), identity.key),
            ("certificateSha256", self.tr("SHA-256"), in_pairs(identity.sha256)),
            ("certificatePlace", self.tr("Where it is"), where),
        )


def in_pairs(hexadecimal: str) -> str:
    """As issuers print it, ``1a2b`` as ``1A:2B``; it may be broken between lines at each pair."""
    digits = hexadecimal.upper().rjust(len(hexadecimal) + len(hexadecimal) % 2, "0")
    return f":{_MAY_BREAK}".join(digits[place : place + 2] for place in range(0, len(digits), 2))
