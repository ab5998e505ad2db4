"""The words of a scan of the stamped slip: what was chosen, and what the code on it says. Plain text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from qlts_desktop.core.paper_scan import ADVISED_DPI, Compared, Match

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class MatchText:
    """What the codes say, and the stylesheet's role of the words."""

    text: str
    role: str


def match_text(compared: Compared, order_no: str) -> MatchText:
    """The comparison of the chosen files with an order."""
    match compared.match:
        case Match.MATCHED:
            said = translate("messages", "The code on the paper has been read: it is the slip of order {0}.")
            return MatchText(said.format(order_no), "success")
        case Match.UNREAD:
            said = translate(
                "messages",
                "No code could be read. Photograph the whole page from above, in good light, all four corners in"
                " the picture. You can also send it as it is: the vendor's staff will compare it.",
            )
            return MatchText(said, "warning")
        case Match.OTHER_FORM:
            said = translate(
                "messages",
                "This is an earlier print of order {0}: its content was changed before it was sent. Choose the"
                " scan of the slip that was sent.",
            )
            return MatchText(said.format(order_no), "error")
        case Match.OTHER_ORDER if compared.order_no:
            said = translate("messages", "This is the slip of another order ({0}). Take that file out.")
            return MatchText(said.format(compared.order_no), "error")
    return MatchText(translate("messages", "This is the slip of another order. Take that file out."), "error")


def size_text(size: int, pages: int, dpi: int, *, made_smaller: bool) -> str:
    """What is known of a chosen file.

    Args:
        size: Bytes that are sent.
        pages: Its pages.
        dpi: Dots per inch on A4; 0 where that is not known.
        made_smaller: It was too large to be sent as it is.
    """
    parts = [QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)]
    if pages > 1:
        parts.append(translate("messages", "{0} pages").format(pages))
    if made_smaller:
        parts.append(translate("messages", "made smaller to be sent, still legible"))
    if 0 < dpi < ADVISED_DPI:
        parts.append(
            translate("messages", "about {0} dpi: may be hard to read, better {1} dpi or more").format(
                dpi, ADVISED_DPI
            )
        )
    return " · ".join(parts)
