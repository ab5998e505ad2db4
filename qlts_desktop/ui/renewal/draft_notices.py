"""What the wizard says about its draft: bars over the pages, and the line that tells how safe it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qlts_desktop.core.dates import format_day, format_time, vietnam_day
from qlts_desktop.core.errors import OperationError
from qlts_desktop.core.markup import escape
from qlts_desktop.core.offer_changes import OfferChange
from qlts_desktop.services.registration_port import Draft
from qlts_desktop.ui.messages.form import offer_change_text
from qlts_desktop.ui.renewal.draft_status import DraftState, DraftStatus
from qlts_desktop.ui.widgets.banner import Banner, BannerKind
from qlts_desktop.ui.widgets.error_panel import ErrorPanel


class DraftNotices(QWidget):
    """One bar a topic: a newer version elsewhere, what became of the draft, why it is not saved.

    Signals:
        compareChosen: The user wants to see what differs.
    """

    compareChosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._conflict = Banner()
        self._conflict.setObjectName("conflictBanner")
        self._conflict.linkActivated.connect(self.compareChosen)
        self._news = Banner()
        self._news.setObjectName("draftNews")
        self._news.linkActivated.connect(self._news.clear)
        self._error = ErrorPanel()
        self._error.setObjectName("saveError")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in (self._conflict, self._news, self._error):
            column.addWidget(bar)

    def show_status(self, status: DraftStatus) -> None:
        """Show or take away what hangs on how safe the draft is."""
        if status.state is not DraftState.CONFLICT:
            self._conflict.clear()
        elif not self._conflict.isVisibleTo(self):
            self._show_conflict(is_kept=status.at is not None)
        if status.state is DraftState.SAVED:
            self._error.clear()

    def _show_conflict(self, *, is_kept: bool) -> None:
        kept = self.tr(
            "This draft has just been saved from another computer. What you have typed is kept on this machine;"
            " nothing was overwritten. Compare the two to go on."
        )
        not_kept = self.tr(
            "This draft has just been saved from another computer; nothing was overwritten. What you have typed is"
            " in this window only. Compare the two to go on."
        )
        text = kept if is_kept else not_kept
        self._conflict.show_notice(BannerKind.WARNING, text, self.tr("Co&mpare"))

    def show_error(self, error: OperationError) -> None:
        """Say why the draft is not saved."""
        self._error.show_error(error)

    def show_stopped(self, at: datetime) -> None:
        """The program ended while the wizard was open, and it has opened by itself."""
        self._say(
            BannerKind.INFO,
            self.tr(
                "The program stopped at {0} on {1} while this registration was open. It goes on where it stood;"
                " check the last words that you typed."
            ).format(format_time(at), format_day(vietnam_day(at))),
        )

    def show_replaced(self, no: str) -> None:
        """What is typed goes on in a new draft."""
        self._say(
            BannerKind.WARNING,
            self.tr(
                "The vendor's server no longer had the draft. All that you typed is still here and goes on as"
                " draft {0}."
            ).format(no),
        )

    def show_edited(self, no: str) -> None:
        """The draft is to be sent in the place of an order."""
        self._say(
            BannerKind.INFO,
            self.tr(
                "This edits order {0}: it stays in force until this one is sent, which then takes its place with"
                " the same registration day. Use goes on without a break."
            ).format(no),
        )

    def show_consent_undone(self, changes: tuple[OfferChange, ...]) -> None:
        """The offer is another than the one consented to."""
        told = "; ".join(offer_change_text(one) for one in changes)
        if told:
            text = self.tr("The offer has changed since you agreed: {0}. Look at it again, then agree anew.")
        else:
            text = self.tr("The offer has changed since you agreed. Look at it again, then agree anew.")
        self._say(BannerKind.WARNING, text.format(told))

    def _say(self, kind: BannerKind, text: str) -> None:
        self._news.show_notice(kind, escape(text), self.tr("&Understood"))


def is_not_kept(status: DraftStatus) -> bool:
    """Whether what was typed last is on no disk."""
    in_conflict_only = status.state is DraftState.CONFLICT and status.at is None
    return status.state is DraftState.NOT_KEPT or in_conflict_only


def status_text(status: DraftStatus, draft: Draft) -> str:
    """How safe a draft is, in one line. Plain text."""
    translate = QCoreApplication.translate
    at = format_time(status.at) if status.at is not None else ""
    match status.state:
        case DraftState.UNTOUCHED:
            return _reopened_text(draft)
        case DraftState.KEPT | DraftState.SAVED:
            return translate("DraftNotices", "Draft saved at {0}").format(at)
        case DraftState.LOCAL_ONLY:
            return translate(
                "DraftNotices",
                "Draft saved on this machine at {0}; it goes to the server once there is a network",
            ).format(at)
        case DraftState.CONFLICT if at:
            return translate("DraftNotices", "Draft saved on this machine at {0}").format(at)
        case DraftState.NOT_KEPT | DraftState.CONFLICT:
            return translate("DraftNotices", "The draft could not be saved on this machine")


def _reopened_text(draft: Draft) -> str:
    translate = QCoreApplication.translate
    if not draft.reopened:
        return ""
    if draft.typed_at is None:
        return translate("DraftNotices", "Going on with the saved draft")
    return translate("DraftNotices", "Going on with the draft saved at {0} on {1}").format(
        format_time(draft.typed_at), format_day(vietnam_day(draft.typed_at))
    )
