"""What there is to sign with, told before the signing dialog opens: a token left in a drawer is missed early."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from qlts_desktop.core.errors import OperationError
from qlts_desktop.services.signing_port import FoundIdentities, SigningPort
from qlts_desktop.ui.background import Runner
from qlts_desktop.ui.messages.signing import identity_problem_text
from qlts_desktop.ui.signing.identity_watch import IdentityWatch
from qlts_desktop.ui.theme import set_style_property

_NAMED = 2
"""So many are named; more are counted."""


def found_text(found: FoundIdentities) -> tuple[str, bool]:
    """One sentence, and whether something can sign."""
    translate = QCoreApplication.translate
    usable = [identity.subject for identity in found.identities if identity.problem is None]
    usable += [known.path.name for known in found.files if known.is_there]
    if usable:
        text = translate("FoundHint", "Found on this computer: {0}").format(" · ".join(usable[:_NAMED]))
        left = len(usable) - _NAMED
        return (translate("FoundHint", "{0} and {1} more").format(text, left) if left > 0 else text), True
    for identity in found.identities:
        if identity.problem is not None:
            return f"{identity.subject}: {identity_problem_text(identity.problem)}", False
    if found.empty_tokens:
        return translate("FoundHint", "A token is plugged in, but holds no certificate."), False
    return (
        translate("FoundHint", "No USB token is plugged in. Plug it in now, or choose a certificate file next."),
        False,
    )


class FoundHint(QLabel):
    """Looks in the background until something is found that can sign, then lets go of all tokens."""

    def __init__(self, signing: SigningPort, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: FoundIdentities | None = None
        self._is_looking = False
        self._watch = IdentityWatch(signing, runner, self)
        self._watch.found.connect(self._on_found)
        self._watch.looked.connect(self._on_looked)
        self._watch.failed.connect(self._on_failed)
        self.setObjectName("foundHint")
        self.setProperty("role", "small")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def look(self) -> None:
        """Look now, and go on as long as there is nothing; what showed before stays until more is known."""
        if not self._is_looking:
            self._is_looking = True
            self._watch.start()

    def rest(self) -> None:
        """Look no more."""
        if self._is_looking:
            self._is_looking = False
            self._watch.end()

    def _on_found(self, found: FoundIdentities) -> None:
        self._found = found

    def _on_looked(self) -> None:
        if self._found is None:
            return
        text, usable = found_text(self._found)
        self.setText(text)
        set_style_property(self, "role", "small" if usable else "warning")
        self.show()
        if usable:
            self.rest()

    def _on_failed(self, _error: OperationError) -> None:
        """The signing dialog tells what is wrong, with what to do."""
        self.hide()
