"""The words of registrations that are prepared on one computer and signed on another."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from qlts_desktop.core.errors import ErrorCode

PREPARED_ERRORS: dict[ErrorCode, tuple[str, str, str]] = {
    ErrorCode.PREPARED_DAMAGED: (
        QT_TRANSLATE_NOOP("messages", "This prepared registration cannot be used"),
        QT_TRANSLATE_NOOP(
            "messages", "The file is damaged, or was changed after the vendor's server had sealed it."
        ),
        QT_TRANSLATE_NOOP(
            "messages",
            "Ask for the file once more just as it was saved, on a USB stick for example. If that does not help,"
            " have the registration prepared anew.",
        ),
    ),
    ErrorCode.PREPARED_TOO_NEW: (
        QT_TRANSLATE_NOOP("messages", "The file was made by a newer version of the program"),
        QT_TRANSLATE_NOOP("messages", "This version does not know everything that stands in it."),
        QT_TRANSLATE_NOOP("messages", "Update the program on this computer, then open the file again."),
    ),
    ErrorCode.PREPARED_OTHER_VENDOR: (
        QT_TRANSLATE_NOOP("messages", "The file is sealed by a vendor that this program does not know"),
        QT_TRANSLATE_NOOP("messages", "So it cannot be told whether its content is genuine. Nothing was sent."),
        QT_TRANSLATE_NOOP("messages", "Open it with the program that the vendor has given to the unit."),
    ),
    ErrorCode.PREPARED_OTHER_SERVER: (
        QT_TRANSLATE_NOOP("messages", "The file names another server"),
        QT_TRANSLATE_NOOP(
            "messages", "It is to be sent to {server}, which is not the server that this program uses."
        ),
        QT_TRANSLATE_NOOP(
            "messages", "Ask who prepared it. If the address is right, tick the box below, then sign."
        ),
    ),
    ErrorCode.PREPARED_EXPIRED: (
        QT_TRANSLATE_NOOP("messages", "The time for signing this file is over"),
        QT_TRANSLATE_NOOP("messages", "A prepared registration can be sent for some days only. Nothing was sent."),
        QT_TRANSLATE_NOOP("messages", "Have the registration prepared anew and sign the new file."),
    ),
    ErrorCode.PREPARED_VOID: (
        QT_TRANSLATE_NOOP("messages", "This prepared registration no longer holds"),
        QT_TRANSLATE_NOOP(
            "messages",
            "The form has been changed since the file was saved, or the offer in it no longer holds. Nothing was"
            " sent.",
        ),
        QT_TRANSLATE_NOOP("messages", "Have the registration prepared anew and sign the new file."),
    ),
    ErrorCode.PREPARED_USED: (
        QT_TRANSLATE_NOOP("messages", "This registration has been sent already"),
        QT_TRANSLATE_NOOP("messages", "The vendor has the order; it was not sent a second time."),
        QT_TRANSLATE_NOOP(
            "messages", "Nothing is left to do here. The accountant finds the order in the renewal history."
        ),
    ),
    ErrorCode.PREPARED_REVOKED: (
        QT_TRANSLATE_NOOP("messages", "This file has been revoked"),
        QT_TRANSLATE_NOOP(
            "messages", "Who prepared it has taken it back, or has saved a newer one. Nothing was sent."
        ),
        QT_TRANSLATE_NOOP("messages", "Ask for the newest file and open that one."),
    ),
    ErrorCode.PREPARED_UNKNOWN: (
        QT_TRANSLATE_NOOP("messages", "The server does not know this file"),
        QT_TRANSLATE_NOOP("messages", "The right to send that it holds is not known there. Nothing was sent."),
        QT_TRANSLATE_NOOP("messages", "Have the registration prepared anew and sign the new file."),
    ),
    ErrorCode.PREPARED_RIGHT_GONE: (
        QT_TRANSLATE_NOOP("messages", "The prepared file is needed once more"),
        QT_TRANSLATE_NOOP(
            "messages",
            "This computer keeps what you have signed. The right to send it is a secret, which could not be kept"
            " here; it is in the file.",
        ),
        QT_TRANSLATE_NOOP("messages", "Open the file again. What is signed need not be signed a second time."),
    ),
    ErrorCode.CERTIFICATE_NOT_OF_UNIT: (
        QT_TRANSLATE_NOOP("messages", "The server cannot see that this certificate is the unit's"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Neither its tax code nor its name agrees with the unit on the slip. Nothing was registered.",
        ),
        QT_TRANSLATE_NOOP(
            "messages",
            "Choose the unit's own certificate, or have the accountant log in and send the registration.",
        ),
    ),
}
"""Title, text and next step of each error, as ``errors.py`` has them."""
