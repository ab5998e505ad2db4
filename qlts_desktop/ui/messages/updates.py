"""What is said of a newer version of the program, and of a downloaded file beside it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.markup import escape
from qlts_desktop.core.releases import FileMatch, UpdateStanding
from qlts_desktop.services.update_port import ComparedFile, Update
from qlts_desktop.ui.messages.notices import Notice, NoticeTarget
from qlts_desktop.ui.widgets.badge import Tone
from qlts_desktop.ui.widgets.banner import BannerKind

translate = QCoreApplication.translate

_MATCHES: dict[FileMatch, tuple[str, str]] = {
    FileMatch.SAME: (
        QT_TRANSLATE_NOOP("messages", "This is the vendor's installer"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Size and digest agree with the signed notice. Close this program, then open the installer.",
        ),
    ),
    FileMatch.EMPTY: (
        QT_TRANSLATE_NOOP("messages", "The file is empty"),
        QT_TRANSLATE_NOOP("messages", "Delete it and download the installer again."),
    ),
    FileMatch.SHORTER: (
        QT_TRANSLATE_NOOP("messages", "The download is not complete"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Only {0} of {1} bytes are there. Let the download end, or delete the file and download again.",
        ),
    ),
    FileMatch.LONGER: (
        QT_TRANSLATE_NOOP("messages", "This is another file"),
        QT_TRANSLATE_NOOP(
            "messages", "It has {0} bytes, the installer has {1}. Do not open it; download the installer again."
        ),
    ),
    FileMatch.ALTERED: (
        QT_TRANSLATE_NOOP("messages", "The file has been altered or damaged"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Its size is right, its content is not what the vendor signed. Do not open it; delete it and download "
            "again. If it happens twice, call the vendor.",
        ),
    ),
}


def update_notice(update: Update) -> Notice:
    """The notice across the workspace."""
    see = translate("messages", "&See")
    new, own = escape(update.release.version), escape(update.own)
    if update.standing is UpdateStanding.TOO_OLD:
        text = translate(
            "messages",
            "This version ({0}) is no longer looked after by the vendor. Install version <b>{1}</b>; meanwhile "
            "everything goes on working.",
        ).format(own, new)
        return Notice(BannerKind.WARNING, text, NoticeTarget.UPDATE, see)
    text = translate("messages", "There is a new version <b>{0}</b> of this program (this one: {1}).").format(
        new, own
    )
    return Notice(BannerKind.INFO, text, NoticeTarget.UPDATE, see)


def standing_text(update: Update) -> str:
    """What the version in use still does. Plain text."""
    if update.standing is UpdateStanding.TOO_OLD:
        return translate(
            "messages",
            "Version {0} in use is below {1}, the oldest that the vendor looks after. It goes on working: "
            "renewing, confirming and extending payments, history and “Update resources” are never held back. "
            "Install the new version before the next registration.",
        ).format(update.own, update.release.minimum)
    return translate(
        "messages", "Version {0} in use goes on working; install the new one whenever it suits you."
    ).format(update.own)


def match_text(compared: ComparedFile, size: int) -> tuple[str, str]:
    """What a downloaded file is, and what to do: a heading and a sentence. Plain text.

    Args:
        compared: The file.
        size: Bytes of the installer.
    """
    heading, sentence = _MATCHES[compared.match]
    said = translate("messages", sentence).format(grouped(compared.size), grouped(size))
    return translate("messages", heading), said


def match_tone(match: FileMatch) -> Tone:
    """The colour that goes with it."""
    if match is FileMatch.SAME:
        return Tone.SUCCESS
    return Tone.WARNING if match in (FileMatch.SHORTER, FileMatch.EMPTY) else Tone.DANGER


def size_text(size: int) -> str:
    """A size as people read it, with the exact bytes."""
    return translate("messages", "{0} MB ({1} bytes)").format(
        f"{size / 1_000_000:.1f}".replace(".", ","), grouped(size)
    )


def grouped(number: int) -> str:
    """``1.234.567``."""
    return f"{number:,}".replace(",", ".")
