"""The one text of each error: what happened, what holds, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from qlts_desktop.core.errors import ErrorCode, OperationError
from qlts_desktop.core.paper_scan import MOST_OPENED_PIXELS, MOST_PAGES
from qlts_desktop.ui.messages.orders import refused_action_text
from qlts_desktop.ui.messages.prepared import PREPARED_ERRORS


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in words. ``title`` is never empty."""

    title: str
    text: str
    next_step: str


def error_text(error: OperationError) -> ErrorText:
    """The error in the user's language, with the values it names."""
    values = _values(error)
    title, text, next_step = (
        QCoreApplication.translate("messages", source).format(**values) if source else ""
        for source in _ERRORS[error.code]
    )
    return ErrorText(title, text, next_step)


def _values(error: OperationError) -> dict[str, str]:
    """What the sentences may name; a value that is not known gets a word that still makes a sentence."""
    details = error.details
    minutes = details.get("minutes")
    reason = _SLIP_REASONS.get(
        details.get("reason", ""), QT_TRANSLATE_NOOP("messages", "The server found a fault in the slip.")
    )
    return {
        "minutes": minutes or QCoreApplication.translate("messages", "a few"),
        "order_no": details.get("order_no", ""),
        "path": details.get("path", ""),
        "server": details.get("server", ""),
        "obstacle": refused_action_text(details.get("reason", ""), details.get("day", "")),
        "reason": QCoreApplication.translate("messages", reason),
        "pages": str(MOST_PAGES),
        "megapixels": str(MOST_OPENED_PIXELS // 1_000_000),
    }


_SLIP_REASONS = {
    "not_a_pdf": QT_TRANSLATE_NOOP("messages", "The server could not read the slip as a PDF."),
    "not_signed": QT_TRANSLATE_NOOP("messages", "The slip carries no signature."),
    "integrity": QT_TRANSLATE_NOOP("messages", "The slip was changed after it was signed."),
    "not_whole_document": QT_TRANSLATE_NOOP("messages", "The signature does not cover the whole slip."),
    "form_missing": QT_TRANSLATE_NOOP("messages", "The slip does not carry the form's data."),
    "form_differs": QT_TRANSLATE_NOOP("messages", "The slip's data differ from the form on the server."),
    "chain_untrusted": QT_TRANSLATE_NOOP("messages", "The issuer of the signing certificate is not recognised."),
    "certificate_expired": QT_TRANSLATE_NOOP("messages", "The signing certificate has expired."),
    "certificate_revoked": QT_TRANSLATE_NOOP("messages", "The signing certificate has been revoked."),
    "certificate_not_for_signing": QT_TRANSLATE_NOOP(
        "messages", "The signing certificate is not for signing documents."
    ),
    "tax_code_differs": QT_TRANSLATE_NOOP(
        "messages", "The tax code of the signing certificate differs from the unit's."
    ),
}

_ERRORS: dict[ErrorCode, tuple[str, str, str]] = {
    **PREPARED_ERRORS,
    ErrorCode.NO_NETWORK: (
        QT_TRANSLATE_NOOP("messages", "The server cannot be reached"),
        QT_TRANSLATE_NOOP(
            "messages",
            "This computer has no connection to the vendor's server. Nothing that was entered is lost.",
        ),
        QT_TRANSLATE_NOOP("messages", "Check the network cable or Wi-Fi, then try again."),
    ),
    ErrorCode.PROXY_ADDRESS_WRONG: (
        QT_TRANSLATE_NOOP("messages", "The proxy's address is not right"),
        QT_TRANSLATE_NOOP("messages", "It has a host and a port, for example proxy.example.vn:8080."),
        QT_TRANSLATE_NOOP("messages", "Enter name and password in their own fields, not in the address."),
    ),
    ErrorCode.PROXY_UNREACHABLE: (
        QT_TRANSLATE_NOOP("messages", "The proxy does not answer"),
        QT_TRANSLATE_NOOP(
            "messages",
            "This computer goes out through a proxy that cannot be reached now. Nothing that was entered is lost.",
        ),
        QT_TRANSLATE_NOOP("messages", "Check the proxy in the settings, or ask your network administrator."),
    ),
    ErrorCode.PROXY_LOGIN_NEEDED: (
        QT_TRANSLATE_NOOP("messages", "The proxy asks for a name and a password"),
        QT_TRANSLATE_NOOP(
            "messages", "It has none from this program, or does not take them. Nothing that was entered is lost."
        ),
        QT_TRANSLATE_NOOP(
            "messages",
            "Enter the proxy's name and password in the settings; your network administrator knows them.",
        ),
    ),
    ErrorCode.TIMEOUT: (
        QT_TRANSLATE_NOOP("messages", "The server did not answer in time"),
        QT_TRANSLATE_NOOP("messages", "The connection was too slow or was cut. Nothing that was entered is lost."),
        QT_TRANSLATE_NOOP("messages", "Wait a moment, then try again."),
    ),
    ErrorCode.SERVER_ADDRESS_WRONG: (
        QT_TRANSLATE_NOOP("messages", "The server address is not right"),
        QT_TRANSLATE_NOOP("messages", "There is no licence service at this address."),
        QT_TRANSLATE_NOOP("messages", "Check the address under “Server”, or ask the vendor for it."),
    ),
    ErrorCode.CERTIFICATE_UNTRUSTED: (
        QT_TRANSLATE_NOOP("messages", "The server's certificate is not trusted"),
        QT_TRANSLATE_NOOP("messages", "To keep the password safe, nothing was sent to this server."),
        QT_TRANSLATE_NOOP(
            "messages",
            "Check the address under “Server”. If it is right, ask your network administrator or the vendor.",
        ),
    ),
    ErrorCode.CLOCK_BREAKS_TLS: (
        QT_TRANSLATE_NOOP("messages", "The date on this computer prevents a safe connection"),
        QT_TRANSLATE_NOOP("messages", "The server's certificate does not fit the date or time of this computer."),
        QT_TRANSLATE_NOOP("messages", "Set the date and time of this computer right, then try again."),
    ),
    ErrorCode.PLAIN_HTTP_REFUSED: (
        QT_TRANSLATE_NOOP("messages", "The address must begin with https://"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Without encryption others on the network could read the password, so nothing was sent.",
        ),
        QT_TRANSLATE_NOOP("messages", "Enter the address again with https://."),
    ),
    ErrorCode.REPLY_TOO_LARGE: (
        QT_TRANSLATE_NOOP("messages", "The server's answer is too large"),
        QT_TRANSLATE_NOOP("messages", "The answer was larger than it may be and was not read."),
        QT_TRANSLATE_NOOP("messages", "Try again; if it happens again, call the vendor."),
    ),
    ErrorCode.REPLY_NOT_UNDERSTOOD: (
        QT_TRANSLATE_NOOP("messages", "The server's answer was not understood"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Something else than the licence service may have answered, for example a network's login page.",
        ),
        QT_TRANSLATE_NOOP(
            "messages",
            "Open a web page to see whether the network asks for a login, check the address under "
            "“Server”, then try again.",
        ),
    ),
    ErrorCode.SERVER_BUSY: (
        QT_TRANSLATE_NOOP("messages", "The server does not answer now"),
        QT_TRANSLATE_NOOP(
            "messages", "The server is busy or cannot be reached at the moment. Nothing that was entered is lost."
        ),
        QT_TRANSLATE_NOOP("messages", "Try again in a few minutes."),
    ),
    ErrorCode.SERVER_ERROR: (
        QT_TRANSLATE_NOOP("messages", "The server met an error"),
        QT_TRANSLATE_NOOP("messages", "The fault is on the vendor's side. Nothing that was entered is lost."),
        QT_TRANSLATE_NOOP(
            "messages",
            "Try again in a few minutes; if it happens again, call the vendor and give the "
            "request id under “Details”.",
        ),
    ),
    ErrorCode.WRONG_PASSWORD: (
        QT_TRANSLATE_NOOP("messages", "Unit code, user name or password is not right"),
        QT_TRANSLATE_NOOP("messages", "Check whether Caps Lock or the Vietnamese keyboard is on."),
        QT_TRANSLATE_NOOP("messages", "Enter the password again."),
    ),
    ErrorCode.ACCOUNT_LOCKED: (
        QT_TRANSLATE_NOOP("messages", "The account is locked for {minutes} minutes"),
        QT_TRANSLATE_NOOP("messages", "The password was wrong too many times."),
        QT_TRANSLATE_NOOP(
            "messages", "Try again after {minutes} minutes, or ask the vendor to unlock the account."
        ),
    ),
    ErrorCode.TOO_MANY_ATTEMPTS: (
        QT_TRANSLATE_NOOP("messages", "Too many attempts in a short time"),
        QT_TRANSLATE_NOOP("messages", "The server asks to wait {minutes} minutes."),
        QT_TRANSLATE_NOOP("messages", "Try again after {minutes} minutes."),
    ),
    ErrorCode.SESSION_EXPIRED: (
        QT_TRANSLATE_NOOP("messages", "The session has ended"),
        QT_TRANSLATE_NOOP("messages", "Please log in again. Nothing that was entered is lost."),
        QT_TRANSLATE_NOOP("messages", "Press Update resources to log in again."),
    ),
    ErrorCode.ROLE_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("messages", "This account may not do this"),
        QT_TRANSLATE_NOOP("messages", "Only a user with the role Data administrator may register a renewal."),
        QT_TRANSLATE_NOOP("messages", "Ask the person in charge at your unit."),
    ),
    ErrorCode.NO_LICENCE: (
        QT_TRANSLATE_NOOP("messages", "The unit has no licence yet"),
        QT_TRANSLATE_NOOP("messages", "The vendor has not issued a licence for this unit."),
        QT_TRANSLATE_NOOP(
            "messages", "Register a renewal, or update the resources if the vendor has just issued one."
        ),
    ),
    ErrorCode.LICENCE_DAMAGED: (
        QT_TRANSLATE_NOOP("messages", "The licence file is damaged"),
        QT_TRANSLATE_NOOP(
            "messages",
            "The file on this computer cannot be read or was changed. The unit's rights at the "
            "vendor are unaffected.",
        ),
        QT_TRANSLATE_NOOP("messages", "Update the resources to fetch the licence again."),
    ),
    ErrorCode.LICENCE_SIGNATURE_WRONG: (
        QT_TRANSLATE_NOOP("messages", "The licence's signature is not right"),
        QT_TRANSLATE_NOOP("messages", "The licence was changed after the vendor signed it, so it is not used."),
        QT_TRANSLATE_NOOP("messages", "Update the resources to fetch the licence again."),
    ),
    ErrorCode.LICENCE_KEY_UNKNOWN: (
        QT_TRANSLATE_NOOP("messages", "The licence is signed with an unknown key"),
        QT_TRANSLATE_NOOP(
            "messages",
            "This program does not know the key, so it cannot tell whether the licence is genuine.",
        ),
        QT_TRANSLATE_NOOP(
            "messages",
            "Check the address under “Server”; if it is right, a newer version of the program may "
            "be needed: call the vendor.",
        ),
    ),
    ErrorCode.LICENCE_KEY_REVOKED: (
        QT_TRANSLATE_NOOP("messages", "The key of this licence has been withdrawn"),
        QT_TRANSLATE_NOOP("messages", "The vendor no longer uses the key that signed this licence."),
        QT_TRANSLATE_NOOP("messages", "Update the resources to get a newly signed licence."),
    ),
    ErrorCode.LICENCE_OTHER_UNIT: (
        QT_TRANSLATE_NOOP("messages", "This licence belongs to another unit"),
        QT_TRANSLATE_NOOP("messages", "It is genuine, but not for the unit that is logged in."),
        QT_TRANSLATE_NOOP("messages", "Log in with the account of that unit, or update the resources."),
    ),
    ErrorCode.LICENCE_OTHER_PRODUCT: (
        QT_TRANSLATE_NOOP("messages", "This licence is for another product"),
        QT_TRANSLATE_NOOP("messages", "It is genuine, but not for this software."),
        QT_TRANSLATE_NOOP("messages", "Update the resources; if the message stays, call the vendor."),
    ),
    ErrorCode.LICENCE_WRONG_TYPE: (
        QT_TRANSLATE_NOOP("messages", "This is not a licence file"),
        QT_TRANSLATE_NOOP("messages", "The file is of another kind."),
        QT_TRANSLATE_NOOP("messages", "Choose the licence file that the vendor sent, or update the resources."),
    ),
    ErrorCode.LICENCE_OLDER_SERIAL: (
        QT_TRANSLATE_NOOP("messages", "This licence is older than the one in use"),
        QT_TRANSLATE_NOOP("messages", "The newer licence stays in use."),
        QT_TRANSLATE_NOOP("messages", "Nothing needs to be done; if a change is missing, call the vendor."),
    ),
    ErrorCode.LICENCE_FROM_THE_FUTURE: (
        QT_TRANSLATE_NOOP("messages", "The licence from the server carries a wrong date"),
        QT_TRANSLATE_NOOP(
            "messages", "It was issued after the server's own time, so it is not used; the one held stays in use."
        ),
        QT_TRANSLATE_NOOP("messages", "Try again in a few minutes; if it stays like this, call the vendor."),
    ),
    ErrorCode.ORDER_OPEN: (
        QT_TRANSLATE_NOOP("messages", "Order {order_no} is still open"),
        QT_TRANSLATE_NOOP("messages", "A unit has one open order at a time."),
        QT_TRANSLATE_NOOP("messages", "See the order in the registration history."),
    ),
    ErrorCode.NOT_FOUND: (
        QT_TRANSLATE_NOOP("messages", "This was not found"),
        QT_TRANSLATE_NOOP("messages", "The vendor's server no longer has it, or it never had it."),
        QT_TRANSLATE_NOOP("messages", "Update the list and try again."),
    ),
    ErrorCode.FORM_INVALID: (
        QT_TRANSLATE_NOOP("messages", "The form has something to correct"),
        QT_TRANSLATE_NOOP(
            "messages", "The vendor's server named fields that are not right. What was entered is kept."
        ),
        QT_TRANSLATE_NOOP("messages", "Correct the marked fields, then send again."),
    ),
    ErrorCode.FORM_CHANGED: (
        QT_TRANSLATE_NOOP("messages", "The form has changed since the slip was made"),
        QT_TRANSLATE_NOOP("messages", "The slip no longer fits the form on the server, so it was not accepted."),
        QT_TRANSLATE_NOOP("messages", "Go back to step 1, check the form, then make the slip again."),
    ),
    ErrorCode.DRAFT_CONFLICT: (
        QT_TRANSLATE_NOOP("messages", "The draft was changed elsewhere"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Somebody else in the unit has saved this draft in the meantime. What was typed here "
            "is kept on this computer.",
        ),
        QT_TRANSLATE_NOOP("messages", "Open the registration again and compare."),
    ),
    ErrorCode.OFFER_EXPIRED: (
        QT_TRANSLATE_NOOP("messages", "The price offer has run out"),
        QT_TRANSLATE_NOOP("messages", "Price and dates must be fetched anew. What was entered is kept."),
        QT_TRANSLATE_NOOP("messages", "Open the registration again to get the current price."),
    ),
    ErrorCode.PAYMENT_DAY_PAST: (
        QT_TRANSLATE_NOOP("messages", "The payment day is no longer possible"),
        QT_TRANSLATE_NOOP("messages", "The chosen payment day is already over."),
        QT_TRANSLATE_NOOP("messages", "Choose a later payment day in step 1."),
    ),
    ErrorCode.SLIP_REJECTED: (
        QT_TRANSLATE_NOOP("messages", "The slip was not accepted"),
        QT_TRANSLATE_NOOP("messages", "{reason}"),
        QT_TRANSLATE_NOOP("messages", "Go back to step 1, check the form, then make and sign the slip again."),
    ),
    ErrorCode.KEY_REUSED: (
        QT_TRANSLATE_NOOP("messages", "This submission was already used for another content"),
        QT_TRANSLATE_NOOP("messages", "The server refused it, so that nothing is kept twice."),
        QT_TRANSLATE_NOOP(
            "messages", "Open the registration history to see what arrived, then send again if needed."
        ),
    ),
    ErrorCode.IN_PROGRESS: (
        QT_TRANSLATE_NOOP("messages", "The vendor is still working on what was sent"),
        QT_TRANSLATE_NOOP("messages", "Nothing will be kept twice."),
        QT_TRANSLATE_NOOP("messages", "Wait a moment, then try again."),
    ),
    ErrorCode.REGISTRATION_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("messages", "A registration is not possible now"),
        QT_TRANSLATE_NOOP("messages", "The vendor does not take a registration for this unit at the moment."),
        QT_TRANSLATE_NOOP("messages", "Call the vendor, then update the resources."),
    ),
    ErrorCode.ACTION_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("messages", "This cannot be done with the order now"),
        "{obstacle}",
        QT_TRANSLATE_NOOP("messages", "Look at the order in the history to see where it stands."),
    ),
    ErrorCode.PAPER_NOT_AWAITED: (
        QT_TRANSLATE_NOOP("messages", "No scan is needed for this order any more"),
        QT_TRANSLATE_NOOP("messages", "The vendor does not wait for its paper slip."),
        QT_TRANSLATE_NOOP("messages", "Look at the order in the history to see where it stands."),
    ),
    ErrorCode.SCAN_OF_OTHER_ORDER: (
        QT_TRANSLATE_NOOP("messages", "This is another slip"),
        QT_TRANSLATE_NOOP("messages", "The code on the paper is not that of this order. Nothing was kept."),
        QT_TRANSLATE_NOOP("messages", "Take that file out and choose the scan of this order's slip."),
    ),
    ErrorCode.FILE_TOO_LARGE: (
        QT_TRANSLATE_NOOP("messages", "The file is too large"),
        QT_TRANSLATE_NOOP("messages", "A file may have up to 10 MB, all together up to 20 MB."),
        QT_TRANSLATE_NOOP("messages", "Scan in black and white or at 200 dpi, or photograph the page."),
    ),
    ErrorCode.FILE_TYPE_WRONG: (
        QT_TRANSLATE_NOOP("messages", "This kind of file is not taken"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Only JPEG and PNG pictures and PDFs are taken. What a file is, its content says, not its name.",
        ),
        QT_TRANSLATE_NOOP("messages", "Save it as one of these and choose it again."),
    ),
    ErrorCode.FILE_EMPTY: (
        QT_TRANSLATE_NOOP("messages", "The file is empty"),
        QT_TRANSLATE_NOOP("messages", "There is nothing in it; perhaps it was not copied or scanned to its end."),
        QT_TRANSLATE_NOOP("messages", "Copy or scan it once more and choose it again."),
    ),
    ErrorCode.FILE_CHOSEN_TWICE: (
        QT_TRANSLATE_NOOP("messages", "This file has been chosen already"),
        QT_TRANSLATE_NOOP("messages", "The same picture or PDF stands in the list; it is sent once."),
        QT_TRANSLATE_NOOP("messages", "Choose another file, or go on with those in the list."),
    ),
    ErrorCode.FILE_DAMAGED: (
        QT_TRANSLATE_NOOP("messages", "The file cannot be opened"),
        QT_TRANSLATE_NOOP(
            "messages", "It is damaged or protected by a password, or one of its pages is far too big."
        ),
        QT_TRANSLATE_NOOP("messages", "Scan or photograph the page again, or save the PDF without a password."),
    ),
    ErrorCode.TOO_MANY_PIXELS: (
        QT_TRANSLATE_NOOP("messages", "The picture has too many pixels"),
        QT_TRANSLATE_NOOP(
            "messages",
            "A photograph (JPEG) may have up to {megapixels} million pixels, a PNG picture or a page of a PDF"
            " fewer.",
        ),
        QT_TRANSLATE_NOOP("messages", "Photograph the page in ordinary quality, or scan it at 200 to 300 dpi."),
    ),
    ErrorCode.TOO_MANY_PAGES: (
        QT_TRANSLATE_NOOP("messages", "The PDF has too many pages"),
        QT_TRANSLATE_NOOP("messages", "A file may have up to {pages} pages."),
        QT_TRANSLATE_NOOP("messages", "Save only the pages that are needed and choose that file."),
    ),
    ErrorCode.RECOVERY_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP("messages", "Data recovery cannot be asked for now"),
        QT_TRANSLATE_NOOP(
            "messages",
            "The vendor takes requests once a subscription has been cut; at this unit that is not the case now.",
        ),
        QT_TRANSLATE_NOOP("messages", "Update the resources to see where the unit stands, or call the vendor."),
    ),
    ErrorCode.RECOVERY_OPEN: (
        QT_TRANSLATE_NOOP("messages", "A request for data recovery is open already"),
        QT_TRANSLATE_NOOP("messages", "The vendor works on one request of a unit at a time."),
        QT_TRANSLATE_NOOP("messages", "Open the request to see where it stands."),
    ),
    ErrorCode.FOLDER_NOT_WRITABLE: (
        QT_TRANSLATE_NOOP("messages", "The folder cannot be written to"),
        QT_TRANSLATE_NOOP("messages", "{path}"),
        QT_TRANSLATE_NOOP("messages", "Choose another folder, or ask for the right to write there."),
    ),
    ErrorCode.FILE_NOT_WRITABLE: (
        QT_TRANSLATE_NOOP("messages", "The file cannot be written"),
        QT_TRANSLATE_NOOP("messages", "{path}"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Choose another, shorter name or another folder. If the file is open in another program, close it"
            " there first.",
        ),
    ),
    ErrorCode.DISK_FULL: (
        QT_TRANSLATE_NOOP("messages", "The disk is full"),
        QT_TRANSLATE_NOOP("messages", "There is no space left to save."),
        QT_TRANSLATE_NOOP("messages", "Free some space, then try again."),
    ),
    ErrorCode.STORE_DAMAGED: (
        QT_TRANSLATE_NOOP("messages", "The data kept on this computer cannot be read"),
        QT_TRANSLATE_NOOP("messages", "Drafts on the vendor's server are unaffected."),
        QT_TRANSLATE_NOOP("messages", "Log in again; if the message stays, call the vendor."),
    ),
    ErrorCode.STORE_TOO_NEW: (
        QT_TRANSLATE_NOOP("messages", "The program that was used here last is newer"),
        QT_TRANSLATE_NOOP(
            "messages", "What it has kept on this computer is untouched, and this older version cannot read it."
        ),
        QT_TRANSLATE_NOOP(
            "messages", "Install the newest version of the program; drafts and history are there again then."
        ),
    ),
    ErrorCode.PROGRAM_NOT_STARTED: (
        QT_TRANSLATE_NOOP("messages", "The asset management software could not be started"),
        QT_TRANSLATE_NOOP("messages", "The administrator has set its place as {path}."),
        QT_TRANSLATE_NOOP("messages", "Ask whoever looks after this computer to look at this place."),
    ),
    ErrorCode.KEYRING_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("messages", "The password store of this computer is not available"),
        QT_TRANSLATE_NOOP("messages", "The login could not be remembered; everything else works."),
        QT_TRANSLATE_NOOP("messages", "Log in with the password next time."),
    ),
    ErrorCode.NO_PRINTER: (
        QT_TRANSLATE_NOOP("messages", "No printer was found"),
        QT_TRANSLATE_NOOP("messages", "The slip itself is complete."),
        QT_TRANSLATE_NOOP("messages", "Save the slip as a PDF and print it elsewhere, or set up a printer."),
    ),
    ErrorCode.PRINT_FAILED: (
        QT_TRANSLATE_NOOP("messages", "Printing did not succeed"),
        QT_TRANSLATE_NOOP("messages", "The printer did not take the pages."),
        QT_TRANSLATE_NOOP("messages", "Check the printer, or save the slip as a PDF."),
    ),
    ErrorCode.FILE_UNREADABLE: (
        QT_TRANSLATE_NOOP("messages", "The file cannot be read"),
        QT_TRANSLATE_NOOP("messages", "It is missing, in use, or may not be read."),
        QT_TRANSLATE_NOOP("messages", "Choose the file again."),
    ),
    ErrorCode.FONT_MISSING: (
        QT_TRANSLATE_NOOP("messages", "A font of the program is missing"),
        QT_TRANSLATE_NOOP("messages", "The installation is not complete."),
        QT_TRANSLATE_NOOP("messages", "Install the program again."),
    ),
    ErrorCode.CERTIFICATE_PASSWORD_WRONG: (
        QT_TRANSLATE_NOOP("messages", "The certificate's password is not right"),
        QT_TRANSLATE_NOOP("messages", "The file is in order; only the password does not fit."),
        QT_TRANSLATE_NOOP("messages", "Enter the password again."),
    ),
    ErrorCode.CERTIFICATE_FILE_DAMAGED: (
        QT_TRANSLATE_NOOP("messages", "This certificate file cannot be used"),
        QT_TRANSLATE_NOOP("messages", "It is damaged or is not a .p12 or .pfx file."),
        QT_TRANSLATE_NOOP("messages", "Choose another file, or ask the issuer for it again."),
    ),
    ErrorCode.CERTIFICATE_WITHOUT_KEY: (
        QT_TRANSLATE_NOOP("messages", "The file holds no private key"),
        QT_TRANSLATE_NOOP("messages", "It can be shown, but nothing can be signed with it."),
        QT_TRANSLATE_NOOP("messages", "Choose the file that was issued for signing."),
    ),
    ErrorCode.TOKEN_WITHOUT_KEY: (
        QT_TRANSLATE_NOOP("messages", "The token holds no private key for this certificate"),
        QT_TRANSLATE_NOOP("messages", "Only the certificate was copied to it. Nothing was signed."),
        QT_TRANSLATE_NOOP("messages", "Choose another certificate, or ask its issuer to load the key."),
    ),
    ErrorCode.CERTIFICATE_EXPIRED: (
        QT_TRANSLATE_NOOP("messages", "The certificate has expired"),
        QT_TRANSLATE_NOOP("messages", "A signature with it would not be accepted."),
        QT_TRANSLATE_NOOP(
            "messages", "Renew the certificate at its issuer, choose another one, or send the stamped slip."
        ),
    ),
    ErrorCode.CERTIFICATE_REVOKED: (
        QT_TRANSLATE_NOOP("messages", "The certificate has been revoked"),
        QT_TRANSLATE_NOOP("messages", "A signature with it would not be accepted."),
        QT_TRANSLATE_NOOP("messages", "Ask its issuer why, choose another one, or send the stamped slip."),
    ),
    ErrorCode.CERTIFICATE_NOT_YET_VALID: (
        QT_TRANSLATE_NOOP("messages", "The certificate is not valid yet"),
        QT_TRANSLATE_NOOP("messages", "Its first day is still to come."),
        QT_TRANSLATE_NOOP("messages", "Check the date of this computer, or choose another certificate."),
    ),
    ErrorCode.CERTIFICATE_NOT_FOR_SIGNING: (
        QT_TRANSLATE_NOOP("messages", "The certificate is not for signing documents"),
        QT_TRANSLATE_NOOP("messages", "It was issued for another purpose."),
        QT_TRANSLATE_NOOP("messages", "Choose a certificate for digital signatures."),
    ),
    ErrorCode.CERTIFICATE_DIGEST_TOO_WEAK: (
        QT_TRANSLATE_NOOP("messages", "The certificate was issued with SHA-1"),
        QT_TRANSLATE_NOOP("messages", "A signature with it would not be accepted."),
        QT_TRANSLATE_NOOP("messages", "Ask its issuer for a new one, choose another, or send the stamped slip."),
    ),
    ErrorCode.CERTIFICATE_KEY_TOO_WEAK: (
        QT_TRANSLATE_NOOP("messages", "The certificate's key is too weak"),
        QT_TRANSLATE_NOOP("messages", "A signature with it would not be safe."),
        QT_TRANSLATE_NOOP("messages", "Ask the issuer for a new certificate, or send the stamped slip."),
    ),
    ErrorCode.CERTIFICATE_OTHER_TAX_CODE: (
        QT_TRANSLATE_NOOP("messages", "The certificate has another tax code"),
        QT_TRANSLATE_NOOP("messages", "It belongs to another unit than the one on the form."),
        QT_TRANSLATE_NOOP("messages", "Choose the certificate of your unit, or check the tax code in step 1."),
    ),
    ErrorCode.PIN_WRONG: (
        QT_TRANSLATE_NOOP("messages", "The PIN is not right"),
        QT_TRANSLATE_NOOP("messages", "The token refused it, and counts each wrong one."),
        QT_TRANSLATE_NOOP(
            "messages", "Look whether Caps Lock or Vietnamese typing is on, then enter the PIN once more."
        ),
    ),
    ErrorCode.PIN_LENGTH: (
        QT_TRANSLATE_NOOP("messages", "The PIN is too short or too long"),
        QT_TRANSLATE_NOOP("messages", "The token was not asked; no try was used up."),
        QT_TRANSLATE_NOOP("messages", "Enter the whole PIN of this token."),
    ),
    ErrorCode.PIN_LAST_TRY: (
        QT_TRANSLATE_NOOP("messages", "This is the last try for the PIN"),
        QT_TRANSLATE_NOOP("messages", "One more wrong PIN locks the token. It was not asked yet."),
        QT_TRANSLATE_NOOP("messages", "Confirm below that you are sure, or ask the token's issuer."),
    ),
    ErrorCode.PIN_LOCKED: (
        QT_TRANSLATE_NOOP("messages", "The PIN of this token is locked"),
        QT_TRANSLATE_NOOP("messages", "Too many wrong PINs have been entered; trying again does not help."),
        QT_TRANSLATE_NOOP("messages", "Ask the token's issuer to unlock it, or send the stamped slip."),
    ),
    ErrorCode.PIN_EXPIRED: (
        QT_TRANSLATE_NOOP("messages", "The PIN of this token must be changed first"),
        QT_TRANSLATE_NOOP("messages", "The token asks for a new PIN before it signs."),
        QT_TRANSLATE_NOOP("messages", "Change it with the token's own program, then try again."),
    ),
    ErrorCode.TOKEN_REMOVED: (
        QT_TRANSLATE_NOOP("messages", "The token is no longer there"),
        QT_TRANSLATE_NOOP("messages", "It was pulled out, or lost its contact."),
        QT_TRANSLATE_NOOP("messages", "Plug it in again; it shows up in the list by itself."),
    ),
    ErrorCode.TOKEN_BUSY: (
        QT_TRANSLATE_NOOP("messages", "Another program is using the token"),
        QT_TRANSLATE_NOOP("messages", "Only one program at a time can log in to it."),
        QT_TRANSLATE_NOOP("messages", "Close the other signing program, then try again."),
    ),
    ErrorCode.TOKEN_FAULT: (
        QT_TRANSLATE_NOOP("messages", "The token's driver has a fault"),
        QT_TRANSLATE_NOOP(
            "messages", "The driver ended, hung or reported an error. Nothing was signed and nothing was sent."
        ),
        QT_TRANSLATE_NOOP(
            "messages", "Plug the token in again and try once more; if it stays so, install its driver again."
        ),
    ),
    ErrorCode.NOT_A_PDF: (
        QT_TRANSLATE_NOOP("messages", "This is no PDF that can be read"),
        QT_TRANSLATE_NOOP("messages", "The file is damaged, locked with a password, or of another kind."),
        QT_TRANSLATE_NOOP("messages", "Choose the signed PDF itself, as it was received."),
    ),
    ErrorCode.PDF_TOO_LARGE: (
        QT_TRANSLATE_NOOP("messages", "The file is larger than 50 MB"),
        QT_TRANSLATE_NOOP("messages", "Slips have less than one."),
        QT_TRANSLATE_NOOP("messages", "Choose the signed PDF itself."),
    ),
    ErrorCode.TRUST_FOLDER_EMPTY: (
        QT_TRANSLATE_NOOP("messages", "No certificate can be read in this folder"),
        QT_TRANSLATE_NOOP("messages", "Certificates of issuers are files with .crt, .cer, .der or .pem."),
        QT_TRANSLATE_NOOP("messages", "Choose another folder, or leave the line empty."),
    ),
    ErrorCode.PICTURE_UNUSABLE: (
        QT_TRANSLATE_NOOP("messages", "The picture {path} cannot be used"),
        QT_TRANSLATE_NOOP(
            "messages", "It is no PNG, is larger than 5 MB, or is no longer there. Nothing was signed."
        ),
        QT_TRANSLATE_NOOP("messages", "Choose another picture in the signing settings, or leave the line empty."),
    ),
    ErrorCode.SIGNED_ALREADY: (
        QT_TRANSLATE_NOOP("messages", "This slip cannot be signed once more with it"),
        QT_TRANSLATE_NOOP("messages", "This certificate has signed it already, or two have. Nothing was changed."),
        QT_TRANSLATE_NOOP("messages", "Choose another certificate, or send the slip as it is."),
    ),
    ErrorCode.DRIVER_UNUSABLE: (
        QT_TRANSLATE_NOOP("messages", "This token driver cannot be used"),
        QT_TRANSLATE_NOOP("messages", "The file is none, is for another kind of computer, or is not there."),
        QT_TRANSLATE_NOOP("messages", "Choose the 64-bit PKCS#11 file of the token's maker."),
    ),
    ErrorCode.TIME_STAMP_FAILED: (
        QT_TRANSLATE_NOOP("messages", "The time-stamp server gave no usable stamp"),
        QT_TRANSLATE_NOOP("messages", "It does not answer, or its answer cannot be trusted. Nothing was signed."),
        QT_TRANSLATE_NOOP("messages", "Try again, or tick below to sign without a time stamp."),
    ),
    ErrorCode.SIGNING_FAILED: (
        QT_TRANSLATE_NOOP("messages", "Signing did not succeed"),
        QT_TRANSLATE_NOOP("messages", "The slip was not signed and nothing was sent."),
        QT_TRANSLATE_NOOP("messages", "Try again, or send the stamped slip."),
    ),
    ErrorCode.CANCELLED: (
        QT_TRANSLATE_NOOP("messages", "Stopped as you asked"),
        QT_TRANSLATE_NOOP("messages", "Nothing that was entered is lost."),
        "",
    ),
    ErrorCode.UNEXPECTED: (
        QT_TRANSLATE_NOOP("messages", "Something unexpected went wrong"),
        QT_TRANSLATE_NOOP("messages", "The program met a fault that it does not know."),
        QT_TRANSLATE_NOOP(
            "messages",
            "Try again; if it happens again, call the vendor and read out what stands under “Details”.",
        ),
    ),
}
