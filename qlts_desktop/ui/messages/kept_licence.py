"""What is said of the licence kept on this machine when it cannot be used: damaged is not tampered with.

Damaged: it can no longer be read. Tampered with: it can be read, but is not what the vendor gave to this unit
last. Of a key that is not known or was withdrawn the general words hold (``errors.py``). A first run has nothing
kept, and nothing of this is said.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.markup import escape
from qlts_desktop.ui.messages.errors import ErrorText, error_text
from qlts_desktop.ui.messages.notices import Notice
from qlts_desktop.ui.widgets.banner import BannerKind

translate = QCoreApplication.translate

_TAMPERED = {
    ErrorCode.LICENCE_SIGNATURE_WRONG: QT_TRANSLATE_NOOP(
        "messages", "It is no longer as the vendor signed it, so it is not used."
    ),
    ErrorCode.LICENCE_OTHER_UNIT: QT_TRANSLATE_NOOP(
        "messages", "A licence of another unit stands in its place, so it is not used."
    ),
    ErrorCode.LICENCE_OLDER_SERIAL: QT_TRANSLATE_NOOP(
        "messages", "An older licence stands in the place of the newer one, so it is not used."
    ),
    ErrorCode.LICENCE_OTHER_PRODUCT: QT_TRANSLATE_NOOP(
        "messages", "A licence for another product stands in its place, so it is not used."
    ),
    ErrorCode.LICENCE_WRONG_TYPE: QT_TRANSLATE_NOOP(
        "messages", "A file of another kind stands in its place, so it is not used."
    ),
}


def kept_licence_text(error: OperationError) -> ErrorText:
    """Why the kept licence is not used, what holds, what to do. Plain text."""
    unaffected = translate("messages", "The unit's rights at the vendor are unaffected.")
    next_step = translate(
        "messages", "Connect this computer to the network and update the resources to fetch the licence again."
    )
    if error.code is ErrorCode.LICENCE_DAMAGED:
        unreadable = translate(
            "messages", "It can no longer be read, for instance after a power cut or a disk fault."
        )
        return ErrorText(
            translate("messages", "The copy of the licence on this computer is damaged"),
            f"{unreadable} {unaffected}",
            next_step,
        )
    if reason := _TAMPERED.get(error.code):
        why = translate("messages", reason)
        title = translate("messages", "The copy of the licence on this computer has been changed")
        return ErrorText(title, f"{why} {unaffected}", next_step)
    return error_text(error)


def fetching_again_text(error: OperationError) -> str:
    """The kept licence is not used; the licensor is being asked for it. Plain text."""
    return translate("messages", "{0}. Fetching it again from the server…").format(kept_licence_text(error).title)


def fetched_again_news(error: OperationError) -> Notice:
    """The kept licence could not be used, and a good one has taken its place."""
    said = kept_licence_text(error)
    text = translate(
        "messages", "{0}. It has been fetched again from the server; nothing needs to be done."
    ).format(said.title)
    return Notice(BannerKind.INFO, escape(text))
